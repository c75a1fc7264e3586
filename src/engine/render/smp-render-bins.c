/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-render-bins.h"

#include "base/smp-parallel.h"
#include "stipple/smp-dots.h"

/* Dots that one work item sorts, and the most such items. */
#define CHUNK 2048
#define MAX_CHUNKS 96

/* Columns x0 ≤ x ≤ x1, rows y0 ≤ y ≤ y1 of the window's tiles; none where x0 > x1. */
typedef struct
{
  guint16 x0;
  guint16 y0;
  guint16 x1;
  guint16 y1;
} TileBox;

typedef struct
{
  SmpRenderBins *bins;
  const SmpRenderKernel *kernel;
  const SmpRenderWindow *window;
  const SmpDotSet *dots;
  const SmpDotsInPicture *picture;
  gsize chunk; /* dots in a work item */
  gsize n_chunks;
  gsize n_tiles;
  TileBox *boxes;  /* by dot */
  guint32 *counts; /* for each item and tile; then where the item's dots go */
} Work;

/* From the window's left or top to its @size, for what lies at a place of the whole picture. */
static inline int
inside (float at, int from, int size)
{
  float v = at - (float)from;

  return (int)(v > 0 ? MIN (v, (float)(size - 1)) : 0);
}

static inline TileBox
tiles_of (const Work *work, float x, float y, float half)
{
  const SmpRenderWindow *window = work->window;
  const SmpRenderBins *bins = work->bins;
  float left = x - half, right = x + half, top = y - half, bottom = y + half;

  /* What is no number reaches nothing. */
  if (!(right >= (float)window->x && left <= (float)(window->x + window->width)
        && bottom >= (float)window->y && top <= (float)(window->y + window->height)))
    return (TileBox){ 1, 1, 0, 0 };
  return (TileBox){
    .x0 = (guint16)(((window->x + inside (left, window->x, window->width)) >> bins->width_shift)
                    - bins->first_column),
    .y0 = (guint16)(((window->y + inside (top, window->y, window->height)) >> bins->height_shift)
                    - bins->first_row),
    .x1 = (guint16)(((window->x + inside (right, window->x, window->width)) >> bins->width_shift)
                    - bins->first_column),
    .y1 = (guint16)(((window->y + inside (bottom, window->y, window->height)) >> bins->height_shift)
                    - bins->first_row),
  };
}

static void
count_chunk (gsize item, int worker, gpointer data)
{
  const Work *work = data;
  guint32 *counts = work->counts + item * work->n_tiles;
  gsize end = MIN ((item + 1) * work->chunk, work->dots->n_dots);

  for (gsize from = item * work->chunk; from < end; from += SMP_SPLATS)
    {
      gsize n = MIN (end - from, SMP_SPLATS);
      SmpReaches reaches;

      work->kernel->reach (work->picture, &work->dots->dots[from], n, &reaches);
      for (gsize i = 0; i < n; i++)
        {
          TileBox box = tiles_of (work, reaches.x[i], reaches.y[i], reaches.half[i]);

          work->boxes[from + i] = box;
          for (int y = box.y0; y <= box.y1; y++)
            for (int x = box.x0; x <= box.x1; x++)
              counts[y * work->bins->columns + x]++;
        }
    }
}

static void
place_chunk (gsize item, int worker, gpointer data)
{
  const Work *work = data;
  guint32 *next = work->counts + item * work->n_tiles;
  gsize end = MIN ((item + 1) * work->chunk, work->dots->n_dots);

  for (gsize i = item * work->chunk; i < end; i++)
    {
      TileBox box = work->boxes[i];

      for (int y = box.y0; y <= box.y1; y++)
        for (int x = box.x0; x <= box.x1; x++)
          work->bins->order[next[y * work->bins->columns + x]++] = (guint32)i;
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
  g_autofree guint32 *counts = NULL;
  g_autofree TileBox *boxes = g_new (TileBox, MAX (dots->n_dots, 1));
  Work work = { self, kernel, window, dots, picture, .boxes = boxes };

  *self = (SmpRenderBins){ .width_shift = width_shift, .height_shift = height_shift };
  self->first_column = ((window->x) >> self->width_shift);
  self->first_row = ((window->y) >> self->height_shift);
  self->columns = ((window->x + window->width - 1) >> self->width_shift) - self->first_column + 1;
  self->rows = ((window->y + window->height - 1) >> self->height_shift) - self->first_row + 1;

  work.n_tiles = (gsize)self->columns * (gsize)self->rows;
  work.chunk = MAX ((dots->n_dots + MAX_CHUNKS - 1) / MAX_CHUNKS, CHUNK);
  work.n_chunks = (dots->n_dots + work.chunk - 1) / work.chunk;
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
