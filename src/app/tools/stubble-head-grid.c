/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "tools/stubble-head-grid.h"

#include "canvas/stubble-marks.h"
#include "surface/smp-head-curve.h"

/* Circles of latitude and longitude, degrees apart, and steps along each. */
#define GRID 20
#define STEPS 48

/* The seen parts of a circle of the grid. */
static void
trace (cairo_t *cr,
       const StubbleViewport *viewport,
       const SmpHead *head,
       gboolean is_meridian,
       double fixed)
{
  gboolean was_seen = FALSE;

  for (int i = 0; i <= STEPS; i++)
    {
      double t = is_meridian ? (i - STEPS / 2) * (0.94 * G_PI / STEPS) : i * 2 * G_PI / STEPS;
      double up = is_meridian ? t : fixed, around = is_meridian ? fixed : t;
      SmpVec3 place = smp_head_place (
          head, smp_vec3 (cos (up) * sin (around), sin (up), cos (up) * cos (around)));
      gboolean seen = smp_head_sees (head, place);
      SmpPoint p = stubble_viewport_to_widget (viewport, smp_head_project (head, place));

      if (seen && was_seen)
        cairo_line_to (cr, p.x, p.y);
      else if (seen)
        cairo_move_to (cr, p.x, p.y);
      was_seen = seen;
    }
}

void
stubble_head_grid_draw (cairo_t *cr, const StubbleViewport *viewport, const SmpHead *head)
{
  cairo_new_path (cr);
  for (int degrees = GRID; degrees < 360; degrees += GRID)
    if (degrees != 180)
      trace (cr, viewport, head, TRUE, degrees * G_PI / 180);
  for (int degrees = -2 * GRID; degrees < 90; degrees += GRID)
    trace (cr, viewport, head, FALSE, degrees * G_PI / 180);
  stubble_marks_stroke (cr, FALSE);
  /* The midline stands out. */
  trace (cr, viewport, head, TRUE, 0);
  trace (cr, viewport, head, TRUE, G_PI);
  stubble_marks_stroke (cr, TRUE);
}

void
stubble_head_grid_draw_whorl (cairo_t *cr, SmpPoint at, gboolean clockwise)
{
  double sign = clockwise ? 1 : -1;

  cairo_new_path (cr);
  for (int i = 0; i <= 48; i++)
    {
      double a = sign * i * (4 * G_PI / 48), r = 2 + i * 14.0 / 48;

      cairo_line_to (cr, at.x + r * cos (a), at.y + r * sin (a));
    }
  stubble_marks_stroke (cr, TRUE);
}
