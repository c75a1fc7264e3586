/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-kernel-vector.h"
#include "render/smp-render-kernel.h"

/* Room for as many as are written at once. */
#define ROOM (SMP_GRAIN_COLUMNS + 2 * WIDE)

/* Mean and deviation of the sum of four bytes. */
#define BYTES_MEAN 510
#define BYTES_SIGMA 147.80054f

/* About normal numbers of mean 0 and variance 1: of the murmur3 finaliser's (Appleby 2011) four
 * bytes, the sum. */
INLINE W
normal_of (WU h)
{
  h = (h ^ h >> 16) * 0x85ebca6bu;
  h = (h ^ h >> 13) * 0xc2b2ae35u;
  h ^= h >> 16;
  h = (h & 0x00ff00ffu) + (h >> 8 & 0x00ff00ffu);
  h = (h & 0xffffu) + (h >> 16);
  return __builtin_convertvector((WI)h - BYTES_MEAN, W) * (1 / BYTES_SIGMA);
}

/* The lattice's numbers, each channel's in a row of its own; behind them some zeros. */
INLINE void
draw (const SmpGrainLine *line, float lattice[3][ROOM])
{
  const WU steps = (WU) __builtin_convertvector(wide_iota (), WI) * 0x9e3779b1u;
  guint32 row = (guint32)line->row * 0xc2b2ae3du + 0x27d4eb2fu;
  int i;

  for (i = 0; i < line->n; i += WIDE)
    {
      WU place = ((guint32)(line->first + i) * 0x9e3779b1u + steps) ^ row;
      W common = normal_of (place) * line->common;

      for (guint32 c = 0; c < 3; c++)
        {
          W one = common;

          if (line->own > 0)
            one += normal_of (place + (c + 1) * 0x632be5abu) * line->own;
          *(WAt *)(lattice[c] + i) = one;
        }
    }
  for (guint32 c = 0; c < 3; c++)
    *(WAt *)(lattice[c] + i) = wide (0);
}

/* Pixels that have @n weights, the same ones: so many at once. */
INLINE void
average_evenly (const SmpGrainLine *line, const float *lattice, float *to, int n)
{
  for (int x = 0; x < line->width; x += WIDE)
    {
      W sum = *(const WAt *)(lattice + x) * line->shares[0];

      for (int k = 1; k < n; k++)
        sum += *(const WAt *)(lattice + x + k) * line->shares[k];
      *(WAt *)(to + x) = sum;
    }
}

static void
average (const SmpGrainLine *line, const float *lattice, float *to)
{
  for (int x = 0; x < line->width; x++)
    {
      const float *at = lattice + (line->columns[x] - line->first);
      const float *shares = line->shares + x * line->n_shares;
      float sum = at[0] * shares[0];

      for (int k = 1; k < line->n_shares; k++)
        sum += at[k] * shares[k];
      to[x] = sum;
    }
}

void
SMP_KERNEL_FUNC (grain_line) (const SmpGrainLine *line)
{
  float lattice[3][ROOM];

  draw (line, lattice);
  for (int c = 0; c < 3; c++)
    {
      float *to = line->line + c * SMP_GRAIN_PLANE;

      if (line->is_even && line->n_shares == 3)
        average_evenly (line, lattice[c], to, 3);
      else if (line->is_even)
        average_evenly (line, lattice[c], to, line->n_shares);
      else
        average (line, lattice[c], to);
    }
}

void
SMP_KERNEL_FUNC (grain_row) (const SmpGrainRow *row)
{
  for (int c = 0; c < 3; c++)
    for (int x = c * SMP_GRAIN_PLANE; x < c * SMP_GRAIN_PLANE + row->width; x += WIDE)
      {
        W sum = *(const WAt *)(row->lines[0] + x) * row->weights[0];

        for (int k = 1; k < row->n; k++)
          sum += *(const WAt *)(row->lines[k] + x) * row->weights[k];
        *(WAt *)(row->noise + x) = sum;
      }
}
