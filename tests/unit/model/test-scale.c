/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>

#include "base/smp-limits.h"
#include "model/smp-landmarks.h"
#include "model/smp-scale.h"

static SmpLandmarks *
with (SmpLandmarks *self, const char *name, double x, double y)
{
  SmpPoint point = { x, y };
  SmpLandmarks *more = smp_landmarks_with_point (self, name, &point);

  smp_landmarks_unref (self);
  return more;
}

/* Each better measure takes over from the worse one. */
static void
test_precedence (void)
{
  g_autoptr (SmpLandmarks) landmarks = smp_landmarks_new (NULL, 0, NULL);
  SmpRuler ruler = { { 0, 0 }, { 300, 400 }, 100 };
  SmpScale scale
      = smp_scale_from_landmarks (landmarks, SMP_VIEW_FRONT, NULL, SMP_SEX_UNKNOWN, 2000, 3000);
  SmpLandmarks *ruled;

  g_assert_cmpint ((int)scale.method, ==, (int)SMP_SCALE_ASSUMED);
  g_assert_cmpfloat (scale.uncertainty, >, 0.2);
  g_assert_cmpfloat_with_epsilon (scale.mm_per_px * 2000 * 0.4, 151, 1e-6);

  landmarks = with (landmarks, "euryon_right", 500, 900);
  landmarks = with (landmarks, "euryon_left", 1255, 900);
  scale = smp_scale_from_landmarks (landmarks, SMP_VIEW_FRONT, NULL, SMP_SEX_UNKNOWN, 2000, 3000);
  g_assert_cmpint ((int)scale.method, ==, (int)SMP_SCALE_HEAD);
  g_assert_cmpfloat_with_epsilon (scale.mm_per_px, 0.2, 1e-9);

  landmarks = with (landmarks, "pupil_right", 700, 1200);
  landmarks = with (landmarks, "pupil_left", 1015, 1200);
  scale = smp_scale_from_landmarks (landmarks, SMP_VIEW_FRONT, NULL, SMP_SEX_UNKNOWN, 2000, 3000);
  g_assert_cmpint ((int)scale.method, ==, (int)SMP_SCALE_PUPILS);
  g_assert_cmpfloat_with_epsilon (scale.mm_per_px, 0.2, 1e-9);
  g_assert_cmpfloat (scale.uncertainty, <, 0.1);

  landmarks = with (landmarks, "iris_left_inner", 1000, 1200);
  landmarks = with (landmarks, "iris_left_outer", 1058.55, 1200);
  scale = smp_scale_from_landmarks (landmarks, SMP_VIEW_FRONT, NULL, SMP_SEX_UNKNOWN, 2000, 3000);
  g_assert_cmpint ((int)scale.method, ==, (int)SMP_SCALE_IRIS);
  g_assert_cmpfloat_with_epsilon (scale.mm_per_px, 0.2, 1e-9);

  ruled = smp_landmarks_with_ruler (landmarks, &ruler);
  smp_landmarks_unref (landmarks);
  landmarks = ruled;
  scale = smp_scale_from_landmarks (landmarks, SMP_VIEW_FRONT, NULL, SMP_SEX_UNKNOWN, 2000, 3000);
  g_assert_cmpint ((int)scale.method, ==, (int)SMP_SCALE_RULER);
  g_assert_cmpfloat_with_epsilon (scale.mm_per_px, 0.2, 1e-9);
  g_assert_cmpfloat (scale.uncertainty, <, 0.02);
}

/* A slip of the hand, two points on nearly one place, is no measure: the next best one holds, and
 * what comes out may stand in a file. */
static void
test_slips (void)
{
  static const double lengths[] = { 0, 0.5, 1.2, 2, 2.2, 3, 5, 40000 };
  static const double rulers[] = { 0.1, 30, 1000 };
  static const char *const pairs[][2] = {
    { "euryon_right", "euryon_left" },
    { "pupil_right", "pupil_left" },
    { "iris_left_inner", "iris_left_outer" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (pairs) + G_N_ELEMENTS (rulers); k++)
      {
        g_autoptr (SmpLandmarks) landmarks = smp_landmarks_new (NULL, 0, NULL);
        SmpScale scale;

        if (k < G_N_ELEMENTS (pairs))
          {
            landmarks = with (landmarks, pairs[k][0], 100, 100);
            landmarks = with (landmarks, pairs[k][1], 100 + lengths[i], 100);
          }
        else
          {
            SmpRuler ruler = { { 0, 0 }, { lengths[i], 0 }, rulers[k - G_N_ELEMENTS (pairs)] };
            SmpLandmarks *ruled = smp_landmarks_with_ruler (landmarks, &ruler);

            smp_landmarks_unref (landmarks);
            landmarks = ruled;
          }
        scale = smp_scale_from_landmarks (landmarks, SMP_VIEW_FRONT, NULL, SMP_SEX_MALE, 40000,
                                          40000);
        g_assert_cmpfloat (scale.mm_per_px, >=, SMP_LIMIT_MM_PER_PX_MIN);
        g_assert_cmpfloat (scale.mm_per_px, <=, SMP_LIMIT_MM_PER_PX_MAX);
        g_assert_cmpfloat (scale.uncertainty, <=, SMP_LIMIT_SCALE_UNCERTAINTY);
        g_assert_true (lengths[i] > 2 || scale.method == SMP_SCALE_ASSUMED);
      }
}

static double
mm (const SmpLandmarks *landmarks, SmpSex sex)
{
  return smp_scale_from_landmarks (landmarks, SMP_VIEW_FRONT, NULL, sex, 2000, 3000).mm_per_px;
}

/* Eyes and heads of women are closer and narrower than those of men; who did not say is between. */
static void
test_sexes (void)
{
  g_autoptr (SmpLandmarks) landmarks = smp_landmarks_new (NULL, 0, NULL);

  g_assert_cmpfloat_with_epsilon (mm (landmarks, SMP_SEX_MALE) * 800, 154.3, 1e-9);
  landmarks = with (landmarks, "euryon_right", 500, 900);
  landmarks = with (landmarks, "euryon_left", 1500, 900);
  g_assert_cmpfloat_with_epsilon (mm (landmarks, SMP_SEX_MALE), 0.1543, 1e-9);
  g_assert_cmpfloat_with_epsilon (mm (landmarks, SMP_SEX_FEMALE), 0.1478, 1e-9);
  g_assert_cmpfloat_with_epsilon (mm (landmarks, SMP_SEX_OTHER), 0.151, 1e-9);
  landmarks = with (landmarks, "pupil_right", 800, 1200);
  landmarks = with (landmarks, "pupil_left", 1200, 1200);
  g_assert_cmpfloat_with_epsilon (mm (landmarks, SMP_SEX_MALE), 0.16, 1e-9);
  g_assert_cmpfloat_with_epsilon (mm (landmarks, SMP_SEX_FEMALE), 0.15425, 1e-9);
  g_assert_cmpfloat_with_epsilon (mm (landmarks, SMP_SEX_UNKNOWN), 0.1575, 1e-9);
}

#define DEGREE (G_PI / 180)

/* Where pupils that are 64 mm apart show of a face that is turned by @yaw degrees, from far away.
 */
static SmpLandmarks *
turned_eyes (double yaw, double px_per_mm)
{
  SmpLandmarks *landmarks = smp_landmarks_new (NULL, 0, NULL);
  double half = 32 * cos (yaw * DEGREE) * px_per_mm;

  landmarks = with (landmarks, "pupil_right", 1000 - half, 1200);
  return with (landmarks, "pupil_left", 1000 + half, 1200);
}

static SmpScale
of_men (const SmpLandmarks *landmarks, SmpView view, const SmpHead *head)
{
  return smp_scale_from_landmarks (landmarks, view, head, SMP_SEX_MALE, 2000, 3000);
}

/* Turned by 45 degrees, pupils are 0.707 of their distance apart, and a degree more or less changes
 * that by 1.7 %. */
static void
test_oblique (void)
{
  const SmpView views[] = { SMP_VIEW_LEFT_OBLIQUE, SMP_VIEW_RIGHT_OBLIQUE };

  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    for (double yaw = 33; yaw < 58; yaw += 12)
      {
        g_autoptr (SmpLandmarks) landmarks = turned_eyes (yaw, 10);
        SmpScale scale = of_men (landmarks, views[i], NULL);

        g_assert_cmpint ((int)scale.method, ==, (int)SMP_SCALE_PUPILS);
        if (fabs (yaw - 45) < 1)
          g_assert_cmpfloat_with_epsilon (scale.mm_per_px, 0.1, 1e-9);
        /* One standard deviation of turn is about one of the scale. */
        g_assert_cmpfloat (fabs (0.1 / scale.mm_per_px - 1), <, 1.3 * scale.uncertainty);
        g_assert_cmpfloat (scale.uncertainty, >, 0.2);
        g_assert_cmpfloat (scale.uncertainty, <, 0.25);
      }
}

/* An iris whose width shows by the cosine (eyes ahead) or whole (eyes to the camera) is told within
 * its uncertainty, either way. */
static void
test_oblique_iris (void)
{
  for (int gaze = 0; gaze < 2; gaze++)
    {
      g_autoptr (SmpLandmarks) landmarks = turned_eyes (45, 10);
      double width = 117.1 * (gaze == 0 ? cos (45 * DEGREE) : 1);
      SmpScale scale;

      landmarks = with (landmarks, "iris_left_inner", 1000, 1200);
      landmarks = with (landmarks, "iris_left_outer", 1000 + width, 1200);
      scale = of_men (landmarks, SMP_VIEW_LEFT_OBLIQUE, NULL);
      g_assert_cmpint ((int)scale.method, ==, (int)SMP_SCALE_IRIS);
      g_assert_cmpfloat (fabs (0.1 / scale.mm_per_px - 1), <, 1.1 * scale.uncertainty);
      g_assert_cmpfloat (fabs (0.1 / scale.mm_per_px - 1), >, 0.1);
      g_assert_cmpfloat (scale.uncertainty, <, 0.25);
      scale = of_men (landmarks, SMP_VIEW_RIGHT_PROFILE, NULL);
      g_assert_cmpint ((int)scale.method, ==, (int)SMP_SCALE_ASSUMED);
    }
}

/* Eyes that are seen edge on, or not at all, tell nothing, and breadth only where it shows. */
static void
test_other_views (void)
{
  const struct
  {
    SmpView view;
    SmpScaleMethod eyes, breadth;
  } cases[] = {
    { SMP_VIEW_FRONT, SMP_SCALE_PUPILS, SMP_SCALE_HEAD },
    { SMP_VIEW_CLOSE_UP, SMP_SCALE_PUPILS, SMP_SCALE_HEAD },
    { SMP_VIEW_LEFT_OBLIQUE, SMP_SCALE_PUPILS, SMP_SCALE_ASSUMED },
    { SMP_VIEW_RIGHT_OBLIQUE, SMP_SCALE_PUPILS, SMP_SCALE_ASSUMED },
    { SMP_VIEW_LEFT_PROFILE, SMP_SCALE_ASSUMED, SMP_SCALE_ASSUMED },
    { SMP_VIEW_RIGHT_PROFILE, SMP_SCALE_ASSUMED, SMP_SCALE_ASSUMED },
    { SMP_VIEW_VERTEX, SMP_SCALE_ASSUMED, SMP_SCALE_HEAD },
    { SMP_VIEW_BACK, SMP_SCALE_ASSUMED, SMP_SCALE_HEAD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SmpLandmarks) eyes = turned_eyes (0, 10);
      g_autoptr (SmpLandmarks) breadth = smp_landmarks_new (NULL, 0, NULL);
      SmpScale scale;

      breadth = with (breadth, "euryon_right", 500, 900);
      breadth = with (breadth, "euryon_left", 2043, 900);
      g_test_message ("%s", smp_view_to_string (cases[i].view));
      g_assert_cmpint ((int)of_men (eyes, cases[i].view, NULL).method, ==, (int)cases[i].eyes);
      scale = of_men (breadth, cases[i].view, NULL);
      g_assert_cmpint ((int)scale.method, ==, (int)cases[i].breadth);
      if (scale.method == SMP_SCALE_HEAD)
        g_assert_cmpfloat_with_epsilon (scale.mm_per_px, 0.1, 1e-9);
    }
}

/* A head a metre away, turned by @yaw degrees and seen at 0.2 mm per px. */
static SmpHead
head_turned (double yaw)
{
  return (SmpHead){
    .axes = { 77, 98, 102 },
    .camera = { 5000, { 1000, 1500 } },
    .rotation = smp_quaternion_mul ((SmpQuaternion){ 0, 1, 0, 0 },
                                    smp_quaternion_from_vector (smp_vec3 (0, yaw * DEGREE, 0))),
    .translation = { 0, 0, 1000 },
  };
}

/* Where the head's turn is known, the scale at the eyes comes out of them whatever the view is said
 * to be; with the perspective of eyes that are at the side of the picture. */
static void
test_head (void)
{
  for (double yaw = -90; yaw <= 90; yaw += 15)
    {
      const SmpHead head = head_turned (yaw);
      const SmpVec3 between = { 0, -26, 85 };
      g_autoptr (SmpLandmarks) landmarks = smp_landmarks_new (NULL, 0, NULL);
      SmpPoint right = smp_head_project (&head, smp_vec3 (-32, -26, 85));
      SmpPoint left = smp_head_project (&head, smp_vec3 (32, -26, 85));
      double at_eyes = smp_head_to_camera (&head, between).z / head.camera.focal_px;
      SmpScale scale;

      g_test_message ("%.0f degrees", yaw);
      landmarks = with (landmarks, "pupil_right", right.x, right.y);
      landmarks = with (landmarks, "pupil_left", left.x, left.y);
      scale = of_men (landmarks, SMP_VIEW_FRONT, &head);
      if (fabs (yaw) > 61)
        g_assert_cmpint ((int)scale.method, ==, (int)SMP_SCALE_ASSUMED);
      else if (fabs (yaw) < 50)
        {
          g_assert_cmpint ((int)scale.method, ==, (int)SMP_SCALE_PUPILS);
          g_assert_cmpfloat_with_epsilon (scale.mm_per_px / at_eyes, 1, 0.01);
          g_assert_cmpfloat (scale.uncertainty, <, 0.13);
        }
      /* Eyes of a head that is seen from behind were not seen. */
      {
        const SmpHead behind = head_turned (yaw + 180);

        scale = of_men (landmarks, SMP_VIEW_BACK, &behind);
        g_assert_cmpint ((int)scale.method, ==, (int)SMP_SCALE_ASSUMED);
      }
    }
}

/* The contour of a turned head is broader than the head. */
static void
test_head_breadth (void)
{
  const SmpHead head = head_turned (20);
  const double shown = hypot (77 * cos (20 * DEGREE), 102 * sin (20 * DEGREE));
  g_autoptr (SmpLandmarks) landmarks = smp_landmarks_new (NULL, 0, NULL);

  landmarks = with (landmarks, "euryon_right", 1000 - 5 * shown, 900);
  landmarks = with (landmarks, "euryon_left", 1000 + 5 * shown, 900);
  g_assert_cmpfloat_with_epsilon (of_men (landmarks, SMP_VIEW_FRONT, &head).mm_per_px,
                                  0.2 * 154.3 / 154, 1e-6);
}

static void
test_landmarks (void)
{
  g_autoptr (SmpLandmarks) landmarks = smp_landmarks_new (NULL, 0, NULL);
  SmpPoint point;

  landmarks = with (landmarks, "chin", 1, 2);
  landmarks = with (landmarks, "a mark of one's own", 5, 6);
  landmarks = with (landmarks, "chin", 3, 4);
  g_assert_cmpuint (landmarks->n_points, ==, 2);
  g_assert_true (smp_landmarks_get (landmarks, "chin", &point));
  g_assert_cmpfloat (point.x, ==, 3);
  {
    g_autoptr (SmpLandmarks) less = smp_landmarks_with_point (landmarks, "chin", NULL);

    g_assert_false (smp_landmarks_get (less, "chin", NULL));
    g_assert_true (smp_landmarks_get (less, "a mark of one's own", NULL));
  }
}

/* Order that pairs have in a view is looked at there alone. */
static void
test_pairs (void)
{
  static const struct
  {
    const char *right;
    const char *left;
    const char *ordered; /* a letter a view: + as from in front, - the other way round, any */
  } pairs[] = {
    { "pupil_right", "pupil_left", "+++....+" },
    { "canthus_right", "canthus_left", "+++....+" },
    { "tragion_right", "tragion_left", "+.....-." },
    { "euryon_right", "euryon_left", "+.....-." },
    { "own_right", "own_left", "........" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (int way = 0; way < 4; way++)
      {
        gboolean as_in_front = way & 1, has_top = way & 2;
        g_autoptr (SmpLandmarks) landmarks = smp_landmarks_new (NULL, 0, NULL);

        landmarks = with (landmarks, pairs[i].right, as_in_front ? 300 : 700, 600);
        landmarks = with (landmarks, pairs[i].left, as_in_front ? 700 : 300, 610);
        if (has_top)
          landmarks = with (landmarks, "vertex", 500, 100);
        for (guint view = 0; view < SMP_N_VIEWS; view++)
          {
            char order = pairs[i].ordered[view];
            g_autoptr (GError) error = NULL;
            gboolean good = smp_landmarks_check (landmarks, (SmpView)view, 1000, 1000, &error);

            g_assert_cmpint (good, ==, order == '.' || (order == '+') == as_in_front);
            g_assert_true (good || strstr (error->message, "swapped") != NULL);
          }
      }
}

/* The head lies on its side, or on its head: its top tells. */
static void
test_pairs_lying (void)
{
  g_autoptr (SmpLandmarks) landmarks = smp_landmarks_new (NULL, 0, NULL);

  landmarks = with (landmarks, "tragion_right", 700, 600);
  landmarks = with (landmarks, "tragion_left", 300, 600);
  landmarks = with (landmarks, "vertex", 500, 900);
  g_assert_true (smp_landmarks_check (landmarks, SMP_VIEW_FRONT, 1000, 1000, NULL));
  g_assert_false (smp_landmarks_check (landmarks, SMP_VIEW_BACK, 1000, 1000, NULL));
}

/* In a profile one pupil may be right behind the other. */
static void
test_pupils_apart (void)
{
  g_autoptr (SmpLandmarks) landmarks = smp_landmarks_new (NULL, 0, NULL);

  landmarks = with (landmarks, "pupil_right", 300, 600);
  landmarks = with (landmarks, "pupil_left", 300.4, 600);
  g_assert_true (smp_landmarks_check (landmarks, SMP_VIEW_LEFT_PROFILE, 1000, 1000, NULL));
  g_assert_false (smp_landmarks_check (landmarks, SMP_VIEW_LEFT_OBLIQUE, 1000, 1000, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/scale/precedence", test_precedence);
  g_test_add_func ("/model/scale/slips", test_slips);
  g_test_add_func ("/model/scale/sexes", test_sexes);
  g_test_add_func ("/model/scale/oblique", test_oblique);
  g_test_add_func ("/model/scale/oblique-iris", test_oblique_iris);
  g_test_add_func ("/model/scale/other-views", test_other_views);
  g_test_add_func ("/model/scale/head", test_head);
  g_test_add_func ("/model/scale/head-breadth", test_head_breadth);
  g_test_add_func ("/model/landmarks", test_landmarks);
  g_test_add_func ("/model/landmarks/pairs", test_pairs);
  g_test_add_func ("/model/landmarks/pairs-lying", test_pairs_lying);
  g_test_add_func ("/model/landmarks/pupils-apart", test_pupils_apart);
  return g_test_run ();
}
