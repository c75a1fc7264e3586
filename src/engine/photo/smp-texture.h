/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"

G_BEGIN_DECLS

/* Px right of and below a pixel that smp_texture_add_differences() reads. */
#define SMP_TEXTURE_REACH 24

/**
 * SmpTexture:
 *
 * What a part of a photo has of fine texture: sums of squared third differences of luma, codes²,
 * of four pixels in a row that are so far apart. A gradient has none, nor has an arch.
 */
typedef struct
{
  double next2;   /* 1 px */
  double near2;   /* 2 px */
  double middle2; /* 4 px */
  double far2;    /* 8 px */
  double count;
} SmpTexture;

/* The differences from @px on, of pixels @step bytes apart; outlines are left out. */
void smp_texture_add_differences (SmpTexture *self, const guint8 *px, gsize step);

/**
 * SmpTextureAround:
 *
 * The texture of many small parts: sums of the square roots of their mean squares, codes, each
 * times its count, for what lies in a few parts alone, as a highlight's edge, is not texture.
 */
typedef struct
{
  double next;
  double near;
  double middle;
  double far;
  double count;
} SmpTextureAround;

void smp_texture_around_add (SmpTextureAround *self, const SmpTexture *part);

/**
 * smp_texture_around_blur:
 *
 * The standard deviation of the blur that came over the texture, px, or 0 where there is too little
 * to tell. In white noise blurred by a Gaussian of σ px third differences of pixels h apart have
 * the variance 20 − 30 e + 12 e⁴ − 2 e⁹ with e = e^(−h²/4σ²). The sensor's noise, which came after
 * the blur, is about the same in all of them, so what there is for 1 px, where a blurred texture
 * has next to none, is taken off the others. The one for 2 px is set against that for 8, or, where
 * it is as small as what noise leaves, the one for 4 px.
 */
double smp_texture_around_blur (const SmpTextureAround *self);

G_END_DECLS
