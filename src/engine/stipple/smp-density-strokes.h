/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "stipple/smp-density-map.h"
#include "stipple/smp-density-scale.h"

G_BEGIN_DECLS

/* A zone's strokes of the brush, on the surface's map. */
typedef struct _SmpDensityStrokes SmpDensityStrokes;

SmpDensityStrokes *smp_density_strokes_new (const SmpZone *zone,
                                            const SmpSurface *surface) G_GNUC_WARN_UNUSED_RESULT;
void smp_density_strokes_free (SmpDensityStrokes *self);

/**
 * smp_density_strokes_apply:
 * @scale: (nullable): of the map's surface
 * @most_scale: than which it is nowhere greater along the outline
 * @inside: by cell of the rows: whether it lies inside the outline; strokes add nothing elsewhere
 * @scratch: room for a number of each cell
 * @shares: (inout): of each cell
 *
 * Lays the strokes, one after another, over rows @y0 to before @y1.
 */
void smp_density_strokes_apply (const SmpDensityStrokes *self,
                                const SmpDensityMap *map,
                                const SmpDensityScale *scale,
                                double most_scale,
                                int y0,
                                int y1,
                                const guint8 *inside,
                                float *scratch,
                                float *shares);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpDensityStrokes, smp_density_strokes_free)

G_END_DECLS
