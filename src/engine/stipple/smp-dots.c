/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stipple/smp-dots.h"

#include <stdlib.h>
#include <string.h>

#include "base/smp-error.h"
#include "base/smp-hash.h"
#include "base/smp-limits.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "stipple/smp-density-map.h"
#include "stipple/smp-dot-ellipse.h"
#include "stipple/smp-follicle-atlas.h"
#include "stipple/smp-zone-polygon.h"
#include "surface/smp-surface.h"

#include <glib/gi18n-lib.h>

/* Natural variation of dots; no source has numbers, so all are our choice. */
#define DIAMETER_SIGMA 0.16 /* of the logarithm of the diameter */
#define STRENGTH_SIGMA 0.14
#define ELONGATION_MAX 0.22 /* 1 − the smallest axis ratio */
/* Where it is known how stubble grows, dots lean that way, and are rounder: on a head it is
 * foreshortening that makes them long. */
#define ELONGATION_MAX_GROWN 0.12
#define GROWTH_SIGMA 0.35 /* rad, about the direction of growth */

/* Streams of the hash: one for each use, never reused. */
enum
{
  STREAM_SHIFT_X = 1,
  STREAM_SHIFT_Y,
  STREAM_ROTATION,
  STREAM_DIAMETER,
  STREAM_STRENGTH,
  STREAM_ELONGATION,
  STREAM_DIRECTION,
};

/* How the seed lays the atlas on the surface's map: atlas = R (uv) + shift. */
typedef struct
{
  double cosine;
  double sine;
  SmpPoint shift; /* mm */
} Laying;

/* A zone with its density map. */
typedef struct
{
  const SmpZone *zone;
  guint16 number;
  const SmpSurface *surface; /* what its kind of zone lies on */
  SmpDensityMap *map;
  guint64 stream;
} Field;

typedef struct
{
  const SmpPlan *plan;
  const SmpSurface *surface;
  const SmpFollicleAtlas *atlas;
  Laying laying;
  GArray *treated; /* of Field, in the order of the plan */
  GArray *kept;    /* of Field: keep-out zones */
  GArray *dots;
} Placing;

/* Only sums, products and quotients, so that every machine lays the atlas alike: the rotation comes
 * from the rational parametrisation of the circle, within ±45°, which is all that a square tile
 * needs. */
static Laying
laying_from_seed (guint64 seed, double period_mm)
{
  double x = smp_hash_unit (smp_hash_u64 (seed, STREAM_SHIFT_X, 0));
  double y = smp_hash_unit (smp_hash_u64 (seed, STREAM_SHIFT_Y, 0));
  double t = (smp_hash_unit (smp_hash_u64 (seed, STREAM_ROTATION, 0)) * 2 - 1) * 0.414;
  double k = 1 / (1 + t * t);

  return (Laying){
    .cosine = (1 - t * t) * k,
    .sine = 2 * t * k,
    .shift = smp_point (x * period_mm, y * period_mm),
  };
}

static SmpPoint
to_atlas (const Laying *laying, SmpPoint uv)
{
  return smp_point (laying->cosine * uv.x - laying->sine * uv.y + laying->shift.x,
                    laying->sine * uv.x + laying->cosine * uv.y + laying->shift.y);
}

static SmpPoint
from_atlas (const Laying *laying, SmpPoint a)
{
  double x = a.x - laying->shift.x, y = a.y - laying->shift.y;

  return smp_point (laying->cosine * x + laying->sine * y, -laying->sine * x + laying->cosine * y);
}

/* e^x for |x| < 1 from its series, the same bits on every machine. */
static double
exp_small (double x)
{
  double sum = 1;

  for (int i = 12; i >= 1; i--)
    sum = 1 + x / i * sum;
  return sum;
}

static double
kept_share (const Placing *self, const SmpSurface *surface, SmpPoint uv)
{
  double share = 1;

  for (guint i = 0; i < self->kept->len; i++)
    {
      const Field *field = &g_array_index (self->kept, Field, i);

      if (field->surface == surface)
        share *= 1 - smp_density_map_share (field->map, uv);
    }
  return share;
}

/* Dots per cm² that the field wants at a place, as a count of atlas points: those of a smaller rank
 * are present. */
static double
rank_limit (const Placing *self, const Field *field, SmpPoint uv, double atlas_scale)
{
  double share = smp_density_map_share (field->map, uv);

  if (!(share > 0))
    return 0;
  share *= kept_share (self, field->surface, uv);
  return share * field->map->density / (self->atlas->density_max * atlas_scale * atlas_scale)
         * (double)self->atlas->n_points;
}

/* The dot's major axis on the skin as a share of half a turn. */
static double
major_axis (guint64 seed, guint64 stream, guint64 index, SmpPoint growth)
{
  guint64 bits = smp_hash_u64 (seed, stream + STREAM_DIRECTION, index);
  double share;

  if (!(smp_point_dot (growth, growth) > 0))
    return smp_hash_unit (bits);
  share = (atan2 (growth.y, growth.x) + GROWTH_SIGMA * smp_hash_normal (bits)) / G_PI;
  return share - floor (share);
}

static void
add_dot (Placing *self,
         const Field *field,
         guint32 rank,
         gint32 tile,
         SmpPoint uv,
         guint session,
         const SmpSurfacePoint *at)
{
  guint64 seed = self->plan->seed;
  /* Repeats of the tile get attributes of their own. */
  guint64 index = ((guint64)(guint32)tile << 32) | rank;
  guint64 stream = field->stream;
  double diameter = smp_hash_normal (smp_hash_u64 (seed, stream + STREAM_DIAMETER, index));
  double strength = smp_hash_normal (smp_hash_u64 (seed, stream + STREAM_STRENGTH, index));
  double elongation = smp_hash_unit (smp_hash_u64 (seed, stream + STREAM_ELONGATION, index));
  double direction = major_axis (seed, stream, index, at->growth);
  gboolean grown = smp_point_dot (at->growth, at->growth) > 0;
  SmpDot dot = {
    .x_px = (float)at->px.x,
    .y_px = (float)at->px.y,
    .u_mm = (float)uv.x,
    .v_mm = (float)uv.y,
    .diameter_mm = (float)(field->zone->dot_diameter * exp_small (DIAMETER_SIGMA * diameter)),
    .strength = (float)(at->fade * CLAMP (1 + STRENGTH_SIGMA * strength, 0.3, 1.3)),
    .index = rank,
    .tile = tile,
    .zone = field->number,
    .session = (guint16)session,
  };

  smp_dot_ellipse_set (&dot, at->jacobian,
                       1 - (grown ? ELONGATION_MAX_GROWN : ELONGATION_MAX) * elongation, direction);
  g_array_append_val (self->dots, dot);
}

static gboolean
owned_by_earlier (const Placing *self, guint number, guint32 rank, SmpPoint uv, double atlas_scale)
{
  const SmpSurface *surface = g_array_index (self->treated, Field, number).surface;

  for (guint i = 0; i < number; i++)
    {
      const Field *field = &g_array_index (self->treated, Field, i);

      if (field->surface == surface && rank < rank_limit (self, field, uv, atlas_scale))
        return TRUE;
    }
  return FALSE;
}

static void
try_point (Placing *self, guint number, guint32 rank, int column, int row)
{
  const Field *field = &g_array_index (self->treated, Field, number);
  const SmpFollicleAtlas *atlas = self->atlas;
  double unit = atlas->period_mm / 65536.0;
  SmpPoint uv = from_atlas (&self->laying,
                            smp_point (column * atlas->period_mm + atlas->xy[2 * rank] * unit,
                                       row * atlas->period_mm + atlas->xy[2 * rank + 1] * unit));
  SmpSurfacePoint at;
  double limit;

  if (!(smp_density_map_share (field->map, uv) > 0)
      || !smp_surface_to_photo (field->surface, uv, &at))
    return;
  limit = rank_limit (self, field, uv, at.atlas_scale);
  if (!(rank < limit) || owned_by_earlier (self, number, rank, uv, at.atlas_scale))
    return;
  add_dot (self, field, rank, (gint32)(((guint32)row << 16) | ((guint32)column & 0xffff)), uv,
           smp_plan_session_of (self->plan, rank / limit), &at);
}

/* The box of the atlas that the map covers, in cells of the atlas. */
static void
atlas_cells (const Placing *self, const SmpDensityMap *map, int range[4])
{
  double w = map->width * map->cell_mm, h = map->height * map->cell_mm;
  double cells_per_mm = self->atlas->n_cells / self->atlas->period_mm;
  SmpRect box = SMP_RECT_EMPTY;

  for (int corner = 0; corner < 4; corner++)
    smp_rect_include (&box,
                      to_atlas (&self->laying, smp_point (map->origin.x + (corner & 1 ? w : 0),
                                                          map->origin.y + (corner & 2 ? h : 0))));
  range[0] = (int)floor (box.x * cells_per_mm);
  range[1] = (int)floor ((box.x + box.width) * cells_per_mm) + 1;
  range[2] = (int)floor (box.y * cells_per_mm);
  range[3] = (int)floor ((box.y + box.height) * cells_per_mm) + 1;
}

static int
floor_div (int a, int b)
{
  return a >= 0 ? a / b : -((b - 1 - a) / b);
}

static gboolean
place_field (Placing *self, guint number, GCancellable *cancellable, GError **error)
{
  const SmpDensityMap *map = g_array_index (self->treated, Field, number).map;
  const SmpFollicleAtlas *atlas = self->atlas;
  int n = (int)atlas->n_cells;
  int range[4];

  if (map->share == NULL)
    return TRUE;
  atlas_cells (self, map, range);
  for (int cy = range[2]; cy < range[3]; cy++)
    {
      int row = floor_div (cy, n);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (int cx = range[0]; cx < range[1]; cx++)
        {
          int column = floor_div (cx, n);
          guint cell = (guint)((cy - row * n) * n + (cx - column * n));

          for (guint i = atlas->cell_start[cell]; i < atlas->cell_start[cell + 1]; i++)
            try_point (self, number, atlas->cell_points[i], column, row);
        }
      if (self->dots->len > SMP_LIMIT_DOTS)
        {
          g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                       _ ("The plan has more than %d dots. Check the photo’s scale and the size of "
                          "the zones."),
                       SMP_LIMIT_DOTS);
          return FALSE;
        }
    }
  return TRUE;
}

static int
compare_dots (gconstpointer a, gconstpointer b)
{
  const SmpDot *da = a, *db = b;

  if (da->index != db->index)
    return da->index < db->index ? -1 : 1;
  return da->tile < db->tile ? -1 : da->tile > db->tile;
}

static void
field_clear (gpointer data)
{
  smp_density_map_unref (((Field *)data)->map);
}

static gboolean
add_field (Placing *self,
           guint number,
           const SmpSurface *surface,
           int n_threads,
           GCancellable *cancellable,
           GError **error)
{
  const SmpZone *zone = g_ptr_array_index (self->plan->zones, number);
  Field field = { .zone = zone, .number = (guint16)number, .surface = surface };

  field.map = smp_density_map_new (zone, surface, self->plan->seed, n_threads, cancellable, error);
  if (field.map == NULL)
    return FALSE;
  field.stream = smp_hash_string (zone->id);
  g_array_append_val (zone->kind == SMP_ZONE_KEEP_OUT ? self->kept : self->treated, field);
  return TRUE;
}

static gboolean
collect_fields (
    Placing *self, const char *photo_id, int n_threads, GCancellable *cancellable, GError **error)
{
  const SmpPlan *plan = self->plan;

  for (guint i = 0; i < plan->zones->len; i++)
    {
      const SmpZone *zone = g_ptr_array_index (plan->zones, i);
      const SmpSurface *surface = smp_surface_for_kind (self->surface, zone->kind);

      if (!smp_zone_is_on (zone, photo_id, self->surface))
        continue;
      if (strcmp (zone->space, SMP_SPACE_HEAD) == 0)
        surface = self->surface;
      if (!add_field (self, i, surface, n_threads, cancellable, error))
        return FALSE;
      /* What is kept free is kept free of beards too. */
      if (zone->kind == SMP_ZONE_KEEP_OUT && self->surface->face != NULL
          && strcmp (zone->space, photo_id) == 0
          && !add_field (self, i, self->surface->face, n_threads, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static void
dot_set_clear (gpointer data)
{
  g_free (((SmpDotSet *)data)->dots);
}

SmpDotSet *
smp_dot_set_new (gsize n_dots)
{
  SmpDotSet *set = g_atomic_rc_box_new0 (SmpDotSet);

  set->n_dots = n_dots;
  set->dots = g_new0 (SmpDot, MAX (n_dots, 1));
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

SmpDotSet *
smp_dots_place (const SmpPlan *plan,
                const char *photo_id,
                const SmpSurface *surface,
                int n_threads,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GArray) treated = g_array_new (FALSE, FALSE, sizeof (Field));
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (Field));
  g_autoptr (GArray) dots = g_array_new (FALSE, FALSE, sizeof (SmpDot));
  const SmpFollicleAtlas *atlas = smp_follicle_atlas_get ();
  SmpDotSet *set;
  Placing placing = {
    .plan = plan,
    .surface = surface,
    .atlas = atlas,
    .laying = laying_from_seed (plan->seed, atlas->period_mm),
    .treated = treated,
    .kept = kept,
    .dots = dots,
  };

  g_array_set_clear_func (treated, field_clear);
  g_array_set_clear_func (kept, field_clear);
  if (!collect_fields (&placing, photo_id, n_threads, cancellable, error))
    return NULL;
  for (guint i = 0; i < treated->len; i++)
    if (!place_field (&placing, i, cancellable, error))
      return NULL;

  g_array_sort (dots, compare_dots);
  set = g_atomic_rc_box_new0 (SmpDotSet);
  set->n_dots = dots->len;
  set->dots = (SmpDot *)(gpointer)g_array_free (g_steal_pointer (&dots), FALSE);
  return set;
}
