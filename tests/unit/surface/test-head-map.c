/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "surface/smp-confocal.h"
#include "surface/smp-head-map.h"

static const SmpVec3 heads[] = {
  { 77.2, 95, 99.8 }, /* a usual head */
  { 76, 101, 97 },    /* higher than long */
  { 77, 98, 98 },     /* as high as long */
  { 90, 90, 90 },     /* a ball */
};

static const double ellipsoid[SMP_HEAD_N_FORM] = { 0 };

/* A place of the ellipsoid from two angles. */
static SmpVec3
place_at (SmpVec3 axes, double polar, double azimuth)
{
  return smp_vec3_mul (
      axes, smp_vec3 (sin (polar) * sin (azimuth), cos (polar), sin (polar) * cos (azimuth)));
}

static void
test_sphere (void)
{
  for (gsize h = 0; h < G_N_ELEMENTS (heads); h++)
    {
      SmpConfocal confocal;

      smp_confocal_init (&confocal, heads[h]);
      for (double polar = 0.05; polar < 3.1; polar += 0.17)
        for (double azimuth = -3.1; azimuth < 3.14; azimuth += 0.21)
          {
            SmpVec3 p = place_at (heads[h], polar, azimuth);
            SmpVec3 s = smp_confocal_to_sphere (&confocal, p);
            SmpVec3 back = smp_confocal_to_ellipsoid (&confocal, s);

            g_assert_cmpfloat_with_epsilon (smp_vec3_length (s), 1, 1e-9);
            g_assert_cmpfloat (smp_vec3_length (smp_vec3_sub (back, p)), <, 2e-4);
            g_assert_cmpfloat (s.x * p.x, >=, 0);
            g_assert_cmpfloat (s.z * p.z, >=, 0);
          }
    }
}

/* There and back, on the surface, with equal and perpendicular derivatives that are those of the
 * places, and never less than a millimetre of map for one of scalp. */
static void
test_map (void)
{
  for (gsize h = 0; h < G_N_ELEMENTS (heads); h++)
    {
      g_autoptr (SmpHeadMap) map = smp_head_map_new (heads[h], ellipsoid);
      double worst = 0;

      for (double polar = 0; polar < 2.1; polar += 0.07)
        for (double azimuth = -3.1; azimuth < 3.14; azimuth += 0.13)
          {
            SmpVec3 p = place_at (heads[h], polar, azimuth), difference, share;
            SmpHeadMapPoint at, right;
            SmpPoint uv;
            double du, dv, dot;

            g_assert_true (smp_head_map_to_plane (map, p, &uv));
            g_assert_true (smp_head_map_to_head (map, uv, &at));
            g_assert_cmpfloat (smp_vec3_length (smp_vec3_sub (at.place, p)), <, 0.02);
            share = smp_vec3_div (at.place, heads[h]);
            g_assert_cmpfloat_with_epsilon (smp_vec3_length (share), 1, 2e-4);
            g_assert_true (smp_head_map_to_head (map, smp_point (uv.x + 0.01, uv.y), &right));
            difference = smp_vec3_scale (smp_vec3_sub (right.place, at.place), 100);
            g_assert_cmpfloat (smp_vec3_length (smp_vec3_sub (difference, at.du)), <, 0.002);
            du = smp_vec3_length (at.du);
            dv = smp_vec3_length (at.dv);
            dot = smp_vec3_dot (at.du, at.dv) / (du * dv);
            worst = MAX (worst, MAX (fabs (du / dv - 1), fabs (dot)));
            g_assert_cmpfloat (du, <, 1.01);
          }
      /* Axes that are moved apart cost a percent. */
      g_assert_cmpfloat (worst, <, h < 2 ? 0.004 : 0.015);
    }
}

/* Left is right, front is down, the top is in the middle, and below the head there is nothing. */
static void
test_sides (void)
{
  g_autoptr (SmpHeadMap) map = smp_head_map_new (heads[0], ellipsoid);
  SmpPoint uv;
  SmpHeadMapPoint at;

  g_assert_true (smp_head_map_to_plane (map, smp_vec3 (77.2, 0, 0), &uv));
  g_assert_cmpfloat (uv.x, >, 100);
  g_assert_cmpfloat_with_epsilon (uv.y, 0, 1e-6);
  g_assert_true (smp_head_map_to_plane (map, smp_vec3 (0, 0, 99.8), &uv));
  g_assert_cmpfloat (uv.y, >, 100);
  g_assert_true (smp_head_map_to_plane (map, smp_vec3 (0, 95, 0), &uv));
  g_assert_cmpfloat (hypot (uv.x, uv.y), <, 1e-6);
  g_assert_false (smp_head_map_to_plane (map, smp_vec3 (0, -95, 0), &uv));
  g_assert_false (smp_head_map_to_head (map, smp_point (4000, 0), &at));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/head-map/sphere", test_sphere);
  g_test_add_func ("/head-map/map", test_map);
  g_test_add_func ("/head-map/sides", test_sides);
  return g_test_run ();
}
