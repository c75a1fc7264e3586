/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"

G_BEGIN_DECLS

/**
 * smp_head_dup_misfit:
 * @consultation: with landmarks in its photos
 * @photo: one of them
 *
 * What to say where the photo's landmarks contradict a head, or the head of the other photos. Fits
 * the head anew, which takes some milliseconds for each photo.
 *
 * Returns: (transfer full) (nullable): two or three sentences in the user's language, or %NULL if
 *   they fit, or are too few to tell
 */
char *smp_head_dup_misfit (const SmpConsultation *consultation,
                           const SmpPhoto *photo) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
