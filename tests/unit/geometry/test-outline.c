/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "geometry/smp-outline.h"

#define R 100.0

/* A circle of n nodes: the curve must be nearly the circle. */
static SmpOutline *
circle (gsize n)
{
  g_autofree SmpNode *nodes = g_new0 (SmpNode, n);

  for (gsize i = 0; i < n; i++)
    {
      double a = 2 * G_PI * (double)i / (double)n;

      nodes[i].point = smp_point (R * cos (a), R * sin (a));
      nodes[i].edge = i % 2 == 0 ? SMP_EDGE_HAIRLINE : SMP_EDGE_HARD;
    }
  return smp_outline_new (nodes, n, TRUE);
}

static void
test_circle (void)
{
  g_autoptr (SmpOutline) outline = circle (16);
  g_autoptr (SmpPolygon) polygon = smp_outline_flatten (outline, 0.02);
  double area = smp_polygon_area (polygon);

  g_assert_cmpfloat (fabs (area / (G_PI * R * R) - 1), <, 0.003);
  g_assert_cmpfloat_with_epsilon (polygon->bounds.width, 2 * R, 0.2);
  for (gsize i = 0; i < polygon->n_points; i++)
    {
      g_assert_cmpfloat (fabs (smp_point_distance (polygon->points[i], smp_point (0, 0)) - R), <,
                         0.3);
      g_assert_cmpint ((int)polygon->edges[i], ==, (int)outline->nodes[polygon->stretches[i]].edge);
    }
  g_assert_true (smp_polygon_contains (polygon, smp_point (0, 0)));
  g_assert_true (smp_polygon_contains (polygon, smp_point (60, -60)));
  g_assert_false (smp_polygon_contains (polygon, smp_point (80, 80)));
}

/* Halving the tolerance must bring the polygon closer to the same curve. */
static void
test_flatten_tolerance (void)
{
  g_autoptr (SmpOutline) outline = circle (5);
  g_autoptr (SmpPolygon) coarse = smp_outline_flatten (outline, 2.0);
  g_autoptr (SmpPolygon) fine = smp_outline_flatten (outline, 0.01);

  g_assert_cmpuint (fine->n_points, >, 4 * coarse->n_points);
  for (gsize i = 0; i < fine->n_points; i++)
    {
      double d = G_MAXDOUBLE;

      for (gsize j = 0, k = coarse->n_points - 1; j < coarse->n_points; k = j++)
        {
          SmpPoint side = smp_point_sub (coarse->points[j], coarse->points[k]);
          SmpPoint off = smp_point_sub (fine->points[i], coarse->points[k]);
          double t = CLAMP (smp_point_dot (off, side) / smp_point_dot (side, side), 0.0, 1.0);

          d = MIN (d, smp_point_distance (fine->points[i], smp_point_lerp (coarse->points[k],
                                                                           coarse->points[j], t)));
        }
      g_assert_cmpfloat (d, <=, 2.01);
    }
}

static void
test_corner (void)
{
  SmpNode square[4] = {
    { { 0, 0 }, TRUE, SMP_EDGE_HARD },
    { { 10, 0 }, TRUE, SMP_EDGE_HARD },
    { { 10, 10 }, TRUE, SMP_EDGE_HARD },
    { { 0, 10 }, TRUE, SMP_EDGE_HARD },
  };
  g_autoptr (SmpOutline) sharp = smp_outline_new (square, 4, TRUE);
  g_autoptr (SmpPolygon) polygon = smp_outline_flatten (sharp, 0.01);
  g_autoptr (SmpOutline) round = NULL;
  g_autoptr (SmpPolygon) round_polygon = NULL;

  g_assert_cmpfloat_with_epsilon (smp_polygon_area (polygon), 100, 1e-9);
  square[2].corner = FALSE;
  round = smp_outline_with_node (sharp, 2, &square[2]);
  round_polygon = smp_outline_flatten (round, 0.01);
  g_assert_cmpfloat (smp_polygon_area (round_polygon), >, 101);
}

static void
test_project_and_insert (void)
{
  g_autoptr (SmpOutline) outline = circle (8);
  g_autoptr (SmpOutline) more = NULL;
  g_autoptr (SmpOutline) less = NULL;
  gsize stretch;
  double t;
  SmpPoint nearest;
  SmpPoint outside = smp_point (130 * cos (1.0), 130 * sin (1.0));

  g_assert_cmpfloat_with_epsilon (smp_outline_project (outline, outside, &stretch, &t, &nearest),
                                  30, 0.8);
  g_assert_cmpuint (stretch, ==, 1); /* 1 rad lies between nodes at π/4 and π/2 */
  g_assert_cmpfloat_with_epsilon (nearest.x, R * cos (1.0), 0.6);

  more = smp_outline_insert (outline, stretch, t);
  g_assert_cmpuint (more->n_nodes, ==, 9);
  g_assert_cmpfloat_with_epsilon (more->nodes[2].point.x, nearest.x, 1e-6);
  g_assert_cmpint ((int)more->nodes[2].edge, ==, (int)SMP_EDGE_HARD);
  less = smp_outline_remove (more, 2);
  g_assert_cmpuint (less->n_nodes, ==, 8);
  for (gsize i = 0; i < 8; i++)
    g_assert_cmpfloat_with_epsilon (less->nodes[i].point.y, outline->nodes[i].point.y, 1e-12);
}

static void
test_too_few_nodes (void)
{
  g_autoptr (SmpOutline) triangle = circle (3);

  g_assert_null (smp_outline_remove (triangle, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geometry/outline/circle", test_circle);
  g_test_add_func ("/geometry/outline/flatten-tolerance", test_flatten_tolerance);
  g_test_add_func ("/geometry/outline/corner", test_corner);
  g_test_add_func ("/geometry/outline/project-and-insert", test_project_and_insert);
  g_test_add_func ("/geometry/outline/too-few-nodes", test_too_few_nodes);
  return g_test_run ();
}
