/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-soft-disc.h"

#include <math.h>

/* Rows of the table: radii at even steps. */
#define ROWS 64
#define ROW_STEP (SMP_SOFT_DISC_MAX / ROWS)
/* Rings of the disc that are summed up. */
#define RINGS 96

typedef float Row[SMP_SOFT_DISC_STEPS + 1];

/* e^−x I₀(x), Abramowitz and Stegun 9.8.1 and 9.8.2. */
static double
bessel_i0e (double x)
{
  double t = x / 3.75;

  if (t < 1)
    {
      t *= t;
      return exp (-x)
             * (1
                + t
                      * (3.5156229
                         + t
                               * (3.0899424
                                  + t
                                        * (1.2067492
                                           + t * (0.2659732 + t * (0.0360768 + t * 0.0045813))))));
    }
  t = 1 / t;
  return (0.39894228
          + t
                * (0.01328592
                   + t
                         * (0.00225319
                            + t
                                  * (-0.00157565
                                     + t
                                           * (0.00916281
                                              + t
                                                    * (-0.02057706
                                                       + t
                                                             * (0.02635537
                                                                + t
                                                                      * (-0.01647633
                                                                         + t * 0.00392377))))))))
         / sqrt (x);
}

/* The blurred disc at distance r: the Gaussian summed over the rings of the disc. */
static double
blurred (double radius, double r)
{
  double sum = 0, width = radius / RINGS;

  for (int i = 0; i < RINGS; i++)
    {
      double s = (i + 0.5) * width;

      sum += s * exp (-0.5 * (r - s) * (r - s)) * bessel_i0e (r * s) * width;
    }
  return MIN (sum, 1);
}

static const Row *
table (void)
{
  static Row rows[ROWS + 1];
  static gsize once;

  if (g_once_init_enter (&once))
    {
      for (int i = 0; i <= ROWS; i++)
        {
          double radius = MAX (i * (double)ROW_STEP, 1e-3);

          for (int k = 0; k <= SMP_SOFT_DISC_STEPS; k++)
            rows[i][k] = (float)blurred (radius, (radius + (double)SMP_SOFT_DISC_REACH) * k
                                                     / SMP_SOFT_DISC_STEPS);
        }
      g_once_init_leave (&once, 1);
    }
  return rows;
}

void
smp_soft_disc_profile (float radius, float profile[SMP_SOFT_DISC_STEPS + 2])
{
  float at = CLAMP (radius / ROW_STEP, 0.0f, (float)ROWS - 0.001f);
  int i = (int)at;
  float t = at - (float)i;
  const Row *a = &table ()[i], *b = &table ()[i + 1];

  for (int k = 0; k <= SMP_SOFT_DISC_STEPS; k++)
    profile[k] = (*a)[k] + ((*b)[k] - (*a)[k]) * t;
  /* Nothing lies beyond. */
  profile[SMP_SOFT_DISC_STEPS] = 0;
  profile[SMP_SOFT_DISC_STEPS + 1] = 0;
}
