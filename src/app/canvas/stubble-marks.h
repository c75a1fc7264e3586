/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "canvas/stubble-canvas.h"
#include "canvas/stubble-mark-words.h"

G_BEGIN_DECLS

/* Draws the marks of one of the document's photos, which has the surface, in widget px of a part of
 * the canvas. Nodes of the selected zone are drawn if @nodes. Words of landmarks keep off @taken
 * and stay in @places, both as for stubble_mark_words_new(). */
void stubble_marks_draw (cairo_t *cr,
                         StubbleDocument *document,
                         const SmpPhoto *photo,
                         const SmpSurface *surface,
                         const StubbleViewport *viewport,
                         StubbleMarks marks,
                         gboolean nodes,
                         const GArray *taken,
                         StubbleMarkPlaces *places);

/* A line that is seen on any skin: light on dark. @is_strong for what is selected. */
void stubble_marks_stroke (cairo_t *cr, gboolean is_strong);
/* A cross in a ring, for a landmark. */
void stubble_marks_cross (cairo_t *cr, SmpPoint point);

/* A ring for a patch, @radius in widget px, with a word beside it: on its left if @left, or over it
 * where the pane, so wide, has no room there. */
void stubble_marks_ring (cairo_t *cr,
                         SmpPoint centre,
                         double radius,
                         const char *word,
                         gboolean left,
                         double pane_width);
/* Where the lower left corner of that word is. */
SmpPoint stubble_marks_ring_word (cairo_t *cr,
                                  SmpPoint centre,
                                  double radius,
                                  const char *word,
                                  gboolean left,
                                  double pane_width);

/* A word that is read on any skin, its lower left corner at @point. */
void stubble_marks_word (cairo_t *cr, SmpPoint point, const char *word);

/* The box of such a word with its dark rim. */
SmpRect stubble_marks_word_box (cairo_t *cr, SmpPoint point, const char *word);

/* (transfer full): a word as it is drawn, to be measured. */
PangoLayout *stubble_marks_lay_out (cairo_t *cr, const char *word) G_GNUC_WARN_UNUSED_RESULT;
/* Draws it with its first baseline's beginning at @point. */
void stubble_marks_draw_layout (cairo_t *cr, SmpPoint point, PangoLayout *layout);

/* What a landmark is called, by its name in the file. */
const char *stubble_marks_landmark_label (const char *name);

G_END_DECLS
