/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "bench-tools.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include "base/smp-hash.h"

double
bench_now_ms (void)
{
  return (double)g_get_monotonic_time () / 1000;
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

double
bench_median (double *values, gsize n)
{
  qsort (values, n, sizeof (double), compare);
  return values[n / 2];
}

void
bench_report (const char *name, double value, double floor, const char *unit)
{
  static gboolean is_later;

  printf ("%s  \"%s\": {\"value\": %.3f, \"unit\": \"%s\", \"floor\": %.3f, \"ratio\": %.4f}",
          is_later ? ",\n" : "", name, value, unit, floor, value / floor);
  is_later = TRUE;
}

SmpImage *
bench_photo_new (int width, int height)
{
  SmpImage *image = smp_image_new (width, height, NULL);

  for (int y = 0; y < height; y++)
    {
      guint8 *p = image->pixels + (gsize)y * image->stride;
      double row = 25 * sin (y * 0.0031) + 12 * sin (y * 0.11);

      for (int x = 0; x < width; x++, p += 4)
        {
          guint64 bits = smp_hash_u64 (7, (guint64)y, (guint64)x);
          double soft = row + 30 * sin (x * 0.0023) + 9 * sin ((x + y) * 0.07) * sin (x * 0.13);

          for (int c = 0; c < 3; c++)
            {
              /* Triangular noise with a deviation of 2.4 codes. */
              int noise = (int)(bits >> (16 * c) & 7) + (int)(bits >> (16 * c + 8) & 7) - 7;

              p[c] = (guint8)CLAMP ((int)(175 - 25 * c + soft) + noise, 0, 255);
            }
          p[3] = 255;
        }
    }
  return image;
}

GBytes *
bench_encode_jpeg (const SmpImage *image, int quality, gboolean subsample)
{
  struct jpeg_compress_struct info;
  struct jpeg_error_mgr manager;
  unsigned char *data = NULL;
  unsigned long size = 0;

  info.err = jpeg_std_error (&manager);
  jpeg_create_compress (&info);
  jpeg_mem_dest (&info, &data, &size);
  info.image_width = (JDIMENSION)image->width;
  info.image_height = (JDIMENSION)image->height;
  info.input_components = 4;
  info.in_color_space = JCS_EXT_RGBX;
  jpeg_set_defaults (&info);
  jpeg_set_quality (&info, quality, TRUE);
  if (!subsample)
    info.comp_info[0].h_samp_factor = info.comp_info[0].v_samp_factor = 1;
  jpeg_start_compress (&info, TRUE);
  while (info.next_scanline < info.image_height)
    {
      JSAMPROW row = image->pixels + (gsize)info.next_scanline * image->stride;

      jpeg_write_scanlines (&info, &row, 1);
    }
  jpeg_finish_compress (&info);
  jpeg_destroy_compress (&info);
  return g_bytes_new_with_free_func (data, size, free, data);
}
