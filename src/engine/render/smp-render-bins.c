/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-render-bins.h"

#include "base/smp-parallel.h"
#include "stipple/smp-dots.h"

/* Dots that one work item sorts, and the most such items. */
#define CHUNK 2048
#define MAX_CHUNKS 96

typedef struct
{
  SmpRenderBins *bins;
  const SmpRenderKernel *kernel;
  const SmpDotSet *dots;
  const SmpDotsInPicture *picture;
  gsize chunk; /* dots in a work item, a multiple of SMP_SPLATS */
  gsize n_chunks;
  gsize n_tiles;
  guint32 *first; /* by dot, as from the kernel */
  guint32 *size;
  guint32 *counts; /* for each item and tile; then where the item's dots go */
} Work;

/* As if from the kernel. */
#define ONE_TILE (1u << 16 | 1u)

static void
count_chunk (gsize item, int worker, gpointer data)
{
  const Work *work = data;
  gsize columns = (gsize)work->bins->grid.columns;
  guint32 *counts = work->counts + item * work->n_tiles;
  gsize from = item * work->chunk, n = MIN (work->chunk, work->dots->n_dots - from);
  guint32 *first = work->first + from, *size = work->size + from;

  work->kernel->reach (work->picture, &work->bins->grid, &work->dots->dots[from], n, first, size);
  for (gsize i = 0; i < n; i++)
    if (size[i] == ONE_TILE)
      counts[first[i]]++;
    else
      for (gsize y = 0; y < size[i] >> 16; y++)
        for (gsize x = 0; x < (size[i] & G_MAXUINT16); x++)
          counts[first[i] + y * columns + x]++;
}

static void
place_chunk (gsize item, int worker, gpointer data)
{
  const Work *work = data;
  gsize columns = (gsize)work->bins->grid.columns;
  guint32 *next = work->counts + item * work->n_tiles, *order = work->bins->order;
  gsize from = item * work->chunk, end = MIN (from + work->chunk, work->dots->n_dots);

  for (gsize i = from; i < end; i++)
    {
      guint32 first = work->first[i], size = work->size[i];

      if (size == ONE_TILE)
        order[next[first]++] = (guint32)i;
      else
        for (gsize y = 0; y < size >> 16; y++)
          for (gsize x = 0; x < (size & G_MAXUINT16); x++)
            order[next[first + y * columns + x]++] = (guint32)i;
    }
}

/* Counts become places: tile after tile, in each the items in their order. */
static void
counts_to_places (const Work *work)
{
  guint32 sum = 0;

  for (gsize tile = 0; tile < work->n_tiles; tile++)
    {
      work->bins->start[tile] = sum;
      for (gsize chunk = 0; chunk < work->n_chunks; chunk++)
        {
          guint32 *count = &work->counts[chunk * work->n_tiles + tile], n = *count;

          *count = sum;
          sum += n;
        }
    }
  work->bins->start[work->n_tiles] = sum;
}

gboolean
smp_render_bins_init (SmpRenderBins *self,
                      const SmpRenderKernel *kernel,
                      const SmpRenderWindow *window,
                      int width_shift,
                      int height_shift,
                      const SmpDotSet *dots,
                      const SmpDotsInPicture *picture,
                      int n_threads,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree guint32 *counts = NULL, *spans = NULL;
  Work work = { self, kernel, dots, picture };
  SmpTileGrid *grid = &self->grid;
  gsize room;

  *self = (SmpRenderBins){ .grid = { window->x, window->y, window->width, window->height,
                                     width_shift, height_shift } };
  grid->first_column = window->x >> width_shift;
  grid->first_row = window->y >> height_shift;
  grid->columns = ((window->x + window->width - 1) >> width_shift) - grid->first_column + 1;
  grid->rows = ((window->y + window->height - 1) >> height_shift) - grid->first_row + 1;

  work.n_tiles = (gsize)grid->columns * (gsize)grid->rows;
  work.chunk = MAX ((dots->n_dots + MAX_CHUNKS - 1) / MAX_CHUNKS, CHUNK);
  work.chunk = (work.chunk + SMP_SPLATS - 1) / SMP_SPLATS * SMP_SPLATS;
  work.n_chunks = (dots->n_dots + work.chunk - 1) / work.chunk;
  room = work.n_chunks * work.chunk;
  spans = g_new (guint32, MAX (2 * room, 1));
  work.first = spans;
  work.size = spans + room;
  work.counts = counts = g_new0 (guint32, MAX (work.n_chunks * work.n_tiles, 1));
  self->start = g_new (guint32, work.n_tiles + 1);
  if (!smp_parallel_for (work.n_chunks, n_threads, count_chunk, &work, cancellable, error))
    return FALSE;
  counts_to_places (&work);
  self->order = g_new (guint32, MAX (self->start[work.n_tiles], 1));
  return smp_parallel_for (work.n_chunks, n_threads, place_chunk, &work, cancellable, error);
}

void
smp_render_bins_clear (SmpRenderBins *self)
{
  g_clear_pointer (&self->start, g_free);
  g_clear_pointer (&self->order, g_free);
}
