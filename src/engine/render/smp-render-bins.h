/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-limits.h"
#include "render/smp-render.h"
#include "render/smp-render-kernel.h"

G_BEGIN_DECLS

/* Some of the dots, sorted by tile. */
typedef struct
{
  guint32 *start; /* (nullable): for each tile where its dots begin in @order, and one more */
  guint32 *order; /* dots of the set by tile */
} SmpRenderBinsPart;

/**
 * SmpRenderBins:
 *
 * The dots of a window sorted into tiles, each into all that it may reach. Tiles lie on a grid of
 * the whole output picture, not of the window; within a tile the order of the set stays. Parts of
 * the set, one after another, are sorted each for itself, by any thread.
 */
typedef struct
{
  SmpTileGrid grid;
  gsize n_tiles;
  const SmpRenderKernel *kernel;
  const SmpDotSet *dots;           /* borrowed, like what follows */
  const SmpDotsInPicture *picture; /* how large dots are in it */
  gsize chunk;                     /* dots of a part, a multiple of SMP_SPLATS */
  gsize n_parts;
  SmpRenderBinsPart *parts;
} SmpRenderBins;

/* @n_threads: that will sort; changes nothing but how large parts are */
void smp_render_bins_init (SmpRenderBins *self,
                           const SmpRenderKernel *kernel,
                           const SmpRenderWindow *window,
                           int width_shift,
                           int height_shift,
                           const SmpDotSet *dots,
                           const SmpDotsInPicture *picture,
                           int n_threads);
void smp_render_bins_clear (SmpRenderBins *self);

/* Sorts a part: once each, before anything below is asked. */
void smp_render_bins_sort (SmpRenderBins *self, gsize part);

/* How many dots may reach the tile. */
gsize smp_render_bins_count (const SmpRenderBins *self, gsize tile);

/* On the way through a tile's dots. Begins as all zeros but for the tile. */
typedef struct
{
  gsize tile;
  gsize part;
  guint32 at; /* of the part's dots in the tile */
} SmpRenderBinsWalk;

/* The tile's next dots, which memory is asked for. The last stands for those that are missing.
 * Returns: how many there are, SMP_SPLATS but at the end, 0 behind it */
gsize smp_render_bins_next (const SmpRenderBins *self,
                            SmpRenderBinsWalk *walk,
                            const SmpDot *dots[SMP_SPLATS]);

G_END_DECLS
