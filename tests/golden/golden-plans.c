/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "golden-draw.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "render/smp-comparison.h"
#include "stipple/smp-dots.h"
#include "surface/smp-surface-plane.h"

static SmpPlan *
plan_with (SmpPlan *plan, SmpZone *zone, const SmpNode *nodes, gsize n_nodes)
{
  g_autoptr (SmpOutline) outline = smp_outline_new (nodes, n_nodes, TRUE);
  SmpPlan *more;

  smp_zone_set_outline (zone, outline);
  more = smp_plan_with_zone (plan, zone);
  smp_zone_unref (zone);
  smp_plan_unref (plan);
  return more;
}

/* A hairline with its feather, a blend edge, a keep-out, a patch of other dots, a stroke. */
static SmpPlan *
zones_plan (int mutant)
{
  static const SmpNode scalp[] = {
    { { 30, 190 }, TRUE, SMP_EDGE_HAIRLINE },   { { 90, 160 }, FALSE, SMP_EDGE_HAIRLINE },
    { { 160, 150 }, FALSE, SMP_EDGE_HAIRLINE }, { { 230, 160 }, FALSE, SMP_EDGE_HAIRLINE },
    { { 290, 190 }, TRUE, SMP_EDGE_HARD },      { { 270, 60 }, FALSE, SMP_EDGE_BLEND },
    { { 160, 25 }, FALSE, SMP_EDGE_BLEND },     { { 50, 60 }, FALSE, SMP_EDGE_HARD },
  };
  static const SmpNode keep_out[] = {
    { { 130, 90 }, FALSE, SMP_EDGE_HARD },
    { { 160, 75 }, FALSE, SMP_EDGE_HARD },
    { { 185, 95 }, FALSE, SMP_EDGE_HARD },
    { { 150, 115 }, FALSE, SMP_EDGE_HARD },
  };
  static const SmpNode scar[] = {
    { { 40, 215 }, TRUE, SMP_EDGE_HARD },
    { { 280, 205 }, TRUE, SMP_EDGE_HARD },
    { { 280, 220 }, TRUE, SMP_EDGE_HARD },
    { { 40, 230 }, TRUE, SMP_EDGE_HARD },
  };
  SmpPlan *plan = smp_plan_new (mutant == 1 ? 2 : 1);
  SmpZone *zone = smp_zone_new ("zone-1", SMP_ZONE_SCALP, "photo-1");
  SmpPoint line[] = { { 220, 60 }, { 230, 120 } };
  SmpStroke stroke = { .remove = TRUE, .radius = 1.5, .amount = 0.8, 2, line };

  zone->density = 180;
  zone->dot_diameter = 0.26;
  zone->feather[SMP_EDGE_HAIRLINE] = mutant == 2 ? 4.5 : 5;
  zone->feather[SMP_EDGE_BLEND] = 6;
  zone->irregularity_amplitude = 0.8;
  zone->irregularity_wavelength = 4;
  if (mutant != 3)
    smp_zone_add_stroke (zone, &stroke);
  plan = plan_with (plan, zone, scalp, G_N_ELEMENTS (scalp));
  zone = smp_zone_new ("zone-2", SMP_ZONE_KEEP_OUT, "photo-1");
  plan = plan_with (plan, zone, keep_out, G_N_ELEMENTS (keep_out) - (mutant == 4 ? 1 : 0));
  zone = smp_zone_new ("zone-3", SMP_ZONE_SCAR, "photo-1");
  zone->density = 250;
  zone->dot_diameter = 0.18;
  zone->irregularity_amplitude = 0;
  return plan_with (plan, zone, scar, G_N_ELEMENTS (scar));
}

static SmpImage *
draw_plan (SmpPlan *owned, const SmpRenderWindow *window, GoldenHow how, SmpImage **before)
{
  g_autoptr (SmpPlan) plan = owned;
  g_autoptr (SmpSurface) surface = smp_surface_plane_new (GOLDEN_MM_PER_PX, 0.05);
  g_autoptr (SmpDotSet) dots = NULL;
  g_autoptr (SmpPigment) pigment = smp_pigment_new ("test", "test", 12, 0.2);
  g_autoptr (GError) error = NULL;

  dots = smp_dots_place (plan, "photo-1", surface, how.n_threads, NULL, &error);
  g_assert_no_error (error);
  return golden_composite (dots, pigment, window, how, before);
}

SmpImage *
golden_draw_zones (int mutant, GoldenHow how)
{
  SmpRenderWindow window = smp_render_window_whole (GOLDEN_WIDTH, GOLDEN_HEIGHT, 1);

  return draw_plan (zones_plan (mutant), &window, how, NULL);
}

SmpImage *
golden_zones_part (int x, int y, int width, int height)
{
  SmpRenderWindow window = { 1, x, y, width, height };

  return draw_plan (zones_plan (0), &window, (GoldenHow){ 1, 0 }, NULL);
}

SmpImage *
golden_draw_small (int mutant, GoldenHow how)
{
  SmpRenderWindow window
      = smp_render_window_whole (GOLDEN_WIDTH, GOLDEN_HEIGHT, mutant ? 0.374 : 0.375);

  return draw_plan (zones_plan (0), &window, how, NULL);
}

SmpImage *
golden_draw_close (int mutant, GoldenHow how)
{
  SmpRenderWindow window = { 4, mutant ? 401 : 400, 320, GOLDEN_WIDTH, GOLDEN_HEIGHT };

  return draw_plan (zones_plan (0), &window, how, NULL);
}

SmpImage *
golden_draw_split (int mutant, GoldenHow how)
{
  SmpRenderWindow window = smp_render_window_whole (GOLDEN_WIDTH, GOLDEN_HEIGHT, 0.5);
  g_autoptr (SmpImage) before = NULL;
  g_autoptr (SmpImage) after = draw_plan (zones_plan (0), &window, how, &before);
  g_autoptr (GError) error = NULL;
  SmpImage *split = smp_comparison_split (before, after, mutant ? 0.51 : 0.5, &error);

  g_assert_no_error (error);
  return split;
}
