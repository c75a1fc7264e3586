/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-image.h"

#include "base/smp-parallel.h"
#include "colour/smp-colour.h"
#include "photo/smp-image-private.h"

/* Rows that one thread takes at a time. */
#define BAND 16

typedef struct
{
  const SmpImage *source;
  SmpImage *target;
  float **sums;    /* of each worker: a source row's width × 4 */
  guint16 *linear; /* 8-bit code → linear, 0 to 65535 */
  const float *decode;
  const guint8 *encode;
} Resize;

/* How much of source cell @s, both in units of 1/@n_target of a source cell, target cell @t holds.
 */
static gint64
overlap (gint64 s, gint64 t, gint64 n_source, gint64 n_target)
{
  gint64 from = MAX (s * n_target, t * n_source);
  gint64 to = MIN ((s + 1) * n_target, (t + 1) * n_source);

  return to - from;
}

/* Adds a source row to the sums: premultiplied linear light and alpha, both 0 to 1. */
static void
add_row (const guint8 *restrict row,
         int width,
         gboolean has_alpha,
         const float *restrict decode,
         float weight,
         float *restrict sums)
{
  for (int x = 0; x < width; x++, row += 4, sums += 4)
    {
      float w = has_alpha ? weight * ((float)row[3] * (1.0f / 255)) : weight;

      sums[0] += w * decode[row[0]];
      sums[1] += w * decode[row[1]];
      sums[2] += w * decode[row[2]];
      sums[3] += w;
    }
}

static void
write_pixel (const Resize *job, const double sum[4], guint8 *pixel)
{
  double alpha = CLAMP (sum[3], 0, 1);

  for (int c = 0; c < 3; c++)
    {
      double linear = sum[3] > 0 ? CLAMP (sum[c] / sum[3], 0, 1) : 0;

      pixel[c] = job->encode[(int)(linear * SMP_SRGB_ENCODE_STEPS + 0.5)];
    }
  pixel[3] = job->source->has_alpha ? (guint8)(alpha * 255 + 0.5) : 255;
}

static void
resize_row (const Resize *job, int y, float *sums)
{
  const SmpImage *source = job->source;
  SmpImage *target = job->target;
  gint64 first = (gint64)y * source->height / target->height;
  gint64 end = ((gint64)(y + 1) * source->height + target->height - 1) / target->height;
  guint8 *pixel = target->pixels + (gsize)y * target->stride;

  for (gsize i = 0; i < (gsize)source->width * 4; i++)
    sums[i] = 0;
  for (gint64 s = first; s < end; s++)
    {
      double weight = (double)overlap (s, y, source->height, target->height) / source->height;

      add_row (source->pixels + (gsize)s * source->stride, source->width, source->has_alpha,
               job->decode, (float)weight, sums);
    }
  for (int x = 0; x < target->width; x++, pixel += 4)
    {
      double sum[4] = { 0 };

      first = (gint64)x * source->width / target->width;
      end = ((gint64)(x + 1) * source->width + target->width - 1) / target->width;
      for (gint64 s = first; s < end; s++)
        {
          double weight = (double)overlap (s, x, source->width, target->width) / source->width;

          for (int c = 0; c < 4; c++)
            sum[c] += weight * (double)sums[s * 4 + c];
        }
      write_pixel (job, sum, pixel);
    }
}

static void
resize_band (gsize item, int worker, gpointer data)
{
  const Resize *job = data;
  int end = MIN (((int)item + 1) * BAND, job->target->height);

  for (int y = (int)item * BAND; y < end; y++)
    resize_row (job, y, job->sums[worker]);
}

/* The mean of four pixels without alpha. */
static void
halve_opaque (const guint8 *restrict a,
              const guint8 *restrict b,
              int width,
              const guint16 *restrict linear,
              const guint8 *restrict encode,
              guint8 *restrict target)
{
  for (int x = 0; x < width; x++, a += 8, b += 8, target += 4)
    {
      for (int c = 0; c < 3; c++)
        {
          guint32 sum = (guint32)linear[a[c]] + linear[a[4 + c]] + linear[b[c]] + linear[b[4 + c]];

          target[c] = encode[(sum + 2) >> 2];
        }
      target[3] = 255;
    }
}

/* The mean of four pixels, each counting by its alpha. */
static void
halve_pixel (const guint8 *const p[4], const Resize *job, guint8 *target)
{
  guint32 alpha = 0;
  guint32 sum[3] = { 0 };

  for (int i = 0; i < 4; i++)
    {
      alpha += p[i][3];
      for (int c = 0; c < 3; c++)
        sum[c] += (guint32)job->linear[p[i][c]] * p[i][3];
    }
  for (int c = 0; c < 3; c++)
    target[c] = alpha > 0 ? job->encode[(sum[c] + alpha / 2) / alpha] : 0;
  target[3] = (guint8)((alpha + 2) >> 2);
}

static void
halve_band (gsize item, int worker, gpointer data)
{
  const Resize *job = data;
  const SmpImage *source = job->source;
  SmpImage *target = job->target;
  int end = MIN (((int)item + 1) * BAND, target->height);
  int whole = source->has_alpha ? 0 : source->width / 2;

  for (int y = (int)item * BAND; y < end; y++)
    {
      const guint8 *a = source->pixels + (gsize)(2 * y) * source->stride;
      const guint8 *b = 2 * y + 1 < source->height ? a + source->stride : a;
      guint8 *row = target->pixels + (gsize)y * target->stride;

      halve_opaque (a, b, whole, job->linear, job->encode, row);
      for (int x = whole; x < target->width; x++)
        {
          gsize left = (gsize)x * 8;
          gsize right = 2 * x + 1 < source->width ? left + 4 : left;
          const guint8 *const p[4] = { a + left, a + right, b + left, b + right };

          halve_pixel (p, job, row + (gsize)x * 4);
        }
    }
}

SmpImage *
smp_image_halve (const SmpImage *self, int n_threads, GError **error)
{
  g_autoptr (SmpImage) target = NULL;
  const float *decode = smp_srgb_decode_table ();
  guint16 linear[256];
  Resize job = { .source = self, .linear = linear, .encode = smp_srgb_encode_table () };

  target = smp_image_new ((self->width + 1) / 2, (self->height + 1) / 2, error);
  if (target == NULL)
    return NULL;
  target->has_alpha = self->has_alpha;
  for (int i = 0; i < 256; i++)
    linear[i] = (guint16)((double)decode[i] * SMP_SRGB_ENCODE_STEPS + 0.5);
  job.target = target;
  if (!smp_parallel_for (((gsize)target->height + BAND - 1) / BAND, n_threads, halve_band, &job,
                         NULL, error))
    return NULL;
  return g_steal_pointer (&target);
}

SmpImage *
smp_image_resize (const SmpImage *self, int width, int height, int n_threads, GError **error)
{
  g_autoptr (SmpImage) target = NULL;
  Resize job
      = { .source = self, .decode = smp_srgb_decode_table (), .encode = smp_srgb_encode_table () };
  int n = smp_parallel_threads (n_threads);
  gboolean done;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (width > 0 && height > 0, NULL);

  if (width == self->width && height == self->height)
    return smp_image_copy (self, error);
  if (width * 2 == self->width && height * 2 == self->height)
    return smp_image_halve (self, n_threads, error);

  target = smp_image_new (width, height, error);
  if (target == NULL)
    return NULL;
  target->has_alpha = self->has_alpha;
  job.target = target;
  job.sums = g_new (float *, n);
  for (int i = 0; i < n; i++)
    job.sums[i] = g_new (float, (gsize)self->width * 4);
  done = smp_parallel_for (((gsize)height + BAND - 1) / BAND, n, resize_band, &job, NULL, error);
  for (int i = 0; i < n; i++)
    g_free (job.sums[i]);
  g_free (job.sums);
  return done ? g_steal_pointer (&target) : NULL;
}
