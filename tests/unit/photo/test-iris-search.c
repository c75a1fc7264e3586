/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>

#include "base/smp-hash.h"
#include "model/smp-landmarks.h"
#include "photo/smp-image.h"
#include "photo/smp-iris-search.h"
#include "photo/smp-photo-decode.h"

#define SIDE 400
#define RADIUS 30.0

typedef enum
{
  EYE_DARK,
  EYE_LIGHT, /* a light iris with its pupil */
  EYE_LIT,   /* a light in the eye beside its border, as wide as it is bright */
  EYE_SHUT,  /* lashes */
  EYE_NONE,  /* skin */
} Eye;

static double
shade (Eye eye, double dx, double dy)
{
  double r = hypot (dx, dy), skin = 170;
  gboolean open = fabs (dy) < 26 - dx * dx / 240 && dy > -19;

  if (eye == EYE_NONE)
    return skin;
  if (eye == EYE_SHUT)
    return fabs (dy + dx * dx / 400 - 6) < 4 && fabs (dx) < 60 ? 60 : skin;
  if (!open)
    return dy < 0 && fabs (dx) < 76 && dy > -23 ? 80 : skin;
  if (eye == EYE_LIT && dx > 0.75 * RADIUS && dx < 0.9 * RADIUS)
    return 250;
  if (r < 11)
    return 35;
  if (r < RADIUS)
    return eye == EYE_DARK ? 50 : 130;
  return 215;
}

/* An eye that leans by an angle. */
static SmpPyramid *
picture (Eye eye, SmpPoint at, double angle)
{
  g_autoptr (SmpImage) image = smp_image_new (SIDE, SIDE, NULL);

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      {
        guint8 *p = image->pixels + (gsize)y * image->stride + 4 * (gsize)x;
        double dx = x + 0.5 - at.x, dy = y + 0.5 - at.y;
        double v
            = shade (eye, dx * cos (angle) + dy * sin (angle), dy * cos (angle) - dx * sin (angle))
              + 5 * smp_hash_normal (smp_hash_u64 (1, 2, (guint64)(y * SIDE + x)));

        p[0] = p[1] = p[2] = (guint8)CLAMP (v, 0, 255);
        p[3] = 255;
      }
  return smp_pyramid_new (image, 1, NULL);
}

/* Both borders of dark and light irises are found, in heads that lean too, whether the radius is
 * known, roughly or not at all. */
static void
test_found (void)
{
  const SmpPoint at = { 201.5, 188.5 };
  const double radii[] = { 0, RADIUS, 0.85 * RADIUS, 1.2 * RADIUS };
  double worst = 0;

  for (int eye = EYE_DARK; eye <= EYE_LIGHT; eye++)
    for (int lean = -1; lean <= 1; lean++)
      {
        double angle = 0.2 * lean;
        SmpPoint across = { cos (angle), sin (angle) };
        g_autoptr (SmpPyramid) pyramid = picture ((Eye)eye, at, angle);

        for (int k = 0; k < 4 * 5 * 2; k++)
          {
            SmpIrisGuess guess = { at, across, radii[k / 10] };
            int side = k % 2 != 0 ? 1 : -1;
            double click = side * RADIUS + (k / 2 % 5 - 2) * 3;
            SmpPoint near = smp_point_add (at, smp_point_scale (across, click)), edge;
            SmpPoint truth = smp_point_add (at, smp_point_scale (across, side * RADIUS));

            near.y += k % 3 - 1;
            g_assert_true (smp_find_iris_edge (pyramid, &guess, near, 12, &edge));
            worst = MAX (worst, smp_point_distance (edge, truth));
          }
      }
  g_test_message ("off by %.2f px at most", worst);
  g_assert_cmpfloat (worst, <, 1);
}

/* A click stays where it was where there is no border, where two could be meant, and where it was
 * too far from one. */
static void
test_nothing (void)
{
  const SmpPoint at = { 200, 200 };
  SmpIrisGuess guess = { at, { 1, 0 }, RADIUS };
  SmpPoint found = { -1, -1 };
  g_autoptr (SmpPyramid) lit = picture (EYE_LIT, at, 0);
  g_autoptr (SmpPyramid) dark = picture (EYE_DARK, at, 0);

  for (int eye = EYE_SHUT; eye <= EYE_NONE; eye++)
    {
      g_autoptr (SmpPyramid) pyramid = picture ((Eye)eye, at, 0);

      for (int dx = -8; dx <= 8; dx += 4)
        g_assert_false (
            smp_find_iris_edge (pyramid, &guess, smp_point (at.x + RADIUS + dx, at.y), 12, &found));
    }
  g_assert_false (smp_find_iris_edge (lit, &guess, smp_point (228, 200), 12, &found));
  g_assert_false (smp_find_iris_edge (dark, &guess, smp_point (244, 200), 10, &found));
  g_assert_false (smp_find_iris_edge (dark, &guess, smp_point (228, 222), 12, &found));
  guess.radius = 0;
  g_assert_false (smp_find_iris_edge (dark, &guess, at, 12, &found));
  g_assert_cmpfloat (found.x, ==, -1);
}

/* At the very border of the picture nothing is read beyond it, nor found. */
static void
test_border (void)
{
  g_autoptr (SmpPyramid) pyramid = picture (EYE_DARK, smp_point (4, 200), 0);
  SmpIrisGuess guess = { { 1, 1 }, { -1, 0 }, 300 };
  SmpPoint found = { -1, -1 };

  g_assert_false (smp_find_iris_edge (pyramid, &guess, smp_point (0, 0), 400, &found));
  guess.middle = smp_point (SIDE, SIDE);
  g_assert_false (smp_find_iris_edge (pyramid, &guess, smp_point (SIDE + 9, SIDE), 400, &found));
  g_assert_cmpfloat (found.x, ==, -1);
}

/* What else of the eye is placed tells where its iris is, and how large. */
static void
test_guess (void)
{
  static const SmpLandmark placed[] = {
    { SMP_LANDMARK_IRIS_LEFT_INNER, { 480, 210 } },
    { SMP_LANDMARK_PUPIL_LEFT, { 500, 208 } },
    { SMP_LANDMARK_PUPIL_RIGHT, { 400, 200 } },
  };
  g_autoptr (SmpLandmarks) none = smp_landmarks_new (NULL, 0, NULL);
  g_autoptr (SmpLandmarks) edge = smp_landmarks_new (placed, 1, NULL);
  g_autoptr (SmpLandmarks) one = smp_landmarks_new (placed + 2, 1, NULL);
  g_autoptr (SmpLandmarks) all = smp_landmarks_new (placed, 3, NULL);
  SmpPoint near = { 520, 206 };
  SmpIrisGuess guess;

  g_assert_false (smp_iris_guess_from_landmarks (none, SMP_LANDMARK_IRIS_LEFT_OUTER, near, &guess));
  g_assert_false (smp_iris_guess_from_landmarks (all, SMP_LANDMARK_VERTEX, near, &guess));
  g_assert_false (smp_iris_guess_from_landmarks (one, SMP_LANDMARK_IRIS_LEFT_OUTER, near, &guess));
  g_assert_true (smp_iris_guess_from_landmarks (edge, SMP_LANDMARK_IRIS_LEFT_OUTER, near, &guess));
  g_assert_cmpfloat (guess.middle.x, ==, 500);
  g_assert_cmpfloat (guess.middle.y, ==, 208);
  g_assert_cmpfloat_with_epsilon (guess.across.y / guess.across.x, -0.1, 1e-9);
  g_assert_cmpfloat (guess.radius, ==, 0);
  g_assert_true (smp_iris_guess_from_landmarks (one, SMP_LANDMARK_IRIS_RIGHT_OUTER, near, &guess));
  g_assert_cmpfloat (guess.middle.x, ==, 400);
  g_assert_cmpfloat (guess.across.x, ==, 1);
  g_assert_cmpfloat (guess.radius, ==, 0);
  g_assert_true (smp_iris_guess_from_landmarks (all, SMP_LANDMARK_IRIS_RIGHT_OUTER, near, &guess));
  g_assert_cmpfloat_with_epsilon (guess.across.y / guess.across.x, 0.08, 1e-9);
  g_assert_cmpfloat_with_epsilon (guess.radius, 100.3 * 11.71 / 63 / 2, 0.1);
  g_assert_true (smp_iris_guess_from_landmarks (all, SMP_LANDMARK_IRIS_LEFT_OUTER, near, &guess));
  g_assert_cmpfloat_with_epsilon (guess.radius, 20.1, 0.1);
}

/* An eye in a real portrait: where its edges and its pupil were seen at eight times the size, px.
 */
typedef struct
{
  const char *name;
  double left, right; /* in the picture; 0: a light hides it */
  SmpPoint pupil;
} Real;

static const Real reals[] = {
  { "p01_bald_front_1800.png", 606.5, 657.5, { 632, 674 } },
  { "p01_bald_front_1800.png", 888.5, 938, { 912, 672 } },
  { "p02_shaved_front_1950.jpg", 758.5, 825, { 793, 677 } },
  { "p02_shaved_front_1950.jpg", 1131.5, 1199, { 1163, 663 } },
  { "p04_receding_front_p3_1966.jpeg", 682, 748, { 714, 620 } },
  { "p04_receding_front_p3_1966.jpeg", 1007, 1070.5, { 1038, 611 } },
  { "p05_tied_hair_brown_p3_3239.jpg", 1352, 1435, { 1394, 860 } },
  { "p05_tied_hair_brown_p3_3239.jpg", 1881, 1961, { 1921, 862 } },
  { "p06_short_thinning_brown_p3_2544.jpeg", 0, 1148, { 1112, 884 } },
  { "p06_short_thinning_brown_p3_2544.jpeg", 1520.5, 1603, { 1561, 900 } },
};

static SmpPyramid *
open_portrait (const char *name)
{
  const char *shared = g_getenv ("STUBBLE_SHARED_DATA");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "", "portraits", name, NULL);
  g_autofree char *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SmpDecodedPhoto) photo = NULL;
  g_autoptr (GError) error = NULL;
  gsize n;

  if (shared == NULL || !g_file_get_contents (path, &data, &n, NULL))
    return NULL;
  bytes = g_bytes_new_take (g_steal_pointer (&data), n);
  photo = smp_photo_decode (bytes, name, 0, NULL, &error);
  g_assert_no_error (error);
  return smp_pyramid_new (photo->image, 1, NULL);
}

static void
test_portraits (void)
{
  double sum = 0, worst = 0, sum_mm = 0, worst_mm = 0;
  int n_snapped = 0, n_clicks = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (reals); i++)
    {
      const Real *real = &reals[i];
      g_autoptr (SmpPyramid) pyramid = open_portrait (real->name);
      double width = real->left > 0 ? real->right - real->left : 2 * (real->right - real->pupil.x);

      if (pyramid == NULL)
        {
          g_test_skip ("the portraits are not here");
          return;
        }
      for (int side = 0; side < 2; side++)
        {
          double truth = side == 0 ? real->left : real->right, most = 0;
          int n = 0;

          for (int k = 0; k < 5 * 3 && truth > 0; k++)
            {
              SmpIrisGuess guess = { real->pupil, { 1, 0 }, k % 2 != 0 ? width / 2 : 0 };
              SmpPoint near = { truth + (k % 5 - 2) * 0.05 * width,
                                real->pupil.y + (k / 5 - 1) * 0.08 * width };
              SmpPoint edge;

              n_clicks++;
              if (!smp_find_iris_edge (pyramid, &guess, near, 0.4 * width, &edge))
                continue;
              n++;
              most = MAX (most, fabs (edge.x - truth));
              sum += fabs (edge.x - truth);
              sum_mm += fabs (edge.x - truth) / width * 11.71;
            }
          n_snapped += n;
          worst = MAX (worst, most);
          worst_mm = MAX (worst_mm, most / width * 11.71);
          g_test_message ("%s at %.0f: %d snapped, off by %.1f px, %.2f mm", real->name, truth, n,
                          most, most / width * 11.71);
        }
    }
  g_test_message ("%d of %d snapped, off by %.1f px, %.2f mm in the mean, %.1f px, %.2f mm at most",
                  n_snapped, n_clicks, sum / n_snapped, sum_mm / n_snapped, worst, worst_mm);
  g_assert_cmpint (n_snapped, >, n_clicks * 3 / 4);
  g_assert_cmpfloat (worst_mm, <, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/iris-search/found", test_found);
  g_test_add_func ("/iris-search/nothing", test_nothing);
  g_test_add_func ("/iris-search/border", test_border);
  g_test_add_func ("/iris-search/guess", test_guess);
  g_test_add_func ("/iris-search/portraits", test_portraits);
  return g_test_run ();
}
