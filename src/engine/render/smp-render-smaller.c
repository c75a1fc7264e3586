/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-render-smaller.h"

#include <pthread.h>

#include "base/smp-parallel.h"
#include "colour/smp-colour.h"
#include "photo/smp-image.h"

/* Rows of output that one work item makes. */
#define STRIP 32
/* Columns that are made at a time, and between them a part of the source's next row is asked for:
 * memory brings it meanwhile. */
#define PART 128
#define CACHE_LINE 64
#define LINE ((gsize)(CACHE_LINE / sizeof (guint16))) /* numbers */
#define ONE 65536

typedef struct
{
  const SmpImage *source;
  SmpImage *target;
  const SmpTap *rows;
  const SmpRenderKernel *kernel;
  int first; /* column of the source that is asked for, and how many */
  int n;
  int most_columns; /* taps of any column, and of any row */
  int most_rows;
  gint32 *places; /* of each column's first tap, from @first on */
  guint16 *weights;
  gsize stride;
  const SmpLightCodes *codes;
} Smaller;

/* In 65536ths; what rounding leaves over goes to the largest, so that an even picture stays even.
 */
static void
whole_weights (const SmpTap *tap, int most, guint16 *to, gsize stride)
{
  int left = ONE, largest = 0;

  for (int k = 0; k < most; k++)
    {
      int w = k < tap->n ? (int)(tap->weights[k] * ONE + 0.5f) : 0;

      to[(gsize)k * stride] = (guint16)MIN (w, ONE - 1);
      left -= to[(gsize)k * stride];
      if (to[(gsize)k * stride] > to[(gsize)largest * stride])
        largest = k;
    }
  to += (gsize)largest * stride;
  *to = (guint16)CLAMP (*to + left, 0, ONE - 1);
}

static void
lay_columns (Smaller *self, const SmpTap *columns)
{
  int width = self->target->width;

  self->most_columns = smp_taps_most (columns, width);
  self->first = columns[0].first;
  self->n = columns[width - 1].first + columns[width - 1].n - self->first;
  self->stride = (gsize)width + SMP_LIGHT_ROOM;
  self->places = g_new (gint32, self->stride);
  self->weights = g_new0 (guint16, (gsize)self->most_columns * self->stride);
  for (int x = 0; x < width; x++)
    {
      self->places[x] = columns[x].first - self->first;
      whole_weights (&columns[x], self->most_columns, self->weights + x, self->stride);
    }
  for (gsize x = (gsize)width; x < self->stride; x++)
    self->places[x] = self->places[width - 1];
}

static const guint8 *
source_row (const Smaller *self, int y)
{
  return self->source->pixels + (gsize)y * self->source->stride + 4 * (gsize)self->first;
}

/* Row @y of the target; @next: of the source, that will be asked for next */
static void
make_row (const Smaller *self, const guint16 *mean, int y, const guint8 *next)
{
  guint8 *to = self->target->pixels + (gsize)y * self->target->stride;
  int width = self->target->width, line = 0, lines = 4 * self->n / CACHE_LINE;

  for (int x = 0; x < width; x += PART)
    {
      int n = MIN (PART, width - x);

      for (; line < lines * (x + n) / width; line++)
        __builtin_prefetch (next + CACHE_LINE * line, 0, 2);
      self->kernel->mean_of_columns (&(SmpLightColumns){ mean, self->places + x, self->weights + x,
                                                         self->stride, self->most_columns, n,
                                                         self->codes, to + 4 * (gsize)x });
    }
}

static void
make_strip (gsize item, int worker, gpointer data)
{
  const Smaller *self = data;
  const SmpRenderKernel *kernel = self->kernel;
  int y0 = (int)item * STRIP, y1 = MIN (y0 + STRIP, self->target->height);
  /* Source rows that neighbours share are decoded once: a ring of as many as one needs. */
  int most = self->most_rows + 1;
  gsize row_lines = (4 * ((gsize)self->n + SMP_LIGHT_ROOM + (gsize)self->most_columns)) / LINE + 1;
  gsize row = row_lines * LINE; /* what is read or written at once lies in one line then */
  guint16 *light = g_aligned_alloc0 (row * (gsize)(most + 1), sizeof *light, CACHE_LINE);
  g_autofree int *held = g_new (int, (gsize)most);
  g_autofree const guint16 **near = g_new (const guint16 *, (gsize)most);
  g_autofree guint16 *weights = g_new (guint16, (gsize)most);
  guint16 *mean = light + row * (gsize)most;

  for (int k = 0; k < most; k++)
    held[k] = -1;
  for (int y = y0; y < y1; y++)
    {
      const SmpTap *tap = &self->rows[y];

      whole_weights (tap, tap->n, weights, 1);
      for (int k = 0; k < tap->n; k++)
        {
          int source = tap->first + k, slot = source % most;
          guint16 *to = light + row * (gsize)slot;

          if (held[slot] != source)
            kernel->decode_light (source_row (self, source), self->n, to);
          held[slot] = source;
          near[k] = to;
        }
      kernel->mean_of_rows (&(SmpLightRows){ near, weights, tap->n, self->n, mean });
      make_row (self, mean, y,
                source_row (self, MIN (tap->first + tap->n, self->source->height - 1)));
    }
  g_aligned_free (light);
}

static double
code_of (int light)
{
  return 255 * smp_srgb_encode ((double)light / (ONE - 1));
}

static SmpLightCodes codes;

/* Each line lies as far below the curve in its middle as above it at its ends: off by at most 0.016
 * code. */
static void
make_codes (void)
{
  static const int ends[] = SMP_LIGHT_ENDS, shifts[] = SMP_LIGHT_SHIFTS;
  const int step = ONE / SMP_LIGHT_STEPS;

  for (int r = 0; r < SMP_LIGHT_RANGES; r++)
    for (int i = 0; i < SMP_LIGHT_PIECES; i++)
      {
        int from = i << shifts[r], to = (i + 1) << shifts[r];
        double a = code_of (from), b = code_of (to);
        double sag = code_of ((from + to) / 2) - (a + b) / 2;

        codes.begin[r][i] = (guint16)(256 * (a + sag / 2 + 0.5) + 1);
        codes.rise[r][i] = (guint16)(256 * (b - a) + 0.5);
      }
  for (int i = 0, r = 0; i < SMP_LIGHT_STEPS; i++)
    {
      int light = i * step + step / 2, piece;
      guint32 part;

      r += light > ends[r];
      piece = light >> shifts[r];
      part = (guint32)light << (16 - shifts[r]) & (ONE - 1);
      codes.codes[i] = (guint8)((codes.begin[r][piece] + (part * codes.rise[r][piece] >> 16)) >> 8);
    }
}

gboolean
smp_render_smaller (const SmpImage *source,
                    SmpImage *target,
                    const SmpTap *columns,
                    const SmpTap *rows,
                    const SmpRenderKernel *kernel,
                    int n_threads,
                    GCancellable *cancellable,
                    GError **error)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  Smaller self = { .source = source, .target = target, .rows = rows, .kernel = kernel };
  gboolean done;

  pthread_once (&once, make_codes);
  self.codes = &codes;
  self.most_rows = smp_taps_most (rows, target->height);
  lay_columns (&self, columns);
  done = smp_parallel_for ((gsize)(target->height + STRIP - 1) / STRIP, n_threads, make_strip,
                           &self, cancellable, error);
  g_free (self.places);
  g_free (self.weights);
  return done;
}
