/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "geometry/smp-point.h"
#include "render/smp-render.h"

G_BEGIN_DECLS

/* Free space around a photo that is fitted, widget px. */
#define STUBBLE_VIEWPORT_MARGIN 16.0
/* Most device px per photo px: what the renderer can do. */
#define STUBBLE_VIEWPORT_SCALE_MAX 64.0
/* So near a quarter turn two fingers come to rest on it, degrees. */
#define STUBBLE_VIEWPORT_SNAP 5.0

/**
 * StubbleViewport:
 *
 * Where the photo lies in a pane of the canvas: pure maths, no toolkit. Widget px are logical
 * pixels from the pane's upper left corner; device px are @device_scale times as many.
 *
 * The photo can be turned. It lies upright in a frame, which is laid on the pane turned by @angle
 * around a pivot near the pane's middle; while it is upright, the frame is the pane. @x and @y, and
 * what is rendered and placed, are of the frame.
 */
typedef struct
{
  double zoom;  /* widget px per photo px */
  double angle; /* degrees clockwise, 0 to 360; see stubble_viewport_turn_at() */
  double x;     /* widget px of the photo's upper left corner in the frame */
  double y;
  double pane_width; /* widget px */
  double pane_height;
  int photo_width; /* px; 0 while there is no photo */
  int photo_height;
  double device_scale; /* device px per widget px */
} StubbleViewport;

/* No photo, no pane, one device px per widget px. */
void stubble_viewport_init (StubbleViewport *self);

/* The zoom at which the whole photo is seen, at most one device px per photo px… times 8 for small
 * photos, which would else be stamps on a large screen. */
double stubble_viewport_fit_zoom (const StubbleViewport *self);
/* Fits the photo and centres it. */
void stubble_viewport_fit (StubbleViewport *self);

/* Zooms by a factor so that the photo's point under (@x, @y), widget px, stays there. */
void stubble_viewport_zoom_at (StubbleViewport *self, double factor, double x, double y);
/* Zooms to widget px per photo px around the middle of the pane. */
void stubble_viewport_set_zoom (StubbleViewport *self, double zoom);
void stubble_viewport_pan (StubbleViewport *self, double dx, double dy);
/* Turns to an angle, degrees clockwise, so that the photo's point under (@x, @y), widget px, stays
 * there. */
void stubble_viewport_turn_at (StubbleViewport *self, double angle, double x, double y);
gboolean stubble_viewport_is_upright (const StubbleViewport *self);
/* From 0 to 360 degrees; with @snap, a quarter turn that is near. */
double stubble_viewport_tidy_angle (double angle, gboolean snap);
/* Around what the frame is turned, widget px; on the pixel grid, so that a quarter turn keeps
 * pixels on it. */
SmpPoint stubble_viewport_pivot (const StubbleViewport *self);
/* The smallest upright box around the photo, widget px. */
SmpRect stubble_viewport_bounds (const StubbleViewport *self);
/* A new size of the pane: the point in its middle stays in the middle. */
void stubble_viewport_resize (StubbleViewport *self, double width, double height);

/* The photo's corner on the device's pixel grid, widget px of the frame: where it is really drawn.
 */
SmpPoint stubble_viewport_origin (const StubbleViewport *self);
SmpPoint stubble_viewport_to_photo (const StubbleViewport *self, double x, double y);
SmpPoint stubble_viewport_to_widget (const StubbleViewport *self, SmpPoint photo);

/**
 * stubble_viewport_window:
 * @quality: share of the device's resolution, 1 for crisp
 * @window: (out): the part of the photo that is seen, to be rendered
 *
 * Returns: %FALSE if nothing of the photo is seen
 */
gboolean
stubble_viewport_window (const StubbleViewport *self, double quality, SmpRenderWindow *window);

/* Where a rendered window is to be drawn now, widget px of the frame; snapped to device px if it
 * was rendered at this very zoom, so that it stays crisp. */
SmpRect stubble_viewport_place (const StubbleViewport *self, const SmpRenderWindow *window);

G_END_DECLS
