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

/* Where the words of a photo's landmarks were when they were drawn last. */
typedef struct _StubbleMarkPlaces StubbleMarkPlaces;

StubbleMarkPlaces *stubble_mark_places_new (void) G_GNUC_WARN_UNUSED_RESULT;
void stubble_mark_places_free (StubbleMarkPlaces *self);

/**
 * stubble_mark_words_new:
 * @cr: to be drawn on
 * @photo: with its landmarks, and perhaps a ruler
 * @viewport: where it is in the pane
 * @taken: (nullable) (element-type SmpRect): where something else lies over the pane, widget px
 * @places: (nullable): where words were, and are from now on
 *
 * Finds places for the words of a photo's landmarks: each beside, over or under its mark, in more
 * lines where one is too long, within the pane, over no other word, no mark and nothing of @taken.
 * What finds none is left out; its mark stays, and a tooltip says its name. With @places a word
 * stays on its side of the mark as long as it is free, and changes to a better one only with room
 * to spare: while the view moves, no word goes to and fro.
 *
 * Returns: (transfer full) (element-type StubbleMarkWord): in the order of the landmarks
 */
GArray *stubble_mark_words_new (cairo_t *cr,
                                const SmpPhoto *photo,
                                const StubbleViewport *viewport,
                                const GArray *taken,
                                StubbleMarkPlaces *places) G_GNUC_WARN_UNUSED_RESULT;

/* Draws those that are shown. */
void stubble_mark_words_draw (const GArray *words, cairo_t *cr);

G_END_DECLS
