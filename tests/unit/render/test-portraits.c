/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "picture-fixture.h"

#include <math.h>

#include "colour/smp-colour.h"
#include "model/smp-pigment.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-decode.h"
#include "photo/smp-photo-light.h"
#include "render/smp-pigment-optics.h"
#include "render/smp-render.h"
#include "stipple/smp-dots.h"

/* What holds on even patches holds on real skin, with its pores, hair and shine. */

typedef struct
{
  const char *name;
  int x; /* of a square of the scalp or the forehead, px, multiples of 8 */
  int y;
  int side;
  double px_per_mm;
} Portrait;

static const Portrait portraits[] = {
  { "p01_bald_front_1800.png", 672, 304, 256, 4.7 },
  { "p02_shaved_front_1950.jpg", 848, 304, 256, 5.7 },
  { "p04_receding_front_p3_1966.jpeg", 776, 240, 256, 5.1 },
  { "p08_shaved_dark_526.jpg", 216, 96, 96, 1.6 },
};

static SmpImage *
open_portrait (const Portrait *portrait)
{
  const char *shared = g_getenv ("STUBBLE_SHARED_DATA");
  g_autofree char *path
      = g_build_filename (shared != NULL ? shared : "", "portraits", portrait->name, NULL);
  g_autofree char *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SmpDecodedPhoto) photo = NULL;
  g_autoptr (GError) error = NULL;
  gsize n;

  if (shared == NULL || !g_file_get_contents (path, &data, &n, NULL))
    {
      g_test_skip ("the portraits are not here");
      return NULL;
    }
  bytes = g_bytes_new_take (g_steal_pointer (&data), n);
  photo = smp_photo_decode (bytes, portrait->name, 0, NULL, &error);
  g_assert_no_error (error);
  return smp_image_ref (photo->image);
}

/* Dots of @diameter px on a grid over the square, each a little off its place. */
static SmpDotSet *
dots_over (const Portrait *portrait, double diameter, double spacing)
{
  int n = (int)(portrait->side / spacing);
  SmpDotSet *dots = smp_dot_set_new ((gsize)(n * n));

  for (int i = 0; i < n * n; i++)
    dots->dots[i] = (SmpDot){
      .x_px = (float)(portrait->x + (i % n + 0.35 + 0.3 * (i % 7) / 7.0) * spacing),
      .y_px = (float)(portrait->y + (i / n + 0.35 + 0.3 * (i % 5) / 5.0) * spacing),
      .diameter_mm = (float)(diameter / portrait->px_per_mm),
      .px_per_mm = (float)portrait->px_per_mm,
      .axis_ratio = 1,
      .strength = 1,
    };
  return dots;
}

static const SmpPigment *
pigment (void)
{
  return smp_pigment_builtin_by_id ("carbon-15");
}

/* The square at 1/k. With shine and hair above the dots, and the photo's softness. */
static SmpImage *
render (const SmpPyramid *pyramid, const Portrait *portrait, const SmpDotSet *dots, int k)
{
  SmpRenderWindow window
      = { 1.0 / k, portrait->x / k, portrait->y / k, portrait->side / k, portrait->side / k };
  g_autoptr (SmpImage) before = smp_render_before (pyramid, &window, NULL, NULL, NULL);

  return picture_with_dots (before, &window, dots, pigment (), NULL);
}

/* A render at 1/2, 1/4, 1/8 is the full one made smaller: mean ΔE₀₀ < 0.5, 99th percentile < 2. */
static void
test_zoom (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (portraits); i++)
    {
      const Portrait *portrait = &portraits[i];
      g_autoptr (SmpImage) photo = open_portrait (portrait);
      g_autoptr (SmpPyramid) pyramid = NULL;
      g_autoptr (SmpDotSet) dots = NULL;
      g_autoptr (SmpImage) full = NULL;

      if (photo == NULL)
        return;
      pyramid = smp_pyramid_new (photo, 0, NULL);
      /* Of 0.2 mm, 150 on a square centimetre. */
      dots = dots_over (portrait, 0.2 * portrait->px_per_mm, 0.8 * portrait->px_per_mm);
      full = render (pyramid, portrait, dots, 1);
      for (int k = 2; k <= 8; k *= 2)
        {
          g_autoptr (SmpImage) small = render (pyramid, portrait, dots, k);
          g_autoptr (SmpImage) reduced
              = smp_image_resize (full, portrait->side / k, portrait->side / k, 0, NULL);
          int n = small->width * small->height, over = 0;
          double sum = 0;

          for (int at = 0; at < n; at++)
            {
              double d = smp_delta_e_2000 (smp_lab_from_srgb8 (small->pixels + 4 * at),
                                           smp_lab_from_srgb8 (reduced->pixels + 4 * at));

              sum += d;
              over += d >= 2;
            }
          g_test_message ("%s at 1/%d: mean ΔE %.3f, %d of %d over 2", portrait->name, k, sum / n,
                          over, n);
          g_assert_cmpfloat (sum / n, <, 0.5);
          g_assert_cmpint (over, <=, n / 100);
        }
    }
}

/* Mean linear green of a disc. */
static double
light_of_disc (const SmpImage *image, double x, double y, double radius)
{
  const float *decode = smp_srgb_decode_table ();
  double sum = 0;
  int n = 0;

  for (int j = (int)floor (y - radius); j <= (int)ceil (y + radius); j++)
    for (int i = (int)floor (x - radius); i <= (int)ceil (x + radius); i++)
      if (hypot (i + 0.5 - x, j + 0.5 - y) <= radius)
        {
          sum += (double)decode[image->pixels[(gsize)j * image->stride + 4 * (gsize)i + 1]];
          n++;
        }
  return sum / n;
}

/* The light that is lost is that of the dots' areas, times 1 − T, from the smallest dots to the
 * largest. Without shine and hair, which keep theirs. */
static void
test_dose (void)
{
  const double diameters[] = { 0.3, 1, 3, 10, 30 };
  const float *decode = smp_srgb_decode_table ();
  double transmission[3];

  smp_pigment_transmission (pigment (), transmission);
  for (gsize i = 0; i < G_N_ELEMENTS (portraits); i++)
    {
      const Portrait *portrait = &portraits[i];
      g_autoptr (SmpImage) photo = open_portrait (portrait);

      if (photo == NULL)
        return;
      for (gsize d = 0; d < G_N_ELEMENTS (diameters); d++)
        {
          double diameter = diameters[d], expected = 0, lost = 0;
          g_autoptr (SmpDotSet) dots = dots_over (portrait, diameter, MAX (2 * diameter, 3));
          SmpRenderWindow window = smp_render_window_whole (photo->width, photo->height, 1);
          g_autoptr (SmpImage) before = smp_image_copy (photo, NULL);
          g_autoptr (SmpImage) after = picture_with_dots (before, &window, dots, pigment (), NULL);

          g_assert_null (before->light);
          for (gsize k = 0; k < dots->n_dots; k++)
            expected += (1 - transmission[1]) * G_PI / 4 * diameter * diameter
                        * light_of_disc (before, (double)dots->dots[k].x_px,
                                         (double)dots->dots[k].y_px, MAX (diameter / 2, 1.5));
          for (int y = 0; y < before->height; y++)
            for (int x = 0; x < before->width; x++)
              {
                gsize at = (gsize)y * before->stride + 4 * (gsize)x + 1;

                lost += (double)decode[before->pixels[at]] - (double)decode[after->pixels[at]];
              }
          g_test_message ("%s, %g px: %.4f of the dose", portrait->name, diameter, lost / expected);
          g_assert_cmpfloat (fabs (lost / expected - 1), <, 0.01);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/portraits/zoom", test_zoom);
  g_test_add_func ("/render/portraits/dose", test_dose);
  return g_test_run ();
}
