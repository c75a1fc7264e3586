/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-magnifier.h"

#include "photo/smp-image.h"

/* Widget px. */
#define RADIUS 64.0
#define AWAY 112.0
/* How much larger than on the canvas, and at most, widget px per px of the photo. */
#define LARGER 4.0
#define LARGEST 12.0

/* The photo around a place as a picture of its own: @half px of the level to each side. */
static cairo_surface_t *
cut (const SmpImage *level, int cx, int cy, int half)
{
  int side = 2 * half + 1;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, side, side);
  guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  if (data == NULL)
    return surface;
  for (int j = 0; j < side; j++)
    for (int i = 0; i < side; i++)
      {
        int x = cx + i - half, y = cy + j - half;
        guint32 *out = (guint32 *)(gpointer)(data + (gsize)j * (gsize)stride + 4 * (gsize)i);
        const guint8 *p;

        *out = 0x404040;
        if (x < 0 || y < 0 || x >= level->width || y >= level->height)
          continue;
        p = level->pixels + (gsize)y * level->stride + 4 * (gsize)x;
        *out = (guint32)p[0] << 16 | (guint32)p[1] << 8 | p[2];
      }
  cairo_surface_mark_dirty (surface);
  return surface;
}

void
stubble_magnifier_draw (cairo_t *cr,
                        const SmpPyramid *pyramid,
                        int shrink,
                        const StubbleViewport *viewport,
                        SmpPoint px)
{
  SmpPoint at = stubble_viewport_to_widget (viewport, px);
  double zoom = MIN (MAX (LARGER * viewport->zoom, 1), LARGEST) * shrink, x, y;
  SmpPoint in = smp_point_scale (px, 1.0 / shrink);
  const SmpImage *image = pyramid->levels[0];
  int half = (int)ceil (RADIUS / zoom) + 1, cx = (int)floor (in.x), cy = (int)floor (in.y);
  cairo_surface_t *surface = cut (image, cx, cy, half);

  x = CLAMP (at.x, RADIUS + 4, MAX (viewport->pane_width - RADIUS - 4, RADIUS + 4));
  y = at.y - AWAY > RADIUS + 4 ? at.y - AWAY : at.y + AWAY;
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_arc (cr, x, y, RADIUS, 0, 2 * G_PI);
  cairo_save (cr);
  cairo_clip_preserve (cr);
  cairo_translate (cr, x, y);
  cairo_rotate (cr, viewport->angle * G_PI / 180);
  cairo_scale (cr, zoom, zoom);
  cairo_set_source_surface (cr, surface, cx - half - in.x, cy - half - in.y);
  cairo_pattern_set_filter (cairo_get_source (cr),
                            zoom > 3 * shrink ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.6);
  cairo_set_line_width (cr, 5);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 2.5);
  cairo_stroke (cr);
  for (int i = 0; i < 4; i++)
    {
      double dx = (i == 0) - (i == 1), dy = (i == 2) - (i == 3);

      cairo_move_to (cr, x + 5 * dx, y + 5 * dy);
      cairo_line_to (cr, x + 18 * dx, y + 18 * dy);
    }
  cairo_set_source_rgba (cr, 0, 0, 0, 0.6);
  cairo_set_line_width (cr, 3.5);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 0.38, 0.68, 1.0);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
}
