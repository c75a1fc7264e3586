/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/smp-error.h"
#include "base/smp-hash.h"
#include "colour/smp-colour.h"
#include "photo/smp-image.h"

static SmpImage *
make_noise (int width, int height, gboolean has_alpha)
{
  g_autoptr (GError) error = NULL;
  SmpImage *image = smp_image_new (width, height, &error);

  g_assert_no_error (error);
  image->has_alpha = has_alpha;
  for (gsize i = 0; i < image->stride * (gsize)height; i++)
    image->pixels[i] = !has_alpha && i % 4 == 3 ? 255 : (guint8)smp_hash_u64 (1, 2, i);
  return image;
}

/* The definition, in doubles: every source pixel by the area that it shares with the target's. */
static void
reference_pixel (const SmpImage *s, int width, int height, int x, int y, double out[4])
{
  double kx = (double)s->width / width, ky = (double)s->height / height;
  double area = 0;

  memset (out, 0, 4 * sizeof *out);
  for (int sy = (int)floor (y * ky); sy < MIN (s->height, (int)ceil ((y + 1) * ky)); sy++)
    {
      double wy = MIN (sy + 1, (y + 1) * ky) - MAX (sy, y * ky);

      for (int sx = (int)floor (x * kx); sx < MIN (s->width, (int)ceil ((x + 1) * kx)); sx++)
        {
          const guint8 *p = s->pixels + (gsize)sy * s->stride + (gsize)sx * 4;
          double w = wy * (MIN (sx + 1, (x + 1) * kx) - MAX (sx, x * kx));

          area += w;
          for (int c = 0; c < 3; c++)
            out[c] += w * (p[3] / 255.0) * smp_srgb_decode (p[c] / 255.0);
          out[3] += w * (p[3] / 255.0);
        }
    }
  for (int c = 0; c < 3; c++)
    out[c] = out[3] > 0 ? 255 * smp_srgb_encode (out[c] / out[3]) : 0;
  out[3] = 255 * out[3] / area;
}

static void
check_against_reference (const SmpImage *source, int width, int height)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpImage) small = smp_image_resize (source, width, height, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpint (small->width, ==, width);
  g_assert_cmpint (small->height, ==, height);
  g_assert_cmpint (small->has_alpha, ==, source->has_alpha);
  for (int y = 0; y < height; y++)
    {
      for (int x = 0; x < width; x++)
        {
          const guint8 *p = small->pixels + (gsize)y * small->stride + (gsize)x * 4;
          double expected[4];

          reference_pixel (source, width, height, x, y, expected);
          for (int c = 0; c < 4; c++)
            g_assert_cmpfloat (fabs (p[c] - expected[c]), <, 0.56);
        }
    }
}

static void
test_resize (void)
{
  static const int sizes[][2]
      = { { 32, 24 }, { 31, 7 }, { 1, 1 }, { 64, 12 }, { 20, 48 }, { 63, 47 }, { 90, 60 } };

  for (int alpha = 0; alpha < 2; alpha++)
    {
      g_autoptr (SmpImage) source = make_noise (64, 48, alpha);

      for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
        check_against_reference (source, sizes[i][0], sizes[i][1]);
    }
}

/* Fine black and white stripes have half the light: code 188, and not 128. */
static void
test_resize_is_linear (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpImage) stripes = smp_image_new (60, 60, &error);
  g_autoptr (SmpImage) third = NULL;
  g_autoptr (SmpImage) half = NULL;

  for (int i = 0; i < 60 * 60; i++)
    {
      memset (stripes->pixels + 4 * i, i % 2 == 0 ? 0 : 255, 3);
      stripes->pixels[4 * i + 3] = 255;
    }
  half = smp_image_resize (stripes, 30, 30, 0, &error);
  g_assert_cmpint (half->pixels[0], ==, 188);
  third = smp_image_resize (stripes, 10, 20, 0, &error);
  g_assert_cmpint (third->pixels[0], ==, 188);
}

/* What is transparent lends no colour to what is seen. */
static void
test_resize_alpha (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpImage) source = smp_image_new (6, 2, &error);
  static const int widths[] = { 3, 2, 1 };

  source->has_alpha = TRUE;
  for (int i = 0; i < 12; i++)
    {
      static const guint8 red[4] = { 200, 10, 10, 255 }, hidden[4] = { 0, 255, 0, 0 };

      memcpy (source->pixels + 4 * i, i % 2 == 0 ? red : hidden, 4);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (SmpImage) small = smp_image_resize (source, widths[i], 1, 0, &error);

      for (int c = 0; c < 3; c++)
        g_assert_cmpint (small->pixels[c], ==, c == 0 ? 200 : 10);
      if (widths[i] != 2)
        g_assert_cmpint (small->pixels[3], ==, 128);
    }
}

static gboolean
is_equal (const SmpImage *a, const SmpImage *b)
{
  return a->width == b->width && a->height == b->height
         && memcmp (a->pixels, b->pixels, a->stride * (gsize)a->height) == 0;
}

static void
test_threads (void)
{
  g_autoptr (SmpImage) source = make_noise (301, 203, TRUE);

  for (int threads = 2; threads < 10; threads++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SmpImage) one = smp_image_resize (source, 77, 101, 1, &error);
      g_autoptr (SmpImage) many = smp_image_resize (source, 77, 101, threads, &error);
      g_autoptr (SmpPyramid) pyramid_one = smp_pyramid_new (source, 1, &error);
      g_autoptr (SmpPyramid) pyramid_many = smp_pyramid_new (source, threads, &error);

      g_assert_no_error (error);
      g_assert_true (is_equal (one, many));
      g_assert_cmpuint (pyramid_one->n_levels, ==, pyramid_many->n_levels);
      for (gsize i = 0; i < pyramid_one->n_levels; i++)
        g_assert_true (is_equal (pyramid_one->levels[i], pyramid_many->levels[i]));
    }
}

/* Pixel x of a level is made of the pixels 2x and 2x + 1 below it, also where the size is odd. */
static void
test_pyramid (void)
{
  for (int alpha = 0; alpha < 2; alpha++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SmpImage) source = make_noise (301, 203, alpha);
      g_autoptr (SmpPyramid) pyramid = smp_pyramid_new (source, 0, &error);
      const SmpImage *half = pyramid->levels[1];
      const guint8 *last = source->pixels + 4 * 300;

      g_assert_cmpuint (pyramid->n_levels, ==, 4);
      g_assert_true (pyramid->levels[0] == source);
      g_assert_cmpint (half->width, ==, 151);
      g_assert_cmpint (half->height, ==, 102);
      g_assert_cmpint (pyramid->levels[3]->width, ==, 38);
      for (int x = 0; x < 150; x++)
        {
          for (int c = 0; c < 3; c++)
            {
              double sum = 0, weight = 0;

              for (int k = 0; k < 4; k++)
                {
                  const guint8 *p = source->pixels + (gsize)(k / 2) * source->stride
                                    + (gsize)(2 * x + k % 2) * 4;

                  sum += p[3] * smp_srgb_decode (p[c] / 255.0);
                  weight += p[3];
                }
              g_assert_cmpfloat (
                  fabs (half->pixels[4 * x + c] - 255 * smp_srgb_encode (sum / weight)), <, 0.56);
            }
        }
      /* The last column has one pixel to each row. */
      g_assert_cmpfloat (half->pixels[4 * 150 + 1], >=, MIN (last[1], last[source->stride + 1]));
      g_assert_cmpfloat (half->pixels[4 * 150 + 1], <=, MAX (last[1], last[source->stride + 1]));
    }
}

static void
test_references (void)
{
  g_autoptr (GError) error = NULL;
  SmpImage *image = make_noise (5, 4, TRUE);
  g_autoptr (SmpImage) copy = smp_image_copy (image, &error);
  g_autoptr (GBytes) bytes = smp_image_dup_bytes (image);
  g_autoptr (SmpImage) other = smp_image_ref (image);

  g_assert_true (other == image);
  smp_image_unref (image);
  g_clear_pointer (&other, smp_image_unref);
  /* The bytes alone hold it now. */
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 80);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 80, copy->pixels, 80);
  g_assert_true (copy->has_alpha);
}

static void
test_limits (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (smp_image_new (SMP_LIMIT_IMAGE_SIDE + 1, 1, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (smp_image_new (30000, 30000, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/image/resize", test_resize);
  g_test_add_func ("/photo/image/resize-is-linear", test_resize_is_linear);
  g_test_add_func ("/photo/image/resize-alpha", test_resize_alpha);
  g_test_add_func ("/photo/image/threads", test_threads);
  g_test_add_func ("/photo/image/pyramid", test_pyramid);
  g_test_add_func ("/photo/image/references", test_references);
  g_test_add_func ("/photo/image/limits", test_limits);
  return g_test_run ();
}
