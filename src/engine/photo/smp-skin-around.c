/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-skin-around.h"

#include <math.h>

#include "photo/smp-block-corners.h"

/* Regions along the photo's shorter side, at most: finer than skin changes its colour. */
#define REGIONS 40
/* How far around skin is looked for, as a share of the shorter side: about half the breadth of a
 * head that fills a portrait, so that some of it is without shine; our choice. */
#define AROUND 0.2
/* Cosines of the angle between hues: skin's own is alike within 8°, and other beyond 14°. What is
 * unlike counts next to nothing, but where nothing is alike. Our choice. */
#define HUE_ALIKE 0.99
#define HUE_OTHER 0.97
#define UNLIKE 1e-9

/* Some blocks together. */
typedef struct
{
  double colour[3]; /* linear, weighted sums */
  double pixels;
  double hue[3]; /* what of all the colour is not grey, first as a sum and then of length 1 */
  double skin[3];
} Region;

struct _SmpSkinAround
{
  int side; /* of a region, blocks */
  int columns;
  int rows;
  int around; /* regions */
  Region regions[];
};

SmpSkinAround *
smp_skin_around_new (int columns, int rows)
{
  int shorter = MIN (columns, rows), side = (shorter + REGIONS - 1) / REGIONS;
  int across = (columns + side - 1) / side, down = (rows + side - 1) / side;
  SmpSkinAround *self
      = g_malloc0 (sizeof *self + (gsize)across * (gsize)down * sizeof self->regions[0]);

  self->side = side;
  self->columns = across;
  self->rows = down;
  self->around = MAX (1, (int)(AROUND * shorter / side + 0.5));
  return self;
}

void
smp_skin_around_free (SmpSkinAround *self)
{
  g_free (self);
}

void
smp_skin_around_add (
    SmpSkinAround *self, int column, int row, const double colour[3], double pixels, double weight)
{
  Region *region = &self->regions[row / self->side * self->columns + column / self->side];
  double grey = (colour[0] + colour[1] + colour[2]) / 3;

  for (int c = 0; c < 3; c++)
    {
      region->colour[c] += weight * colour[c];
      region->hue[c] += colour[c] - grey;
    }
  region->pixels += weight * pixels;
}

static double
dot (const double a[3], const double b[3])
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

static void
set_skin (SmpSkinAround *self, int column, int row)
{
  Region *at = &self->regions[row * self->columns + column];
  double sum[3] = { 0 }, pixels = 0;

  for (int y = MAX (row - self->around, 0); y <= MIN (row + self->around, self->rows - 1); y++)
    for (int x = MAX (column - self->around, 0);
         x <= MIN (column + self->around, self->columns - 1); x++)
      {
        const Region *region = &self->regions[y * self->columns + x];
        double like = (dot (at->hue, region->hue) - HUE_OTHER) / (HUE_ALIKE - HUE_OTHER);

        like = CLAMP (like, UNLIKE, 1.0);
        for (int c = 0; c < 3; c++)
          sum[c] += like * region->colour[c];
        pixels += like * region->pixels;
      }
  for (int c = 0; c < 3; c++)
    at->skin[c] = pixels > 0 ? sum[c] / pixels : 0;
}

void
smp_skin_around_settle (SmpSkinAround *self)
{
  for (int i = 0; i < self->columns * self->rows; i++)
    {
      double *hue = self->regions[i].hue, length = sqrt (dot (hue, hue));

      for (int c = 0; c < 3; c++)
        hue[c] = length > 0 ? hue[c] / length : 0;
    }
  for (int row = 0; row < self->rows; row++)
    for (int column = 0; column < self->columns; column++)
      set_skin (self, column, row);
}

void
smp_skin_around_at (const SmpSkinAround *self, int column, int row, float rgb[3])
{
  float side = (float)self->side;
  SmpBlockCorners near = smp_block_corners (
      self->columns, self->rows, ((float)column + 0.5f) / side, ((float)row + 0.5f) / side);

  for (int c = 0; c < 3; c++)
    {
      double sum = 0;

      for (int k = 0; k < 4; k++)
        sum += (double)near.weight[k] * self->regions[near.at[k]].skin[c];
      rgb[c] = (float)sum;
    }
}
