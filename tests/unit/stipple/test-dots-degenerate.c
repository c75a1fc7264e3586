/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/smp-error.h"
#include "base/smp-hash.h"
#include "base/smp-limits.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "stipple/smp-dots.h"
#include "surface/smp-surface-plane.h"

/* Zones that nobody draws on purpose. */

#define MM_PER_PX 0.1

/* A hard-edged zone through places in mm. */
static SmpZone *
zone_through (const SmpPoint *places, gsize n)
{
  SmpZone *zone = smp_zone_new ("zone-1", SMP_ZONE_SCALP, "photo-1");
  g_autofree SmpNode *nodes = g_new0 (SmpNode, n);
  g_autoptr (SmpOutline) outline = NULL;

  for (gsize i = 0; i < n; i++)
    nodes[i] = (SmpNode){ smp_point_scale (places[i], 1 / MM_PER_PX), TRUE, SMP_EDGE_HARD };
  outline = smp_outline_new (nodes, n, TRUE);
  smp_zone_set_outline (zone, outline);
  zone->density = 200;
  zone->irregularity_amplitude = 0;
  return zone;
}

static SmpDotSet *
try_place (const SmpZone *zone, double mm_per_px, GError **error)
{
  g_autoptr (SmpPlan) empty = smp_plan_new (5);
  g_autoptr (SmpPlan) plan = smp_plan_with_zone (empty, zone);
  g_autoptr (SmpSurface) surface = smp_surface_plane_new (mm_per_px, 0);

  return smp_dots_place (plan, "photo-1", surface, 2, NULL, error);
}

static SmpDotSet *
place (const SmpZone *zone)
{
  g_autoptr (GError) error = NULL;
  SmpDotSet *dots = try_place (zone, MM_PER_PX, &error);

  g_assert_no_error (error);
  return dots;
}

static gsize
count (const SmpZone *zone)
{
  g_autoptr (SmpDotSet) dots = place (zone);

  return dots->n_dots;
}

/* Both halves of a bow tie are treated; what is gone around twice is a hole. */
static void
test_crossing (void)
{
  const SmpPoint tie[] = { { 10, 10 }, { 50, 50 }, { 50, 10 }, { 10, 50 } };
  const SmpPoint twice[] = { { 0, 0 },   { 40, 0 },  { 40, 40 }, { 0, 40 },  { 0, 0.1 }, { 10, 10 },
                             { 10, 30 }, { 30, 30 }, { 30, 10 }, { 10, 10 }, { 0, 0.1 } };
  g_autoptr (SmpZone) a = zone_through (tie, G_N_ELEMENTS (tie));
  g_autoptr (SmpZone) b = zone_through (twice, G_N_ELEMENTS (twice));

  /* Two triangles of 40 by 20 mm. */
  g_assert_cmpfloat_with_epsilon ((double)count (a), 1600, 45);
  g_assert_cmpfloat_with_epsilon ((double)count (b), 2 * (1600 - 400), 60);
}

static void
test_no_area (void)
{
  const SmpPoint line[] = { { 10, 10 }, { 60, 30 }, { 35, 20 } };
  const SmpPoint spot[] = { { 10, 10 }, { 10, 10 }, { 10, 10 } };
  g_autoptr (SmpZone) a = zone_through (line, G_N_ELEMENTS (line));
  g_autoptr (SmpZone) b = zone_through (spot, G_N_ELEMENTS (spot));

  g_assert_cmpuint (count (a), ==, 0);
  g_assert_cmpuint (count (b), ==, 0);
  for (int edge = 0; edge < 3; edge++)
    {
      g_autoptr (SmpZone) soft = smp_zone_copy (a);

      for (gsize i = 0; i < soft->outline->n_nodes; i++)
        soft->outline->nodes[i].edge = (SmpEdge)edge;
      soft->irregularity_amplitude = 2;
      g_assert_cmpuint (count (soft), <, 60);
    }
}

/* Where the photo ends does not matter: what lies beside it is placed alike. */
static void
test_outside_the_photo (void)
{
  const SmpPoint far_away[]
      = { { -9000, -9000 }, { -8970, -9000 }, { -8970, -8970 }, { -9000, -8970 } };
  g_autoptr (SmpZone) zone = zone_through (far_away, 4);
  g_autoptr (SmpDotSet) dots = place (zone);

  g_assert_cmpfloat_with_epsilon ((double)dots->n_dots, 1800, 40);
  for (gsize i = 0; i < dots->n_dots; i++)
    g_assert_cmpfloat (dots->dots[i].x_px, <, 0);
}

static void
test_many_nodes (void)
{
  g_autofree SmpPoint *places = g_new (SmpPoint, 10000);
  g_autoptr (SmpZone) zone = NULL;
  double sum = 0;
  gint64 start;

  for (int i = 0; i < 10000; i++)
    {
      double r = 50 + 2 * smp_hash_unit (smp_hash_u64 (1, 1, (guint64)i));

      sum += r * r;
      places[i] = smp_point (60 + r * cos (i * G_PI / 5000), 60 + r * sin (i * G_PI / 5000));
    }
  zone = zone_through (places, 10000);
  zone->density = 100;
  start = g_get_monotonic_time ();
  g_assert_cmpfloat_with_epsilon ((double)count (zone), G_PI * sum / 10000, 200);
  /* With time to spare for sanitizers. */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);
}

static void
test_densities (void)
{
  const SmpPoint square[] = { { 0, 0 }, { 40, 0 }, { 40, 40 }, { 0, 40 } };
  g_autoptr (SmpZone) zone = zone_through (square, 4);

  zone->density = 0;
  g_assert_cmpuint (count (zone), ==, 0);
  zone->density = 1e-9;
  g_assert_cmpuint (count (zone), <=, 1);
  zone->density = NAN;
  g_assert_cmpuint (count (zone), ==, 0);
  /* No more than all points of the atlas. */
  zone->density = 1e4;
  g_assert_cmpfloat_with_epsilon ((double)count (zone), 16 * SMP_DENSITY_MAX, 250);
}

/* A feather that is wider than the zone leaves a zone that is thin everywhere. */
static void
test_wide_feather (void)
{
  const SmpPoint square[] = { { 0, 0 }, { 20, 0 }, { 20, 20 }, { 0, 20 } };
  gsize last = G_MAXSIZE;

  for (double feather = 0; feather <= SMP_ZONE_FEATHER_MAX; feather += 10)
    {
      g_autoptr (SmpZone) zone = zone_through (square, 4);
      gsize n;

      for (gsize i = 0; i < 4; i++)
        zone->outline->nodes[i].edge = i % 2 == 0 ? SMP_EDGE_HAIRLINE : SMP_EDGE_BLEND;
      zone->feather[SMP_EDGE_HAIRLINE] = zone->feather[SMP_EDGE_BLEND] = feather;
      n = count (zone);
      g_assert_cmpuint (n, <, last);
      last = n;
    }
  g_assert_cmpuint (last, >, 0);
}

/* What cannot be placed is refused in words before memory is taken for it. */
static void
test_too_large (void)
{
  const SmpPoint square[] = { { 0, 0 }, { 200, 0 }, { 200, 200 }, { 0, 200 } };
  g_autoptr (SmpZone) zone = zone_through (square, 4);
  g_autoptr (SmpDotSet) dots = NULL;

  for (double scale = 1; scale < 1e9; scale *= 10)
    {
      g_autoptr (GError) error = NULL;

      dots = try_place (zone, scale, &error);
      if (dots == NULL)
        {
          g_assert_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE);
          g_assert_nonnull (strstr (error->message, "scale"));
        }
      else
        g_assert_cmpuint (dots->n_dots, <=, SMP_LIMIT_DOTS);
      g_clear_pointer (&dots, smp_dot_set_unref);
    }
}

static void
test_odd_strokes (void)
{
  const SmpPoint square[] = { { 0, 0 }, { 40, 0 }, { 40, 40 }, { 0, 40 } };
  g_autoptr (SmpZone) zone = zone_through (square, 4);
  gsize plain = count (zone);
  g_autofree SmpPoint *resting = g_new (SmpPoint, SMP_LIMIT_STROKE_POINTS);
  SmpPoint far_away = { 1e6, 1e6 }, middle = { 200, 200 };
  SmpStroke none = { .remove = TRUE, .radius = 5, .amount = 1 };
  SmpStroke away = { .remove = TRUE, .radius = 5, .amount = 1, .n_points = 1, .points = &far_away };
  SmpStroke dab = { .remove = TRUE, .radius = 5, .amount = 1, .n_points = 1, .points = &middle };
  SmpStroke rest
      = { .radius = 5, .amount = 0.5, .n_points = SMP_LIMIT_STROKE_POINTS, .points = resting };

  smp_zone_add_stroke (zone, &none);
  smp_zone_add_stroke (zone, &away);
  g_assert_cmpuint (count (zone), ==, plain);
  smp_zone_add_stroke (zone, &dab);
  g_assert_cmpuint (count (zone), <, plain - 40);
  for (gsize i = 0; i < SMP_LIMIT_STROKE_POINTS; i++)
    resting[i] = middle;
  smp_zone_add_stroke (zone, &rest);
  g_assert_cmpuint (count (zone), <, plain);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stipple/degenerate/crossing", test_crossing);
  g_test_add_func ("/stipple/degenerate/no-area", test_no_area);
  g_test_add_func ("/stipple/degenerate/outside-the-photo", test_outside_the_photo);
  g_test_add_func ("/stipple/degenerate/many-nodes", test_many_nodes);
  g_test_add_func ("/stipple/degenerate/densities", test_densities);
  g_test_add_func ("/stipple/degenerate/wide-feather", test_wide_feather);
  g_test_add_func ("/stipple/degenerate/too-large", test_too_large);
  g_test_add_func ("/stipple/degenerate/odd-strokes", test_odd_strokes);
  return g_test_run ();
}
