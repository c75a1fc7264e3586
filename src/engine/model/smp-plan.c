/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-plan.h"

#include <stdio.h>
#include <string.h>

#include "base/smp-constants.h"
#include "model/smp-json-value.h"
#include "model/smp-pigment.h"
#include "model/smp-zone.h"

/* Three sessions are usual. */
#define USUAL_SESSIONS 3
#define USUAL_PIGMENT "carbon-10"

static GPtrArray *
new_zones (guint reserved)
{
  return g_ptr_array_new_full (reserved, (GDestroyNotify)smp_zone_unref);
}

SmpPlan *
smp_plan_new (guint64 seed)
{
  SmpPlan *self = g_atomic_rc_box_new0 (SmpPlan);

  self->seed = seed;
  self->pigment = smp_pigment_ref (smp_pigment_builtin_by_id (USUAL_PIGMENT));
  self->n_sessions = USUAL_SESSIONS;
  self->sessions = g_new0 (SmpSession, self->n_sessions);
  self->sessions[0].share = SMP_K (SESSION_FIRST_SHARE);
  self->sessions[1].share = SMP_K (SESSION_SECOND_SHARE);
  self->sessions[2].share = 1 - self->sessions[0].share - self->sessions[1].share;
  self->zones = new_zones (0);
  return self;
}

static SmpSession
session_copy (const SmpSession *session)
{
  SmpSession copy = *session;

  copy.date = g_strdup (session->date);
  copy.done = g_strdup (session->done);
  copy.notes = g_strdup (session->notes);
  copy.unknown = smp_json_share (session->unknown);
  return copy;
}

void
smp_session_clear (SmpSession *self)
{
  g_clear_pointer (&self->date, g_free);
  g_clear_pointer (&self->done, g_free);
  g_clear_pointer (&self->notes, g_free);
  g_clear_pointer (&self->unknown, json_object_unref);
}

static void
set_sessions (SmpPlan *self, const SmpSession *sessions, gsize n)
{
  self->n_sessions = n;
  self->sessions = g_new0 (SmpSession, MAX (n, 1));
  for (gsize i = 0; i < n; i++)
    self->sessions[i] = session_copy (&sessions[i]);
}

static void
clear_sessions (SmpPlan *self)
{
  for (gsize i = 0; i < self->n_sessions; i++)
    smp_session_clear (&self->sessions[i]);
  g_clear_pointer (&self->sessions, g_free);
}

SmpPlan *
smp_plan_copy (const SmpPlan *self)
{
  SmpPlan *copy = g_atomic_rc_box_new0 (SmpPlan);

  copy->seed = self->seed;
  copy->pigment = smp_pigment_ref (self->pigment);
  copy->recipe = self->recipe;
  copy->recipe.unknown = smp_json_share (self->recipe.unknown);
  set_sessions (copy, self->sessions, self->n_sessions);
  copy->zones = new_zones (self->zones->len);
  for (guint i = 0; i < self->zones->len; i++)
    g_ptr_array_add (copy->zones, smp_zone_ref (g_ptr_array_index (self->zones, i)));
  copy->unknown = smp_json_share (self->unknown);
  return copy;
}

static void
plan_clear (gpointer data)
{
  SmpPlan *self = data;

  smp_pigment_unref (self->pigment);
  clear_sessions (self);
  g_clear_pointer (&self->recipe.unknown, json_object_unref);
  g_ptr_array_unref (self->zones);
  g_clear_pointer (&self->unknown, json_object_unref);
}

SmpPlan *
smp_plan_ref (const SmpPlan *self)
{
  return g_atomic_rc_box_acquire ((SmpPlan *)self);
}

void
smp_plan_unref (const SmpPlan *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full ((SmpPlan *)self, plan_clear);
}

/* Where the zone stands in the plan, or the number of zones. */
static guint
find_zone (const SmpPlan *self, const char *id)
{
  guint i = 0;

  while (i < self->zones->len
         && strcmp (((const SmpZone *)g_ptr_array_index (self->zones, i))->id, id) != 0)
    i++;
  return i;
}

const SmpZone *
smp_plan_get_zone (const SmpPlan *self, const char *id)
{
  guint i = find_zone (self, id);

  return i < self->zones->len ? g_ptr_array_index (self->zones, i) : NULL;
}

SmpPlan *
smp_plan_with_zone (const SmpPlan *self, const SmpZone *zone)
{
  SmpPlan *copy = smp_plan_copy (self);
  guint i = find_zone (self, zone->id);

  if (i < copy->zones->len)
    {
      smp_zone_unref (g_ptr_array_index (copy->zones, i));
      g_ptr_array_index (copy->zones, i) = smp_zone_ref (zone);
    }
  else
    g_ptr_array_add (copy->zones, smp_zone_ref (zone));
  return copy;
}

SmpPlan *
smp_plan_without_zone (const SmpPlan *self, const char *id)
{
  SmpPlan *copy = smp_plan_copy (self);
  guint i = find_zone (self, id);

  if (i < copy->zones->len)
    g_ptr_array_remove_index (copy->zones, i);
  return copy;
}

SmpPlan *
smp_plan_with_pigment (const SmpPlan *self, const SmpPigment *pigment)
{
  SmpPlan *copy = smp_plan_copy (self);

  smp_pigment_unref (copy->pigment);
  copy->pigment = smp_pigment_ref (pigment);
  return copy;
}

char *
smp_plan_new_zone_id (const SmpPlan *self)
{
  for (guint n = 1;; n++)
    {
      g_autofree char *id = g_strdup_printf ("zone-%u", n);

      if (smp_plan_get_zone (self, id) == NULL)
        return g_steal_pointer (&id);
    }
}

/* Piecewise linear: the first of several, half way, 1 at the last. */
static double
usual_strength (const SmpPlan *self, guint session)
{
  double first = SMP_K (SESSION_FIRST_STRENGTH), middle = SMP_K (SESSION_MIDDLE_STRENGTH), t;

  if (session + 1 >= self->n_sessions)
    return 1;
  t = (double)session / (double)(self->n_sessions - 1);
  return t < 0.5 ? first + (middle - first) * 2 * t : middle + (1 - middle) * (2 * t - 1);
}

double
smp_plan_session_strength (const SmpPlan *self, guint session)
{
  double strength = 0;

  for (guint i = 0; i <= session; i++)
    {
      double own = i < self->n_sessions ? self->sessions[i].strength : 0;

      strength = MAX (strength, own > 0 ? own : usual_strength (self, i));
    }
  return strength;
}

gboolean
smp_plan_parse_date (const char *text, GDate *date)
{
  static const char form[] = "0000-00-00";
  guint year, month, day;

  if (text == NULL || strlen (text) != strlen (form))
    return FALSE;
  for (gsize i = 0; form[i] != '\0'; i++)
    if (form[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != form[i])
      return FALSE;
  if (sscanf (text, "%4u-%2u-%2u", &year, &month, &day) != 3 || year == 0
      || !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return FALSE;
  g_date_set_dmy (date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return TRUE;
}

char *
smp_plan_session_date (const SmpPlan *self, guint session)
{
  GDate date;
  gboolean known = FALSE;

  for (guint i = 0; i <= session && i < self->n_sessions; i++)
    {
      const SmpSession *s = &self->sessions[i];
      GDate own;

      if (smp_plan_parse_date (s->done, &own) || smp_plan_parse_date (s->date, &own))
        {
          date = own;
          known = TRUE;
        }
      else if (known)
        g_date_add_days (&date,
                         s->interval > 0 ? (guint)s->interval : (guint)SMP_K (SESSION_INTERVAL));
    }
  return known ? g_strdup_printf ("%04u-%02u-%02u", (guint)g_date_get_year (&date),
                                  (guint)g_date_get_month (&date), (guint)g_date_get_day (&date))
               : NULL;
}

double
smp_plan_hours (double n_dots)
{
  return n_dots / SMP_K (DOTS_PER_HOUR);
}

double
smp_plan_needle (const SmpPlan *self)
{
  return self->recipe.needle_mm > 0 ? self->recipe.needle_mm : SMP_K (NEEDLE_USUAL);
}

double
smp_plan_depth (const SmpPlan *self)
{
  return self->recipe.depth_mm > 0 ? self->recipe.depth_mm : SMP_K (DEPTH_USUAL);
}

SmpPlan *
smp_plan_with_recipe (const SmpPlan *self, const SmpRecipe *recipe)
{
  SmpPlan *copy = smp_plan_copy (self);
  JsonObject *unknown = smp_json_share (recipe->unknown);

  g_clear_pointer (&copy->recipe.unknown, json_object_unref);
  copy->recipe = *recipe;
  copy->recipe.unknown = unknown;
  return copy;
}

SmpPlan *
smp_plan_with_sessions (const SmpPlan *self, const SmpSession *sessions, gsize n_sessions)
{
  SmpPlan *copy = smp_plan_copy (self);

  clear_sessions (copy);
  set_sessions (copy, sessions, n_sessions);
  return copy;
}

SmpVariant *
smp_variant_new (const char *id, const char *name, const SmpPlan *plan)
{
  SmpVariant *self = g_atomic_rc_box_new0 (SmpVariant);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->plan = smp_plan_ref (plan);
  return self;
}

SmpVariant *
smp_variant_copy (const SmpVariant *self)
{
  SmpVariant *copy = smp_variant_new (self->id, self->name, self->plan);

  copy->notes = g_strdup (self->notes);
  copy->unknown = smp_json_share (self->unknown);
  return copy;
}

static void
variant_clear (gpointer data)
{
  SmpVariant *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->notes);
  smp_plan_unref (self->plan);
  g_clear_pointer (&self->unknown, json_object_unref);
}

SmpVariant *
smp_variant_ref (const SmpVariant *self)
{
  return g_atomic_rc_box_acquire ((SmpVariant *)self);
}

void
smp_variant_unref (const SmpVariant *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full ((SmpVariant *)self, variant_clear);
}
