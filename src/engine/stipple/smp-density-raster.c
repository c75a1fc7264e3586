/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stipple/smp-density-raster.h"

#include <string.h>

#include "base/smp-hash.h"
#include "base/smp-parallel.h"
#include "geometry/smp-noise.h"
#include "geometry/smp-smoothstep.h"
#include "model/smp-zone.h"
#include "stipple/smp-density-distance.h"
#include "stipple/smp-density-range.h"
#include "stipple/smp-density-reuse.h"
#include "stipple/smp-density-scale.h"
#include "stipple/smp-density-strokes.h"
#include "surface/smp-surface.h"

/* Rows that one work item fills. */
#define STRIP SMP_DENSITY_TILE
/* Steps of a zone's scales: none is less than 1, and wavelengths are not known to a sixteenth. */
#define SCALE_LADDER (1.0 / 16)
#define WAVELENGTH_LADDER (1.0 / 8)
/* Streams of the noise that moves the hairline. */
#define STREAM_IRREGULARITY G_GUINT64_CONSTANT (0x69727265)
#define STREAM_MACRO G_GUINT64_CONSTANT (0x6d616372)

/* The squares of the noise's lattice that were last asked for. */
typedef struct
{
  SmpNoiseSquare irregularity[2];
  SmpNoiseSquare macro[2];
} NoiseSquares;

/* Where columns or rows of cells lie on that lattice. */
typedef struct
{
  SmpNoiseStep irregularity;
  SmpNoiseStep macro;
} NoiseStep;

typedef struct
{
  SmpDensityMap *map;
  const SmpZone *zone;
  const SmpPolygon *polygon; /* mm on the surface's map */
  SmpSides *sides[SMP_N_EDGES];
  double outward; /* mm of scalp: how far the hairline may move */
  SmpOutlineScales scales;
  guint64 seed;
  guint64 stream;
  NoiseStep *columns; /* NULL if nothing moves the hairline */
  NoiseStep *rows;
  SmpDensityScale *scale; /* (nullable): of the surface, on a plane none */
  SmpDensityStrokes *strokes;
  const SmpDensityReuse *reuse; /* (nullable) */
  gint *has_inside;             /* whether any cell is inside; atomic */
} Raster;

/* @distance and @cell are mm of scalp. */
static double
ramp (const Raster *self, SmpEdge edge, double distance, double cell)
{
  const SmpZone *zone = self->zone;
  double feather = zone->feather[edge];

  /* A feather narrower than a cell is a hard edge. */
  if (edge == SMP_EDGE_HARD || feather < cell)
    return CLAMP (distance / cell + 0.5, 0.0, 1.0);
  if (edge == SMP_EDGE_HAIRLINE)
    return (1 - zone->far_share) * smp_smoothstep (distance / feather)
           + zone->far_share * smp_smoothstep (distance / (zone->far_reach * feather));
  return smp_smoothstep (distance / feather);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return x < y ? -1 : x > y;
}

/* The first cell of the row whose centre is at @x or behind it. */
static int
first_cell (const SmpDensityMap *map, int y, double x)
{
  int i = (int)CLAMP ((x - map->origin.x) / map->cell_mm - 0.5, 0, map->width);

  while (i > 0 && smp_density_map_centre (map, i - 1, y).x >= x)
    i--;
  while (i < map->width && smp_density_map_centre (map, i, y).x < x)
    i++;
  return i;
}

typedef struct
{
  SmpPoint a;
  SmpPoint b;
} Side;

/* The sides that may cross rows of cells. */
static GArray *
sides_across (const Raster *self, int y0, int y1)
{
  const SmpPolygon *polygon = self->polygon;
  double top = smp_density_map_centre (self->map, 0, y0).y;
  double bottom = smp_density_map_centre (self->map, 0, y1 - 1).y;
  GArray *sides = g_array_new (FALSE, FALSE, sizeof (Side));

  for (gsize i = 0; i < polygon->n_points; i++)
    {
      Side side = { polygon->points[i], polygon->points[i + 1 < polygon->n_points ? i + 1 : 0] };

      if ((side.a.y > top || side.b.y > top) && (side.a.y <= bottom || side.b.y <= bottom))
        g_array_append_val (sides, side);
    }
  return sides;
}

/* Which cells of the row have their centre inside the outline. */
static void
mark_inside (
    const SmpDensityMap *map, int y, const GArray *sides, GArray *crossings, guint8 *inside)
{
  double at = smp_density_map_centre (map, 0, y).y;

  g_array_set_size (crossings, 0);
  for (guint i = 0; i < sides->len; i++)
    {
      SmpPoint a = g_array_index (sides, Side, i).a, b = g_array_index (sides, Side, i).b;

      if ((a.y > at) != (b.y > at))
        {
          double x = (b.x - a.x) * (at - a.y) / (b.y - a.y) + a.x;

          g_array_append_val (crossings, x);
        }
    }
  g_array_sort (crossings, compare_doubles);
  memset (inside, 0, (gsize)map->width);
  for (guint i = 0; i + 1 < crossings->len; i += 2)
    {
      int from = first_cell (map, y, g_array_index (crossings, double, i));
      int to = first_cell (map, y, g_array_index (crossings, double, i + 1));

      memset (inside + from, 1, (gsize)(to - from));
    }
}

/* How far the hairline has moved towards the face, mm of scalp, as seen at a place so far behind
 * it. Irregularity moves the edge, not what lies behind: it fades over the feather and four
 * amplitudes, which is slow enough for shares to grow inwards everywhere. */
static double
shift_of_hairline (const Raster *self, int x, int y, double distance, NoiseSquares *squares)
{
  const SmpZone *zone = self->zone;
  double amplitude = zone->irregularity_amplitude + zone->macro_amplitude;
  double depth = zone->feather[SMP_EDGE_HAIRLINE] + 4 * amplitude;
  double shift = 0;

  if (!(amplitude > 0) || distance >= depth)
    return 0;
  if (zone->irregularity_amplitude > 0)
    shift += zone->irregularity_amplitude
             * smp_noise_at (squares->irregularity, self->seed, self->stream ^ STREAM_IRREGULARITY,
                             &self->columns[x].irregularity, &self->rows[y].irregularity);
  if (zone->macro_amplitude > 0)
    shift += zone->macro_amplitude
             * smp_noise_at (squares->macro, self->seed, self->stream ^ STREAM_MACRO,
                             &self->columns[x].macro, &self->rows[y].macro);
  return shift * (1 - smp_smoothstep (distance / depth));
}

/* Outside, most of what is near has nothing to give: whether that is so. Otherwise what is too far
 * for its kind of edge is taken from @distance2. */
static gboolean
is_nothing (const Raster *self, int x, int y, double scale, float distance2[SMP_N_EDGES])
{
  double cell = self->map->cell_mm;
  gboolean reaches_out = FALSE;

  for (int edge = 0; edge < SMP_N_EDGES; edge++)
    {
      double distance, outward = edge == SMP_EDGE_HAIRLINE ? self->outward * scale : 0;

      if (distance2[edge] >= G_MAXFLOAT)
        continue;
      distance = sqrt ((double)distance2[edge]);
      if (distance < outward + cell)
        reaches_out = TRUE;
      else if (distance <= smp_sides_reach (self->sides[edge]))
        return TRUE;
    }
  if (!reaches_out)
    return TRUE;
  for (int edge = 0; edge < SMP_N_EDGES; edge++)
    if (distance2[edge] < G_MAXFLOAT
        && sqrt ((double)distance2[edge]) > smp_sides_reach (self->sides[edge]))
      distance2[edge] = smp_sides_boxed (self->sides[edge], self->map, x, y);
  return MIN (MIN (distance2[0], distance2[1]), distance2[2]) >= G_MAXFLOAT;
}

/* Outside, only the stretch that is nearest reaches out: an irregular hairline by its noise, a
 * hard edge by half a cell. */
static double
share_of_edges (const Raster *self,
                int x,
                int y,
                gboolean inside,
                float distance2[SMP_N_EDGES],
                NoiseSquares *squares)
{
  double scale = smp_density_scale_at (self->scale, x, y), share = 1;

  if (!inside && is_nothing (self, x, y, scale, distance2))
    return 0;

  for (int edge = 0; edge < SMP_N_EDGES; edge++)
    {
      double distance;

      if (distance2[edge] >= G_MAXFLOAT)
        continue;
      distance = sqrt ((double)distance2[edge]) / scale;
      if (!inside)
        distance = -distance;
      if (edge == SMP_EDGE_HAIRLINE)
        distance += shift_of_hairline (self, x, y, distance, squares);
      share = MIN (share, ramp (self, (SmpEdge)edge, distance, self->map->cell_mm / scale));
    }
  return share;
}

/* Puts the shares of rows into the map. */
static void
store_strip (const Raster *self, int y0, int y1, const float *shares)
{
  SmpDensityMap *map = self->map;
  gsize width = (gsize)map->width, n = width * (gsize)(y1 - y0);
  guint16 *share = map->share + width * (gsize)y0, *limit = map->limit + width * (gsize)y0;

  for (gsize i = 0; i < n; i++)
    share[i] = (guint16)((double)shares[i] * SMP_SHARE_ONE + 0.5);
  for (int y = y0; y < y1 && map->limit != map->share; y++)
    for (int x = 0; x < map->width; x++, shares++, limit++)
      {
        double scale = smp_density_scale_at (self->scale, x, y);

        /* On heads that are not round a scale may be a little less than 1. */
        *limit = (guint16)MIN ((double)*shares * SMP_SHARE_ONE / (scale * scale) + 0.5, 65535.0);
      }
}

/* Rows y0 ≤ y < y1. */
static void
fill_cells (const Raster *self, gsize item, int y0, int y1)
{
  SmpDensityMap *map = self->map;
  gsize width = (gsize)map->width, n = width * (gsize)(y1 - y0);
  g_autofree float *distances = g_new (float, n *SMP_N_EDGES);
  g_autofree float *shares = g_new (float, n);
  g_autofree guint8 *inside = g_new (guint8, n);
  g_autoptr (GArray) sides = sides_across (self, y0, y1);
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (double));
  const guint8 *keeps = self->reuse != NULL ? smp_density_reuse_row (self->reuse, (int)item) : NULL;
  NoiseSquares squares = { 0 };
  float *distance2[SMP_N_EDGES];

  for (int edge = 0; edge < SMP_N_EDGES; edge++)
    distance2[edge] = distances + n * (gsize)edge;
  for (int y = y0; y < y1; y++)
    mark_inside (map, y, sides, crossings, inside + (gsize)(y - y0) * width);
  if (memchr (inside, 1, n) != NULL)
    g_atomic_int_set (self->has_inside, 1);
  if (keeps != NULL && memchr (keeps, 0, (gsize)self->reuse->columns) == NULL)
    {
      smp_density_reuse_copy (self->reuse, map, (int)item);
      return;
    }
  smp_sides_measure (self->sides, map, y0, y1, inside, keeps, distance2);

  for (int y = y0; y < y1; y++)
    {
      gsize first = (gsize)(y - y0) * width;

      for (int x = 0; x < map->width; x++)
        {
          gsize at = first + (gsize)x;
          float near[SMP_N_EDGES] = { distance2[0][at], distance2[1][at], distance2[2][at] };

          /* Far outside there is nothing, far inside all. */
          if (MIN (MIN (near[0], near[1]), near[2]) >= G_MAXFLOAT)
            shares[at] = inside[at] ? 1.0f : 0.0f;
          else
            shares[at] = (float)share_of_edges (self, x, y, inside[at], near, &squares);
        }
    }
  smp_density_strokes_apply (self->strokes, map, self->scale, self->scales.scale, y0, y1, inside,
                             distances, shares);
  store_strip (self, y0, y1, shares);
  if (keeps != NULL)
    smp_density_reuse_copy (self->reuse, map, (int)item);
}

static void
fill_strip (gsize item, int worker, gpointer data)
{
  const Raster *self = data;
  int y0 = (int)item * STRIP, y1 = MIN (y0 + STRIP, self->map->height);

  fill_cells (self, item, y0, y1);
  smp_density_range_of_rows (self->map, y0, y1);
}

SmpOutlineScales
smp_density_raster_scales (const SmpPolygon *polygon, const SmpSurface *surface)
{
  SmpOutlineScales scales = { 1, 1 };
  double sum = 0;
  gsize n = 0;

  for (gsize i = 0; i < polygon->n_points; i++)
    {
      double scale = smp_surface_atlas_scale (surface, polygon->points[i]);

      /* Scales grow outwards: none of the zone is greater. */
      scales.scale = MAX (scales.scale, scale);
      if (polygon->edges[i] == SMP_EDGE_HAIRLINE)
        {
          sum += scale;
          n++;
        }
    }
  scales.scale = ceil (scales.scale / SCALE_LADDER) * SCALE_LADDER;
  if (n > 0)
    scales.wavelength = floor (sum / (double)n / WAVELENGTH_LADDER + 0.5) * WAVELENGTH_LADDER;
  return scales;
}

static NoiseStep
noise_step (const Raster *self, double coordinate)
{
  const SmpZone *zone = self->zone;
  double k = self->scales.wavelength;
  NoiseStep step = { 0 };

  if (zone->irregularity_amplitude > 0)
    step.irregularity = smp_noise_step (coordinate, zone->irregularity_wavelength * k);
  if (zone->macro_amplitude > 0)
    step.macro = smp_noise_step (coordinate, zone->macro_wavelength * k);
  return step;
}

static void
make_noise_steps (Raster *self)
{
  const SmpDensityMap *map = self->map;
  const SmpZone *zone = self->zone;

  if (!(zone->irregularity_amplitude + zone->macro_amplitude > 0))
    return;
  self->columns = g_new (NoiseStep, map->width);
  self->rows = g_new (NoiseStep, map->height);
  for (int x = 0; x < map->width; x++)
    self->columns[x] = noise_step (self, smp_density_map_centre (map, x, 0).x);
  for (int y = 0; y < map->height; y++)
    self->rows[y] = noise_step (self, smp_density_map_centre (map, 0, y).y);
}

static void
make_sides (Raster *self)
{
  const SmpZone *zone = self->zone;
  double cell = self->map->cell_mm, scale = self->scales.scale;
  double amplitude = zone->irregularity_amplitude + zone->macro_amplitude;
  double hairline = (zone->far_reach * zone->feather[SMP_EDGE_HAIRLINE] + amplitude) * scale + cell;
  double blend = zone->feather[SMP_EDGE_BLEND] * scale + cell;

  self->outward = amplitude;
  /* Beyond the outline the scale may be greater still, but not by so much. */
  self->sides[SMP_EDGE_HAIRLINE] = smp_sides_new (self->polygon, SMP_EDGE_HAIRLINE, hairline,
                                                  1.25 * amplitude * scale + 2 * cell);
  self->sides[SMP_EDGE_BLEND] = smp_sides_new (self->polygon, SMP_EDGE_BLEND, blend, 2 * cell);
  self->sides[SMP_EDGE_HARD] = smp_sides_new (self->polygon, SMP_EDGE_HARD, 2 * cell, 2 * cell);
}

static SmpDensityReuse *
reuse_of (const Raster *self, const SmpDensityMap *before)
{
  double reach = 0;

  if (before == NULL || memcmp (&before->scales, &self->scales, sizeof self->scales) != 0)
    return NULL;
  for (int edge = 0; edge < SMP_N_EDGES; edge++)
    reach = MAX (reach, smp_sides_influence (self->sides[edge], self->map));
  return smp_density_reuse_new (before, self->map, reach);
}

gboolean
smp_density_raster_fill (SmpDensityMap *map,
                         const SmpZone *zone,
                         guint64 seed,
                         const SmpDensityMap *before,
                         int n_threads,
                         gboolean *is_empty,
                         GCancellable *cancellable,
                         GError **error)
{
  gint has_inside = 0;
  g_autoptr (SmpDensityReuse) reuse = NULL;
  Raster raster = {
    .map = map,
    .zone = zone,
    .polygon = map->polygon,
    .scales = map->scales,
    .seed = seed,
    .stream = smp_hash_string (zone->id),
    .has_inside = &has_inside,
  };
  gboolean done;

  make_sides (&raster);
  make_noise_steps (&raster);
  raster.scale = smp_density_scale_new (map);
  raster.strokes = smp_density_strokes_new (zone, map->surface);
  raster.reuse = reuse = reuse_of (&raster, before);

  done = smp_parallel_for ((gsize)(map->height + STRIP - 1) / STRIP, n_threads, fill_strip, &raster,
                           cancellable, error);
  smp_density_strokes_free (raster.strokes);
  for (int edge = 0; edge < SMP_N_EDGES; edge++)
    smp_sides_free (raster.sides[edge]);
  smp_density_scale_free (raster.scale);
  g_free (raster.columns);
  g_free (raster.rows);
  *is_empty = has_inside == 0;
  return done;
}
