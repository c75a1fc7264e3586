/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/smp-hash.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-light.h"

#define SIDE 384

/* White noise blurred by a Gaussian of @sigma px, over a skin colour, and sharp noise of deviation
 * @grain over that. */
static SmpImage *
blurred_noise (double sigma, double grain)
{
  SmpImage *image = smp_image_new (SIDE, SIDE, NULL);
  g_autofree double *noise = g_new (double, SIDE *SIDE);
  g_autofree double *across = g_new (double, SIDE *SIDE);
  int reach = (int)ceil (3 * sigma);
  double norm = 0;

  for (int k = -reach; k <= reach; k++)
    norm += exp (-k * k / (2 * sigma * sigma));
  for (int i = 0; i < SIDE * SIDE; i++)
    noise[i] = smp_hash_normal (smp_hash_u64 (3, 1, (guint64)i));
  for (int pass = 0; pass < 2; pass++)
    {
      const double *from = pass == 0 ? noise : across;
      double *to = pass == 0 ? across : noise;

      for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
          {
            double sum = 0;

            for (int k = -reach; k <= reach; k++)
              {
                int sx = pass == 0 ? (x + k + SIDE) % SIDE : x;
                int sy = pass == 1 ? (y + k + SIDE) % SIDE : y;

                sum += from[sy * SIDE + sx] * exp (-k * k / (2 * sigma * sigma)) / norm;
              }
            to[y * SIDE + x] = sum;
          }
    }
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      {
        /* The blur takes the contrast down by 2 √π σ; keep some codes of texture. */
        double v = noise[y * SIDE + x] * 6 * sigma
                   + grain * smp_hash_normal (smp_hash_u64 (3, 2, (guint64)(y * SIDE + x)));
        guint8 px[4] = { (guint8)CLAMP (200 + v, 0, 255), (guint8)CLAMP (150 + v, 0, 255),
                         (guint8)CLAMP (120 + v, 0, 255), 255 };

        memcpy (image->pixels + (gsize)y * image->stride + 4 * (gsize)x, px, 4);
      }
  return image;
}

/* Softness grows with the photo's blur, by what the formula says, however much noise its sensor
 * laid over the blurred picture. */
static void
test_softness (void)
{
  const double sigmas[] = { 1.0, 1.5, 2.0, 3.0, 4.0 }, grains[] = { 0, 1.5, 3 };

  for (gsize i = 0; i < G_N_ELEMENTS (sigmas) * G_N_ELEMENTS (grains); i++)
    {
      double sigma = sigmas[i / G_N_ELEMENTS (grains)], grain = grains[i % G_N_ELEMENTS (grains)];
      g_autoptr (SmpImage) image = blurred_noise (sigma, grain);
      g_autoptr (SmpPhotoLight) light = smp_photo_light_new (image, 2);
      double got = (double)smp_photo_light_softness (light, SIDE / 2.0, SIDE / 2.0);

      g_test_message ("blur %.1f px, grain %.1f: softness %.2f px", sigma, grain, got);
      g_assert_cmpfloat (fabs (got / (0.8 * sigma) - 1), <, grain> 2 ? 0.3 : 0.2);
    }
}

/* Pixels that differ by more than a sensor's noise are sharp: a photo made smaller, or sharpened.
 */
static void
test_sharp (void)
{
  g_autoptr (SmpImage) image = smp_image_new (SIDE, SIDE, NULL);
  g_autoptr (SmpPhotoLight) light = NULL;

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      {
        double v = 5 * smp_hash_normal (smp_hash_u64 (3, 2, (guint64)(y * SIDE + x)))
                   + 5 * cos (x * G_PI / 8) * cos (y * G_PI / 8);
        guint8 px[4] = { (guint8)CLAMP (180 + v, 0, 255), (guint8)CLAMP (140 + v, 0, 255),
                         (guint8)CLAMP (110 + v, 0, 255), 255 };

        memcpy (image->pixels + (gsize)y * image->stride + 4 * (gsize)x, px, 4);
      }
  light = smp_photo_light_new (image, 2);
  g_test_message ("softness %.2f px",
                  (double)smp_photo_light_softness (light, SIDE / 2.0f, SIDE / 2.0f));
  for (int i = 1; i < 8; i++)
    g_assert_cmpfloat (smp_photo_light_softness (light, SIDE * i / 8.0f, SIDE / 2.0f), <, 1);
}

/* A flat picture tells nothing: the usual softness. */
static void
test_flat (void)
{
  g_autoptr (SmpImage) image = smp_image_new (100, 70, NULL);
  g_autoptr (SmpPhotoLight) light = NULL;
  float rgb[3];

  memset (image->pixels, 255, image->stride * 70);
  light = smp_photo_light_new (image, 1);
  g_assert_cmpfloat_with_epsilon (smp_photo_light_softness (light, 50, 30), 0.6f, 1e-6);
  smp_photo_light_skin (light, 99, 69, rgb);
  for (int c = 0; c < 3; c++)
    g_assert_cmpfloat_with_epsilon (rgb[c], 1, 1e-4);
}

/* Skin without texture: what its sensor's noise and a highlight show is not blur, whatever the
 * highlight's size. */
static void
test_smooth (void)
{
  for (int radius = 20; radius <= 160; radius *= 2)
    {
      g_autoptr (SmpImage) image = smp_image_new (SIDE, SIDE, NULL);
      g_autoptr (SmpPhotoLight) light = NULL;

      for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
          {
            double away = hypot (x - SIDE / 2.0, y - SIDE / 2.0) / radius;
            double v = 60 * exp (-away * away / 2)
                       + 2 * smp_hash_normal (smp_hash_u64 (3, 2, (guint64)(y * SIDE + x)));
            guint8 px[4] = { (guint8)(180 + v), (guint8)(140 + v), (guint8)(110 + v), 255 };

            memcpy (image->pixels + (gsize)y * image->stride + 4 * (gsize)x, px, 4);
          }
      light = smp_photo_light_new (image, 2);
      for (int i = 1; i < 8; i++)
        g_assert_cmpfloat (smp_photo_light_softness (light, SIDE * i / 8.0f, SIDE / 2.0f), <, 1);
    }
}

/* @width px of a blurred photo, and skin without texture beside them; @wide px in all. */
static SmpImage *
partly_blurred (int width, int wide)
{
  g_autoptr (SmpImage) blurred = blurred_noise (3.0, 1.5);
  SmpImage *image = smp_image_new (wide, SIDE, NULL);
  const guint8 skin[4] = { 200, 150, 120, 255 };

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < wide; x++)
      memcpy (image->pixels + (gsize)y * image->stride + 4 * (gsize)x,
              x < width ? blurred->pixels + (gsize)y * blurred->stride + 4 * (gsize)x : skin, 4);
  return image;
}

/* Where a blurred photo has no texture its dots are as soft as where it has, unless next to nothing
 * of it has any. */
static void
test_smooth_blurred (void)
{
  g_autoptr (SmpImage) half = partly_blurred (SIDE / 2, SIDE);
  g_autoptr (SmpImage) border = partly_blurred (SIDE / 2, 6 * SIDE);
  g_autoptr (SmpPhotoLight) told = smp_photo_light_new (half, 2);
  g_autoptr (SmpPhotoLight) untold = smp_photo_light_new (border, 2);

  g_assert_cmpfloat (smp_photo_light_softness (told, 0.95f * SIDE, SIDE / 2.0f), >, 1.9f);
  g_assert_cmpfloat (smp_photo_light_softness (untold, 0.1f * SIDE, SIDE / 2.0f), >, 1.9f);
  g_assert_cmpfloat_with_epsilon (smp_photo_light_softness (untold, 5.9f * SIDE, SIDE / 2.0f), 0.6f,
                                  1e-6);
}

/* Outlines are sharp by themselves, and say nothing of how blurred what lies between them is. */
static void
test_outlines (void)
{
  g_autoptr (SmpImage) image = blurred_noise (3.0, 0);
  g_autoptr (SmpPhotoLight) light = NULL;
  double got;

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x += 96)
      memset (image->pixels + (gsize)y * image->stride + 4 * (gsize)x, 0, 3);
  light = smp_photo_light_new (image, 2);
  got = (double)smp_photo_light_softness (light, SIDE / 2.0f, SIDE / 2.0f);
  g_test_message ("softness %.2f px", got);
  g_assert_cmpfloat (fabs (got / (0.8 * 3) - 1), <, 0.2);
}

/* A photo that was enlarged by doubling its pixels is not taken for a very blurred one, for its
 * neighbours differ by more than noise. */
static void
test_doubled (void)
{
  const double sigmas[] = { 0.6, 0.8, 1.0 };

  for (gsize i = 0; i < G_N_ELEMENTS (sigmas); i++)
    {
      g_autoptr (SmpImage) image = blurred_noise (sigmas[i], 0);
      g_autoptr (SmpPhotoLight) light = NULL;
      float got;

      for (int y = SIDE - 1; y >= 0; y--)
        for (int x = SIDE - 1; x >= 0; x--)
          memcpy (image->pixels + (gsize)y * image->stride + 4 * (gsize)x,
                  image->pixels + (gsize)(y / 2) * image->stride + 4 * (gsize)(x / 2), 4);
      light = smp_photo_light_new (image, 2);
      got = smp_photo_light_softness (light, SIDE / 2.0f, SIDE / 2.0f);
      g_test_message ("doubled after %.1f px: %.2f px", sigmas[i], (double)got);
      g_assert_cmpfloat (got, <, 2);
    }
}

/* From a smaller picture of the photo: the same skin at the same place, and about as soft. */
static void
test_part (void)
{
  g_autoptr (SmpImage) image = blurred_noise (3.0, 0);
  g_autoptr (SmpImage) part = smp_image_resize (image, SIDE / 2, SIDE / 2, 1, NULL);
  g_autoptr (SmpPhotoLight) all = smp_photo_light_new (image, 1);
  g_autoptr (SmpPhotoLight) half = smp_photo_light_new_part (part, 2, 1);
  float a[3], b[3];

  g_assert_cmpint (half->block * half->columns, >=, SIDE);
  g_assert_cmpfloat_with_epsilon (smp_photo_light_softness (half, SIDE / 2.0, SIDE / 2.0),
                                  smp_photo_light_softness (all, SIDE / 2.0, SIDE / 2.0), 0.5);
  for (int i = 1; i < 4; i++)
    {
      smp_photo_light_skin (all, SIDE * (float)i / 4, SIDE * (float)i / 4, a);
      smp_photo_light_skin (half, SIDE * (float)i / 4, SIDE * (float)i / 4, b);
      for (int c = 0; c < 3; c++)
        g_assert_cmpfloat_with_epsilon (a[c], b[c], 0.02);
    }
}

static void
test_threads (void)
{
  g_autoptr (SmpImage) image = blurred_noise (1.2, 0);
  g_autoptr (SmpPhotoLight) one = smp_photo_light_new (image, 1);

  for (int threads = 2; threads <= 5; threads++)
    {
      g_autoptr (SmpPhotoLight) many = smp_photo_light_new (image, threads);
      gsize n = (gsize)one->columns * (gsize)one->rows;

      g_assert_cmpmem (one->softness, n * sizeof (float), many->softness, n * sizeof (float));
      g_assert_cmpmem (one->skin, 3 * n * sizeof (float), many->skin, 3 * n * sizeof (float));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/light/softness", test_softness);
  g_test_add_func ("/photo/light/sharp", test_sharp);
  g_test_add_func ("/photo/light/flat", test_flat);
  g_test_add_func ("/photo/light/smooth", test_smooth);
  g_test_add_func ("/photo/light/smooth-blurred", test_smooth_blurred);
  g_test_add_func ("/photo/light/outlines", test_outlines);
  g_test_add_func ("/photo/light/doubled", test_doubled);
  g_test_add_func ("/photo/light/part", test_part);
  g_test_add_func ("/photo/light/threads", test_threads);
  return g_test_run ();
}
