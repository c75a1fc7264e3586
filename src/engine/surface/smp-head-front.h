/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "model/smp-consultation.h"
#include "model/smp-photo.h"

G_BEGIN_DECLS

/**
 * smp_head_front:
 * @consultation: with the heads of its photos
 * @photo: one with a head
 *
 * Hairlines and patterns of hair loss are laid out from the front. For a photo that shows the head
 * from elsewhere this is the photo of the same head from the front with both pupils; or, where
 * there is none, a picture that nobody took: the head as it is known, level, before a camera a
 * metre away, with the landmarks of a usual face (smp-head-model.h).
 *
 * Returns: (transfer full): a photo with a head, pupils and scale
 */
SmpPhoto *smp_head_front (const SmpConsultation *consultation,
                          const SmpPhoto *photo) G_GNUC_WARN_UNUSED_RESULT;

/* The cranium's contour as a photo with a head shows it, from the subject's right to the left over
 * the top of a head that is seen from the front: an open polygon, px. */
SmpPolygon *smp_head_limb (const SmpHead *head) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
