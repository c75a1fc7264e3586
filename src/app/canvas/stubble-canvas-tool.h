/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "canvas/stubble-canvas.h"

G_BEGIN_DECLS

/* What only tools ask of their canvas, besides its document, photo, surface, viewport, brush and
 * samples. */

/* What holds the pointer. */
typedef struct
{
  gboolean is_pen;
  gboolean is_eraser; /* the pen's other end */
  double pressure;    /* 0 to 1; 1 for what has none */
} StubblePen;

#define STUBBLE_PEN_NONE ((StubblePen){ FALSE, FALSE, 1 })

const StubblePen *stubble_canvas_get_pen (StubbleCanvas *self);
/* The keyboard takes over. */
void stubble_canvas_put_pen_away (StubbleCanvas *self);

/* So many px of the photo are @widget px of the canvas. */
double stubble_canvas_reach (StubbleCanvas *self, double widget);

StubbleMarks stubble_canvas_get_marks (StubbleCanvas *self);
/* (nullable): the name of the landmark that is selected, though the photo may not have it. */
const char *stubble_canvas_get_landmark (StubbleCanvas *self);
/* (nullable): see stubble_canvas_ask_landmark() */
const char *stubble_canvas_get_asked_landmark (StubbleCanvas *self);

/* A finished freehand stroke, px of the photo, and whether it is closed; tells by "stroke". */
void stubble_canvas_give_stroke (StubbleCanvas *self, GArray *points, gboolean closed);
/* A length to be measured, px of the photo; tells by "ruler". */
void stubble_canvas_give_ruler (StubbleCanvas *self, SmpPoint from, SmpPoint to);
/* A ring was moved by hand; tells by "samples". */
void stubble_canvas_give_samples (StubbleCanvas *self, const StubbleSamples *samples);

/* Says a sentence by "failed". */
void stubble_canvas_tell (StubbleCanvas *self, const char *sentence);
/* Draws again; the hint or the cursor may have changed. */
void stubble_canvas_tool_changed (StubbleCanvas *self);

G_END_DECLS
