/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "geometry/smp-outline.h"
#include "model/smp-face-frame.h"

G_BEGIN_DECLS

/* How zones lie in a photo, whether they are drawn in its px or belong to the head that it shows. A
 * zone's own coordinates are px of its photo, or mm on the head's map. @surface is always that of
 * the photo. */

/* Whether the photo shows the zone: all of it, or what of the head it sees. */
gboolean stubble_zone_is_in (const SmpZone *zone, const SmpPhoto *photo);

/* Whether what is planned lies on the head and the photo, which shows none of it, has no head yet.
 */
gboolean stubble_zones_wait_for_head (const SmpPlan *plan, const SmpPhoto *photo);

/* Where the photo shows one of the zone's places, px. FALSE where it is out of sight. */
gboolean stubble_zone_to_photo (const SmpZone *zone,
                                const SmpSurface *surface,
                                SmpPoint place,
                                SmpPoint *px);

/* The zone's place under a pixel. FALSE beside the head. */
gboolean stubble_zone_from_photo (const SmpZone *zone,
                                  const SmpSurface *surface,
                                  SmpPoint px,
                                  SmpPoint *place);

/* The node nearest to a pixel and nearer than @reach, px, or -1. */
int
stubble_zone_node_at (const SmpZone *zone, const SmpSurface *surface, SmpPoint px, double reach);

/* Pieces of a stretch that is seen on a head; each is a straight line in the photo. */
#define STUBBLE_ZONE_PIECES 24

/* The places of a stretch from its beginning to its end in equal steps of its parameter, px, and
 * whether the photo sees them: %STUBBLE_ZONE_PIECES + 1 of each. */
void stubble_zone_trace (const SmpZone *zone,
                         const SmpSurface *surface,
                         gsize stretch,
                         SmpPoint *points,
                         gboolean *seen);

/**
 * stubble_zone_project:
 * @stretch: (out) (nullable): of the outline's nearest point that the photo sees
 * @t: (out) (nullable): its parameter
 *
 * Returns: distance from a pixel to the outline, px; infinite if the photo sees nothing of it
 */
double stubble_zone_project (
    const SmpZone *zone, const SmpSurface *surface, SmpPoint px, gsize *stretch, double *t);

/* Whether the zone holds a pixel. */
gboolean stubble_zone_holds (const SmpZone *zone, const SmpSurface *surface, SmpPoint px);

/* The axes by which the zone is mirrored, in its own coordinates: those of the face in the photo,
 * or the head's own. FALSE where they are not known. */
gboolean stubble_zone_frame (const SmpZone *zone, const SmpPhoto *photo, SmpFaceFrame *frame);

G_END_DECLS
