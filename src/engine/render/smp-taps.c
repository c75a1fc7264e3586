/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-taps.h"

#include <math.h>

/* Catmull-Rom, the interpolating cubic, for looking closer than the photo's pixels. */
static double
cubic (double t)
{
  t = fabs (t);
  if (t < 1)
    return 1 + t * t * (1.5 * t - 2.5);
  if (t < 2)
    return 2 - t * (4 + t * (0.5 * t - 2.5));
  return 0;
}

SmpTap *
smp_taps_new (int start, int n_out, double step, int n_source)
{
  gsize room = (gsize)MAX (ceil (step) + 2, 4);
  SmpTap *taps = g_new (SmpTap, n_out);
  float *weights = g_new0 (float, (gsize)n_out *room);

  for (int i = 0; i < n_out; i++)
    {
      double a = (start + i) * step, b = a + step, centre = (a + b) / 2;
      int first = step >= 1 ? (int)floor (a + 1e-9) : (int)floor (centre - 0.5) - 1;
      int last = step >= 1 ? (int)ceil (b - 1e-9) : first + 4;
      double sum = 0;
      SmpTap *tap = &taps[i];

      tap->weights = weights + (gsize)i * room;
      /* Beyond the border the border's pixel is repeated: its weights gather on it. */
      tap->first = CLAMP (first, 0, n_source - 1);
      tap->n = CLAMP (last - 1, 0, n_source - 1) - tap->first + 1;
      for (int k = first; k < last; k++)
        {
          double w = step >= 1 ? MIN (b, k + 1.0) - MAX (a, (double)k) : cubic (k + 0.5 - centre);

          tap->weights[CLAMP (k, 0, n_source - 1) - tap->first] += (float)w;
          sum += w;
        }
      for (int k = 0; k < tap->n; k++)
        tap->weights[k] = (float)((double)tap->weights[k] / sum);
    }
  return taps;
}

int
smp_taps_most (const SmpTap *taps, int n)
{
  int most = 1;

  for (int i = 0; i < n; i++)
    most = MAX (most, taps[i].n);
  return most;
}

void
smp_taps_free (SmpTap *taps)
{
  g_free (taps[0].weights);
  g_free (taps);
}
