/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stipple/smp-density-strokes.h"

#include <string.h>

#include "geometry/smp-smoothstep.h"
#include "model/smp-zone.h"
#include "stipple/smp-density-distance.h"
#include "stipple/smp-zone-polygon.h"
#include "surface/smp-surface.h"

struct _SmpDensityStrokes
{
  gsize n;
  SmpStroke strokes[];
};

/* Where strokes are laid. */
typedef struct
{
  const SmpDensityMap *map;
  const SmpDensityScale *scale; /* (nullable) */
  double most_scale;
} Rows;

/* A soft brush: full to half its radius, then falling to nothing. */
static double
brush (double distance, double radius)
{
  return 1 - smp_smoothstep (2 * distance / radius - 1);
}

/* Raises the weights of cells to those of a stretch of a stroke between two points, along which a
 * pen's pressure changes. */
static void
press_segment (const Rows *self,
               const SmpStroke *stroke,
               gsize from,
               gsize to,
               const int range[4],
               int first_row,
               float *weights)
{
  SmpPoint a = stroke->points[from], side = smp_point_sub (stroke->points[to], a);
  double length2 = smp_point_dot (side, side);

  for (int y = range[2]; y < range[3]; y++)
    for (int x = range[0]; x < range[1]; x++)
      {
        float *weight = weights + (gsize)(y - first_row) * (gsize)self->map->width + (gsize)x;
        SmpPoint off = smp_point_sub (smp_density_map_centre (self->map, x, y), a);
        double t = length2 > 0 ? CLAMP (smp_point_dot (off, side) / length2, 0.0, 1.0) : 0;
        double p = stroke->pressure[from] + (stroke->pressure[to] - stroke->pressure[from]) * t;
        double radius
            = stroke->radius * (SMP_STROKE_WIDTH_LEAST + (1 - SMP_STROKE_WIDTH_LEAST) * p);
        SmpPoint d = smp_point_sub (off, smp_point_scale (side, t));
        double w = p
                   * brush (sqrt (smp_point_dot (d, d)),
                            radius * smp_density_scale_at (self->scale, x, y));

        *weight = MAX (*weight, (float)w);
      }
}

/* One stroke over the strip. */
static void
apply_stroke (const Rows *self,
              const SmpStroke *stroke,
              int y0,
              int y1,
              const guint8 *inside,
              float *scratch,
              float *shares)
{
  const SmpDensityMap *map = self->map;
  double reach = stroke->radius * self->most_scale;
  SmpRect box = SMP_RECT_EMPTY;
  int range[4];

  for (gsize k = 0; k < stroke->n_points; k++)
    smp_rect_include (&box, stroke->points[k]);
  if (stroke->n_points == 0
      || !smp_density_map_cells_near (map, smp_point (box.x, box.y),
                                      smp_point (box.x + box.width, box.y + box.height), reach, y0,
                                      y1, range))
    return;
  for (int y = range[2]; y < range[3]; y++)
    for (int x = range[0]; x < range[1]; x++)
      scratch[(gsize)(y - y0) * (gsize)map->width + (gsize)x]
          = stroke->pressure == NULL ? G_MAXFLOAT : 0;
  for (gsize k = 0; k == 0 || k + 1 < stroke->n_points; k++)
    {
      gsize to = k + 1 < stroke->n_points ? k + 1 : k;
      SmpPoint a = stroke->points[k], b = stroke->points[to];
      int near[4];

      if (!smp_density_map_cells_near (map, a, b, reach, y0, y1, near))
        continue;
      if (stroke->pressure == NULL)
        smp_segment_approach (map, a, b, near, y0, scratch);
      else
        press_segment (self, stroke, k, to, near, y0, scratch);
    }
  for (int y = range[2]; y < range[3]; y++)
    for (int x = range[0]; x < range[1]; x++)
      {
        gsize at = (gsize)(y - y0) * (gsize)map->width + (gsize)x;
        float *share = shares + at;
        double weight;

        if (scratch[at] >= G_MAXFLOAT)
          continue;
        weight = stroke->amount
                 * (stroke->pressure == NULL
                        ? brush (sqrt ((double)scratch[at]),
                                 stroke->radius * smp_density_scale_at (self->scale, x, y))
                        : (double)scratch[at]);
        if (stroke->remove)
          *share = (float)((double)*share * (1 - weight));
        else if (inside[at])
          *share = (float)((double)*share + (1 - (double)*share) * weight);
      }
}

SmpDensityStrokes *
smp_density_strokes_new (const SmpZone *zone, const SmpSurface *surface)
{
  SmpDensityStrokes *self = g_malloc0 (sizeof *self + zone->n_strokes * sizeof self->strokes[0]);
  gboolean on_head = strcmp (zone->space, SMP_SPACE_HEAD) == 0;

  self->n = zone->n_strokes;
  for (gsize i = 0; i < self->n; i++)
    {
      const SmpStroke *from = &zone->strokes[i];
      SmpStroke *to = &self->strokes[i];

      *to = *from;
      to->points = g_new (SmpPoint, from->n_points);
      to->pressure = g_memdup2 (from->pressure, from->n_points * sizeof (double));
      to->n_points = 0;
      for (gsize k = 0; k < from->n_points; k++)
        {
          SmpPoint uv = from->points[k];

          if (!on_head && !smp_surface_to_scalp_near (surface, from->points[k], &uv))
            continue;
          /* A pen that rests gives many points on one spot. */
          if (to->n_points > 0 && k + 1 < from->n_points
              && smp_point_distance (uv, to->points[to->n_points - 1]) < from->radius / 16)
            continue;
          if (to->pressure != NULL)
            to->pressure[to->n_points] = from->pressure[k];
          to->points[to->n_points++] = uv;
        }
    }
  return self;
}

void
smp_density_strokes_free (SmpDensityStrokes *self)
{
  if (self == NULL)
    return;
  for (gsize i = 0; i < self->n; i++)
    {
      g_free (self->strokes[i].points);
      g_free (self->strokes[i].pressure);
    }
  g_free (self);
}

void
smp_density_strokes_apply (const SmpDensityStrokes *self,
                           const SmpDensityMap *map,
                           const SmpDensityScale *scale,
                           double most_scale,
                           int y0,
                           int y1,
                           const guint8 *inside,
                           float *scratch,
                           float *shares)
{
  const Rows rows = { map, scale, most_scale };

  for (gsize i = 0; i < self->n; i++)
    apply_stroke (&rows, &self->strokes[i], y0, y1, inside, scratch, shares);
}
