/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-touch.h"

/* After so long without a word of it the pen is away, ms; our choice: between two strokes a hand
 * rests as long. */
#define PEN_STAYS_MS 1000
/* What is a tap: so quick, ms, and so still, widget px; our choice, near what toolkits take for a
 * double click. */
#define TAP_MS 350
#define TAP_PX 18.0

void
stubble_touch_pen (StubbleTouch *self, guint32 ms, gboolean is_near)
{
  self->has_pen = TRUE;
  self->pen_is_near = is_near;
  self->pen_seen = ms;
}

static int
find (const StubbleTouch *self, gconstpointer finger)
{
  for (int i = 0; i < STUBBLE_TOUCH_FINGERS; i++)
    if (self->fingers[i] == finger)
      return i;
  return -1;
}

gboolean
stubble_touch_begin (StubbleTouch *self, gpointer finger, SmpPoint at, guint32 ms)
{
  int i = find (self, NULL);

  if (i < 0)
    return FALSE;
  self->fingers[i] = finger;
  self->starts[i] = at;
  self->palms[i] = self->pen_is_near && ms - self->pen_seen < PEN_STAYS_MS;
  if (self->palms[i])
    return FALSE;
  if (self->n == 0)
    {
      self->n_most = 0;
      self->began = ms;
      self->may_be_tap = TRUE;
    }
  self->n++;
  self->n_most = MAX (self->n_most, self->n);
  return TRUE;
}

gboolean
stubble_touch_move (StubbleTouch *self, gpointer finger, SmpPoint at)
{
  int i = find (self, finger);

  if (i < 0 || self->palms[i])
    return FALSE;
  if (smp_point_distance (at, self->starts[i]) > TAP_PX)
    self->may_be_tap = FALSE;
  return TRUE;
}

/* Forgets the finger; FALSE if it is a palm. */
static gboolean
lift (StubbleTouch *self, gconstpointer finger)
{
  int i = find (self, finger);

  if (i < 0)
    return FALSE;
  self->fingers[i] = NULL;
  if (self->palms[i])
    return FALSE;
  self->n--;
  return TRUE;
}

gboolean
stubble_touch_end (StubbleTouch *self, gpointer finger, guint32 ms, guint *n_taps)
{
  *n_taps = 0;
  if (!lift (self, finger))
    return FALSE;
  if (self->n == 0 && self->may_be_tap && self->n_most > 1 && ms - self->began <= TAP_MS)
    *n_taps = self->n_most;
  return TRUE;
}

gboolean
stubble_touch_cancel (StubbleTouch *self, gpointer finger)
{
  self->may_be_tap = FALSE;
  return lift (self, finger);
}
