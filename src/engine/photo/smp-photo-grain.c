/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-photo-grain.h"

#include <math.h>
#include <stdlib.h>

#include "base/smp-parallel.h"
#include "photo/smp-block-corners.h"
#include "photo/smp-image.h"

/* Side of a block, px, by the photo's shorter side. */
#define BLOCK_LARGE 64
#define BLOCK_SMALL 32
#define SIDE_LARGE 1200
/* Of a block's pixels every so many along each axis are looked at. */
#define EVERY 2
/* Fewer tell nothing. */
#define SAMPLES_MIN 64
/* Values of the mask beyond these codes are outlines, and counted as the last. */
#define MASKS 256
/* A median of absolute values of a normal variable is this share of its deviation. */
#define MEDIAN_SHARE 0.67449
/* Deviation of the mask for white noise of 1. */
#define MASK_GAIN 6.0
/* Variance of a code from being whole. */
#define ROUNDING (1 / 12.0)
/* Sum of the squared weights of luma: what it keeps of noise that each channel has alone. */
#define LUMA_OWN 0.4467
/* Codes as near to black or white as this have lost some of their noise. */
#define CLIPPED 3
/* Blocks around one that are asked, and the share of them, by weight, that is smoother than what
 * counts as skin without texture; both our choice. */
#define AROUND 4
#define SMOOTH_SHARE 0.3
/* Skin is more saturated than walls, cloth, shine and hair, as in SmpPhotoLight. */
#define SATURATION_POWER 6
#define SATURATION_NONE 1e-6
/* Not more is believed; our choice. */
#define SIGMA_MAX 12.0
#define SOFTNESS_MAX 0.2
/* Less grain (codes) than a picture has from being compressed tells nothing about its softness. */
#define SIGMA_TELLS 0.5

/* What the mask is laid over. */
enum
{
  RED,
  GREEN,
  BLUE,
  LUMA,
  LUMA_WIDE, /* over every other pixel */
  N_MASKS
};

/* One block. */
typedef struct
{
  double luma; /* variances, codes² */
  double luma_wide;
  double channel; /* mean of three */
  double weight;  /* 0 where it tells nothing */
} Block;

typedef struct
{
  const SmpImage *image;
  SmpPhotoGrain *grain;
  Block *blocks;
  double more; /* deviation of a channel, against what the mask says of luma */
} Analysis;

/* What a block's pixels have shown so far. */
typedef struct
{
  guint32 counts[N_MASKS][MASKS];
  guint32 n;
  double colour[3];
} Tally;

/* In 256ths of a code. */
static int
luma (const guint8 *px)
{
  return px[0] * 77 + px[1] * 150 + px[2] * 29;
}

static int
code_of (const guint8 *px, int mask)
{
  return mask < LUMA ? px[mask] : luma (px);
}

/* Second differences along both axes of pixels @across and @down bytes apart. */
static int
immerkaer (const guint8 *px, gssize across, gssize down, int mask)
{
  int corners = code_of (px - across - down, mask) + code_of (px + across - down, mask)
                + code_of (px - across + down, mask) + code_of (px + across + down, mask);
  int sides = code_of (px - across, mask) + code_of (px + across, mask) + code_of (px - down, mask)
              + code_of (px + down, mask);

  return corners - 2 * sides + 4 * code_of (px, mask);
}

static gboolean
is_clipped (const guint8 *px)
{
  for (int c = 0; c < 3; c++)
    if (px[c] < CLIPPED || px[c] > 255 - CLIPPED)
      return TRUE;
  return px[3] < 255;
}

static void
look_at (Tally *tally, const guint8 *px, gsize stride)
{
  if (is_clipped (px))
    return;
  for (int mask = 0; mask < N_MASKS; mask++)
    {
      gssize step = mask == LUMA_WIDE ? 2 : 1;
      int value = abs (immerkaer (px, 4 * step, (gssize)stride * step, mask));

      if (mask >= LUMA)
        value = (value + 128) >> 8;
      tally->counts[mask][MIN (value, MASKS - 1)]++;
    }
  for (int c = 0; c < 3; c++)
    tally->colour[c] += px[c];
  tally->n++;
}

/* The noise's variance from how often the mask had which absolute value. */
static double
variance_of (const guint32 *counts, guint32 n, double rounding)
{
  double half = n / 2.0, before = 0, median, sigma;
  int v = 0;

  while (before + counts[v] < half)
    before += counts[v++];
  /* A whole number stands for all from half a step below on. */
  median = v > 0 ? v - 0.5 + (half - before) / counts[v] : 0.5 * half / counts[v];
  sigma = median / (MEDIAN_SHARE * MASK_GAIN);
  return MAX (sigma * sigma - rounding, 0.0);
}

static Block
block_of (const Tally *tally)
{
  const double *colour = tally->colour;
  double most = MAX (MAX (colour[0], colour[1]), colour[2]);
  double least = MIN (MIN (colour[0], colour[1]), colour[2]);
  Block block = { 0 };

  if (tally->n < SAMPLES_MIN)
    return block;
  for (int c = 0; c < 3; c++)
    block.channel += variance_of (tally->counts[c], tally->n, ROUNDING) / 3;
  block.luma = variance_of (tally->counts[LUMA], tally->n, LUMA_OWN * ROUNDING);
  block.luma_wide = variance_of (tally->counts[LUMA_WIDE], tally->n, LUMA_OWN * ROUNDING);
  block.weight = pow ((most - least) / most, SATURATION_POWER) + SATURATION_NONE;
  return block;
}

static void
look_at_row (gsize item, int worker, gpointer data)
{
  Analysis *self = data;
  const SmpImage *image = self->image;
  int side = self->grain->block, y0 = (int)item * side;
  g_autofree Tally *tally = g_new (Tally, 1);

  for (int column = 0; column < self->grain->columns; column++)
    {
      *tally = (Tally){ 0 };
      for (int y = MAX (y0, 2); y < MIN (y0 + side, image->height - 2); y += EVERY)
        for (int x = MAX (column * side, 2); x < MIN ((column + 1) * side, image->width - 2);
             x += EVERY)
          look_at (tally, image->pixels + (gsize)y * image->stride + 4 * (gsize)x, image->stride);
      self->blocks[item * (gsize)self->grain->columns + (gsize)column] = block_of (tally);
    }
}

static int
by_texture (gconstpointer a, gconstpointer b)
{
  const Block *x = a, *y = b;
  double p = x->luma + x->luma_wide, q = y->luma + y->luma_wide;

  return (p > q) - (p < q);
}

/* Sorts some blocks and returns how many of them, the smoother ones, have the wanted share of the
 * weight; at least one, if there is any. */
static gsize
smoother (Block *blocks, gsize n, double share)
{
  double sum = 0, so_far = 0;
  gsize i = 0;

  qsort (blocks, n, sizeof *blocks, by_texture);
  for (gsize k = 0; k < n; k++)
    sum += blocks[k].weight;
  if (!(sum > 0))
    return 0;
  while (i < n && so_far < share * sum)
    so_far += blocks[i++].weight;
  return i;
}

double
smp_photo_grain_variance (double softness)
{
  double middle = 1 - 2 * softness;

  return middle * middle + 2 * softness * softness;
}

/* What is left of the mask's deviation where noise is soft: along one axis, second differences of
 * pixels 1 and 2 apart have the variances 6 r₀ − 8 r₁ + 2 r₂ and 6 r₀ − 8 r₂, and the deviation of
 * the product of both axes is that. */
static double
mask_of_soft (double softness)
{
  double middle = 1 - 2 * softness, r0 = smp_photo_grain_variance (softness);

  return (6 * r0 - 16 * softness * middle + 2 * softness * softness) / (6 * r0);
}

static double
wide_mask_of_soft (double softness)
{
  double r0 = smp_photo_grain_variance (softness);

  return (6 * r0 - 8 * softness * softness) / (6 * r0);
}

static double
softness_of_ratio (double ratio)
{
  double lo = 0, hi = SOFTNESS_MAX;

  for (int i = 0; i < 24; i++)
    {
      double mid = (lo + hi) / 2;

      if (mask_of_soft (mid) / wide_mask_of_soft (mid) > ratio)
        lo = mid;
      else
        hi = mid;
    }
  return (lo + hi) / 2;
}

/* What all of the photo's smooth skin has in common. */
static void
set_kind (Analysis *self, gsize n)
{
  g_autofree Block *sorted = g_memdup2 (self->blocks, n * sizeof *sorted);
  gsize n_smooth = smoother (sorted, n, SMOOTH_SHARE);
  double narrow = 0, wide = 0, channel = 0, weight = 0, own;

  for (gsize i = 0; i < n_smooth; i++)
    {
      narrow += sorted[i].weight * sorted[i].luma;
      wide += sorted[i].weight * sorted[i].luma_wide;
      channel += sorted[i].weight * sorted[i].channel;
      weight += sorted[i].weight;
    }
  self->more = 1;
  if (!(narrow > 0) || !(channel > 0) || !(wide > SIGMA_TELLS * SIGMA_TELLS * weight))
    return;
  self->grain->softness = (float)softness_of_ratio (sqrt (narrow / wide));
  own = (channel - narrow) / (1 - LUMA_OWN);
  self->grain->own = (float)CLAMP (own / channel, 0.0, 1.0);
  self->more = sqrt (MAX (channel / narrow, 1.0)) / mask_of_soft ((double)self->grain->softness);
}

/* Deviation of luma by the mask in the smoother ones of the blocks around one. */
static double
luma_around (const Analysis *self, int column, int row)
{
  Block near[(2 * AROUND + 1) * (2 * AROUND + 1)];
  const SmpPhotoGrain *grain = self->grain;
  gsize n = 0, n_smooth;
  double sum = 0, weight = 0;

  for (int y = MAX (row - AROUND, 0); y <= MIN (row + AROUND, grain->rows - 1); y++)
    for (int x = MAX (column - AROUND, 0); x <= MIN (column + AROUND, grain->columns - 1); x++)
      near[n++] = self->blocks[(gsize)y * (gsize)grain->columns + (gsize)x];
  n_smooth = smoother (near, n, SMOOTH_SHARE);
  for (gsize i = 0; i < n_smooth; i++)
    {
      sum += near[i].weight * near[i].luma;
      weight += near[i].weight;
    }
  return weight > 0 ? sqrt (sum / weight) : 0;
}

static void
fill_row (gsize item, int worker, gpointer data)
{
  const Analysis *self = data;
  float *sigma = self->grain->sigma + item * (gsize)self->grain->columns;

  for (int column = 0; column < self->grain->columns; column++)
    sigma[column] = (float)MIN (self->more * luma_around (self, column, (int)item), SIGMA_MAX);
}

static void
grain_clear (gpointer data)
{
  SmpPhotoGrain *self = data;

  g_free (self->sigma);
}

SmpPhotoGrain *
smp_photo_grain_new (const SmpImage *image,
                     int n_threads,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (SmpPhotoGrain) self = g_atomic_rc_box_new0 (SmpPhotoGrain);
  g_autofree Block *blocks = NULL;
  Analysis analysis = { .image = image, .grain = self };
  gsize n, rows;

  self->block = MIN (image->width, image->height) >= SIDE_LARGE ? BLOCK_LARGE : BLOCK_SMALL;
  self->columns = (image->width + self->block - 1) / self->block;
  self->rows = (image->height + self->block - 1) / self->block;
  rows = (gsize)self->rows;
  n = (gsize)self->columns * rows;
  self->sigma = g_new (float, n);
  analysis.blocks = blocks = g_new0 (Block, n);
  if (!smp_parallel_for (rows, n_threads, look_at_row, &analysis, cancellable, error))
    return NULL;
  set_kind (&analysis, n);
  if (!smp_parallel_for (rows, n_threads, fill_row, &analysis, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
smp_photo_grain_unref (const SmpPhotoGrain *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full ((SmpPhotoGrain *)self, grain_clear);
}

float
smp_photo_grain_sigma (const SmpPhotoGrain *self, float x_px, float y_px)
{
  float inverse = 1 / (float)self->block, sum = 0;
  SmpBlockCorners near
      = smp_block_corners (self->columns, self->rows, x_px * inverse, y_px * inverse);

  for (int k = 0; k < 4; k++)
    sum += near.weight[k] * self->sigma[near.at[k]];
  return sum;
}
