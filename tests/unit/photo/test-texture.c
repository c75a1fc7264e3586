/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib.h>
#include <math.h>

#include "photo/smp-texture.h"

/* What is told of texture with these variances, codes², between pixels 2, 4 and 8 px apart. */
static double
blur_of (double near, double middle, double far, double count)
{
  SmpTexture part
      = { .near2 = near * count, .middle2 = middle * count, .far2 = far * count, .count = count };
  SmpTextureAround around = { 0 };

  smp_texture_around_add (&around, &part);
  return smp_texture_around_blur (&around);
}

/* White noise blurred by 1 px, from its formula, without the sensor's. */
static void
variances (double scale, double v[3])
{
  for (int i = 0; i < 3; i++)
    {
      double h = 2 << i, e = exp (-h * h / 4), next = exp (-0.25);
      double all = 20 - 30 * e + 12 * pow (e, 4) - 2 * pow (e, 9);

      v[i] = scale * (all - (20 - 30 * next + 12 * pow (next, 4) - 2 * pow (next, 9)));
    }
}

static void
test_formula (void)
{
  double v[3];

  variances (5, v);
  g_assert_cmpfloat_with_epsilon (blur_of (v[0], v[1], v[2], 100), 1, 0.02);
}

/* Fewer than 64 differences are a chance. */
static void
test_few (void)
{
  double v[3];

  variances (5, v);
  g_assert_cmpfloat (blur_of (v[0], v[1], v[2], 64), >, 0);
  g_assert_false (blur_of (v[0], v[1], v[2], 63) > 0);
}

/* Shading that bends has something between 8 px, and next to nothing between 4 px: it is no
 * texture, or the picture would be taken for the softest of all. */
static void
test_shading (void)
{
  g_assert_false (blur_of (0.1, 1.9, 100, 1000) > 0);
  g_assert_cmpfloat (blur_of (0.1, 2.1, 100, 1000), >, 3);
  g_assert_false (blur_of (3, 5, 15.9, 1000) > 0);
  g_assert_cmpfloat (blur_of (3, 5, 16.1, 1000), >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/texture/formula", test_formula);
  g_test_add_func ("/photo/texture/few", test_few);
  g_test_add_func ("/photo/texture/shading", test_shading);
  return g_test_run ();
}
