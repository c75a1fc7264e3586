/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "geometry/smp-point.h"
#include "model/smp-hairline-template.h"
#include "model/smp-pattern.h"

G_BEGIN_DECLS

/**
 * smp_zone_onto_head:
 * @zone: drawn in a photo
 * @surface: of that photo, a head
 * @stage: (nullable): of hair loss, if one is known
 *
 * The same zone on the head, so that every photo of the head shows it: nodes and strokes move to
 * the head's map. Where its outline runs along the head's contour or around it, it has been cut by
 * the view only; there a scalp zone with a hairline goes on behind, down to the fringe that the
 * stage leaves or to a usual one, blending out: see smp_fringe_of().
 *
 * Returns: (transfer full) (nullable): %NULL if the surface is no head, or the zone not on it
 */
SmpZone *smp_zone_onto_head (const SmpZone *zone,
                             const SmpSurface *surface,
                             const SmpPattern *stage) G_GNUC_WARN_UNUSED_RESULT;

/**
 * smp_zone_from_template_on_head:
 * @id: of the new zone
 * @front: the head from the front: see smp_head_front()
 * @stage: (nullable): of hair loss, if one is known
 *
 * A whole scalp zone from a template on the head, for whatever view of it is worked on; see
 * smp_zone_from_template().
 *
 * Returns: (transfer full) (nullable): %NULL if @front shows no face
 */
SmpZone *smp_zone_from_template_on_head (SmpTemplate t,
                                         const char *id,
                                         const SmpPhoto *front,
                                         const SmpPattern *stage) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full) (element-type SmpZone): the same for the zones of a pattern of hair loss; see
 * smp_zones_from_pattern(). Empty if @front shows no face. */
GPtrArray *smp_zones_from_pattern_on_head (const SmpPattern *pattern,
                                           SmpTemplate t,
                                           const SmpPhoto *front) G_GNUC_WARN_UNUSED_RESULT;

/**
 * smp_consultation_share_zones:
 * @self: with the heads of its photos
 *
 * Once two photos show the head, what was drawn in one of them belongs to the head, so that all of
 * them show it: such zones move by smp_zone_onto_head(). Those that are not on the head stay.
 *
 * Returns: (transfer full): the consultation; a reference to @self if nothing moves
 */
SmpConsultation *
smp_consultation_share_zones (const SmpConsultation *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * smp_consultation_zones_onto_head:
 * @self: with the heads of its photos
 * @zone_id: (nullable): of one zone; %NULL moves all
 *
 * The same in all variants, also if one photo alone shows the head.
 *
 * Returns: (transfer full): the consultation; a reference to @self if nothing moves
 */
SmpConsultation *smp_consultation_zones_onto_head (const SmpConsultation *self,
                                                   const char *zone_id) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the zone is drawn in one photo, and could lie on the head that others show too: those do
 * not show it, and smp_consultation_share_zones() would change that. */
gboolean smp_zone_is_alone (const SmpZone *zone, const SmpConsultation *consultation);

G_END_DECLS
