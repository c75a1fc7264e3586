/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include "record/smp-stamp-private.h"

static SmpImage *
make_plain (int width, int height, guint8 value, guint8 alpha)
{
  SmpImage *image = smp_image_new (width, height, NULL);

  image->has_alpha = alpha < 255;
  for (gsize i = 0; i < image->stride * (gsize)height; i++)
    image->pixels[i] = i % 4 == 3 ? alpha : value;
  return image;
}

static gboolean
is_in (SmpRect rect, int x, int y)
{
  return x >= rect.x && y >= rect.y && x < rect.x + rect.width && y < rect.y + rect.height;
}

static int
count_changed (const SmpImage *a, const SmpImage *b, SmpRect rect, gboolean inside)
{
  int n = 0;

  for (int y = 0; y < a->height; y++)
    {
      for (int x = 0; x < a->width; x++)
        {
          gsize at = (gsize)y * a->stride + (gsize)x * 4;

          if (is_in (rect, x, y) == inside && memcmp (a->pixels + at, b->pixels + at, 4) != 0)
            n++;
        }
    }
  return n;
}

/* How many pixels of the rectangle are near black and near white. */
static void
count_tones (const SmpImage *image, SmpRect rect, int *dark, int *light)
{
  *dark = *light = 0;
  for (int y = 0; y < image->height; y++)
    {
      for (int x = 0; x < image->width; x++)
        {
          guint8 v = image->pixels[(gsize)y * image->stride + (gsize)x * 4];

          *dark += is_in (rect, x, y) && v < 70;
          *light += is_in (rect, x, y) && v > 220;
        }
    }
}

/* A word can be read on black, white and grey, and changes nothing outside of its own pixels. */
static void
test_word (void)
{
  static const guint8 grounds[] = { 0, 128, 255 };

  for (int i = 0; i < 12; i++)
    {
      gboolean is_light = i % 2;
      guint8 alpha = i < 6 ? 255 : 0;
      g_autoptr (SmpImage) before = make_plain (800, 600, grounds[i / 2 % 3], alpha);
      g_autoptr (SmpImage) after = smp_image_copy (before, NULL);
      SmpRect area = { 400, 0, 400, 600 };
      SmpRect rect
          = smp_stamp_draw_word (after, area, is_light ? "Simulated" : "Original", is_light);
      int dark, light;

      g_assert_cmpint (count_changed (before, after, rect, FALSE), ==, 0);
      g_assert_cmpint (count_changed (before, after, rect, TRUE), >,
                       (int)(rect.width * rect.height / 4));
      g_assert_cmpfloat (rect.x, >=, area.x);
      g_assert_cmpfloat (rect.x, <, area.x + 30);
      g_assert_cmpfloat (rect.height, >, 15);
      g_assert_cmpfloat (rect.width, <, 200);
      count_tones (after, rect, &dark, &light);
      g_assert_cmpint (MIN (dark, light), >, 150);
    }
}

/* A word of a script that is read from the right stands on the right. */
static void
test_right_to_left (void)
{
  g_autoptr (SmpImage) image = make_plain (800, 600, 128, 255);
  SmpRect rect = smp_stamp_draw_word (image, (SmpRect){ 0, 0, 800, 600 }, "محاكاة", TRUE);

  g_assert_cmpfloat (rect.x + rect.width, >, 770);
  g_assert_cmpfloat (rect.x, >, 400);
}

/* Words grow with the picture, and stay inside of a part that is small. */
static void
test_size (void)
{
  g_autoptr (SmpImage) large = make_plain (4000, 3000, 128, 255);
  g_autoptr (SmpImage) small = make_plain (60, 40, 128, 255);
  g_autoptr (SmpImage) tiny = make_plain (3, 2, 128, 255);
  SmpRect on_large = smp_stamp_draw_word (large, (SmpRect){ 0, 0, 4000, 3000 }, "Simulated", TRUE);
  SmpRect on_small = smp_stamp_draw_word (small, (SmpRect){ 0, 0, 60, 40 }, "Simulated", TRUE);

  g_assert_cmpfloat (on_large.height, >, 100);
  g_assert_cmpfloat (on_large.width, <, 1200);
  g_assert_cmpfloat (on_small.x + on_small.width, <=, 60);
  smp_stamp_draw_word (tiny, (SmpRect){ 0, 0, 3, 2 }, "Simulated", TRUE);
  smp_stamp_draw_footer (tiny, "Simulated", "and more");
}

static void
test_stamp (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpImage) image = make_plain (900, 600, 128, 255);
  g_autoptr (SmpImage) original = NULL;
  g_autoptr (SmpImage) split = NULL;
  g_autoptr (SmpImage) lined = NULL;
  SmpRect upper = { 0, 0, 900, 80 }, lower = { 0, 520, 900, 80 }, middle = { 0, 80, 900, 440 };
  SmpRect left = { 0, 0, 450, 80 }, right = { 450, 0, 450, 80 };
  SmpStampPart whole = { { 0, 0, 900, 600 }, FALSE };
  SmpStampPart parts[] = { { { 0, 0, 450, 600 }, FALSE }, { { 450, 0, 450, 600 }, TRUE } };

  /* An original is only called so. */
  original = smp_stamp (image, &whole, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_changed (image, original, upper, TRUE), >, 300);
  g_assert_cmpint (count_changed (image, original, upper, FALSE), ==, 0);

  /* A simulation says on its part what it is, and below that it is no promise. */
  split = smp_stamp (image, parts, 2, NULL, &error);
  g_assert_cmpint (count_changed (image, split, left, TRUE), >, 300);
  g_assert_cmpint (count_changed (image, split, right, TRUE), >, 300);
  g_assert_cmpint (count_changed (image, split, lower, TRUE), >, 900 * 10);
  g_assert_cmpint (count_changed (image, split, middle, TRUE), ==, 0);

  /* The caller's line stands there too. */
  lined = smp_stamp (image, parts, 2, "110 dots/cm²", &error);
  g_assert_cmpint (count_changed (split, lined, lower, TRUE), >, 100);
  g_assert_cmpint (count_changed (split, lined, lower, FALSE), ==, 0);

  /* The picture that was handed in is as it was. */
  for (gsize i = 0; i < image->stride * 600; i++)
    g_assert_cmpint (image->pixels[i], ==, i % 4 == 3 ? 255 : 128);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/stamp/word", test_word);
  g_test_add_func ("/record/stamp/right-to-left", test_right_to_left);
  g_test_add_func ("/record/stamp/size", test_size);
  g_test_add_func ("/record/stamp/stamp", test_stamp);
  return g_test_run ();
}
