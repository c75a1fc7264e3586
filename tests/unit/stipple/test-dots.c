/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>
#include <string.h>

#include "geometry/smp-outline.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "stipple/smp-density-map.h"
#include "stipple/smp-dots.h"
#include "stipple/smp-follicle-atlas.h"
#include "surface/smp-surface-plane.h"

#define MM_PER_PX 0.2

/* A square with corners, side in mm, hard edges all around unless told. */
static SmpZone *
square (
    const char *id, double x_mm, double y_mm, double side_mm, double density, SmpEdge first_edge)
{
  SmpZone *zone = smp_zone_new (id, SMP_ZONE_SCALP, "photo-1");
  double k = 1 / MM_PER_PX;
  SmpNode nodes[4] = {
    { { x_mm * k, y_mm * k }, TRUE, first_edge },
    { { (x_mm + side_mm) * k, y_mm * k }, TRUE, SMP_EDGE_HARD },
    { { (x_mm + side_mm) * k, (y_mm + side_mm) * k }, TRUE, SMP_EDGE_HARD },
    { { x_mm * k, (y_mm + side_mm) * k }, TRUE, SMP_EDGE_HARD },
  };
  g_autoptr (SmpOutline) outline = smp_outline_new (nodes, 4, TRUE);

  smp_zone_set_outline (zone, outline);
  zone->density = density;
  zone->irregularity_amplitude = 0;
  return zone;
}

static SmpDotSet *
place (guint64 seed, int threads, const SmpZone *first, const SmpZone *second)
{
  g_autoptr (SmpPlan) plan = smp_plan_new (seed);
  g_autoptr (SmpSurface) surface = smp_surface_plane_new (MM_PER_PX, 0.05);
  g_autoptr (GError) error = NULL;
  SmpDotSet *dots;

  for (int i = 0; i < 2; i++)
    {
      const SmpZone *zone = i == 0 ? first : second;
      SmpPlan *more;

      if (zone == NULL)
        continue;
      more = smp_plan_with_zone (plan, zone);
      smp_plan_unref (plan);
      plan = more;
    }
  dots = smp_dots_place (plan, "photo-1", surface, threads, NULL, &error);
  g_assert_no_error (error);
  return dots;
}

static gboolean
same_place (const SmpDot *a, const SmpDot *b)
{
  return a->index == b->index && a->tile == b->tile && memcmp (&a->x_px, &b->x_px, 4) == 0
         && memcmp (&a->y_px, &b->y_px, 4) == 0
         && memcmp (&a->diameter_mm, &b->diameter_mm, 4) == 0;
}

/* How many dots of @a are in @b; both are sorted alike. */
static gsize
common (const SmpDotSet *a, const SmpDotSet *b)
{
  gsize n = 0, k = 0;

  for (gsize i = 0; i < a->n_dots; i++)
    {
      while (k < b->n_dots
             && (b->dots[k].index < a->dots[i].index
                 || (b->dots[k].index == a->dots[i].index && b->dots[k].tile < a->dots[i].tile)))
        k++;
      if (k < b->n_dots && same_place (&a->dots[i], &b->dots[k]))
        n++;
    }
  return n;
}

static void
test_count (void)
{
  const double densities[] = { 20, 60, 110, 210, 300 };

  for (gsize d = 0; d < G_N_ELEMENTS (densities); d++)
    for (guint64 seed = 1; seed <= 3; seed++)
      {
        g_autoptr (SmpZone) zone = square ("zone-1", 13, 7, 120, densities[d], SMP_EDGE_HARD);
        g_autoptr (SmpDotSet) dots = place (seed, 0, zone, NULL);
        double expected = 144 * densities[d];

        g_assert_cmpfloat (fabs ((double)dots->n_dots / expected - 1), <, 0.01);
        for (gsize i = 0; i < dots->n_dots; i++)
          {
            g_assert_cmpfloat ((double)dots->dots[i].u_mm, >, 12.5);
            g_assert_cmpfloat ((double)dots->dots[i].u_mm, <, 133.5);
            g_assert_cmpfloat_with_epsilon ((double)dots->dots[i].x_px * MM_PER_PX,
                                            (double)dots->dots[i].u_mm, 1e-3);
          }
      }
}

/* More density adds dots and moves none; so does each session. */
static void
test_nested (void)
{
  g_autoptr (SmpDotSet) last = NULL;

  for (double density = 30; density <= 240; density += 30)
    {
      g_autoptr (SmpZone) zone = square ("zone-1", 0, 0, 90, density, SMP_EDGE_HAIRLINE);
      SmpDotSet *dots = place (42, 0, zone, NULL);

      if (last != NULL)
        {
          g_assert_cmpuint (dots->n_dots, >, last->n_dots);
          g_assert_cmpuint (common (last, dots), ==, last->n_dots);
          smp_dot_set_unref (last);
        }
      last = dots;
    }
}

static void
test_sessions (void)
{
  g_autoptr (SmpZone) zone = square ("zone-1", 0, 0, 100, 150, SMP_EDGE_HARD);
  g_autoptr (SmpDotSet) dots = place (9, 0, zone, NULL);
  guint counts[3] = { 0 };

  for (gsize i = 0; i < dots->n_dots; i++)
    {
      g_assert_cmpuint (dots->dots[i].session, <, 3);
      counts[dots->dots[i].session]++;
      /* On an even zone a later session's dots come later in the atlas. */
      if (i > 0 && dots->dots[i].x_px > 20 && dots->dots[i].x_px < 480 && dots->dots[i].y_px > 20
          && dots->dots[i].y_px < 480 && dots->dots[i].session == 0)
        g_assert_cmpuint (dots->dots[i].index, <=, (guint)(0.42 * 150 / 300 * 262144));
    }
  g_assert_cmpfloat (fabs (counts[0] / (double)dots->n_dots - 0.40), <, 0.01);
  g_assert_cmpfloat (fabs (counts[1] / (double)dots->n_dots - 0.35), <, 0.01);
}

/* Editing one zone leaves the dots of another alone, and where both lie there is no double. */
static void
test_zones_are_independent (void)
{
  g_autoptr (SmpZone) a = square ("zone-1", 0, 0, 60, 100, SMP_EDGE_HARD);
  g_autoptr (SmpZone) b = square ("zone-2", 80, 0, 60, 100, SMP_EDGE_HARD);
  g_autoptr (SmpZone) b2 = square ("zone-2", 80, 0, 60, 200, SMP_EDGE_HARD);
  g_autoptr (SmpZone) over = square ("zone-2", 30, 0, 60, 100, SMP_EDGE_HARD);
  g_autoptr (SmpDotSet) only_a = place (3, 0, a, NULL);
  g_autoptr (SmpDotSet) ab = place (3, 0, a, b);
  g_autoptr (SmpDotSet) ab2 = place (3, 0, a, b2);
  g_autoptr (SmpDotSet) overlap = place (3, 0, a, over);

  g_assert_cmpuint (common (only_a, ab), ==, only_a->n_dots);
  g_assert_cmpuint (common (only_a, ab2), ==, only_a->n_dots);
  g_assert_cmpuint (ab2->n_dots, >, ab->n_dots);
  /* 60 × 60 and 60 × 60 mm share 30 × 60 mm. */
  g_assert_cmpfloat (fabs ((double)overlap->n_dots / 5400 - 1), <, 0.015);
}

static void
test_keep_out (void)
{
  g_autoptr (SmpZone) a = square ("zone-1", 0, 0, 60, 100, SMP_EDGE_HARD);
  g_autoptr (SmpZone) hole = square ("zone-2", 20, 20, 20, 100, SMP_EDGE_HARD);
  g_autoptr (SmpDotSet) dots = NULL;

  hole->kind = SMP_ZONE_KEEP_OUT;
  dots = place (3, 0, a, hole);
  g_assert_cmpfloat (fabs ((double)dots->n_dots / 3200 - 1), <, 0.015);
  for (gsize i = 0; i < dots->n_dots; i++)
    g_assert_false (dots->dots[i].u_mm > 20.5f && dots->dots[i].u_mm < 39.5f
                    && dots->dots[i].v_mm > 20.5f && dots->dots[i].v_mm < 39.5f);
}

static void
test_threads_and_seeds (void)
{
  g_autoptr (SmpZone) zone = square ("zone-1", 5, 5, 100, 110, SMP_EDGE_HAIRLINE);
  g_autoptr (SmpDotSet) one = NULL;
  g_autoptr (SmpDotSet) other_seed = NULL;

  zone->irregularity_amplitude = 2;
  one = place (11, 1, zone, NULL);
  for (int threads = 2; threads <= 8; threads++)
    {
      g_autoptr (SmpDotSet) many = place (11, threads, zone, NULL);

      g_assert_cmpuint (many->n_dots, ==, one->n_dots);
      g_assert_cmpint (memcmp (many->dots, one->dots, one->n_dots * sizeof (SmpDot)), ==, 0);
    }
  other_seed = place (12, 1, zone, NULL);
  g_assert_cmpuint (common (one, other_seed), <, one->n_dots / 10);
}

/* The feather's ramp: nothing at the edge, half at 5 mm, all at 24 mm for the usual 8 mm; and the
 * irregularity moves the edge, never what lies behind it. */
static void
test_feather (void)
{
  g_autoptr (SmpZone) zone = square ("zone-1", 0, 0, 100, 110, SMP_EDGE_HAIRLINE);
  g_autoptr (SmpZone) ragged = NULL;
  g_autoptr (SmpSurface) surface = smp_surface_plane_new (MM_PER_PX, 0.05);
  g_autoptr (SmpDensityMap) map = NULL;
  g_autoptr (SmpDensityMap) ragged_map = NULL;
  double moved = 0;

  zone->feather[SMP_EDGE_HAIRLINE] = 8;
  map = smp_density_map_new (zone, surface, 1, 0, NULL, NULL);
  g_assert_cmpfloat (smp_density_map_share (map, smp_point (50, 0.2)), <, 0.02);
  g_assert_cmpfloat (fabs (smp_density_map_share (map, smp_point (50, 5)) - 0.5), <, 0.04);
  g_assert_cmpfloat (smp_density_map_share (map, smp_point (50, 24)), >, 0.99);
  g_assert_cmpfloat (smp_density_map_share (map, smp_point (50, -1)), ==, 0);

  ragged = smp_zone_copy (zone);
  ragged->irregularity_amplitude = 2;
  ragged->irregularity_wavelength = 6;
  ragged_map = smp_density_map_new (ragged, surface, 1, 0, NULL, NULL);
  for (double x = 30; x < 70; x += 0.5)
    {
      moved = MAX (moved, fabs (smp_density_map_share (map, smp_point (x, 4))
                                - smp_density_map_share (ragged_map, smp_point (x, 4))));
      g_assert_cmpfloat_with_epsilon (smp_density_map_share (map, smp_point (x, 40)),
                                      smp_density_map_share (ragged_map, smp_point (x, 40)), 1e-6);
    }
  g_assert_cmpfloat (moved, >, 0.1);
}

/* Of all points, those are there whose rank is below the share that the map has at their place. */
static void
test_thinned (void)
{
  const SmpFollicleAtlas *atlas = smp_follicle_atlas_get ();
  g_autoptr (SmpZone) soft = square ("zone-1", 0, 0, 60, 200, SMP_EDGE_HAIRLINE);
  g_autoptr (SmpZone) full = square ("zone-1", 0, 0, 60, 200, SMP_EDGE_HARD);
  g_autoptr (SmpSurface) surface = smp_surface_plane_new (MM_PER_PX, 0.05);
  SmpPoint points[2] = { { 20 / MM_PER_PX, 30 / MM_PER_PX }, { 40 / MM_PER_PX, 34 / MM_PER_PX } };
  SmpStroke stroke
      = { .remove = TRUE, .radius = 6, .amount = 0.75, .n_points = 2, .points = points };
  g_autoptr (SmpDensityMap) map = NULL;
  g_autoptr (SmpDotSet) dots = NULL, all = NULL;
  double ranks = 200 / atlas->density_max * atlas->n_points;
  gsize k = 0, n_near = 0;

  soft->irregularity_amplitude = 1;
  smp_zone_add_stroke (soft, &stroke);
  map = smp_density_map_new (soft, surface, 5, 0, NULL, NULL);
  dots = place (5, 0, soft, NULL);
  all = place (5, 0, full, NULL);
  for (gsize i = 0; i < all->n_dots; i++)
    {
      const SmpDot *dot = &all->dots[i];
      double limit
          = ranks * smp_density_map_share (map, smp_point ((double)dot->u_mm, (double)dot->v_mm));

      while (k < dots->n_dots
             && (dots->dots[k].index < dot->index
                 || (dots->dots[k].index == dot->index && dots->dots[k].tile < dot->tile)))
        k++;
      /* Places of dots are floats. */
      if (fabs (limit - dot->index) < ranks / 1000)
        n_near++;
      else
        g_assert_cmpint (k < dots->n_dots && same_place (&dots->dots[k], dot), ==,
                         dot->index < limit);
    }
  g_assert_cmpuint (dots->n_dots, <, all->n_dots * 9 / 10);
  g_assert_cmpuint (n_near, <, all->n_dots / 100);
}

static void
test_strokes (void)
{
  g_autoptr (SmpZone) zone = square ("zone-1", 0, 0, 60, 100, SMP_EDGE_HARD);
  g_autoptr (SmpSurface) surface = smp_surface_plane_new (MM_PER_PX, 0.05);
  g_autoptr (SmpDensityMap) map = NULL;
  SmpPoint points[2] = { { 20 / MM_PER_PX, 30 / MM_PER_PX }, { 40 / MM_PER_PX, 30 / MM_PER_PX } };
  SmpStroke stroke
      = { .remove = TRUE, .radius = 6, .amount = 0.75, .n_points = 2, .points = points };

  smp_zone_add_stroke (zone, &stroke);
  map = smp_density_map_new (zone, surface, 1, 0, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (smp_density_map_share (map, smp_point (30, 30)), 0.25, 0.01);
  g_assert_cmpfloat_with_epsilon (smp_density_map_share (map, smp_point (30, 40)), 1, 1e-6);
}

/* Both parts of the hairline's ramp can be set. */
static void
test_ramp (void)
{
  g_autoptr (SmpZone) zone = square ("zone-1", 0, 0, 100, 110, SMP_EDGE_HAIRLINE);
  g_autoptr (SmpSurface) surface = smp_surface_plane_new (MM_PER_PX, 0.05);
  const double shares[] = { 0, 0.5 }, reaches[] = { 2, 5 };

  zone->feather[SMP_EDGE_HAIRLINE] = 6;
  for (int i = 0; i < 2; i++)
    for (int k = 0; k < 2; k++)
      {
        g_autoptr (SmpDensityMap) map = NULL;

        zone->far_share = shares[i];
        zone->far_reach = reaches[k];
        map = smp_density_map_new (zone, surface, 1, 0, NULL, NULL);
        /* Where the near part is full, the far part is at 1 / reach. */
        for (double d = 1; d < 40; d += 1.5)
          {
            double near = MIN (d / 6, 1), far = MIN (d / (6 * reaches[k]), 1);

            near = near * near * (3 - 2 * near);
            far = far * far * (3 - 2 * far);
            g_assert_cmpfloat_with_epsilon (smp_density_map_share (map, smp_point (50, d)),
                                            (1 - shares[i]) * near + shares[i] * far, 0.01);
          }
      }
}

/* Long waves move the hairline by millimetres over centimetres, and nothing behind it. */
static void
test_macro (void)
{
  g_autoptr (SmpZone) zone = square ("zone-1", 0, 0, 150, 110, SMP_EDGE_HAIRLINE);
  g_autoptr (SmpSurface) surface = smp_surface_plane_new (MM_PER_PX, 0.05);
  g_autoptr (SmpDensityMap) map = NULL;
  double least = 100, most = -100, last = 0, step = 0;

  zone->feather[SMP_EDGE_HAIRLINE] = 0;
  zone->macro_amplitude = 5;
  zone->macro_wavelength = 50;
  map = smp_density_map_new (zone, surface, 3, 0, NULL, NULL);
  for (double x = 20; x < 130; x += 1)
    {
      double y = -8;

      while (y < 20 && smp_density_map_share (map, smp_point (x, y)) < 0.5)
        y += 0.1;
      least = MIN (least, y);
      most = MAX (most, y);
      if (x > 20)
        step = MAX (step, fabs (y - last));
      last = y;
      g_assert_cmpfloat (smp_density_map_share (map, smp_point (x, 12)), ==, 1);
    }
  g_assert_cmpfloat (most - least, >, 3);
  g_assert_cmpfloat (most - least, <, 10.5);
  g_assert_cmpfloat (step, <, 1.5);
}

/* Dots differ by as much as the zone says: by nothing, or by the deviations that are set. */
static void
test_variation (void)
{
  const SmpVariation none = { 0 }, much = { 0.3, 0.2, 0.5, 20, 0 };
  const SmpVariation *const tried[] = { &none, &much };

  for (int t = 0; t < 2; t++)
    {
      g_autoptr (SmpZone) zone = square ("zone-1", 0, 0, 100, 150, SMP_EDGE_HARD);
      g_autoptr (SmpDotSet) dots = NULL;
      double sum = 0, square_sum = 0, strength = 0, strength2 = 0, roundest = 0, longest = 1;
      double x = 0, y = 0, n;

      zone->variation = *tried[t];
      dots = place (4, 0, zone, NULL);
      n = (double)dots->n_dots;
      for (gsize i = 0; i < dots->n_dots; i++)
        {
          double d = log ((double)dots->dots[i].diameter_mm / zone->dot_diameter);
          double s = (double)dots->dots[i].strength - 1;

          sum += d;
          square_sum += d * d;
          strength += s;
          strength2 += s * s;
          roundest = MAX (roundest, (double)dots->dots[i].axis_ratio);
          longest = MIN (longest, (double)dots->dots[i].axis_ratio);
          x += cos (2 * (double)dots->dots[i].angle_rad);
          y += sin (2 * (double)dots->dots[i].angle_rad);
        }
      g_assert_cmpfloat_with_epsilon (sum / n, 0, 0.01);
      g_assert_cmpfloat_with_epsilon (sqrt (square_sum / n), tried[t]->diameter, 0.01);
      g_assert_cmpfloat_with_epsilon (strength / n, 0, 0.02);
      g_assert_cmpfloat_with_epsilon (sqrt (strength2 / n), tried[t]->strength, 0.015);
      g_assert_cmpfloat_with_epsilon (roundest, 1, 0.001);
      g_assert_cmpfloat_with_epsilon (longest, 1 - tried[t]->elongation, 0.001);
      /* On a plane nothing tells how stubble grows. */
      g_assert_cmpfloat (hypot (x, y) / n, <, 0.03);
    }
}

/* Clusters are two or three marks that touch and together are as large as one dot; in a photo that
 * cannot show them they are one dot in the same place. */
static void
test_clusters (void)
{
  g_autoptr (SmpZone) zone = square ("zone-1", 0, 0, 100, 150, SMP_EDGE_HARD);
  g_autoptr (SmpZone) large = NULL;
  g_autoptr (SmpDotSet) plain = place (4, 0, zone, NULL);
  g_autoptr (SmpDotSet) far_off = NULL;
  g_autoptr (SmpDotSet) close = NULL;
  g_autoptr (SmpDotSet) without = NULL;
  double area = 0, area_without = 0;
  gsize clusters = 0, threes = 0;

  zone->variation.cluster = 0.4;
  far_off = place (4, 0, zone, NULL);
  g_assert_cmpuint (far_off->n_dots, ==, plain->n_dots);
  g_assert_cmpint (memcmp (far_off->dots, plain->dots, plain->n_dots * sizeof (SmpDot)), ==, 0);

  large = smp_zone_copy (zone);
  large->dot_diameter = 0.8;
  close = place (4, 3, large, NULL);
  large->variation.cluster = 0;
  without = place (4, 1, large, NULL);
  for (gsize i = 0; i < without->n_dots; i++)
    area_without += pow ((double)without->dots[i].diameter_mm, 2);
  for (gsize i = 0, n; i < close->n_dots; i += n)
    {
      const SmpDot *dot = &close->dots[i];

      for (n = 1; i + n < close->n_dots && dot[n].index == dot->index && dot[n].tile == dot->tile;
           n++)
        {
          double d = hypot ((double)(dot[n].u_mm - dot->u_mm), (double)(dot[n].v_mm - dot->v_mm));

          g_assert_cmpfloat_with_epsilon (d, 1.16 * (double)dot->diameter_mm, 0.02);
          g_assert_cmpfloat_with_epsilon (
              hypot ((double)(dot[n].x_px - dot->x_px), (double)(dot[n].y_px - dot->y_px)),
              d / MM_PER_PX, 0.01);
        }
      for (gsize k = 0; k < n; k++)
        area += pow ((double)dot[k].diameter_mm, 2);
      clusters += n > 1;
      threes += n == 3;
      g_assert_cmpuint (n, <=, 3);
    }
  g_assert_cmpfloat_with_epsilon ((double)clusters / (double)without->n_dots, 0.4, 0.02);
  g_assert_cmpfloat_with_epsilon ((double)threes / (double)clusters, 0.25, 0.02);
  g_assert_cmpfloat_with_epsilon (area / area_without, 1, 1e-4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stipple/dots/count", test_count);
  g_test_add_func ("/stipple/dots/nested", test_nested);
  g_test_add_func ("/stipple/dots/sessions", test_sessions);
  g_test_add_func ("/stipple/dots/zones-are-independent", test_zones_are_independent);
  g_test_add_func ("/stipple/dots/keep-out", test_keep_out);
  g_test_add_func ("/stipple/dots/threads-and-seeds", test_threads_and_seeds);
  g_test_add_func ("/stipple/dots/feather", test_feather);
  g_test_add_func ("/stipple/dots/thinned", test_thinned);
  g_test_add_func ("/stipple/dots/strokes", test_strokes);
  g_test_add_func ("/stipple/dots/ramp", test_ramp);
  g_test_add_func ("/stipple/dots/macro", test_macro);
  g_test_add_func ("/stipple/dots/variation", test_variation);
  g_test_add_func ("/stipple/dots/clusters", test_clusters);
  return g_test_run ();
}
