/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-render-bins.h"

#ifdef __linux__
#include <sys/mman.h>
#endif

#include "base/smp-parallel.h"
#include "stipple/smp-dots.h"

/* Dots that one work item makes ready, and the most such items. */
#define CHUNK 2048
#define MAX_CHUNKS 96
/* Splats lie on the boundary of a cache line; from a large page on, in large pages: they are read
 * from all over, and the processor finds few large pages sooner than many small ones. */
#define CACHE_LINE 64
#define LARGE_PAGE ((gsize)2 * 1024 * 1024)

typedef struct
{
  SmpRenderBins *bins;
  const SmpRenderKernel *kernel;
  const SmpRenderWindow *window;
  const SmpDotSet *dots;
  const SmpPhotoLight *light;
  const float (*taken)[3];
  SmpPixelBox shown; /* the window */
  gsize chunk;       /* dots in a work item */
  gsize n_chunks;
  gsize n_tiles;
  guint32 *counts; /* for each item and tile; then where the item's dots go */
} Work;

static void
make_ready (const Work *work, gsize from, gsize end)
{
  const SmpDotsInPicture picture = { work->window->scale, work->light };
  SmpSplatShapes shapes = { 0 };
  SmpSplat *splats = work->bins->splats;

  for (gsize i = from; i < end; i += SMP_SPLATS)
    {
      work->kernel->measure (&picture, &work->dots->dots[i], MIN (end - i, SMP_SPLATS), &shapes);
      work->kernel->prepare (&shapes, &splats[i]);
    }
  for (gsize i = from; i < end; i++)
    {
      const SmpDot *dot = &work->dots->dots[i];
      const float *taken = work->taken[MIN (dot->session, SMP_LIMIT_SESSIONS - 1)];

      for (int c = 0; c < 3; c++)
        splats[i].k[c] = MIN (taken[c] * dot->strength, 1.0f);
    }
}

/* The tiles that a splat reaches: columns x0 ≤ x ≤ x1, rows y0 ≤ y ≤ y1; or none. */
static inline gboolean
tiles_of (const Work *work, const SmpSplat *splat, SmpPixelBox *tiles)
{
  const SmpPixelBox *box = &splat->box, *window = &work->shown;
  const SmpRenderBins *bins = work->bins;

  if (box->x0 >= window->x1 || box->y0 >= window->y1 || box->x1 <= window->x0
      || box->y1 <= window->y0)
    return FALSE;
  tiles->x0 = (MAX (box->x0, window->x0) >> bins->width_shift) - bins->first_column;
  tiles->y0 = (MAX (box->y0, window->y0) >> bins->height_shift) - bins->first_row;
  tiles->x1 = ((MIN (box->x1, window->x1) - 1) >> bins->width_shift) - bins->first_column;
  tiles->y1 = ((MIN (box->y1, window->y1) - 1) >> bins->height_shift) - bins->first_row;
  return TRUE;
}

static void
count_chunk (gsize item, int worker, gpointer data)
{
  const Work *work = data;
  guint32 *counts = work->counts + item * work->n_tiles;
  gsize end = MIN ((item + 1) * work->chunk, work->dots->n_dots);

  make_ready (work, item * work->chunk, end);
  for (gsize i = item * work->chunk; i < end; i++)
    {
      SmpPixelBox tiles;

      if (!tiles_of (work, &work->bins->splats[i], &tiles))
        continue;
      for (int y = tiles.y0; y <= tiles.y1; y++)
        for (int x = tiles.x0; x <= tiles.x1; x++)
          counts[y * work->bins->columns + x]++;
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
      SmpPixelBox tiles;

      if (!tiles_of (work, &work->bins->splats[i], &tiles))
        continue;
      for (int y = tiles.y0; y <= tiles.y1; y++)
        for (int x = tiles.x0; x <= tiles.x1; x++)
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

static SmpSplat *
new_splats (gsize n)
{
  gsize size = n * sizeof (SmpSplat);
  SmpSplat *splats = g_aligned_alloc (1, size, size < LARGE_PAGE ? CACHE_LINE : LARGE_PAGE);

#ifdef __linux__
  if (size >= LARGE_PAGE)
    madvise (splats, size, MADV_HUGEPAGE);
#endif
  return splats;
}

gboolean
smp_render_bins_init (SmpRenderBins *self,
                      const SmpRenderKernel *kernel,
                      const SmpRenderWindow *window,
                      int width_shift,
                      int height_shift,
                      const SmpDotSet *dots,
                      const SmpPhotoLight *light,
                      const float taken[SMP_LIMIT_SESSIONS][3],
                      int n_threads,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree guint32 *counts = NULL;
  Work work = { self, kernel, window, dots, light, taken };

  *self = (SmpRenderBins){ .width_shift = width_shift, .height_shift = height_shift };
  self->first_column = ((window->x) >> self->width_shift);
  self->first_row = ((window->y) >> self->height_shift);
  self->columns = ((window->x + window->width - 1) >> self->width_shift) - self->first_column + 1;
  self->rows = ((window->y + window->height - 1) >> self->height_shift) - self->first_row + 1;
  self->n_splats = dots->n_dots;
  /* The last ones are made ready in a full group. */
  self->splats = new_splats (dots->n_dots + SMP_SPLATS);

  work.shown = (SmpPixelBox){ window->x, window->y, window->x + window->width,
                              window->y + window->height };
  work.n_tiles = (gsize)self->columns * (gsize)self->rows;
  work.chunk = MAX ((dots->n_dots + MAX_CHUNKS - 1) / MAX_CHUNKS, CHUNK);
  /* Groups of one item do not reach into the next. */
  work.chunk = (work.chunk + SMP_SPLATS - 1) / SMP_SPLATS * SMP_SPLATS;
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
  g_clear_pointer (&self->splats, g_aligned_free);
  g_clear_pointer (&self->start, g_free);
  g_clear_pointer (&self->order, g_free);
}
