/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-comparison.h"

#include <math.h>
#include <string.h>

#include "photo/smp-image.h"

/* Width of the dividing line and of the gap, as a share of the picture's width. */
#define LINE_SHARE 0.002
#define GAP_SHARE 0.01

static void
copy_columns (SmpImage *to, int to_x, const SmpImage *from, int x0, int x1)
{
  for (int y = 0; y < to->height; y++)
    memcpy (to->pixels + (gsize)y * to->stride + 4 * (gsize)to_x,
            from->pixels + (gsize)y * from->stride + 4 * (gsize)x0, 4 * (gsize)(x1 - x0));
}

static void
white_columns (SmpImage *to, int x0, int x1)
{
  for (int y = 0; y < to->height; y++)
    memset (to->pixels + (gsize)y * to->stride + 4 * (gsize)x0, 255, 4 * (gsize)(x1 - x0));
}

static int
gap_of (int width)
{
  return (int)MAX (ceil (width * GAP_SHARE), 2.0);
}

SmpImage *
smp_comparison_split (const SmpImage *before,
                      const SmpImage *after,
                      double position,
                      GError **error)
{
  SmpImage *image = smp_image_new (before->width, before->height, error);
  int at, half;

  g_return_val_if_fail (before->width == after->width && before->height == after->height, NULL);

  if (image == NULL)
    return NULL;
  image->has_alpha = before->has_alpha;
  at = (int)floor (CLAMP (position, 0.0, 1.0) * before->width + 0.5);
  half = (int)MAX (ceil (before->width * LINE_SHARE / 2), 1.0);
  copy_columns (image, 0, before, 0, at);
  copy_columns (image, at, after, at, after->width);
  if (at > 0 && at < before->width)
    white_columns (image, MAX (at - half, 0), MIN (at + half, before->width));
  return image;
}

SmpImage *
smp_comparison_side_by_side (const SmpImage *before, const SmpImage *after, GError **error)
{
  int gap = gap_of (before->width);
  SmpImage *image = smp_image_new (2 * before->width + gap, before->height, error);

  g_return_val_if_fail (before->width == after->width && before->height == after->height, NULL);

  if (image == NULL)
    return NULL;
  image->has_alpha = before->has_alpha;
  copy_columns (image, 0, before, 0, before->width);
  white_columns (image, before->width, before->width + gap);
  copy_columns (image, before->width + gap, after, 0, after->width);
  return image;
}

void
smp_comparison_strip_origin (int width, int height, gsize columns, gsize i, int *x, int *y)
{
  int gap = gap_of (width);

  *x = (int)(i % columns) * (width + gap);
  *y = (int)(i / columns) * (height + gap);
}

SmpImage *
smp_comparison_strip (const SmpImage *const *images, gsize n, gsize columns, GError **error)
{
  int width = images[0]->width, height = images[0]->height, gap = gap_of (width);
  gsize across = MIN (n, columns), rows = (n + columns - 1) / columns;
  SmpImage *strip
      = smp_image_new ((int)across * (width + gap) - gap, (int)rows * (height + gap) - gap, error);

  if (strip == NULL)
    return NULL;
  white_columns (strip, 0, strip->width);
  for (gsize i = 0; i < n; i++)
    {
      int x, y;

      g_return_val_if_fail (images[i]->width == width && images[i]->height == height, NULL);
      smp_comparison_strip_origin (width, height, columns, i, &x, &y);
      for (int row = 0; row < height; row++)
        memcpy (strip->pixels + (gsize)(y + row) * strip->stride + 4 * (gsize)x,
                images[i]->pixels + (gsize)row * images[i]->stride, 4 * (gsize)width);
      strip->has_alpha = strip->has_alpha || images[i]->has_alpha;
    }
  return strip;
}
