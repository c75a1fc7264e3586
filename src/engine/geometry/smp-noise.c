/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "geometry/smp-noise.h"

#include <math.h>

#include "base/smp-hash.h"

static double
lattice (guint64 seed, guint64 stream, gint64 x, gint64 y)
{
  guint64 index = ((guint64)(guint32)x << 32) | (guint32)y;

  return 2 * smp_hash_unit (smp_hash_u64 (seed, stream, index)) - 1;
}

/* Quintic fade: continuous to the second derivative (Perlin 2002). */
static double
fade (double t)
{
  return t * t * t * (t * (t * 6 - 15) + 10);
}

/* Value noise rises and falls once over about two lattice steps. */
SmpNoiseStep
smp_noise_step (double coordinate, double wavelength)
{
  const double per_wave[2] = { 2.0, 4.4 };
  SmpNoiseStep step;

  for (int i = 0; i < 2; i++)
    {
      double p = coordinate * (per_wave[i] / wavelength), from = floor (p);

      step.at[i] = (gint64)from;
      step.fade[i] = fade (p - from);
    }
  return step;
}

static void
move_square (SmpNoiseSquare *square, guint64 seed, guint64 stream, gint64 x, gint64 y)
{
  *square = (SmpNoiseSquare){
    TRUE,
    x,
    y,
    { lattice (seed, stream, x, y), lattice (seed, stream, x + 1, y),
      lattice (seed, stream, x, y + 1), lattice (seed, stream, x + 1, y + 1) },
  };
}

static inline double
octave (SmpNoiseSquare *square,
        guint64 seed,
        guint64 stream,
        const SmpNoiseStep *x,
        const SmpNoiseStep *y,
        int i)
{
  const double *c = square->corners;
  double top, bottom;

  if (!square->is_set || square->x != x->at[i] || square->y != y->at[i])
    move_square (square, seed, stream, x->at[i], y->at[i]);
  top = c[0] + (c[1] - c[0]) * x->fade[i];
  bottom = c[2] + (c[3] - c[2]) * x->fade[i];
  return top + (bottom - top) * y->fade[i];
}

double
smp_noise_at (SmpNoiseSquare squares[2],
              guint64 seed,
              guint64 stream,
              const SmpNoiseStep *x,
              const SmpNoiseStep *y)
{
  return 0.7 * octave (&squares[0], seed, stream, x, y, 0)
         + 0.3 * octave (&squares[1], seed, stream + 1, x, y, 1);
}
