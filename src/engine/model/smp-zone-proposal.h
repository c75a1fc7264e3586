/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "geometry/smp-outline.h"
#include "model/smp-face-frame.h"
#include "model/smp-hairline-template.h"

G_BEGIN_DECLS

/**
 * smp_propose_scalp_zone:
 * @hairline: open outline, px
 * @frame: (nullable): the face's axes; without it the head is guessed from the hairline's width
 * @silhouette: (nullable): the head's outer contour in px, an open polygon from the subject's
 *   right to the left over the top, as smp_find_silhouette() gives it; without it an ellipse
 * @mm_per_px: scale of the photo
 *
 * Closes a hairline over the scalp: from its ends along the head's contour over the top. The
 * hairline's stretches stay %SMP_EDGE_HAIRLINE, those at the sides are %SMP_EDGE_BLEND, those along
 * the contour %SMP_EDGE_HARD.
 *
 * Returns: (transfer full): a closed outline, px
 */
SmpOutline *smp_propose_scalp_zone (const SmpOutline *hairline,
                                    const SmpFaceFrame *frame,
                                    const SmpPolygon *silhouette,
                                    double mm_per_px) G_GNUC_WARN_UNUSED_RESULT;

/**
 * smp_zone_from_template:
 * @id: of the new zone
 * @photo_id: the photo that the frame belongs to
 *
 * A whole scalp zone from a template: its hairline, the proposed rest of the outline, and the
 * template's feather, irregularity and density.
 *
 * Returns: (transfer full): a zone that is not yet shared
 */
SmpZone *smp_zone_from_template (SmpTemplate t,
                                 const char *id,
                                 const char *photo_id,
                                 const SmpFaceFrame *frame,
                                 const SmpPolygon *silhouette,
                                 double mm_per_px) G_GNUC_WARN_UNUSED_RESULT;

/* Gives a zone the feather, irregularity and density of a template, on a zone not yet shared. */
void smp_zone_apply_look (SmpZone *zone, const SmpTemplateLook *look);

G_END_DECLS
