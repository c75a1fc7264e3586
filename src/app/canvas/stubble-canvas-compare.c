/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-canvas-private.h"

/* How the canvas compares: what of both pictures is shown where. */

/* So long each picture of "flicker" stands, ms. Calm: two thirds of a change per second, where what
 * flashes more than three times a second may do harm (WCAG 2.1, success criterion 2.3.1). */
#define FLICKER_MS 750

StubbleShow
_stubble_canvas_shown (StubbleCanvas *self)
{
  if (self->is_held)
    return STUBBLE_SHOW_BEFORE;
  if (self->show == STUBBLE_SHOW_FLICKER)
    return self->flicker_is_original ? STUBBLE_SHOW_BEFORE : STUBBLE_SHOW_AFTER;
  return self->show;
}

void
stubble_canvas_set_show (StubbleCanvas *self, StubbleShow show)
{
  self->show = show;
  _stubble_canvas_lay_out (self);
  _stubble_canvas_update_flicker (self);
  _stubble_canvas_update (self, FALSE);
  _stubble_canvas_view_changed (self);
  _stubble_canvas_emit (self, STUBBLE_CANVAS_COMPARE);
}

StubbleShow
stubble_canvas_get_show (StubbleCanvas *self)
{
  return self->show;
}

void
stubble_canvas_hold_original (StubbleCanvas *self, gboolean hold)
{
  if (self->is_held == hold)
    return;
  self->is_held = hold;
  /* Side by side has narrower parts: the other pictures need another window then. */
  if (self->show == STUBBLE_SHOW_SIDE_BY_SIDE)
    {
      _stubble_canvas_lay_out (self);
      _stubble_canvas_update (self, FALSE);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
  _stubble_canvas_describe (self);
}

double
_stubble_canvas_pane_at (StubbleCanvas *self, double x)
{
  double second = self->viewport.pane_width + STUBBLE_CANVAS_GAP;

  if (_stubble_canvas_shown (self) == STUBBLE_SHOW_SIDE_BY_SIDE && x >= second)
    return second;
  return 0;
}

double
_stubble_canvas_in_pane (StubbleCanvas *self, double x)
{
  x -= _stubble_canvas_pane_at (self, x);
  return self->is_flipped ? self->viewport.pane_width - x : x;
}

double
_stubble_canvas_divider (StubbleCanvas *self)
{
  return floor (self->split_position
                * (self->is_rotated ? self->viewport.pane_height : self->viewport.pane_width));
}

gboolean
_stubble_canvas_is_on_divider (StubbleCanvas *self, double x, double y)
{
  return _stubble_canvas_shown (self) == STUBBLE_SHOW_SPLIT
         && fabs ((self->is_rotated ? y : x) - _stubble_canvas_divider (self))
                <= STUBBLE_CANVAS_GRAB;
}

gboolean
_stubble_canvas_moves_divider (StubbleCanvas *self)
{
  const StubbleViewport *v = &self->viewport;
  SmpRect bounds = stubble_viewport_bounds (v);

  return _stubble_canvas_shown (self) == STUBBLE_SHOW_SPLIT && bounds.width <= v->pane_width
         && bounds.height <= v->pane_height;
}

void
_stubble_canvas_drag_divider (StubbleCanvas *self, double x, double y)
{
  stubble_canvas_set_split (self, self->is_rotated ? y / self->viewport.pane_height
                                                   : x / self->viewport.pane_width);
}

gboolean
_stubble_canvas_has_tools (StubbleCanvas *self)
{
  return self->document != NULL && !self->is_held && !self->is_flipped && !self->is_presenting;
}

static gboolean
on_flicker (gpointer data)
{
  StubbleCanvas *self = data;

  self->flicker_is_original = !self->flicker_is_original;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_CONTINUE;
}

gboolean
stubble_canvas_may_flicker (StubbleCanvas *self)
{
  gboolean animations = FALSE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animations,
                NULL);
  return animations;
}

void
_stubble_canvas_update_flicker (StubbleCanvas *self)
{
  gboolean runs = self->show == STUBBLE_SHOW_FLICKER && gtk_widget_get_mapped (GTK_WIDGET (self))
                  && stubble_canvas_may_flicker (self);

  if (runs == (self->flicker != 0))
    return;
  g_clear_handle_id (&self->flicker, g_source_remove);
  self->flicker_is_original = FALSE;
  if (runs)
    self->flicker = g_timeout_add (FLICKER_MS, on_flicker, self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
_stubble_canvas_compare_changed (StubbleCanvas *self)
{
  _stubble_canvas_describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  _stubble_canvas_emit (self, STUBBLE_CANVAS_COMPARE);
}

void
stubble_canvas_set_split (StubbleCanvas *self, double position)
{
  position = CLAMP (position, 0, 1);
  if (fabs (position - self->split_position) < 1e-9)
    return;
  self->split_position = position;
  _stubble_canvas_compare_changed (self);
}

double
stubble_canvas_get_split (StubbleCanvas *self)
{
  return self->split_position;
}

void
stubble_canvas_set_rotated (StubbleCanvas *self, gboolean rotated)
{
  if (self->is_rotated == rotated)
    return;
  self->is_rotated = rotated;
  g_clear_object (&self->split);
  _stubble_canvas_compare_changed (self);
  _stubble_canvas_view_changed (self);
}

gboolean
stubble_canvas_get_rotated (StubbleCanvas *self)
{
  return self->is_rotated;
}

void
stubble_canvas_set_fade (StubbleCanvas *self, double share)
{
  share = CLAMP (share, 0, 1);
  if (fabs (share - self->fade) < 1e-9)
    return;
  self->fade = share;
  _stubble_canvas_compare_changed (self);
}

double
stubble_canvas_get_fade (StubbleCanvas *self)
{
  return self->fade;
}

void
stubble_canvas_set_flipped (StubbleCanvas *self, gboolean flipped)
{
  if (self->is_flipped == flipped)
    return;
  self->is_flipped = flipped;
  g_clear_object (&self->split);
  _stubble_canvas_compare_changed (self);
  _stubble_canvas_view_changed (self);
}

gboolean
stubble_canvas_get_flipped (StubbleCanvas *self)
{
  return self->is_flipped;
}

void
stubble_canvas_set_match_grain (StubbleCanvas *self, gboolean match)
{
  if (self->matches_grain == match)
    return;
  self->matches_grain = match;
  _stubble_canvas_update (self, FALSE);
  _stubble_canvas_compare_changed (self);
}

gboolean
stubble_canvas_get_match_grain (StubbleCanvas *self)
{
  return self->matches_grain;
}

gboolean
_stubble_canvas_nudge (StubbleCanvas *self, double by)
{
  if (_stubble_canvas_shown (self) == STUBBLE_SHOW_SPLIT)
    stubble_canvas_set_split (self, self->split_position + by);
  else if (_stubble_canvas_shown (self) == STUBBLE_SHOW_FADE)
    stubble_canvas_set_fade (self, self->fade + by);
  else
    return FALSE;
  return TRUE;
}

void
stubble_canvas_follow (StubbleCanvas *self, StubbleCanvas *other)
{
  if (self->show != other->show)
    stubble_canvas_set_show (self, other->show);
  stubble_canvas_set_split (self, other->split_position);
  stubble_canvas_set_rotated (self, other->is_rotated);
  stubble_canvas_set_fade (self, other->fade);
  stubble_canvas_set_flipped (self, other->is_flipped);
  stubble_canvas_set_match_grain (self, other->matches_grain);
  _stubble_canvas_hide_like (self, other);
}

void
stubble_canvas_set_presenting (StubbleCanvas *self, gboolean presenting)
{
  self->is_presenting = presenting;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
