/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>

#include "base/smp-hash.h"
#include "photo/smp-edge-search.h"
#include "photo/smp-image.h"
#include "photo/smp-pupil-search.h"

#define SIDE 600

typedef enum
{
  EYE_DARK,  /* a dark iris */
  EYE_LIGHT, /* a light iris with its pupil */
  EYE_LIT,   /* a dark iris that mirrors a window over its pupil */
  EYE_SHUT,  /* lashes */
  EYE_NONE,  /* skin */
} Eye;

static double
shade (Eye eye, double dx, double dy)
{
  double r = sqrt (dx * dx + dy * dy), skin = 170;
  /* An opening as of an almond, less above. */
  gboolean open = fabs (dy) < 22 - dx * dx / 200 && dy > -16;

  if (eye == EYE_NONE)
    return skin;
  if (eye == EYE_SHUT)
    return fabs (dy + dx * dx / 400 - 6) < 4 && fabs (dx) < 60 ? 60 : skin;
  if (!open)
    return dy < 0 && fabs (dx) < 66 && dy > -20 ? 80 : skin;
  if (eye == EYE_LIT && fabs (dx + 2) < 5 && fabs (dy - 1) < 7)
    return 240;
  if (eye == EYE_LIT && r < 25)
    return r < 10 ? 35 : dx > 0 ? 55 : 70;
  if (r < (eye == EYE_DARK ? 25 : 9))
    return 35;
  if (r < 25)
    return 120;
  return 225;
}

static SmpPyramid *
picture (Eye eye, SmpPoint at)
{
  g_autoptr (SmpImage) image = smp_image_new (SIDE, SIDE, NULL);

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      {
        guint8 *p = image->pixels + (gsize)y * image->stride + 4 * (gsize)x;
        double v = shade (eye, x + 0.5 - at.x, y + 0.5 - at.y)
                   + 5 * smp_hash_normal (smp_hash_u64 (1, 2, (guint64)(y * SIDE + x)));

        p[0] = p[1] = p[2] = (guint8)CLAMP (v, 0, 255);
        p[3] = 255;
      }
  return smp_pyramid_new (image, 1, NULL);
}

static void
test_found (void)
{
  const SmpPoint at = { 301.5, 288.5 };

  for (int eye = EYE_DARK; eye <= EYE_LIGHT; eye++)
    {
      g_autoptr (SmpPyramid) pyramid = picture ((Eye)eye, at);

      for (int k = 0; k < 8; k++)
        {
          SmpPoint near = { at.x + 18 * cos (k * G_PI / 4), at.y + 18 * sin (k * G_PI / 4) }, found;

          g_assert_true (smp_find_pupil (pyramid, near, 48, &found));
          g_assert_cmpfloat (smp_point_distance (found, at), <, 5);
        }
    }
}

/* Nor does a light that the eye mirrors draw it away, at any zoom. */
static void
test_mirrored (void)
{
  const SmpPoint at = { 301.5, 288.5 };
  g_autoptr (SmpPyramid) pyramid = picture (EYE_LIT, at);
  guint n = 0;

  for (double reach = 48; reach > 15; reach /= 1.5)
    for (int k = 0; k < 8; k++)
      {
        SmpPoint near = { at.x + 5 * cos (k * G_PI / 4), at.y + 5 * sin (k * G_PI / 4) }, found;

        if (!smp_find_pupil (pyramid, near, reach, &found))
          continue;
        g_assert_cmpfloat (smp_point_distance (found, at), <, 6);
        n++;
      }
  g_assert_cmpuint (n, >=, 16);
}

/* A click on what is no eye stays where it was. */
static void
test_nothing (void)
{
  for (int eye = EYE_SHUT; eye <= EYE_NONE; eye++)
    {
      g_autoptr (SmpPyramid) pyramid = picture ((Eye)eye, smp_point (300, 300));
      SmpPoint found = { -1, -1 };

      for (int dx = -10; dx <= 10; dx += 5)
        g_assert_false (smp_find_pupil (pyramid, smp_point (300 + dx, 300), 48, &found));
      g_assert_cmpfloat (found.x, ==, -1);
    }
}

/* At the very border of the picture nothing is read beyond it, nor found. */
static void
test_border (void)
{
  g_autoptr (SmpPyramid) pyramid = picture (EYE_DARK, smp_point (4, 300));
  SmpPoint found = { -1, -1 };

  g_assert_false (smp_find_pupil (pyramid, smp_point (0, 0), 400, &found));
  g_assert_false (smp_find_pupil (pyramid, smp_point (SIDE, SIDE), 0.5, &found));
  g_assert_cmpfloat (found.x, ==, -1);
}

/* An edge between two colours is found to a px, whatever the direction of the line. */
static void
test_edge (void)
{
  g_autoptr (SmpImage) image = smp_image_new (200, 200, NULL);
  SmpPoint edge;

  for (int y = 0; y < 200; y++)
    for (int x = 0; x < 200; x++)
      {
        guint8 *p = image->pixels + (gsize)y * image->stride + 4 * (gsize)x;
        double noise = 6 * smp_hash_normal (smp_hash_u64 (1, 3, (guint64)(y * 200 + x)));

        p[0] = (guint8)(120 + noise);
        p[1] = (guint8)((x + y < 210 ? 100 : 140) + noise);
        p[2] = 90;
        p[3] = 255;
      }
  g_assert_true (smp_find_edge (image, smp_point (80, 90), smp_point (120, 130), &edge));
  g_assert_cmpfloat_with_epsilon (edge.x + edge.y, 210, 2.5);
  g_assert_true (smp_find_edge (image, smp_point (120, 130), smp_point (80, 90), &edge));
  g_assert_cmpfloat_with_epsilon (edge.x + edge.y, 210, 2.5);
  g_assert_false (smp_find_edge (image, smp_point (20, 20), smp_point (60, 60), &edge));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pupil-search/found", test_found);
  g_test_add_func ("/pupil-search/mirrored", test_mirrored);
  g_test_add_func ("/pupil-search/nothing", test_nothing);
  g_test_add_func ("/pupil-search/border", test_border);
  g_test_add_func ("/pupil-search/edge", test_edge);
  return g_test_run ();
}
