/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stipple/smp-density-map.h"

#include <math.h>
#include <string.h>

#include "base/smp-error.h"
#include "geometry/smp-outline.h"
#include "model/smp-zone.h"
#include "stipple/smp-density-range.h"
#include "stipple/smp-density-raster.h"
#include "stipple/smp-density-reuse.h"
#include "stipple/smp-zone-polygon.h"
#include "surface/smp-surface-head.h"

#include <glib/gi18n-lib.h>

/* Cells of a map: side by the size of the zone, at most this many along a side. They lie in whole
 * tiles from where the surface's map begins, and their sides are binary fractions: what does not
 * change of a zone has the same cells while its outline is dragged. */
#define CELL_FINE_MM 0.125
#define CELL_COARSE_MM 0.5
#define CELL_STEP_MM (1.0 / 64)
/* How far an outline on a curved surface may be from where it was sampled, mm of the map. */
#define THIN_MM 0.02
#define FINE_CELLS 512
#define MAX_CELLS 4096

static void
drop_cells (SmpDensityMap *self)
{
  if (self->limit != self->share)
    g_free (self->limit);
  g_free (self->share);
  g_free (self->ranges);
  self->limit = self->share = NULL;
  self->ranges = NULL;
  self->width = self->height = 0;
}

static void
density_map_clear (gpointer data)
{
  SmpDensityMap *self = data;

  if (self->cells_of != NULL)
    smp_density_map_unref (self->cells_of);
  else
    drop_cells (self);
  smp_polygon_unref (self->polygon);
  smp_surface_unref (self->surface);
}

SmpDensityMap *
smp_density_map_ref (const SmpDensityMap *self)
{
  return g_atomic_rc_box_acquire ((SmpDensityMap *)self);
}

void
smp_density_map_unref (const SmpDensityMap *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full ((SmpDensityMap *)self, density_map_clear);
}

static double
density_of (const SmpZone *zone)
{
  return zone->kind == SMP_ZONE_KEEP_OUT ? 1 : zone->density;
}

/* cm² of scalp, each cell weighted with its share. */
static double
weigh_cells (const SmpDensityMap *self)
{
  double sum = 0;

  for (int y = 0; y < self->height; y++)
    {
      const guint16 *row = self->limit + (gsize)y * (gsize)self->width;
      double line = 0;

      for (int x = 0; x < self->width; x++)
        line += row[x];
      sum += line;
    }
  return sum / SMP_SHARE_ONE * self->cell_mm * self->cell_mm / 100;
}

static gboolean
same_surface (const SmpSurface *a, const SmpSurface *b)
{
  const SmpHead *head = smp_surface_get_head (a), *other = smp_surface_get_head (b);

  if (a == b)
    return TRUE;
  if (a->klass != b->klass || a->mm_per_px < b->mm_per_px || a->mm_per_px > b->mm_per_px)
    return FALSE;
  /* On the head, zones drawn in the photo move with how it lies. */
  if (head != NULL && other != NULL)
    return memcmp (head, other, sizeof *head) == 0;
  return head == other && a->klass->atlas_scale == NULL;
}

static gboolean
same_strokes (const SmpZone *a, const SmpZone *b)
{
  if (a->n_strokes != b->n_strokes)
    return FALSE;
  for (gsize i = 0; i < a->n_strokes; i++)
    {
      const SmpStroke *s = &a->strokes[i], *t = &b->strokes[i];

      if (s->remove != t->remove || s->n_points != t->n_points
          || memcmp (&s->radius, &t->radius, sizeof s->radius) != 0
          || memcmp (&s->amount, &t->amount, sizeof s->amount) != 0
          || memcmp (s->points, t->points, s->n_points * sizeof (SmpPoint)) != 0
          || (s->pressure == NULL) != (t->pressure == NULL)
          || (s->pressure != NULL
              && memcmp (s->pressure, t->pressure, s->n_points * sizeof (double)) != 0))
        return FALSE;
    }
  return TRUE;
}

/* What lays down the map but for outline and strokes. */
static void
shape_numbers (const SmpZone *zone, double numbers[SMP_N_EDGES + 6])
{
  memcpy (numbers, zone->feather, sizeof zone->feather);
  numbers += SMP_N_EDGES;
  numbers[0] = zone->far_reach;
  numbers[1] = zone->far_share;
  numbers[2] = zone->irregularity_amplitude;
  numbers[3] = zone->irregularity_wavelength;
  numbers[4] = zone->macro_amplitude;
  numbers[5] = zone->macro_wavelength;
}

/* Whether nothing but their outlines may make the cells of two zones differ. */
static gboolean
same_but_outline (const SmpZone *drawn, const SmpZone *zone)
{
  double a[SMP_N_EDGES + 6], b[SMP_N_EDGES + 6];

  shape_numbers (drawn, a);
  shape_numbers (zone, b);
  return strcmp (drawn->id, zone->id) == 0 && strcmp (drawn->space, zone->space) == 0
         && memcmp (a, b, sizeof a) == 0 && same_strokes (drawn, zone);
}

static void
place_cells (SmpDensityMap *self, const SmpRect *bounds, double margin)
{
  double tile = SMP_DENSITY_TILE * self->cell_mm;

  self->origin = smp_point (floor ((bounds->x - margin) / tile) * tile,
                            floor ((bounds->y - margin) / tile) * tile);
  self->width = (int)ceil ((bounds->x + bounds->width + margin - self->origin.x) / self->cell_mm);
  self->height = (int)ceil ((bounds->y + bounds->height + margin - self->origin.y) / self->cell_mm);
}

SmpDensityMap *
smp_density_map_new_after (const SmpDensityMap *before,
                           const SmpZone *drawn,
                           const SmpZone *zone,
                           const SmpSurface *surface,
                           guint64 seed,
                           int n_threads,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (SmpDensityMap) map = g_atomic_rc_box_new0 (SmpDensityMap);
  g_autoptr (SmpPolygon) sampled = smp_zone_polygon_new (zone, surface);
  const SmpPolygon *polygon;
  double margin, side;
  gboolean is_empty;
  gsize n;

  map->polygon = surface->klass->atlas_scale != NULL ? smp_zone_polygon_thin (sampled, THIN_MM)
                                                     : smp_polygon_ref (sampled);
  map->surface = smp_surface_ref (surface);
  map->density = density_of (zone);
  polygon = map->polygon;
  if (polygon->n_points < 3)
    return g_steal_pointer (&map);

  side = MAX (polygon->bounds.width, polygon->bounds.height);
  map->cell_mm = CLAMP (ceil (side / FINE_CELLS / CELL_STEP_MM) * CELL_STEP_MM, CELL_FINE_MM,
                        CELL_COARSE_MM);
  map->scales = smp_density_raster_scales (sampled, surface);
  margin = (zone->irregularity_amplitude + zone->macro_amplitude) * map->scales.scale
           + 2 * map->cell_mm;
  if (!(side + 2 * margin <= MAX_CELLS * map->cell_mm))
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                   _ ("Zone “%s” is %.0f mm wide; at most %.0f mm can be treated. Check the "
                      "photo’s scale."),
                   zone->id, side, MAX_CELLS * map->cell_mm);
      return NULL;
    }
  place_cells (map, &polygon->bounds, margin);
  n = (gsize)map->width * (gsize)map->height;
  map->share = g_new0 (guint16, n);
  map->limit = surface->klass->atlas_scale != NULL ? g_new0 (guint16, n) : map->share;
  map->ranges = smp_density_ranges_new (map->width, map->height);
  if (before != NULL
      && !(same_but_outline (drawn, zone) && same_surface (before->surface, surface)))
    before = NULL;
  if (!smp_density_raster_fill (map, zone, seed, before, n_threads, &is_empty, cancellable, error))
    return NULL;
  /* A line or a spot has edges but nothing between them. */
  if (is_empty)
    drop_cells (map);
  map->area_cm2 = weigh_cells (map);
  return g_steal_pointer (&map);
}

SmpDensityMap *
smp_density_map_new (const SmpZone *zone,
                     const SmpSurface *surface,
                     guint64 seed,
                     int n_threads,
                     GCancellable *cancellable,
                     GError **error)
{
  return smp_density_map_new_after (NULL, NULL, zone, surface, seed, n_threads, cancellable, error);
}

gboolean
smp_density_map_is_of (const SmpDensityMap *self,
                       const SmpZone *drawn,
                       const SmpZone *zone,
                       const SmpSurface *surface)
{
  return same_surface (self->surface, surface)
         && (drawn == zone || (drawn->outline == zone->outline && same_but_outline (drawn, zone)));
}

gboolean
smp_density_map_same_surface (const SmpDensityMap *self, const SmpDensityMap *other)
{
  return same_surface (self->surface, other->surface);
}

SmpDensityMap *
smp_density_map_with_density (const SmpDensityMap *self,
                              const SmpZone *zone,
                              const SmpSurface *surface)
{
  SmpDensityMap *copy = g_atomic_rc_box_new (SmpDensityMap);

  *copy = *self;
  copy->cells_of = smp_density_map_ref (self->cells_of != NULL ? self->cells_of : self);
  copy->surface = smp_surface_ref (surface);
  copy->polygon = smp_polygon_ref (self->polygon);
  copy->density = density_of (zone);
  return copy;
}

/* Bilinear, and 0 outside: the outermost cells hold 0, so that nothing is lost by leaving out half
 * a cell. */
double
smp_density_map_share (const SmpDensityMap *self, SmpPoint uv)
{
  double x, y, tx, ty, top, bottom;
  const guint16 *row;
  int ix, iy;

  if (self->share == NULL)
    return 0;
  x = (uv.x - self->origin.x) / self->cell_mm - 0.5;
  y = (uv.y - self->origin.y) / self->cell_mm - 0.5;
  if (!(x >= 0 && y >= 0 && x < self->width - 1 && y < self->height - 1))
    return 0;
  ix = (int)x;
  iy = (int)y;
  tx = x - ix;
  ty = y - iy;
  row = self->share + (gsize)iy * (gsize)self->width + (gsize)ix;
  top = row[0] + (row[1] - row[0]) * tx;
  row += self->width;
  bottom = row[0] + (row[1] - row[0]) * tx;
  return (top + (bottom - top) * ty) / SMP_SHARE_ONE;
}

double
smp_density_map_effective_area (const SmpDensityMap *self)
{
  return self->area_cm2;
}
