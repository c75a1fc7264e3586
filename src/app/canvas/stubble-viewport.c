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

static void
clamp (StubbleViewport *self)
{
  double most = STUBBLE_VIEWPORT_SCALE_MAX / self->device_scale;

  self->zoom = CLAMP (self->zoom, ZOOM_MIN, most);
  self->x = clamp_axis (self->x, self->photo_width * self->zoom, self->pane_width);
  self->y = clamp_axis (self->y, self->photo_height * self->zoom, self->pane_height);
}

double
stubble_viewport_fit_zoom (const StubbleViewport *self)
{
  double w = MAX (self->pane_width - 2 * STUBBLE_VIEWPORT_MARGIN, 1);
  double h = MAX (self->pane_height - 2 * STUBBLE_VIEWPORT_MARGIN, 1);

  if (self->photo_width < 1 || self->photo_height < 1)
    return 1;
  return MIN (MIN (w / self->photo_width, h / self->photo_height), FIT_MAX);
}

void
stubble_viewport_fit (StubbleViewport *self)
{
  self->zoom = stubble_viewport_fit_zoom (self);
  self->x = (self->pane_width - self->photo_width * self->zoom) / 2;
  self->y = (self->pane_height - self->photo_height * self->zoom) / 2;
}

void
stubble_viewport_zoom_at (StubbleViewport *self, double factor, double x, double y)
{
  double least = MIN (ZOOM_MIN, stubble_viewport_fit_zoom (self) / 4);
  double most = STUBBLE_VIEWPORT_SCALE_MAX / self->device_scale;
  double zoom = CLAMP (self->zoom * factor, least, most);
  double k = zoom / self->zoom;

  self->x = x + (self->x - x) * k;
  self->y = y + (self->y - y) * k;
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
  self->x += dx;
  self->y += dy;
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

static double
snap (const StubbleViewport *self, double value)
{
  return floor (value * self->device_scale + 0.5) / self->device_scale;
}

SmpPoint
stubble_viewport_origin (const StubbleViewport *self)
{
  return smp_point (snap (self, self->x), snap (self, self->y));
}

SmpPoint
stubble_viewport_to_photo (const StubbleViewport *self, double x, double y)
{
  SmpPoint origin = stubble_viewport_origin (self);

  return smp_point ((x - origin.x) / self->zoom, (y - origin.y) / self->zoom);
}

SmpPoint
stubble_viewport_to_widget (const StubbleViewport *self, SmpPoint photo)
{
  return smp_point_add (stubble_viewport_origin (self), smp_point_scale (photo, self->zoom));
}

/* The visible output px of one axis, half open. */
static gboolean
visible (double origin,
         double pane,
         int photo,
         double scale,
         double out_per_widget,
         int *start,
         int *length)
{
  double first = MAX (floor (-origin * out_per_widget), 0);
  double end = MIN (ceil ((pane - origin) * out_per_widget), ceil (photo * scale - 1e-9));

  if (end <= first)
    return FALSE;
  *start = (int)first;
  *length = (int)(end - first);
  return TRUE;
}

gboolean
stubble_viewport_window (const StubbleViewport *self, double quality, SmpRenderWindow *window)
{
  SmpPoint origin = stubble_viewport_origin (self);
  double out_per_widget = self->device_scale * quality;

  if (self->photo_width < 1 || self->photo_height < 1)
    return FALSE;
  window->scale = MIN (self->zoom * out_per_widget, STUBBLE_VIEWPORT_SCALE_MAX);
  return visible (origin.x, self->pane_width, self->photo_width, window->scale, out_per_widget,
                  &window->x, &window->width)
         && visible (origin.y, self->pane_height, self->photo_height, window->scale, out_per_widget,
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
