/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-render-smaller.h"

#include "base/smp-parallel.h"
#include "colour/smp-colour.h"
#include "photo/smp-image.h"

/* Rows of output that one work item makes. */
#define STRIP 32
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
  guint8 codes[SMP_LIGHT_STEPS];
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

static void
make_strip (gsize item, int worker, gpointer data)
{
  const Smaller *self = data;
  const SmpRenderKernel *kernel = self->kernel;
  int y0 = (int)item * STRIP, y1 = MIN (y0 + STRIP, self->target->height);
  /* Source rows that neighbours share are decoded once: a ring of as many as one needs. */
  int most = self->most_rows + 1;
  gsize row = 4 * ((gsize)self->n + SMP_LIGHT_ROOM + (gsize)self->most_columns);
  g_autofree guint16 *light = g_new0 (guint16, row * (gsize)(most + 1));
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
            kernel->decode_light (self->source->pixels + (gsize)source * self->source->stride
                                      + 4 * (gsize)self->first,
                                  self->n, to);
          held[slot] = source;
          near[k] = to;
        }
      kernel->mean_of_rows (&(SmpLightRows){ near, weights, tap->n, self->n, mean });
      kernel->mean_of_columns (&(SmpLightColumns){
          mean, self->places, self->weights, self->stride, self->most_columns, self->target->width,
          self->codes, self->target->pixels + (gsize)y * self->target->stride });
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
  const guint8 *codes = smp_srgb_encode_table ();
  const int step = ONE / SMP_LIGHT_STEPS;
  Smaller self = { .source = source, .target = target, .rows = rows, .kernel = kernel };
  gboolean done;

  for (int i = 0; i < SMP_LIGHT_STEPS; i++)
    self.codes[i] = codes[i * step + step / 2];
  self.most_rows = smp_taps_most (rows, target->height);
  lay_columns (&self, columns);
  done = smp_parallel_for ((gsize)(target->height + STRIP - 1) / STRIP, n_threads, make_strip,
                           &self, cancellable, error);
  g_free (self.places);
  g_free (self.weights);
  return done;
}
