/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "golden-compare.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdlib.h>
#include <string.h>

#include "colour/smp-colour.h"

static guint8 *
pixel (const SmpImage *image, int x, int y)
{
  return image->pixels + (gsize)y * image->stride + 4 * (gsize)x;
}

GoldenDifference
golden_compare (const SmpImage *a, const SmpImage *b)
{
  GoldenDifference found = { .x0 = a->width, .y0 = a->height };

  g_assert_true (a->width == b->width && a->height == b->height);
  for (int y = 0; y < a->height; y++)
    for (int x = 0; x < a->width; x++)
      {
        const guint8 *p = pixel (a, x, y), *q = pixel (b, x, y);

        if (memcmp (p, q, 4) == 0)
          continue;
        found.n_wrong++;
        for (int c = 0; c < 4; c++)
          found.max = MAX (found.max, abs (p[c] - q[c]));
        found.mean_delta_e += smp_delta_e_2000 (smp_lab_from_srgb8 (p), smp_lab_from_srgb8 (q));
        found.x0 = MIN (found.x0, x);
        found.y0 = MIN (found.y0, y);
        found.x1 = MAX (found.x1, x + 1);
        found.y1 = MAX (found.y1, y + 1);
      }
  found.mean_delta_e /= (double)a->width * a->height;
  return found;
}

SmpImage *
golden_picture_of_difference (const SmpImage *a, const SmpImage *b)
{
  SmpImage *image = smp_image_new (a->width, a->height, NULL);

  for (int y = 0; y < a->height; y++)
    for (int x = 0; x < a->width; x++)
      {
        for (int c = 0; c < 3; c++)
          pixel (image, x, y)[c]
              = (guint8)CLAMP (128 + 4 * (pixel (a, x, y)[c] - pixel (b, x, y)[c]), 0, 255);
        pixel (image, x, y)[3] = 255;
      }
  return image;
}

char *
golden_checksum (const SmpImage *image)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *size = g_strdup_printf ("%d %d\n", image->width, image->height);

  g_checksum_update (sum, (const guchar *)size, (gssize)strlen (size));
  for (int y = 0; y < image->height; y++)
    g_checksum_update (sum, pixel (image, 0, y), 4 * (gssize)image->width);
  return g_strdup (g_checksum_get_string (sum));
}

SmpImage *
golden_read (const char *path, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_file (path, error);
  SmpImage *image;
  int channels, width, height;

  if (pixbuf == NULL)
    return NULL;
  channels = gdk_pixbuf_get_n_channels (pixbuf);
  width = gdk_pixbuf_get_width (pixbuf);
  height = gdk_pixbuf_get_height (pixbuf);
  image = smp_image_new (width, height, error);
  for (int y = 0; image != NULL && y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const guint8 *from = gdk_pixbuf_read_pixels (pixbuf)
                             + (gsize)y * (gsize)gdk_pixbuf_get_rowstride (pixbuf)
                             + (gsize)(x * channels);

        memcpy (pixel (image, x, y), from, 3);
        pixel (image, x, y)[3] = channels == 4 ? from[3] : 255;
      }
  return image;
}

gboolean
golden_write (const SmpImage *image, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = smp_image_dup_bytes (image);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_bytes (
      bytes, GDK_COLORSPACE_RGB, TRUE, 8, image->width, image->height, (int)image->stride);

  return gdk_pixbuf_save (pixbuf, path, "png", error, "compression", "9", NULL);
}
