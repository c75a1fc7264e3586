/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdio.h>

#include "bench-tools.h"
#include "record/smp-picture-file.h"

#define ROUNDS 7
/* gdk-pixbuf takes many seconds for one PNG. */
#define PNG_ROUNDS 3

static double
time_ours (const SmpImage *image, SmpPictureFormat format, gsize *size)
{
  SmpPictureInfo info = { .simulated = TRUE };
  double start = bench_now_ms ();
  g_autoptr (GBytes) bytes = smp_picture_encode (image, format, &info, NULL, NULL);

  *size = g_bytes_get_size (bytes);
  return bench_now_ms () - start;
}

static double
time_libjpeg (const SmpImage *image, gsize *size)
{
  double start = bench_now_ms ();
  g_autoptr (GBytes) bytes = bench_encode_jpeg (image, 95, FALSE);

  *size = g_bytes_get_size (bytes);
  return bench_now_ms () - start;
}

/* gdk-pixbuf writes the fourth channel too, so it gets a picture without one. */
static GdkPixbuf *
make_pixbuf (const SmpImage *image)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, image->width, image->height);
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  gsize stride = (gsize)gdk_pixbuf_get_rowstride (pixbuf);

  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      for (int c = 0; c < 3; c++)
        pixels[(gsize)y * stride + (gsize)(3 * x + c)]
            = image->pixels[(gsize)y * image->stride + (gsize)(4 * x + c)];
  return pixbuf;
}

static double
time_pixbuf (GdkPixbuf *pixbuf, gsize *size)
{
  double start = bench_now_ms ();
  g_autofree char *data = NULL;

  gdk_pixbuf_save_to_buffer (pixbuf, &data, size, "png", NULL, NULL);
  return bench_now_ms () - start;
}

int
main (void)
{
  g_autoptr (SmpImage) image = bench_photo_new (6000, 4000);
  g_autoptr (GdkPixbuf) pixbuf = make_pixbuf (image);
  double ours[ROUNDS], theirs[ROUNDS];
  gsize our_size = 0, their_size = 0;

  printf ("{\n");
  for (int i = 0; i < ROUNDS; i++)
    {
      theirs[i] = time_libjpeg (image, &their_size);
      ours[i] = time_ours (image, SMP_PICTURE_JPEG, &our_size);
    }
  bench_report ("export_jpeg_24mp", bench_median (ours, ROUNDS), bench_median (theirs, ROUNDS),
                "ms");
  bench_report ("export_jpeg_24mp_size", (double)our_size / 1e6, (double)their_size / 1e6, "MB");
  for (int i = 0; i < PNG_ROUNDS; i++)
    {
      theirs[i] = time_pixbuf (pixbuf, &their_size);
      ours[i] = time_ours (image, SMP_PICTURE_PNG, &our_size);
    }
  bench_report ("export_png_24mp", bench_median (ours, PNG_ROUNDS),
                bench_median (theirs, PNG_ROUNDS), "ms");
  bench_report ("export_png_24mp_size", (double)our_size / 1e6, (double)their_size / 1e6, "MB");
  printf ("\n}\n");
  return 0;
}
