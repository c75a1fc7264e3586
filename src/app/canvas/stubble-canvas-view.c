/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-canvas-private.h"

#include "model/smp-photo.h"

/* How large the photo is seen, which part of it, and turned how far. */

void
_stubble_canvas_lay_out (StubbleCanvas *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));

  if (_stubble_canvas_shown (self) == STUBBLE_SHOW_SIDE_BY_SIDE)
    width = floor ((width - STUBBLE_CANVAS_GAP) / 2);
  if (width < 1 || height < 1)
    return;
  self->viewport.device_scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  stubble_viewport_resize (&self->viewport, width, height);
  if (self->fits)
    stubble_viewport_fit (&self->viewport);
}

const StubbleViewport *
stubble_canvas_get_viewport (StubbleCanvas *self)
{
  return &self->viewport;
}

double
stubble_canvas_get_scale (StubbleCanvas *self)
{
  return self->viewport.zoom * self->viewport.device_scale;
}

void
stubble_canvas_zoom_by (StubbleCanvas *self, double factor)
{
  self->fits = FALSE;
  stubble_viewport_zoom_at (&self->viewport, factor, self->viewport.pane_width / 2,
                            self->viewport.pane_height / 2);
  _stubble_canvas_update (self, TRUE);
  _stubble_canvas_view_changed (self);
}

void
stubble_canvas_zoom_fit (StubbleCanvas *self)
{
  self->fits = TRUE;
  stubble_viewport_fit (&self->viewport);
  _stubble_canvas_update (self, TRUE);
  _stubble_canvas_view_changed (self);
}

void
stubble_canvas_zoom_actual (StubbleCanvas *self)
{
  self->fits = FALSE;
  stubble_viewport_set_zoom (&self->viewport, 1 / self->viewport.device_scale);
  _stubble_canvas_update (self, TRUE);
  _stubble_canvas_view_changed (self);
}

void
_stubble_canvas_turn_at (StubbleCanvas *self, double angle, double x, double y)
{
  stubble_viewport_turn_at (&self->viewport, angle, x, y);
  if (self->fits)
    stubble_viewport_fit (&self->viewport);
  _stubble_canvas_update (self, TRUE);
  _stubble_canvas_view_changed (self);
}

static void
turn_to (StubbleCanvas *self, double angle)
{
  if (self->document != NULL)
    _stubble_canvas_turn_at (self, angle, self->viewport.pane_width / 2,
                             self->viewport.pane_height / 2);
}

void
stubble_canvas_turn_by (StubbleCanvas *self, double step)
{
  double now = self->viewport.angle / fabs (step);

  /* In a mirror the other way round, so that it turns as it is seen to. */
  if (self->is_flipped)
    step = -step;
  turn_to (self, fabs (step) * (step > 0 ? floor (now + 1e-6) + 1 : ceil (now - 1e-6) - 1));
}

void
stubble_canvas_turn_upright (StubbleCanvas *self)
{
  turn_to (self, 0);
}

double
stubble_canvas_get_angle (StubbleCanvas *self)
{
  double angle = self->viewport.angle;

  return angle > 180 ? angle - 360 : angle;
}

/* Logical px per mm of the monitor on which the canvas is, or 0. */
static double
screen_px_per_mm (StubbleCanvas *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GdkSurface *surface = native != NULL ? gtk_native_get_surface (native) : NULL;
  GdkMonitor *monitor;
  GdkRectangle area;

  if (surface == NULL)
    return 0;
  monitor
      = gdk_display_get_monitor_at_surface (gtk_widget_get_display (GTK_WIDGET (self)), surface);
  if (monitor == NULL)
    return 0;
  gdk_monitor_get_geometry (monitor, &area);
  return stubble_screen_px_per_mm (area.width, area.height, gdk_monitor_get_width_mm (monitor),
                                   gdk_monitor_get_height_mm (monitor));
}

StubbleDistance
stubble_canvas_get_distance_zoom (StubbleCanvas *self, double metres, double *zoom)
{
  const SmpPhoto *photo = stubble_canvas_get_photo (self);
  double px_per_mm, mm_per_px;

  if (photo == NULL || (photo->scale.method == SMP_SCALE_ASSUMED && !smp_photo_uses_head (photo)))
    return STUBBLE_DISTANCE_NO_SCALE;
  mm_per_px
      = smp_photo_uses_head (photo) ? smp_head_mm_per_px (&photo->head) : photo->scale.mm_per_px;
  px_per_mm = screen_px_per_mm (self);
  if (px_per_mm <= 0)
    return STUBBLE_DISTANCE_NO_SCREEN;
  *zoom = stubble_screen_zoom (px_per_mm, mm_per_px, metres);
  return STUBBLE_DISTANCE_KNOWN;
}

void
stubble_canvas_zoom_distance (StubbleCanvas *self, double metres)
{
  double zoom;

  if (stubble_canvas_get_distance_zoom (self, metres, &zoom) != STUBBLE_DISTANCE_KNOWN)
    return;
  self->fits = FALSE;
  stubble_viewport_set_zoom (&self->viewport, zoom);
  _stubble_canvas_update (self, TRUE);
  _stubble_canvas_view_changed (self);
}

gboolean
stubble_canvas_is_at_distance (StubbleCanvas *self, double metres)
{
  double zoom;

  return !self->fits
         && stubble_canvas_get_distance_zoom (self, metres, &zoom) == STUBBLE_DISTANCE_KNOWN
         && fabs (self->viewport.zoom / zoom - 1) < 1e-6;
}
