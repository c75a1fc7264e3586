/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "canvas/stubble-viewport.h"

#include <math.h>

#define ZOOM_MIN 0.005
/* A photo smaller than the pane is enlarged to fit by no more than this. */
#define FIT_MAX 8.0

void
stubble_viewport_init (StubbleViewport *self)
{
  *self = (StubbleViewport){ .zoom = 1, .device_scale = 1 };
}

/* Keeps a photo that is smaller than the pane in its middle, and a larger one from leaving it. */
static double
clamp_axis (double position, double size, double pane)
{
  double slack = MIN (pane / 2, 4 * STUBBLE_VIEWPORT_MARGIN);

  if (size <= pane)
    return (pane - size) / 2;
  return CLAMP (position, pane - size - slack, slack);
}

static double
on_grid (const StubbleViewport *self, double value)
{
  return floor (value * self->device_scale + 0.5) / self->device_scale;
}

/* Exact for quarter turns: what is on the pixel grid stays on it. */
static void
get_turn (const StubbleViewport *self, double *cosine, double *sine)
{
  double quarters = round (self->angle / 90);

  if (fabs (self->angle - 90 * quarters) < 1e-9)
    {
      const double sines[] = { 0, 1, 0, -1 };
      int i = (int)quarters % 4;

      *sine = sines[i];
      *cosine = sines[(i + 1) % 4];
      return;
    }
  *sine = sin (self->angle * G_PI / 180);
  *cosine = cos (self->angle * G_PI / 180);
}

gboolean
stubble_viewport_is_upright (const StubbleViewport *self)
{
  return fabs (self->angle) < 1e-9;
}

double
stubble_viewport_tidy_angle (double angle, gboolean snap)
{
  double quarter = 90 * round (angle / 90);

  if (snap && fabs (angle - quarter) <= STUBBLE_VIEWPORT_SNAP)
    angle = quarter;
  angle = fmod (angle, 360);
  if (angle < 0)
    angle += 360;
  /* What is next to nothing is nothing, from either side. */
  return angle < 1e-6 || angle > 360 - 1e-6 ? 0 : angle;
}

SmpPoint
stubble_viewport_pivot (const StubbleViewport *self)
{
  return smp_point (on_grid (self, self->pane_width / 2), on_grid (self, self->pane_height / 2));
}

static SmpPoint
from_frame (const StubbleViewport *self, SmpPoint f)
{
  SmpPoint pivot = stubble_viewport_pivot (self);
  double c, s, dx = f.x - pivot.x, dy = f.y - pivot.y;

  if (stubble_viewport_is_upright (self))
    return f;
  get_turn (self, &c, &s);
  return smp_point (pivot.x + c * dx - s * dy, pivot.y + s * dx + c * dy);
}

static SmpPoint
to_frame (const StubbleViewport *self, double x, double y)
{
  SmpPoint pivot = stubble_viewport_pivot (self);
  double c, s, dx = x - pivot.x, dy = y - pivot.y;

  if (stubble_viewport_is_upright (self))
    return smp_point (x, y);
  get_turn (self, &c, &s);
  return smp_point (pivot.x + c * dx + s * dy, pivot.y - s * dx + c * dy);
}

/* Moves by widget px. */
static void
move (StubbleViewport *self, double dx, double dy)
{
  double c = 1, s = 0;

  if (!stubble_viewport_is_upright (self))
    get_turn (self, &c, &s);
  self->x += c * dx + s * dy;
  self->y += c * dy - s * dx;
}

/* Size of the box around the turned photo, photo px. */
static void
get_turned_size (const StubbleViewport *self, double *width, double *height)
{
  double c, s;

  get_turn (self, &c, &s);
  *width = fabs (c) * self->photo_width + fabs (s) * self->photo_height;
  *height = fabs (s) * self->photo_width + fabs (c) * self->photo_height;
}

static void
clamp_turned (StubbleViewport *self)
{
  SmpPoint middle = from_frame (self, smp_point (self->x + self->photo_width * self->zoom / 2,
                                                 self->y + self->photo_height * self->zoom / 2));
  double width, height, left, top;

  get_turned_size (self, &width, &height);
  width *= self->zoom;
  height *= self->zoom;
  left = middle.x - width / 2;
  top = middle.y - height / 2;
  move (self, clamp_axis (left, width, self->pane_width) - left,
        clamp_axis (top, height, self->pane_height) - top);
}

static void
clamp (StubbleViewport *self)
{
  double most = STUBBLE_VIEWPORT_SCALE_MAX / self->device_scale;

  self->zoom = CLAMP (self->zoom, ZOOM_MIN, most);
  if (!stubble_viewport_is_upright (self))
    {
      clamp_turned (self);
      return;
    }
  self->x = clamp_axis (self->x, self->photo_width * self->zoom, self->pane_width);
  self->y = clamp_axis (self->y, self->photo_height * self->zoom, self->pane_height);
}

double
stubble_viewport_fit_zoom (const StubbleViewport *self)
{
  double w = MAX (self->pane_width - 2 * STUBBLE_VIEWPORT_MARGIN, 1);
  double h = MAX (self->pane_height - 2 * STUBBLE_VIEWPORT_MARGIN, 1);
  double width, height;

  if (self->photo_width < 1 || self->photo_height < 1)
    return 1;
  get_turned_size (self, &width, &height);
  return MIN (MIN (w / width, h / height), FIT_MAX);
}

void
stubble_viewport_fit (StubbleViewport *self)
{
  SmpPoint middle = to_frame (self, self->pane_width / 2, self->pane_height / 2);

  self->zoom = stubble_viewport_fit_zoom (self);
  self->x = middle.x - self->photo_width * self->zoom / 2;
  self->y = middle.y - self->photo_height * self->zoom / 2;
}

void
stubble_viewport_zoom_at (StubbleViewport *self, double factor, double x, double y)
{
  double least = MIN (ZOOM_MIN, stubble_viewport_fit_zoom (self) / 4);
  double most = STUBBLE_VIEWPORT_SCALE_MAX / self->device_scale;
  double zoom = CLAMP (self->zoom * factor, least, most);
  double k = zoom / self->zoom;
  SmpPoint at = to_frame (self, x, y);

  self->x = at.x + (self->x - at.x) * k;
  self->y = at.y + (self->y - at.y) * k;
  self->zoom = zoom;
  clamp (self);
}

void
stubble_viewport_set_zoom (StubbleViewport *self, double zoom)
{
  stubble_viewport_zoom_at (self, zoom / self->zoom, self->pane_width / 2, self->pane_height / 2);
}

void
stubble_viewport_pan (StubbleViewport *self, double dx, double dy)
{
  move (self, dx, dy);
  clamp (self);
}

void
stubble_viewport_turn_at (StubbleViewport *self, double angle, double x, double y)
{
  SmpPoint at = to_frame (self, x, y), now;

  self->angle = stubble_viewport_tidy_angle (angle, FALSE);
  now = to_frame (self, x, y);
  self->x += now.x - at.x;
  self->y += now.y - at.y;
  clamp (self);
}

void
stubble_viewport_resize (StubbleViewport *self, double width, double height)
{
  self->x += (width - self->pane_width) / 2;
  self->y += (height - self->pane_height) / 2;
  self->pane_width = width;
  self->pane_height = height;
  clamp (self);
}

SmpPoint
stubble_viewport_origin (const StubbleViewport *self)
{
  return smp_point (on_grid (self, self->x), on_grid (self, self->y));
}

SmpPoint
stubble_viewport_to_photo (const StubbleViewport *self, double x, double y)
{
  SmpPoint origin = stubble_viewport_origin (self), at = to_frame (self, x, y);

  return smp_point ((at.x - origin.x) / self->zoom, (at.y - origin.y) / self->zoom);
}

SmpPoint
stubble_viewport_to_widget (const StubbleViewport *self, SmpPoint photo)
{
  return from_frame (
      self, smp_point_add (stubble_viewport_origin (self), smp_point_scale (photo, self->zoom)));
}

SmpRect
stubble_viewport_bounds (const StubbleViewport *self)
{
  SmpRect bounds = { INFINITY, INFINITY, 0, 0 };

  for (int i = 0; i < 4; i++)
    {
      SmpPoint corner = stubble_viewport_to_widget (
          self, smp_point (i % 2 * self->photo_width, i / 2 * self->photo_height));

      bounds.x = MIN (bounds.x, corner.x);
      bounds.y = MIN (bounds.y, corner.y);
    }
  get_turned_size (self, &bounds.width, &bounds.height);
  bounds.width *= self->zoom;
  bounds.height *= self->zoom;
  return bounds;
}

/* The box of the frame in which the pane lies. */
static void
get_pane (const StubbleViewport *self, SmpPoint *first, SmpPoint *last)
{
  *first = smp_point (INFINITY, INFINITY);
  *last = smp_point (-INFINITY, -INFINITY);
  for (int i = 0; i < 4; i++)
    {
      SmpPoint corner = to_frame (self, i % 2 * self->pane_width, i / 2 * self->pane_height);

      *first = smp_point (MIN (first->x, corner.x), MIN (first->y, corner.y));
      *last = smp_point (MAX (last->x, corner.x), MAX (last->y, corner.y));
    }
}

/* The visible output px of one axis, half open; @from to @to is the pane. */
static gboolean
visible (double origin,
         double from,
         double to,
         int photo,
         double scale,
         double out_per_widget,
         int *start,
         int *length)
{
  double first = MAX (floor ((from - origin) * out_per_widget), 0);
  double end = MIN (ceil ((to - origin) * out_per_widget), ceil (photo * scale - 1e-9));

  if (end <= first)
    return FALSE;
  *start = (int)first;
  *length = (int)(end - first);
  return TRUE;
}

gboolean
stubble_viewport_window (const StubbleViewport *self, double quality, SmpRenderWindow *window)
{
  SmpPoint origin = stubble_viewport_origin (self), first, last;
  double out_per_widget = self->device_scale * quality;

  if (self->photo_width < 1 || self->photo_height < 1)
    return FALSE;
  get_pane (self, &first, &last);
  window->scale = MIN (self->zoom * out_per_widget, STUBBLE_VIEWPORT_SCALE_MAX);
  return visible (origin.x, first.x, last.x, self->photo_width, window->scale, out_per_widget,
                  &window->x, &window->width)
         && visible (origin.y, first.y, last.y, self->photo_height, window->scale, out_per_widget,
                     &window->y, &window->height);
}

SmpRect
stubble_viewport_place (const StubbleViewport *self, const SmpRenderWindow *window)
{
  SmpPoint origin = stubble_viewport_origin (self);
  double k = self->zoom / window->scale; /* widget px per output px */

  /* Rendered at this zoom: k is 1 / (device_scale · quality) but for rounding. */
  if (fabs (k * self->device_scale - 1) < 1e-9)
    k = 1 / self->device_scale;
  return (SmpRect){ origin.x + window->x * k, origin.y + window->y * k, window->width * k,
                    window->height * k };
}
