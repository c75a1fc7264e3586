/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "picture-fixture.h"

#include <string.h>

#include "photo/smp-image.h"
#include "render/smp-hair-thinning.h"
#include "render/smp-render.h"
#include "stipple/smp-dots.h"

#define SIDE 400
#define PX_PER_MM 4
/* Dots stand in the left part up to here. */
#define TREATED 150

static const guint8 skin[3] = { 214, 166, 138 };
static const guint8 hair[3] = { 52, 40, 34 };

/* A hair of two pixels in each eleven. */
static gboolean
is_hair (int x)
{
  return x % 11 < 2;
}

static SmpImage *
photo_new (void)
{
  SmpImage *image = smp_image_new (SIDE, SIDE, NULL);

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      {
        memcpy (picture_pixel (image, x, y), is_hair (x) ? hair : skin, 3);
        picture_pixel (image, x, y)[3] = 255;
      }
  return image;
}

static SmpDotSet *
dots_new (void)
{
  int columns = TREATED / 3, rows = SIDE / 3;
  SmpDotSet *set = smp_dot_set_new ((gsize)(columns * rows));

  for (int i = 0; i < columns * rows; i++)
    set->dots[i] = (SmpDot){ .x_px = (float)(3 * (i % columns) + 1),
                             .y_px = (float)(3 * (i / columns) + 1),
                             .diameter_mm = 0.2f,
                             .strength = 1,
                             .axis_ratio = 1,
                             .px_per_mm = PX_PER_MM,
                             .index = (guint32)i };
  return set;
}

static SmpImage *
thin (double share, int threads)
{
  g_autoptr (SmpImage) photo = photo_new ();
  g_autoptr (SmpPyramid) pyramid = smp_pyramid_new (photo, 0, NULL);
  g_autoptr (SmpDotSet) dots = dots_new ();
  SmpRenderWindow window = smp_render_window_whole (SIDE, SIDE, 1);
  SmpRenderOptions options = { .n_threads = threads };
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpImage) before = smp_render_before (pyramid, &window, &options, NULL, &error);
  SmpImage *image = smp_hair_thin (before, &window, dots, share, &options, NULL, &error);

  g_assert_no_error (error);
  return image;
}

/* Hair in the treated skin comes nearer to the skin, the more the more is lost; skin does not
 * change, nor does anything away from the dots. */
static void
test_thin (void)
{
  g_autoptr (SmpImage) photo = photo_new ();
  guint8 last = hair[1];

  for (int i = 0; i <= 4; i++)
    {
      g_autoptr (SmpImage) image = thin (i / 4.0, 0);
      const guint8 *middle = picture_pixel (image, 66, SIDE / 2);

      g_assert_true (is_hair (66));
      if (i == 0)
        g_assert_cmpint (middle[1], ==, hair[1]);
      else
        g_assert_cmpint (middle[1], >, last + 5);
      last = middle[1];
      for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
          if (x > TREATED + 60 || !is_hair (x))
            g_assert_cmpmem (picture_pixel (image, x, y), 4, picture_pixel (photo, x, y), 4);
    }
  g_assert_cmpint (ABS (last - skin[1]), <, 25);
}

static void
test_threads (void)
{
  g_autoptr (SmpImage) one = thin (0.5, 1);
  g_autoptr (SmpImage) three = thin (0.5, 3);

  g_assert_cmpmem (one->pixels, (gsize)SIDE * one->stride, three->pixels,
                   (gsize)SIDE * three->stride);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hair-thinning/thin", test_thin);
  g_test_add_func ("/hair-thinning/threads", test_threads);
  return g_test_run ();
}
