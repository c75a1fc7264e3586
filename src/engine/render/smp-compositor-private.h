/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <stdatomic.h>

#include "photo/smp-image.h"
#include "render/smp-look.h"
#include "render/smp-render-bins.h"
#include "render/smp-render-grain.h"
#include "render/smp-render-kernel.h"

G_BEGIN_DECLS

/* Wide parts of a tile's planes that begin with one are read at once. */
#define SMP_CACHE_LINE 64
/* So many of the photo's are asked for at a time at the most: a processor waits for more. */
#define SMP_READ_AHEAD_MOST 32

/* What is rendered of what, for who sets it up (smp-compositor.c) and who renders a tile. */
typedef struct
{
  const SmpImage *before;
  SmpImage *after;
  const SmpRenderWindow *window;
  const SmpRenderKernel *kernel;
  const SmpRedness *redness;   /* (nullable) */
  const SmpRenderGrain *grain; /* (nullable): to be given back */
  SmpRenderBins bins;
  atomic_size_t n_sorted; /* parts of them */
  SmpDotsInPicture picture;
  float taken[SMP_LIMIT_SESSIONS][3]; /* what a dot of strength 1 takes where it covers all */
  const float *decode;
  gboolean stream;
  gsize plane;  /* floats of one plane of a tile */
  float **keep; /* for each worker */
} SmpCompositor;

/* Renders a tile: its dots take their light from the planes of a worker, which are all ones before
 * and after, and its pixels are made of what is left. */
void smp_composite_tile (const SmpCompositor *self, gsize item, int worker);

/* Planes that nothing has taken light from. */
static inline void
smp_tile_clean (float *keep, gsize n)
{
  for (gsize i = 0; i < n; i++)
    keep[i] = 1;
}

/* The pixel of a picture. */
static inline guint8 *
smp_compositor_pixel (const SmpImage *image, int x, int y)
{
  return image->pixels + (gsize)y * image->stride + 4 * (gsize)x;
}

/* The photo behind a tile, that is on its way from memory while dots take their light: a tile is
 * only a part of each row of the picture, so that the processor does not guess what comes next. */
typedef struct
{
  const guint8 *row;
  gsize stride;
  int n_rows; /* still to be asked for */
  int lines;  /* of each */
  int line;   /* the next of the row */
} SmpReadAhead;

static inline void
smp_read_ahead (SmpReadAhead *self, int n_lines)
{
  for (int i = 0; i < n_lines && self->n_rows > 0; i++)
    {
      __builtin_prefetch (self->row + SMP_CACHE_LINE * self->line, 0, 2);
      if (++self->line == self->lines)
        {
          self->row += self->stride;
          self->n_rows--;
          self->line = 0;
        }
    }
}

/* Lets all dots that reach the tile take their light from its planes, and reads the photo ahead
 * meanwhile. */
void
smp_tile_splat (const SmpCompositor *self, const SmpTile *tile, gsize item, SmpReadAhead *ahead);

G_END_DECLS
