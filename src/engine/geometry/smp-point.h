/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

/* A place or a vector; the unit is in the name of what holds it (px or mm). y grows downwards. */
typedef struct
{
  double x;
  double y;
} SmpPoint;

/* An axis-parallel rectangle, half open: x ≤ px < x + width. */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} SmpRect;

static inline SmpPoint
smp_point (double x, double y)
{
  return (SmpPoint){ x, y };
}

static inline SmpPoint
smp_point_add (SmpPoint a, SmpPoint b)
{
  return (SmpPoint){ a.x + b.x, a.y + b.y };
}

static inline SmpPoint
smp_point_sub (SmpPoint a, SmpPoint b)
{
  return (SmpPoint){ a.x - b.x, a.y - b.y };
}

static inline SmpPoint
smp_point_scale (SmpPoint a, double k)
{
  return (SmpPoint){ a.x * k, a.y * k };
}

static inline SmpPoint
smp_point_lerp (SmpPoint a, SmpPoint b, double t)
{
  return (SmpPoint){ a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t };
}

static inline double
smp_point_dot (SmpPoint a, SmpPoint b)
{
  return a.x * b.x + a.y * b.y;
}

static inline double
smp_point_cross (SmpPoint a, SmpPoint b)
{
  return a.x * b.y - a.y * b.x;
}

static inline double
smp_point_distance (SmpPoint a, SmpPoint b)
{
  SmpPoint d = smp_point_sub (a, b);

  return sqrt (smp_point_dot (d, d));
}

/* Grows the rectangle, of which width < 0 means empty, so that it holds the point. */
static inline void
smp_rect_include (SmpRect *rect, SmpPoint p)
{
  if (rect->width < 0)
    {
      *rect = (SmpRect){ p.x, p.y, 0, 0 };
      return;
    }
  double x1 = MAX (rect->x + rect->width, p.x);
  double y1 = MAX (rect->y + rect->height, p.y);
  rect->x = MIN (rect->x, p.x);
  rect->y = MIN (rect->y, p.y);
  rect->width = x1 - rect->x;
  rect->height = y1 - rect->y;
}

#define SMP_RECT_EMPTY ((SmpRect){ 0, 0, -1, -1 })

G_END_DECLS
