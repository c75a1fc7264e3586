/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "picture-fixture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/smp-hash.h"
#include "colour/smp-colour.h"
#include "model/smp-pigment.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-light.h"
#include "render/smp-comparison.h"
#include "render/smp-pigment-optics.h"
#include "render/smp-render-kernel.h"
#include "render/smp-render.h"
#include "stipple/smp-dots.h"

#define SIDE 640

/* Skin-like: a soft gradient with fine grain. */
static SmpImage *
grained_image (int side)
{
  SmpImage *image = picture_of_colour (side, (const guint8[3]){ 0, 0, 0 });

  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++)
      {
        guint8 *px = image->pixels + (gsize)y * image->stride + 4 * (gsize)x;
        guint64 h = smp_hash_u64 (3, 3, (guint64)(y * side + x));

        px[0] = (guint8)(190 + 40 * x / side + (int)(h & 7));
        px[1] = (guint8)(140 + 40 * y / side + (int)(h >> 8 & 7));
        px[2] = (guint8)(110 + 30 * x / side + (int)(h >> 16 & 7));
      }
  return image;
}

/* Dots on a jittered grid, @spacing px apart, inside a margin. */
static SmpDotSet *
grid_dots (float diameter_px, int spacing, int side)
{
  SmpDotSet *set = g_atomic_rc_box_new0 (SmpDotSet);
  int margin = 60, n = (side - 2 * margin) / spacing;

  set->n_dots = (gsize)(n * n);
  set->dots = g_new0 (SmpDot, set->n_dots);
  for (gsize i = 0; i < set->n_dots; i++)
    {
      double jx = smp_hash_unit (smp_hash_u64 (5, 1, i)),
             jy = smp_hash_unit (smp_hash_u64 (5, 2, i));

      set->dots[i] = (SmpDot){
        .x_px = (float)(margin + (int)(i % (gsize)n) * spacing + jx * spacing / 4),
        .y_px = (float)(margin + (int)(i / (gsize)n) * spacing + jy * spacing / 4),
        .diameter_mm = diameter_px / 5,
        .strength = 1,
        .axis_ratio = 1,
        .px_per_mm = 5,
        .index = (guint32)i,
      };
    }
  return set;
}

static SmpImage *
render_with (const SmpImage *photo,
             const SmpDotSet *dots,
             double scale,
             const SmpRenderOptions *options)
{
  g_autoptr (SmpPyramid) pyramid = smp_pyramid_new (photo, 1, NULL);
  g_autoptr (SmpPigment) pigment = smp_pigment_new ("test", "test", 10, 0);
  SmpRenderWindow window = smp_render_window_whole (photo->width, photo->height, scale);
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpImage) before = smp_render_before (pyramid, &window, options, NULL, &error);

  g_assert_no_error (error);
  return picture_with_dots (before, &window, dots, pigment, options);
}

static SmpImage *
render (const SmpImage *photo, const SmpDotSet *dots, double scale, int threads, int tile)
{
  SmpRenderOptions options = { threads, tile };

  return render_with (photo, dots, scale, &options);
}

/* Darkening of an even patch = count × area × (1 − T), within 1 %. */
static void
check_dose (const guint8 skin[3], float diameter, int side)
{
  int spacing = MAX ((int)(diameter * 2.2f) + 3, 6);
  g_autoptr (SmpPigment) pigment = smp_pigment_new ("test", "test", 10, 0);
  g_autoptr (SmpImage) photo = picture_of_colour (side, skin);
  g_autoptr (SmpDotSet) dots = grid_dots (diameter, spacing, side);
  g_autoptr (SmpImage) after = render (photo, dots, 1, 0, 0);
  const float *decode = smp_srgb_decode_table ();
  double transmission[3], lost[3] = { 0 };

  smp_pigment_transmission (pigment, transmission);
  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++)
      for (int c = 0; c < 3; c++)
        {
          gsize at = (gsize)y * photo->stride + 4 * (gsize)x + (gsize)c;

          lost[c] += 1 - (double)decode[after->pixels[at]] / (double)decode[photo->pixels[at]];
        }
  for (int c = 0; c < 3; c++)
    {
      double expected = (double)dots->n_dots * G_PI / 4 * (double)diameter * (double)diameter
                        * (1 - transmission[c]);

      g_test_message ("%g px on %d, channel %d: %.4f of the dose", (double)diameter, skin[c], c,
                      lost[c] / expected);
      g_assert_cmpfloat (fabs (lost[c] / expected - 1), <, 0.01);
    }
}

/* 0.3 to 30 px across, on light and on very dark skin. There small dots are so few codes that only
 * many of them tell their dose from the dither's chance. */
static void
test_dose (void)
{
  const guint8 light[3] = { 214, 180, 150 }, dark[3] = { 60, 40, 31 };
  const float diameters[] = { 0.3f, 0.5f, 1, 2, 3, 6, 12, 30 };

  for (gsize d = 0; d < G_N_ELEMENTS (diameters); d++)
    {
      check_dose (light, diameters[d], SIDE);
      check_dose (dark, diameters[d], diameters[d] < 1 ? 4 * SIDE : SIDE);
    }
}

/* Softness that differs from block to block, and nothing over the skin. */
static SmpPhotoLight *
light_of (int columns, int rows, const float *softness)
{
  SmpPhotoLight *light = g_atomic_rc_box_new0 (SmpPhotoLight);
  gsize n = (gsize)(columns * rows);

  light->block = 64;
  light->columns = columns;
  light->rows = rows;
  light->softness = g_memdup2 (softness, n * sizeof (float));
  light->skin = g_new0 (float, 3 * n);
  light->over = g_new0 (SmpPhotoOver, n);
  return light;
}

static SmpImage *
render_in_light (const SmpDotSet *dots, const SmpPhotoLight *light, int kernel)
{
  const int side = 192;
  g_autoptr (SmpImage) before = picture_of_colour (side, (const guint8[3]){ 214, 180, 150 });
  g_autoptr (SmpPigment) pigment = smp_pigment_new ("test", "test", 10, 0);
  SmpRenderWindow window = smp_render_window_whole (side, side, 1);
  SmpRenderOptions options = { .kernel = kernel };

  before->light = smp_photo_light_ref (light);
  return picture_with_dots (before, &window, dots, pigment, &options);
}

/* A dot is as soft as smp_photo_light_softness() says of its place, whatever the kernel. */
static void
test_softness (void)
{
  const float softness[] = { 0.5f, 2, 3.5f, 0.8f, 1.2f, 4, 3, 0.6f, 1.5f };
  const float places[][2] = { { 10, 12 },  { 60, 40 },  { 75, 100 }, { 101, 64 },
                              { 130, 75 }, { 70, 128 }, { 181, 170 } };
  g_autoptr (SmpPhotoLight) light = light_of (3, 3, softness);

  for (int kernel = 1; kernel <= SMP_RENDER_KERNELS; kernel++)
    for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
      {
        SmpDot dot = { .x_px = places[i][0],
                       .y_px = places[i][1],
                       .diameter_mm = 0.8f,
                       .strength = 1,
                       .axis_ratio = 1,
                       .px_per_mm = 5 };
        g_autoptr (SmpDotSet) one = smp_dot_set_new (1);
        float there = smp_photo_light_softness (light, dot.x_px, dot.y_px);
        g_autoptr (SmpPhotoLight) even = light_of (1, 1, &there);
        g_autoptr (SmpImage) got = NULL, expected = NULL;

        one->dots[0] = dot;
        got = render_in_light (one, light, kernel);
        expected = render_in_light (one, even, kernel);
        for (int y = 0; y < got->height; y++)
          for (int x = 0; x < got->width; x++)
            g_assert_cmpint (abs (picture_pixel (got, x, y)[1] - picture_pixel (expected, x, y)[1]),
                             <=, 1);
      }
}

static void
test_threads_and_tiles (void)
{
  g_autoptr (SmpImage) photo = grained_image (SIDE);
  g_autoptr (SmpDotSet) dots = grid_dots (4, 7, SIDE);
  g_autoptr (SmpImage) reference = render (photo, dots, 1, 1, 0);

  for (int threads = 1; threads <= 8; threads++)
    {
      g_autoptr (SmpImage) other = render (photo, dots, 1, threads, 0);

      g_assert_true (picture_is_same (reference, other));
    }
  for (int tile = 16; tile <= 1024; tile *= 3)
    {
      g_autoptr (SmpImage) other = render (photo, dots, 1, 2, tile);

      g_assert_true (picture_is_same (reference, other));
    }
}

/* All instruction sets give the same bytes, for dots of every size and at every zoom. */
static void
test_kernels (void)
{
  const float diameters[] = { 0.4f, 2, 5, 14, 40 };
  const double scales[] = { 0.3, 1, 2.7 };
  const SmpRenderKernel *kernels[SMP_RENDER_KERNELS];
  gsize n = smp_render_kernels (kernels);
  g_autoptr (SmpImage) photo = grained_image (320);

  for (gsize d = 0; d < G_N_ELEMENTS (diameters); d++)
    {
      g_autoptr (SmpDotSet) dots = grid_dots (diameters[d], 7, 320);

      for (gsize i = 0; i < dots->n_dots; i++)
        {
          dots->dots[i].axis_ratio = 1 - (float)(i % 7) / 8;
          dots->dots[i].angle_rad = (float)i;
          dots->dots[i].strength = (float)(i % 5) / 4;
        }
      for (gsize s = 0; s < G_N_ELEMENTS (scales); s++)
        {
          g_autoptr (SmpImage) plain
              = render_with (photo, dots, scales[s], &(SmpRenderOptions){ .kernel = 1 });

          for (gsize k = 1; k < n; k++)
            {
              SmpRenderOptions options = { .kernel = (int)k + 1 };
              g_autoptr (SmpImage) other = render_with (photo, dots, scales[s], &options);

              g_test_message ("%g px, scale %g, %s", (double)diameters[d], scales[s],
                              kernels[k]->name);
              g_assert_true (picture_is_same (plain, other));
            }
        }
    }
}

/* Pixels that no dot reaches keep their bytes; those under a dot's middle do not. */
static void
test_untouched (void)
{
  g_autoptr (SmpImage) photo = grained_image (SIDE);
  g_autoptr (SmpDotSet) dots = grid_dots (6, 40, SIDE);
  g_autoptr (SmpImage) after = render (photo, dots, 1, 0, 0);
  int far = 0;

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      {
        double nearest = G_MAXDOUBLE;
        gsize at = (gsize)y * photo->stride + 4 * (gsize)x;

        for (gsize i = 0; i < dots->n_dots; i++)
          nearest = MIN (nearest, hypot (x + 0.5 - (double)dots->dots[i].x_px,
                                         y + 0.5 - (double)dots->dots[i].y_px));
        if (nearest > 7)
          {
            far++;
            g_assert_cmpint (memcmp (photo->pixels + at, after->pixels + at, 4), ==, 0);
          }
        else if (nearest < 1)
          g_assert_cmpint (after->pixels[at + 1], <, photo->pixels[at + 1]);
      }
  g_assert_cmpint (far, >, SIDE * SIDE / 2);
}

/* A render at 1/2, 1/4, 1/8 is the full one made smaller: mean ΔE₀₀ < 0.5, 99th percentile < 2. */
static void
test_zoom (void)
{
  g_autoptr (SmpImage) photo = grained_image (1024);
  g_autoptr (SmpDotSet) dots = grid_dots (3, 8, 1024);
  g_autoptr (SmpImage) full = render (photo, dots, 1, 0, 0);

  for (int k = 2; k <= 8; k *= 2)
    {
      g_autoptr (SmpImage) small = render (photo, dots, 1.0 / k, 0, 0);
      g_autoptr (SmpImage) reduced = smp_image_resize (full, 1024 / k, 1024 / k, 0, NULL);
      int n = (1024 / k) * (1024 / k), over = 0;
      double sum = 0;

      for (int i = 0; i < n; i++)
        {
          int x = i % (1024 / k), y = i / (1024 / k);
          double d = smp_delta_e_2000 (
              smp_lab_from_srgb8 (small->pixels + (gsize)y * small->stride + 4 * (gsize)x),
              smp_lab_from_srgb8 (reduced->pixels + (gsize)y * reduced->stride + 4 * (gsize)x));

          sum += d;
          over += d >= 2;
        }
      g_test_message ("1/%d: mean ΔE %.3f, %d of %d over 2", k, sum / n, over, n);
      g_assert_cmpfloat (sum / n, <, 0.5);
      g_assert_cmpint (over, <, n / 100);
    }
}

/* Shine does not come from under the skin: a dot under a highlight takes its share of the skin's
 * light and leaves the white on it. */
static void
test_shine (void)
{
  const float *decode = smp_srgb_decode_table ();
  g_autoptr (SmpImage) photo = picture_of_colour (SIDE, (const guint8[3]){ 196, 148, 120 });
  g_autoptr (SmpDotSet) dots = grid_dots (20, 60, SIDE);
  g_autoptr (SmpImage) after = NULL;
  double plain = 0, shiny = 0;
  int n = 0;

  /* A band gets a strong white layer: linear + 0.35. */
  for (int y = 0; y < SIDE; y++)
    for (int x = SIDE * 5 / 8; x < SIDE * 5 / 8 + 100; x++)
      for (gsize c = 0; c < 3; c++)
        {
          guint8 *px = photo->pixels + (gsize)y * photo->stride + 4 * (gsize)x;

          px[c] = (guint8)(255 * smp_srgb_encode ((double)decode[px[c]] + 0.35) + 0.5);
        }
  after = render (photo, dots, 1, 0, 0);
  for (gsize i = 0; i < dots->n_dots; i++)
    {
      int x = (int)dots->dots[i].x_px, y = (int)dots->dots[i].y_px;
      gsize at = (gsize)y * photo->stride + 4 * (gsize)x + 1;
      double lost = (double)decode[photo->pixels[at]] - (double)decode[after->pixels[at]];

      if (x > SIDE * 5 / 8 + 12)
        {
          shiny += lost;
          n++;
        }
      else if (x < SIDE / 2)
        plain = lost;
    }
  g_assert_cmpint (n, >, 3);
  /* Under the white layer as much light is lost as beside it, not the share of all of it. */
  g_assert_cmpfloat (fabs (shiny / n / plain - 1), <, 0.25);
}

/* A window is the same as that part of the whole. */
static void
test_window (void)
{
  const double scales[] = { 0.37, 1, 2.5 };
  g_autoptr (SmpImage) photo = grained_image (256);
  g_autoptr (SmpDotSet) dots = grid_dots (4, 9, 256);
  g_autoptr (SmpPyramid) pyramid = smp_pyramid_new (photo, 1, NULL);
  g_autoptr (SmpPigment) pigment = smp_pigment_new ("test", "test", 10, 0);

  for (gsize s = 0; s < G_N_ELEMENTS (scales); s++)
    {
      SmpRenderWindow window = smp_render_window_whole (256, 256, scales[s]);
      int n = window.width;
      g_autoptr (SmpImage) whole = render (photo, dots, scales[s], 0, 0);
      g_autoptr (SmpImage) before = NULL;
      g_autoptr (SmpImage) part = NULL;

      window.x = n / 4;
      window.y = n / 3;
      window.width = n / 2;
      window.height = n / 2;
      before = smp_render_before (pyramid, &window, NULL, NULL, NULL);
      part = picture_with_dots (before, &window, dots, pigment, NULL);
      for (int y = 0; y < n / 2; y++)
        g_assert_cmpint (
            memcmp (part->pixels + (gsize)y * part->stride,
                    whole->pixels + (gsize)(y + n / 3) * whole->stride + 4 * (gsize)(n / 4),
                    4 * (gsize)(n / 2)),
            ==, 0);
    }
}

static SmpImage *
render_window (const SmpPyramid *pyramid,
               const SmpDotSet *dots,
               const SmpRenderWindow *window,
               const SmpRenderOptions *options)
{
  g_autoptr (SmpPigment) pigment = smp_pigment_new ("test", "test", 10, 0);
  g_autoptr (SmpImage) before = smp_render_before (pyramid, window, options, NULL, NULL);

  return picture_with_dots (before, window, dots, pigment, options);
}

/* A picture too large for the caches, whose bytes go past them where they can, is what its parts
 * are together, which are small; tiles that no dot reaches lie in it one by one and in rows, and
 * the window cuts some. */
static void
test_large (void)
{
  const SmpRenderWindow windows[] = { { 1, 0, 0, 2200, 2000 },
                                      { 1, 4, 3, 2196, 1980 },
                                      { 1, 12, 1, 2183, 1999 },
                                      { 1, 5, 0, 2195, 2000 } };
  const SmpRenderKernel *kernels[SMP_RENDER_KERNELS];
  int n_kernels = (int)smp_render_kernels (kernels);
  g_autoptr (SmpImage) photo = grained_image (2200);
  g_autoptr (SmpDotSet) dots = grid_dots (6, 600, 2200);
  g_autoptr (SmpPyramid) pyramid = smp_pyramid_new (photo, 0, NULL);

  for (int i = 0; i < (int)G_N_ELEMENTS (windows) * n_kernels; i++)
    {
      SmpRenderWindow window = windows[i / n_kernels], part = window;
      SmpRenderOptions options = { .kernel = i % n_kernels + 1 };
      g_autoptr (SmpImage) all = render_window (pyramid, dots, &window, &options);

      g_test_message ("window %d, %s", i / n_kernels, kernels[i % n_kernels]->name);
      g_assert_cmpint ((gint64)all->stride * all->height, >, 16 << 20);
      part.width = window.width / 3 + 1;
      for (int k = 0; k <= 2; k++)
        {
          g_autoptr (SmpImage) its = NULL;

          part.x = window.x + k * (window.width - part.width) / 2;
          its = render_window (pyramid, dots, &part, &options);
          for (gsize y = 0; y < (gsize)part.height; y++)
            g_assert_cmpmem (all->pixels + y * all->stride + 4 * (gsize)(part.x - window.x),
                             4 * (gsize)part.width, its->pixels + y * its->stride,
                             4 * (gsize)part.width);
        }
    }
}

static void
test_comparison (void)
{
  g_autoptr (SmpImage) a = picture_of_colour (100, (const guint8[3]){ 10, 20, 30 });
  g_autoptr (SmpImage) b = picture_of_colour (100, (const guint8[3]){ 40, 50, 60 });
  g_autoptr (SmpImage) split = smp_comparison_split (a, b, 0.25, NULL);
  g_autoptr (SmpImage) both = smp_comparison_side_by_side (a, b, NULL);

  g_assert_cmpint (split->pixels[4 * 20], ==, 10);
  g_assert_cmpint (split->pixels[4 * 25], ==, 255);
  g_assert_cmpint (split->pixels[4 * 30], ==, 40);
  g_assert_cmpint (both->width, >, 200);
  g_assert_cmpint (both->pixels[4 * 99], ==, 10);
  g_assert_cmpint (both->pixels[4 * (both->width - 1)], ==, 40);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/dose", test_dose);
  g_test_add_func ("/render/softness", test_softness);
  g_test_add_func ("/render/threads-and-tiles", test_threads_and_tiles);
  g_test_add_func ("/render/kernels", test_kernels);
  g_test_add_func ("/render/untouched", test_untouched);
  g_test_add_func ("/render/zoom", test_zoom);
  g_test_add_func ("/render/shine", test_shine);
  g_test_add_func ("/render/window", test_window);
  g_test_add_func ("/render/large", test_large);
  g_test_add_func ("/render/comparison", test_comparison);
  return g_test_run ();
}
