/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stipple/smp-dot-ellipse.h"

#include <math.h>

/* The arc whose tangent is z, for |z| ≤ 1: half of it has a tangent below 0.415, where the series
 * is short. */
static double
arc (double z)
{
  double t = z / (1 + sqrt (1 + z * z)), q = t * t, sum = 1 / 17.0;

  sum = 1 / 15.0 - q * sum;
  sum = 1 / 13.0 - q * sum;
  sum = 1 / 11.0 - q * sum;
  sum = 1 / 9.0 - q * sum;
  sum = 1 / 7.0 - q * sum;
  sum = 1 / 5.0 - q * sum;
  sum = 1 / 3.0 - q * sum;
  return 2 * t * (1 - q * sum);
}

/* Of a direction, in (−π/2, π/2]. */
static double
angle_of (double x, double y)
{
  double a;

  if (fabs (y) <= fabs (x))
    return fabs (x) > 0 ? arc (y / x) : 0;
  a = G_PI / 2 - arc (fabs (x) / fabs (y));
  return (x < 0) != (y < 0) && fabs (x) > 0 ? -a : a;
}

void
smp_dot_ellipse_set (SmpDot *dot, const double jacobian[4], double axis_ratio, SmpPoint axis)
{
  double c = axis.x, s = axis.y;
  double ax, ay, bx, by, xx, yy, xy, mean, half, spread, major2, minor2;

  /* Columns: the images of the major and the minor half axis. */
  ax = jacobian[0] * c + jacobian[1] * s;
  ay = jacobian[2] * c + jacobian[3] * s;
  bx = (jacobian[1] * c - jacobian[0] * s) * axis_ratio;
  by = (jacobian[3] * c - jacobian[2] * s) * axis_ratio;
  /* M = A Aᵀ has the squares of the half axes as its eigenvalues. */
  xx = ax * ax + bx * bx;
  yy = ay * ay + by * by;
  xy = ax * ay + bx * by;
  mean = (xx + yy) / 2;
  half = (xx - yy) / 2;
  spread = sqrt (half * half + xy * xy);
  major2 = mean + spread;
  minor2 = MAX (mean - spread, 0);
  dot->px_per_mm = (float)sqrt (major2);
  dot->axis_ratio = (float)(major2 > 0 ? sqrt (minor2 / major2) : 1);
  /* The eigenvector of the larger one, from the row that is longer. */
  dot->angle_rad = (float)(half > 0 ? angle_of (spread + half, xy) : angle_of (xy, spread - half));
}
