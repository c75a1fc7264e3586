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
  gboolean is_even; /* columns are the lattice's, one by one, with the same weights */
  float amplitude;  /* against the grain of the photo's pixels */
  float deviation;  /* of the noise of a pixel, against the lattice's */
} SmpRenderGrain;

void smp_render_grain_init (SmpRenderGrain *self,
                            const SmpPhotoGrain *grain,
                            const SmpRenderWindow *window);
void smp_render_grain_clear (SmpRenderGrain *self);

/* Rows of the lattice that a pixel is made of, at the most: four, and one to each side. */
#define SMP_GRAIN_LINES 6

/**
 * SmpGrainLines:
 *
 * Columns x0 ≤ x < x1 of the window, at most SMP_TILE_MAX, and the lattice's rows along them, which
 * rows of the window share.
 */
typedef struct
{
  int x0;
  int x1;
  int held[SMP_GRAIN_LINES]; /* the lattice's row in each */
  float lines[SMP_GRAIN_LINES][3 * SMP_GRAIN_PLANE];
} SmpGrainLines;

void smp_grain_lines_init (SmpGrainLines *self, int x0, int x1);

/* The noise of row y of the window: of column x0 + i in noise[i], in three planes. */
void smp_render_grain_row (const SmpRenderGrain *self,
                           const SmpRenderKernel *kernel,
                           SmpGrainLines *lines,
                           int y,
                           float *noise);

/* Deviation of the grain at a place of the photo, codes. */
float smp_render_grain_sigma (const SmpRenderGrain *self, float x_px, float y_px);

G_END_DECLS
