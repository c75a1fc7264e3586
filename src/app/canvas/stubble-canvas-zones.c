/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-canvas-private.h"

#include "model/smp-plan.h"

/* Which plan is shown, and which of its zones: those that are hidden are not in the picture. */

static void
drop_plan (StubbleCanvas *self)
{
  g_clear_pointer (&self->shown_plan, smp_plan_unref);
  g_clear_pointer (&self->shown_of, smp_plan_unref);
}

const SmpPlan *
stubble_canvas_get_plan (StubbleCanvas *self)
{
  return self->plan != NULL ? self->plan : stubble_document_get_plan (self->document);
}

static void
zones_changed (StubbleCanvas *self)
{
  drop_plan (self);
  _stubble_canvas_update (self, FALSE);
  _stubble_canvas_compare_changed (self);
}

void
stubble_canvas_set_plan (StubbleCanvas *self, const SmpPlan *plan)
{
  if (plan == self->plan)
    return;
  g_clear_pointer (&self->plan, smp_plan_unref);
  self->plan = plan != NULL ? smp_plan_ref (plan) : NULL;
  _stubble_canvas_check_age (self);
  zones_changed (self);
}

void
stubble_canvas_set_zone_hidden (StubbleCanvas *self, const char *id, gboolean hidden)
{
  if (hidden ? !g_hash_table_add (self->hidden, g_strdup (id))
             : !g_hash_table_remove (self->hidden, id))
    return;
  zones_changed (self);
}

gboolean
stubble_canvas_is_zone_hidden (StubbleCanvas *self, const char *id)
{
  return g_hash_table_contains (self->hidden, id);
}

static gboolean
same_hidden (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer id;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (b, id))
      return FALSE;
  return TRUE;
}

void
_stubble_canvas_hide_like (StubbleCanvas *self, StubbleCanvas *other)
{
  GHashTableIter iter;
  gpointer id;

  if (same_hidden (self->hidden, other->hidden))
    return;
  g_hash_table_remove_all (self->hidden);
  g_hash_table_iter_init (&iter, other->hidden);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (self->hidden, g_strdup (id));
  zones_changed (self);
}

void
_stubble_canvas_show_all_zones (StubbleCanvas *self)
{
  g_clear_pointer (&self->plan, smp_plan_unref);
  drop_plan (self);
  g_hash_table_remove_all (self->hidden);
}

void
_stubble_canvas_init_zones (StubbleCanvas *self)
{
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
_stubble_canvas_clear_zones (StubbleCanvas *self)
{
  g_clear_pointer (&self->plan, smp_plan_unref);
  drop_plan (self);
  g_clear_pointer (&self->hidden, g_hash_table_unref);
}

const SmpPlan *
_stubble_canvas_get_shown_plan (StubbleCanvas *self)
{
  const SmpPlan *plan = stubble_canvas_get_plan (self);
  GHashTableIter iter;
  gpointer id;

  if (g_hash_table_size (self->hidden) == 0)
    return plan;
  if (self->shown_of == plan)
    return self->shown_plan;
  drop_plan (self);
  self->shown_of = smp_plan_ref (plan);
  self->shown_plan = smp_plan_ref (plan);
  g_hash_table_iter_init (&iter, self->hidden);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (smp_plan_get_zone (self->shown_plan, id) != NULL)
      {
        SmpPlan *rest = smp_plan_without_zone (self->shown_plan, id);

        smp_plan_unref (self->shown_plan);
        self->shown_plan = rest;
      }
  return self->shown_plan;
}

gboolean
_stubble_canvas_find_shown (StubbleCanvas *self, int *zone)
{
  const SmpPlan *plan, *shown;

  if (self->document == NULL)
    return FALSE;
  plan = stubble_document_get_plan (self->document);
  shown = _stubble_canvas_get_shown_plan (self);
  if (shown == plan)
    return TRUE;
  if (*zone < 0)
    return shown->zones->len == plan->zones->len;
  for (guint i = 0; *zone < (int)plan->zones->len && i < shown->zones->len; i++)
    if (g_ptr_array_index (shown->zones, i) == g_ptr_array_index (plan->zones, *zone))
      {
        *zone = (int)i;
        return TRUE;
      }
  return FALSE;
}
