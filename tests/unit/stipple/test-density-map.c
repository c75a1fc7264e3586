/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "base/smp-hash.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "stipple/smp-density-map.h"
#include "stipple/smp-density-range.h"
#include "stipple/smp-dots.h"
#include "stipple/smp-follicle-atlas.h"
#include "stipple/smp-zone-polygon.h"
#include "surface/smp-surface-head.h"
#include "surface/smp-surface-plane.h"

/* 64 pages: how coarsely the kernel counts. */
#define BATCH_MB 0.25
#define MM_PER_PX 0.1

static double
dice (guint64 number, guint64 *counter)
{
  return smp_hash_unit (smp_hash_u64 (99, number, (*counter)++));
}

/* A star of random radii whose stretches are of all three kinds of edge. */
static SmpZone *
random_zone (guint64 number)
{
  guint64 k = 0;
  SmpZone *zone = smp_zone_new ("zone-1", SMP_ZONE_SCALP, "photo-1");
  double size = 10 + 90 * dice (number, &k);
  gsize n = 3 + (gsize)(9 * dice (number, &k));
  SmpNode nodes[12];
  g_autoptr (SmpOutline) outline = NULL;

  for (gsize i = 0; i < n; i++)
    {
      double r = size * (0.4 + 0.6 * dice (number, &k)) / MM_PER_PX;
      double angle = 2 * G_PI * (double)i / (double)n;

      nodes[i] = (SmpNode){ { 1000 + r * cos (angle), 1000 + r * sin (angle) },
                            dice (number, &k) < 0.3,
                            (SmpEdge)(dice (number, &k) * SMP_N_EDGES) };
    }
  outline = smp_outline_new (nodes, n, TRUE);
  smp_zone_set_outline (zone, outline);
  zone->feather[SMP_EDGE_HAIRLINE] = 15 * dice (number, &k);
  zone->feather[SMP_EDGE_BLEND] = 25 * dice (number, &k);
  zone->far_reach = 1 + 3 * dice (number, &k);
  zone->irregularity_amplitude = zone->macro_amplitude = 0;
  return zone;
}

static double
distance_to_side (SmpPoint a, SmpPoint b, SmpPoint p)
{
  SmpPoint side = smp_point_sub (b, a), off = smp_point_sub (p, a);
  double length2 = smp_point_dot (side, side);
  double t = length2 > 0 ? CLAMP (smp_point_dot (off, side) / length2, 0, 1) : 0;

  return smp_point_distance (off, smp_point_scale (side, t));
}

static double
smooth (double t)
{
  t = CLAMP (t, 0, 1);
  return t * t * (3 - 2 * t);
}

/* The share at a place inside, from its distance to every side of the outline. */
static double
share_by_hand (const SmpZone *zone, const SmpPolygon *polygon, SmpPoint uv, double cell)
{
  double nearest[SMP_N_EDGES] = { G_MAXDOUBLE, G_MAXDOUBLE, G_MAXDOUBLE }, share = 1;

  for (gsize i = 0; i < polygon->n_points; i++)
    {
      double d
          = distance_to_side (polygon->points[i], polygon->points[(i + 1) % polygon->n_points], uv);

      nearest[polygon->edges[i]] = MIN (nearest[polygon->edges[i]], d);
    }
  for (int edge = 0; edge < SMP_N_EDGES; edge++)
    {
      double t = nearest[edge] / MAX (zone->feather[edge], 1e-9), ramp;

      if (edge == SMP_EDGE_HARD || zone->feather[edge] < cell)
        ramp = MIN (nearest[edge] / cell + 0.5, 1);
      else if (edge == SMP_EDGE_HAIRLINE)
        ramp = (1 - zone->far_share) * smooth (t) + zone->far_share * smooth (t / zone->far_reach);
      else
        ramp = smooth (t);
      share = MIN (share, ramp);
    }
  return share;
}

/* What the map leaves out to be fast changes nothing: cell by cell it holds what the definition
 * says. */
static void
test_definition (void)
{
  g_autoptr (SmpSurface) surface = smp_surface_plane_new (MM_PER_PX, 0);
  gsize n_between = 0;

  for (guint64 number = 0; number < 40; number++)
    {
      g_autoptr (SmpZone) zone = random_zone (number);
      g_autoptr (SmpPolygon) polygon = smp_zone_polygon_new (zone, surface);
      g_autoptr (SmpDensityMap) map = smp_density_map_new (zone, surface, 1, 2, NULL, NULL);

      /* Every seventh cell, which is never the same place of a block. */
      for (int i = 0; i < map->width * map->height; i += 7)
        {
          SmpPoint uv = smp_point (map->origin.x + (i % map->width + 0.5) * map->cell_mm,
                                   map->origin.y + (i / map->width + 0.5) * map->cell_mm);
          double got = map->share[i] / (double)SMP_SHARE_ONE, want;

          if (!smp_polygon_contains (polygon, uv))
            {
              g_assert_cmpfloat (got, <=, 0.5);
              continue;
            }
          want = share_by_hand (zone, polygon, uv, map->cell_mm);
          n_between += want > 0.01 && want < 0.99;
          if (fabs (got - want) > 2.0 / SMP_SHARE_ONE)
            g_error ("zone %" G_GUINT64_FORMAT ", cell %d: %.5f instead of %.5f", number, i, got,
                     want);
        }
    }
  /* Or nothing was tried. */
  g_assert_cmpint (n_between, >, 50000);
}

/* A square of 60 mm with hard edges and one stroke from left to right through its middle. */
static SmpZone *
stroked (double *pressure)
{
  SmpZone *zone = smp_zone_new ("zone-1", SMP_ZONE_PATCH, "photo-1");
  SmpPoint line[2] = { { 100, 400 }, { 700, 400 } };
  SmpStroke stroke = { TRUE, 8, 0.8, 2, line, pressure };
  SmpNode nodes[4];
  g_autoptr (SmpOutline) outline = NULL;

  for (int i = 0; i < 4; i++)
    nodes[i]
        = (SmpNode){ { i == 1 || i == 2 ? 700 : 100, i >= 2 ? 700 : 100 }, TRUE, SMP_EDGE_HARD };
  outline = smp_outline_new (nodes, 4, TRUE);
  smp_zone_set_outline (zone, outline);
  smp_zone_add_stroke (zone, &stroke);
  return zone;
}

/* A pen's pressure makes a stroke stronger and wider along its way. */
static void
test_pressure (void)
{
  g_autoptr (SmpSurface) surface = smp_surface_plane_new (MM_PER_PX, 0);
  double full[] = { 1, 1 }, rising[] = { 0, 1 };
  g_autoptr (SmpZone) without = stroked (NULL);
  g_autoptr (SmpZone) pressed = stroked (full);
  g_autoptr (SmpZone) light = stroked (rising);
  g_autoptr (SmpDensityMap) a = smp_density_map_new (without, surface, 1, 1, NULL, NULL);
  g_autoptr (SmpDensityMap) b = smp_density_map_new (pressed, surface, 1, 2, NULL, NULL);
  g_autoptr (SmpDensityMap) c = smp_density_map_new (light, surface, 1, 2, NULL, NULL);

  for (int i = 0; i < a->width * a->height; i++)
    g_assert_cmpint (ABS (a->share[i] - b->share[i]), <=, 1);
  for (int x = 15; x <= 65; x += 5)
    {
      double p = (x - 10) / 60.0, radius = 8 * (0.3 + 0.7 * p);

      /* On the line, all of p; at three quarters of the radius, half of it; beyond it, nothing. */
      g_assert_cmpfloat_with_epsilon (smp_density_map_share (c, smp_point (x, 40)), 1 - 0.8 * p,
                                      0.01);
      g_assert_cmpfloat_with_epsilon (smp_density_map_share (c, smp_point (x, 40 + 0.75 * radius)),
                                      1 - 0.4 * p, 0.06);
      g_assert_cmpfloat_with_epsilon (smp_density_map_share (c, smp_point (x, 40 - 1.3 * radius)),
                                      1, 0.01);
    }
  /* What is known of one is not taken for the other. */
  g_assert_false (smp_density_map_is_of (a, without, pressed, surface));
  g_assert_false (smp_density_map_is_of (b, pressed, light, surface));
  g_assert_true (smp_density_map_is_of (c, light, light, surface));
}

/* A head seen from above, with a plane for the face. */
static SmpSurface *
head_surface (void)
{
  SmpHead head = {
    .axes = { 90, 110, 95 },
    .whorl = SMP_WHORL_DEFAULT,
    .camera = { 5000, { 1500, 2000 } },
    .translation = { 0, 0, 700 },
  };

  head.rotation = smp_quaternion_mul ((SmpQuaternion){ 0, 1, 0, 0 },
                                      smp_quaternion_from_vector (smp_vec3 (0.3, 0, 0)));
  return smp_surface_head_new (&head);
}

static SmpZone *
round_zone (const char *id, SmpZoneKind kind, const char *space, SmpPoint centre, double radius)
{
  SmpZone *zone = smp_zone_new (id, kind, space);
  SmpNode nodes[12];
  g_autoptr (SmpOutline) outline = NULL;

  for (int i = 0; i < 12; i++)
    nodes[i] = (SmpNode){ { centre.x + radius * cos (i * G_PI / 6),
                            centre.y + radius * sin (i * G_PI / 6) },
                          FALSE,
                          i < 6 ? SMP_EDGE_HAIRLINE : SMP_EDGE_HARD };
  outline = smp_outline_new (nodes, 12, TRUE);
  smp_zone_set_outline (zone, outline);
  zone->density = 210;
  return zone;
}

/* The same point of the atlas may be on the scalp and in the beard, for these are two surfaces. Its
 * two dots must not come in the order in which threads found them. */
static void
test_two_surfaces (void)
{
  g_autoptr (SmpSurface) surface = head_surface ();
  g_autoptr (SmpPlan) plan = smp_plan_new (5);
  gsize n_pairs = 0;

  g_ptr_array_add (plan->zones,
                   round_zone ("zone-1", SMP_ZONE_SCALP, "head", smp_point (0, 0), 90));
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("zone-%d", i + 2);

      g_ptr_array_add (plan->zones, round_zone (id, SMP_ZONE_BEARD, "photo-1",
                                                smp_point (200 + 250 * i, 300), 140));
    }
  for (int threads = 1; threads <= 4; threads++)
    for (int repeat = 0; repeat < 5; repeat++)
      {
        g_autoptr (SmpDotSet) dots = smp_dots_place (plan, "photo-1", surface, threads, NULL, NULL);

        for (gsize i = 1; i < dots->n_dots; i++)
          if (dots->dots[i].index == dots->dots[i - 1].index
              && dots->dots[i].tile == dots->dots[i - 1].tile)
            {
              n_pairs++;
              g_assert_cmpint (dots->dots[i - 1].zone, <, dots->dots[i].zone);
            }
      }
  g_assert_cmpint (n_pairs, >, 200);
}

/* kB, of this process. */
static double
status (const char *key)
{
  char line[256];
  double value = 0;
  FILE *file = fopen ("/proc/self/status", "r");

  while (file != NULL && fgets (line, sizeof line, file) != NULL)
    if (g_str_has_prefix (line, key))
      value = strtod (line + strlen (key), NULL);
  if (file != NULL)
    fclose (file);
  return value;
}

static gboolean
forget_peak (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");
  gboolean done = file != NULL && fputs ("5", file) >= 0;

  return file != NULL && fclose (file) == 0 && done;
}

/* MB that were taken at most for the dots of @zone, beyond these. */
static double
peak_beyond (const SmpZone *zone, const SmpSurface *surface, int threads, gsize *n_dots)
{
  g_autoptr (SmpPlan) empty = smp_plan_new (1);
  g_autoptr (SmpPlan) plan = smp_plan_with_zone (empty, zone);
  g_autoptr (SmpDotSet) dots = NULL;
  double before;

#ifdef __GLIBC__
  malloc_trim (0);
#endif
  g_assert_true (forget_peak ());
  before = status ("VmRSS:");
  dots = smp_dots_place (plan, "photo-1", surface, threads, NULL, NULL);
  *n_dots = dots->n_dots;
  return (status ("VmHWM:") - before) / 1024 - (double)(dots->n_dots * sizeof (SmpDot)) / 1048576;
}

/* The kernel counts a thread's pages in batches of 64, and what else of the program is first used
 * then counts as well: of some tries the least is nearest to the truth. */
static double
least_beyond (const SmpZone *zone, const SmpSurface *surface, int threads, gsize *n_dots)
{
  double least = G_MAXDOUBLE;

  for (int i = 0; i < 6; i++)
    least = MIN (least, peak_beyond (zone, surface, threads, n_dots));
  return least;
}

/* 100,000 dots on 500 cm² take 2 MB more than they are at most, on a plane and on a head that shows
 * two thirds of them. */
static void
test_memory (void)
{
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__ || !defined __GLIBC__
  g_test_skip ("memory is not counted under a sanitizer or another C library");
#else
  g_autoptr (SmpSurface) plane = smp_surface_plane_new (MM_PER_PX, 0);
  g_autoptr (SmpSurface) head = head_surface ();
  double r = sqrt (500 / G_PI) * 10;
  g_autoptr (SmpZone) flat
      = round_zone ("zone-1", SMP_ZONE_SCALP, "photo-1", smp_point (1400, 1400), r / MM_PER_PX);
  g_autoptr (SmpZone) round
      = round_zone ("zone-1", SMP_ZONE_SCALP, "head", smp_point (0, 0), 0.98 * r);
  g_autoptr (SmpZone) small
      = round_zone ("zone-1", SMP_ZONE_SCALP, "photo-1", smp_point (200, 200), 100);
  gsize n;

  if (!forget_peak () || !(status ("VmHWM:") > 0))
    {
      g_test_skip ("this system does not tell how much memory a process takes");
      return;
    }
  mallopt (M_MMAP_THRESHOLD, 128 * 1024);
  /* The atlas and the program itself. */
  peak_beyond (small, plane, 1, &n);
  peak_beyond (small, head, 2, &n);
  for (int threads = 1; threads <= 2; threads++)
    {
      double beyond = least_beyond (flat, plane, threads, &n);

      g_test_message ("plane, %d threads: %" G_GSIZE_FORMAT " dots, %.2f MB beyond", threads, n,
                      beyond);
      g_assert_cmpint (n, >, 95000);
      g_assert_cmpfloat (beyond, <=, 2 + BATCH_MB);
      beyond = least_beyond (round, head, threads, &n);
      g_test_message ("head, %d threads: %" G_GSIZE_FORMAT " dots, %.2f MB beyond", threads, n,
                      beyond);
      g_assert_cmpint (n, >, 20000);
      g_assert_cmpfloat (beyond, <=, 2 + BATCH_MB);
    }
#endif
}

/* The share at places in the box, by the map itself. */
static void
assert_range (const SmpDensityMap *map, const SmpRect *box, guint64 *k)
{
  SmpDensityRange range = smp_density_range_in (map, box);

  for (int i = 0; i < 100; i++)
    {
      SmpPoint uv
          = smp_point (box->x + box->width * dice (7, k), box->y + box->height * dice (7, k));
      double share = smp_density_map_share (map, uv) * SMP_SHARE_ONE;

      g_assert_cmpfloat (share, >=, range.least);
      g_assert_cmpfloat (share, <=, range.most);
    }
}

/* A limit that is not between those of its range would choose other dots. */
static void
test_ranges (void)
{
  g_autoptr (SmpSurface) plane = smp_surface_plane_new (MM_PER_PX, 0);
  guint64 k = 0;
  guint n_narrow = 0;

  for (guint64 number = 0; number < 20; number++)
    {
      g_autoptr (SmpZone) zone = random_zone (number);
      g_autoptr (SmpDensityMap) map = smp_density_map_new (zone, plane, 1, 1, NULL, NULL);
      double width = map->width * map->cell_mm, height = map->height * map->cell_mm;

      for (int i = 0; i < 200; i++)
        {
          SmpRect box = { map->origin.x + width * (1.4 * dice (8, &k) - 0.3),
                          map->origin.y + height * (1.4 * dice (8, &k) - 0.3), 8 * dice (8, &k),
                          8 * dice (8, &k) };
          SmpDensityRange range = smp_density_range_in (map, &box);

          assert_range (map, &box, &k);
          n_narrow += range.most - range.least < SMP_SHARE_ONE / 8;
        }
    }
  /* Most boxes lie inside or outside: else nothing would be gained. */
  g_assert_cmpint (n_narrow, >, 20 * 200 / 2);
}

/* Where zones overlap every point is looked up; where one lies alone most are not. One that is kept
 * free in the corner beside a round zone must change nothing. */
static void
check_looked_up (const SmpSurface *surface, const char *space, SmpPoint centre, double radius)
{
  double corner = 0.9 * radius;
  g_autoptr (SmpPlan) alone = smp_plan_new (5), crowded = smp_plan_new (5);
  g_autoptr (SmpDotSet) dots = NULL, looked_up = NULL;
  gsize n_later = 0;

  g_ptr_array_add (alone->zones, round_zone ("zone-1", SMP_ZONE_SCALP, space, centre, radius));
  g_ptr_array_add (crowded->zones, round_zone ("zone-1", SMP_ZONE_SCALP, space, centre, radius));
  g_ptr_array_add (crowded->zones,
                   round_zone ("zone-2", SMP_ZONE_KEEP_OUT, space,
                               smp_point (centre.x + corner, centre.y + corner), 0.1 * radius));
  dots = smp_dots_place (alone, "photo-1", surface, 2, NULL, NULL);
  looked_up = smp_dots_place (crowded, "photo-1", surface, 2, NULL, NULL);
  g_assert_cmpint (dots->n_dots, >, 5000);
  g_assert_cmpint (dots->n_dots, ==, looked_up->n_dots);
  for (gsize i = 0; i < dots->n_dots; i++)
    {
      g_assert_cmpint (dots->dots[i].index, ==, looked_up->dots[i].index);
      g_assert_cmpint (dots->dots[i].tile, ==, looked_up->dots[i].tile);
      g_assert_cmpint (dots->dots[i].session, ==, looked_up->dots[i].session);
      n_later += dots->dots[i].session > 0;
    }
  g_assert_cmpint (n_later, >, 1000);
}

static void
test_looked_up (void)
{
  g_autoptr (SmpSurface) plane = smp_surface_plane_new (MM_PER_PX, 0);
  g_autoptr (SmpSurface) head = head_surface ();

  check_looked_up (plane, "photo-1", smp_point (1400, 1400), 900);
  check_looked_up (head, "head", smp_point (0, 0), 80);
}

/* The map of a long head is narrower than its scalp in places, and its limit there more than 1. No
 * zone gets more than its density for that. */
static void
test_never_denser (void)
{
  const SmpFollicleAtlas *atlas = smp_follicle_atlas_get ();
  g_autoptr (SmpSurface) surface = head_surface ();
  g_autoptr (SmpZone) all = round_zone ("zone-1", SMP_ZONE_SCALP, "head", smp_point (0, 0), 90);
  g_autoptr (SmpDensityMap) map = smp_density_map_new (all, surface, 1, 1, NULL, NULL);
  gsize n_over = 0;

  for (int i = 0; i < map->width * map->height; i++)
    n_over += map->limit[i] > SMP_SHARE_ONE;
  g_assert_cmpint (n_over, >, 500);
  for (int density = 50; density < 290; density += 4)
    {
      g_autoptr (SmpPlan) plan = smp_plan_new (5);
      SmpZone *zone = round_zone ("zone-1", SMP_ZONE_SCALP, "head", smp_point (0, 0), 90);
      g_autoptr (SmpDotSet) dots = NULL;
      double ranks = density / atlas->density_max * atlas->n_points;

      zone->density = density;
      g_ptr_array_add (plan->zones, zone);
      dots = smp_dots_place (plan, "photo-1", surface, 2, NULL, NULL);
      for (gsize i = 0; i < dots->n_dots; i++)
        g_assert_cmpfloat (dots->dots[i].index, <, ranks);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/density-map/definition", test_definition);
  g_test_add_func ("/density-map/pressure", test_pressure);
  g_test_add_func ("/density-map/two-surfaces", test_two_surfaces);
  g_test_add_func ("/density-map/ranges", test_ranges);
  g_test_add_func ("/density-map/looked-up", test_looked_up);
  g_test_add_func ("/density-map/never-denser", test_never_denser);
  g_test_add_func ("/density-map/memory", test_memory);

  return g_test_run ();
}
