/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "geometry/smp-point.h"
#include "stipple/smp-dots.h"

G_BEGIN_DECLS

/* Cosine and sine of a share of half a turn, 0 to 1, from their series as far as 10⁻⁹, so that
 * every machine gives the same bits. */
static inline SmpPoint
smp_half_turn (double share)
{
  /* From −π/2 to π/2: minus its sine is the cosine that is wanted. */
  double x = (share - 0.5) * G_PI, q = x * x;
  double s = 1 / 6227020800.0, c = 1 / 479001600.0;

  s = s * q - 1 / 39916800.0;
  s = s * q + 1 / 362880.0;
  s = s * q - 1 / 5040.0;
  s = s * q + 1 / 120.0;
  s = s * q - 1 / 6.0;
  s = s * q + 1;
  c = c * q - 1 / 3628800.0;
  c = c * q + 1 / 40320.0;
  c = c * q - 1 / 720.0;
  c = c * q + 1 / 24.0;
  c = c * q - 0.5;
  c = c * q + 1;
  return smp_point (-x * s, c);
}

/**
 * smp_dot_ellipse_set:
 * @dot: gets axis_ratio, angle_rad and px_per_mm
 * @jacobian: px per mm of the surface under the dot
 * @axis_ratio: of the dot on the skin, 0 to 1
 * @axis: direction of its major axis on the skin, of length 1
 *
 * The ellipse as the photo shows it: its shape matrix on the skin, carried over by the Jacobian.
 * Without functions of the C library, so that every machine gives the same bits.
 */
void smp_dot_ellipse_set (SmpDot *dot, const double jacobian[4], double axis_ratio, SmpPoint axis);

G_END_DECLS
