/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "geometry/smp-noise.h"

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

static double
octave (SmpNoiseSquare *square, guint64 seed, guint64 stream, SmpPoint p)
{
  double fx = floor (p.x), fy = floor (p.y);
  double tx = fade (p.x - fx), ty = fade (p.y - fy);
  gint64 x = (gint64)fx, y = (gint64)fy;
  const double *c = square->corners;
  double top, bottom;

  if (!square->is_set || square->x != x || square->y != y)
    *square = (SmpNoiseSquare){
      TRUE,
      x,
      y,
      { lattice (seed, stream, x, y), lattice (seed, stream, x + 1, y),
        lattice (seed, stream, x, y + 1), lattice (seed, stream, x + 1, y + 1) },
    };
  top = c[0] + (c[1] - c[0]) * tx;
  bottom = c[2] + (c[3] - c[2]) * tx;
  return top + (bottom - top) * ty;
}

double
smp_noise_near (
    SmpNoiseSquare squares[2], guint64 seed, guint64 stream, SmpPoint point, double wavelength)
{
  /* Value noise rises and falls once over about two lattice steps. */
  SmpPoint coarse = smp_point_scale (point, 2.0 / wavelength);
  SmpPoint fine = smp_point_scale (point, 4.4 / wavelength);

  return 0.7 * octave (&squares[0], seed, stream, coarse)
         + 0.3 * octave (&squares[1], seed, stream + 1, fine);
}

double
smp_noise (guint64 seed, guint64 stream, SmpPoint point, double wavelength)
{
  SmpNoiseSquare squares[2] = { 0 };

  return smp_noise_near (squares, seed, stream, point, wavelength);
}
