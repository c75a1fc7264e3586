/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

#include "geometry/smp-point.h"

G_BEGIN_DECLS

/* Fingers that are followed; more are ignored. */
#define STUBBLE_TOUCH_FINGERS 10

/**
 * StubbleTouch:
 *
 * Tells what fingers on the canvas mean. Where a pen is used, it draws and fingers pan; a hand that
 * comes down while the pen is near is a palm and means nothing. Two fingers that tap undo, three
 * redo. Knows nothing of the toolkit: times are ms, places widget px, a finger is any pointer that
 * stays its own.
 */
typedef struct
{
  gpointer fingers[STUBBLE_TOUCH_FINGERS]; /* NULL: free */
  SmpPoint starts[STUBBLE_TOUCH_FINGERS];
  gboolean palms[STUBBLE_TOUCH_FINGERS];
  guint n;       /* down, without palms */
  guint n_most;  /* of the gesture that is under way */
  guint32 began; /* its first finger */
  gboolean may_be_tap;
  gboolean has_pen; /* one has been used */
  gboolean pen_is_near;
  guint32 pen_seen;
} StubbleTouch;

/* The pen moved or touched at @ms; @is_near FALSE when it was taken out of reach. */
void stubble_touch_pen (StubbleTouch *self, guint32 ms, gboolean is_near);

/* A finger comes down: FALSE if it is a palm, all of which is to be ignored. */
gboolean stubble_touch_begin (StubbleTouch *self, gpointer finger, SmpPoint at, guint32 ms);
/* FALSE if it is a palm. */
gboolean stubble_touch_move (StubbleTouch *self, gpointer finger, SmpPoint at);
/* A finger is lifted; FALSE if it is a palm. @n_taps: (out): how many fingers have tapped, 0 if
 * that was no tap of several. */
gboolean stubble_touch_end (StubbleTouch *self, gpointer finger, guint32 ms, guint *n_taps);
/* The system took the gesture away. */
gboolean stubble_touch_cancel (StubbleTouch *self, gpointer finger);

G_END_DECLS
