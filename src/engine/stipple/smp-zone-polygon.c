/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stipple/smp-zone-polygon.h"

#include <string.h>

#include "model/smp-zone.h"
#include "surface/smp-surface-head.h"

/* How far the flattened outline may be from the curve, mm, and how long its sides may be where a
 * straight line of the photo is a curve on the surface. */
#define TOLERANCE_MM 0.05
#define SIDE_MM 0.5
/* At most so many sides are made one. */
#define MOST_JOINED 16

gboolean
smp_zone_is_on (const SmpZone *zone, const char *photo_id, const SmpSurface *surface)
{
  if (strcmp (zone->space, SMP_SPACE_HEAD) == 0)
    return smp_surface_get_head (surface) != NULL;
  return strcmp (zone->space, photo_id) == 0;
}

SmpPolygon *
smp_zone_polygon_new (const SmpZone *zone, const SmpSurface *surface)
{
  double mm = surface->mm_per_px;
  gboolean on_head = strcmp (zone->space, SMP_SPACE_HEAD) == 0;
  g_autoptr (SmpPolygon) drawn
      = smp_outline_flatten (zone->outline, on_head ? TOLERANCE_MM : TOLERANCE_MM / mm);
  SmpPolygon *uv;
  double side = SIDE_MM / mm;
  gsize n = 0, most = 0;

  if (on_head)
    return g_steal_pointer (&drawn);
  if (surface->klass->atlas_scale == NULL)
    side = G_MAXDOUBLE;
  for (gsize i = 0; i < drawn->n_points; i++)
    most += (gsize)(smp_point_distance (drawn->points[i], drawn->points[(i + 1) % drawn->n_points])
                    / side)
            + 1;
  uv = smp_polygon_alloc (most, TRUE);
  for (gsize i = 0; i < drawn->n_points; i++)
    {
      SmpPoint a = drawn->points[i], b = drawn->points[(i + 1) % drawn->n_points];
      gsize parts = (gsize)(smp_point_distance (a, b) / side) + 1;

      for (gsize k = 0; k < parts; k++)
        if (smp_surface_to_scalp_near (surface, smp_point_lerp (a, b, (double)k / (double)parts),
                                       &uv->points[n]))
          {
            uv->edges[n] = drawn->edges[i];
            uv->stretches[n] = drawn->stretches[i];
            n++;
          }
    }
  uv->n_points = n;
  smp_polygon_seal (uv);
  return uv;
}

/* Whether the points between two of a polygon lie on the straight line between these. */
static gboolean
is_straight (const SmpPoint *points, gsize from, SmpPoint end, gsize n, double tolerance)
{
  SmpPoint a = points[from], side = smp_point_sub (end, a);
  double len2 = smp_point_dot (side, side);

  for (gsize i = from + 1; i < from + n; i++)
    {
      SmpPoint off = smp_point_sub (points[i], a);
      double t = len2 > 0 ? CLAMP (smp_point_dot (off, side) / len2, 0.0, 1.0) : 0;

      if (smp_point_distance (off, smp_point_scale (side, t)) > tolerance)
        return FALSE;
    }
  return TRUE;
}

SmpPolygon *
smp_zone_polygon_thin (const SmpPolygon *self, double tolerance)
{
  SmpPolygon *thin = smp_polygon_alloc (self->n_points, TRUE);
  gsize n = 0;

  for (gsize i = 0; i < self->n_points;)
    {
      gsize joined = 1;

      while (joined < MOST_JOINED && i + joined < self->n_points
             && self->stretches[i + joined] == self->stretches[i]
             && self->edges[i + joined] == self->edges[i]
             && is_straight (self->points, i, self->points[(i + joined + 1) % self->n_points],
                             joined + 1, tolerance))
        joined++;
      thin->points[n] = self->points[i];
      thin->edges[n] = self->edges[i];
      thin->stretches[n] = self->stretches[i];
      n++;
      i += joined;
    }
  thin->n_points = n;
  smp_polygon_seal (thin);
  return thin;
}
