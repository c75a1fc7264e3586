/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-limits.h"
#include "render/smp-render.h"
#include "render/smp-render-kernel.h"

G_BEGIN_DECLS

/**
 * SmpRenderBins:
 *
 * The dots of a window made ready to be drawn, sorted into tiles. Tiles lie on a grid of the whole
 * output picture, not of the window; within a tile the order of the set stays.
 */
typedef struct
{
  int width_shift; /* a tile is so many powers of 2 wide and high */
  int height_shift;
  int first_column; /* of the grid, that the window touches */
  int first_row;
  int columns;
  int rows;
  gsize n_splats; /* one for each dot of the set */
  SmpSplat *splats;
  guint32 *start; /* for each tile where its dots begin in @order; one more at the end */
  guint32 *order; /* splats by tile */
} SmpRenderBins;

/**
 * smp_render_bins_init:
 * @light: (nullable): of the photo, for its softness
 * @taken: what a dot of strength 1 takes where it covers all: 1 − T, red, green, blue, by session
 *
 * Returns: %FALSE if it was cancelled
 */
gboolean smp_render_bins_init (SmpRenderBins *self,
                               const SmpRenderKernel *kernel,
                               const SmpRenderWindow *window,
                               int width_shift,
                               int height_shift,
                               const SmpDotSet *dots,
                               const SmpPhotoLight *light,
                               const float taken[SMP_LIMIT_SESSIONS][3],
                               int n_threads,
                               GCancellable *cancellable,
                               GError **error);
void smp_render_bins_clear (SmpRenderBins *self);

G_END_DECLS
