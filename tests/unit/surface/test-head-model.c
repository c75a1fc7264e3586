/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include "model/smp-landmarks.h"
#include "model/smp-landmark-names.h"
#include "surface/smp-head-model.h"

#define DEGREE (G_PI / 180)
#define NOTCH_OVER_FLAP 3.0 /* mm */

static SmpVec3
mean_of (const char *name)
{
  for (gsize i = 0; i < smp_head_n_landmarks; i++)
    if (strcmp (smp_head_landmarks[i].name, name) == 0)
      return smp_head_landmarks[i].mean;
  g_assert_not_reached ();
}

/* The mean cranium along a unit vector of its ball. */
static SmpVec3
place_at (double polar, double azimuth)
{
  SmpVec3 s = smp_vec3 (sin (polar) * sin (azimuth), cos (polar), sin (polar) * cos (azimuth));

  return smp_vec3_mul (smp_vec3_scale (s, smp_head_form (smp_head_mean_form, s)),
                       smp_head_mean_axes);
}

/* The head that fits start from measures what the men of ANSUR II do (ANSUR of smp_sources): with
 * nothing but a photo, all sizes come from it. */
static void
test_size (void)
{
  SmpVec3 glabella = mean_of (SMP_LANDMARK_GLABELLA), tragion = mean_of ("tragion_left");
  double level = smp_head_view_pose (SMP_VIEW_FRONT).level;
  double breadth = 0, length = 0, top = 0;

  for (double polar = 0; polar < G_PI; polar += DEGREE)
    for (double azimuth = -G_PI; azimuth < G_PI; azimuth += DEGREE)
      {
        SmpVec3 place = place_at (polar, azimuth);

        breadth = MAX (breadth, 2 * place.x);
        if (fabs (place.x) < 2)
          length = MAX (length, smp_vec3_length (smp_vec3_sub (place, glabella)));
        top = MAX (top, place.y * cos (level) - place.z * sin (level));
      }
  g_assert_cmpfloat_with_epsilon (breadth, 154.3, 1);
  g_assert_cmpfloat_with_epsilon (length, 199.5, 1);
  /* Over the notch that ANSUR II calls tragion, over the flap that is clicked. */
  g_assert_cmpfloat_with_epsilon (
      top - (tragion.y * cos (level) - tragion.z * sin (level)) - NOTCH_OVER_FLAP, 131.1, 1);
}

/* What is clicked on the contour lies on the mean cranium, and the face before it. */
static void
test_landmarks (void)
{
  for (gsize i = 0; i < smp_head_n_landmarks; i++)
    {
      const SmpHeadLandmark *landmark = &smp_head_landmarks[i];
      SmpVec3 s = smp_vec3_div (landmark->mean, smp_head_mean_axes);
      double height
          = smp_vec3_length (s) / smp_head_form (smp_head_mean_form, smp_vec3_unit (s)) - 1;

      g_test_message ("%s %+.3f", landmark->name, height);
      g_assert_true (smp_landmark_is_known (landmark->name));
      if (landmark->limb_views != 0)
        g_assert_cmpfloat_with_epsilon (height, 0, 0.015);
      else
        g_assert_cmpfloat (height, >, -0.12);
    }
  g_assert_cmpfloat_with_epsilon (
      mean_of (SMP_LANDMARK_PUPIL_LEFT).x - mean_of (SMP_LANDMARK_PUPIL_RIGHT).x, 64.0, 1);
  /* ANSUR II's men: 122.6 ± 6.7, from the sellion, a little over the nasion. */
  g_assert_cmpfloat_with_epsilon (
      smp_vec3_length (smp_vec3_sub (mean_of ("nasion"), mean_of (SMP_LANDMARK_CHIN))), 122.6, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/head-model/size", test_size);
  g_test_add_func ("/head-model/landmarks", test_landmarks);
  return g_test_run ();
}
