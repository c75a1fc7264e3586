/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "surface/smp-head-tape.h"

#include "base/smp-constants.h"
#include "geometry/smp-point.h"
#include "surface/smp-head-model.h"

/* Where the tape lies on the mean head, mm in the middle: 9 mm over the glabella, which is just
 * above the brows, and at the opisthocranion. Only the directions from the cranium's centre count;
 * a centimetre up or down in front changes 0.5 %. Our choice. */
#define FRONT smp_vec3 (0, 0, 106)
#define REAR smp_vec3 (0, 22, -96.5)
/* Corners of the polygon that stands for the section: 0.04 % short of a curve. */
#define N_CORNERS 64
/* Secants to the surface; the first guess is the corner before. */
#define ROUNDS 12

/* In the space where the ellipsoid is the unit ball: where the middle of the cranium's surface lies
 * that way. */
static SmpVec3
in_the_middle (SmpVec3 mean, const double form[SMP_HEAD_N_FORM])
{
  SmpVec3 s = smp_vec3_unit (smp_vec3_div (mean, smp_head_mean_axes));

  return smp_vec3_scale (s, smp_head_form (form, s));
}

static double
height_at (const double form[SMP_HEAD_N_FORM], SmpVec3 at)
{
  double length = smp_vec3_length (at);

  return length - smp_head_form (form, smp_vec3_scale (at, 1 / length));
}

/* How far from @centre the surface is along @way, a unit vector; from a guess. */
static double
reach (const double form[SMP_HEAD_N_FORM], SmpVec3 centre, SmpVec3 way, double guess)
{
  double t0 = guess, h0 = height_at (form, smp_vec3_add (centre, smp_vec3_scale (way, t0)));
  double t1 = t0 - h0;

  for (int i = 0; i < ROUNDS; i++)
    {
      double h1 = height_at (form, smp_vec3_add (centre, smp_vec3_scale (way, t1))), t2;

      if (!(fabs (h1 - h0) > 1e-15))
        break;
      t2 = t1 - h1 * (t1 - t0) / (h1 - h0);
      t0 = t1;
      h0 = h1;
      t1 = t2;
      if (fabs (h0) < 1e-12)
        break;
    }
  return t1;
}

double
smp_head_tape_mm (SmpVec3 axes, const double form[SMP_HEAD_N_FORM])
{
  SmpVec3 front = in_the_middle (FRONT, form), rear = in_the_middle (REAR, form);
  SmpVec3 centre = smp_vec3_scale (smp_vec3_add (front, rear), 0.5);
  SmpVec3 forward = smp_vec3_unit (smp_vec3_sub (front, rear));
  double mm_forward = smp_vec3_length (smp_vec3_mul (forward, axes)), t = 1, half = 0;
  SmpPoint last = { 0, 0 };

  /* From the front by the left side to behind; the right side is like it. */
  for (int i = 0; i <= N_CORNERS / 2; i++)
    {
      double angle = 2 * G_PI * i / N_CORNERS, c = cos (angle), s = sin (angle);
      SmpPoint corner;

      t = reach (form, centre, smp_vec3_add (smp_vec3_scale (forward, c), smp_vec3 (s, 0, 0)), t);
      corner = smp_point (t * s * axes.x, t * c * mm_forward);
      if (i > 0)
        half += smp_point_distance (last, corner);
      last = corner;
    }
  return 2 * half * SMP_K (TAPE_OVER_SECTION);
}
