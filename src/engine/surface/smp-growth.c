/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "surface/smp-growth.h"

/* How far hair turns from straight away from the whorl at its middle, as the tangent of half the
 * angle (70°), and at what distance half of that tangent is left, mm. No source has numbers; our
 * choice. */
#define TURN 0.7
#define TURN_MM 30.0

SmpPoint
smp_growth_direction (const SmpWhorl *whorl, SmpPoint uv)
{
  SmpPoint away = smp_point_sub (uv, whorl->at);
  double r2 = smp_point_dot (away, away), t, k, c, s;

  if (!(r2 > 1e-12))
    return smp_point (0, 1);
  away = smp_point_scale (away, 1 / sqrt (r2));
  t = TURN / (1 + r2 / (TURN_MM * TURN_MM));
  /* v grows downwards, so a positive turn is clockwise for who looks at the head from above. */
  if (!whorl->clockwise)
    t = -t;
  k = 1 / (1 + t * t);
  c = (1 - t * t) * k;
  s = 2 * t * k;
  return smp_point (c * away.x - s * away.y, s * away.x + c * away.y);
}
