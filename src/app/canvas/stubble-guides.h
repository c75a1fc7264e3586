/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gtk/gtk.h>

#include "canvas/stubble-viewport.h"
#include "record/smp-guides.h"

G_BEGIN_DECLS

/* Draws help lines in widget px of a part of the canvas, with what they measure beside them. */
void stubble_guides_draw (cairo_t *cr, const SmpGuides *guides, const StubbleViewport *viewport);
/* The box of the measure that stands beside a line; FALSE if there is none. */
gboolean stubble_guides_find_word (cairo_t *cr,
                                   const SmpGuides *guides,
                                   const StubbleViewport *viewport,
                                   SmpRect *box);

G_END_DECLS
