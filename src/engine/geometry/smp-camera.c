/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "geometry/smp-camera.h"

#define FILM_DIAGONAL 43.266615305567875 /* mm: √(36² + 24²) */

SmpQuaternion
smp_quaternion_unit (SmpQuaternion q)
{
  double length = sqrt (q.w * q.w + q.x * q.x + q.y * q.y + q.z * q.z);

  if (!(length > 0))
    return (SmpQuaternion){ 1, 0, 0, 0 };
  return (SmpQuaternion){ q.w / length, q.x / length, q.y / length, q.z / length };
}

SmpQuaternion
smp_quaternion_mul (SmpQuaternion a, SmpQuaternion b)
{
  return (SmpQuaternion){
    a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z,
    a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
    a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x,
    a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w,
  };
}

SmpQuaternion
smp_quaternion_from_vector (SmpVec3 turn)
{
  double angle = smp_vec3_length (turn);
  /* sin (a/2) / a, by its series where the quotient would be 0/0. */
  double k = angle > 1e-6 ? sin (angle / 2) / angle : 0.5 - angle * angle / 48;

  return smp_quaternion_unit (
      (SmpQuaternion){ cos (angle / 2), turn.x * k, turn.y * k, turn.z * k });
}

void
smp_quaternion_to_matrix (SmpQuaternion q, SmpVec3 rows[3])
{
  rows[0] = smp_vec3 (1 - 2 * (q.y * q.y + q.z * q.z), 2 * (q.x * q.y - q.w * q.z),
                      2 * (q.x * q.z + q.w * q.y));
  rows[1] = smp_vec3 (2 * (q.x * q.y + q.w * q.z), 1 - 2 * (q.x * q.x + q.z * q.z),
                      2 * (q.y * q.z - q.w * q.x));
  rows[2] = smp_vec3 (2 * (q.x * q.z - q.w * q.y), 2 * (q.y * q.z + q.w * q.x),
                      1 - 2 * (q.x * q.x + q.y * q.y));
}

SmpCamera
smp_camera_from_focal_35 (double focal_35, int width, int height)
{
  double diagonal = sqrt ((double)width * width + (double)height * height);

  if (!(focal_35 > 0))
    focal_35 = SMP_FOCAL_35_DEFAULT;
  return (SmpCamera){ focal_35 / FILM_DIAGONAL * diagonal, smp_point (width / 2.0, height / 2.0) };
}

SmpPoint
smp_camera_project (const SmpCamera *self, SmpVec3 place)
{
  double k = self->focal_px / place.z;

  return smp_point (self->centre.x + place.x * k, self->centre.y + place.y * k);
}

SmpVec3
smp_camera_ray (const SmpCamera *self, SmpPoint px)
{
  return smp_vec3 ((px.x - self->centre.x) / self->focal_px,
                   (px.y - self->centre.y) / self->focal_px, 1);
}
