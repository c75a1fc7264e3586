/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

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
  SmpScale scale = smp_scale_from_landmarks (landmarks, SMP_SEX_UNKNOWN, 2000, 3000);
  SmpLandmarks *ruled;

  g_assert_cmpint ((int)scale.method, ==, (int)SMP_SCALE_ASSUMED);
  g_assert_cmpfloat (scale.uncertainty, >, 0.2);
  g_assert_cmpfloat_with_epsilon (scale.mm_per_px * 2000 * 0.4, 151, 1e-6);

  landmarks = with (landmarks, "euryon_right", 500, 900);
  landmarks = with (landmarks, "euryon_left", 1255, 900);
  scale = smp_scale_from_landmarks (landmarks, SMP_SEX_UNKNOWN, 2000, 3000);
  g_assert_cmpint ((int)scale.method, ==, (int)SMP_SCALE_HEAD);
  g_assert_cmpfloat_with_epsilon (scale.mm_per_px, 0.2, 1e-9);

  landmarks = with (landmarks, "pupil_right", 700, 1200);
  landmarks = with (landmarks, "pupil_left", 1015, 1200);
  scale = smp_scale_from_landmarks (landmarks, SMP_SEX_UNKNOWN, 2000, 3000);
  g_assert_cmpint ((int)scale.method, ==, (int)SMP_SCALE_PUPILS);
  g_assert_cmpfloat_with_epsilon (scale.mm_per_px, 0.2, 1e-9);
  g_assert_cmpfloat (scale.uncertainty, <, 0.1);

  landmarks = with (landmarks, "iris_left_inner", 1000, 1200);
  landmarks = with (landmarks, "iris_left_outer", 1058.55, 1200);
  scale = smp_scale_from_landmarks (landmarks, SMP_SEX_UNKNOWN, 2000, 3000);
  g_assert_cmpint ((int)scale.method, ==, (int)SMP_SCALE_IRIS);
  g_assert_cmpfloat_with_epsilon (scale.mm_per_px, 0.2, 1e-9);

  ruled = smp_landmarks_with_ruler (landmarks, &ruler);
  smp_landmarks_unref (landmarks);
  landmarks = ruled;
  scale = smp_scale_from_landmarks (landmarks, SMP_SEX_UNKNOWN, 2000, 3000);
  g_assert_cmpint ((int)scale.method, ==, (int)SMP_SCALE_RULER);
  g_assert_cmpfloat_with_epsilon (scale.mm_per_px, 0.2, 1e-9);
  g_assert_cmpfloat (scale.uncertainty, <, 0.02);
}

static double
mm (const SmpLandmarks *landmarks, SmpSex sex)
{
  return smp_scale_from_landmarks (landmarks, sex, 2000, 3000).mm_per_px;
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/scale/precedence", test_precedence);
  g_test_add_func ("/model/scale/sexes", test_sexes);
  g_test_add_func ("/model/landmarks", test_landmarks);
  return g_test_run ();
}
