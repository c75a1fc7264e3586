/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "model/smp-pattern.h"

/* What “stubble-cli new” does for --pattern. Each replaces *consultation. */

/* Adds the zones that a photo from the front shows; the silhouette may be NULL. Returns how many.
 */
guint cli_pattern_add_front (const SmpPattern *pattern,
                             SmpTemplate t,
                             SmpConsultation **consultation,
                             const SmpPhoto *photo,
                             const SmpFaceFrame *frame,
                             const SmpPolygon *silhouette);

/* (nullable): the first photo that shows where the head is. */
const SmpPhoto *cli_photo_with_head (const SmpConsultation *consultation);
/* Gives the zone an id of its own and adds it to the plan. */
void cli_add_zone (SmpConsultation **consultation, const SmpZone *zone);

/* Notes the stage in the assessment: zones of the head end where it left hair. */
void cli_pattern_note (const SmpPattern *pattern, SmpConsultation **consultation);

/* Adds the crown's zone, where a photo has a head. Tells on stderr what the stage asks for and
 * could not be made. @n_zones: that the front got */
void cli_pattern_finish (const SmpPattern *pattern, SmpConsultation **consultation, guint n_zones);

/* Moves zones that were drawn in photos to the head, in all variants, by their ids, or "all". What
 * stays in its photo is told, and an error if it was named. */
gboolean cli_zones_onto_head (SmpConsultation **consultation, char **ids, GError **error);
