/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "golden-draw.h"
#include "model/smp-age.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "record/smp-picture.h"
#include "surface/smp-surface-plane.h"

/* The same small things for every picture. */
enum
{
  MUTANT_AGE = 1,
  MUTANT_STRENGTH,
  MUTANT_DEPTH,
};

/* A zone of which the skin above and beside is left free. */
static SmpPlan *
plan_for (int mutant)
{
  static const SmpNode nodes[] = {
    { { 60, 180 }, TRUE, SMP_EDGE_HAIRLINE }, { { 160, 150 }, FALSE, SMP_EDGE_HAIRLINE },
    { { 260, 180 }, TRUE, SMP_EDGE_BLEND },   { { 250, 60 }, TRUE, SMP_EDGE_HARD },
    { { 70, 60 }, TRUE, SMP_EDGE_BLEND },
  };
  g_autoptr (SmpPlan) empty = smp_plan_new (3);
  g_autoptr (SmpOutline) outline = smp_outline_new (nodes, G_N_ELEMENTS (nodes), TRUE);
  g_autoptr (SmpZone) zone = smp_zone_new ("zone-1", SMP_ZONE_SCALP, "photo-1");
  g_autoptr (SmpPigment) pigment = smp_pigment_new ("test", "test", 12, 0.3);
  SmpSession sessions[] = { { .share = 0.4, .strength = mutant == MUTANT_STRENGTH ? 0.61 : 0.6 },
                            { .share = 0.35 },
                            { .share = 0.25 } };
  SmpRecipe recipe = { .depth_mm = mutant == MUTANT_DEPTH ? 0.82 : 0.8 };
  g_autoptr (SmpPlan) zoned = NULL;
  g_autoptr (SmpPlan) shaded = NULL;
  g_autoptr (SmpPlan) deep = NULL;

  smp_zone_set_outline (zone, outline);
  zone->density = 160;
  zone->dot_diameter = 0.3;
  zoned = smp_plan_with_zone (empty, zone);
  shaded = smp_plan_with_pigment (zoned, pigment);
  deep = smp_plan_with_recipe (shaded, &recipe);
  return smp_plan_with_sessions (deep, sessions, G_N_ELEMENTS (sessions));
}

static SmpImage *
render (SmpAge age, SmpPictureContent content, double scale, int mutant, GoldenHow how)
{
  g_autoptr (SmpImage) photo = golden_skin (GOLDEN_WIDTH, GOLDEN_HEIGHT);
  g_autoptr (SmpPyramid) pyramid = smp_pyramid_new (photo, how.n_threads, NULL);
  g_autoptr (SmpPlan) plan = plan_for (mutant);
  g_autoptr (SmpSurface) surface = smp_surface_plane_new (GOLDEN_MM_PER_PX, 0.05);
  g_autoptr (SmpDotSet) dots = smp_dots_place (plan, "photo-1", surface, how.n_threads, NULL, NULL);
  const SmpPictureOptions options = { .n_threads = how.n_threads, .tile = how.tile };
  g_autoptr (GError) error = NULL;
  SmpImage *picture
      = smp_picture_compose (pyramid, dots, plan, &age, scale, content, &options, NULL, &error);

  g_assert_no_error (error);
  return picture;
}

SmpImage *
golden_draw_fresh (int mutant, GoldenHow how)
{
  SmpAge age = { .kind = SMP_AGE_DAYS, .session = 1, .amount = mutant == MUTANT_AGE ? 0.2 : 0 };

  return render (age, SMP_PICTURE_AFTER, 1, mutant, how);
}

SmpImage *
golden_draw_week (int mutant, GoldenHow how)
{
  SmpAge age = { .kind = SMP_AGE_DAYS, .session = 1, .amount = mutant == MUTANT_AGE ? 6 : 7 };

  return render (age, SMP_PICTURE_SPLIT, 1, mutant, how);
}

SmpImage *
golden_draw_sessions (int mutant, GoldenHow how)
{
  SmpAge age = SMP_AGE_USUAL;

  return render (age, SMP_PICTURE_SESSIONS, mutant == MUTANT_AGE ? 0.376 : 0.375, mutant, how);
}

SmpImage *
golden_draw_years (int mutant, GoldenHow how)
{
  SmpAge age = { .kind = SMP_AGE_YEARS, .fading = mutant == MUTANT_AGE ? 0.13 : 0.12 };

  return render (age, SMP_PICTURE_YEARS, 0.5, mutant == MUTANT_STRENGTH ? MUTANT_DEPTH : mutant,
                 how);
}
