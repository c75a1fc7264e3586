/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

#include "render/smp-splat.h"

G_BEGIN_DECLS

/* Pixels that are composited or left alone together. */
#define SMP_BLOCK 16
/* Pixels around a tile's planes that may be written and are not read. */
#define SMP_TILE_PAD 8
/* Largest side of a tile, a multiple of SMP_BLOCK: a row's blocks fit into 32 bits. */
#define SMP_TILE_MAX 512

/* White light below this share of a pixel's is not told from the skin's own variation; our choice.
 */
#define SMP_SHINE_MIN 0.12f

/* A part of the picture that one thread works on. Places in output px of the whole photo. */
typedef struct
{
  int x0; /* a multiple of SMP_BLOCK, like the width */
  int y0;
  int width;
  int height;
  gsize stride;     /* of the planes, floats */
  gsize plane;      /* from one plane to the next, floats */
  float *keep;      /* three planes: the share of its light that a pixel keeps */
  guint32 *touched; /* for each row a bit for each block that a dot reaches */
} SmpTile;

/* What a block's pixels have over the pigment. */
typedef struct
{
  gboolean has_shine;
  float skin_mean;
  float along[3]; /* by which a pixel's light gives the amount of skin colour in it */
} SmpBlockLight;

/**
 * SmpRenderKernel:
 *
 * The loops over pixels, compiled for one instruction set each. All give the same bytes: they do
 * the same operations on floats, in the same order, eight pixels at a time.
 */
typedef struct
{
  const char *name;

  /* Lets a dot take its share of light from the tile's planes. Not for hard dots. */
  void (*splat) (const SmpTile *tile, const SmpSplat *splat);

  /* Composites @n pixels, a multiple of SMP_BLOCK, of row @y from @x on; blocks whose bit in
   * @touched is not set are copied. @lights: one for each block. */
  void (*composite) (const guint8 *before,
                     guint8 *after,
                     int n,
                     int x,
                     int y,
                     const float *keep,
                     gsize plane,
                     guint32 touched,
                     const SmpBlockLight *lights,
                     const float *decode);
} SmpRenderKernel;

/* The kernels that this machine can run, the plainest first, the fastest last. */
gsize smp_render_kernels (const SmpRenderKernel *kernels[3]);

extern const SmpRenderKernel smp_render_kernel_plain;
extern const SmpRenderKernel smp_render_kernel_avx2;

G_END_DECLS
