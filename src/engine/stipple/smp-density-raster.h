/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "geometry/smp-outline.h"
#include "stipple/smp-density-map.h"

G_BEGIN_DECLS

/* @polygon has points so near to each other that the scale hardly changes in between. */
SmpOutlineScales smp_density_raster_scales (const SmpPolygon *polygon, const SmpSurface *surface);

/**
 * smp_density_raster_fill:
 * @map: with its place, size, surface, outline and room for its cells; gets the cells
 * @before: (nullable): of which cells may be taken: a map of the same zone, maybe with another
 *   outline, on the like of the surface; nothing else of what makes its cells differs
 * @is_empty: (out): whether no cell lies inside the outline
 *
 * Returns: %FALSE if it was cancelled
 */
gboolean smp_density_raster_fill (SmpDensityMap *map,
                                  const SmpZone *zone,
                                  guint64 seed,
                                  const SmpDensityMap *before,
                                  int n_threads,
                                  gboolean *is_empty,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
