/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "geometry/smp-outline.h"

SmpPolygon *
smp_polygon_alloc (gsize n_points, gboolean closed)
{
  SmpPolygon *self = g_atomic_rc_box_new0 (SmpPolygon);

  self->n_points = n_points;
  self->closed = closed;
  self->points = g_new0 (SmpPoint, n_points);
  self->edges = g_new0 (SmpEdge, n_points);
  self->stretches = g_new0 (gsize, n_points);
  return self;
}

void
smp_polygon_seal (SmpPolygon *self)
{
  self->bounds = SMP_RECT_EMPTY;
  for (gsize i = 0; i < self->n_points; i++)
    smp_rect_include (&self->bounds, self->points[i]);
}

static void
polygon_clear (gpointer data)
{
  SmpPolygon *self = data;

  g_free (self->points);
  g_free (self->edges);
  g_free (self->stretches);
}

SmpPolygon *
smp_polygon_ref (const SmpPolygon *self)
{
  return g_atomic_rc_box_acquire ((SmpPolygon *)self);
}

void
smp_polygon_unref (const SmpPolygon *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full ((SmpPolygon *)self, polygon_clear);
}

gsize
smp_polygon_n_sides (const SmpPolygon *self)
{
  return self->closed ? self->n_points : self->n_points - 1;
}

gboolean
smp_polygon_contains (const SmpPolygon *self, SmpPoint point)
{
  gboolean inside = FALSE;

  for (gsize i = 0, j = self->n_points - 1; i < self->n_points; j = i++)
    {
      SmpPoint a = self->points[i], b = self->points[j];

      if ((a.y > point.y) != (b.y > point.y)
          && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x)
        inside = !inside;
    }
  return inside;
}

double
smp_polygon_area (const SmpPolygon *self)
{
  double twice = 0;

  for (gsize i = 0, j = self->n_points - 1; i < self->n_points; j = i++)
    twice += smp_point_cross (self->points[j], self->points[i]);
  return fabs (twice) / 2;
}
