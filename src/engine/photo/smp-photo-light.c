/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-photo-light.h"

#include <math.h>
#include <stdlib.h>

#include "base/smp-parallel.h"
#include "colour/smp-colour.h"
#include "photo/smp-block-corners.h"
#include "photo/smp-image.h"
#include "photo/smp-skin-around.h"
#include "photo/smp-texture.h"

/* Side of a block, px, by the photo's shorter side: large photos have fine texture. */
#define BLOCK_LARGE 32
#define BLOCK_MIDDLE 16
#define BLOCK_SMALL 8
#define SIDE_LARGE 1200
#define SIDE_MIDDLE 600
/* Px around a block whose texture is asked too: fewer tell too little. */
#define AROUND_TEXTURE 112
/* Blocks around one for the brightness of skin: about a finger's breadth of a portrait. */
#define AROUND 3
#define SATURATION_POWER 6
/* What a grey block counts: nothing, but where all is grey. */
#define SATURATION_NONE 1e-6
/* Skin less coloured than this (its distance from grey, as a share of its brightness) gives no
 * measure of white, and twice as coloured a full one; our choice. */
#define CHROMA_MIN 0.06
/* White less than this share of a pixel's light is taken for noise; our choice. */
#define WHITE_NOISE 0.003
/* Skin of this share of the brightness around has no shine, however pale; our choice. */
#define DULL 0.9f
/* How many of a block's side are looked at. */
#define SAMPLES 8
/* Softness, px: of a photo that tells nothing (our choice), and the range of what is believed. */
#define SOFTNESS_USUAL 0.6f
#define SOFTNESS_MIN 0.5f
#define SOFTNESS_MAX 4.0f
#define SOFTNESS_UNTOLD 0.0f
/* Texture of skin is not as fine as white noise; our choice, by eye. */
#define SOFTNESS_SHARE 0.8
/* Share of the blocks that must tell their softness to tell it for the others; our choice. */
#define TOLD_MIN 0.25

/* Sums over one block. */
typedef struct
{
  SmpTexture texture;
  double colour[3]; /* linear */
  double pixels;
  double green2; /* of the squared green of colour */
  double weight; /* how much it tells about skin, from its saturation */
} Block;

typedef struct
{
  const SmpImage *image;
  int shrink; /* px of the photo for one of the image */
  SmpPhotoLight *light;
  Block *blocks;
  SmpSkinAround *skin;
} Analysis;

/* How much a block counts for what skin is like: the saturated ones most, for shine, cloth and
 * walls take saturation away. */
static double
weight_of (const Block *block)
{
  const double *colour = block->colour;
  double most = MAX (MAX (colour[0], colour[1]), colour[2]);
  double least = MIN (MIN (colour[0], colour[1]), colour[2]);

  return most > 0 ? pow ((most - least) / most, SATURATION_POWER) + SATURATION_NONE : 0;
}

static void
sum_row (gsize item, int worker, gpointer data)
{
  Analysis *self = data;
  const SmpImage *image = self->image;
  const float *decode = smp_srgb_decode_table ();
  int side = self->light->block, every = side / SAMPLES;
  int y0 = (int)item * side, y1 = MIN (y0 + side, image->height);
  Block *row = self->blocks + item * (gsize)self->light->columns;

  for (int y = y0; y < y1; y += every)
    for (int x = 0; x < image->width; x += every)
      {
        const guint8 *px = image->pixels + (gsize)y * image->stride + 4 * (gsize)x;
        Block *block = &row[x / side];

        if (px[3] < 255)
          continue;
        if (x + SMP_TEXTURE_REACH < image->width)
          smp_texture_add_differences (&block->texture, px, 4);
        if (y + SMP_TEXTURE_REACH < image->height)
          smp_texture_add_differences (&block->texture, px, image->stride);
        for (int c = 0; c < 3; c++)
          block->colour[c] += (double)decode[px[c]];
        block->green2 += (double)(decode[px[1]] * decode[px[1]]);
        block->pixels += 1;
      }
  for (int x = 0; x < self->light->columns; x++)
    row[x].weight = weight_of (&row[x]);
}

/* What the texture of the blocks near one tells, px of the photo, or SOFTNESS_UNTOLD. */
static float
softness_around (const Analysis *self, int column, int row)
{
  int around = AROUND_TEXTURE / self->light->block;
  SmpTextureAround sum = { 0 };
  double blur;

  for (int y = MAX (row - around, 0); y <= MIN (row + around, self->light->rows - 1); y++)
    for (int x = MAX (column - around, 0); x <= MIN (column + around, self->light->columns - 1);
         x++)
      smp_texture_around_add (
          &sum, &self->blocks[(gsize)y * (gsize)self->light->columns + (gsize)x].texture);
  blur = smp_texture_around_blur (&sum);
  return blur > 0
             ? CLAMP ((float)(self->shrink * blur * SOFTNESS_SHARE), SOFTNESS_MIN, SOFTNESS_MAX)
             : SOFTNESS_UNTOLD;
}

/* Where nothing is told it is as in the rest of the photo: smooth skin is as blurred as the brows.
 * The harmonic mean, for what is behind the client is often the only thing blurred. */
static void
fill_untold (float *softness, gsize n)
{
  double sum = 0;
  gsize told = 0;
  float rest;

  for (gsize i = 0; i < n; i++)
    if (softness[i] > SOFTNESS_UNTOLD)
      {
        sum += 1 / (double)softness[i];
        told++;
      }
  rest = (double)told > TOLD_MIN * (double)n ? (float)((double)told / sum) : SOFTNESS_USUAL;
  for (gsize i = 0; i < n; i++)
    if (softness[i] <= SOFTNESS_UNTOLD)
      softness[i] = rest;
}

/* Green weighted by itself around a block: of skin with dark hair over half of it, nine tenths. */
static float
bright_around (const Analysis *self, int column, int row)
{
  double sum = 0, sum2 = 0;

  for (int y = MAX (row - AROUND, 0); y <= MIN (row + AROUND, self->light->rows - 1); y++)
    for (int x = MAX (column - AROUND, 0); x <= MIN (column + AROUND, self->light->columns - 1);
         x++)
      {
        const Block *block = &self->blocks[(gsize)y * (gsize)self->light->columns + (gsize)x];

        sum += block->weight * block->colour[1];
        sum2 += block->weight * block->green2;
      }
  return sum > 0 ? (float)(sum2 / sum) : 0;
}

static SmpSkinAround *
skin_of_all (const Block *blocks, int columns, int rows)
{
  SmpSkinAround *skin = smp_skin_around_new (columns, rows);

  for (int y = 0; y < rows; y++)
    for (int x = 0; x < columns; x++)
      {
        const Block *block = &blocks[(gsize)y * (gsize)columns + (gsize)x];

        smp_skin_around_add (skin, x, y, block->colour, block->pixels, block->weight);
      }
  smp_skin_around_settle (skin);
  return skin;
}

/* The weights of SmpPhotoOver. With the skin's distance from grey d and its brightness s, a pixel l
 * has (l · d) / (d · d) of the skin's colour, and the rest of its brightness is white. */
static void
white_of (const float skin[3], float white[3])
{
  double mean = ((double)skin[0] + (double)skin[1] + (double)skin[2]) / 3, d[3], d2 = 0, sure;

  for (int c = 0; c < 3; c++)
    {
      d[c] = (double)skin[c] - mean;
      d2 += d[c] * d[c];
    }
  sure = mean > 0 ? CLAMP (sqrt (d2) / (CHROMA_MIN * mean) - 1, 0.0, 1.0) : 0;
  for (int c = 0; c < 3; c++)
    white[c] = sure > 0 ? (float)(sure * ((1 - WHITE_NOISE) / 3 - mean * d[c] / d2)) : 0;
}

static void
fill_row (gsize item, int worker, gpointer data)
{
  Analysis *self = data;
  int columns = self->light->columns;

  for (int x = 0; x < columns; x++)
    {
      gsize at = item * (gsize)columns + (gsize)x;

      self->light->softness[at] = softness_around (self, x, (int)item);
      smp_skin_around_at (self->skin, x, (int)item, self->light->skin + 3 * at);
      white_of (self->light->skin + 3 * at, self->light->over[at].white);
      self->light->over[at].dull = DULL * self->light->skin[3 * at + 1];
      self->light->over[at].bright = bright_around (self, x, (int)item);
    }
}

static void
photo_light_clear (gpointer data)
{
  SmpPhotoLight *self = data;

  g_free (self->softness);
  g_free (self->skin);
  g_free (self->over);
}

static int
block_for (const SmpImage *image)
{
  int side = MIN (image->width, image->height);

  return side >= SIDE_LARGE ? BLOCK_LARGE : side >= SIDE_MIDDLE ? BLOCK_MIDDLE : BLOCK_SMALL;
}

SmpPhotoLight *
smp_photo_light_new (const SmpImage *image, int n_threads)
{
  return smp_photo_light_new_part (image, 1, n_threads);
}

SmpPhotoLight *
smp_photo_light_new_part (const SmpImage *image, int shrink, int n_threads)
{
  SmpPhotoLight *self = g_atomic_rc_box_new0 (SmpPhotoLight);
  gsize n;
  Analysis analysis = { .image = image, .shrink = shrink, .light = self };

  self->block = block_for (image);
  self->columns = (image->width + self->block - 1) / self->block;
  self->rows = (image->height + self->block - 1) / self->block;
  n = (gsize)self->columns * (gsize)self->rows;
  self->softness = g_new (float, n);
  self->skin = g_new (float, 3 * n);
  self->over = g_new (SmpPhotoOver, n);
  analysis.blocks = g_new0 (Block, n);
  smp_parallel_for ((gsize)self->rows, n_threads, sum_row, &analysis, NULL, NULL);
  analysis.skin = skin_of_all (analysis.blocks, self->columns, self->rows);
  smp_parallel_for ((gsize)self->rows, n_threads, fill_row, &analysis, NULL, NULL);
  fill_untold (self->softness, n);
  smp_skin_around_free (analysis.skin);
  g_free (analysis.blocks);
  self->block *= shrink;
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

static inline SmpBlockCorners
corners (const SmpPhotoLight *self, float x_px, float y_px)
{
  float inverse = 1 / (float)self->block;

  return smp_block_corners (self->columns, self->rows, x_px * inverse, y_px * inverse);
}

float
smp_photo_light_softness (const SmpPhotoLight *self, float x_px, float y_px)
{
  SmpBlockCorners near = corners (self, x_px, y_px);
  float sum = 0;

  for (int k = 0; k < 4; k++)
    sum += near.weight[k] * self->softness[near.at[k]];
  return sum;
}

void
smp_photo_light_skin (const SmpPhotoLight *self, float x_px, float y_px, float rgb[3])
{
  SmpBlockCorners near = corners (self, x_px, y_px);

  for (gsize c = 0; c < 3; c++)
    {
      rgb[c] = 0;
      for (int k = 0; k < 4; k++)
        rgb[c] += near.weight[k] * self->skin[3 * near.at[k] + c];
    }
}

SmpPhotoOver
smp_photo_light_over (const SmpPhotoLight *self, float x_px, float y_px)
{
  SmpBlockCorners near = corners (self, x_px, y_px);
  SmpPhotoOver sum = { 0 };

  for (int k = 0; k < 4; k++)
    {
      const SmpPhotoOver *over = &self->over[near.at[k]];
      float weight = near.weight[k];

      for (int c = 0; c < 3; c++)
        sum.white[c] += weight * over->white[c];
      sum.dull += weight * over->dull;
      sum.bright += weight * over->bright;
    }
  return sum;
}
