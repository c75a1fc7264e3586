/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-kernel-vector.h"
#include "render/smp-render-kernel.h"

/* Room for as many as are written at once, and for zeros behind them. */
#define ROOM (SMP_GRAIN_COLUMNS + 2 * WIDE)

G_STATIC_ASSERT (SMP_GRAIN_PLANE >= SMP_TILE_MAX + WIDE);

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
average_evenly (const SmpGrainLine *line, float lattice[3][ROOM], int n)
{
  for (int c = 0; c < 3; c++)
    for (int x = 0; x < line->width; x += WIDE)
      {
        W sum = *(const WAt *)(lattice[c] + x) * line->shares[0];

        for (int k = 1; k < n; k++)
          sum += *(const WAt *)(lattice[c] + x + k) * line->shares[k];
        *(WAt *)(line->line + c * SMP_GRAIN_PLANE + x) = sum;
      }
}

/* Of an enlarged picture: neighbours have other weights, which are the same in all channels. */
static void
average (const SmpGrainLine *line, float lattice[3][ROOM])
{
  float *to = line->line;

  for (int x = 0; x < line->width; x++)
    {
      const float *shares = line->shares + x * line->n_shares;
      int at = line->columns[x] - line->first;
      float sums[3];

      for (int c = 0; c < 3; c++)
        sums[c] = lattice[c][at] * shares[0];
      for (int k = 1; k < line->n_shares; k++)
        for (int c = 0; c < 3; c++)
          sums[c] += lattice[c][at + k] * shares[k];
      for (int c = 0; c < 3; c++)
        to[c * SMP_GRAIN_PLANE + x] = sums[c];
    }
  /* Those behind them are read too, where many are at once. */
  for (int c = 0; c < 3; c++)
    for (int i = 0; i < WIDE; i++)
      to[c * SMP_GRAIN_PLANE + line->width + i] = 0;
}

void
SMP_KERNEL_FUNC (grain_line) (const SmpGrainLine *line)
{
  float lattice[3][ROOM];

  draw (line, lattice);
  if (!line->is_even)
    average (line, lattice);
  /* A number that never changes costs less. */
  else if (line->n_shares == 3)
    average_evenly (line, lattice, 3);
  else
    average_evenly (line, lattice, line->n_shares);
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
