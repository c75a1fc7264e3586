/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>
#include <string.h>

#include "geometry/smp-outline.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "stipple/smp-density-map.h"
#include "stipple/smp-density-range.h"
#include "stipple/smp-density-reuse.h"
#include "stipple/smp-dots.h"
#include "stipple/smp-zone-polygon.h"
#include "surface/smp-surface-head.h"
#include "surface/smp-surface-plane.h"

/* Dots of an outline of which a node is dragged are made from those of before, and must be as if
 * there had been none. */

#define MM_PER_PX 0.2
#define N_NODES 12

/* px from where the node was before; far out of any photo too. */
static const SmpPoint moves[] = {
  { 0.3, 0 }, { 6, -11 }, { -14, 30 }, { 90, 160 }, { -700, 40 }, { 30, 500 }, { 2400, -1500 },
};

static SmpZone *
round_zone (const char *id, SmpPoint middle, double radius, gboolean mixed)
{
  SmpZone *zone = smp_zone_new (id, SMP_ZONE_SCALP, "photo-1");
  g_autoptr (SmpOutline) outline = NULL;
  SmpNode nodes[N_NODES];

  for (int i = 0; i < N_NODES; i++)
    {
      double r = radius * (1 + 0.1 * (i % 3)), angle = i * 2 * G_PI / N_NODES;
      SmpEdge edge = mixed ? (SmpEdge)(i / 2 % SMP_N_EDGES) : SMP_EDGE_HAIRLINE;

      nodes[i] = (SmpNode){ { middle.x + 1.2 * r * cos (angle), middle.y + r * sin (angle) },
                            i % 5 == 4,
                            edge };
    }
  outline = smp_outline_new (nodes, N_NODES, TRUE);
  smp_zone_set_outline (zone, outline);
  zone->density = 90;
  return zone;
}

static void
add_strokes (SmpZone *zone, SmpPoint middle, double radius)
{
  double pressure[2] = { 0.4, 1 };

  for (int i = 0; i < 2; i++)
    {
      SmpPoint line[2] = { middle, { middle.x + 1.1 * radius, middle.y + (i - 0.3) * radius } };
      SmpStroke stroke = {
        .remove = i == 0,
        .radius = 4,
        .amount = 0.7,
        .n_points = 2,
        .points = line,
        .pressure = i == 0 ? NULL : pressure,
      };

      smp_zone_add_stroke (zone, &stroke);
    }
}

static SmpZone *
with_node_moved (const SmpZone *zone, gsize node, SmpPoint by)
{
  SmpZone *moved = smp_zone_copy (zone);
  g_autofree SmpNode *nodes
      = g_memdup2 (zone->outline->nodes, zone->outline->n_nodes * sizeof (SmpNode));
  g_autoptr (SmpOutline) outline = NULL;

  nodes[node].point = smp_point_add (nodes[node].point, by);
  outline = smp_outline_new (nodes, zone->outline->n_nodes, TRUE);
  smp_zone_set_outline (moved, outline);
  return moved;
}

static void
assert_same_map (const SmpZone *zone,
                 const SmpZone *drawn,
                 const SmpDensityMap *before,
                 const SmpSurface *surface,
                 SmpDensityMap **after)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpDensityMap) fresh = smp_density_map_new (zone, surface, 5, 1, NULL, &error);
  SmpDensityMap *map = smp_density_map_new_after (before, drawn, zone, surface, 5, 2, NULL, &error);
  gsize n;

  g_assert_no_error (error);
  /* To the bit, like the cells. */
  g_assert_cmpmem (&map->origin, sizeof (SmpPoint), &fresh->origin, sizeof (SmpPoint));
  g_assert_cmpmem (&map->cell_mm, sizeof (double), &fresh->cell_mm, sizeof (double));
  g_assert_cmpmem (&map->density, sizeof (double), &fresh->density, sizeof (double));
  g_assert_cmpint (map->width, ==, fresh->width);
  g_assert_cmpint (map->height, ==, fresh->height);
  n = (gsize)map->width * (gsize)map->height * sizeof (guint16);
  g_assert_cmpmem (map->share, n, fresh->share, n);
  g_assert_cmpmem (map->limit, n, fresh->limit, n);
  g_assert_cmpmem (map->ranges, smp_density_ranges_size (map), fresh->ranges,
                   smp_density_ranges_size (fresh));
  g_assert_cmpmem (&map->area_cm2, sizeof (double), &fresh->area_cm2, sizeof (double));
  *after = map;
}

/* Some nodes, near and far, one drag after another. */
static void
check_maps (const SmpZone *zone, const SmpSurface *surface, gsize n_moves)
{
  for (gsize node = 0; node < N_NODES; node += 5)
    {
      g_autoptr (SmpZone) drawn = smp_zone_copy (zone);
      g_autoptr (SmpDensityMap) map = smp_density_map_new (zone, surface, 5, 1, NULL, NULL);

      for (gsize i = 0; i < n_moves; i++)
        {
          g_autoptr (SmpZone) moved = with_node_moved (drawn, node, moves[i]);
          SmpDensityMap *after;

          assert_same_map (moved, drawn, map, surface, &after);
          smp_density_map_unref (map);
          map = after;
          smp_zone_unref (drawn);
          drawn = g_steal_pointer (&moved);
        }
    }
}

static void
test_maps (void)
{
  g_autoptr (SmpSurface) surface = smp_surface_plane_new (MM_PER_PX, 0.05);

  for (int kind = 0; kind < 6; kind++)
    {
      SmpPoint middle = smp_point (800, 700);
      double radius = kind == 5 ? 60 : 500;
      g_autoptr (SmpZone) zone = round_zone ("zone-1", middle, radius, kind % 2 == 1);

      zone->irregularity_amplitude = kind == 2 || kind == 3 ? 2.5 : 0;
      zone->macro_amplitude = kind == 3 ? 3 : 0;
      if (kind == 1)
        zone->feather[SMP_EDGE_HAIRLINE] = zone->feather[SMP_EDGE_BLEND] = 0;
      if (kind >= 3)
        add_strokes (zone, middle, radius);
      check_maps (zone, surface, kind == 5 ? 5 : G_N_ELEMENTS (moves));
    }
}

static SmpSurface *
ball (double radius)
{
  SmpHead head = {
    .rotation = smp_quaternion_mul ((SmpQuaternion){ 0, 1, 0, 0 },
                                    smp_quaternion_from_vector (smp_vec3 (0.9, 0, 0))),
    .axes = { radius, radius, radius },
    .whorl = SMP_WHORL_DEFAULT,
    .camera = { 5000, { 1500, 2000 } },
    .translation = { 0, 0, 700 },
  };

  return smp_surface_head_new (&head);
}

static void
test_maps_on_head (void)
{
  g_autoptr (SmpSurface) surface = ball (90);

  for (int kind = 0; kind < 2; kind++)
    {
      SmpPoint middle = smp_point (1500, 1900);
      g_autoptr (SmpZone) zone = round_zone ("zone-1", middle, kind == 0 ? 150 : 320, kind == 1);

      if (kind == 1)
        add_strokes (zone, middle, 320);
      check_maps (zone, surface, 4);
    }
}

/* What else than an outline may differ: nothing of before may stay then. */
static void
test_other_zones (void)
{
  g_autoptr (SmpSurface) surface = smp_surface_plane_new (MM_PER_PX, 0);
  g_autoptr (SmpSurface) larger = smp_surface_plane_new (MM_PER_PX * 1.25, 0);
  SmpPoint middle = smp_point (800, 700);
  g_autoptr (SmpZone) zone = round_zone ("zone-1", middle, 400, TRUE);
  g_autoptr (SmpDensityMap) map = smp_density_map_new (zone, surface, 5, 1, NULL, NULL);

  for (int edit = 0; edit < 9; edit++)
    {
      g_autoptr (SmpZone) other = with_node_moved (zone, 3, smp_point (4, 9));
      g_autoptr (SmpDensityMap) after = NULL;

      other->feather[SMP_EDGE_HAIRLINE] += edit == 0 ? 1 : 0;
      other->feather[SMP_EDGE_BLEND] += edit == 1 ? 1 : 0;
      other->far_share += edit == 2 ? 0.1 : 0;
      other->far_reach += edit == 3 ? 0.5 : 0;
      other->irregularity_amplitude += edit == 4 ? 0.5 : 0;
      other->macro_wavelength += edit == 5 ? 5 : 0;
      if (edit == 6)
        add_strokes (other, middle, 400);
      if (edit == 7)
        {
          g_free (other->id);
          other->id = g_strdup ("zone-2");
        }
      assert_same_map (other, zone, map, edit == 8 ? larger : surface, &after);
    }
}

/* A head of another size, with a zone that is drawn on it: the outline stays as it is on the map,
 * the scale under it does not. */
static void
test_other_head (void)
{
  g_autoptr (SmpSurface) head = ball (90), larger = ball (91);
  g_autoptr (SmpZone) zone = smp_zone_new ("zone-1", SMP_ZONE_SCALP, "head");
  g_autoptr (SmpZone) drawn = round_zone ("zone-1", smp_point (0, 60), 50, FALSE);
  g_autoptr (SmpZone) moved = NULL;
  g_autoptr (SmpDensityMap) map = NULL, after = NULL;

  smp_zone_set_outline (zone, drawn->outline);
  map = smp_density_map_new (zone, head, 5, 1, NULL, NULL);
  moved = with_node_moved (zone, 4, smp_point (1, 1));
  assert_same_map (moved, zone, map, larger, &after);
}

/* Now and then a node changes the scale of the noise, and with it the whole hairline. */
static void
test_other_scale (void)
{
  g_autoptr (SmpSurface) surface = ball (90);
  int n_other = 0, n = 0;

  for (double radius = 300; radius <= 400; radius += 5, n++)
    {
      g_autoptr (SmpZone) zone = round_zone ("zone-1", smp_point (1500, 1900), radius, FALSE);
      g_autoptr (SmpZone) moved = with_node_moved (zone, 3, smp_point (0, -30));
      g_autoptr (SmpDensityMap) map = smp_density_map_new (zone, surface, 5, 1, NULL, NULL);
      g_autoptr (SmpDensityMap) after = NULL;

      assert_same_map (moved, zone, map, surface, &after);
      n_other += after->scales.wavelength < map->scales.wavelength;
    }
  g_assert_cmpint (n_other, >, 0);
  g_assert_cmpint (n_other, <, n / 2);
}

/* A drag leaves most of a large zone as it is: no time is lost on that. */
static void
check_reuse (const SmpZone *zone, const SmpSurface *surface, double reach)
{
  g_autoptr (SmpDensityMap) map = smp_density_map_new (zone, surface, 5, 1, NULL, NULL);

  for (gsize node = 0; node < N_NODES; node++)
    {
      g_autoptr (SmpZone) moved = with_node_moved (zone, node, smp_point (-1, -1));
      g_autoptr (SmpDensityMap) after = smp_density_map_new (moved, surface, 5, 1, NULL, NULL);
      g_autoptr (SmpDensityReuse) reuse = smp_density_reuse_new (map, after, reach);
      int n = 0, all;

      g_assert_nonnull (reuse);
      all = reuse->columns * reuse->rows;
      for (int i = 0; i < all; i++)
        n += reuse->keeps[i];
      g_assert_cmpint (n, >, all / 2);
      g_assert_cmpint (n, <, all);
      g_assert_cmpmem (&map->scales, sizeof map->scales, &after->scales, sizeof map->scales);
    }
}

static void
test_reuse (void)
{
  g_autoptr (SmpSurface) plane = smp_surface_plane_new (MM_PER_PX, 0), head = ball (90);
  g_autoptr (SmpZone) zone = round_zone ("zone-1", smp_point (800, 700), 500, FALSE);
  g_autoptr (SmpZone) on_head = round_zone ("zone-1", smp_point (1500, 1900), 420, FALSE);

  check_reuse (zone, plane, 25);
  check_reuse (on_head, head, 10);
}

/* On a head an outline has sides of half a millimetre; those that are left lie where they lay. */
static void
test_thin (void)
{
  g_autoptr (SmpSurface) surface = ball (90);
  g_autoptr (SmpZone) zone = round_zone ("zone-1", smp_point (1500, 1900), 420, TRUE);
  g_autoptr (SmpPolygon) polygon = smp_zone_polygon_new (zone, surface);
  g_autoptr (SmpPolygon) thin = smp_zone_polygon_thin (polygon, 0.02);
  gsize side = 0;

  g_assert_cmpuint (thin->n_points, <, polygon->n_points / 3);
  for (gsize i = 0; i < polygon->n_points; i++)
    {
      SmpPoint p = polygon->points[i], a, b, nearest;
      double t;

      if (side + 1 < thin->n_points && memcmp (&p, &thin->points[side + 1], sizeof (SmpPoint)) == 0)
        side++;
      a = thin->points[side];
      b = thin->points[(side + 1) % thin->n_points];
      t = smp_point_dot (smp_point_sub (p, a), smp_point_sub (b, a))
          / smp_point_dot (smp_point_sub (b, a), smp_point_sub (b, a));
      nearest = smp_point_lerp (a, b, CLAMP (t, 0.0, 1.0));
      g_assert_cmpfloat (smp_point_distance (p, nearest), <=, 0.02 + 1e-9);
      g_assert_cmpint (polygon->edges[i], ==, thin->edges[side]);
      g_assert_cmpuint (polygon->stretches[i], ==, thin->stretches[side]);
    }
  g_assert_cmpuint (side, ==, thin->n_points - 1);
}

/* All the dots, of overlapping zones and a place that is kept free. */
static void
test_dots (void)
{
  g_autoptr (SmpSurface) surface = smp_surface_plane_new (MM_PER_PX, 0);
  g_autoptr (SmpPlan) plan = smp_plan_new (3);
  g_autoptr (SmpDotSet) last = NULL;

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("zone-%d", i);
      SmpZone *zone = round_zone (id, smp_point (800 + 150 * i, 600), 500 - 150 * i, i == 1);

      zone->kind = i == 2 ? SMP_ZONE_KEEP_OUT : SMP_ZONE_SCALP;
      g_ptr_array_add (plan->zones, zone);
    }
  for (gsize i = 0; i < 12; i++)
    {
      g_autoptr (SmpZone) moved
          = with_node_moved (g_ptr_array_index (plan->zones, i % 3), i, moves[i % 6]);
      SmpPlan *next = smp_plan_with_zone (plan, moved);
      g_autoptr (SmpDotSet) fresh = smp_dots_place (next, "photo-1", surface, 1, NULL, NULL);
      SmpDotSet *dots = smp_dots_place_again (last, next, "photo-1", surface, 2, NULL, NULL);

      g_assert_cmpuint (dots->n_dots, >, 1000);
      g_assert_cmpmem (dots->dots, dots->n_dots * sizeof (SmpDot), fresh->dots,
                       fresh->n_dots * sizeof (SmpDot));
      smp_plan_unref (plan);
      plan = next;
      g_clear_pointer (&last, smp_dot_set_unref);
      last = dots;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dots-dragged/maps", test_maps);
  g_test_add_func ("/dots-dragged/maps-on-head", test_maps_on_head);
  g_test_add_func ("/dots-dragged/other-zones", test_other_zones);
  g_test_add_func ("/dots-dragged/reuse", test_reuse);
  g_test_add_func ("/dots-dragged/other-head", test_other_head);
  g_test_add_func ("/dots-dragged/other-scale", test_other_scale);
  g_test_add_func ("/dots-dragged/thin", test_thin);
  g_test_add_func ("/dots-dragged/dots", test_dots);
  return g_test_run ();
}
