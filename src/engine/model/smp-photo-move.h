/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "geometry/smp-affine.h"
#include "model/smp-consultation.h"

G_BEGIN_DECLS

/**
 * smp_consultation_with_photo_moved:
 * @photo_id: a photo of @self
 * @by: from where things lie in the photo to where they shall lie, px
 *
 * Moves all that was placed and drawn in a photo, of every variant: landmarks, ruler, the outlines
 * and strokes of zones that are drawn in its px. The scale is found anew from the landmarks; one
 * that was typed in goes with the map. The head goes along, so that zones on it do, and is not
 * fitted anew. @by keeps angles, or nearly so.
 *
 * Returns: (transfer full)
 */
SmpConsultation *smp_consultation_with_photo_moved (const SmpConsultation *self,
                                                    const char *photo_id,
                                                    const SmpAffine *by) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
