/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/smp-hash.h"
#include "colour/smp-colour.h"
#include "photo/smp-image.h"
#include "render/smp-render-kernel.h"
#include "render/smp-render.h"

#define WIDTH 211
#define HEIGHT 173

/* All codes side by side, as hard as hair on skin. */
static SmpImage *
wild_image (int width, int height)
{
  SmpImage *image = smp_image_new (width, height, NULL);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint64 h = smp_hash_u64 (9, 1, (guint64)(y * width + x));
        guint8 px[4] = { (guint8)h, (guint8)(h >> 8), (guint8)(h >> 16), 255 };

        memcpy (image->pixels + (gsize)y * image->stride + 4 * (gsize)x, px, 4);
      }
  return image;
}

static SmpImage *
draw (const SmpImage *photo, double scale, const SmpRenderWindow *part, gsize kernel, int n_threads)
{
  g_autoptr (SmpPyramid) pyramid = smp_pyramid_new ((SmpImage *)photo, 1, NULL);
  SmpRenderWindow window = smp_render_window_whole (photo->width, photo->height, scale);
  SmpRenderOptions options = { .kernel = (int)kernel, .n_threads = n_threads };
  g_autoptr (GError) error = NULL;
  SmpImage *image
      = smp_render_before (pyramid, part != NULL ? part : &window, &options, NULL, &error);

  g_assert_no_error (error);
  return image;
}

/* How much of an axis' pixel @i lies in that of the target which covers from @a to @b. */
static double
overlap (int i, double a, double b)
{
  return MAX (MIN (b, i + 1.0) - MAX (a, (double)i), 0.0);
}

/* The mean of the light, in doubles, as an unrounded code. */
static double
exact_code (const SmpImage *photo, double scale, int x, int y, int c)
{
  double step = 1 / scale, sum = 0, weights = 0;

  for (int j = (int)(y * step); j < MIN ((y + 1) * step, photo->height); j++)
    for (int i = (int)(x * step); i < MIN ((x + 1) * step, photo->width); i++)
      {
        double w = overlap (i, x * step, (x + 1) * step) * overlap (j, y * step, (y + 1) * step);
        guint8 code = photo->pixels[(gsize)j * photo->stride + 4 * (gsize)i + (gsize)c];

        sum += w * smp_srgb_decode (code / 255.0);
        weights += w;
      }
  return 255 * smp_srgb_encode (sum / weights);
}

static const double scales[] = { 0.505, 0.61, 0.75, 0.873, 0.99 };

/* Each pixel is the mean of the light that it covers, rounded. */
static void
test_exact (void)
{
  g_autoptr (SmpImage) photo = wild_image (WIDTH, HEIGHT);

  for (gsize s = 0; s < G_N_ELEMENTS (scales); s++)
    {
      g_autoptr (SmpImage) small = draw (photo, scales[s], NULL, 0, 0);
      double worst = 0;

      /* The last column and row may reach beyond the photo. */
      for (int y = 0; y < small->height - 1; y++)
        for (int x = 0; x < small->width - 1; x++)
          for (int c = 0; c < 3; c++)
            worst = MAX (
                worst, fabs (exact_code (photo, scales[s], x, y, c)
                             - small->pixels[(gsize)y * small->stride + 4 * (gsize)x + (gsize)c]));
      g_test_message ("scale %g: off by at most %.3f", scales[s], worst);
      g_assert_cmpfloat (worst, <, 0.62);
      g_assert_cmpfloat (worst, >, 0.4);
    }
}

/* An even picture stays as it is. */
static void
test_even (void)
{
  g_autoptr (SmpImage) photo = smp_image_new (67, 41, NULL);

  for (int code = 0; code < 256; code++)
    {
      for (int y = 0; y < photo->height; y++)
        for (int x = 0; x < photo->width; x++)
          {
            guint8 px[4] = { (guint8)code, (guint8)(255 - code), (guint8)(code ^ 85), 255 };

            memcpy (photo->pixels + (gsize)y * photo->stride + 4 * (gsize)x, px, 4);
          }
      for (gsize s = 0; s < G_N_ELEMENTS (scales); s++)
        {
          g_autoptr (SmpImage) small = draw (photo, scales[s], NULL, 0, 0);

          for (int y = 0; y < small->height; y++)
            for (int x = 0; x < small->width; x++)
              g_assert_cmpmem (small->pixels + (gsize)y * small->stride + 4 * (gsize)x, 4,
                               photo->pixels, 4);
        }
    }
}

/* The same bytes from every kernel, in parts of any size. */
static void
test_kernels (void)
{
  const SmpRenderKernel *kernels[SMP_RENDER_KERNELS];
  gsize n = smp_render_kernels (kernels);
  g_autoptr (SmpImage) photo = wild_image (WIDTH, HEIGHT);

  for (gsize s = 0; s < G_N_ELEMENTS (scales); s++)
    {
      g_autoptr (SmpImage) whole = draw (photo, scales[s], NULL, 1, 1);

      for (int size = 1; size < 70; size += 13)
        for (gsize k = 1; k <= n; k++)
          {
            SmpRenderWindow window
                = { .x = size / 2, .y = 7, .width = size, .height = 64, .scale = scales[s] };
            g_autoptr (SmpImage) part = draw (photo, scales[s], &window, k, 3);

            for (int y = 0; y < part->height; y++)
              g_assert_cmpmem (part->pixels + (gsize)y * part->stride, 4 * (gsize)size,
                               whole->pixels + (gsize)(y + 7) * whole->stride
                                   + 4 * (gsize)(size / 2),
                               4 * (gsize)size);
          }
    }
}

/* Parts that lie partly or wholly beyond the photo, of photos as small as can be. */
static void
test_beyond (void)
{
  static const int sizes[][2] = { { 1, 1 }, { 1, 90 }, { 90, 1 }, { 2, 3 }, { 40, 70 } };
  static const int starts[] = { -40, -17, -1, 0, 3 };
  const SmpRenderKernel *kernels[SMP_RENDER_KERNELS];
  gsize n = smp_render_kernels (kernels);

  for (gsize p = 0; p < G_N_ELEMENTS (sizes); p++)
    for (gsize s = 0; s < G_N_ELEMENTS (scales); s++)
      {
        g_autoptr (SmpImage) photo = wild_image (sizes[p][0], sizes[p][1]);
        const SmpRenderWindow around
            = { .x = -40, .y = -40, .width = 190, .height = 190, .scale = scales[s] };
        g_autoptr (SmpImage) all = draw (photo, scales[s], &around, 1, 1);
        g_autoptr (SmpImage) whole = draw (photo, scales[s], NULL, 1, 1);

        for (int y = 0; y < whole->height; y++)
          g_assert_cmpmem (whole->pixels + (gsize)y * whole->stride, 4 * (gsize)whole->width,
                           all->pixels + (gsize)(y + 40) * all->stride + 4 * (gsize)40,
                           4 * (gsize)whole->width);
        for (gsize i = 0; i < G_N_ELEMENTS (starts) * G_N_ELEMENTS (starts); i++)
          for (int side = 1; side <= 101; side += 50)
            for (gsize k = 1; k <= n; k++)
              {
                SmpRenderWindow window = { .x = starts[i % G_N_ELEMENTS (starts)],
                                           .y = starts[i / G_N_ELEMENTS (starts)],
                                           .width = side,
                                           .height = side,
                                           .scale = scales[s] };
                g_autoptr (SmpImage) part = draw (photo, scales[s], &window, k, 3);

                for (int y = 0; y < side; y++)
                  g_assert_cmpmem (part->pixels + (gsize)y * part->stride, 4 * (gsize)side,
                                   all->pixels + (gsize)(window.y + 40 + y) * all->stride
                                       + 4 * (gsize)(window.x + 40),
                                   4 * (gsize)side);
              }
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/smaller/exact", test_exact);
  g_test_add_func ("/smaller/even", test_even);
  g_test_add_func ("/smaller/kernels", test_kernels);
  g_test_add_func ("/smaller/beyond", test_beyond);
  return g_test_run ();
}
