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
 * Finds where the head ends over the forehead, hair included: for rays from @centre, from the
 * subject's right to the left over the top, the border between the colours of the head and those
 * behind it, made smooth by dynamic programming. The radius may be off by a quarter. In a photo
 * from the front, a centre 0.63 times the distance of the pupils above their middle, and a radius
 * of 1.1 times that distance, serve well.
 *
 * Returns: (transfer full) (nullable): an open polygon in px, or %NULL if the picture gives no
 *   clear contour
 */
SmpPolygon *smp_find_silhouette (const SmpImage *image, SmpPoint centre, SmpPoint up, double radius)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
