/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stipple/smp-dots.h"

#include <string.h>

#include "base/smp-hash.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "stipple/smp-dot-memory.h"
#include "stipple/smp-dots-private.h"
#include "stipple/smp-zone-polygon.h"
#include "surface/smp-surface.h"

/* Only sums, products and quotients, so that every machine lays the atlas alike: the rotation comes
 * from the rational parametrisation of the circle, within ±45°, which is all that a square tile
 * needs. */
static SmpLaying
laying_from_seed (guint64 seed, double period_mm)
{
  double x = smp_hash_unit (smp_hash_u64 (seed, SMP_STREAM_SHIFT_X, 0));
  double y = smp_hash_unit (smp_hash_u64 (seed, SMP_STREAM_SHIFT_Y, 0));
  double t = (smp_hash_unit (smp_hash_u64 (seed, SMP_STREAM_ROTATION, 0)) * 2 - 1) * 0.414;
  double k = 1 / (1 + t * t);

  return (SmpLaying){
    .cosine = (1 - t * t) * k,
    .sine = 2 * t * k,
    .shift = smp_point (x * period_mm, y * period_mm),
  };
}

static void
field_clear (gpointer data)
{
  SmpField *field = data;

  smp_zone_unref (field->zone);
  smp_density_map_unref (field->map);
}

/* What earlier dots know of the zone, if it lies as it did. */
static SmpDensityMap *
known_map (const SmpDotSet *last, const SmpZone *zone, const SmpSurface *surface)
{
  if (last == NULL)
    return NULL;
  for (guint i = 0; i < last->fields->len; i++)
    {
      const SmpField *field = &g_array_index (last->fields, SmpField, i);

      if (smp_density_map_is_of (field->map, field->zone, zone, surface))
        return smp_density_map_with_density (field->map, zone, surface);
    }
  return NULL;
}

/* The zone's field as it was, where it had one on the like of the surface. */
static const SmpField *
field_before (const SmpDotSet *last, const SmpZone *zone, const SmpSurface *surface)
{
  if (last == NULL)
    return NULL;
  for (guint i = 0; i < last->fields->len; i++)
    {
      const SmpField *field = &g_array_index (last->fields, SmpField, i);

      if (strcmp (field->zone->id, zone->id) == 0 && field->map->surface->klass == surface->klass)
        return field;
    }
  return NULL;
}

static gboolean
add_field (SmpPlacing *self,
           guint number,
           const SmpSurface *surface,
           GCancellable *cancellable,
           GError **error)
{
  const SmpZone *zone = g_ptr_array_index (self->plan->zones, number);
  SmpField field = { .number = number, .keeps_out = zone->kind == SMP_ZONE_KEEP_OUT };

  field.map = known_map (self->last, zone, surface);
  if (field.map == NULL)
    {
      const SmpField *before = field_before (self->last, zone, surface);

      field.map = smp_density_map_new_after (before != NULL ? before->map : NULL,
                                             before != NULL ? before->zone : NULL, zone, surface,
                                             self->plan->seed, self->n_threads, cancellable, error);
    }
  if (field.map == NULL)
    return FALSE;
  field.zone = smp_zone_ref (zone);
  g_array_append_val (self->fields, field);
  return TRUE;
}

static gboolean
collect_fields (SmpPlacing *self,
                const char *photo_id,
                const SmpSurface *whole,
                GCancellable *cancellable,
                GError **error)
{
  const SmpPlan *plan = self->plan;

  for (guint i = 0; i < plan->zones->len; i++)
    {
      const SmpZone *zone = g_ptr_array_index (plan->zones, i);
      const SmpSurface *surface = smp_surface_for_kind (whole, zone->kind);

      if (!smp_zone_is_on (zone, photo_id, whole))
        continue;
      if (strcmp (zone->space, SMP_SPACE_HEAD) == 0)
        surface = whole;
      if (!add_field (self, i, surface, cancellable, error))
        return FALSE;
      /* What is kept free is kept free of beards too. */
      if (zone->kind == SMP_ZONE_KEEP_OUT && whole->face != NULL
          && strcmp (zone->space, photo_id) == 0
          && !add_field (self, i, whole->face, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static void
dot_set_clear (gpointer data)
{
  SmpDotSet *self = data;

  smp_dot_memory_free (self->dots, self->room);
  g_clear_pointer (&self->fields, g_array_unref);
  g_free (self->counts);
}

SmpDotSet *
smp_dot_set_new (gsize n_dots)
{
  SmpDotSet *set = g_atomic_rc_box_new0 (SmpDotSet);

  set->n_dots = set->room = n_dots;
  set->dots = smp_dot_memory_new (n_dots, FALSE);
  memset (set->dots, 0, n_dots * sizeof (SmpDot));
  return set;
}

SmpDotSet *
smp_dot_set_ref (const SmpDotSet *self)
{
  return g_atomic_rc_box_acquire ((SmpDotSet *)self);
}

void
smp_dot_set_unref (const SmpDotSet *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full ((SmpDotSet *)self, dot_set_clear);
}

void
smp_dot_set_count (const SmpDotSet *self, guint n_zones, SmpDotCount *counts)
{
  memset (counts, 0, n_zones * sizeof *counts);
  if (self->counts != NULL)
    memcpy (counts, self->counts, MIN (n_zones, self->n_zones) * sizeof *counts);
  else
    for (gsize i = 0; i < self->n_dots; i++)
      if (self->dots[i].zone < n_zones && self->dots[i].session < SMP_LIMIT_SESSIONS)
        counts[self->dots[i].zone].of_session[self->dots[i].session]++;
}

SmpDotSet *
smp_dots_place_again (const SmpDotSet *last,
                      const SmpPlan *plan,
                      const char *photo_id,
                      const SmpSurface *surface,
                      int n_threads,
                      GCancellable *cancellable,
                      GError **error)
{
  const SmpFollicleAtlas *atlas = smp_follicle_atlas_get ();
  g_autoptr (SmpDotSet) set = g_atomic_rc_box_new0 (SmpDotSet);
  g_autofree SmpPick *picks = NULL;
  gsize n;
  SmpPlacing placing = {
    .plan = plan,
    .atlas = atlas,
    .laying = laying_from_seed (plan->seed, atlas->period_mm),
    .n_threads = n_threads,
    .last = last != NULL && last->fields != NULL && last->seed == plan->seed ? last : NULL,
  };

  g_return_val_if_fail (atlas->n_points <= 1u << SMP_PICK_INDEX_BITS, NULL);
  g_return_val_if_fail (2 * plan->zones->len <= SMP_PICK_FIELDS, NULL);

  set->seed = plan->seed;
  set->n_zones = plan->zones->len;
  set->fields = placing.fields = g_array_new (FALSE, FALSE, sizeof (SmpField));
  g_array_set_clear_func (set->fields, field_clear);
  if (!collect_fields (&placing, photo_id, surface, cancellable, error))
    return NULL;
  if (!smp_dots_pick (&placing, set, &picks, &n, cancellable, error)
      || !smp_dots_fill (&placing, picks, n, set, cancellable, error))
    return NULL;
  return g_steal_pointer (&set);
}

SmpDotSet *
smp_dots_place (const SmpPlan *plan,
                const char *photo_id,
                const SmpSurface *surface,
                int n_threads,
                GCancellable *cancellable,
                GError **error)
{
  return smp_dots_place_again (NULL, plan, photo_id, surface, n_threads, cancellable, error);
}
