/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-render-bins.h"

#include "base/smp-parallel.h"
#include "stipple/smp-dots.h"

/* Parts of each thread, so that they end together, and the fewest dots of one. */
#define PARTS_PER_THREAD 2
#define SMALLEST_PART 2048

/* As if from the kernel. */
#define ONE_TILE (1u << 16 | 1u)

/* Each dot is counted in every tile that it may reach. */
static void
count_dots (const guint32 *first, const guint32 *size, gsize n, gsize columns, guint32 *counts)
{
  for (gsize i = 0; i < n; i++)
    if (size[i] == ONE_TILE)
      counts[first[i]]++;
    else
      for (gsize y = 0; y < size[i] >> 16; y++)
        for (gsize x = 0; x < (size[i] & G_MAXUINT16); x++)
          counts[first[i] + y * columns + x]++;
}

/* Dots from @dot on, to where the next of each tile goes. */
static void
place_dots (guint32 dot,
            const guint32 *first,
            const guint32 *size,
            gsize n,
            gsize columns,
            guint32 *next,
            guint32 *order)
{
  for (gsize i = 0; i < n; i++, dot++)
    if (size[i] == ONE_TILE)
      order[next[first[i]]++] = dot;
    else
      for (gsize y = 0; y < size[i] >> 16; y++)
        for (gsize x = 0; x < (size[i] & G_MAXUINT16); x++)
          order[next[first[i] + y * columns + x]++] = dot;
}

void
smp_render_bins_sort (SmpRenderBins *self, gsize part)
{
  SmpRenderBinsPart *to = &self->parts[part];
  gsize from = part * self->chunk, n = MIN (self->chunk, self->dots->n_dots - from);
  gsize columns = (gsize)self->grid.columns;
  g_autofree guint32 *spans = g_new (guint32, 2 * self->chunk);
  guint32 *first = spans, *size = spans + self->chunk, *start, sum = 0;

  self->kernel->reach (self->picture, &self->grid, &self->dots->dots[from], n, first, size);
  /* Where the dots of a tile go stands one further, so that it is where they began in the end. */
  to->start = start = g_new0 (guint32, self->n_tiles + 2);
  count_dots (first, size, n, columns, start + 2);
  for (gsize tile = 0; tile < self->n_tiles; tile++)
    start[tile + 2] = sum += start[tile + 2];
  to->order = g_new (guint32, MAX (sum, 1));
  place_dots ((guint32)from, first, size, n, columns, start + 1, to->order);
}

gsize
smp_render_bins_count (const SmpRenderBins *self, gsize tile)
{
  gsize n = 0;

  for (gsize i = 0; i < self->n_parts; i++)
    n += self->parts[i].start[tile + 1] - self->parts[i].start[tile];
  return n;
}

gsize
smp_render_bins_next (const SmpRenderBins *self,
                      SmpRenderBinsWalk *walk,
                      const SmpDot *dots[SMP_SPLATS])
{
  gsize n = 0;

  for (; walk->part < self->n_parts; walk->part++, walk->at = 0)
    {
      const SmpRenderBinsPart *part = &self->parts[walk->part];
      guint32 i = part->start[walk->tile] + walk->at, end = part->start[walk->tile + 1];

      for (; i < end && n < SMP_SPLATS; i++, walk->at++, n++)
        {
          const SmpDot *dot = &self->dots->dots[part->order[i]];

          /* They lie all over memory. */
          __builtin_prefetch (dot);
          __builtin_prefetch ((const guint8 *)(dot + 1) - 1);
          dots[n] = dot;
        }
      if (n == SMP_SPLATS)
        return n;
    }
  for (gsize i = n; n > 0 && i < SMP_SPLATS; i++)
    dots[i] = dots[n - 1];
  return n;
}

void
smp_render_bins_init (SmpRenderBins *self,
                      const SmpRenderKernel *kernel,
                      const SmpRenderWindow *window,
                      int width_shift,
                      int height_shift,
                      const SmpDotSet *dots,
                      const SmpDotsInPicture *picture,
                      int n_threads)
{
  gsize n_parts = (gsize)smp_parallel_threads (n_threads) * PARTS_PER_THREAD;
  int first_column = window->x >> width_shift, first_row = window->y >> height_shift;

  *self = (SmpRenderBins){
    .grid = {
      .x = window->x,
      .y = window->y,
      .width = window->width,
      .height = window->height,
      .width_shift = width_shift,
      .height_shift = height_shift,
      .first_column = first_column,
      .first_row = first_row,
      .columns = ((window->x + window->width - 1) >> width_shift) - first_column + 1,
      .rows = ((window->y + window->height - 1) >> height_shift) - first_row + 1,
    },
    .kernel = kernel,
    .dots = dots,
    .picture = picture,
  };
  self->n_tiles = (gsize)self->grid.columns * (gsize)self->grid.rows;
  self->chunk = MAX ((dots->n_dots + n_parts - 1) / n_parts, SMALLEST_PART);
  self->chunk = (self->chunk + SMP_SPLATS - 1) / SMP_SPLATS * SMP_SPLATS;
  self->n_parts = (dots->n_dots + self->chunk - 1) / self->chunk;
  self->parts = g_new0 (SmpRenderBinsPart, self->n_parts);
}

void
smp_render_bins_clear (SmpRenderBins *self)
{
  for (gsize i = 0; i < self->n_parts; i++)
    {
      g_free (self->parts[i].start);
      g_free (self->parts[i].order);
    }
  g_clear_pointer (&self->parts, g_free);
}
