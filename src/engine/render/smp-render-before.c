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
  gboolean linear; /* average light (making smaller) or codes (making larger) */
  int x;           /* of a plain copy */
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

/* One source row, averaged along x: red, green, blue times alpha, and alpha. */
static void
resample_row (const Resampler *self, int y, float *out)
{
  const float *decode = smp_srgb_decode_table ();
  const guint8 *row = self->source->pixels + (gsize)y * self->source->stride;

  for (int i = 0; i < self->target->width; i++, out += 4)
    {
      const Tap *tap = &self->columns[i];
      const guint8 *px = row + 4 * (gsize)tap->first;

      out[0] = out[1] = out[2] = out[3] = 0;
      for (int k = 0; k < tap->n; k++, px += 4)
        {
          float alpha = (float)px[3] * (1 / 255.0f), w = tap->weights[k] * alpha;

          for (int c = 0; c < 3; c++)
            out[c] += w * (self->linear ? decode[px[c]] : (float)px[c] * (1 / 255.0f));
          out[3] += w;
        }
    }
}

static guint8
to_byte (float v)
{
  return (guint8)(CLAMP (v, 0.0f, 1.0f) * 255 + 0.5f);
}

static void
put_row (const Resampler *self, int y, const float *sum)
{
  const guint8 *encode = smp_srgb_encode_table ();
  guint8 *px = self->target->pixels + (gsize)y * self->target->stride;

  for (int i = 0; i < self->target->width; i++, sum += 4, px += 4)
    {
      float inverse = sum[3] > 1e-6f ? 1 / sum[3] : 0;

      for (int c = 0; c < 3; c++)
        {
          float v = CLAMP (sum[c] * inverse, 0.0f, 1.0f);

          px[c] = self->linear ? encode[(int)(v * SMP_SRGB_ENCODE_STEPS + 0.5f)] : to_byte (v);
        }
      px[3] = to_byte (sum[3]);
    }
}

static void
resample_strip (gsize item, int worker, gpointer data)
{
  const Resampler *self = data;
  gsize width = 4 * (gsize)self->target->width;
  int y0 = (int)item * STRIP, y1 = MIN (y0 + STRIP, self->target->height);
  int most = 0;
  g_autofree float *rows = NULL;
  g_autofree int *held = NULL;
  g_autofree float *sum = g_new (float, width);

  for (int y = y0; y < y1; y++)
    most = MAX (most, self->rows[y].n);
  /* Source rows that neighbours share are averaged once: a ring of as many as one needs. */
  most++;
  rows = g_new (float, width *(gsize)most);
  held = g_new (int, (gsize)most);
  for (int k = 0; k < most; k++)
    held[k] = -1;

  for (int y = y0; y < y1; y++)
    {
      const Tap *tap = &self->rows[y];

      for (gsize i = 0; i < width; i++)
        sum[i] = 0;
      for (int k = 0; k < tap->n; k++)
        {
          int source = tap->first + k, slot = source % most;
          float *row = rows + width * (gsize)slot;
          float w = tap->weights[k];

          if (held[slot] != source)
            {
              resample_row (self, source, row);
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
  self.columns = make_taps (window->width, window->x * kx, kx, self.source->width);
  self.rows = make_taps (window->height, window->y * ky, ky, self.source->height);
  done = smp_parallel_for (n_strips, options != NULL ? options->n_threads : 0, resample_strip,
                           &self, cancellable, error);
  free_taps (self.columns);
  free_taps (self.rows);
  return done ? g_steal_pointer (&target) : NULL;
}
