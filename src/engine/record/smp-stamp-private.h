/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "photo/smp-image.h"
#include "record/smp-stamp.h"

G_BEGIN_DECLS

/* Draws a word in a pill into the upper corner of @area where a reader of that script begins.
 * Returns the pixels that it may have changed. */
SmpRect smp_stamp_draw_word (SmpImage *image, SmpRect area, const char *word, gboolean is_light);

/* Draws one or two texts, either of them nullable, on a band along the lower border. Returns the
 * pixels that it may have changed. */
SmpRect smp_stamp_draw_footer (SmpImage *image, const char *first, const char *second);

G_END_DECLS
