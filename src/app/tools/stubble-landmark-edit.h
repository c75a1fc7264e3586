/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "canvas/stubble-canvas-tool.h"
#include "model/smp-landmarks.h"

G_BEGIN_DECLS

/* Edits of the landmarks of the photo that a canvas shows, by hand and by keys. */

/* (nullable): the landmark within @reach of a place; both px of the photo. It is borrowed from the
 * photo. */
const SmpLandmark *stubble_landmark_at (StubbleCanvas *canvas, SmpPoint point, double reach);

/* Moves one, but not out of the photo. Moves with the same @merge are one step back. */
void
stubble_landmark_move (StubbleCanvas *canvas, const char *name, SmpPoint to, const char *merge);

/* The arrow keys move the selected one by one px of the photo, with Shift by ten. */
gboolean stubble_landmark_nudge (StubbleCanvas *canvas, guint keyval, GdkModifierType state);

/* Selects the one after the selected one. FALSE if there is none. */
gboolean stubble_landmark_next (StubbleCanvas *canvas);

/* What lies under one, enlarged. */
void stubble_landmark_magnify (StubbleCanvas *canvas, const char *name, cairo_t *cr);

/* (transfer full) (nullable): what can be done with the selected one. */
char *stubble_landmark_dup_hint (StubbleCanvas *canvas);

G_END_DECLS
