/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "picture-fixture.h"

#include <math.h>
#include <string.h>

#include "base/smp-hash.h"
#include "colour/smp-colour.h"
#include "model/smp-pigment.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-grain.h"
#include "render/smp-render-kernel.h"
#include "render/smp-render.h"
#include "stipple/smp-dots.h"

#define SIDE 512

/* An even skin with noise that all channels share. */
static SmpImage *
noisy_image (const guint8 skin[3], double sigma)
{
  SmpImage *image = smp_image_new (SIDE, SIDE, NULL);

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      {
        double n = sigma * smp_hash_normal (smp_hash_u64 (3, 3, (guint64)(y * SIDE + x)));

        for (int c = 0; c < 3; c++)
          picture_pixel (image, x, y)[c] = (guint8)CLAMP (floor (skin[c] + n + 0.5), 0, 255);
        picture_pixel (image, x, y)[3] = 255;
      }
  return image;
}

static SmpDotSet *
grid_dots (float diameter_px, int spacing, float strength)
{
  gsize n = (gsize)((SIDE - 80) / spacing);
  SmpDotSet *set = smp_dot_set_new (n * n);

  for (gsize i = 0; i < n * n; i++)
    set->dots[i] = (SmpDot){
      .x_px = 40 + ((float)(i % n) + 0.37f) * (float)spacing,
      .y_px = 40 + ((float)(i / n) + 0.61f) * (float)spacing,
      .diameter_mm = diameter_px / 5,
      .strength = strength,
      .axis_ratio = 1,
      .px_per_mm = 5,
      .index = (guint32)i,
    };
  return set;
}

/* What a photo and its dots look like in a window, and what options have to do with it. */
typedef struct
{
  const SmpImage *photo;
  const SmpDotSet *dots;
  SmpRenderWindow window;
} Scene;

static SmpImage *
render (const Scene *scene, SmpRenderOptions options, const SmpPhotoGrain *grain)
{
  g_autoptr (SmpPyramid) pyramid = smp_pyramid_new (scene->photo, 1, NULL);
  g_autoptr (SmpPigment) pigment = smp_pigment_new ("test", "test", 10, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpImage) before = smp_render_before (pyramid, &scene->window, &options, NULL, &error);

  g_assert_no_error (error);
  options.grain = grain;
  return picture_with_dots (before, &scene->window, scene->dots, pigment, &options);
}

static Scene
scene_of (const SmpImage *photo, const SmpDotSet *dots, double scale)
{
  return (Scene){ photo, dots, smp_render_window_whole (SIDE, SIDE, scale) };
}

/* Deviation of green over a square around the middle. */
static double
deviation (const SmpImage *image, double x, double y, int half)
{
  double sum = 0, sum2 = 0, n = 4.0 * half * half;

  for (int j = -half; j < half; j++)
    for (int i = -half; i < half; i++)
      {
        double v = picture_pixel (image, (int)x + i, (int)y + j)[1];

        sum += v;
        sum2 += v * v;
      }
  return sqrt (sum2 / n - sum / n * sum / n);
}

/* In the middle of a large dot, half transparent or dark, the photo's grain is what it is beside
 * it, at every zoom. Without, some of it is gone, and of skin without colour, on which no shine can
 * be told from noise, much. */
static void
test_restored (void)
{
  const guint8 skins[][3] = { { 205, 160, 134 }, { 170, 168, 166 } };
  const double most[] = { 0.97, 0.82 };
  const float strengths[] = { 0.6f, 1 };
  const double scales[] = { 0.5, 1, 2, 4 };

  for (gsize i = 0; i < G_N_ELEMENTS (skins) * G_N_ELEMENTS (strengths) * G_N_ELEMENTS (scales);
       i++)
    {
      gsize skin = i / 8;
      double k = scales[i % 4];
      float strength = strengths[i / 4 % 2];
      g_autoptr (SmpImage) photo = noisy_image (skins[skin], 5);
      g_autoptr (SmpPhotoGrain) grain = smp_photo_grain_new (photo, 1, NULL, NULL);
      g_autoptr (SmpDotSet) dots = grid_dots (240, 400, strength);
      double x = (double)dots->dots[0].x_px * k, y = (double)dots->dots[0].y_px * k;
      Scene scene = scene_of (photo, dots, k);
      g_autoptr (SmpImage) off = render (&scene, (SmpRenderOptions){ 0 }, NULL);
      g_autoptr (SmpImage) on = render (&scene, (SmpRenderOptions){ 0 }, grain);
      double around = deviation (on, (SIDE - 60) * k, (SIDE - 60) * k, (int)(40 * k));
      double without = deviation (off, x, y, (int)(40 * k));
      double with = deviation (on, x, y, (int)(40 * k));

      g_assert_cmpint (dots->n_dots, ==, 1);
      g_test_message ("skin %" G_GSIZE_FORMAT ", strength %g, scale %g: around %.2f, without %.2f, "
                      "with %.2f",
                      skin, (double)strength, k, around, without, with);
      g_assert_cmpfloat (without / around, <, most[skin]);
      g_assert_cmpfloat (fabs (with / around - 1), <, 0.15);
    }
}

static double
light_of (const SmpImage *image, gsize channel)
{
  const float *decode = smp_srgb_decode_table ();
  double sum = 0;

  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      sum += (double)decode[picture_pixel (image, x, y)[channel]];
  return sum;
}

/* The light that dots take does not change by more than a hundredth, be the skin light or as dark
 * as the straight part of the curve. */
static void
check_dose (const guint8 skin[3], float diameter, double scale)
{
  g_autoptr (SmpImage) photo = noisy_image (skin, 6);
  g_autoptr (SmpPhotoGrain) grain = smp_photo_grain_new (photo, 1, NULL, NULL);
  g_autoptr (SmpDotSet) dots = grid_dots (diameter, (int)diameter * 2 + 4, 1);
  g_autoptr (SmpDotSet) none = smp_dot_set_new (0);
  Scene scene = scene_of (photo, dots, scale), bare = scene_of (photo, none, scale);
  g_autoptr (SmpImage) before = render (&bare, (SmpRenderOptions){ 0 }, NULL);
  g_autoptr (SmpImage) off = render (&scene, (SmpRenderOptions){ 0 }, NULL);
  g_autoptr (SmpImage) on = render (&scene, (SmpRenderOptions){ 0 }, grain);

  g_assert_false (picture_is_same (off, on));
  for (gsize c = 0; c < 3; c++)
    {
      double was = light_of (before, c);
      double dose = (was - light_of (on, c)) / (was - light_of (off, c));

      g_test_message ("skin %d, %g px, scale %g, channel %" G_GSIZE_FORMAT ": %.4f", skin[0],
                      (double)diameter, scale, c, dose);
      g_assert_cmpfloat (fabs (dose - 1), <, 0.01);
    }
}

static void
test_dose (void)
{
  const guint8 skins[][3]
      = { { 226, 190, 168 }, { 141, 96, 72 }, { 60, 42, 34 }, { 30, 18, 12 }, { 24, 14, 10 } };
  const float diameters[] = { 1.5f, 6, 40 };

  for (gsize s = 0; s < G_N_ELEMENTS (skins); s++)
    {
      for (gsize d = 0; d < G_N_ELEMENTS (diameters); d++)
        check_dose (skins[s], diameters[d], 1);
      check_dose (skins[s], 1.5f, 2);
    }
}

/* Only pixels that dots change anyhow. */
static void
test_untouched (void)
{
  const guint8 skin[3] = { 205, 160, 134 };
  g_autoptr (SmpImage) photo = noisy_image (skin, 5);
  g_autoptr (SmpPhotoGrain) grain = smp_photo_grain_new (photo, 1, NULL, NULL);
  g_autoptr (SmpDotSet) dots = grid_dots (6, 40, 1);
  Scene scene = scene_of (photo, dots, 1);
  g_autoptr (SmpImage) on = NULL;
  int far = 0;

  grain->own = 0.37f;
  for (int i = 0; i < grain->columns * grain->rows; i++)
    grain->sigma[i] = 40;
  on = render (&scene, (SmpRenderOptions){ 0 }, grain);
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      {
        double nearest = G_MAXDOUBLE;

        for (gsize i = 0; i < dots->n_dots; i++)
          nearest = MIN (nearest, hypot (x + 0.5 - (double)dots->dots[i].x_px,
                                         y + 0.5 - (double)dots->dots[i].y_px));
        if (nearest < 7)
          continue;
        far++;
        g_assert_cmpmem (picture_pixel (photo, x, y), 4, picture_pixel (on, x, y), 4);
      }
  g_assert_cmpint (far, >, SIDE * SIDE / 2);
}

/* A photo without grain looks as it does without the option. */
static void
test_clean (void)
{
  const guint8 skin[3] = { 205, 160, 134 };
  g_autoptr (SmpImage) photo = noisy_image (skin, 0);
  g_autoptr (SmpPhotoGrain) grain = smp_photo_grain_new (photo, 1, NULL, NULL);
  g_autoptr (SmpDotSet) dots = grid_dots (6, 15, 1);
  Scene scene = scene_of (photo, dots, 2);
  g_autoptr (SmpImage) off = render (&scene, (SmpRenderOptions){ 0 }, NULL);
  g_autoptr (SmpImage) on = render (&scene, (SmpRenderOptions){ 0 }, grain);

  g_assert_true (picture_is_same (off, on));
}

/* The same bytes from any number of threads, tiles of any size, every instruction set, and in any
 * part of the picture; of soft grain that differs in the channels too. */
static void
test_same (void)
{
  const guint8 skin[3] = { 205, 160, 134 };
  const double scales[] = { 0.37, 0.8, 1, 2.7 };
  const SmpRenderKernel *kernels[SMP_RENDER_KERNELS];
  gsize n_kernels = smp_render_kernels (kernels);
  g_autoptr (SmpImage) photo = noisy_image (skin, 5);
  g_autoptr (SmpPhotoGrain) grain = smp_photo_grain_new (photo, 1, NULL, NULL);
  g_autoptr (SmpDotSet) dots = grid_dots (9, 11, 1);

  grain->softness = 0.13f;
  grain->own = 0.4f;
  for (gsize s = 0; s < G_N_ELEMENTS (scales); s++)
    {
      Scene scene = scene_of (photo, dots, scales[s]), part = scene;
      g_autoptr (SmpImage) whole = render (&scene, (SmpRenderOptions){ 1 }, grain);
      g_autoptr (SmpImage) in_part = NULL;

      for (int i = 2; i <= 8; i++)
        {
          g_autoptr (SmpImage) other
              = render (&scene, (SmpRenderOptions){ .n_threads = i, .tile = 4 << i }, grain);

          g_assert_true (picture_is_same (whole, other));
        }
      for (gsize k = 0; k < n_kernels; k++)
        {
          g_autoptr (SmpImage) other
              = render (&scene, (SmpRenderOptions){ .kernel = (int)k + 1 }, grain);

          g_test_message ("scale %g, %s", scales[s], kernels[k]->name);
          g_assert_true (picture_is_same (whole, other));
        }
      part.window.x = whole->width / 4 + 1;
      part.window.y = whole->height / 3;
      part.window.width = whole->width / 2;
      part.window.height = whole->height / 2;
      in_part = render (&part, (SmpRenderOptions){ 0 }, grain);
      for (int y = 0; y < in_part->height; y++)
        g_assert_cmpmem (picture_pixel (in_part, 0, y), 4 * (gsize)in_part->width,
                         picture_pixel (whole, part.window.x, part.window.y + y),
                         4 * (gsize)in_part->width);
    }
}

/* Near black and white grain has no room: nothing wraps around, and no channel is far from what it
 * is without. */
static void
test_ends (void)
{
  const guint8 skins[][3] = { { 252, 250, 249 }, { 30, 8, 3 }, { 255, 128, 0 } };

  for (gsize s = 0; s < G_N_ELEMENTS (skins); s++)
    {
      g_autoptr (SmpImage) photo = noisy_image (skins[s], 1);
      g_autoptr (SmpPhotoGrain) grain = smp_photo_grain_new (photo, 1, NULL, NULL);
      g_autoptr (SmpDotSet) dots = grid_dots (9, 11, 0.3f);
      Scene scene = scene_of (photo, dots, 1);
      g_autoptr (SmpImage) off = render (&scene, (SmpRenderOptions){ 0 }, NULL);
      g_autoptr (SmpImage) on = NULL;

      for (int i = 0; i < grain->columns * grain->rows; i++)
        grain->sigma[i] = 12;
      on = render (&scene, (SmpRenderOptions){ 0 }, grain);
      for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
          for (int c = 0; c < 4; c++)
            g_assert_cmpint (ABS (picture_pixel (on, x, y)[c] - picture_pixel (off, x, y)[c]), <,
                             48);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grain/restored", test_restored);
  g_test_add_func ("/grain/dose", test_dose);
  g_test_add_func ("/grain/untouched", test_untouched);
  g_test_add_func ("/grain/clean", test_clean);
  g_test_add_func ("/grain/same", test_same);
  g_test_add_func ("/grain/ends", test_ends);
  return g_test_run ();
}
