/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

#include "render/smp-dot-raster.h"

G_BEGIN_DECLS

typedef enum
{
  SMP_SPLAT_SOFT,   /* so wide that its samples add up to its area by themselves */
  SMP_SPLAT_SUMMED, /* small or thin: made area-exact by the sum of its samples */
  SMP_SPLAT_HARD,   /* wide beside its softness: for smp_dot_raster() */
} SmpSplatKind;

/**
 * SmpSplat:
 *
 * A dot made ready to be drawn. A disc of radius r blurred by a Gaussian of σ (the skin's, the
 * photo's and the pixel's own) has along each axis the variance r²/4 + σ². It is drawn as a
 * polynomial with a bound reach and the same area, variance and height, which differs from the
 * blurred disc by at most 3 % of its height. With (dx, dy) from its centre to a pixel's middle,
 * w = max (0, 1 − xx dx² − xy dx dy − yy dy²), and it covers w² (c₀ + w (c₁ + w (c₂ + w c₃)))
 * of the pixel.
 */
typedef struct
{
  SmpPixelBox box; /* pixels that it reaches, output px of the whole photo */
  int x;           /* the pixel its centre lies in */
  int y;
  float ox; /* its centre, from that pixel's middle */
  float oy;
  float area; /* px² */
  union
  {
    struct
    {
      float xx;
      float xy;
      float yy;
      float c[4];
    };
    SmpDotShape shape; /* of a hard one, from the pixel's corner */
  };
  float k[3]; /* share of the light that it takes where it covers all: red, green, blue */
  SmpSplatKind kind;
} SmpSplat;

/* The disc's share of the variance up to which a dot is drawn as a soft one. */
#define SMP_SPLAT_SOFT_MAX 0.75f

/* So many dots are made ready together. */
#define SMP_SPLATS 8

/* Dots as the picture shows them; field by field, so that they can be worked on together. */
typedef struct
{
  gint32 x[SMP_SPLATS]; /* the pixel that the centre lies in, output px of the whole photo */
  gint32 y[SMP_SPLATS];
  float fx[SMP_SPLATS]; /* place inside it, 0 to 1 */
  float fy[SMP_SPLATS];
  float major[SMP_SPLATS]; /* half axes, px */
  float minor[SMP_SPLATS];
  float cosine[SMP_SPLATS]; /* direction of the major axis */
  float sine[SMP_SPLATS];
  float blur2[SMP_SPLATS]; /* variance of the softness around it, without the pixel's own, px² */
} SmpSplatShapes;

G_END_DECLS
