/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "surface/smp-surface-head.h"

#include <string.h>

#include "surface/smp-growth.h"

/* A head seen from in front and a little above: head space's y up becomes y down, z towards the
 * camera. */
static SmpHead
head_before (double pitch)
{
  SmpHead head = {
    .axes = { 77, 95, 103 },
    .form = { -0.02, 0.05, 0.01, 0.05 },
    .whorl = SMP_WHORL_DEFAULT,
    .camera = { 5000, { 1500, 2000 } },
    .translation = { 20, -40, 700 },
    .uncertainty = 0.03,
  };

  head.rotation = smp_quaternion_mul ((SmpQuaternion){ 0, 1, 0, 0 },
                                      smp_quaternion_from_vector (smp_vec3 (pitch, 0, 0)));
  return head;
}

/* From the photo to the map and back is the same pixel; the Jacobian is the slope of the way back
 * in mm of scalp; facing is the angle to the ray. */
static void
check_round_trip (gboolean formed)
{
  SmpHead head = head_before (0.4);
  g_autoptr (SmpSurface) surface = NULL;
  double slope[4], area;
  gsize n = 0;

  if (!formed)
    memset (head.form, 0, sizeof head.form);
  surface = smp_surface_head_new (&head);

  for (double x = 900; x < 2300; x += 37)
    for (double y = 800; y < 2300; y += 41)
      {
        SmpPoint px = smp_point (x, y), uv;
        SmpSurfacePoint at, right, down;
        SmpVec3 place, ray;
        double h = 0.01, k;

        if (!smp_surface_to_scalp (surface, px, &uv))
          continue;
        if (!smp_surface_to_photo (surface, uv, &at))
          continue;
        n++;
        g_assert_cmpfloat (smp_point_distance (at.px, px), <, 0.1);
        g_assert_true (smp_surface_to_photo (surface, smp_point (uv.x + h, uv.y), &right)
                       || at.facing < 0.1);
        if (at.facing < 0.1)
          continue;
        g_assert_true (smp_surface_to_photo (surface, smp_point (uv.x, uv.y + h), &down));
        k = at.atlas_scale / h;
        slope[0] = (right.px.x - at.px.x) * k;
        slope[1] = (down.px.x - at.px.x) * k;
        slope[2] = (right.px.y - at.px.y) * k;
        slope[3] = (down.px.y - at.px.y) * k;
        /* A form stretches one way and not the other; the area stays. */
        for (int i = 0; i < 4; i++)
          g_assert_cmpfloat_with_epsilon (slope[i], at.jacobian[i], formed ? 0.7 : 0.04);
        area = at.jacobian[0] * at.jacobian[3] - at.jacobian[1] * at.jacobian[2];
        g_assert_cmpfloat_with_epsilon (slope[0] * slope[3] - slope[1] * slope[2], area, 0.1);
        g_assert_cmpfloat_with_epsilon (smp_surface_atlas_scale (surface, uv), at.atlas_scale,
                                        1e-12);

        g_assert_true (smp_head_hit (&head, px, &place));
        ray = smp_vec3_unit (smp_vec3_sub (smp_head_eye (&head), place));
        g_assert_cmpfloat_with_epsilon (smp_vec3_dot (ray, smp_head_normal (&head, place)),
                                        at.facing, 1e-3);
      }
  g_assert_cmpuint (n, >, 700);
}

static void
test_round_trip (void)
{
  check_round_trip (FALSE);
  check_round_trip (TRUE);
}

/* The hit is on the cranium and on the ray; the normal is what the places around it tell; beside
 * the head the limb is as far as the ray must be moved to touch it. */
static void
test_form (void)
{
  SmpHead head = head_before (0.3);
  double last = 0;

  for (double x = 1000; x < 2200; x += 97)
    for (double y = 1000; y < 2400; y += 113)
      {
        SmpVec3 p, right, down, normal, s;
        SmpPoint back;

        if (!smp_head_hit (&head, smp_point (x, y), &p))
          continue;
        back = smp_head_project (&head, p);
        g_assert_cmpfloat_with_epsilon (back.x, x, 1e-6);
        g_assert_cmpfloat_with_epsilon (back.y, y, 1e-6);
        s = smp_vec3_div (p, head.axes);
        g_assert_cmpfloat_with_epsilon (smp_vec3_length (s),
                                        smp_head_form (head.form, smp_vec3_unit (s)), 1e-7);
        normal = smp_head_normal (&head, p);
        if (!smp_head_hit (&head, smp_point (x + 0.01, y), &right)
            || !smp_head_hit (&head, smp_point (x, y + 0.01), &down)
            || smp_head_limb_distance (&head, smp_point (x, y)) > -3)
          continue;
        right = smp_vec3_unit (smp_vec3_sub (right, p));
        down = smp_vec3_unit (smp_vec3_sub (down, p));
        g_assert_cmpfloat (fabs (smp_vec3_dot (right, normal)), <, 2e-3);
        g_assert_cmpfloat (fabs (smp_vec3_dot (down, normal)), <, 2e-3);
      }
  /* Outwards along a line, the distance grows by the scale, and changes sign where hits end. */
  for (double x = 1600; x < 2600; x += 5)
    {
      SmpVec3 p;
      SmpPoint px = smp_point (x, 1500);
      double distance = smp_head_limb_distance (&head, px);
      gboolean hit = smp_head_hit (&head, px, &p);

      if (fabs (distance) > 0.2)
        g_assert_true (hit == (distance < 0));
      if (x > 2300)
        g_assert_cmpfloat_with_epsilon (distance - last, 5 * 700.0 / 5000, 0.15);
      last = distance;
    }
}

/* The axis ratio of a millimetre's image is the facing, where the camera is far away. */
static void
test_foreshortening (void)
{
  SmpHead head = head_before (0.4);
  g_autoptr (SmpSurface) surface = NULL;

  head.translation = smp_vec3_scale (head.translation, 20);
  head.camera.focal_px *= 20;
  surface = smp_surface_head_new (&head);
  for (double u = -120; u <= 120; u += 15)
    for (double v = -60; v <= 160; v += 15)
      {
        SmpSurfacePoint at;
        double a, area;

        if (!smp_surface_to_photo (surface, smp_point (u, v), &at) || at.facing < 0.1)
          continue;
        area = at.jacobian[0] * at.jacobian[3] - at.jacobian[1] * at.jacobian[2];
        a = at.jacobian[0] * at.jacobian[0] + at.jacobian[1] * at.jacobian[1]
            + at.jacobian[2] * at.jacobian[2] + at.jacobian[3] * at.jacobian[3];
        /* |det| / (σ₁² + σ₂²) = f / (1 + f²); and the picture is not mirrored. */
        g_assert_cmpfloat_with_epsilon (area / a, at.facing / (1 + at.facing * at.facing), 0.01);
      }
}

/* Nothing from behind the horizon shows; dots fade before it; beside the head lies what is behind
 * it. */
static void
test_horizon (void)
{
  SmpHead head = head_before (0);
  g_autoptr (SmpSurface) surface = smp_surface_head_new (&head);
  SmpPoint uv, beside, far;
  SmpSurfacePoint at;
  double last = 1;

  g_assert_false (smp_surface_to_photo (surface, smp_point (0, -100), &at));
  for (double v = 160; v > -20; v -= 1)
    {
      if (!smp_surface_to_photo (surface, smp_point (0, v), &at))
        break;
      if (at.facing < 0.6)
        {
          g_assert_cmpfloat (at.fade, <=, last);
          last = at.fade;
        }
    }
  g_assert_cmpfloat (last, <, 0.1);

  /* Straight to the left of the head's middle. */
  g_assert_false (smp_surface_to_scalp (surface, smp_point (2500, 1500), &uv));
  g_assert_true (smp_surface_to_scalp_near (surface, smp_point (2500, 1500), &far));
  g_assert_true (smp_surface_to_scalp_near (surface, smp_point (2215, 1500), &beside));
  g_assert_cmpfloat (far.y, <, beside.y);
  g_assert_false (smp_surface_to_photo (surface, far, &at));
}

/* The same place of the map is the same place of the scalp in every photo of the head. */
static void
test_two_views (void)
{
  SmpHead front = head_before (0.2), above = head_before (1.3);
  g_autoptr (SmpSurface) a = smp_surface_head_new (&front);
  g_autoptr (SmpSurface) b = smp_surface_head_new (&above);
  SmpSurfacePoint in_front, in_above;
  SmpVec3 p, q;

  g_assert_true (smp_surface_to_photo (a, smp_point (20, 60), &in_front));
  g_assert_true (smp_surface_to_photo (b, smp_point (20, 60), &in_above));
  g_assert_true (smp_head_hit (&front, in_front.px, &p));
  g_assert_true (smp_head_hit (&above, in_above.px, &q));
  g_assert_cmpfloat (smp_vec3_length (smp_vec3_sub (p, q)), <, 0.05);
}

static void
test_kinds (void)
{
  SmpHead head = head_before (0);
  g_autoptr (SmpSurface) surface = smp_surface_head_new (&head);
  const SmpSurface *face = smp_surface_for_kind (surface, SMP_ZONE_BEARD);

  g_assert_true (smp_surface_for_kind (surface, SMP_ZONE_SCALP) == surface);
  g_assert_cmpstr (face->klass->name, ==, "plane");
  g_assert_true (smp_surface_for_kind (face, SMP_ZONE_BEARD) == face);
  g_assert_true (smp_surface_get_head (face) == NULL);
  g_assert_nonnull (smp_surface_get_head (surface));
}

static void
test_growth (void)
{
  SmpWhorl whorl = SMP_WHORL_DEFAULT, mirrored = whorl;
  SmpPoint g, before;

  /* Forward in front, down the sides (and forward there a little), down behind. */
  g = smp_growth_direction (&whorl, smp_point (0, 120));
  g_assert_cmpfloat (g.y, >, 0.95);
  g = smp_growth_direction (&whorl, smp_point (150, -20));
  g_assert_cmpfloat (g.x, >, 0.95);
  g = smp_growth_direction (&whorl, smp_point (-8, -200));
  g_assert_cmpfloat (g.y, <, -0.95);
  /* Close to the whorl it turns, the other way with the other hand. */
  g = smp_growth_direction (&whorl, smp_point (-8, -38));
  g_assert_cmpfloat (g.x, <, -0.5);
  mirrored.clockwise = FALSE;
  g = smp_growth_direction (&mirrored, smp_point (-8, -38));
  g_assert_cmpfloat (g.x, >, 0.5);
  /* Smooth: no jump between places a millimetre apart, 5 mm from the whorl and more. */
  before = smp_growth_direction (&whorl, smp_point (-150, -43));
  for (double u = -150; u < 150; u += 1)
    {
      g = smp_growth_direction (&whorl, smp_point (u, -43));
      g_assert_cmpfloat (smp_point_dot (g, before), >, 0.97);
      g_assert_cmpfloat_with_epsilon (smp_point_dot (g, g), 1, 1e-12);
      before = g;
    }
}

static void
test_speed (void)
{
  SmpHead head = head_before (0.3);
  g_autoptr (SmpSurface) surface = smp_surface_head_new (&head);
  double best = 1e9, sum = 0;

  for (int round = 0; round < 5; round++)
    {
      gint64 start = g_get_monotonic_time ();
      SmpSurfacePoint at;

      for (int i = 0; i < 100000; i++)
        if (smp_surface_to_photo (surface, smp_point (i % 317 * 0.5 - 80, i / 317 * 0.5 - 30), &at))
          sum += at.px.x;
      best = MIN (best, (double)(g_get_monotonic_time () - start) / 1000);
    }
  g_test_message ("100,000 dots projected in %.1f ms (%g)", best, sum);
  if (g_test_perf ())
    g_assert_cmpfloat (best, <, 15);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/surface-head/round-trip", test_round_trip);
  g_test_add_func ("/surface-head/form", test_form);
  g_test_add_func ("/surface-head/foreshortening", test_foreshortening);
  g_test_add_func ("/surface-head/horizon", test_horizon);
  g_test_add_func ("/surface-head/two-views", test_two_views);
  g_test_add_func ("/surface-head/kinds", test_kinds);
  g_test_add_func ("/surface-head/growth", test_growth);
  g_test_add_func ("/surface-head/speed", test_speed);
  return g_test_run ();
}
