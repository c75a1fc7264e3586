/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-photo-light.h"

#include <math.h>
#include <stdlib.h>

#include "base/smp-parallel.h"
#include "colour/smp-colour.h"
#include "photo/smp-image.h"

#define BLOCK 32
/* Blocks around one that are asked too: about a finger's breadth of a portrait. */
#define AROUND 3
/* And for the colour of skin, farther, so that some of it is without shine; our choice. */
#define AROUND_SKIN 6
#define SATURATION_POWER 4
/* Differences beyond these codes are outlines, not texture. */
#define OUTLINE 30
/* Less texture than this variance (codes²) tells nothing about sharpness. */
#define TEXTURE_MIN 0.9
/* Softness, px: of a photo that tells nothing (our choice), and the range of what is believed. */
#define SOFTNESS_USUAL 0.6f
#define SOFTNESS_MIN 0.5f
#define SOFTNESS_MAX 4.0f
/* Texture of skin is not as fine as the white noise of the formula; our choice, by eye. */
#define SOFTNESS_SHARE 0.8f

/* Sums over one block. */
typedef struct
{
  double near2; /* of squared differences 2 px apart */
  double far2;  /* and 8 px apart */
  double count;
  double colour[3]; /* linear */
  double pixels;
} Block;

typedef struct
{
  const SmpImage *image;
  SmpPhotoLight *light;
  Block *blocks;
} Analysis;

static int
luma (const guint8 *px)
{
  return (px[0] * 77 + px[1] * 150 + px[2] * 29) >> 8;
}

static void
add_difference (Block *block, const guint8 *px, gsize step)
{
  int here = luma (px), near = luma (px + 2 * step) - here, far = luma (px + 8 * step) - here;

  if (abs (near) > OUTLINE || abs (far) > OUTLINE)
    return;
  block->near2 += near * near;
  block->far2 += far * far;
  block->count += 1;
}

static void
sum_row (gsize item, int worker, gpointer data)
{
  Analysis *self = data;
  const SmpImage *image = self->image;
  const float *decode = smp_srgb_decode_table ();
  int y0 = (int)item * BLOCK, y1 = MIN (y0 + BLOCK, image->height);
  Block *row = self->blocks + item * (gsize)self->light->columns;

  for (int y = y0; y < y1; y += 2)
    for (int x = 0; x < image->width; x += 2)
      {
        const guint8 *px = image->pixels + (gsize)y * image->stride + 4 * (gsize)x;
        Block *block = &row[x / BLOCK];

        if (px[3] < 255)
          continue;
        if (x + 8 < image->width)
          add_difference (block, px, 4);
        if (y + 8 < image->height)
          add_difference (block, px, image->stride);
        for (int c = 0; c < 3; c++)
          block->colour[c] += (double)decode[px[c]];
        block->pixels += 1;
      }
}

/* Adds up the texture of the blocks near one. */
static Block
texture_around (const Analysis *self, int column, int row)
{
  Block sum = { 0 };

  for (int y = MAX (row - AROUND, 0); y <= MIN (row + AROUND, self->light->rows - 1); y++)
    for (int x = MAX (column - AROUND, 0); x <= MIN (column + AROUND, self->light->columns - 1);
         x++)
      {
        const Block *block = &self->blocks[(gsize)y * (gsize)self->light->columns + (gsize)x];

        sum.near2 += block->near2;
        sum.far2 += block->far2;
        sum.count += block->count;
      }
  return sum;
}

/* The colour of the blocks around one, the saturated ones first: shine takes saturation away. */
static void
skin_around (const Analysis *self, int column, int row, float skin[3])
{
  double sum[3] = { 0 }, pixels = 0;

  for (int y = MAX (row - AROUND_SKIN, 0); y <= MIN (row + AROUND_SKIN, self->light->rows - 1); y++)
    for (int x = MAX (column - AROUND_SKIN, 0);
         x <= MIN (column + AROUND_SKIN, self->light->columns - 1); x++)
      {
        const Block *block = &self->blocks[(gsize)y * (gsize)self->light->columns + (gsize)x];
        const double *colour = block->colour;
        double most = MAX (MAX (colour[0], colour[1]), colour[2]);
        double least = MIN (MIN (colour[0], colour[1]), colour[2]);
        double weight = most > 0 ? pow ((most - least) / most, SATURATION_POWER) : 0;

        for (int c = 0; c < 3; c++)
          sum[c] += block->colour[c] * weight;
        pixels += block->pixels * weight;
      }
  for (int c = 0; c < 3; c++)
    skin[c] = pixels > 0 ? (float)(sum[c] / pixels) : 0;
}

/* σ of the ratio in smp_photo_light_new(), by halving. */
static double
sigma_from_ratio (double ratio)
{
  double lo = 0.3, hi = 6;

  for (int i = 0; i < 24; i++)
    {
      double mid = (lo + hi) / 2, s2 = 1 / (mid * mid);

      if ((1 - exp (-s2)) / (1 - exp (-16 * s2)) > ratio)
        lo = mid;
      else
        hi = mid;
    }
  return (lo + hi) / 2;
}

static float
softness_of (const Block *sum)
{
  if (sum->count < 64 || sum->far2 / sum->count < TEXTURE_MIN)
    return SOFTNESS_USUAL;
  return CLAMP ((float)sigma_from_ratio (sum->near2 / sum->far2) * SOFTNESS_SHARE, SOFTNESS_MIN,
                SOFTNESS_MAX);
}

static void
fill_row (gsize item, int worker, gpointer data)
{
  Analysis *self = data;
  int columns = self->light->columns;

  for (int x = 0; x < columns; x++)
    {
      Block texture = texture_around (self, x, (int)item);
      gsize at = item * (gsize)columns + (gsize)x;

      self->light->softness[at] = softness_of (&texture);
      skin_around (self, x, (int)item, self->light->skin + 3 * at);
    }
}

static void
photo_light_clear (gpointer data)
{
  SmpPhotoLight *self = data;

  g_free (self->softness);
  g_free (self->skin);
}

SmpPhotoLight *
smp_photo_light_new (const SmpImage *image, int n_threads)
{
  SmpPhotoLight *self = g_atomic_rc_box_new0 (SmpPhotoLight);
  gsize n;
  Analysis analysis = { image, self, NULL };

  self->columns = (image->width + BLOCK - 1) / BLOCK;
  self->rows = (image->height + BLOCK - 1) / BLOCK;
  n = (gsize)self->columns * (gsize)self->rows;
  self->softness = g_new (float, n);
  self->skin = g_new (float, 3 * n);
  analysis.blocks = g_new0 (Block, n);
  smp_srgb_decode_table ();
  smp_parallel_for ((gsize)self->rows, n_threads, sum_row, &analysis, NULL, NULL);
  smp_parallel_for ((gsize)self->rows, n_threads, fill_row, &analysis, NULL, NULL);
  g_free (analysis.blocks);
  return self;
}

SmpPhotoLight *
smp_photo_light_ref (const SmpPhotoLight *self)
{
  return g_atomic_rc_box_acquire ((SmpPhotoLight *)self);
}

void
smp_photo_light_unref (const SmpPhotoLight *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full ((SmpPhotoLight *)self, photo_light_clear);
}

/* The four blocks around a place, and how much each counts. */
static void
corners (const SmpPhotoLight *self, double x_px, double y_px, gsize at[4], float weight[4])
{
  double x = CLAMP (x_px / BLOCK - 0.5, 0.0, self->columns - 1.0);
  double y = CLAMP (y_px / BLOCK - 0.5, 0.0, self->rows - 1.0);
  int ix = MIN ((int)x, MAX (self->columns - 2, 0)), iy = MIN ((int)y, MAX (self->rows - 2, 0));
  float tx = (float)(x - ix), ty = (float)(y - iy);
  gsize right = self->columns > 1 ? 1 : 0;
  gsize down = self->rows > 1 ? (gsize)self->columns : 0;

  at[0] = (gsize)iy * (gsize)self->columns + (gsize)ix;
  at[1] = at[0] + right;
  at[2] = at[0] + down;
  at[3] = at[2] + right;
  weight[0] = (1 - tx) * (1 - ty);
  weight[1] = tx * (1 - ty);
  weight[2] = (1 - tx) * ty;
  weight[3] = tx * ty;
}

float
smp_photo_light_softness (const SmpPhotoLight *self, double x_px, double y_px)
{
  gsize at[4];
  float weight[4], sum = 0;

  corners (self, x_px, y_px, at, weight);
  for (int k = 0; k < 4; k++)
    sum += weight[k] * self->softness[at[k]];
  return sum;
}

void
smp_photo_light_skin (const SmpPhotoLight *self, double x_px, double y_px, float rgb[3])
{
  gsize at[4];
  float weight[4];

  corners (self, x_px, y_px, at, weight);
  for (gsize c = 0; c < 3; c++)
    {
      rgb[c] = 0;
      for (int k = 0; k < 4; k++)
        rgb[c] += weight[k] * self->skin[3 * at[k] + c];
    }
}
