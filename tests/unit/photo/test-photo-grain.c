/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/smp-hash.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-grain.h"

#define SIDE 512

static double
noise (guint64 stream, int x, int y)
{
  return smp_hash_normal (smp_hash_u64 (7, stream, (guint64)(y * (SIDE + 2) + x)));
}

/* Noise of variance 1 under the weights s, 1 − 2 s, s along both axes. */
static double
soft_noise (guint64 stream, int x, int y, double s)
{
  const double weights[3] = { s, 1 - 2 * s, s };
  double sum = 0;

  for (int j = 0; j < 3; j++)
    for (int i = 0; i < 3; i++)
      sum += weights[i] * weights[j] * noise (stream, x + i, y + j);
  return sum / smp_photo_grain_variance (s);
}

/* A skin's gradient with noise; @own: of each channel alone. */
static SmpImage *
noisy_skin (double sigma, double softness, gboolean own)
{
  SmpImage *image = smp_image_new (SIDE, SIDE, NULL);

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      {
        guint8 *px = image->pixels + (gsize)y * image->stride + 4 * (gsize)x;
        const double skin[3]
            = { 190 + 30.0 * x / SIDE, 140 + 25.0 * y / SIDE, 110 + 20.0 * x / SIDE };

        for (int c = 0; c < 3; c++)
          px[c] = (guint8)floor (skin[c] + 0.5
                                 + sigma * soft_noise (own ? (guint64)c : 0, x, y, softness));
        px[3] = 255;
      }
  return image;
}

static double
middle_of (const SmpPhotoGrain *grain)
{
  return (double)smp_photo_grain_sigma (grain, SIDE / 2.0, SIDE / 2.0);
}

/* Within a fifth of what there is, however the channels are related. */
static void
test_sigma (void)
{
  const double sigmas[] = { 1.5, 3, 6 };

  for (gsize i = 0; i < G_N_ELEMENTS (sigmas); i++)
    for (int own = 0; own < 2; own++)
      for (int soft = 0; soft < 2; soft++)
        {
          double softness = soft * 0.12;
          g_autoptr (SmpImage) image = noisy_skin (sigmas[i], softness, own);
          g_autoptr (SmpPhotoGrain) grain = smp_photo_grain_new (image, 2, NULL, NULL);

          g_test_message ("grain %g, softness %g: %.2f, %.3f, own %.2f", sigmas[i], softness,
                          middle_of (grain), (double)grain->softness, (double)grain->own);
          g_assert_cmpfloat (fabs (middle_of (grain) / sigmas[i] - 1), <, 0.2);
          g_assert_cmpfloat (fabs ((double)grain->softness - softness), <, 0.04);
          g_assert_cmpfloat (fabs ((double)grain->own - own), <, 0.25);
        }
}

/* A clean gradient has none, and neither have outlines in it. */
static void
test_clean (void)
{
  g_autoptr (SmpImage) image = noisy_skin (0, 0, FALSE);
  g_autoptr (SmpPhotoGrain) grain = smp_photo_grain_new (image, 1, NULL, NULL);

  g_test_message ("clean: %.3f", middle_of (grain));
  g_assert_cmpfloat (middle_of (grain), <, 0.2);
  for (int y = 0; y < SIDE; y++)
    for (int x = y % 16; x < SIDE; x += 24)
      memset (image->pixels + (gsize)y * image->stride + 4 * (gsize)x, 40, 3);
  smp_photo_grain_unref (grain);
  grain = smp_photo_grain_new (image, 1, NULL, NULL);
  g_test_message ("with hairs: %.3f", middle_of (grain));
  g_assert_cmpfloat (middle_of (grain), <, 0.2);
}

/* What is white, black or transparent tells nothing, and a small picture does no harm. */
static void
test_nothing (void)
{
  const guint8 codes[] = { 0, 255 };
  const int sides[] = { 1, 3, 40 };

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (codes); k++)
      {
        g_autoptr (SmpImage) image = smp_image_new (sides[i], sides[i], NULL);
        g_autoptr (SmpPhotoGrain) grain = NULL;

        memset (image->pixels, codes[k], image->stride * (gsize)sides[i]);
        grain = smp_photo_grain_new (image, 1, NULL, NULL);
        g_assert_cmpfloat (smp_photo_grain_sigma (grain, 0.5, 0.5), ==, 0);
      }
}

static void
test_threads (void)
{
  g_autoptr (SmpImage) image = noisy_skin (3, 0.1, TRUE);
  g_autoptr (SmpPhotoGrain) one = smp_photo_grain_new (image, 1, NULL, NULL);

  for (int threads = 2; threads <= 5; threads++)
    {
      g_autoptr (SmpPhotoGrain) many = smp_photo_grain_new (image, threads, NULL, NULL);
      gsize n = (gsize)one->columns * (gsize)one->rows;

      g_assert_cmpmem (one->sigma, n * sizeof (float), many->sigma, n * sizeof (float));
      g_assert_true (one->softness == many->softness && one->own == many->own);
    }
}

static gpointer
ask (gpointer data)
{
  return (gpointer)smp_pyramid_get_grain (data, 2, NULL, NULL);
}

/* A pyramid looks once, however many threads ask, and what was cancelled is looked for again. */
static void
test_kept (void)
{
  g_autoptr (SmpImage) image = noisy_skin (3, 0, FALSE);
  g_autoptr (SmpPyramid) pyramid = smp_pyramid_new (image, 1, NULL);
  g_autoptr (SmpPhotoGrain) expected = smp_photo_grain_new (image, 1, NULL, NULL);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const SmpPhotoGrain *found;
  GThread *threads[4];

  g_cancellable_cancel (cancelled);
  g_assert_null (smp_pyramid_get_grain (pyramid, 1, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("ask", ask, pyramid);
  found = smp_pyramid_get_grain (pyramid, 1, NULL, NULL);
  g_assert_nonnull (found);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (g_thread_join (threads[i]) == found);
  g_assert_cmpfloat (middle_of (found), ==, middle_of (expected));
  /* There already. */
  g_assert_true (smp_pyramid_get_grain (pyramid, 1, cancelled, NULL) == found);
}

/* What is cancelled does not look at the photo first. */
static void
test_cancel (void)
{
  g_autoptr (SmpImage) image = noisy_skin (3, 0, FALSE);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  gint64 start = g_get_monotonic_time (), whole, least = G_MAXINT64;

  smp_photo_grain_unref (smp_photo_grain_new (image, 1, NULL, NULL));
  whole = g_get_monotonic_time () - start;
  g_cancellable_cancel (cancelled);
  for (int i = 0; i < 20; i++)
    {
      g_autoptr (GError) error = NULL;

      start = g_get_monotonic_time ();
      g_assert_null (smp_photo_grain_new (image, 1, cancelled, &error));
      least = MIN (least, g_get_monotonic_time () - start);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  g_test_message ("%ld us, cancelled %ld us", (long)whole, (long)least);
  g_assert_cmpint (least, <, whole / 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/grain/sigma", test_sigma);
  g_test_add_func ("/photo/grain/clean", test_clean);
  g_test_add_func ("/photo/grain/nothing", test_nothing);
  g_test_add_func ("/photo/grain/threads", test_threads);
  g_test_add_func ("/photo/grain/kept", test_kept);
  g_test_add_func ("/photo/grain/cancel", test_cancel);
  return g_test_run ();
}
