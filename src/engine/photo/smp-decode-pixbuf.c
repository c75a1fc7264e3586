/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/smp-error.h"
#include "photo/smp-photo-sink.h"

/* Bytes handed to the loader between two looks at the cancellable. */
#define CHUNK (1024 * 1024)

typedef struct
{
  const SmpDecode *decode;
  GError *error; /* set if the size is over the limit */
} SizeCheck;

static void
on_size_prepared (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  SizeCheck *check = data;

  /* A size of nothing makes the loaders stop before they ask for memory. */
  if (check->error == NULL
      && !smp_decode_check_size (check->decode, (guint64)MAX (width, 0), (guint64)MAX (height, 0),
                                 &check->error))
    gdk_pixbuf_loader_set_size (loader, 0, 0);
}

static GdkPixbufLoader *
open_loader (const SmpDecode *self, GError **error)
{
  GdkPixbufLoader *loader
      = gdk_pixbuf_loader_new_with_mime_type (smp_photo_kind_mime_type (self->kind), NULL);

  if (loader == NULL)
    g_set_error (error, SMP_ERROR, SMP_ERROR_UNSUPPORTED,
                 /* Translators: the second and third string are a kind of file, like HEIC. */
                 _ ("“%s” is a %s picture, and this computer has no reader for %s. Save it as a "
                    "JPEG or PNG and open that."),
                 self->name, smp_photo_kind_name (self->kind), smp_photo_kind_name (self->kind));
  return loader;
}

static gboolean
feed (GdkPixbufLoader *loader, const SmpDecode *self, const SizeCheck *check, GError **error)
{
  for (gsize at = 0; at < self->size; at += CHUNK)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (!gdk_pixbuf_loader_write (loader, self->data + at, MIN (CHUNK, self->size - at), error))
        return FALSE;
      if (check->error != NULL)
        return FALSE;
    }
  return TRUE;
}

/* libtiff's RGBA has alpha multiplied in; ours has not. */
static void
unmultiply (guint8 *p, int width)
{
  for (int x = 0; x < width; x++, p += 4)
    {
      for (int c = 0; c < 3 && p[3] > 0 && p[3] < 255; c++)
        p[c] = (guint8)MIN (255, (p[c] * 255 + p[3] / 2) / p[3]);
    }
}

static void
spread_row (const guint8 *s, guint8 *t, int width)
{
  for (int x = 0; x < width; x++, s += 3, t += 4)
    {
      t[0] = s[0];
      t[1] = s[1];
      t[2] = s[2];
      t[3] = 255;
    }
}

static gboolean
pour (SmpDecode *self, const GdkPixbuf *pixbuf, SmpImage **image, GError **error)
{
  gboolean has_alpha = gdk_pixbuf_get_n_channels (pixbuf) == 4;
  int width = gdk_pixbuf_get_width (pixbuf);
  gsize stride = (gsize)gdk_pixbuf_get_rowstride (pixbuf);
  const guint8 *s = gdk_pixbuf_read_pixels (pixbuf);
  g_autoptr (SmpPhotoSink) sink
      = smp_photo_sink_new (self, width, gdk_pixbuf_get_height (pixbuf), FALSE, error);

  if (sink == NULL)
    return FALSE;
  if (has_alpha)
    smp_photo_sink_set_alpha (sink);
  for (int strip = 0; strip < smp_photo_sink_get_n_strips (sink); strip++)
    {
      guint8 *t = smp_photo_sink_begin (sink, strip);
      int n = smp_photo_sink_get_n_rows (sink, strip);

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      for (int i = 0; i < n; i++, s += stride, t += smp_photo_sink_get_stride (sink))
        {
          if (has_alpha)
            memcpy (t, s, (gsize)width * 4);
          else
            spread_row (s, t, width);
          if (has_alpha && self->kind == SMP_PHOTO_TIFF)
            unmultiply (t, width);
        }
      smp_photo_sink_end (sink, strip, n);
    }
  return smp_photo_sink_finish (sink, image);
}

static void
read_options (SmpDecode *self, GdkPixbuf *pixbuf)
{
  const char *profile = gdk_pixbuf_get_option (pixbuf, "icc-profile");
  const char *orientation = gdk_pixbuf_get_option (pixbuf, "orientation");

  self->profile = smp_photo_stated_profile (self->kind, self->data, self->size);
  if (self->profile == NULL && profile != NULL)
    {
      gsize size;
      guchar *data = g_base64_decode (profile, &size);

      self->profile = g_bytes_new_take (data, size);
    }
  /* libheif turns the picture by its "irot" box, which outranks EXIF. libtiff flips the rows so
   * that of the orientations 5 to 8 only a transposition is left, and gdk-pixbuf says so. */
  if (self->kind != SMP_PHOTO_WEBP)
    self->orientation = 1;
  if (self->kind == SMP_PHOTO_TIFF && orientation != NULL && orientation[0] >= '5'
      && orientation[0] <= '8')
    self->orientation = orientation[0] - '0';
}

gboolean
smp_decode_pixbuf (SmpDecode *self, SmpImage **image, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = NULL;
  g_autoptr (GError) reason = NULL;
  SizeCheck check = { .decode = self };
  GdkPixbuf *pixbuf;
  guint64 width, height;
  double share;
  gboolean fed;

  if (smp_photo_stated_size (self->kind, self->data, self->size, &width, &height)
      && !smp_decode_check_size (self, width, height, error))
    return FALSE;
  loader = open_loader (self, error);
  if (loader == NULL)
    return FALSE;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), &check);
  fed = feed (loader, self, &check, &reason);
  /* The loader must be closed in any case; only its first complaint counts. */
  fed = gdk_pixbuf_loader_close (loader, reason == NULL ? &reason : NULL) && fed;
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (check.error != NULL)
    {
      g_propagate_error (error, check.error);
      return FALSE;
    }
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  /* The readers of WebP and BMP take the rows that are missing for black or for nothing. */
  share = smp_photo_present_share (self->kind, self->data, self->size);
  if (!fed || pixbuf == NULL || share < SMP_PHOTO_LEAST_SHARE)
    {
      const char *detail = smp_photo_is_cut_off (self->kind, self->data, self->size)
                               ? _ ("it is cut off")
                           : reason != NULL ? reason->message
                                            : NULL;

      if (smp_photo_check_numbers (self, error))
        smp_decode_set_damaged (self, detail, error);
      return FALSE;
    }
  if (share < 1)
    smp_decode_take_part_notice (self, TRUE);
  read_options (self, pixbuf);
  return pour (self, pixbuf, image, error);
}
