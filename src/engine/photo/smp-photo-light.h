/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "geometry/smp-point.h"

G_BEGIN_DECLS

/**
 * SmpPhotoLight:
 *
 * What a photo shows of its own sharpness and of the skin's colour, on a coarse grid of blocks:
 * pigment must be as soft as the photo is where it lies, and shine must stay over it. Immutable.
 */
struct _SmpPhotoLight
{
  int block; /* side of a block, px of the full-size photo */
  int columns;
  int rows;
  float *softness; /* standard deviation of the photo's blur, px of the full-size photo */
  float *skin;     /* red, green, blue, linear: colour of what lies there without shine */
  float *over;     /* four for each block, see SmpPhotoOver */
};

/**
 * SmpPhotoOver:
 *
 * What lies over the skin there, and so over pigment in it. With a pixel's linear light l,
 * @white · l is its shine: the part along white in the plane of the skin's colour and white
 * (dichromatic reflection, Shafer 1985), less a two hundredth for noise. All 0 where the skin has
 * hardly a colour. A pixel whose green is much darker than @bright, that of skin that is free, is
 * hair.
 */
typedef struct
{
  float white[3];
  float bright;
} SmpPhotoOver;

/**
 * smp_photo_light_new:
 * @image: the full-size photo
 * @n_threads: 0 for one per processor; the result does not depend on it
 *
 * Softness: neighbours 2 and 8 px apart differ in a blurred texture by variances whose ratio is
 * (1 − e^(−1/σ²)) / (1 − e^(−16/σ²)) for a Gaussian blur of σ px; where there is no texture the
 * usual softness is taken. Skin: the mean colour around, weighted by its saturation, for shine is
 * white. Brightness: the mean around, weighted by itself, for hair is dark.
 */
SmpPhotoLight *smp_photo_light_new (const SmpImage *image, int n_threads) G_GNUC_WARN_UNUSED_RESULT;
SmpPhotoLight *smp_photo_light_ref (const SmpPhotoLight *self);
void smp_photo_light_unref (const SmpPhotoLight *self);

/* All between the blocks' middles (bilinear); places in px of the full-size photo. */
float smp_photo_light_softness (const SmpPhotoLight *self, float x_px, float y_px);
void smp_photo_light_skin (const SmpPhotoLight *self, float x_px, float y_px, float rgb[3]);
SmpPhotoOver smp_photo_light_over (const SmpPhotoLight *self, float x_px, float y_px);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpPhotoLight, smp_photo_light_unref)

G_END_DECLS
