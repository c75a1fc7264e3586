/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "geometry/smp-outline.h"
#include "model/smp-face-frame.h"

G_BEGIN_DECLS

/**
 * stubble_outline_redraw:
 * @outline: a closed one
 * @points: a freehand stroke, in the unit of the outline, as are the other lengths
 * @reach: how near to the outline it begins and ends
 * @tolerance: how far the new nodes' curve may leave the stroke
 *
 * Replaces the stretch of the outline along which the stroke runs. All other nodes stay, and each
 * new stretch is of the kind of edge that was there.
 *
 * Returns: (transfer full) (nullable): %NULL if the stroke does not run from the outline to the
 *   outline
 */
SmpOutline *stubble_outline_redraw (const SmpOutline *outline,
                                    const SmpPoint *points,
                                    gsize n_points,
                                    double reach,
                                    double tolerance) G_GNUC_WARN_UNUSED_RESULT;

/* The same, and on the other side of the face too if the stroke is all on one side of the midline
 * and the outline is there as well. @frame NULL for no mirror. */
SmpOutline *stubble_outline_redraw_both (const SmpOutline *outline,
                                         const SmpPoint *points,
                                         gsize n_points,
                                         double reach,
                                         double tolerance,
                                         const SmpFaceFrame *frame) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
