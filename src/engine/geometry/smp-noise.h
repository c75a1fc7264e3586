/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a coordinate lies on the lattices of both octaves. All places of a row share one, and all
 * of a column. */
typedef struct
{
  gint64 at[2];
  double fade[2];
} SmpNoiseStep;

/* The lattice square that was asked last, of either octave. Places near each other share it. */
typedef struct
{
  gboolean is_set;
  gint64 x;
  gint64 y;
  double corners[4];
} SmpNoiseSquare;

/* @coordinate in the unit of @wavelength, that of the noise's main undulation */
SmpNoiseStep smp_noise_step (double coordinate, double wavelength);

/**
 * smp_noise_at:
 * @squares: two, zeroed before the first place, of this seed, stream and wavelength only
 * @seed: of the plan
 * @stream: what it is for
 * @x: of the place, for one wavelength
 * @y: likewise
 *
 * Smooth value noise of two octaves on a hashed lattice, the same on every machine; of many places,
 * one near the next.
 *
 * Returns: −1 to 1
 */
double smp_noise_at (SmpNoiseSquare squares[2],
                     guint64 seed,
                     guint64 stream,
                     const SmpNoiseStep *x,
                     const SmpNoiseStep *y);

G_END_DECLS
