/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"

G_BEGIN_DECLS

/**
 * smp_comparison_split:
 * @position: where the dividing line stands, 0 to 1 of the width; left of it is @before
 *
 * One picture of both, with a thin white line between them. Both images are of one size.
 */
SmpImage *smp_comparison_split (const SmpImage *before,
                                const SmpImage *after,
                                double position,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * smp_comparison_strip:
 * @images: (array length=n): all of one size
 * @columns: how many stand in a row
 *
 * All of them row by row with a gap between, on white. Picture i begins at
 * smp_comparison_strip_origin().
 */
SmpImage *smp_comparison_strip (const SmpImage *const *images,
                                gsize n,
                                gsize columns,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void smp_comparison_strip_origin (int width, int height, gsize columns, gsize i, int *x, int *y);

/* Both whole, next to each other with a gap; twice as wide. */
SmpImage *smp_comparison_side_by_side (const SmpImage *before,
                                       const SmpImage *after,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
