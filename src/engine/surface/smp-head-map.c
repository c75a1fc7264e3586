/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "surface/smp-head-map.h"

#include "surface/smp-confocal.h"

/* The map is kept as a grid of places for speed. Its half side, where the top's neighbourhood has
 * one unit per radius: 127° from the top, below every scalp; and its steps from the middle. */
#define REACH 4.0
#define STEPS 72
/* One more node on each side, for the cubics. */
#define SIDE (2 * STEPS + 3)

struct _SmpHeadMap
{
  SmpConfocal confocal;
  SmpVec3 axes;
  double unit;    /* mm of the map for one unit */
  double step_mm; /* between nodes */
  SmpVec3 nodes[SIDE][SIDE];
};

/* Weights of four neighbours at t, 0 to 1, between the middle two (Catmull and Rom 1974), and their
 * slopes. */
static void
weights (double t, double w[4], double d[4])
{
  double t2 = t * t, t3 = t2 * t;

  w[0] = -0.5 * t + t2 - 0.5 * t3;
  w[1] = 1 - 2.5 * t2 + 1.5 * t3;
  w[2] = 0.5 * t + 2 * t2 - 1.5 * t3;
  w[3] = -0.5 * t2 + 0.5 * t3;
  d[0] = -0.5 + 2 * t - 1.5 * t2;
  d[1] = -5 * t + 4.5 * t2;
  d[2] = 0.5 + 4 * t - 4.5 * t2;
  d[3] = -t + 1.5 * t2;
}

static void
fill_quadrant (SmpHeadMap *self)
{
  int middle = STEPS + 1;

  for (int j = 0; j <= middle; j++)
    for (int i = 0; i <= middle; i++)
      {
        double x = i * (REACH / STEPS), y = j * (REACH / STEPS), k = (x * x + y * y) / 4;
        SmpVec3 s = smp_vec3 (x / (1 + k), (1 - k) / (1 + k), y / (1 + k));
        SmpVec3 p = smp_confocal_to_ellipsoid (&self->confocal, s);

        self->nodes[middle + j][middle + i] = p;
        self->nodes[middle + j][middle - i] = smp_vec3 (-p.x, p.y, p.z);
        self->nodes[middle - j][middle + i] = smp_vec3 (p.x, p.y, -p.z);
        self->nodes[middle - j][middle - i] = smp_vec3 (-p.x, p.y, -p.z);
      }
}

/* Moves the ellipsoid's places to the cranium's. */
static void
apply_form (SmpHeadMap *self, const double form[SMP_HEAD_N_FORM])
{
  for (int j = 0; j < SIDE; j++)
    for (int i = 0; i < SIDE; i++)
      {
        SmpVec3 *p = &self->nodes[j][i];

        *p = smp_vec3_scale (*p, smp_head_form (form, smp_vec3_div (*p, self->axes)));
      }
}

SmpHeadMap *
smp_head_map_new (SmpVec3 axes, const double form[SMP_HEAD_N_FORM])
{
  SmpHeadMap *self = g_new (SmpHeadMap, 1);
  double widest = 0;

  self->axes = axes;
  smp_confocal_init (&self->confocal, axes);
  fill_quadrant (self);
  apply_form (self, form);
  /* The longest length of scalp for one unit, so that nowhere a millimetre of the map is more than
   * one of scalp and the atlas is dense enough everywhere. */
  for (int j = 1; j < SIDE - 1; j++)
    for (int i = 1; i < SIDE - 1; i++)
      {
        SmpVec3 du = smp_vec3_sub (self->nodes[j][i + 1], self->nodes[j][i - 1]);
        SmpVec3 dv = smp_vec3_sub (self->nodes[j + 1][i], self->nodes[j - 1][i]);

        widest = MAX (widest, smp_vec3_length (smp_vec3_cross (du, dv)));
      }
  self->step_mm = sqrt (widest) / 2;
  self->unit = self->step_mm * STEPS / REACH;
  return self;
}

void
smp_head_map_free (SmpHeadMap *self)
{
  g_free (self);
}

gboolean
smp_head_map_to_plane (const SmpHeadMap *self, SmpVec3 place, SmpPoint *uv)
{
  SmpVec3 unit = smp_vec3_unit (smp_vec3_div (place, self->axes));
  SmpVec3 s = smp_confocal_to_sphere (&self->confocal, smp_vec3_mul (unit, self->axes));
  double k;

  /* 140° from the top: the corners of the grid. */
  if (!(s.y > -0.76))
    return FALSE;
  k = 2 * self->unit / (1 + s.y);
  *uv = smp_point (s.x * k, s.z * k);
  return fabs (uv->x) < self->step_mm * STEPS && fabs (uv->y) < self->step_mm * STEPS;
}

gboolean
smp_head_map_to_head (const SmpHeadMap *self, SmpPoint uv, SmpHeadMapPoint *point)
{
  double x = uv.x / self->step_mm + STEPS, y = uv.y / self->step_mm + STEPS;
  double wx[4], wy[4], dx[4], dy[4], per_mm = 1 / self->step_mm;
  SmpVec3 p = { 0, 0, 0 }, du = { 0, 0, 0 }, dv = { 0, 0, 0 };
  int i, j;

  if (!(x > 0 && y > 0 && x < 2 * STEPS && y < 2 * STEPS))
    return FALSE;
  i = (int)x;
  j = (int)y;
  weights (x - i, wx, dx);
  weights (y - j, wy, dy);
  for (int row = 0; row < 4; row++)
    {
      const SmpVec3 *n = &self->nodes[j + row][i];
      SmpVec3 a = { wx[0] * n[0].x + wx[1] * n[1].x + wx[2] * n[2].x + wx[3] * n[3].x,
                    wx[0] * n[0].y + wx[1] * n[1].y + wx[2] * n[2].y + wx[3] * n[3].y,
                    wx[0] * n[0].z + wx[1] * n[1].z + wx[2] * n[2].z + wx[3] * n[3].z };
      SmpVec3 b = { dx[0] * n[0].x + dx[1] * n[1].x + dx[2] * n[2].x + dx[3] * n[3].x,
                    dx[0] * n[0].y + dx[1] * n[1].y + dx[2] * n[2].y + dx[3] * n[3].y,
                    dx[0] * n[0].z + dx[1] * n[1].z + dx[2] * n[2].z + dx[3] * n[3].z };

      p = smp_vec3_add (p, smp_vec3_scale (a, wy[row]));
      dv = smp_vec3_add (dv, smp_vec3_scale (a, dy[row]));
      du = smp_vec3_add (du, smp_vec3_scale (b, wy[row]));
    }
  point->place = p;
  point->du = smp_vec3_scale (du, per_mm);
  point->dv = smp_vec3_scale (dv, per_mm);
  return TRUE;
}
