/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stipple/smp-dot-ellipse.h"

#include <math.h>

void
smp_dot_ellipse_set (SmpDot *dot, const double jacobian[4], double axis_ratio, double direction)
{
  double angle = direction * G_PI;
  double c = cos (angle), s = sin (angle);
  /* Columns: the images of the major and the minor half axis. */
  double ax = jacobian[0] * c + jacobian[1] * s, ay = jacobian[2] * c + jacobian[3] * s;
  double bx = (jacobian[1] * c - jacobian[0] * s) * axis_ratio;
  double by = (jacobian[3] * c - jacobian[2] * s) * axis_ratio;
  /* M = A Aᵀ has the squares of the half axes as its eigenvalues. */
  double xx = ax * ax + bx * bx, yy = ay * ay + by * by, xy = ax * ay + bx * by;
  double mean = (xx + yy) / 2, spread = sqrt ((xx - yy) * (xx - yy) / 4 + xy * xy);
  double major2 = mean + spread, minor2 = MAX (mean - spread, 0);

  dot->px_per_mm = (float)sqrt (major2);
  dot->axis_ratio = (float)(major2 > 0 ? sqrt (minor2 / major2) : 1);
  dot->angle_rad = (float)(0.5 * atan2 (2 * xy, xx - yy));
}
