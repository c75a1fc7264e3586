/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-zone-view.h"

#include <string.h>

#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "stipple/smp-zone-polygon.h"
#include "surface/smp-surface.h"

/* Finest step of an outline's polygon, mm, for asking whether it holds a place. */
#define FLATNESS_MM 0.5

static gboolean
is_on_head (const SmpZone *zone)
{
  return strcmp (zone->space, SMP_SPACE_HEAD) == 0;
}

gboolean
stubble_zone_is_in (const SmpZone *zone, const SmpPhoto *photo)
{
  return is_on_head (zone) ? smp_photo_uses_head (photo) : strcmp (zone->space, photo->id) == 0;
}

gboolean
stubble_zones_wait_for_head (const SmpPlan *plan, const SmpPhoto *photo)
{
  gboolean wait = FALSE;

  /* A close-up never has one. */
  if (photo->has_head || photo->view == SMP_VIEW_CLOSE_UP)
    return FALSE;
  for (guint i = 0; i < plan->zones->len; i++)
    {
      const SmpZone *zone = g_ptr_array_index (plan->zones, i);

      if (stubble_zone_is_in (zone, photo))
        return FALSE;
      wait = wait || is_on_head (zone);
    }
  return wait;
}

gboolean
stubble_zone_to_photo (const SmpZone *zone, const SmpSurface *surface, SmpPoint place, SmpPoint *px)
{
  SmpSurfacePoint at;

  *px = place;
  if (!is_on_head (zone))
    return TRUE;
  if (!smp_surface_to_photo (surface, place, &at))
    return FALSE;
  *px = at.px;
  return TRUE;
}

gboolean
stubble_zone_from_photo (const SmpZone *zone,
                         const SmpSurface *surface,
                         SmpPoint px,
                         SmpPoint *place)
{
  *place = px;
  return !is_on_head (zone) || smp_surface_to_scalp (surface, px, place);
}

int
stubble_zone_node_at (const SmpZone *zone, const SmpSurface *surface, SmpPoint px, double reach)
{
  int found = -1;

  for (gsize i = 0; i < zone->outline->n_nodes; i++)
    {
      SmpPoint at;

      if (stubble_zone_to_photo (zone, surface, zone->outline->nodes[i].point, &at)
          && smp_point_distance (at, px) < reach)
        {
          reach = smp_point_distance (at, px);
          found = (int)i;
        }
    }
  return found;
}

static SmpPoint
bezier_point (const SmpPoint c[4], double t)
{
  SmpPoint a = smp_point_lerp (c[0], c[1], t), b = smp_point_lerp (c[1], c[2], t);
  SmpPoint d = smp_point_lerp (c[2], c[3], t);

  a = smp_point_lerp (a, b, t);
  b = smp_point_lerp (b, d, t);
  return smp_point_lerp (a, b, t);
}

void
stubble_zone_trace (
    const SmpZone *zone, const SmpSurface *surface, gsize stretch, SmpPoint *points, gboolean *seen)
{
  SmpPoint c[4];

  smp_outline_get_bezier (zone->outline, stretch, c);
  for (int k = 0; k <= STUBBLE_ZONE_PIECES; k++)
    seen[k] = stubble_zone_to_photo (zone, surface,
                                     bezier_point (c, (double)k / STUBBLE_ZONE_PIECES), &points[k]);
}

/* Share of the way from @a to @b that is nearest to @p. */
static double
nearest_share (SmpPoint a, SmpPoint b, SmpPoint p)
{
  SmpPoint d = smp_point_sub (b, a);
  double l2 = smp_point_dot (d, d);

  return l2 > 0 ? CLAMP (smp_point_dot (smp_point_sub (p, a), d) / l2, 0, 1) : 0;
}

double
stubble_zone_project (
    const SmpZone *zone, const SmpSurface *surface, SmpPoint px, gsize *stretch, double *t)
{
  double best = INFINITY;

  if (!is_on_head (zone))
    return smp_outline_project (zone->outline, px, stretch, t, NULL);
  for (gsize i = 0; i < smp_outline_n_stretches (zone->outline); i++)
    {
      SmpPoint points[STUBBLE_ZONE_PIECES + 1];
      gboolean seen[STUBBLE_ZONE_PIECES + 1];

      stubble_zone_trace (zone, surface, i, points, seen);
      for (int k = 0; k < STUBBLE_ZONE_PIECES; k++)
        if (seen[k] && seen[k + 1])
          {
            double share = nearest_share (points[k], points[k + 1], px);
            double distance
                = smp_point_distance (smp_point_lerp (points[k], points[k + 1], share), px);

            if (distance < best)
              {
                best = distance;
                if (stretch != NULL)
                  *stretch = i;
                if (t != NULL)
                  *t = (k + share) / STUBBLE_ZONE_PIECES;
              }
          }
    }
  return best;
}

gboolean
stubble_zone_holds (const SmpZone *zone, const SmpSurface *surface, SmpPoint px)
{
  g_autoptr (SmpPolygon) polygon = NULL;
  SmpPoint place;

  if (!stubble_zone_from_photo (zone, surface, px, &place))
    return FALSE;
  polygon = smp_outline_flatten (
      zone->outline, is_on_head (zone) ? FLATNESS_MM : FLATNESS_MM / surface->mm_per_px);
  return smp_polygon_contains (polygon, place);
}

gboolean
stubble_zone_frame (const SmpZone *zone, const SmpPhoto *photo, SmpFaceFrame *frame)
{
  if (!is_on_head (zone))
    return smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, frame);
  if (!smp_photo_uses_head (photo))
    return FALSE;
  /* The midline is u = 0; the front is towards positive v. */
  *frame = (SmpFaceFrame){
    .right = { 1, 0 }, .up = { 0, -1 }, .top = photo->head.axes.z, .half_width = photo->head.axes.x
  };
  return TRUE;
}
