/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-render.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif
#include <math.h>
#include <string.h>

#include "base/smp-parallel.h"
#include "colour/smp-colour.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-light.h"
#include "render/smp-render-kernel.h"
#include "render/smp-render-smaller.h"
#include "render/smp-render-target.h"
#include "render/smp-taps.h"

/* Rows of output that one work item makes. */
#define STRIP 32

/* A pixel: red, green and blue times alpha, and alpha. */
typedef float Pixel __attribute__ ((vector_size (16)));
typedef gint32 Steps __attribute__ ((vector_size (16)));

typedef struct
{
  const SmpImage *source;
  SmpImage *target;
  SmpTap *columns;
  SmpTap *rows;
  const SmpRenderKernel *kernel;
  const guint8 *encode; /* of so many steps to codes */
  float steps;
  Pixel *value; /* of the 256 codes of each channel, accordingly, in its place; red with alpha 1 */
  int most_columns; /* taps of any column, and of any row */
  int most_rows;
  int first; /* column of the source that is asked for, and how many */
  int n;
  int x; /* of a plain copy */
  int y;
} Resampler;

/* The part of a source row that is asked for, as light or as codes of 0 to 1. Behind it lie zeros,
 * for taps of no weight. */
static void
decode_row (const Resampler *self, int y, Pixel *line)
{
  const Pixel *red = self->value, *green = red + 256, *blue = green + 256;
  const guint8 *px
      = self->source->pixels + (gsize)y * self->source->stride + 4 * (gsize)self->first;

  for (int i = 0; i < self->n; i++)
    line[i]
        = (Pixel)((Steps)red[px[4 * i]] | (Steps)green[px[4 * i + 1]] | (Steps)blue[px[4 * i + 2]]);
  if (self->source->has_alpha)
    for (int i = 0; i < self->n; i++)
      line[i] *= (float)px[4 * i + 3] * (1 / 255.0f);
  for (int i = self->n; i < self->n + self->most_columns; i++)
    line[i] = (Pixel){ 0 };
}

/* A decoded row, averaged along x by @n taps. Those that a pixel does not want weigh nothing: a
 * number of turns that never changes costs less than the sums. */
static inline __attribute__ ((always_inline)) void
average_row (const Resampler *self, const Pixel *line, Pixel *out, int n)
{
  for (int i = 0; i < self->target->width; i++)
    {
      const SmpTap *tap = &self->columns[i];
      const Pixel *px = line + (tap->first - self->first);
      Pixel sum = { 0 };

      for (int k = 0; k < n; k++)
        sum += px[k] * tap->weights[k];
      out[i] = sum;
    }
}

/* One source row, averaged along x. */
static void
resample_row (const Resampler *self, int y, Pixel *line, Pixel *out)
{
  decode_row (self, y, line);
  switch (self->most_columns)
    {
    case 2:
      average_row (self, line, out, 2);
      break;
    case 3:
      average_row (self, line, out, 3);
      break;
    case 4:
      average_row (self, line, out, 4);
      break;
    default:
      average_row (self, line, out, self->most_columns);
      break;
    }
}

/* 0 to 1 in so many steps, rounded. */
static inline Steps
to_steps (Pixel v, float steps)
{
  const Pixel one = { 1, 1, 1, 1 };
#ifdef __SSE2__
  v = (Pixel)_mm_min_ps (_mm_max_ps ((__m128)v, _mm_setzero_ps ()), (__m128)one);
#else
  Steps low;

  v = (Pixel)((Steps)v & (v > 0));
  low = v < one;
  v = (Pixel)(((Steps)v & low) | ((Steps)one & ~low));
#endif
  return __builtin_convertvector(v * steps + 0.5f, Steps);
}

/* A row of the target: the mean of averaged rows; of one with alpha. */
static void
put_row_with_alpha (const Resampler *self, int y, const float *const *rows)
{
  const SmpTap *tap = &self->rows[y];
  guint8 *px = self->target->pixels + (gsize)y * self->target->stride;

  for (int i = 0; i < self->target->width; i++, px += 4)
    {
      Pixel v = { 0 };
      Steps s;

      for (int k = 0; k < tap->n; k++)
        v += tap->weights[k] * ((const Pixel *)(gconstpointer)rows[k])[i];
      px[3] = (guint8)to_steps (v, 255)[3];
      v *= v[3] > 1e-6f ? 1 / v[3] : 0;
      s = to_steps (v, self->steps);
      for (int c = 0; c < 3; c++)
        px[c] = self->encode[s[c]];
    }
}

static void
put_row (const Resampler *self, int y, const float *const *rows)
{
  SmpRowMean mean = {
    .rows = rows,
    .weights = self->rows[y].weights,
    .n = self->rows[y].n,
    .width = self->target->width,
    .steps = self->steps,
    .encode = self->encode,
    .to = self->target->pixels + (gsize)y * self->target->stride,
  };

  if (self->source->has_alpha)
    put_row_with_alpha (self, y, rows);
  else
    self->kernel->mean_row (&mean);
}

static void
resample_strip (gsize item, int worker, gpointer data)
{
  const Resampler *self = data;
  gsize width = (gsize)self->target->width + SMP_ROW_ROOM;
  int y0 = (int)item * STRIP, y1 = MIN (y0 + STRIP, self->target->height);
  /* Source rows that neighbours share are averaged once: a ring of as many as one needs. */
  int most = self->most_rows + 1;
  g_autofree Pixel *rows = g_new0 (Pixel, width * (gsize)most);
  g_autofree int *held = g_new (int, (gsize)most);
  g_autofree const float **near = g_new (const float *, (gsize)most);
  g_autofree Pixel *line = g_new (Pixel, self->n + self->most_columns);

  for (int k = 0; k < most; k++)
    held[k] = -1;
  for (int y = y0; y < y1; y++)
    {
      const SmpTap *tap = &self->rows[y];

      for (int k = 0; k < tap->n; k++)
        {
          int source = tap->first + k, slot = source % most;
          Pixel *row = rows + width * (gsize)slot;

          if (held[slot] != source)
            {
              resample_row (self, source, line, row);
              held[slot] = source;
            }
          near[k] = (const float *)(gpointer)row;
        }
      put_row (self, y, near);
    }
}

static void
copy_strip (gsize item, int worker, gpointer data)
{
  const Resampler *self = data;
  int y0 = (int)item * STRIP, y1 = MIN (y0 + STRIP, self->target->height);

  for (int y = y0; y < y1; y++)
    memcpy (self->target->pixels + (gsize)y * self->target->stride,
            self->source->pixels + (gsize)(self->y + y) * self->source->stride + 4 * (gsize)self->x,
            4 * (gsize)self->target->width);
}

SmpRenderWindow
smp_render_window_whole (int photo_width, int photo_height, double scale)
{
  return (SmpRenderWindow){
    .scale = scale,
    .width = (int)MAX (floor (photo_width * scale + 0.5), 1.0),
    .height = (int)MAX (floor (photo_height * scale + 0.5), 1.0),
  };
}

SmpImage *
smp_render_before (const SmpPyramid *pyramid,
                   const SmpRenderWindow *window,
                   const SmpRenderOptions *options,
                   GCancellable *cancellable,
                   GError **error)
{
  const SmpImage *photo = pyramid->levels[0];
  g_autoptr (SmpImage) target = smp_render_target (window, options, error);
  Resampler self = { .target = target };
  gsize level = 0, n_strips;
  const SmpRenderKernel *kernels[SMP_RENDER_KERNELS];
  gsize n_kernels;
  guint8 codes[256];
  gboolean linear;
  Pixel values[3 * 256];
  double kx, ky;
  gboolean done;

  g_return_val_if_fail (window->scale > 0, NULL);

  if (target == NULL)
    return NULL;
  target->has_alpha = photo->has_alpha;
  smp_photo_light_unref (target->light);
  target->light = smp_photo_light_ref (pyramid->light);
  /* The smallest level that is not smaller than what is asked for. */
  while (level + 1 < pyramid->n_levels && window->scale * (double)(2u << level) <= 1 + 1e-9)
    level++;
  self.source = pyramid->levels[level];
  kx = ky = 1 / (window->scale * (double)(1u << level));
  n_strips = (gsize)(window->height + STRIP - 1) / STRIP;

  if (fabs (kx - 1) < 1e-9 && fabs (ky - 1) < 1e-9 && window->x >= 0 && window->y >= 0
      && window->x + window->width <= self.source->width
      && window->y + window->height <= self.source->height)
    {
      self.x = window->x;
      self.y = window->y;
      done = smp_parallel_for (n_strips, options != NULL ? options->n_threads : 0, copy_strip,
                               &self, cancellable, error);
      return done ? g_steal_pointer (&target) : NULL;
    }

  /* Making smaller averages light, making larger codes. */
  linear = kx >= 1 && ky >= 1;
  n_kernels = smp_render_kernels (kernels);
  self.kernel
      = kernels[options != NULL && options->kernel > 0 ? MIN ((gsize)options->kernel, n_kernels) - 1
                                                       : n_kernels - 1];
  self.encode = linear ? smp_srgb_encode_table () : codes;
  self.steps = linear ? SMP_SRGB_ENCODE_STEPS : 255;
  for (int i = 0; i < 256; i++)
    {
      float value = linear ? smp_srgb_decode_table ()[i] : (float)i * (1 / 255.0f);

      codes[i] = (guint8)i;
      values[i] = (Pixel){ value, 0, 0, 1 };
      values[256 + i] = (Pixel){ 0, value, 0, 0 };
      values[512 + i] = (Pixel){ 0, 0, value, 0 };
    }
  self.value = values;
  self.columns = smp_taps_new (window->x, window->width, kx, self.source->width);
  self.first = self.columns[0].first;
  self.n = self.columns[window->width - 1].first + self.columns[window->width - 1].n - self.first;
  self.rows = smp_taps_new (window->y, window->height, ky, self.source->height);
  self.most_columns = smp_taps_most (self.columns, window->width);
  self.most_rows = smp_taps_most (self.rows, window->height);
  if (linear && !photo->has_alpha && kx <= SMP_LIGHT_MOVE)
    done = smp_render_smaller (self.source, target, self.columns, self.rows, self.kernel,
                               options != NULL ? options->n_threads : 0, cancellable, error);
  else
    done = smp_parallel_for (n_strips, options != NULL ? options->n_threads : 0, resample_strip,
                             &self, cancellable, error);
  smp_taps_free (self.columns);
  smp_taps_free (self.rows);
  return done ? g_steal_pointer (&target) : NULL;
}
