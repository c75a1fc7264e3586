/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "base/smp-hash.h"
#include "geometry/smp-fit.h"
#include "geometry/smp-outline.h"

#define N 400

/* A hairline-like wave with the tremor of a hand. */
static void
draw_wave (SmpPoint *points, double tremor)
{
  for (int i = 0; i < N; i++)
    {
      double x = 600.0 * i / (N - 1);

      points[i] = smp_point (x + tremor * smp_hash_normal (smp_hash_u64 (1, 1, (guint64)i)),
                             40 * sin (x / 90) + 0.0008 * (x - 300) * (x - 300)
                                 + tremor * smp_hash_normal (smp_hash_u64 (1, 2, (guint64)i)));
    }
}

static void
test_few_nodes_close_curve (void)
{
  SmpPoint points[N];
  g_autoptr (SmpOutline) outline = NULL;

  draw_wave (points, 0.6);
  outline = smp_fit_stroke (points, N, 3.0, FALSE);
  g_assert_nonnull (outline);
  g_assert_false (outline->closed);
  g_assert_cmpuint (outline->n_nodes, >=, 4);
  g_assert_cmpuint (outline->n_nodes, <=, 14);
  for (int i = 0; i < N; i++)
    g_assert_cmpfloat (smp_outline_project (outline, points[i], NULL, NULL, NULL), <, 6.0);
}

static void
test_corner_is_kept (void)
{
  SmpPoint points[200];
  g_autoptr (SmpOutline) outline = NULL;
  int corners = 0;

  for (int i = 0; i < 200; i++)
    points[i] = i < 100 ? smp_point (3 * i, 0) : smp_point (300, 3 * (i - 100));
  outline = smp_fit_stroke (points, 200, 2.0, FALSE);
  for (gsize i = 0; i < outline->n_nodes; i++)
    if (outline->nodes[i].corner)
      {
        corners++;
        g_assert_cmpfloat (smp_point_distance (outline->nodes[i].point, smp_point (300, 0)), <, 6);
      }
  g_assert_cmpint (corners, ==, 1);
}

static void
test_closed (void)
{
  SmpPoint points[300];
  g_autoptr (SmpOutline) outline = NULL;
  g_autoptr (SmpPolygon) polygon = NULL;

  for (int i = 0; i < 300; i++)
    {
      double a = 2 * G_PI * i / 300;

      points[i] = smp_point (200 * cos (a), 120 * sin (a));
    }
  outline = smp_fit_stroke (points, 300, 2.0, TRUE);
  g_assert_true (outline->closed);
  g_assert_cmpuint (outline->n_nodes, <=, 14);
  polygon = smp_outline_flatten (outline, 0.2);
  g_assert_cmpfloat (fabs (smp_polygon_area (polygon) / (G_PI * 200 * 120) - 1), <, 0.02);
}

static void
test_nothing_drawn (void)
{
  SmpPoint same[3] = { { 5, 5 }, { 5, 5 }, { 5, 5 } };

  g_assert_null (smp_fit_stroke (same, 3, 1, FALSE));
  g_assert_null (smp_fit_stroke (same, 1, 1, FALSE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geometry/fit/few-nodes-close-curve", test_few_nodes_close_curve);
  g_test_add_func ("/geometry/fit/corner-is-kept", test_corner_is_kept);
  g_test_add_func ("/geometry/fit/closed", test_closed);
  g_test_add_func ("/geometry/fit/nothing-drawn", test_nothing_drawn);
  return g_test_run ();
}
