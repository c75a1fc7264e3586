/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "geometry/smp-point.h"

G_BEGIN_DECLS

/**
 * smp_fit_stroke:
 * @points: (array length=n_points): a freehand stroke, in order
 * @tolerance: how far the curve may leave the stroke, in the unit of the points
 * @closed: whether the stroke is a closed loop
 *
 * Turns a freehand stroke into as few nodes as keep the curve within @tolerance of it. Sharp turns
 * become corners. The stretches get %SMP_EDGE_HAIRLINE.
 *
 * Returns: (transfer full) (nullable): an outline, or %NULL for a stroke without length
 */
SmpOutline *smp_fit_stroke (const SmpPoint *points,
                            gsize n_points,
                            double tolerance,
                            gboolean closed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
