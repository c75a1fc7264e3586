/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-render.h"

#include <math.h>
#include <string.h>

#include "base/smp-parallel.h"
#include "colour/smp-colour.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-light.h"
#include "render/smp-render-target.h"

/* Rows of output that one work item makes. */
#define STRIP 32

/* How one output pixel is made along one axis: @n source pixels from @first on. */
typedef struct
{
  int first;
  int n;
  float *weights; /* add up to 1 */
} Tap;

typedef struct
{
  const SmpImage *source;
  SmpImage *target;
  Tap *columns;
  Tap *rows;
  gboolean linear;    /* average light (making smaller) or codes (making larger) */
  const float *value; /* of the 256 codes, accordingly */
  int first;          /* column of the source that is asked for, and how many */
  int n;
  int x; /* of a plain copy */
  int y;
} Resampler;

/* Catmull-Rom, the interpolating cubic, for looking closer than the photo's pixels. */
static double
cubic (double t)
{
  t = fabs (t);
  if (t < 1)
    return 1 + t * t * (1.5 * t - 2.5);
  if (t < 2)
    return 2 - t * (4 + t * (0.5 * t - 2.5));
  return 0;
}

/* Taps of an axis. @from and @step give where output pixels begin, in source pixels. */
static Tap *
make_taps (int n_out, double from, double step, int n_source)
{
  gsize room = (gsize)MAX (ceil (step) + 2, 4);
  Tap *taps = g_new (Tap, n_out);
  float *weights = g_new0 (float, (gsize)n_out *room);

  for (int i = 0; i < n_out; i++)
    {
      double a = from + i * step, b = a + step, centre = (a + b) / 2;
      int first = step >= 1 ? (int)floor (a + 1e-9) : (int)floor (centre - 0.5) - 1;
      int last = step >= 1 ? (int)ceil (b - 1e-9) : first + 4;
      double sum = 0;
      Tap *tap = &taps[i];

      tap->weights = weights + (gsize)i * room;
      /* Beyond the border the border's pixel is repeated: its weights gather on it. */
      tap->first = CLAMP (first, 0, n_source - 1);
      tap->n = CLAMP (last - 1, 0, n_source - 1) - tap->first + 1;
      for (int k = first; k < last; k++)
        {
          double w = step >= 1 ? MIN (b, k + 1.0) - MAX (a, (double)k) : cubic (k + 0.5 - centre);

          tap->weights[CLAMP (k, 0, n_source - 1) - tap->first] += (float)w;
          sum += w;
        }
      for (int k = 0; k < tap->n; k++)
        tap->weights[k] = (float)((double)tap->weights[k] / sum);
    }
  return taps;
}

static void
free_taps (Tap *taps)
{
  g_free (taps[0].weights);
  g_free (taps);
}

/* A pixel: red, green and blue times alpha, and alpha. */
typedef float Pixel __attribute__ ((vector_size (16)));

/* The part of a source row that is asked for, as light or as codes of 0 to 1. */
static void
decode_row (const Resampler *self, int y, Pixel *line)
{
  const float *value = self->value;
  const guint8 *px
      = self->source->pixels + (gsize)y * self->source->stride + 4 * (gsize)self->first;

  if (!self->source->has_alpha)
    for (int i = 0; i < self->n; i++, px += 4)
      line[i] = (Pixel){ value[px[0]], value[px[1]], value[px[2]], 1 };
  else
    for (int i = 0; i < self->n; i++, px += 4)
      line[i]
          = (Pixel){ value[px[0]], value[px[1]], value[px[2]], 1 } * ((float)px[3] * (1 / 255.0f));
}

/* One source row, averaged along x. */
static void
resample_row (const Resampler *self, int y, Pixel *line, Pixel *out)
{
  decode_row (self, y, line);
  for (int i = 0; i < self->target->width; i++)
    {
      const Tap *tap = &self->columns[i];
      const Pixel *px = line + (tap->first - self->first);
      Pixel sum = { 0 };

      for (int k = 0; k < tap->n; k++)
        sum += px[k] * tap->weights[k];
      out[i] = sum;
    }
}

typedef gint32 Steps __attribute__ ((vector_size (16)));

/* 0 to 1 in so many steps, rounded. */
static inline Steps
to_steps (Pixel v, float steps)
{
  const Pixel one = { 1, 1, 1, 1 };
  Steps low;

  v = (Pixel)((Steps)v & (v > 0));
  low = v < one;
  v = (Pixel)(((Steps)v & low) | ((Steps)one & ~low));
  return __builtin_convertvector(v * steps + 0.5f, Steps);
}

static void
put_row (const Resampler *self, int y, const Pixel *sum)
{
  const guint8 *encode = smp_srgb_encode_table ();
  guint8 *px = self->target->pixels + (gsize)y * self->target->stride;
  float steps = self->linear ? SMP_SRGB_ENCODE_STEPS : 255;

  for (int i = 0; i < self->target->width; i++, px += 4)
    {
      Pixel v = sum[i];
      Steps s;

      px[3] = 255;
      if (self->source->has_alpha)
        {
          px[3] = (guint8)to_steps (v, 255)[3];
          v *= v[3] > 1e-6f ? 1 / v[3] : 0;
        }
      s = to_steps (v, steps);
      for (int c = 0; c < 3; c++)
        px[c] = self->linear ? encode[s[c]] : (guint8)s[c];
    }
}

static void
resample_strip (gsize item, int worker, gpointer data)
{
  const Resampler *self = data;
  gsize width = (gsize)self->target->width;
  int y0 = (int)item * STRIP, y1 = MIN (y0 + STRIP, self->target->height);
  int most = 0;
  g_autofree Pixel *rows = NULL;
  g_autofree int *held = NULL;
  g_autofree Pixel *sum = g_new (Pixel, width);
  g_autofree Pixel *line = g_new (Pixel, self->n);

  for (int y = y0; y < y1; y++)
    most = MAX (most, self->rows[y].n);
  /* Source rows that neighbours share are averaged once: a ring of as many as one needs. */
  most++;
  rows = g_new (Pixel, width * (gsize)most);
  held = g_new (int, (gsize)most);
  for (int k = 0; k < most; k++)
    held[k] = -1;

  for (int y = y0; y < y1; y++)
    {
      const Tap *tap = &self->rows[y];

      for (gsize i = 0; i < width; i++)
        sum[i] = (Pixel){ 0 };
      for (int k = 0; k < tap->n; k++)
        {
          int source = tap->first + k, slot = source % most;
          Pixel *row = rows + width * (gsize)slot;
          float w = tap->weights[k];

          if (held[slot] != source)
            {
              resample_row (self, source, line, row);
              held[slot] = source;
            }
          for (gsize i = 0; i < width; i++)
            sum[i] += w * row[i];
        }
      put_row (self, y, sum);
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
  float codes[256];
  double kx, ky;
  gboolean done;

  g_return_val_if_fail (window->scale > 0, NULL);

  if (target == NULL)
    return NULL;
  /* Tables are made before threads want them. */
  smp_srgb_decode_table ();
  smp_srgb_encode_table ();
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

  self.linear = kx >= 1 && ky >= 1;
  for (int i = 0; i < 256; i++)
    codes[i] = (float)i * (1 / 255.0f);
  self.value = self.linear ? smp_srgb_decode_table () : codes;
  self.columns = make_taps (window->width, window->x * kx, kx, self.source->width);
  self.first = self.columns[0].first;
  self.n = self.columns[window->width - 1].first + self.columns[window->width - 1].n - self.first;
  self.rows = make_taps (window->height, window->y * ky, ky, self.source->height);
  done = smp_parallel_for (n_strips, options != NULL ? options->n_threads : 0, resample_strip,
                           &self, cancellable, error);
  free_taps (self.columns);
  free_taps (self.rows);
  return done ? g_steal_pointer (&target) : NULL;
}
