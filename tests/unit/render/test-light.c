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
#include "photo/smp-photo-decode.h"
#include "render/smp-pigment-optics.h"
#include "render/smp-render.h"
#include "stipple/smp-dots.h"

#define SIDE 512

static guint8
encode (double linear)
{
  return (guint8)(255 * smp_srgb_encode (CLAMP (linear, 0.0, 1.0)) + 0.5);
}

/* Dots on a jittered grid over a rectangle. */
static SmpDotSet *
grid_dots (int x0, int y0, int width, int height, int spacing, float diameter_px)
{
  gsize columns = (gsize)(width / spacing), rows = (gsize)(height / spacing);
  SmpDotSet *set = smp_dot_set_new (columns * rows);

  for (gsize i = 0; i < columns * rows; i++)
    {
      double jx = smp_hash_unit (smp_hash_u64 (5, 1, i)),
             jy = smp_hash_unit (smp_hash_u64 (5, 2, i));

      set->dots[i] = (SmpDot){
        .x_px = (float)(x0 + ((double)(i % columns) + jx) * spacing),
        .y_px = (float)(y0 + ((double)(i / columns) + jy) * spacing),
        .diameter_mm = diameter_px / 12,
        .strength = 1,
        .axis_ratio = 1,
        .px_per_mm = 12,
        .index = (guint32)i,
      };
    }
  return set;
}

static SmpImage *
render (const SmpImage *photo, const SmpDotSet *dots)
{
  g_autoptr (SmpPyramid) pyramid = smp_pyramid_new (photo, 0, NULL);
  g_autoptr (SmpPigment) pigment = smp_pigment_new ("test", "test", 10, 0);
  SmpRenderWindow window = smp_render_window_whole (photo->width, photo->height, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpImage) before = smp_render_before (pyramid, &window, NULL, NULL, &error);

  g_assert_no_error (error);
  return picture_with_dots (before, &window, dots, pigment, NULL);
}

/* A soft white spot of linear light. */
static double
shine_at (int x, int y, double cx, double cy, double radius, double most)
{
  double d2 = ((x - cx) * (x - cx) + (y - cy) * (y - cy)) / (radius * radius);

  return most * exp (-2 * d2);
}

static SmpImage *
with_shine (const SmpImage *image, double cx, double cy, double radius, double most)
{
  const float *decode = smp_srgb_decode_table ();
  SmpImage *shiny = smp_image_copy (image, NULL);

  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      for (int c = 0; c < 3; c++)
        picture_pixel (shiny, x, y)[c] = encode ((double)decode[picture_pixel (image, x, y)[c]]
                                                 + shine_at (x, y, cx, cy, radius, most));
  return shiny;
}

typedef struct
{
  double mean; /* of the differences, codes */
  double bias;
  double share_over_1; /* of the pixels that dots change and the spot reaches */
  int n;
} Return;

/* How the shine comes back: dots under the shiny photo against dots under the plain one with the
 * shine added to that. */
static Return
shine_comes_back (
    const SmpImage *photo, const SmpDotSet *dots, double cx, double cy, double radius, double most)
{
  const float *decode = smp_srgb_decode_table ();
  g_autoptr (SmpImage) shiny = with_shine (photo, cx, cy, radius, most);
  g_autoptr (SmpImage) plain_after = render (photo, dots);
  g_autoptr (SmpImage) shiny_after = render (shiny, dots);
  Return got = { 0 };

  for (int y = 0; y < photo->height; y++)
    for (int x = 0; x < photo->width; x++)
      for (int c = 0; c < 3; c++)
        {
          double shine = shine_at (x, y, cx, cy, radius, most), difference;
          int was = picture_pixel (photo, x, y)[c], is = picture_pixel (plain_after, x, y)[c];

          /* Red is the brightest; beyond white the photo has lost what was there. */
          if (is == was || shine < 0.004 || picture_pixel (shiny, x, y)[0] >= 254)
            continue;
          difference = picture_pixel (shiny_after, x, y)[c]
                       - 255 * smp_srgb_encode ((double)decode[is] + shine);
          got.mean += fabs (difference);
          got.bias += difference;
          got.share_over_1 += fabs (difference) > 1.5;
          got.n++;
        }
  got.mean /= got.n;
  got.bias /= got.n;
  got.share_over_1 /= got.n;
  g_test_message ("shine %.2f: off by %.2f codes, bias %.2f, %.1f %% by more than one", most,
                  got.mean, got.bias, 100 * got.share_over_1);
  return got;
}

/* A white layer over skin is there after dots, as it was before, within a code; pixels are rounded
 * twice. */
static void
test_shine_comes_back (void)
{
  const guint8 skins[][3]
      = { { 226, 190, 168 }, { 196, 148, 120 }, { 141, 96, 72 }, { 86, 58, 44 }, { 30, 20, 15 } };
  const double layers[] = { 0.03, 0.1, 0.25 };

  for (gsize s = 0; s < G_N_ELEMENTS (skins); s++)
    for (gsize k = 0; k < G_N_ELEMENTS (layers); k++)
      {
        g_autoptr (SmpImage) photo = picture_of_colour (SIDE, skins[s]);
        g_autoptr (SmpDotSet) dots = grid_dots (40, 40, SIDE - 80, SIDE - 80, 9, 4);
        Return got = shine_comes_back (photo, dots, SIDE / 2.0, SIDE / 2.0, 36, layers[k]);

        g_assert_cmpint (got.n, >, 3000);
        g_assert_cmpfloat (got.mean, <, 0.9);
        g_assert_cmpfloat (fabs (got.bias), <, 0.8);
      }
}

/* On a large photo a highlight is large as well. */
static void
test_shine_on_large_photo (void)
{
  const guint8 skin[3] = { 196, 148, 120 };
  const int side = 2048;
  g_autoptr (SmpImage) photo = picture_of_colour (side, skin);
  g_autoptr (SmpDotSet) dots = grid_dots (side / 3, side / 3, side / 3, side / 3, 9, 4);
  Return got = shine_comes_back (photo, dots, side / 2.0, side / 2.0, side / 10.0, 0.1);

  g_assert_cmpint (got.n, >, 100000);
  g_assert_cmpfloat (got.mean, <, 1);
}

/* What lies beside skin does not make it shine: dots beside red or blue cloth, or a grey wall, are
 * as dark as those without. */
static void
test_shine_beside_cloth (void)
{
  const guint8 skin[3] = { 196, 148, 120 };
  const guint8 cloths[][3]
      = { { 160, 20, 30 }, { 20, 40, 150 }, { 30, 140, 60 }, { 150, 150, 150 } };
  g_autoptr (SmpImage) plain = picture_of_colour (SIDE, skin);
  g_autoptr (SmpDotSet) dots = grid_dots (40, 40, SIDE / 2 - 40, SIDE - 80, 9, 4);
  g_autoptr (SmpImage) plain_after = render (plain, dots);

  for (gsize i = 0; i < G_N_ELEMENTS (cloths); i++)
    {
      g_autoptr (SmpImage) photo = smp_image_copy (plain, NULL), after = NULL;

      for (int y = 0; y < SIDE; y++)
        for (int x = SIDE * 5 / 8; x < SIDE; x++)
          memcpy (picture_pixel (photo, x, y), cloths[i], 3);
      after = render (photo, dots);
      for (int y = 40; y < SIDE - 40; y++)
        for (int x = 40; x < SIDE / 2; x++)
          for (int c = 0; c < 3; c++)
            g_assert_cmpint (
                abs (picture_pixel (after, x, y)[c] - picture_pixel (plain_after, x, y)[c]), <=, 2);
    }
}

/* The same on foreheads of real portraits. */
static void
test_shine_on_portraits (void)
{
  static const struct
  {
    const char *name;
    double x;
    double y;
    double side;
  } foreheads[] = {
    { "p01_bald_front_1800.png", 800, 420, 200 },
    { "p02_shaved_front_1950.jpg", 960, 480, 200 },
    { "p04_receding_front_p3_1966.jpeg", 880, 380, 200 },
    { "p08_shaved_dark_526.jpg", 262, 165, 60 },
  };
  const char *shared = g_getenv ("STUBBLE_SHARED_DATA");

  for (gsize i = 0; i < G_N_ELEMENTS (foreheads); i++)
    {
      g_autofree char *path
          = g_build_filename (shared != NULL ? shared : "", "portraits", foreheads[i].name, NULL);
      g_autofree char *data = NULL;
      gsize n;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (SmpDecodedPhoto) photo = NULL;
      g_autoptr (SmpDotSet) dots = NULL;
      g_autoptr (GError) error = NULL;
      double x = foreheads[i].x, y = foreheads[i].y, side = foreheads[i].side;
      Return got;

      if (shared == NULL || !g_file_get_contents (path, &data, &n, NULL))
        {
          g_test_skip ("the portraits are not here");
          return;
        }
      bytes = g_bytes_new_take (g_steal_pointer (&data), n);
      photo = smp_photo_decode (bytes, foreheads[i].name, 0, NULL, &error);
      g_assert_no_error (error);
      dots = grid_dots ((int)(x - side / 2), (int)(y - side / 2), (int)side, (int)side, 9, 4);
      got = shine_comes_back (photo->image, dots, x, y, side / 4, 0.12);
      g_test_message ("%s", foreheads[i].name);
      g_assert_cmpfloat (got.mean, <, 0.7);
      g_assert_cmpfloat (got.share_over_1, <, 0.05);
    }
}

/* Dark hairs over skin keep their codes; the skin between them gets the dots. */
static void
test_hair_above (void)
{
  const guint8 skin[3] = { 205, 160, 134 }, hair[3] = { 52, 40, 34 };
  g_autoptr (SmpImage) photo = picture_of_colour (SIDE, skin);
  g_autoptr (SmpDotSet) dots = grid_dots (40, 40, SIDE - 80, SIDE - 80, 6, 5);
  g_autoptr (SmpImage) after = NULL;
  double lost_hair = 0, lost_skin = 0;

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      if ((x + y / 2) % 23 < 3)
        memcpy (picture_pixel (photo, x, y), hair, 3);
  after = render (photo, dots);
  for (int y = 60; y < SIDE - 60; y++)
    for (int x = 60; x < SIDE - 60; x++)
      for (int c = 0; c < 3; c++)
        {
          int lost = picture_pixel (photo, x, y)[c] - picture_pixel (after, x, y)[c];

          if ((x + y / 2) % 23 < 3)
            {
              g_assert_cmpint (lost, <=, 1);
              lost_hair += lost;
            }
          else
            lost_skin += lost;
        }
  g_assert_cmpfloat (lost_hair, <, lost_skin / 500);
  g_assert_cmpfloat (lost_skin / (3.0 * (SIDE - 120) * (SIDE - 120)), >, 20);
}

/* Share of each pixel of a window of @n px that a disc blurred by @sigma covers, by samples. */
#define FINE 8
static void
model_disc (double x, double y, double radius, double sigma, int n, double *share)
{
  int m = n * FINE, reach = (int)ceil (5 * sigma * FINE);
  g_autofree double *disc = g_new0 (double, (gsize)(m * m));
  g_autofree double *across = g_new0 (double, (gsize)(m * m));
  g_autofree double *kernel = g_new (double, (gsize)reach + 1);
  double sum = 0;

  for (int k = 0; k <= reach; k++)
    {
      kernel[k] = exp (-0.5 * k * k / (sigma * sigma * FINE * FINE));
      sum += k > 0 ? 2 * kernel[k] : kernel[k];
    }
  for (int j = 0; j < m; j++)
    for (int i = 0; i < m; i++)
      {
        double dx = (i + 0.5) / FINE - x, dy = (j + 0.5) / FINE - y;

        /* A soft edge of one sample, so that the disc's area is right. */
        disc[j * m + i] = CLAMP ((radius - sqrt (dx * dx + dy * dy)) * FINE + 0.5, 0.0, 1.0);
      }
  for (int pass = 0; pass < 2; pass++)
    {
      const double *from = pass == 0 ? disc : across;
      double *to = pass == 0 ? across : disc;
      int step = pass == 0 ? 1 : m;

      for (int j = 0; j < m; j++)
        for (int i = 0; i < m; i++)
          {
            int at = j * m + i, along = pass == 0 ? i : j;
            double v = 0;

            for (int k = MAX (-reach, -along); k <= MIN (reach, m - 1 - along); k++)
              v += kernel[ABS (k)] * from[at + k * step];
            to[at] = v / sum;
          }
    }
  for (int j = 0; j < m; j++)
    for (int i = 0; i < m; i++)
      share[j / FINE * n + i / FINE] += disc[j * m + i] / (FINE * FINE);
}

/* Colours are those of Π (1 − c (1 − T)) in doubles, with discs blurred by a Gaussian: ΔE₀₀ within
 * 1, the pixel being the mean of what its noise makes of it. */
static void
test_against_model (void)
{
  const guint8 skins[][3] = { { 226, 190, 168 }, { 141, 96, 72 }, { 86, 58, 44 }, { 24, 17, 12 } };
  const float diameters[] = { 1.5f, 3, 6 };
  g_autoptr (SmpPigment) pigment = smp_pigment_new ("test", "test", 10, 0);
  const int n = 40;
  double transmission[3];

  smp_pigment_transmission (pigment, transmission);
  for (gsize s = 0; s < G_N_ELEMENTS (skins); s++)
    for (gsize d = 0; d < G_N_ELEMENTS (diameters); d++)
      {
        g_autoptr (SmpImage) photo = picture_of_colour (n, skins[s]), after = NULL;
        g_autoptr (SmpDotSet) dots = grid_dots (8, 8, 24, 24, 8, diameters[d]);
        g_autofree double *keep = g_new (double, (gsize)(3 * n * n));
        double worst = 0, mean = 0;

        for (int i = 0; i < 3 * n * n; i++)
          keep[i] = 1;
        for (gsize i = 0; i < dots->n_dots; i++)
          {
            g_autofree double *share = g_new0 (double, (gsize)(n * n));
            double skin = 0.09 * 12, sigma = sqrt (skin * skin + 0.36);

            model_disc ((double)dots->dots[i].x_px, (double)dots->dots[i].y_px,
                        (double)diameters[d] / 2, sigma, n, share);
            for (int k = 0; k < n * n; k++)
              for (int c = 0; c < 3; c++)
                keep[3 * k + c] *= 1 - share[k] * (1 - transmission[c]);
          }
        after = render (photo, dots);
        for (int y = 1; y < n - 1; y++)
          for (int x = 1; x < n - 1; x++)
            {
              const float *decode = smp_srgb_decode_table ();
              double model[3] = { 0 }, drawn[3] = { 0 }, difference;

              for (int k = 0; k < 9; k++)
                for (int c = 0; c < 3; c++)
                  {
                    int px = x + k % 3 - 1, py = y + k / 3 - 1;

                    model[c] += (double)decode[skins[s][c]] * keep[3 * (py * n + px) + c] / 9;
                    drawn[c] += (double)decode[picture_pixel (after, px, py)[c]] / 9;
                  }
              difference
                  = smp_delta_e_2000 (smp_lab_from_linear (model), smp_lab_from_linear (drawn));
              worst = MAX (worst, difference);
              mean += difference / ((n - 2) * (n - 2));
            }
        g_test_message ("skin %" G_GSIZE_FORMAT ", %g px: ΔE mean %.3f, at most %.3f", s,
                        (double)diameters[d], mean, worst);
        g_assert_cmpfloat (worst, <, 1);
        g_assert_cmpfloat (mean, <, 0.09);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/light/shine-comes-back", test_shine_comes_back);
  g_test_add_func ("/light/shine-on-large-photo", test_shine_on_large_photo);
  g_test_add_func ("/light/shine-beside-cloth", test_shine_beside_cloth);
  g_test_add_func ("/light/shine-on-portraits", test_shine_on_portraits);
  g_test_add_func ("/light/hair-above", test_hair_above);
  g_test_add_func ("/light/against-model", test_against_model);
  return g_test_run ();
}
