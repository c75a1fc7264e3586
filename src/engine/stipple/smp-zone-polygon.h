/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "geometry/smp-outline.h"

G_BEGIN_DECLS

/* The space of zones that belong to the head instead of one photo. */
#define SMP_SPACE_HEAD "head"

/* Whether a photo with this surface shows the zone: it is drawn in the photo, or on the head. */
gboolean smp_zone_is_on (const SmpZone *zone, const char *photo_id, const SmpSurface *surface);

/**
 * smp_zone_polygon_new:
 * @zone: drawn in the photo, or on the head
 * @surface: of the photo
 *
 * The zone's outline on the surface's map, mm, fine enough for curved surfaces. What is drawn
 * beside a head lies behind its horizon.
 *
 * Returns: (transfer full): a closed polygon, of less than 3 points if the surface has no room for
 *   the zone
 */
SmpPolygon *smp_zone_polygon_new (const SmpZone *zone,
                                  const SmpSurface *surface) G_GNUC_WARN_UNUSED_RESULT;

/**
 * smp_zone_polygon_thin:
 * @self: closed
 * @tolerance: how far points that are left out may be from the side that takes their place
 *
 * The polygon with fewer sides. Stretches and kinds of edges begin where they began, and what
 * becomes of a stretch depends on no other.
 */
SmpPolygon *smp_zone_polygon_thin (const SmpPolygon *self,
                                   double tolerance) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
