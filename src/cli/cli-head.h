/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "photo/smp-photo-decode.h"
#include "surface/smp-head-consultation.h"

G_BEGIN_DECLS

/* --head-circumference of every command that fits heads: @text in cm, as a tape tells it; 0 for
 * none. */
gboolean cli_parse_circumference (const char *text, double *mm, int *code);

/**
 * cli_head_hint:
 * @photo: with its landmarks
 * @decoded: its picture
 * @alone: (out): the head as this photo alone tells it, fitted if it does; borrows nothing
 *
 * Returns: what the picture tells of the head; its contour is owned
 */
SmpHeadHint
cli_head_hint (const SmpPhoto *photo, const SmpDecodedPhoto *decoded, SmpHeadView *alone);
/* An array of SmpHeadHint that owns their contours. */
GArray *cli_head_hints_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Gives the photos the head that their landmarks and the tape tell, and says on stderr where they
 * do not. @hints: one for each photo. */
void cli_fit_head (SmpConsultation **consultation, GArray *hints);

/**
 * cli_refit_head:
 * @consultation: (inout)
 * @file: that it is from
 * @max_megapixels: of a photo; 0 for the usual limit
 *
 * Looks at the photos again and fits the head anew.
 */
gboolean
cli_refit_head (SmpConsultation **consultation, GFile *file, int max_megapixels, GError **error);

G_END_DECLS
