/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "surface/smp-head-fit.h"

G_BEGIN_DECLS

/**
 * smp_head_view_dup_misfit:
 * @view: one of those that were fitted
 * @quality: of the fit
 * @keeps_head: whether the photo has a head nevertheless, from before
 *
 * What to say where a photo's landmarks contradict a head, or the head of the other photos.
 *
 * Returns: (transfer full) (nullable): two or three sentences in the user's language, or %NULL if
 *   they fit, or are too few to tell
 */
char *smp_head_view_dup_misfit (const SmpHeadView *view,
                                SmpHeadFitQuality quality,
                                gboolean keeps_head) G_GNUC_WARN_UNUSED_RESULT;

/**
 * smp_head_dup_misfit:
 * @consultation: with landmarks in its photos
 * @photo: one of them
 *
 * The same of a photo as it is. Fits the head anew, which takes some milliseconds for each photo.
 *
 * Returns: (transfer full) (nullable): like smp_head_view_dup_misfit()
 */
char *smp_head_dup_misfit (const SmpConsultation *consultation,
                           const SmpPhoto *photo) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
