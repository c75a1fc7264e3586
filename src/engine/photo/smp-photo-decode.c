/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-photo-decode.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <pthread.h>

#include "base/smp-error.h"
#include "base/smp-limits.h"
#include "base/smp-parallel.h"
#include "photo/smp-photo-sink.h"

/* Bytes of what a library says that is wrong. */
#define MAX_DETAIL 300

void
smp_photo_metadata_clear (SmpPhotoMetadata *self)
{
  g_clear_pointer (&self->mime_type, g_free);
  g_clear_pointer (&self->camera, g_free);
  g_clear_pointer (&self->taken, g_free);
  g_clear_pointer (&self->profile, g_free);
}

void
smp_decoded_photo_free (SmpDecodedPhoto *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->image, smp_image_unref);
  smp_photo_metadata_clear (&self->metadata);
  g_strfreev (self->notices);
  g_free (self);
}

gboolean
smp_decode_check_size (const SmpDecode *self, guint64 width, guint64 height, GError **error)
{
  if (width == 0 || height == 0)
    {
      smp_decode_set_damaged (self, _ ("it states a size of nothing"), error);
      return FALSE;
    }
  if (width > SMP_LIMIT_PHOTO_SIDE || height > SMP_LIMIT_PHOTO_SIDE)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                   _ ("“%s” is %" PRIu64 " × %" PRIu64
                      " pixels large; the limit is %d pixels a side. Save the photo smaller and "
                      "open that."),
                   self->name, width, height, SMP_LIMIT_PHOTO_SIDE);
      return FALSE;
    }
  if ((double)width * (double)height > self->max_megapixels * 1e6)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                   _ ("“%s” has %d million pixels (%d × %d); the limit is %d million. Save the "
                      "photo smaller and open that."),
                   self->name, (int)((double)width * (double)height / 1e6 + 0.5), (int)width,
                   (int)height, (int)self->max_megapixels);
      return FALSE;
    }
  return TRUE;
}

void
smp_decode_take_notice (SmpDecode *self, char *notice)
{
  g_ptr_array_add (self->notices, notice);
}

void
smp_decode_take_part_notice (SmpDecode *self, gboolean is_cut)
{
  smp_decode_take_notice (
      self, is_cut
                ? g_strdup_printf (_ ("The file “%s” is cut off: a part of the photo is missing. "
                                      "Copy it again from the camera."),
                                   self->name)
                : g_strdup_printf (_ ("The file “%s” is damaged: a part of the photo may look "
                                      "wrong. Copy it again from the camera."),
                                   self->name));
}

void
smp_decode_take_profile_notice (SmpDecode *self)
{
  smp_decode_take_notice (
      self, g_strdup_printf (_ ("The colour profile in “%s” is damaged or does not fit the "
                                "picture. Its colours are shown as sRGB and may look different "
                                "elsewhere."),
                             self->name));
}

void
smp_decode_set_damaged (const SmpDecode *self, const char *detail, GError **error)
{
  const char *kind = smp_photo_kind_name (self->kind);
  g_autofree char *line = detail != NULL ? smp_photo_dup_line (detail, MAX_DETAIL) : NULL;

  if (line == NULL || *line == '\0')
    g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
                 _ ("The %s file “%s” is damaged and cannot be opened. Copy it again from the "
                    "camera, or use another photo."),
                 kind, self->name);
  else
    g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
                 /* Translators: a kind of file, its name, and a technical detail. */
                 _ ("The %s file “%s” is damaged and cannot be opened (%s). Copy it again from the "
                    "camera, or use another photo."),
                 kind, self->name, line);
}

void
smp_decode_clear (SmpDecode *self)
{
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  g_clear_pointer (&self->profile, g_bytes_unref);
  g_clear_pointer (&self->profile_name, g_free);
}

/* Another picture of the same photo; what it has to say is not told. */
static void
init_stage (SmpDecode *self, const SmpDecode *full, SmpPhotoStage stage)
{
  *self = (SmpDecode){ .data = full->data,
                       .size = full->size,
                       .name = full->name,
                       .cancellable = full->cancellable,
                       .host = full->host,
                       .stage = stage,
                       .kind = full->kind,
                       .max_megapixels = full->max_megapixels,
                       .orientation = full->orientation };
  self->notices = g_ptr_array_new_with_free_func (g_free);
}

static void
decode_thumbnail (const SmpDecode *full, GBytes *thumbnail)
{
  SmpDecode self;

  init_stage (&self, full, SMP_PHOTO_STAGE_THUMBNAIL);
  self.data = g_bytes_get_data (thumbnail, &self.size);
  self.max_megapixels = 1;
  if (smp_photo_kind (self.data, self.size) == SMP_PHOTO_JPEG
      && smp_decode_jpeg (&self, NULL, NULL))
    self.host->staged (SMP_PHOTO_STAGE_THUMBNAIL, self.host->data);
  smp_decode_clear (&self);
}

/* The full picture and one before it, side by side. */
typedef struct
{
  SmpDecode *full;
  gboolean ok;
  GError *error;
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  SmpPhotoSink *sink; /* (nullable): of the full picture */
  gboolean is_over;   /* the full picture is there, or will not come */
} Pair;

static void
on_sink_ready (SmpPhotoSink *sink, gpointer data)
{
  Pair *self = data;

  pthread_mutex_lock (&self->mutex);
  self->sink = smp_photo_sink_ref (sink);
  pthread_cond_signal (&self->changed);
  pthread_mutex_unlock (&self->mutex);
}

static void
decode_preview_and_help (Pair *self)
{
  SmpDecode preview;
  SmpPhotoSink *sink;

  init_stage (&preview, self->full, SMP_PHOTO_STAGE_PREVIEW);
  if (smp_decode_jpeg_preview (&preview))
    preview.host->staged (SMP_PHOTO_STAGE_PREVIEW, preview.host->data);
  smp_decode_clear (&preview);
  pthread_mutex_lock (&self->mutex);
  while (self->sink == NULL && !self->is_over)
    pthread_cond_wait (&self->changed, &self->mutex);
  sink = self->sink;
  pthread_mutex_unlock (&self->mutex);
  if (sink != NULL)
    smp_photo_sink_help (sink);
}

static void
decode_one (gsize item, int worker, gpointer data)
{
  Pair *self = data;

  if (item == 1)
    {
      decode_preview_and_help (self);
      return;
    }
  self->ok = smp_decode_jpeg (self->full, NULL, &self->error);
  pthread_mutex_lock (&self->mutex);
  self->is_over = TRUE;
  pthread_cond_signal (&self->changed);
  pthread_mutex_unlock (&self->mutex);
}

static gboolean
decode_jpeg (SmpDecode *full, SmpImage **image, GError **error)
{
  g_autofree Pair *self = NULL;

  if (full->host == NULL || full->host->staged == NULL)
    return smp_decode_jpeg (full, image, error);
  self = g_new0 (Pair, 1);
  self->full = full;
  pthread_mutex_init (&self->mutex, NULL);
  pthread_cond_init (&self->changed, NULL);
  full->sink_ready = on_sink_ready;
  full->sink_data = self;
  smp_parallel_for (2, 2, decode_one, self, NULL, NULL);
  full->sink_ready = NULL;
  full->sink_data = NULL;
  g_clear_pointer (&self->sink, smp_photo_sink_unref);
  pthread_mutex_destroy (&self->mutex);
  pthread_cond_destroy (&self->changed);
  if (self->error != NULL)
    g_propagate_error (error, self->error);
  return self->ok;
}

static gboolean
decode_pixels (SmpDecode *self, SmpImage **image, GError **error)
{
  switch (self->kind)
    {
    case SMP_PHOTO_JPEG:
      return decode_jpeg (self, image, error);
    case SMP_PHOTO_PNG:
      return smp_decode_png (self, image, error);
    case SMP_PHOTO_WEBP:
    case SMP_PHOTO_HEIF:
    case SMP_PHOTO_AVIF:
    case SMP_PHOTO_BMP:
    case SMP_PHOTO_GIF:
      return smp_decode_pixbuf (self, image, error);
    case SMP_PHOTO_TIFF:
      return smp_photo_check_raw (self, error) && smp_decode_pixbuf (self, image, error);
    case SMP_PHOTO_UNKNOWN:
    default:
      g_set_error (error, SMP_ERROR, SMP_ERROR_UNSUPPORTED,
                   self->size == 0 ? _ ("The file “%s” is empty (0 bytes). Copy the photo again "
                                        "from the camera.")
                                   : _ ("“%s” is not a photo that can be opened. Use a JPEG, PNG, "
                                        "WebP, HEIC, AVIF, TIFF, BMP or GIF file."),
                   self->name);
      return FALSE;
    }
}

gboolean
smp_decode_run (SmpDecode *self, SmpPhotoMetadata *metadata, SmpImage **image, GError **error)
{
  g_autoptr (GBytes) thumbnail = NULL;
  gboolean wants_stages = self->host != NULL && self->host->staged != NULL;
  gboolean ok;

  self->kind = smp_photo_kind (self->data, self->size);
  self->stage = SMP_PHOTO_STAGE_FULL;
  self->orientation = 1;
  if (!(self->max_megapixels > 0))
    self->max_megapixels = SMP_LIMIT_PHOTO_MEGAPIXELS;
  self->notices = g_ptr_array_new_with_free_func (g_free);
  if (self->kind != SMP_PHOTO_UNKNOWN)
    self->orientation = smp_photo_read_metadata (self->data, self->size, metadata,
                                                 wants_stages ? &thumbnail : NULL);
  if (wants_stages && self->host->described != NULL)
    self->host->described (metadata, self->host->data);
  if (thumbnail != NULL)
    decode_thumbnail (self, thumbnail);
  ok = decode_pixels (self, image, error);
  metadata->mime_type = g_strdup (smp_photo_kind_mime_type (self->kind));
  metadata->profile = g_steal_pointer (&self->profile_name);
  return ok;
}

SmpDecodedPhoto *
smp_photo_decode (GBytes *bytes,
                  const char *name,
                  double max_megapixels,
                  GCancellable *cancellable,
                  GError **error)
{
  SmpPhotoOpenOptions options = { .max_megapixels = max_megapixels };

  return smp_photo_open (bytes, name, &options, cancellable, error);
}
