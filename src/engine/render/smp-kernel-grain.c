/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-kernel-vector.h"
#include "render/smp-render-kernel.h"

/* Room for as many as are written at once. */
#define ROOM (SMP_GRAIN_COLUMNS + WIDE)

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

/* Of each column of the lattice the weighted sum of its rows, the columns' three numbers together.
 */
INLINE void
sum_rows (const SmpGrainRow *row, float sums[][4])
{
  const WU steps = (WU) __builtin_convertvector(wide_iota (), WI) * 0x9e3779b1u;

  for (int i = 0; i < row->n; i += WIDE)
    {
      W sum[3] = { wide (0), wide (0), wide (0) };
      WU x = (guint32)(row->first + i) * 0x9e3779b1u + steps;

      for (int k = 0; k < row->n_rows; k++)
        {
          WU place = x ^ ((guint32)(row->first_row + k) * 0xc2b2ae3du + 0x27d4eb2fu);
          W common = normal_of (place) * row->common;

          for (guint32 c = 0; c < 3; c++)
            {
              W one = common;

              if (row->own > 0)
                one += normal_of (place + (c + 1) * 0x632be5abu) * row->own;
              sum[c] += one * row->weights[k];
            }
        }
      for (int k = 0; k < WIDE; k++)
        for (int c = 0; c < 3; c++)
          sums[i + k][c] = sum[c][k];
    }
}

void
SMP_KERNEL_FUNC (grain_row) (const SmpGrainRow *row)
{
  typedef float Pixel __attribute__ ((vector_size (16)));
  union
  {
    Pixel pixels[ROOM];
    float floats[ROOM][4];
  } sums;

  sum_rows (row, sums.floats);
  for (int x = 0; x < row->width; x++)
    {
      const Pixel *at = sums.pixels + (row->columns[x] - row->first);
      const float *shares = row->shares + x * row->n_shares;
      Pixel sum = at[0] * shares[0];

      for (int k = 1; k < row->n_shares; k++)
        sum += at[k] * shares[k];
      for (gsize c = 0; c < 3; c++)
        row->noise[c * row->plane + (gsize)x] = sum[c];
    }
}
