/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "geometry/smp-point.h"

G_BEGIN_DECLS

/**
 * SmpPhotoOver:
 *
 * What lies over the skin there, and so over pigment in it. With a pixel's linear light l,
 * @white · l is its shine: the part along white in the plane of the skin's colour and white
 * (dichromatic reflection, Shafer 1985), less 0.3 % for noise. All 0 where the skin has
 * hardly a colour. Of green light, only what is over @dull can be shine: paler skin is not
 * brighter. A pixel whose green is much darker than @bright, that of skin that is free, is hair.
 */
typedef struct
{
  float white[3];
  float dull;
  float bright;
} SmpPhotoOver;

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
  SmpPhotoOver *over;
};

/**
 * smp_photo_light_new:
 * @image: the full-size photo
 * @n_threads: 0 for one per processor; the result does not depend on it
 *
 * Softness: what the texture around tells (smp_texture_around_blur()), and where there is none that
 * of the whole photo. Skin: the mean colour around of what has its hue (SmpSkinAround), weighted by
 * its saturation, for shine is white. Brightness: the mean around, weighted by itself, for hair is
 * dark.
 */
SmpPhotoLight *smp_photo_light_new (const SmpImage *image, int n_threads) G_GNUC_WARN_UNUSED_RESULT;
/* @image is the photo at 1/@shrink; what is told is in px of the photo all the same. */
SmpPhotoLight *smp_photo_light_new_part (const SmpImage *image,
                                         int shrink,
                                         int n_threads) G_GNUC_WARN_UNUSED_RESULT;
SmpPhotoLight *smp_photo_light_ref (const SmpPhotoLight *self);
void smp_photo_light_unref (const SmpPhotoLight *self);

/* All between the blocks' middles (bilinear); places in px of the full-size photo. */
float smp_photo_light_softness (const SmpPhotoLight *self, float x_px, float y_px);
void smp_photo_light_skin (const SmpPhotoLight *self, float x_px, float y_px, float rgb[3]);
SmpPhotoOver smp_photo_light_over (const SmpPhotoLight *self, float x_px, float y_px);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpPhotoLight, smp_photo_light_unref)

G_END_DECLS
