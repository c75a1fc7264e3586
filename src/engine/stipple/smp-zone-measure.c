/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stipple/smp-zone-measure.h"

#include "model/smp-photo.h"
#include "model/smp-zone.h"
#include "stipple/smp-zone-polygon.h"
#include "surface/smp-surface.h"

/* Steps of the sum over a curved surface, mm of its map. */
#define STEP_MM 0.5

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return x < y ? -1 : x > y;
}

/* mm² of scalp on the row between two places. */
static double
row_area (const SmpSurface *surface, double from, double to, double y)
{
  gsize n = (gsize)((to - from) / (4 * STEP_MM)) + 1;
  double step = (to - from) / (double)n, sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      double scale
          = smp_surface_atlas_scale (surface, smp_point (from + ((double)i + 0.5) * step, y));

      sum += step / (scale * scale);
    }
  return sum * STEP_MM;
}

static double
curved_area (const SmpPolygon *polygon, const SmpSurface *surface)
{
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (double));
  double sum = 0;

  for (double y = polygon->bounds.y + STEP_MM / 2; y < polygon->bounds.y + polygon->bounds.height;
       y += STEP_MM)
    {
      g_array_set_size (crossings, 0);
      for (gsize i = 0; i < polygon->n_points; i++)
        {
          SmpPoint a = polygon->points[i], b = polygon->points[(i + 1) % polygon->n_points];

          if ((a.y > y) != (b.y > y))
            {
              double x = (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x;

              g_array_append_val (crossings, x);
            }
        }
      g_array_sort (crossings, compare_doubles);
      for (guint i = 0; i + 1 < crossings->len; i += 2)
        sum += row_area (surface, g_array_index (crossings, double, i),
                         g_array_index (crossings, double, i + 1), y);
    }
  return sum;
}

double
smp_zone_area_cm2 (const SmpZone *zone, const SmpPhoto *photo)
{
  g_autoptr (SmpSurface) whole = smp_surface_for_photo (photo);
  const SmpSurface *surface = smp_surface_for_kind (whole, zone->kind);
  g_autoptr (SmpPolygon) polygon = NULL;

  if (!smp_zone_is_on (zone, photo->id, whole))
    return 0;
  polygon = smp_zone_polygon_new (zone, surface);
  if (polygon->n_points < 3)
    return 0;
  if (surface->klass->atlas_scale == NULL)
    return smp_polygon_area (polygon) / 100;
  return curved_area (polygon, surface) / 100;
}

double
smp_photo_area_uncertainty (const SmpPhoto *photo)
{
  return 2 * (smp_photo_uses_head (photo) ? photo->head.uncertainty : photo->scale.uncertainty);
}
