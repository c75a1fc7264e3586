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

double
smp_head_form (const double f[SMP_HEAD_N_FORM], SmpVec3 s)
{
  double x2 = s.x * s.x, y2 = s.y * s.y, z2 = s.z * s.z;

  return 1 + s.z * (f[0] * (x2 - y2) + f[1] * (2.5 * z2 - 1.5))
         + s.y * (f[2] * (2.5 * z2 - 0.5) + f[3] * (3 * x2 - y2));
}

/* Its gradient in space, of which the part along @s means nothing. */
static SmpVec3
form_gradient (const double f[SMP_HEAD_N_FORM], SmpVec3 s)
{
  double x2 = s.x * s.x, y2 = s.y * s.y, z2 = s.z * s.z;

  return smp_vec3 (2 * f[0] * s.x * s.z + 6 * f[3] * s.x * s.y,
                   -2 * f[0] * s.y * s.z + f[2] * (2.5 * z2 - 0.5) + f[3] * (3 * x2 - 3 * y2),
                   f[0] * (x2 - y2) + f[1] * (7.5 * z2 - 1.5) + 5 * f[2] * s.y * s.z);
}

/* A ray in the space where the ellipsoid is the unit ball. */
typedef struct
{
  const SmpHead *head;
  SmpVec3 eye;
  SmpVec3 direction; /* unit */
} Ray;

static Ray
ray_through (const SmpHead *self, SmpPoint px)
{
  SmpVec3 rows[3];
  Ray ray = { .head = self };

  smp_quaternion_to_matrix (self->rotation, rows);
  ray.eye = smp_vec3_div (smp_vec3_scale (turn_back (rows, self->translation), -1), self->axes);
  ray.direction = smp_vec3_unit (
      smp_vec3_div (turn_back (rows, smp_camera_ray (&self->camera, px)), self->axes));
  return ray;
}

/* Where the ray is at t, as a share of the cranium's radius there. */
static double
height_at (const Ray *ray, double t, SmpVec3 *at)
{
  double length;

  *at = smp_vec3_add (ray->eye, smp_vec3_scale (ray->direction, t));
  length = smp_vec3_length (*at);
  if (!(length > 1e-9))
    return 0;
  return length / smp_head_form (ray->head->form, smp_vec3_scale (*at, 1 / length));
}

/* The t of the lowest height, by parabolas of a fixed number: the form changes the ball's own t
 * little, and near there the height is nearly one. */
static double
lowest (const Ray *ray, int rounds, double *height, SmpVec3 *at)
{
  double t = -smp_vec3_dot (ray->eye, ray->direction), step = 0.1;

  *height = height_at (ray, t, at);
  for (int i = 0; i < rounds; i++)
    {
      SmpVec3 aside;
      double before = height_at (ray, t - step, &aside), after = height_at (ray, t + step, &aside);
      double bend = before - 2 * *height + after;

      if (!(bend > 1e-9))
        break;
      t += CLAMP (step * (before - after) / (2 * bend), -3 * step, 3 * step);
      *height = height_at (ray, t, at);
      step *= 0.4;
    }
  return t;
}

gboolean
smp_head_hit (const SmpHead *self, SmpPoint px, SmpVec3 *place)
{
  Ray ray = ray_through (self, px);
  SmpVec3 at;
  double height, t = lowest (&ray, 3, &height, &at);

  if (height <= 1)
    {
      /* Between the lowest place and one outside every form, by the Illinois method (Dowell and
       * Jarratt 1971): secants that halve the end which stays. */
      double inside = t, outside = t - 1.5, h_in = height - 1, h_out;
      int stayed = 0;

      h_out = height_at (&ray, outside, &at) - 1;
      for (int i = 0; i < 50; i++)
        {
          double middle = (inside * h_out - outside * h_in) / (h_out - h_in);
          double h = height_at (&ray, middle, &at) - 1;

          if (fabs (h) < 1e-13)
            break;
          if (h < 0)
            {
              inside = middle;
              h_in = h;
              if (stayed == -1)
                h_out /= 2;
              stayed = -1;
            }
          else
            {
              outside = middle;
              h_out = h;
              if (stayed == 1)
                h_in /= 2;
              stayed = 1;
            }
        }
      *place = smp_vec3_mul (at, self->axes);
      return TRUE;
    }
  else
    {
      /* Sine and cosine of the way behind from the half tangent. */
      double half = MIN (BEHIND * (height - 1), BEHIND_MOST) / 2, k = 1 / (1 + half * half);
      SmpVec3 out = smp_vec3_unit (at), behind;

      behind = smp_vec3_unit (
          smp_vec3_sub (ray.direction, smp_vec3_scale (out, smp_vec3_dot (ray.direction, out))));
      out = smp_vec3_add (smp_vec3_scale (out, (1 - half * half) * k),
                          smp_vec3_scale (behind, 2 * half * k));
      *place = smp_vec3_mul (smp_vec3_scale (out, smp_head_form (self->form, out)), self->axes);
      return FALSE;
    }
}

double
smp_head_limb_distance (const SmpHead *self, SmpPoint px)
{
  Ray ray = ray_through (self, px);
  SmpVec3 at;
  double height;

  /* The height itself is exact to the second order after one round. */
  lowest (&ray, 1, &height, &at);
  /* At the middle of the head any direction is the nearest. */
  if (!(height > 1e-6))
    return -MIN (self->axes.x, MIN (self->axes.y, self->axes.z));
  return (height - 1) / height * smp_vec3_length (smp_vec3_mul (at, self->axes));
}

SmpVec3
smp_head_normal (const SmpHead *self, SmpVec3 place)
{
  SmpVec3 s = smp_vec3_unit (smp_vec3_div (place, self->axes)), slope;

  slope = form_gradient (self->form, s);
  slope = smp_vec3_sub (slope, smp_vec3_scale (s, smp_vec3_dot (slope, s)));
  slope = smp_vec3_scale (slope, 1 / smp_head_form (self->form, s));
  return smp_vec3_unit (smp_vec3_div (smp_vec3_sub (s, slope), self->axes));
}

double
smp_head_mm_per_px (const SmpHead *self)
{
  SmpVec3 eye = smp_head_eye (self);
  double distance = smp_vec3_length (eye);
  /* Radius towards the camera. */
  SmpVec3 s = smp_vec3_div (smp_vec3_scale (eye, 1 / distance), self->axes);
  double radius = smp_head_form (self->form, smp_vec3_unit (s)) / smp_vec3_length (s);

  return MAX (distance - radius, 0.1 * distance) / self->camera.focal_px;
}
