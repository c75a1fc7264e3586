/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "photo/smp-image.h"
#include "photo/smp-skin-sample.h"

/* Fewer pixels per mm do not tell hairs 1 mm apart; our choice. */
#define LEAST_PX_PER_MM 5.0
/* The brightness of the skin between hairs is that share of the brightest in this radius. */
#define SKIN_QUANTILE 0.75
#define SKIN_RADIUS_MM 1.2
/* A hair is the darkest place within this radius, smoothed by this much; our choice, from dots
 * that look 0.3 to 0.45 mm wide and follicular units 1 mm apart. */
#define HAIR_RADIUS_MM 0.28
#define SMOOTH_MM 0.09
/* And so much darker than the skin, and than the noise. */
#define LEAST_CONTRAST 0.05
#define NOISE_FACTOR 3.0
#define MAX_SIDE 1200
/* What is fewer or larger are tufts and shadows, not hairs; our choice. */
#define LEAST_HAIRS 8
#define LEAST_DENSITY 40.0
#define MOST_DIAMETER 0.60

/* A square of relative luminances. */
typedef struct
{
  int side;
  float *light;
} Square;

static Square
cut (const SmpImage *image, SmpPoint centre, double radius)
{
  const float *decode = smp_srgb_decode_table ();
  int side = MIN ((int)(2 * radius), MAX_SIDE);
  int x0 = (int)floor (centre.x - side / 2.0), y0 = (int)floor (centre.y - side / 2.0);
  Square square = { side, g_new (float, (gsize)MAX (side, 1) * (gsize)MAX (side, 1)) };

  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++)
      {
        int px = CLAMP (x0 + x, 0, image->width - 1), py = CLAMP (y0 + y, 0, image->height - 1);
        const guint8 *p = image->pixels + (gsize)py * image->stride + 4 * (gsize)px;

        square.light[y * side + x] = smp_luminance (decode[p[0]], decode[p[1]], decode[p[2]]);
      }
  return square;
}

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  const float *fa = a, *fb = b;

  return *fa < *fb ? -1 : *fa > *fb;
}

/* Brightness of the skin around each pixel: a quantile on a coarse grid, near enough between. */
static float *
skin_around (const Square *square, double px_per_mm)
{
  int reach = MAX ((int)(SKIN_RADIUS_MM * px_per_mm), 2), step = MAX (reach / 2, 1);
  int cells = (square->side + step - 1) / step;
  float *skin = g_new (float, (gsize)square->side *(gsize)square->side);
  g_autofree float *values = g_new (float, (gsize)(2 * reach + 1) * (gsize)(2 * reach + 1));
  g_autofree float *grid = g_new (float, (gsize)cells *(gsize)cells);

  for (int cy = 0; cy < cells; cy++)
    for (int cx = 0; cx < cells; cx++)
      {
        gsize n = 0;

        for (int y = MAX (cy * step - reach, 0); y <= MIN (cy * step + reach, square->side - 1);
             y++)
          for (int x = MAX (cx * step - reach, 0); x <= MIN (cx * step + reach, square->side - 1);
               x++)
            values[n++] = square->light[y * square->side + x];
        qsort (values, n, sizeof *values, compare_floats);
        grid[cy * cells + cx] = values[(gsize)(SKIN_QUANTILE * (double)(n - 1))];
      }
  for (int y = 0; y < square->side; y++)
    for (int x = 0; x < square->side; x++)
      skin[y * square->side + x] = grid[y / step * cells + x / step];
  return skin;
}

/* Gaussian blur in both directions, in place. */
static void
smooth (float *values, int side, double sigma)
{
  int reach = MAX ((int)ceil (3 * sigma), 1);
  g_autofree float *kernel = g_new (float, reach + 1);
  g_autofree float *line = g_new (float, side);
  double sum = 0;

  for (int k = 0; k <= reach; k++)
    sum += (k > 0 ? 2 : 1) * exp (-k * k / (2 * sigma * sigma));
  for (int k = 0; k <= reach; k++)
    kernel[k] = (float)(exp (-k * k / (2 * sigma * sigma)) / sum);
  for (int pass = 0; pass < 2; pass++)
    for (int i = 0; i < side; i++)
      {
        int first = pass == 0 ? i * side : i, stride = pass == 0 ? 1 : side;

        for (int k = 0; k < side; k++)
          line[k] = values[first + k * stride];
        for (int k = 0; k < side; k++)
          {
            float v = 0;

            for (int j = -reach; j <= reach; j++)
              v += kernel[abs (j)] * line[CLAMP (k + j, 0, side - 1)];
            values[first + k * stride] = v;
          }
      }
}

static gboolean
is_peak (const float *contrast, int side, int x, int y, int reach)
{
  float here = contrast[y * side + x];

  for (int v = MAX (y - reach, 0); v <= MIN (y + reach, side - 1); v++)
    for (int u = MAX (x - reach, 0); u <= MIN (x + reach, side - 1); u++)
      {
        float there = contrast[v * side + u];

        if ((u - x) * (u - x) + (v - y) * (v - y) > reach * reach || (u == x && v == y))
          continue;
        if (there > here || (!(there < here) && (v < y || (v == y && u < x))))
          return FALSE;
      }
  return TRUE;
}

/* The spread of the contrast above the skin's brightness, where no hair can be. */
static double
noise_of (const float *contrast, gsize n)
{
  double square = 0;
  gsize found = 0;

  for (gsize i = 0; i < n; i++)
    if (contrast[i] < 0)
      {
        square += (double)contrast[i] * (double)contrast[i];
        found++;
      }
  return found > 0 ? sqrt (square / (double)found) : 0;
}

SmpStubble
smp_stubble_measure (const SmpImage *image, SmpPoint centre, double radius, double mm_per_px)
{
  double px_per_mm = 1 / mm_per_px, area_cm2, threshold, dark = 0;
  SmpStubble stubble = { 0 };
  Square square;
  g_autofree float *light = NULL;
  g_autofree float *contrast = NULL;
  int side, reach, n_hairs = 0;

  if (!(px_per_mm >= LEAST_PX_PER_MM) || !(radius * mm_per_px >= 2))
    return stubble;
  square = cut (image, centre, radius);
  light = square.light;
  side = square.side;
  reach = MAX ((int)lround (HAIR_RADIUS_MM * px_per_mm), 1);
  contrast = skin_around (&square, px_per_mm);
  for (int i = 0; i < side * side; i++)
    {
      contrast[i] = contrast[i] > 0 ? 1 - light[i] / contrast[i] : 0;
      dark += (double)MAX (contrast[i], 0.0f);
    }
  smooth (contrast, side, SMOOTH_MM * px_per_mm);
  threshold = MAX (LEAST_CONTRAST, NOISE_FACTOR * noise_of (contrast, (gsize)side * (gsize)side));
  for (int y = 1; y < side - 1; y++)
    for (int x = 1; x < side - 1; x++)
      if ((double)contrast[y * side + x] > threshold && is_peak (contrast, side, x, y, reach))
        n_hairs++;
  area_cm2 = pow (side * mm_per_px / 10, 2);
  if (n_hairs > LEAST_HAIRS)
    {
      /* The darkening of the mean is count × area of a dot, were it black. */
      double area_mm2 = dark * mm_per_px * mm_per_px / n_hairs;

      stubble.density = n_hairs / area_cm2;
      stubble.diameter = sqrt (4 * area_mm2 / G_PI);
      stubble.resolved = stubble.density >= LEAST_DENSITY && stubble.diameter <= MOST_DIAMETER;
    }
  return stubble;
}
