/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-zone-proposal.h"

#include "model/smp-zone.h"

/* Nodes along the head's contour: few enough to drag, enough to follow a head. */
#define CONTOUR_NODES 11
/* How far inside the contour the zone ends, mm: dots at the very rim are not seen; our choice. */
#define INSET_MM 1.0

/* How far inside the contour a template's hairline stays, mm: what is nearer is the rim, which the
 * few nodes of the contour cut; our choice. */
#define HAIRLINE_INSET_MM 6.0
/* A node that was drawn in comes no nearer to the next one, mm, where there is room: two so near to
 * each other make a kink, and cannot be told apart by the hand; our choice. */
#define DRAWN_IN_GAP_MM 8.0
/* Steps along the rim until then, and where it ends at the latest, radians from up. */
#define ALONG_RIM 0.02
#define FURTHEST_TEMPLE 2.2

/* To a hundredth of a pixel: files stay legible, and nobody places nodes finer. */
static SmpPoint
rounded (SmpPoint p)
{
  return smp_point (floor (p.x * 100 + 0.5) / 100, floor (p.y * 100 + 0.5) / 100);
}

/* Direction of a point from the centre, from up (0) towards the subject's left. */
static double
angle_of (const SmpFaceFrame *frame, SmpPoint centre, SmpPoint point)
{
  SmpPoint d = smp_point_sub (point, centre);

  return atan2 (smp_point_dot (d, frame->right), smp_point_dot (d, frame->up));
}

/* Where the contour is in a direction: between the silhouette's neighbouring points, or on the
 * ellipse where the silhouette does not reach. */
static SmpPoint
contour_at (const SmpFaceFrame *frame, const SmpPolygon *silhouette, SmpPoint centre, double angle)
{
  if (silhouette != NULL)
    for (gsize i = 1; i < silhouette->n_points; i++)
      {
        double a = angle_of (frame, centre, silhouette->points[i - 1]);
        double b = angle_of (frame, centre, silhouette->points[i]);

        /* Across the neck the angle jumps by a whole turn. */
        if (fabs (b - a) < 1 && MIN (a, b) <= angle && angle <= MAX (a, b))
          return smp_point_lerp (silhouette->points[i - 1], silhouette->points[i],
                                 fabs (b - a) > 0 ? (angle - a) / (b - a) : 0);
      }
  return smp_face_frame_contour (frame, angle);
}

/* The furthest that a hairline goes in a direction: inside of the head's rim. */
static SmpPoint
furthest (const SmpFaceFrame *frame, const SmpPolygon *silhouette, double angle, double mm_per_px)
{
  SmpPoint centre = smp_face_frame_centre (frame);
  SmpPoint rim = contour_at (frame, silhouette, centre, angle);
  double radius = smp_point_distance (rim, centre);

  return smp_point_lerp (rim, centre, MIN (HAIRLINE_INSET_MM / mm_per_px / radius, 0.25));
}

/* The hairline with what lies beside the head, or at its rim, drawn in towards the middle: heads
 * are turned a little, and a template is even on both sides. What comes to lie on its neighbour
 * then, or behind it, goes on along the rim, where there is room. */
static SmpOutline *
keep_inside (const SmpOutline *hairline,
             const SmpFaceFrame *frame,
             const SmpPolygon *silhouette,
             double mm_per_px)
{
  g_autofree SmpNode *nodes = g_memdup2 (hairline->nodes, hairline->n_nodes * sizeof (SmpNode));
  SmpPoint centre = smp_face_frame_centre (frame);
  int n = (int)hairline->n_nodes, middle = n / 2;

  /* From the middle to both ends; angles grow with @side. */
  for (int side = -1; side <= 1; side += 2)
    for (int i = middle; i >= 0 && i < n; i += side)
      {
        SmpPoint *at = &nodes[i].point, *inner = &nodes[i == middle ? i : i - side].point;
        double angle = angle_of (frame, centre, *at), before = angle_of (frame, centre, *inner);
        SmpPoint most = furthest (frame, silhouette, angle, mm_per_px);

        if (smp_point_distance (*at, centre) <= smp_point_distance (most, centre))
          continue;
        angle = side * MAX (side * angle, side * before);
        *at = furthest (frame, silhouette, angle, mm_per_px);
        while (i != middle && smp_point_distance (*at, *inner) * mm_per_px < DRAWN_IN_GAP_MM
               && side * angle < FURTHEST_TEMPLE)
          {
            angle += side * ALONG_RIM;
            *at = furthest (frame, silhouette, angle, mm_per_px);
          }
      }
  return smp_outline_new (nodes, hairline->n_nodes, FALSE);
}

SmpOutline *
smp_propose_scalp_zone (const SmpOutline *hairline,
                        const SmpFaceFrame *frame,
                        const SmpPolygon *silhouette,
                        double mm_per_px)
{
  gsize n_hairline = hairline->n_nodes, n = n_hairline + CONTOUR_NODES;
  g_autofree SmpNode *nodes = g_new0 (SmpNode, n);
  SmpFaceFrame guessed;
  SmpPoint centre;
  double from, to;
  gboolean backwards;

  g_return_val_if_fail (!hairline->closed, NULL);

  if (frame == NULL)
    {
      if (!smp_face_frame_from_hairline (hairline, &guessed))
        return NULL;
      frame = &guessed;
    }
  centre = smp_face_frame_centre (frame);

  /* From the subject's right to the left, however it was drawn. */
  backwards = smp_point_dot (
                  smp_point_sub (hairline->nodes[n_hairline - 1].point, hairline->nodes[0].point),
                  frame->right)
              < 0;
  for (gsize i = 0; i < n_hairline; i++)
    {
      nodes[i] = hairline->nodes[backwards ? n_hairline - 1 - i : i];
      nodes[i].edge = SMP_EDGE_HAIRLINE;
    }
  nodes[n_hairline - 1].edge = SMP_EDGE_BLEND;

  from = angle_of (frame, centre, nodes[n_hairline - 1].point);
  to = angle_of (frame, centre, nodes[0].point);
  /* A hairline that is not spread to both sides would leave the contour no way over the top. */
  from = CLAMP (from, 0.3, 2.2);
  to = CLAMP (to, -2.2, -0.3);
  for (gsize i = 0; i < CONTOUR_NODES; i++)
    {
      double angle = from + (to - from) * (double)i / (CONTOUR_NODES - 1);
      SmpPoint p = contour_at (frame, silhouette, centre, angle);
      double radius = smp_point_distance (p, centre);
      double inset = MIN (INSET_MM / mm_per_px, 0.2 * radius);

      nodes[n_hairline + i] = (SmpNode){
        .point = smp_point_lerp (p, centre, radius > 0 ? inset / radius : 0),
        .edge = i + 1 < CONTOUR_NODES ? SMP_EDGE_HARD : SMP_EDGE_BLEND,
      };
    }
  for (gsize i = 0; i < n; i++)
    nodes[i].point = rounded (nodes[i].point);
  return smp_outline_new (nodes, n, TRUE);
}

void
smp_zone_apply_look (SmpZone *zone, const SmpTemplateLook *look)
{
  zone->feather[SMP_EDGE_HAIRLINE] = look->feather_hairline;
  zone->feather[SMP_EDGE_BLEND] = look->feather_blend;
  zone->irregularity_amplitude = look->irregularity_amplitude;
  zone->irregularity_wavelength = look->irregularity_wavelength;
  zone->macro_amplitude = look->macro_amplitude;
  zone->macro_wavelength = look->macro_wavelength;
  zone->density = floor (SMP_ZONE_DENSITY_DEFAULT * look->density_share + 0.5);
}

SmpZone *
smp_zone_from_template (SmpTemplate t,
                        const char *id,
                        const char *photo_id,
                        const SmpFaceFrame *frame,
                        const SmpPolygon *silhouette,
                        double mm_per_px)
{
  SmpFaceFrame fitted = *frame;
  g_autoptr (SmpOutline) even = NULL;
  g_autoptr (SmpOutline) hairline = NULL;
  g_autoptr (SmpOutline) outline = NULL;
  SmpZone *zone = smp_zone_new (id, SMP_ZONE_SCALP, photo_id);

  if (silhouette != NULL)
    smp_face_frame_fit_contour (&fitted, silhouette);
  even = smp_hairline_from_template (t, &fitted);
  hairline = keep_inside (even, &fitted, silhouette, mm_per_px);
  outline = smp_propose_scalp_zone (hairline, &fitted, silhouette, mm_per_px);
  smp_zone_set_outline (zone, outline);
  smp_zone_apply_look (zone, smp_template_look (t));
  return zone;
}
