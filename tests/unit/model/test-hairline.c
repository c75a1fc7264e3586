/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include "model/smp-landmarks.h"
#include "model/smp-zone-proposal.h"
#include "model/smp-zone.h"
#include "surface/smp-head-curve.h"
#include "surface/smp-head-front.h"
#include "surface/smp-head-model.h"

#define MM_PER_PX 0.2
#define TILT 0.15
/* So far apart are nodes that a hand can tell, and that make no kink. */
#define NODES_APART_MM 7.9

/* A face whose pupils are 63 mm apart, tilted, with the middle at (1000, 1500). */
static SmpFaceFrame
tilted_face (void)
{
  double half = 31.5 / MM_PER_PX;
  SmpLandmark points[2] = {
    { (char *)"pupil_right", { 1000 - half * cos (TILT), 1500 - half * sin (TILT) } },
    { (char *)"pupil_left", { 1000 + half * cos (TILT), 1500 + half * sin (TILT) } },
  };
  g_autoptr (SmpLandmarks) landmarks = smp_landmarks_new (points, 2, NULL);
  SmpFaceFrame frame;

  g_assert_true (smp_face_frame_from_landmarks (landmarks, MM_PER_PX, &frame));
  return frame;
}

static void
test_frame (void)
{
  SmpFaceFrame frame = tilted_face ();
  SmpPoint p = { 1200, 900 };
  SmpPoint mirrored = smp_face_frame_mirror (&frame, p);
  SmpPoint back = smp_face_frame_mirror (&frame, mirrored);

  g_assert_cmpfloat (frame.up.y, <, -0.9);
  g_assert_cmpfloat_with_epsilon (smp_point_dot (frame.up, frame.right), 0, 1e-12);
  g_assert_cmpfloat_with_epsilon (back.x, p.x, 1e-9);
  g_assert_cmpfloat_with_epsilon (
      smp_point_dot (smp_point_sub (p, frame.origin), frame.right),
      -smp_point_dot (smp_point_sub (mirrored, frame.origin), frame.right), 1e-9);
}

static void
test_no_pupils (void)
{
  SmpLandmark chin = { (char *)"chin", { 10, 10 } };
  g_autoptr (SmpLandmarks) landmarks = smp_landmarks_new (&chin, 1, NULL);
  SmpFaceFrame frame;

  g_assert_false (smp_face_frame_from_landmarks (landmarks, MM_PER_PX, &frame));
}

/* Every template is symmetric, lies on the forehead, and makes a sound closed zone. */
static void
test_templates (void)
{
  SmpFaceFrame frame = tilted_face ();

  for (int t = 0; t < SMP_N_TEMPLATES; t++)
    {
      g_autoptr (SmpOutline) hairline = smp_hairline_from_template ((SmpTemplate)t, &frame);
      g_autoptr (SmpZone) zone
          = smp_zone_from_template ((SmpTemplate)t, "zone-1", "photo-1", &frame, NULL, MM_PER_PX);
      g_autoptr (SmpPolygon) polygon = smp_outline_flatten (zone->outline, 0.5);
      gsize n = hairline->n_nodes;
      int edges[SMP_N_EDGES] = { 0 };
      double area = smp_polygon_area (polygon) * MM_PER_PX * MM_PER_PX / 100;
      SmpTemplate again;
      SmpPoint middle = hairline->nodes[n / 2].point;
      double height = smp_point_dot (smp_point_sub (middle, frame.origin), frame.up) * MM_PER_PX;

      for (gsize i = 0; i < n; i++)
        g_assert_cmpfloat (
            smp_point_distance (smp_face_frame_mirror (&frame, hairline->nodes[i].point),
                                hairline->nodes[n - 1 - i].point),
            <, 1e-6);
      g_assert_cmpfloat (height, >, 44);
      g_assert_cmpfloat (height, <, 66);
      for (gsize i = 0; i < zone->outline->n_nodes; i++)
        edges[zone->outline->nodes[i].edge]++;
      g_assert_cmpint (edges[SMP_EDGE_HAIRLINE], ==, (int)n - 1);
      g_assert_cmpint (edges[SMP_EDGE_BLEND], ==, 2);
      g_assert_cmpint (edges[SMP_EDGE_HARD], >=, 8);
      /* The front view of a head shows some 20 to 90 cm² over the hairline. */
      g_assert_cmpfloat (area, >, 20);
      g_assert_cmpfloat (area, <, 95);
      g_assert_true (smp_polygon_contains (polygon, smp_face_frame_place (&frame, 0, 0.85)));
      g_assert_false (smp_polygon_contains (polygon, smp_face_frame_place (&frame, 0, 0.3)));
      g_assert_true (smp_template_from_string (smp_template_to_string ((SmpTemplate)t), &again));
      g_assert_cmpint ((int)again, ==, t);
    }
}

/* A hairline drawn from left to right or back, with or without landmarks, closes over the scalp. */
static void
test_drawn_hairline (void)
{
  SmpNode nodes[5] = {
    { { 700, 1200 } },  { { 800, 1050 } },  { { 1000, 1000 } },
    { { 1200, 1050 } }, { { 1300, 1200 } },
  };
  SmpNode reversed[5] = { nodes[4], nodes[3], nodes[2], nodes[1], nodes[0] };
  g_autoptr (SmpOutline) a = smp_outline_new (nodes, 5, FALSE);
  g_autoptr (SmpOutline) b = smp_outline_new (reversed, 5, FALSE);
  g_autoptr (SmpOutline) zone_a = smp_propose_scalp_zone (a, NULL, NULL, MM_PER_PX);
  g_autoptr (SmpOutline) zone_b = smp_propose_scalp_zone (b, NULL, NULL, MM_PER_PX);
  g_autoptr (SmpPolygon) polygon_a = smp_outline_flatten (zone_a, 0.5);
  g_autoptr (SmpPolygon) polygon_b = smp_outline_flatten (zone_b, 0.5);

  g_assert_true (zone_a->closed);
  g_assert_true (smp_polygon_contains (polygon_a, smp_point (1000, 900)));
  g_assert_false (smp_polygon_contains (polygon_a, smp_point (1000, 1100)));
  g_assert_cmpfloat (fabs (smp_polygon_area (polygon_a) / smp_polygon_area (polygon_b) - 1), <,
                     1e-6);
}

/* The silhouette that is seen wins over the ellipse that is assumed. */
static void
test_silhouette (void)
{
  SmpFaceFrame frame = tilted_face ();
  SmpPoint centre = smp_face_frame_centre (&frame);
  g_autoptr (SmpPolygon) silhouette = smp_polygon_alloc (61, FALSE);
  g_autoptr (SmpZone) seen = NULL;
  g_autoptr (SmpZone) assumed = NULL;
  g_autoptr (SmpPolygon) seen_polygon = NULL;
  g_autoptr (SmpPolygon) assumed_polygon = NULL;

  for (int i = 0; i <= 60; i++)
    {
      SmpPoint p = smp_face_frame_contour (&frame, -1.8 + 3.6 * i / 60);

      silhouette->points[i] = smp_point_lerp (centre, p, 1.2);
    }
  smp_polygon_seal (silhouette);
  seen = smp_zone_from_template (SMP_TEMPLATE_NATURAL, "z", "p", &frame, silhouette, MM_PER_PX);
  assumed = smp_zone_from_template (SMP_TEMPLATE_NATURAL, "z", "p", &frame, NULL, MM_PER_PX);
  seen_polygon = smp_outline_flatten (seen->outline, 0.5);
  assumed_polygon = smp_outline_flatten (assumed->outline, 0.5);
  g_assert_cmpfloat (smp_polygon_area (seen_polygon), >, 1.3 * smp_polygon_area (assumed_polygon));
}

/* A head that is turned shows more of one side: the hairline follows the contour there, and its
 * middle stays on the midline; the contour also gives the top if no landmark does. */
static void
test_turned_head (void)
{
  SmpFaceFrame frame = tilted_face (), fitted;
  SmpPoint centre = smp_face_frame_centre (&frame);
  g_autoptr (SmpPolygon) contour = smp_polygon_alloc (81, FALSE);

  for (int i = 0; i <= 80; i++)
    {
      double angle = -2 + 4.0 * i / 80;
      SmpPoint p = smp_face_frame_contour (&frame, angle);

      contour->points[i] = smp_point_lerp (centre, p, angle > 0 ? 1.2 : 0.9);
    }
  smp_polygon_seal (contour);
  fitted = frame;
  smp_face_frame_fit_contour (&fitted, contour);
  g_assert_cmpfloat_with_epsilon (fitted.half_width / frame.half_width, 1.05, 0.02);
  g_assert_cmpfloat_with_epsilon (fitted.lean / frame.half_width, 0.15, 0.02);
  g_assert_cmpfloat (fitted.top, !=, frame.top);
  g_assert_cmpfloat_with_epsilon (
      smp_point_dot (smp_point_sub (smp_face_frame_place (&fitted, 0, 0.6), frame.origin),
                     frame.right),
      0, 1e-9);
  /* What the head's pose has lifted stays where it was, within limits. */
  fitted = frame;
  fitted.top *= 1.1;
  fitted.top_known = FALSE;
  fitted.has_head = TRUE;
  smp_face_frame_fit_contour (&fitted, contour);
  g_assert_cmpfloat (fitted.top, <, 1.1 * frame.top);
  g_assert_cmpfloat_with_epsilon (fitted.lift * fitted.top, 1.1 * frame.top, 0.01 * frame.top);
  fitted.lift = SMP_FACE_LIFT_MOST;
  fitted.top *= 1.1;
  smp_face_frame_fit_contour (&fitted, contour);
  g_assert_cmpfloat (fitted.lift, ==, SMP_FACE_LIFT_MOST);
  fitted = frame;
  smp_face_frame_fit_contour (&fitted, contour);
  /* Both ends keep the same share of what is seen on their side. */
  for (int side = -1; side <= 1; side += 2)
    {
      double end = fabs (smp_point_dot (
          smp_point_sub (smp_face_frame_place (&fitted, side, 0.3), frame.origin), frame.right));

      g_assert_cmpfloat_with_epsilon (end / frame.half_width, side > 0 ? 1.2 : 0.9, 0.02);
    }
}

static gboolean
crosses (SmpPoint a, SmpPoint b, SmpPoint c, SmpPoint d)
{
  double ab_c = smp_point_cross (smp_point_sub (b, a), smp_point_sub (c, a));
  double ab_d = smp_point_cross (smp_point_sub (b, a), smp_point_sub (d, a));
  double cd_a = smp_point_cross (smp_point_sub (d, c), smp_point_sub (a, c));
  double cd_b = smp_point_cross (smp_point_sub (d, c), smp_point_sub (b, c));

  return ab_c * ab_d < 0 && cd_a * cd_b < 0;
}

static gboolean
crosses_itself (const SmpPolygon *line)
{
  for (gsize i = 0; i < line->n_points; i++)
    for (gsize k = i + 2; k < line->n_points; k++)
      if ((k + 1) % line->n_points != i
          && crosses (line->points[i], line->points[i + 1], line->points[k],
                      line->points[(k + 1) % line->n_points]))
        return TRUE;
  return FALSE;
}

/* The distance of the hairline's nearest neighbours, mm. */
static double
closest_nodes (const SmpOutline *outline)
{
  double least = G_MAXDOUBLE;

  for (gsize i = 0; i < outline->n_nodes && outline->nodes[i].edge == SMP_EDGE_HAIRLINE; i++)
    least = MIN (least, smp_point_distance (outline->nodes[i].point, outline->nodes[i + 1].point));
  return least * MM_PER_PX;
}

/* No zone of a template crosses itself or leaves the head, even where the head is turned so far,
 * or so narrow on one side, that the template's temple would lie beside it; nor do nodes come to
 * lie on each other then. */
static void
test_inside (void)
{
  for (int t = 0; t < SMP_N_TEMPLATES; t++)
    for (int turn = -2; turn <= 2; turn++)
      {
        SmpFaceFrame frame = tilted_face ();
        SmpPoint centre = smp_face_frame_centre (&frame);
        g_autoptr (SmpPolygon) contour = smp_polygon_alloc (81, FALSE);
        g_autoptr (SmpPolygon) closed = smp_polygon_alloc (81, TRUE);
        g_autoptr (SmpZone) zone = NULL;
        g_autoptr (SmpPolygon) line = NULL;

        for (int i = 0; i <= 80; i++)
          {
            double angle = -2.4 + 4.8 * i / 80;
            SmpPoint p = smp_face_frame_contour (&frame, angle);

            /* Flat on one side of the top, as cropped hair makes it. */
            contour->points[i] = closed->points[i] = smp_point_lerp (
                centre, p, 1 - 0.12 * turn * sin (angle) - (angle > 0.5 && angle < 1.1 ? 0.1 : 0));
          }
        smp_polygon_seal (contour);
        smp_polygon_seal (closed);
        zone = smp_zone_from_template ((SmpTemplate)t, "z", "p", &frame, contour, MM_PER_PX);
        line = smp_outline_flatten (zone->outline, 0.5);
        for (gsize i = 0; i < zone->outline->n_nodes; i++)
          g_assert_true (smp_polygon_contains (closed, zone->outline->nodes[i].point));
        g_assert_cmpfloat (closest_nodes (zone->outline), >, NODES_APART_MM);
        g_assert_false (crosses_itself (line));
      }
}

/* The mean head from the front, turned to a side and nodding, degrees, as its pupils tell it. */
static SmpFaceFrame
face_on_head (double turn, double nod, SmpHead *head)
{
  SmpHeadViewPose pose = smp_head_view_pose (SMP_VIEW_FRONT);
  SmpQuaternion turned = smp_quaternion_from_vector (smp_vec3 (0, turn * G_PI / 180, 0));
  SmpQuaternion nodding
      = smp_quaternion_from_vector (smp_vec3 (pose.level + nod * G_PI / 180, 0, 0));
  SmpLandmark pupils[2];
  g_autoptr (SmpLandmarks) landmarks = NULL;
  SmpFaceFrame frame;
  gsize n = 0;

  *head = (SmpHead){ .axes = smp_head_mean_axes,
                     .camera = { 1200 / MM_PER_PX, { 1000, 1000 } },
                     .translation = smp_vec3 (0, 0, 1200) };
  memcpy (head->form, smp_head_mean_form, sizeof head->form);
  head->rotation = smp_quaternion_mul ((SmpQuaternion){ 0, 1, 0, 0 }, /* y up to y down */
                                       smp_quaternion_mul (nodding, turned));
  for (gsize i = 0; i < smp_head_n_landmarks && n < 2; i++)
    if (g_str_has_prefix (smp_head_landmarks[i].name, "pupil_"))
      pupils[n++] = (SmpLandmark){ (char *)smp_head_landmarks[i].name,
                                   smp_head_project (head, smp_head_landmarks[i].mean) };
  landmarks = smp_landmarks_new (pupils, n, NULL);
  g_assert_true (smp_face_frame_from_landmarks (landmarks, MM_PER_PX, &frame));
  smp_face_frame_fit_head (&frame, head);
  return frame;
}

static SmpZone *
zone_on_head (SmpTemplate t, double turn, double nod)
{
  SmpHead head;
  SmpFaceFrame frame = face_on_head (turn, nod, &head);
  g_autoptr (SmpPolygon) limb = smp_head_limb (&head);

  return smp_zone_from_template (t, "z", "p", &frame, limb, MM_PER_PX);
}

/* Nor where a template is laid on a head that is turned, or nods, as far as a front view is. Where
 * it leans back further, so that the whole hairline is at the rim, next to none crosses itself. */
static void
test_on_head (void)
{
  int n_crossing = 0;

  for (int t = 0; t < SMP_N_TEMPLATES; t++)
    for (int turn = -20; turn <= 20; turn += 5)
      {
        g_autoptr (SmpZone) leaning = zone_on_head ((SmpTemplate)t, turn, -20);
        g_autoptr (SmpPolygon) rim = smp_outline_flatten (leaning->outline, 0.5);

        n_crossing += crosses_itself (rim) ? 1 : 0;
        for (int nod = -15; nod <= 25; nod += 10)
          {
            g_autoptr (SmpZone) zone = zone_on_head ((SmpTemplate)t, turn, nod);
            g_autoptr (SmpPolygon) line = smp_outline_flatten (zone->outline, 0.5);

            g_assert_cmpfloat (closest_nodes (zone->outline), >, NODES_APART_MM);
            g_assert_false (crosses_itself (line));
          }
      }
  g_assert_cmpint (n_crossing, <=, SMP_N_TEMPLATES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/face-frame", test_frame);
  g_test_add_func ("/model/face-frame/no-pupils", test_no_pupils);
  g_test_add_func ("/model/hairline/templates", test_templates);
  g_test_add_func ("/model/hairline/drawn", test_drawn_hairline);
  g_test_add_func ("/model/hairline/silhouette", test_silhouette);
  g_test_add_func ("/model/hairline/turned-head", test_turned_head);
  g_test_add_func ("/model/hairline/inside", test_inside);
  g_test_add_func ("/model/hairline/on-head", test_on_head);
  return g_test_run ();
}
