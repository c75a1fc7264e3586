/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stipple/smp-zone-measure.h"

#include "geometry/smp-outline.h"
#include "model/smp-zone.h"
#include "surface/smp-surface.h"

double
smp_zone_area_cm2 (const SmpZone *zone, const SmpPhoto *photo)
{
  g_autoptr (SmpSurface) surface = smp_surface_for_photo (photo);
  g_autoptr (SmpPolygon) px = smp_outline_flatten (zone->outline, 0.05 / surface->mm_per_px);
  g_autoptr (SmpPolygon) mm = smp_polygon_alloc (px->n_points, TRUE);

  for (gsize i = 0; i < px->n_points; i++)
    if (!smp_surface_to_scalp (surface, px->points[i], &mm->points[i]))
      return 0;
  return smp_polygon_area (mm) / 100;
}
