/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "canvas/stubble-viewport.h"
#include "model/smp-photo.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* The word of a landmark whose mark is in the pane. */
typedef struct
{
  const char *text; /* borrowed */
  PangoLayout *layout;
  gboolean is_shown; /* there is room for it */
  double x;          /* its box with the dark rim, widget px; where it is shown */
  double y;
  double width;
  double height;
} StubbleMarkWord;

/**
 * stubble_mark_words_new:
 * @cr: to be drawn on
 * @photo: with its landmarks, and perhaps a ruler
 * @viewport: where it is in the pane
 *
 * Finds places for the words of a photo's landmarks: each beside, over or under its mark, in more
 * lines where one is too long, within the pane, over no other word and over no mark. What finds
 * none is left out; its mark stays, and a tooltip says its name.
 *
 * Returns: (transfer full) (element-type StubbleMarkWord): in the order of the landmarks
 */
GArray *stubble_mark_words_new (cairo_t *cr,
                                const SmpPhoto *photo,
                                const StubbleViewport *viewport) G_GNUC_WARN_UNUSED_RESULT;

/* Draws those that are shown. */
void stubble_mark_words_draw (const GArray *words, cairo_t *cr);

G_END_DECLS
