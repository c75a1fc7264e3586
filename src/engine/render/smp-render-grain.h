/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "photo/smp-photo-grain.h"
#include "render/smp-render-kernel.h"
#include "render/smp-render.h"

G_BEGIN_DECLS

/* How the pixels of a window, along one axis, are made of the lattice that grain is drawn on: each
 * of @n numbers from @first on. */
typedef struct
{
  gint32 *first;
  float *weights; /* @n for each pixel */
  int n;
} SmpGrainAxis;

/**
 * SmpRenderGrain:
 *
 * The photo's grain as a window shows it. The lattice is the photo's pixels, from which enlarged
 * pictures are drawn by the same taps as the photo, and the window's where it is smaller: there,
 * pixels are means of the photo's, and their noise is as much less.
 */
typedef struct
{
  const SmpPhotoGrain *grain;
  const SmpRenderWindow *window;
  SmpGrainAxis columns;
  SmpGrainAxis rows;
  float amplitude; /* against the grain of the photo's pixels */
  float deviation; /* of the noise of a pixel, against the lattice's */
} SmpRenderGrain;

void smp_render_grain_init (SmpRenderGrain *self,
                            const SmpPhotoGrain *grain,
                            const SmpRenderWindow *window);
void smp_render_grain_clear (SmpRenderGrain *self);

/* The noise of the columns x0 ≤ x < x1, at most SMP_TILE_MAX, in row y of the window: three planes
 * of @plane floats. */
void smp_render_grain_row (const SmpRenderGrain *self,
                           const SmpRenderKernel *kernel,
                           int x0,
                           int x1,
                           int y,
                           float *noise,
                           gsize plane);

/* Deviation of the grain at a place of the photo, codes. */
float smp_render_grain_sigma (const SmpRenderGrain *self, float x_px, float y_px);

G_END_DECLS
