/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "geometry/smp-camera.h"

static SmpVec3
turned (SmpQuaternion q, SmpVec3 v)
{
  SmpVec3 rows[3];

  smp_quaternion_to_matrix (q, rows);
  return smp_vec3 (smp_vec3_dot (rows[0], v), smp_vec3_dot (rows[1], v), smp_vec3_dot (rows[2], v));
}

static void
assert_vec3 (SmpVec3 a, double x, double y, double z)
{
  g_assert_cmpfloat_with_epsilon (a.x, x, 1e-12);
  g_assert_cmpfloat_with_epsilon (a.y, y, 1e-12);
  g_assert_cmpfloat_with_epsilon (a.z, z, 1e-12);
}

static void
test_turns (void)
{
  SmpQuaternion about_z = smp_quaternion_from_vector (smp_vec3 (0, 0, G_PI / 2));
  SmpQuaternion about_x = smp_quaternion_from_vector (smp_vec3 (G_PI / 2, 0, 0));
  SmpQuaternion mixed = smp_quaternion_from_vector (smp_vec3 (0.3, -0.5, 0.7));
  SmpQuaternion none = smp_quaternion_unit ((SmpQuaternion){ 0, 0, 0, 0 });
  SmpQuaternion little = smp_quaternion_from_vector (smp_vec3 (0, 2e-7, 0));

  assert_vec3 (turned (about_z, smp_vec3 (1, 0, 0)), 0, 1, 0);
  assert_vec3 (turned (about_x, smp_vec3 (0, 1, 0)), 0, 0, 1);
  /* The right one of a product goes first. */
  assert_vec3 (turned (smp_quaternion_mul (about_x, about_z), smp_vec3 (1, 0, 0)), 0, 0, 1);
  assert_vec3 (turned (smp_quaternion_mul (mixed, about_z), smp_vec3 (1, 2, 3)),
               turned (mixed, smp_vec3 (-2, 1, 3)).x, turned (mixed, smp_vec3 (-2, 1, 3)).y,
               turned (mixed, smp_vec3 (-2, 1, 3)).z);
  assert_vec3 (turned (none, smp_vec3 (1, 2, 3)), 1, 2, 3);
  assert_vec3 (turned (little, smp_vec3 (0, 0, 1)), 2e-7, 0, 1);
}

static void
test_pinhole (void)
{
  SmpCamera camera = smp_camera_from_focal_35 (50, 3000, 4000);
  SmpPoint px;
  SmpVec3 ray;

  /* 50 mm on a diagonal of 43.27 mm: 5778 px on one of 5000 px. */
  g_assert_cmpfloat_with_epsilon (camera.focal_px, 5778.13, 0.01);
  g_assert_cmpfloat_with_epsilon (smp_camera_from_focal_35 (0, 3000, 4000).focal_px,
                                  camera.focal_px, 1e-9);
  px = smp_camera_project (&camera, smp_vec3 (30, -60, 600));
  g_assert_cmpfloat_with_epsilon (px.x, 1500 + camera.focal_px * 0.05, 1e-9);
  g_assert_cmpfloat_with_epsilon (px.y, 2000 - camera.focal_px * 0.1, 1e-9);
  ray = smp_camera_ray (&camera, px);
  assert_vec3 (ray, 0.05, -0.1, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/camera/turns", test_turns);
  g_test_add_func ("/camera/pinhole", test_pinhole);
  return g_test_run ();
}
