/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-landmarks.h"
#include "model/smp-photo-move.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"

/* Twice as large, a quarter turn from x to y, then shifted: (x, y) to (-2 y + 700, 2 x + 40). */
static SmpAffine
quarter_turn (void)
{
  SmpAffine turn = smp_affine_about (smp_point (0, 0), 2, G_PI / 2);
  SmpAffine shift = smp_affine_shift (smp_point (700, 40));

  return smp_affine_after (&shift, &turn);
}

static void
assert_at (SmpPoint p, double x, double y)
{
  g_assert_cmpfloat_with_epsilon (p.x, x, 1e-9);
  g_assert_cmpfloat_with_epsilon (p.y, y, 1e-9);
}

static void
test_maps (void)
{
  SmpAffine map = quarter_turn (), about = smp_affine_about (smp_point (3, 4), 1.5, 0.3);
  SmpAffine stretch = smp_affine_stretch (2, 8);

  assert_at (smp_affine_apply (&map, smp_point (10, 100)), 500, 60);
  assert_at (smp_affine_apply (&about, smp_point (3, 4)), 3, 4);
  g_assert_cmpfloat_with_epsilon (smp_affine_factor (&about), 1.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (smp_affine_factor (&stretch), 4, 1e-12);
}

static SmpZone *
zone_in (const char *id, const char *space)
{
  const SmpNode nodes[3] = { { { 10, 100 }, FALSE, SMP_EDGE_HAIRLINE },
                             { { 50, 100 }, TRUE, SMP_EDGE_BLEND },
                             { { 30, 160 }, FALSE, SMP_EDGE_HARD } };
  SmpPoint points[1] = { { 30, 110 } };
  SmpStroke stroke = { .n_points = 1, .points = points };
  g_autoptr (SmpOutline) outline = smp_outline_new (nodes, 3, TRUE);
  SmpZone *zone = smp_zone_new (id, SMP_ZONE_SCALP, space);

  smp_zone_set_outline (zone, outline);
  smp_zone_add_stroke (zone, &stroke);
  return zone;
}

/* A consultation with one photo and a zone in it, and one on the head. */
static SmpConsultation *
consultation (const SmpScale *scale)
{
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  const SmpVariant *variant = smp_consultation_get_default_variant (empty);
  const SmpPoint pupils[2] = { { 10, 100 }, { 73, 100 } };
  g_autoptr (SmpLandmarks) none = smp_landmarks_new (NULL, 0, NULL);
  g_autoptr (SmpLandmarks) one
      = smp_landmarks_with_point (none, SMP_LANDMARK_PUPIL_RIGHT, &pupils[0]);
  g_autoptr (SmpPhoto) photo = smp_photo_new ("photo-1");
  g_autoptr (SmpZone) drawn = zone_in ("zone-1", "photo-1"), on_head = zone_in ("zone-2", "head");
  g_autoptr (SmpPlan) with_one = smp_plan_with_zone (variant->plan, drawn);
  g_autoptr (SmpPlan) plan = smp_plan_with_zone (with_one, on_head);
  g_autoptr (SmpConsultation) with_photo = NULL;

  photo->width = 800;
  photo->height = 600;
  smp_landmarks_unref (photo->landmarks);
  photo->landmarks = smp_landmarks_with_point (one, SMP_LANDMARK_PUPIL_LEFT, &pupils[1]);
  photo->scale = scale != NULL ? *scale : smp_photo_measure_scale (photo, SMP_SEX_UNKNOWN);
  with_photo = smp_consultation_with_photo (empty, photo);
  return smp_consultation_with_plan (with_photo, variant->id, plan);
}

static void
test_all_moves (void)
{
  g_autoptr (SmpConsultation) before = consultation (NULL);
  SmpAffine map = quarter_turn ();
  g_autoptr (SmpConsultation) after = smp_consultation_with_photo_moved (before, "photo-1", &map);
  const SmpPhoto *photo = smp_consultation_get_photo (after, "photo-1");
  const GPtrArray *zones = smp_consultation_get_default_variant (after)->plan->zones;
  const SmpZone *drawn = g_ptr_array_index (zones, 0), *on_head = g_ptr_array_index (zones, 1);
  SmpPoint pupil;

  g_assert_true (smp_landmarks_get (photo->landmarks, SMP_LANDMARK_PUPIL_RIGHT, &pupil));
  assert_at (pupil, 500, 60);
  g_assert_cmpfloat_with_epsilon (
      photo->scale.mm_per_px, smp_consultation_get_photo (before, "photo-1")->scale.mm_per_px / 2,
      1e-12);
  assert_at (drawn->outline->nodes[0].point, 500, 60);
  g_assert_true (drawn->outline->nodes[1].corner);
  g_assert_cmpint (drawn->outline->nodes[1].edge, ==, SMP_EDGE_BLEND);
  assert_at (drawn->strokes[0].points[0], 480, 100);
  assert_at (on_head->outline->nodes[0].point, 10, 100);
  assert_at (on_head->strokes[0].points[0], 30, 110);
}

/* In every variant, and only what is drawn in that photo. */
static void
test_others_stay (void)
{
  g_autoptr (SmpConsultation) one = consultation (NULL);
  const SmpVariant *first = smp_consultation_get_default_variant (one);
  g_autoptr (SmpPhoto) other = smp_photo_new ("photo-2");
  g_autoptr (SmpZone) there = zone_in ("zone-3", "photo-2");
  g_autoptr (SmpPlan) plan = smp_plan_with_zone (first->plan, there);
  g_autoptr (SmpVariant) second = smp_variant_new ("variant-2", "B", plan);
  g_autoptr (SmpConsultation) two = smp_consultation_with_photo (one, other);
  g_autoptr (SmpConsultation) before = smp_consultation_with_variant (two, second);
  SmpAffine map = quarter_turn ();
  g_autoptr (SmpConsultation) after = smp_consultation_with_photo_moved (before, "photo-1", &map);

  for (guint v = 0; v < 2; v++)
    {
      const SmpVariant *variant = g_ptr_array_index (after->variants, v);

      assert_at (smp_plan_get_zone (variant->plan, "zone-1")->outline->nodes[0].point, 500, 60);
    }
  assert_at (smp_plan_get_zone (smp_consultation_get_variant (after, "variant-2")->plan, "zone-3")
                 ->outline->nodes[0]
                 .point,
             10, 100);
}

/* Pixels of a photo that is twice as large are half as many mm. */
static void
test_typed_scale (void)
{
  const SmpScale typed = { 0.2, SMP_SCALE_MANUAL, 0.01 };
  g_autoptr (SmpConsultation) before = consultation (&typed);
  SmpAffine map = quarter_turn ();
  g_autoptr (SmpConsultation) after = smp_consultation_with_photo_moved (before, "photo-1", &map);
  const SmpPhoto *photo = smp_consultation_get_photo (after, "photo-1");

  g_assert_cmpint (photo->scale.method, ==, SMP_SCALE_MANUAL);
  g_assert_cmpfloat_with_epsilon (photo->scale.mm_per_px, 0.1, 1e-12);
}

/* What the head shows goes where the map takes it: exactly about the middle, and nearly so where
 * it is shifted. */
static void
test_head (void)
{
  const SmpVec3 places[] = { { 0, 90, 0 }, { 60, 40, 50 }, { -70, 0, 20 }, { 0, 0, 100 } };
  g_autoptr (SmpConsultation) before = consultation (NULL);
  g_autoptr (SmpPhoto) photo = smp_photo_copy (smp_consultation_get_photo (before, "photo-1"));
  g_autoptr (SmpConsultation) with_head = NULL;
  SmpAffine turn = smp_affine_about (smp_point (400, 300), 1.2, 0.4);
  SmpAffine shift = smp_affine_shift (smp_point (30, -20)), both = smp_affine_after (&shift, &turn);
  g_autoptr (SmpConsultation) turned = NULL;
  g_autoptr (SmpConsultation) shifted = NULL;
  const SmpHead *a, *b;

  photo->has_head = TRUE;
  photo->head = (SmpHead){ .axes = { 77, 96, 104 },
                           .camera = { 1500, { 400, 300 } },
                           .rotation = { 0, 1, 0, 0 },
                           .translation = { 10, -15, 800 } };
  with_head = smp_consultation_with_photo (before, photo);
  turned = smp_consultation_with_photo_moved (with_head, "photo-1", &turn);
  shifted = smp_consultation_with_photo_moved (with_head, "photo-1", &both);
  a = &smp_consultation_get_photo (turned, "photo-1")->head;
  b = &smp_consultation_get_photo (shifted, "photo-1")->head;
  g_assert_cmpfloat (b->camera.centre.x, ==, 400);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      SmpPoint px = smp_head_project (&photo->head, places[i]);
      SmpPoint there = smp_affine_apply (&turn, px), further = smp_affine_apply (&both, px);

      g_assert_cmpfloat (smp_point_distance (smp_head_project (a, places[i]), there), <, 1e-6);
      g_assert_cmpfloat (smp_point_distance (smp_head_project (b, places[i]), further), <, 6);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo-move/maps", test_maps);
  g_test_add_func ("/photo-move/all", test_all_moves);
  g_test_add_func ("/photo-move/others-stay", test_others_stay);
  g_test_add_func ("/photo-move/typed-scale", test_typed_scale);
  g_test_add_func ("/photo-move/head", test_head);
  return g_test_run ();
}
