/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "geometry/smp-point.h"

G_BEGIN_DECLS

/**
 * smp_find_silhouette:
 * @image: the photo
 * @centre: a point inside the head, near the middle of the forehead, px
 * @up: unit vector to the top of the head
 * @radius: expected distance from @centre to the contour, px
 *
 * Finds where the head ends over the forehead: for rays from @centre, right to left over the top,
 * the place of the strongest change away from the skin, made smooth by dynamic programming.
 *
 * Returns: (transfer full) (nullable): an open polygon in px, or %NULL if the picture gives no
 *   clear contour
 */
SmpPolygon *smp_find_silhouette (const SmpImage *image, SmpPoint centre, SmpPoint up, double radius)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
