/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-head.h"

/* How far behind the horizon a ray that misses ends, in radians for each share of the radius that
 * it misses by, and at most. Outlines drawn around a head thus close behind it; our choice. */
#define BEHIND 6.0
#define BEHIND_MOST 0.6

/* The transpose of a rotation times a vector. */
static SmpVec3
turn_back (const SmpVec3 rows[3], SmpVec3 v)
{
  return smp_vec3_add (smp_vec3_scale (rows[0], v.x),
                       smp_vec3_add (smp_vec3_scale (rows[1], v.y), smp_vec3_scale (rows[2], v.z)));
}

SmpVec3
smp_head_eye (const SmpHead *self)
{
  SmpVec3 rows[3];

  smp_quaternion_to_matrix (self->rotation, rows);
  return smp_vec3_scale (turn_back (rows, self->translation), -1);
}

SmpVec3
smp_head_to_camera (const SmpHead *self, SmpVec3 place)
{
  SmpVec3 rows[3];

  smp_quaternion_to_matrix (self->rotation, rows);
  return smp_vec3_add (smp_vec3 (smp_vec3_dot (rows[0], place), smp_vec3_dot (rows[1], place),
                                 smp_vec3_dot (rows[2], place)),
                       self->translation);
}

SmpPoint
smp_head_project (const SmpHead *self, SmpVec3 place)
{
  return smp_camera_project (&self->camera, smp_head_to_camera (self, place));
}

gboolean
smp_head_hit (const SmpHead *self, SmpPoint px, SmpVec3 *place)
{
  SmpVec3 rows[3], eye, ray, nearest;
  double along, miss;

  /* In the space where the ellipsoid is the unit sphere. */
  smp_quaternion_to_matrix (self->rotation, rows);
  eye = smp_vec3_div (smp_vec3_scale (turn_back (rows, self->translation), -1), self->axes);
  ray = smp_vec3_unit (
      smp_vec3_div (turn_back (rows, smp_camera_ray (&self->camera, px)), self->axes));
  along = -smp_vec3_dot (eye, ray);
  nearest = smp_vec3_add (eye, smp_vec3_scale (ray, along));
  miss = smp_vec3_length (nearest);
  if (miss <= 1)
    {
      double back = sqrt (MAX (1 - miss * miss, 0));

      *place = smp_vec3_mul (smp_vec3_sub (nearest, smp_vec3_scale (ray, back)), self->axes);
      return TRUE;
    }
  else
    {
      /* Sine and cosine of the way behind from the half tangent. */
      double t = MIN (BEHIND * (miss - 1), BEHIND_MOST) / 2, k = 1 / (1 + t * t);

      *place = smp_vec3_mul (smp_vec3_add (smp_vec3_scale (nearest, (1 - t * t) * k / miss),
                                           smp_vec3_scale (ray, 2 * t * k)),
                             self->axes);
      return FALSE;
    }
}

SmpVec3
smp_head_normal (const SmpHead *self, SmpVec3 place)
{
  return smp_vec3_unit (smp_vec3_div (place, smp_vec3_mul (self->axes, self->axes)));
}

double
smp_head_mm_per_px (const SmpHead *self)
{
  SmpVec3 eye = smp_head_eye (self);
  double distance = smp_vec3_length (eye);
  /* Radius of the ellipsoid towards the camera. */
  double radius
      = 1 / smp_vec3_length (smp_vec3_div (smp_vec3_scale (eye, 1 / distance), self->axes));

  return MAX (distance - radius, 0.1 * distance) / self->camera.focal_px;
}
