/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-preset.h"

#include <string.h>

#include "base/smp-limits.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"

SmpPreset *
smp_preset_new (const char *name, const char *description, const SmpPlan *look)
{
  SmpPreset *self = g_atomic_rc_box_new0 (SmpPreset);

  self->name = g_strdup (name);
  self->description = g_strdup (description);
  self->look = smp_plan_ref (look);
  return self;
}

SmpPreset *
smp_preset_ref (const SmpPreset *self)
{
  return g_atomic_rc_box_acquire ((SmpPreset *)self);
}

static void
preset_clear (gpointer data)
{
  SmpPreset *self = data;

  g_free (self->name);
  g_free (self->description);
  smp_plan_unref (self->look);
}

void
smp_preset_unref (const SmpPreset *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full ((SmpPreset *)self, preset_clear);
}

static const SmpZone *
look_of_kind (const SmpPlan *look, SmpZoneKind kind)
{
  for (guint i = 0; i < look->zones->len; i++)
    {
      const SmpZone *zone = g_ptr_array_index (look->zones, i);

      if (zone->kind == kind)
        return zone;
    }
  return NULL;
}

/* On a zone that is not yet shared. */
static void
copy_look (SmpZone *to, const SmpZone *from)
{
  to->density = from->density;
  to->dot_diameter = from->dot_diameter;
  memcpy (to->feather, from->feather, sizeof to->feather);
  to->irregularity_amplitude = from->irregularity_amplitude;
  to->irregularity_wavelength = from->irregularity_wavelength;
  to->far_reach = from->far_reach;
  to->far_share = from->far_share;
  to->macro_amplitude = from->macro_amplitude;
  to->macro_wavelength = from->macro_wavelength;
  to->variation = from->variation;
}

/* What of the sessions belongs to a look. */
static SmpPlan *
with_sessions_of (const SmpPlan *plan, const SmpPlan *look)
{
  SmpSession sessions[SMP_LIMIT_SESSIONS] = { 0 };

  for (gsize i = 0; i < look->n_sessions; i++)
    {
      if (i < plan->n_sessions)
        sessions[i] = plan->sessions[i];
      sessions[i].share = look->sessions[i].share;
      sessions[i].strength = look->sessions[i].strength;
      sessions[i].interval = look->sessions[i].interval;
    }
  return smp_plan_with_sessions (plan, sessions, look->n_sessions);
}

static gboolean
was_begun (const SmpPlan *plan)
{
  for (gsize i = 0; i < plan->n_sessions; i++)
    if (plan->sessions[i].done != NULL)
      return TRUE;
  return FALSE;
}

static SmpPlan *
with_shade_of (const SmpPlan *plan, const SmpPlan *look)
{
  SmpRecipe recipe = look->recipe;
  g_autoptr (SmpPlan) shaded = smp_plan_with_pigment (plan, look->pigment);

  recipe.unknown = plan->recipe.unknown;
  return smp_plan_with_recipe (shaded, &recipe);
}

static void
add_look (SmpPlan *look, const SmpZone *zone)
{
  SmpZone *added;

  if (zone->kind == SMP_ZONE_KEEP_OUT || look_of_kind (look, zone->kind) != NULL)
    return;
  added = smp_zone_new (smp_zone_kind_to_string (zone->kind), zone->kind, "");
  copy_look (added, zone);
  g_ptr_array_add (look->zones, added);
}

SmpPreset *
smp_preset_from_plan (const SmpPlan *plan, const char *name, const char *zone_id)
{
  g_autoptr (SmpPlan) empty = smp_plan_new (1);
  g_autoptr (SmpPlan) shaded = with_shade_of (empty, plan);
  g_autoptr (SmpPlan) look = with_sessions_of (shaded, plan);
  const SmpZone *first = zone_id != NULL ? smp_plan_get_zone (plan, zone_id) : NULL;

  if (first != NULL)
    add_look (look, first);
  for (guint i = 0; i < plan->zones->len; i++)
    add_look (look, g_ptr_array_index (plan->zones, i));
  return smp_preset_new (name, "", look);
}

SmpPlan *
smp_preset_apply (const SmpPreset *self, const SmpPlan *plan)
{
  g_autoptr (SmpPlan) shaded = with_shade_of (plan, self->look);
  SmpPlan *applied
      = was_begun (plan) ? smp_plan_copy (shaded) : with_sessions_of (shaded, self->look);

  for (guint i = 0; i < applied->zones->len; i++)
    {
      const SmpZone *zone = g_ptr_array_index (applied->zones, i);
      const SmpZone *look = look_of_kind (self->look, zone->kind);
      SmpZone *edited;

      if (look == NULL)
        continue;
      edited = smp_zone_copy (zone);
      copy_look (edited, look);
      smp_zone_unref (zone);
      g_ptr_array_index (applied->zones, i) = edited;
    }
  return applied;
}
