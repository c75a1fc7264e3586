/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <webp/encode.h>
#include <webp/mux.h>

#include "base/smp-error.h"
#include "record/smp-picture-private.h"

typedef struct
{
  SmpPictureSteps *steps;
  GCancellable *cancellable;
  int percent; /* told so far */
} WebP;

/* The encoder's thread, and no other, comes here. 0 stops it. */
static int
on_progress (int percent, const WebPPicture *picture)
{
  WebP *self = picture->user_data;

  if (g_cancellable_is_cancelled (self->cancellable))
    return 0;
  if (percent > self->percent && percent <= 100)
    {
      smp_picture_steps_done (self->steps, (gsize)(percent - self->percent));
      self->percent = percent;
    }
  return 1;
}

static gboolean
compress (WebP *self, const SmpImage *image, int quality, WebPMemoryWriter *writer, GError **error)
{
  WebPConfig config;
  WebPPicture picture;
  gboolean ok;

  if (!WebPConfigInit (&config) || !WebPPictureInit (&picture))
    return FALSE;
  config.quality = (float)quality;
  config.method = 2;
  config.thread_level = self->steps->info->n_threads != 1;
  /* Colour has half the resolution here: at least so that the edges of dots stay where they are. */
  config.use_sharp_yuv = 1;
  config.alpha_filtering = 1;
  picture.use_argb = 1;
  picture.width = image->width;
  picture.height = image->height;
  picture.writer = WebPMemoryWrite;
  picture.custom_ptr = writer;
  picture.progress_hook = on_progress;
  picture.user_data = self;
  ok = image->has_alpha ? WebPPictureImportRGBA (&picture, image->pixels, (int)image->stride) != 0
                        : WebPPictureImportRGBX (&picture, image->pixels, (int)image->stride) != 0;
  ok = ok && WebPEncode (&config, &picture) != 0;
  if (ok)
    on_progress (100, &picture);
  else if (!g_cancellable_set_error_if_cancelled (self->cancellable, error))
    smp_picture_set_memory_error (error);
  WebPPictureFree (&picture);
  return ok;
}

/* The picture, the profile and the XMP in one container. */
static GBytes *
assemble (const WebPMemoryWriter *writer, GBytes *profile, const char *xmp)
{
  WebPMux *mux = WebPMuxNew ();
  WebPData picture = { writer->mem, writer->size };
  WebPData icc, text = { (const guint8 *)xmp, strlen (xmp) }, file = { 0 };
  GBytes *bytes = NULL;
  gsize size;

  icc.bytes = g_bytes_get_data (profile, &size);
  icc.size = size;
  if (mux != NULL && WebPMuxSetImage (mux, &picture, 0) == WEBP_MUX_OK
      && WebPMuxSetChunk (mux, "ICCP", &icc, 0) == WEBP_MUX_OK
      && WebPMuxSetChunk (mux, "XMP ", &text, 0) == WEBP_MUX_OK
      && WebPMuxAssemble (mux, &file) == WEBP_MUX_OK)
    bytes = g_bytes_new (file.bytes, file.size);
  WebPDataClear (&file);
  WebPMuxDelete (mux);
  return bytes;
}

GBytes *
smp_picture_encode_webp (const SmpImage *image,
                         const char *xmp,
                         int quality,
                         SmpPictureSteps *steps,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GBytes) profile = smp_picture_dup_srgb_profile ();
  WebP self = { .steps = steps, .cancellable = cancellable };
  WebPMemoryWriter writer;
  GBytes *bytes = NULL;

  if (image->width > WEBP_MAX_DIMENSION || image->height > WEBP_MAX_DIMENSION)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                   _ ("A WebP can have %d pixels a side, and this picture has %d × %d. Choose PNG "
                      "or a smaller size."),
                   WEBP_MAX_DIMENSION, image->width, image->height);
      return NULL;
    }
  smp_picture_steps_begin (steps, 100);
  WebPMemoryWriterInit (&writer);
  if (compress (&self, image, quality, &writer, error))
    {
      bytes = assemble (&writer, profile, xmp);
      if (bytes == NULL)
        smp_picture_set_memory_error (error);
    }
  WebPMemoryWriterClear (&writer);
  return bytes;
}
