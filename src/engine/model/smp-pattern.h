/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "model/smp-assessment.h"
#include "model/smp-head.h"
#include "model/smp-zone-proposal.h"

G_BEGIN_DECLS

/* A stage of a classification of hair loss. */
typedef struct
{
  SmpHairLossScale scale;
  char stage[12];
} SmpPattern;

/* "norwood:3v", "ludwig:2", "sinclair:4", "basp:C1V2" and back. (transfer full) */
gboolean smp_pattern_from_string (const char *text, SmpPattern *pattern);
char *smp_pattern_to_string (const SmpPattern *pattern) G_GNUC_WARN_UNUSED_RESULT;

/* The stage that an assessment has noted; of an unknown scale if none. @assessment may be NULL. */
SmpPattern smp_pattern_noted (JsonObject *assessment);

/**
 * smp_zones_from_pattern:
 * @pattern: what was lost
 * @t: the hairline that is wanted
 * @photo_id: a photo from the front, that the frame belongs to
 * @frame: the face's axes
 * @silhouette: (nullable): the head's contour, as for smp_propose_scalp_zone()
 * @mm_per_px: scale of the photo
 *
 * Proposes zones where a stage has lost hair and a photo from the front shows it, with the ids
 * "zone-1", "zone-2" and so on: the temples, a band behind the hairline, the whole front, or the
 * parting. Descriptions of the stages (Norwood 1975; Ludwig 1977; BASP, Lee 2007) have no
 * millimetres: the shapes are our choice, to be dragged.
 *
 * Returns: (transfer full) (element-type SmpZone): may be empty, for stages without loss in front
 */
GPtrArray *smp_zones_from_pattern (const SmpPattern *pattern,
                                   SmpTemplate t,
                                   const char *photo_id,
                                   const SmpFaceFrame *frame,
                                   const SmpPolygon *silhouette,
                                   double mm_per_px) G_GNUC_WARN_UNUSED_RESULT;

/**
 * smp_crown_zone_from_pattern:
 * @id: of the new zone
 * @whorl: of the head
 *
 * The zone of the crown, on the head, so that every photo of it shows it.
 *
 * Returns: (transfer full) (nullable): %NULL for stages that keep the crown, or whose front zone
 *   takes it in
 */
SmpZone *smp_crown_zone_from_pattern (const SmpPattern *pattern,
                                      const char *id,
                                      const SmpWhorl *whorl) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
