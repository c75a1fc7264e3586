/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-types.h"

G_BEGIN_DECLS

/**
 * SmpPhotoGrain:
 *
 * The noise of a photo's sensor as its file has it, in 8-bit sRGB codes, on a coarse grid of
 * blocks. Immutable.
 */
struct _SmpPhotoGrain
{
  int block; /* side of a block, px of the full-size photo */
  int columns;
  int rows;
  float *sigma; /* standard deviation of a channel, codes */
  float own;    /* share of its variance that a channel has alone; the rest is in all three */
  /* How much of a pixel's grain its neighbours have: white noise under the weights softness,
   * 1 − 2 softness, softness along each axis is like it. 0 to 0.2. */
  float softness;
};

/**
 * smp_photo_grain_new:
 * @image: the full-size photo
 * @n_threads: 0 for one per processor; the result does not depend on it
 *
 * Immerkær's mask, second differences along both axes, sees neither shading nor straight outlines,
 * and gives white noise of standard deviation σ the deviation 6 σ (J. Immerkær, Fast noise variance
 * estimation, 1996). Its size in a block is the median of its absolute values, which a few hairs do
 * not move; around a place the smoother blocks of skin tell, for texture is not grain. The same
 * mask over every other pixel tells how much neighbours have in common.
 *
 * Of a photo that has a pyramid, smp_pyramid_get_grain() finds it once.
 *
 * Returns: (transfer full): %NULL if it was cancelled
 */
SmpPhotoGrain *smp_photo_grain_new (const SmpImage *image,
                                    int n_threads,
                                    GCancellable *cancellable,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void smp_photo_grain_unref (const SmpPhotoGrain *self);

/* Between the blocks' middles (bilinear); a place in px of the full-size photo. */
float smp_photo_grain_sigma (const SmpPhotoGrain *self, float x_px, float y_px);

/* Variance along one axis of white noise of variance 1 under the weights of @softness. */
double smp_photo_grain_variance (double softness);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpPhotoGrain, smp_photo_grain_unref)

G_END_DECLS
