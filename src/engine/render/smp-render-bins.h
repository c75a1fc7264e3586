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
 * The dots of a window sorted into tiles, each into all that it may reach. Tiles lie on a grid of
 * the whole output picture, not of the window; within a tile the order of the set stays.
 */
typedef struct
{
  SmpTileGrid grid;
  guint32 *start; /* for each tile where its dots begin in @order; one more at the end */
  guint32 *order; /* dots of the set by tile */
} SmpRenderBins;

/**
 * smp_render_bins_init:
 * @picture: how large dots are in it
 *
 * Returns: %FALSE if it was cancelled
 */
gboolean smp_render_bins_init (SmpRenderBins *self,
                               const SmpRenderKernel *kernel,
                               const SmpRenderWindow *window,
                               int width_shift,
                               int height_shift,
                               const SmpDotSet *dots,
                               const SmpDotsInPicture *picture,
                               int n_threads,
                               GCancellable *cancellable,
                               GError **error);
void smp_render_bins_clear (SmpRenderBins *self);

G_END_DECLS
