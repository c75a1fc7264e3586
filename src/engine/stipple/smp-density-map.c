/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stipple/smp-density-map.h"

#include <string.h>

#include "base/smp-error.h"
#include "base/smp-hash.h"
#include "base/smp-parallel.h"
#include "geometry/smp-noise.h"
#include "geometry/smp-outline.h"
#include "model/smp-zone.h"
#include "stipple/smp-zone-polygon.h"
#include "surface/smp-surface.h"

#include <glib/gi18n-lib.h>

/* Cells of a map: side by the size of the zone, at most this many along a side. */
#define CELL_FINE_MM 0.125
#define CELL_COARSE_MM 0.5
#define FINE_CELLS 512
#define MAX_CELLS 4096
/* Rows that one work item fills. */
#define STRIP 16
/* Width of the far part of the hairline's ramp, in feathers, and its share. */
#define HAIRLINE_FAR 3.0
#define HAIRLINE_FAR_SHARE 0.3
/* Stream of the noise that moves the hairline. */
#define STREAM_IRREGULARITY G_GUINT64_CONSTANT (0x69727265)

typedef struct
{
  SmpDensityMap *map;
  const SmpZone *zone;
  SmpPolygon *polygon;       /* mm on the surface's map */
  double reach[SMP_N_EDGES]; /* mm of the map */
  double amplitude;          /* mm of scalp */
  double wavelength;         /* mm of the map */
  guint64 seed;
  guint64 stream;
  SmpStroke *strokes; /* mm on the surface's map */
  gsize n_strokes;
} Raster;

static double
smoothstep (double t)
{
  t = CLAMP (t, 0.0, 1.0);
  return t * t * (3 - 2 * t);
}

/* @distance and @cell are mm of scalp. */
static double
ramp (const Raster *self, SmpEdge edge, double distance, double cell)
{
  double feather = self->zone->feather[edge];
  double sharp = CLAMP (distance / cell + 0.5, 0.0, 1.0);

  /* A feather narrower than a cell is a hard edge. */
  if (edge == SMP_EDGE_HARD || feather < cell)
    return sharp;
  if (edge == SMP_EDGE_HAIRLINE)
    return (1 - HAIRLINE_FAR_SHARE) * smoothstep (distance / feather)
           + HAIRLINE_FAR_SHARE * smoothstep (distance / (HAIRLINE_FAR * feather));
  return smoothstep (distance / feather);
}

static double
segment_distance2 (SmpPoint a, SmpPoint b, SmpPoint p)
{
  SmpPoint side = smp_point_sub (b, a), off = smp_point_sub (p, a);
  double len2 = smp_point_dot (side, side);
  double t = len2 > 0 ? CLAMP (smp_point_dot (off, side) / len2, 0.0, 1.0) : 0;
  SmpPoint d = smp_point_sub (off, smp_point_scale (side, t));

  return smp_point_dot (d, d);
}

static SmpPoint
cell_centre (const SmpDensityMap *map, int x, int y)
{
  return smp_point (map->origin.x + (x + 0.5) * map->cell_mm,
                    map->origin.y + (y + 0.5) * map->cell_mm);
}

/* The cells whose centres may lie within @reach of the segment, clipped to columns and rows. */
static gboolean
cells_near (
    const SmpDensityMap *map, SmpPoint a, SmpPoint b, double reach, int y0, int y1, int range[4])
{
  double k = 1 / map->cell_mm;

  range[0] = (int)MAX (floor ((MIN (a.x, b.x) - reach - map->origin.x) * k - 0.5), 0);
  range[1] = (int)MIN (ceil ((MAX (a.x, b.x) + reach - map->origin.x) * k + 0.5), map->width);
  range[2] = (int)MAX (floor ((MIN (a.y, b.y) - reach - map->origin.y) * k - 0.5), y0);
  range[3] = (int)MIN (ceil ((MAX (a.y, b.y) + reach - map->origin.y) * k + 0.5), y1);
  return range[0] < range[1] && range[2] < range[3];
}

/* Squared distance of each cell of the strip to the nearest side of each kind of edge. */
static void
measure_strip (const Raster *self, int y0, int y1, float *distance2[SMP_N_EDGES])
{
  const SmpPolygon *polygon = self->polygon;

  for (gsize i = 0; i < smp_polygon_n_sides (polygon); i++)
    {
      SmpPoint a = polygon->points[i], b = polygon->points[(i + 1) % polygon->n_points];
      SmpEdge edge = polygon->edges[i];
      int range[4];

      if (!cells_near (self->map, a, b, self->reach[edge], y0, y1, range))
        continue;
      for (int y = range[2]; y < range[3]; y++)
        {
          float *row = distance2[edge] + (gsize)(y - y0) * (gsize)self->map->width;

          for (int x = range[0]; x < range[1]; x++)
            {
              float d = (float)segment_distance2 (a, b, cell_centre (self->map, x, y));

              row[x] = MIN (row[x], d);
            }
        }
    }
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return x < y ? -1 : x > y;
}

/* Which cells of the row have their centre inside the outline. */
static void
mark_inside (const Raster *self, int y, GArray *crossings, guint8 *inside)
{
  const SmpPolygon *polygon = self->polygon;
  const SmpDensityMap *map = self->map;
  double at = cell_centre (map, 0, y).y;
  guint next = 0;

  g_array_set_size (crossings, 0);
  for (gsize i = 0; i < polygon->n_points; i++)
    {
      SmpPoint a = polygon->points[i], b = polygon->points[(i + 1) % polygon->n_points];

      if ((a.y > at) != (b.y > at))
        {
          double x = (b.x - a.x) * (at - a.y) / (b.y - a.y) + a.x;

          g_array_append_val (crossings, x);
        }
    }
  g_array_sort (crossings, compare_doubles);
  for (int x = 0; x < map->width; x++)
    {
      double cx = cell_centre (map, x, y).x;

      while (next < crossings->len && g_array_index (crossings, double, next) <= cx)
        next++;
      inside[x] = next % 2;
    }
}

static double
share_of_edges (const Raster *self,
                SmpPoint uv,
                double scale,
                gboolean inside,
                const float distance2[SMP_N_EDGES])
{
  double nearest = MIN (MIN (distance2[0], distance2[1]), distance2[2]);
  double share = 1;

  for (int edge = 0; edge < SMP_N_EDGES; edge++)
    {
      double distance;

      if (distance2[edge] >= G_MAXFLOAT)
        continue;
      distance = sqrt ((double)distance2[edge]) / scale;
      if (!inside)
        distance = -distance;
      if (edge == SMP_EDGE_HAIRLINE && self->amplitude > 0)
        distance += self->amplitude * smp_noise (self->seed, self->stream, uv, self->wavelength);
      share = MIN (share, ramp (self, (SmpEdge)edge, distance, self->map->cell_mm / scale));
    }
  /* Outside, only the stretch that is nearest reaches out: an irregular hairline by its noise, a
   * hard edge by half a cell. */
  if (!inside && nearest >= (double)G_MAXFLOAT)
    return 0;
  return share;
}

static double
apply_strokes (const Raster *self, SmpPoint uv, double scale, gboolean inside, double share)
{
  for (gsize i = 0; i < self->n_strokes; i++)
    {
      const SmpStroke *stroke = &self->strokes[i];
      double nearest2 = G_MAXDOUBLE, weight;

      for (gsize k = 0; k < stroke->n_points; k++)
        nearest2 = MIN (
            nearest2, segment_distance2 (stroke->points[k],
                                         stroke->points[k + 1 < stroke->n_points ? k + 1 : k], uv));
      /* A soft brush: full to half its radius, then falling to nothing. */
      weight
          = stroke->amount * (1 - smoothstep (2 * sqrt (nearest2) / (stroke->radius * scale) - 1));
      if (stroke->remove)
        share *= 1 - weight;
      else if (inside)
        share += (1 - share) * weight;
    }
  return share;
}

static void
fill_strip (gsize item, int worker, gpointer data)
{
  const Raster *self = data;
  SmpDensityMap *map = self->map;
  int y0 = (int)item * STRIP, y1 = MIN (y0 + STRIP, map->height);
  gsize n = (gsize)map->width * (gsize)(y1 - y0);
  g_autofree float *distances = g_new (float, n *SMP_N_EDGES);
  g_autofree guint8 *inside = g_new (guint8, (gsize)map->width);
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (double));
  float *distance2[SMP_N_EDGES];

  for (gsize i = 0; i < n * SMP_N_EDGES; i++)
    distances[i] = G_MAXFLOAT;
  for (int edge = 0; edge < SMP_N_EDGES; edge++)
    distance2[edge] = distances + n * (gsize)edge;
  measure_strip (self, y0, y1, distance2);

  for (int y = y0; y < y1; y++)
    {
      float *row = map->share + (gsize)y * (gsize)map->width;

      mark_inside (self, y, crossings, inside);
      for (int x = 0; x < map->width; x++)
        {
          gsize at = (gsize)(y - y0) * (gsize)map->width + (gsize)x;
          float near[SMP_N_EDGES] = { distance2[0][at], distance2[1][at], distance2[2][at] };
          SmpPoint uv = cell_centre (map, x, y);
          double nearest = (double)MIN (MIN (near[0], near[1]), near[2]);
          double scale, share;

          /* Far outside there is nothing, far inside all, whatever the scale. */
          if (self->n_strokes == 0 && nearest >= (double)G_MAXFLOAT)
            {
              row[x] = inside[x] ? 1.0f : 0.0f;
              continue;
            }
          scale = smp_surface_atlas_scale (map->surface, uv);
          share = share_of_edges (self, uv, scale, inside[x], near);
          if (self->n_strokes > 0)
            share = apply_strokes (self, uv, scale, inside[x], share);
          row[x] = (float)share;
        }
    }
}

static void
density_map_clear (gpointer data)
{
  SmpDensityMap *self = data;

  g_free (self->share);
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

static SmpStroke *
strokes_on_surface (const SmpZone *zone, const SmpSurface *surface)
{
  SmpStroke *strokes = g_new0 (SmpStroke, zone->n_strokes);
  gboolean on_head = strcmp (zone->space, SMP_SPACE_HEAD) == 0;

  for (gsize i = 0; i < zone->n_strokes; i++)
    {
      const SmpStroke *from = &zone->strokes[i];
      SmpStroke *to = &strokes[i];

      *to = *from;
      to->points = g_new (SmpPoint, from->n_points);
      to->n_points = 0;
      for (gsize k = 0; k < from->n_points; k++)
        if (on_head)
          to->points[to->n_points++] = from->points[k];
        else if (smp_surface_to_scalp_near (surface, from->points[k], &to->points[to->n_points]))
          to->n_points++;
    }
  return strokes;
}

/* The greatest scale along the outline, which is the greatest of the zone, for scales grow
 * outwards; and the mean along the hairline. */
static void
scales_of_outline (const SmpPolygon *polygon,
                   const SmpSurface *surface,
                   double *greatest,
                   double *hairline)
{
  double sum = 0;
  gsize n = 0;

  *greatest = 1;
  for (gsize i = 0; i < polygon->n_points; i++)
    {
      double scale = smp_surface_atlas_scale (surface, polygon->points[i]);

      *greatest = MAX (*greatest, scale);
      if (polygon->edges[i] == SMP_EDGE_HAIRLINE)
        {
          sum += scale;
          n++;
        }
    }
  *hairline = n > 0 ? sum / (double)n : 1;
}

SmpDensityMap *
smp_density_map_new (const SmpZone *zone,
                     const SmpSurface *surface,
                     guint64 seed,
                     int n_threads,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (SmpDensityMap) map = g_atomic_rc_box_new0 (SmpDensityMap);
  g_autoptr (SmpPolygon) polygon = smp_zone_polygon_new (zone, surface);
  double margin, side, greatest, hairline;
  gboolean done;
  Raster raster = {
    .map = map,
    .zone = zone,
    .polygon = polygon,
    .amplitude = zone->irregularity_amplitude,
    .wavelength = zone->irregularity_wavelength,
    .seed = seed,
    .stream = smp_hash_string (zone->id) ^ STREAM_IRREGULARITY,
  };

  map->surface = smp_surface_ref (surface);
  map->density = zone->kind == SMP_ZONE_KEEP_OUT ? 1 : zone->density;
  if (polygon->n_points < 3)
    return g_steal_pointer (&map);

  side = MAX (polygon->bounds.width, polygon->bounds.height);
  map->cell_mm = CLAMP (side / FINE_CELLS, CELL_FINE_MM, CELL_COARSE_MM);
  scales_of_outline (polygon, surface, &greatest, &hairline);
  raster.wavelength *= hairline;
  margin = raster.amplitude * greatest + 2 * map->cell_mm;
  if (side + 2 * margin > MAX_CELLS * map->cell_mm)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                   _ ("Zone “%s” is %.0f mm wide; at most %.0f mm can be treated. Check the "
                      "photo’s scale."),
                   zone->id, side, MAX_CELLS * map->cell_mm);
      return NULL;
    }
  map->origin = smp_point (polygon->bounds.x - margin, polygon->bounds.y - margin);
  map->width = (int)ceil ((polygon->bounds.width + 2 * margin) / map->cell_mm);
  map->height = (int)ceil ((polygon->bounds.height + 2 * margin) / map->cell_mm);
  map->share = g_new0 (float, (gsize)map->width *(gsize)map->height);

  raster.reach[SMP_EDGE_HAIRLINE]
      = (HAIRLINE_FAR * zone->feather[SMP_EDGE_HAIRLINE] + raster.amplitude) * greatest
        + map->cell_mm;
  raster.reach[SMP_EDGE_BLEND] = zone->feather[SMP_EDGE_BLEND] * greatest + map->cell_mm;
  raster.reach[SMP_EDGE_HARD] = 2 * map->cell_mm;
  raster.strokes = strokes_on_surface (zone, surface);
  raster.n_strokes = zone->n_strokes;

  done = smp_parallel_for ((gsize)(map->height + STRIP - 1) / STRIP, n_threads, fill_strip, &raster,
                           cancellable, error);
  for (gsize i = 0; i < raster.n_strokes; i++)
    g_free (raster.strokes[i].points);
  g_free (raster.strokes);
  return done ? g_steal_pointer (&map) : NULL;
}

double
smp_density_map_share (const SmpDensityMap *self, SmpPoint uv)
{
  double x, y, tx, ty, top, bottom;
  const float *row;
  int ix, iy;

  if (self->share == NULL)
    return 0;
  x = (uv.x - self->origin.x) / self->cell_mm - 0.5;
  y = (uv.y - self->origin.y) / self->cell_mm - 0.5;
  /* The outermost cells hold 0, so that nothing is lost by leaving out half a cell. */
  if (!(x >= 0 && y >= 0 && x < self->width - 1 && y < self->height - 1))
    return 0;
  ix = (int)x;
  iy = (int)y;
  tx = x - ix;
  ty = y - iy;
  row = self->share + (gsize)iy * (gsize)self->width + (gsize)ix;
  top = (double)row[0] + ((double)row[1] - (double)row[0]) * tx;
  row += self->width;
  bottom = (double)row[0] + ((double)row[1] - (double)row[0]) * tx;
  return top + (bottom - top) * ty;
}

double
smp_density_map_effective_area (const SmpDensityMap *self)
{
  double sum = 0;

  if (self->share == NULL)
    return 0;
  for (int y = 0; y < self->height; y++)
    for (int x = 0; x < self->width; x++)
      {
        double share = (double)self->share[(gsize)y * (gsize)self->width + (gsize)x];
        double scale;

        if (!(share > 0))
          continue;
        scale = smp_surface_atlas_scale (self->surface, cell_centre (self, x, y));
        sum += share / (scale * scale);
      }
  return sum * self->cell_mm * self->cell_mm / 100;
}
