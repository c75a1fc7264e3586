/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-texture.h"

#include <math.h>
#include <pthread.h>

/* Pixels between those that are compared, beside neighbours. */
#define NEAR 2
#define MIDDLE 4
#define FAR 8
/* Differences beyond these codes are outlines, not texture. */
#define OUTLINE 60
/* Fewer differences tell nothing. */
#define COUNT_MIN 64
/* More between neighbours than this variance, codes², is not a sensor's noise (4 to 5 codes in each
 * channel) but what a sharp photo, or one that was sharpened, has there. Our choice. */
#define NOISE_MAX 200.0
/* Less texture than these variances, codes², tells nothing: shading that bends has next to none
 * between MIDDLE px, however much of it there is between FAR ones. */
#define MIDDLE_MIN 2.0
#define FAR_MIN 16.0
/* Blur, px: up to the first that between NEAR px is told by, from the second on only that between
 * MIDDLE ones, which a sensor's noise does not hide. */
#define BLUR_NEAR 2.0
#define BLUR_MIDDLE 3.0
/* Blurs, px, that ratios are tabled for. */
#define BLUR_FIRST 0.3
#define BLUR_STEP 0.05
#define BLURS 115

G_STATIC_ASSERT (SMP_TEXTURE_REACH == 3 * FAR);

/* In 256ths of a code. */
static int
luma (const guint8 *px)
{
  return px[0] * 77 + px[1] * 150 + px[2] * 29;
}

/* The third difference of four pixels @step apart: what a gradient or an arch does not have. */
static int
third (const guint8 *px, gsize step)
{
  return luma (px + 3 * step) - luma (px) + 3 * (luma (px + step) - luma (px + 2 * step));
}

void
smp_texture_add_differences (SmpTexture *self, const guint8 *px, gsize step)
{
  double next = third (px, step) / 256.0, near = third (px, NEAR * step) / 256.0;
  double middle = third (px, MIDDLE * step) / 256.0, far = third (px, FAR * step) / 256.0;

  if (fabs (next) > OUTLINE || fabs (near) > OUTLINE || fabs (middle) > OUTLINE
      || fabs (far) > OUTLINE)
    return;
  self->next2 += next * next;
  self->near2 += near * near;
  self->middle2 += middle * middle;
  self->far2 += far * far;
  self->count += 1;
}

void
smp_texture_around_add (SmpTextureAround *self, const SmpTexture *part)
{
  self->next += sqrt (part->next2 * part->count);
  self->near += sqrt (part->near2 * part->count);
  self->middle += sqrt (part->middle2 * part->count);
  self->far += sqrt (part->far2 * part->count);
  self->count += part->count;
}

/* Variance of third differences of white noise blurred by a Gaussian of σ px, its own being 1. */
static double
third_variance (double distance, double sigma)
{
  double e = exp (-distance * distance / (4 * sigma * sigma));

  return 20 - 30 * e + 12 * pow (e, 4) - 2 * pow (e, 9);
}

/* The variances' ratio between px @distance and FAR apart, each less that of neighbours, by σ. */
static void
fill_ratios (double ratios[BLURS], double distance)
{
  for (int i = 0; i < BLURS; i++)
    {
      double sigma = BLUR_FIRST + i * BLUR_STEP, next = third_variance (1, sigma);

      ratios[i] = (third_variance (distance, sigma) - next) / (third_variance (FAR, sigma) - next);
    }
}

static double ratios_of_near[BLURS];
static double ratios_of_middle[BLURS];

static void
make_ratios (void)
{
  fill_ratios (ratios_of_near, NEAR);
  fill_ratios (ratios_of_middle, MIDDLE);
}

/* σ of a ratio, by halving: the more blur, the smaller it is. */
static double
sigma_from_ratio (const double ratios[BLURS], double ratio)
{
  int lo = 0, hi = BLURS - 1;

  if (ratio >= ratios[lo])
    return BLUR_FIRST;
  if (ratio <= ratios[hi])
    return BLUR_FIRST + hi * BLUR_STEP;
  while (hi - lo > 1)
    {
      int mid = (lo + hi) / 2;

      if (ratios[mid] > ratio)
        lo = mid;
      else
        hi = mid;
    }
  return BLUR_FIRST + (lo + (ratios[lo] - ratio) / (ratios[lo] - ratios[hi])) * BLUR_STEP;
}

double
smp_texture_around_blur (const SmpTextureAround *self)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  /* What is in all of them is the sensor's noise, and that of codes being whole. */
  double count2 = self->count * self->count;
  double noise = MIN (self->next * self->next / count2, NOISE_MAX);
  double near = self->near * self->near / count2 - noise;
  double middle = self->middle * self->middle / count2 - noise;
  double far = self->far * self->far / count2 - noise;
  double sigma, of_near, hidden;

  if (self->count < COUNT_MIN || middle < MIDDLE_MIN || far < FAR_MIN)
    return 0;
  pthread_once (&once, make_ratios);
  sigma = sigma_from_ratio (ratios_of_middle, middle / far);
  hidden = CLAMP ((sigma - BLUR_NEAR) / (BLUR_MIDDLE - BLUR_NEAR), 0.0, 1.0);
  /* More blur than MIDDLE tells is none: sharpening or pixels that were doubled leave neighbours
   * apart, and taking them off leaves nothing of NEAR. */
  of_near = MIN (sigma_from_ratio (ratios_of_near, near / far), sigma);
  return sigma + (1 - hidden) * (of_near - sigma);
}
