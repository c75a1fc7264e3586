/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/smp-constants.h"
#include "model/smp-consultation.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone-proposal.h"
#include "model/smp-zone.h"
#include "record/smp-guides.h"
#include "surface/smp-head-curve.h"
#include "surface/smp-head-front.h"

#define RADIUS 90.0
#define MM_PER_PX 0.25

/* A ball of a head from in front, so that lengths on it are known. */
static SmpHead
ball (void)
{
  return (SmpHead){
    .axes = { RADIUS, RADIUS, RADIUS },
    .whorl = SMP_WHORL_DEFAULT,
    .camera = { 4000, { 500, 500 } },
    .rotation = { 0, 1, 0, 0 },
    .translation = { 0, 0, 1000 },
  };
}

static SmpPhoto *
photo_with (const SmpLandmark *points, gsize n)
{
  SmpPhoto *photo = smp_photo_new ("photo-1");

  photo->width = photo->height = 1000;
  photo->scale = (SmpScale){ MM_PER_PX, SMP_SCALE_PUPILS, 0.05 };
  smp_landmarks_unref (photo->landmarks);
  photo->landmarks = smp_landmarks_new (points, n, NULL);
  return photo;
}

/* A zone of the photo whose hairline runs through five places, px. */
static SmpPlan *
plan_with_hairline (const SmpPoint places[5])
{
  g_autoptr (SmpZone) zone = smp_zone_new ("zone-1", SMP_ZONE_SCALP, "photo-1");
  g_autoptr (SmpOutline) outline = NULL;
  g_autoptr (SmpPlan) empty = smp_plan_new (1);
  SmpNode nodes[6] = { { { 500, 60 }, TRUE, SMP_EDGE_HARD } };

  for (int i = 0; i < 5; i++)
    nodes[i + 1] = (SmpNode){ places[i], FALSE, i < 4 ? SMP_EDGE_HAIRLINE : SMP_EDGE_HARD };
  outline = smp_outline_new (nodes, 6, TRUE);
  smp_zone_set_outline (zone, outline);
  return smp_plan_with_zone (empty, zone);
}

static guint
count (const SmpGuides *guides, SmpGuideKind kind)
{
  guint n = 0;

  for (guint i = 0; i < guides->lines->len; i++)
    n += g_array_index (guides->lines, SmpGuideLine, i).kind == kind;
  return n;
}

static void
test_curve (void)
{
  SmpHead head = ball ();
  SmpVec3 place = smp_head_curve_place (&head, 30, 1.0);

  g_assert_cmpfloat_with_epsilon (place.x, 30, 1e-6);
  g_assert_cmpfloat_with_epsilon (smp_vec3_length (place), RADIUS, 1e-6);
  g_assert_cmpfloat_with_epsilon (smp_head_curve_angle (&head, place), 1.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (smp_head_midline_length (&head, 0.2, 1.2), RADIUS, 0.01);
  g_assert_true (smp_head_sees (&head, smp_vec3 (0, 0, RADIUS)));
  g_assert_false (smp_head_sees (&head, smp_vec3 (0, 0, -RADIUS)));

  /* A cranium with a form keeps the place at its x. */
  head.form[0] = -0.018;
  head.form[1] = 0.047;
  head.form[3] = 0.049;
  place = smp_head_curve_place (&head, 40, 0.7);
  g_assert_cmpfloat_with_epsilon (place.x, 40, 0.01);
}

static void
test_flat (void)
{
  const SmpLandmark points[] = {
    { (char *)SMP_LANDMARK_PUPIL_RIGHT, { 374, 700 } },
    { (char *)SMP_LANDMARK_PUPIL_LEFT, { 626, 700 } },
    { (char *)SMP_LANDMARK_GLABELLA, { 500, 620 } },
    { (char *)SMP_LANDMARK_VERTEX, { 500, 244 } },
    { (char *)SMP_LANDMARK_SUBNASALE, { 500, 860 } },
    { (char *)SMP_LANDMARK_CHIN, { 500, 1080 } },
  };
  SmpPoint places[5] = { { 260, 470 }, { 380, 400 }, { 500, 400 }, { 620, 400 }, { 740, 470 } };
  g_autoptr (SmpConsultation) consultation = smp_consultation_new ();
  g_autoptr (SmpPhoto) photo = photo_with (points, G_N_ELEMENTS (points));
  g_autoptr (SmpPlan) even = plan_with_hairline (places);
  g_autoptr (SmpPlan) odd = NULL;
  g_autoptr (SmpGuides) none = smp_guides_new (consultation, photo, NULL);
  g_autoptr (SmpGuides) guides = smp_guides_new (consultation, photo, even);
  g_autoptr (SmpGuides) uneven = NULL;
  g_autofree char *text = smp_guides_describe (guides);
  g_autofree char *height = NULL;

  g_assert_false (none->has_height);
  g_assert_cmpuint (count (none, SMP_GUIDE_THIRD), ==, 3);
  g_assert_cmpuint (count (none, SMP_GUIDE_CANTHUS), ==, 2);
  g_assert_true (guides->has_height);
  g_assert_cmpuint (count (guides, SMP_GUIDE_HEIGHT), ==, 1);
  g_assert_cmpfloat_with_epsilon (guides->thirds_mm[1], 60, 1e-9);
  g_assert_cmpfloat_with_epsilon (guides->thirds_mm[2], 55, 1e-9);
  g_assert_cmpfloat_with_epsilon (guides->thirds_mm[0], guides->height_mm, 1e-9);
  g_assert_cmpfloat (guides->usual_high_mm, ==, SMP_K (HAIRLINE_HIGH));
  g_assert_true (guides->has_symmetry);
  g_assert_cmpfloat (guides->asymmetry_most_mm, <, 0.05);
  g_assert_nonnull (strstr (text, "cm above the glabella"));
  g_assert_nonnull (strstr (text, "60 and 55 mm"));

  /* The subject's left side, on the right of the picture, 5 mm higher. */
  places[3].y -= 20;
  places[4].y -= 20;
  odd = plan_with_hairline (places);
  uneven = smp_guides_new (consultation, photo, odd);
  g_assert_cmpfloat (uneven->left_higher_mm, >, 2);
  g_assert_cmpfloat (uneven->asymmetry_most_mm, >, 3);
  g_assert_cmpfloat (uneven->asymmetry_most_mm, <, 5.5);
  height = smp_guides_describe_symmetry (uneven);
  g_assert_nonnull (strstr (height, "left one"));

  /* A narrow tooth of 37 mm counts on whichever side it is. */
  for (int side = 0; side < 2; side++)
    {
      const SmpPoint right[5]
          = { { 260, 470 }, { 400, 400 }, { 430, 250 }, { 460, 400 }, { 740, 470 } };
      SmpPoint tooth[5];
      g_autoptr (SmpPlan) plan = NULL;
      g_autoptr (SmpGuides) told = NULL;

      for (int i = 0; i < 5; i++)
        tooth[i] = side == 0 ? right[i] : smp_point (1000 - right[4 - i].x, right[4 - i].y);
      plan = plan_with_hairline (tooth);
      told = smp_guides_new (consultation, photo, plan);
      g_assert_cmpfloat (told->asymmetry_most_mm, >, 25);
      g_assert_cmpfloat ((side == 0 ? -1 : 1) * told->left_higher_mm, >, 2);
    }
}

static SmpPoint
px_of (const SmpHead *head, double x, double angle)
{
  return smp_head_project (head, smp_head_curve_place (head, x, angle));
}

static void
test_head (void)
{
  SmpHead head = ball ();
  SmpPoint places[5] = { px_of (&head, -60, 0.75), px_of (&head, -25, 0.80), px_of (&head, 0, 0.80),
                         px_of (&head, 25, 0.80), px_of (&head, 60, 0.75) };
  const SmpLandmark points[] = {
    { (char *)SMP_LANDMARK_PUPIL_RIGHT, px_of (&head, -31, -0.2) },
    { (char *)SMP_LANDMARK_PUPIL_LEFT, px_of (&head, 31, -0.2) },
    { (char *)SMP_LANDMARK_GLABELLA, px_of (&head, 0, 0.05) },
  };
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (SmpConsultation) both = NULL;
  g_autoptr (SmpConsultation) front = NULL;
  g_autoptr (SmpPhoto) photo = photo_with (points, G_N_ELEMENTS (points));
  g_autoptr (SmpPhoto) above = photo_with (NULL, 0);
  g_autoptr (SmpPlan) plan = plan_with_hairline (places);
  g_autoptr (SmpGuides) guides = NULL;
  g_autoptr (SmpGuides) from_above = NULL;
  gboolean through_top = FALSE;
  SmpPoint top;

  photo->has_head = TRUE;
  photo->head = head;
  g_free (above->id);
  above->id = g_strdup ("photo-2");
  above->view = SMP_VIEW_VERTEX;
  above->has_head = TRUE;
  above->head = head;
  above->head.rotation
      = smp_quaternion_mul (head.rotation, smp_quaternion_from_vector (smp_vec3 (G_PI / 2, 0, 0)));
  front = smp_consultation_with_photo (empty, photo);
  both = smp_consultation_with_photo (front, above);

  /* Along the skin from the glabella, whatever the perspective does to it. */
  guides = smp_guides_new (both, photo, plan);
  g_assert_cmpfloat_with_epsilon (guides->height_mm, 0.75 * RADIUS, 1.0);
  g_assert_cmpfloat (guides->asymmetry_most_mm, <, 0.1);
  g_assert_cmpuint (count (guides, SMP_GUIDE_THIRD), ==, 1);

  /* From above the same measures, and the midline over the top. */
  from_above = smp_guides_new (both, above, plan);
  g_assert_cmpfloat_with_epsilon (from_above->height_mm, guides->height_mm, 1e-9);
  g_assert_cmpuint (count (from_above, SMP_GUIDE_THIRD), ==, 0);
  g_assert_cmpuint (count (from_above, SMP_GUIDE_CANTHUS), ==, 2);
  top = smp_head_project (&above->head, smp_vec3 (0, RADIUS, 0));
  for (guint i = 0; i < from_above->lines->len; i++)
    {
      const SmpGuideLine *line = &g_array_index (from_above->lines, SmpGuideLine, i);

      for (gsize k = 0; k < line->n_points; k++)
        through_top
            = through_top
              || (line->kind == SMP_GUIDE_MIDLINE && smp_point_distance (line->points[k], top) < 8);
    }
  g_assert_true (through_top);
}

/* The cranium of the test, turned about its height by @yaw to the subject's left and leant towards
 * a shoulder by @roll, rad. */
static SmpHead
turned (double yaw, double roll)
{
  SmpHead head = ball ();
  SmpQuaternion lean = smp_quaternion_from_vector (smp_vec3 (0, 0, roll));

  head.axes = smp_vec3 (77, 98, 101);
  head.rotation = smp_quaternion_mul (smp_quaternion_mul (lean, head.rotation),
                                      smp_quaternion_from_vector (smp_vec3 (0, yaw, 0)));
  return head;
}

/* A template that was just laid is even on the head, however that is turned; one whose temple was
 * moved is not. */
static void
test_template (void)
{
  for (int i = 0; i < 3 * SMP_N_TEMPLATES; i++)
    {
      SmpHead head = turned ((i % 3 - 1) * 0.26, (i % 3 - 1) * 0.1);
      const SmpLandmark points[] = {
        { (char *)SMP_LANDMARK_PUPIL_RIGHT, smp_head_project (&head, smp_vec3 (-31, -30, 92)) },
        { (char *)SMP_LANDMARK_PUPIL_LEFT, smp_head_project (&head, smp_vec3 (31, -30, 92)) },
        { (char *)SMP_LANDMARK_GLABELLA, px_of (&head, 0, -0.1) },
      };
      g_autoptr (SmpConsultation) consultation = smp_consultation_new ();
      g_autoptr (SmpPhoto) photo = photo_with (points, G_N_ELEMENTS (points));
      g_autoptr (SmpPlan) empty = smp_plan_new (1);
      g_autoptr (SmpPolygon) limb = smp_head_limb (&head);
      g_autoptr (SmpZone) zone = NULL;
      g_autoptr (SmpZone) moved = NULL;
      g_autoptr (SmpOutline) outline = NULL;
      g_autoptr (SmpPlan) plan = NULL;
      g_autoptr (SmpPlan) odd = NULL;
      g_autoptr (SmpGuides) guides = NULL;
      g_autoptr (SmpGuides) uneven = NULL;
      g_autofree SmpNode *nodes = NULL;
      SmpFaceFrame frame;
      gsize n;

      photo->has_head = TRUE;
      photo->head = head;
      g_assert_true (
          smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, &frame));
      smp_face_frame_fit_head (&frame, &head);
      zone = smp_zone_from_template ((SmpTemplate)(i / 3), "zone-1", "photo-1", &frame, limb,
                                     photo->scale.mm_per_px);
      plan = smp_plan_with_zone (empty, zone);
      guides = smp_guides_new (consultation, photo, plan);
      g_test_message ("%s, turned %d: %.2f mm, at most %.2f mm, %.1f mm high",
                      smp_template_to_string ((SmpTemplate)(i / 3)), i % 3 - 1,
                      guides->asymmetry_mean_mm, guides->asymmetry_most_mm, guides->height_mm);
      g_assert_true (guides->has_symmetry);
      g_assert_cmpfloat (guides->asymmetry_mean_mm, <, 0.5);
      g_assert_cmpfloat (guides->asymmetry_most_mm, <, 2);

      n = zone->outline->n_nodes;
      nodes = g_memdup2 (zone->outline->nodes, n * sizeof *nodes);
      for (gsize k = 0; k < n; k++)
        if (nodes[k].edge == SMP_EDGE_HAIRLINE
            && smp_point_dot (smp_point_sub (nodes[k].point, frame.origin), frame.right) > 60)
          nodes[k].point
              = smp_point_add (nodes[k].point, smp_point_scale (frame.up, 8 / MM_PER_PX));
      outline = smp_outline_new (nodes, n, TRUE);
      moved = smp_zone_copy (zone);
      smp_zone_set_outline (moved, outline);
      odd = smp_plan_with_zone (empty, moved);
      uneven = smp_guides_new (consultation, photo, odd);
      g_assert_cmpfloat (uneven->asymmetry_mean_mm, >, guides->asymmetry_mean_mm + 0.4);
      g_assert_cmpfloat (uneven->left_higher_mm, >, 0.3);
    }
}

/* Where nothing is known of the face there is nothing to draw. */
static void
test_nothing (void)
{
  g_autoptr (SmpConsultation) consultation = smp_consultation_new ();
  g_autoptr (SmpPhoto) photo = photo_with (NULL, 0);
  g_autoptr (SmpGuides) guides = smp_guides_new (consultation, photo, NULL);
  g_autofree char *text = smp_guides_describe (guides);

  g_assert_cmpuint (guides->lines->len, ==, 0);
  g_assert_null (text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guides/curve", test_curve);
  g_test_add_func ("/guides/flat", test_flat);
  g_test_add_func ("/guides/head", test_head);
  g_test_add_func ("/guides/template", test_template);
  g_test_add_func ("/guides/nothing", test_nothing);
  return g_test_run ();
}
