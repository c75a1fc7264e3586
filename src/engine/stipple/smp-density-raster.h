/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "geometry/smp-outline.h"
#include "stipple/smp-density-map.h"

G_BEGIN_DECLS

/* How far a zone's edges and its surface reach, for the size of its map. */
typedef struct
{
  double scale; /* the greatest of the surface along the outline: mm of the map per mm of scalp */
  double wavelength; /* mean of the same along the hairline */
} SmpOutlineScales;

/* A map of the same zone with another outline; nothing else of what makes its cells differs. */
typedef struct
{
  const SmpDensityMap *map;
  const SmpPolygon *polygon; /* that outline on the surface's map */
} SmpDensityBefore;

SmpOutlineScales smp_density_raster_scales (const SmpPolygon *polygon, const SmpSurface *surface);

/**
 * smp_density_raster_fill:
 * @map: with its place, size, surface and room for its cells; gets the cells
 * @polygon: the zone's outline on the surface's map
 * @before: (nullable): of which cells may be taken; not on a surface with a scale of its own, for
 *   there any node changes all of the noise
 * @is_empty: (out): whether no cell lies inside the outline
 *
 * Returns: %FALSE if it was cancelled
 */
gboolean smp_density_raster_fill (SmpDensityMap *map,
                                  const SmpZone *zone,
                                  const SmpPolygon *polygon,
                                  const SmpOutlineScales *scales,
                                  guint64 seed,
                                  const SmpDensityBefore *before,
                                  int n_threads,
                                  gboolean *is_empty,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
