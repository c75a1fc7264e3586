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
  int gap = (int)MAX (ceil (before->width * GAP_SHARE), 2.0);
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
