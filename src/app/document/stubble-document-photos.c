/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/smp-error.h"
#include "document/stubble-document-private.h"
#include "geometry/smp-outline.h"
#include "model/smp-consultation.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-open.h"
#include "project/smp-project-reader.h"

/* Pixels are kept for the photos used last: at least two, which may be seen side by side, and more
 * while they take no more than this together. */
#define ROOM_BYTES (1024.0 * 1024 * 1024)
#define KEPT_ALWAYS 2
/* The thumbnail is the first level of the pyramid that is no larger than this, px. */
#define THUMBNAIL_MAX 256

static void
pixels_free (gpointer data)
{
  StubblePixels *self = data;

  g_clear_pointer (&self->pyramid, smp_pyramid_unref);
  g_clear_pointer (&self->thumbnail, smp_image_unref);
  g_clear_pointer (&self->contour, smp_polygon_unref);
  g_free (self);
}

GHashTable *
_stubble_document_new_pixels (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, pixels_free);
}

static StubblePixels *
pixels_of (StubbleDocument *self, const char *sha256)
{
  StubblePixels *pixels = g_hash_table_lookup (self->pixels, sha256);

  if (pixels == NULL)
    {
      pixels = g_new0 (StubblePixels, 1);
      g_hash_table_insert (self->pixels, g_strdup (sha256), pixels);
    }
  return pixels;
}

static double
bytes_of (const SmpPyramid *pyramid)
{
  double sum = 0;

  for (gsize i = 0; i < pyramid->n_levels; i++)
    sum += (double)pyramid->levels[i]->stride * pyramid->levels[i]->height;
  return sum;
}

/* Lets go of the pixels that were used longest ago. */
static void
make_room (StubbleDocument *self)
{
  for (;;)
    {
      StubblePixels *oldest = NULL;
      GHashTableIter iter;
      gpointer value;
      double sum = 0;
      int n = 0;

      g_hash_table_iter_init (&iter, self->pixels);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        {
          StubblePixels *pixels = value;

          if (pixels->pyramid == NULL)
            continue;
          n++;
          sum += bytes_of (pixels->pyramid);
          if (oldest == NULL || pixels->used < oldest->used)
            oldest = pixels;
        }
      if (n <= KEPT_ALWAYS || sum <= ROOM_BYTES)
        return;
      g_clear_pointer (&oldest->pyramid, smp_pyramid_unref);
    }
}

void
_stubble_document_take_pixels (StubbleDocument *self, const char *sha256, const SmpPyramid *pyramid)
{
  StubblePixels *pixels = pixels_of (self, sha256);
  gsize level = 0;

  while (level + 1 < pyramid->n_levels
         && MAX (pyramid->levels[level]->width, pyramid->levels[level]->height) > THUMBNAIL_MAX)
    level++;
  g_clear_pointer (&pixels->pyramid, smp_pyramid_unref);
  g_clear_pointer (&pixels->thumbnail, smp_image_unref);
  pixels->pyramid = smp_pyramid_ref (pyramid);
  pixels->thumbnail = smp_image_ref (pyramid->levels[level]);
  pixels->is_waiting = FALSE;
  pixels->used = ++self->clock;
  make_room (self);
}

SmpImage *
stubble_document_get_thumbnail (StubbleDocument *self, const SmpPhoto *photo)
{
  StubblePixels *pixels = g_hash_table_lookup (self->pixels, photo->sha256);

  return pixels != NULL ? pixels->thumbnail : NULL;
}

gboolean
stubble_document_has_failed (StubbleDocument *self, const SmpPhoto *photo)
{
  StubblePixels *pixels = g_hash_table_lookup (self->pixels, photo->sha256);

  return pixels != NULL && pixels->has_failed;
}

const SmpPyramid *
stubble_document_get_pyramid (StubbleDocument *self)
{
  const SmpPhoto *photo = stubble_document_get_photo (self);
  StubblePixels *pixels;

  if (photo == NULL)
    return NULL;
  pixels = g_hash_table_lookup (self->pixels, photo->sha256);
  return pixels != NULL ? pixels->pyramid : NULL;
}

/* One photo on its way from its bytes to pixels. */
typedef struct
{
  SmpConsultation *consultation;
  SmpPhoto *photo;
  GFile *folder; /* (nullable): where linked photos are */
  SmpPyramid *pyramid;
} Opening;

static void
opening_free (Opening *self)
{
  g_clear_pointer (&self->consultation, smp_consultation_unref);
  g_clear_pointer (&self->photo, smp_photo_unref);
  g_clear_object (&self->folder);
  g_clear_pointer (&self->pyramid, smp_pyramid_unref);
  g_free (self);
}

static void
opening_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  const SmpPhoto *photo = opening->photo;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SmpDecodedPhoto) decoded = NULL;
  GError *error = NULL;

  bytes = smp_project_dup_photo_bytes (opening->consultation, photo, opening->folder, cancellable,
                                       &error);
  if (bytes != NULL)
    decoded = smp_photo_open (bytes, photo->name, NULL, cancellable, &error);
  if (decoded != NULL
      && (decoded->image->width != photo->width || decoded->image->height != photo->height))
    {
      g_set_error (&error, SMP_ERROR, SMP_ERROR_INVALID,
                   _ ("Photo “%s” is %d × %d pixels, but the consultation says %d × %d."),
                   photo->name, decoded->image->width, decoded->image->height, photo->width,
                   photo->height);
      g_clear_pointer (&decoded, smp_decoded_photo_free);
    }
  if (decoded != NULL)
    opening->pyramid = smp_pyramid_new (decoded->image, 0, &error);
  if (opening->pyramid != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void open_next (StubbleDocument *self);

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StubbleDocument) self = data;
  Opening *opening = g_task_get_task_data (G_TASK (result));
  StubblePixels *pixels = pixels_of (self, opening->photo->sha256);
  g_autoptr (GError) error = NULL;

  self->is_opening = FALSE;
  pixels->is_waiting = FALSE;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      _stubble_document_take_pixels (self, opening->photo->sha256, opening->pyramid);
      g_signal_emit_by_name (self, "pixels");
    }
  else
    {
      pixels->has_failed = TRUE;
      g_signal_emit_by_name (self, "failed", error->message);
      g_signal_emit_by_name (self, "pixels");
    }
  open_next (self);
}

/* The waiting photo that was asked for last, for it is the one that somebody looks at. */
static const SmpPhoto *
next_waiting (StubbleDocument *self)
{
  const SmpConsultation *consultation = stubble_document_get_consultation (self);
  const SmpPhoto *next = NULL;
  guint64 latest = 0;

  for (guint i = 0; i < consultation->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (consultation->photos, i);
      StubblePixels *pixels = g_hash_table_lookup (self->pixels, photo->sha256);

      if (pixels != NULL && pixels->is_waiting && (next == NULL || pixels->used > latest))
        {
          next = photo;
          latest = pixels->used;
        }
    }
  return next;
}

/* One at a time: the decoder uses all processors. */
static void
open_next (StubbleDocument *self)
{
  const SmpPhoto *photo = self->is_opening ? NULL : next_waiting (self);
  g_autoptr (GTask) task = NULL;
  Opening *opening;

  if (photo == NULL)
    return;
  opening = g_new0 (Opening, 1);
  opening->consultation = smp_consultation_ref (stubble_document_get_consultation (self));
  opening->photo = smp_photo_ref (photo);
  opening->folder = self->links != NULL ? g_file_get_parent (self->links) : NULL;
  self->is_opening = TRUE;
  /* No source object: the thread might let go of it last, and it belongs to this one. */
  task = g_task_new (NULL, NULL, on_opened, g_object_ref (self));
  g_task_set_source_tag (task, open_next);
  g_task_set_task_data (task, opening, (GDestroyNotify)opening_free);
  g_task_run_in_thread (task, opening_run);
}

const SmpPyramid *
stubble_document_need_pixels (StubbleDocument *self, const SmpPhoto *photo)
{
  StubblePixels *pixels = pixels_of (self, photo->sha256);

  pixels->used = ++self->clock;
  if (pixels->pyramid == NULL && !pixels->is_waiting && !pixels->has_failed)
    {
      pixels->is_waiting = TRUE;
      open_next (self);
    }
  return pixels->pyramid;
}

void
stubble_document_show_photo (StubbleDocument *self, const char *photo_id)
{
  g_return_if_fail (STUBBLE_IS_DOCUMENT (self));

  if (g_strcmp0 (photo_id, self->photo_id) == 0
      || smp_consultation_get_photo (stubble_document_get_consultation (self), photo_id) == NULL)
    return;
  g_free (self->photo_id);
  self->photo_id = g_strdup (photo_id);
  self->node = -1;
  g_signal_emit_by_name (self, "photo");
  g_signal_emit_by_name (self, "selection");
}

void
_stubble_document_check_photo (StubbleDocument *self)
{
  const SmpConsultation *consultation = stubble_document_get_consultation (self);
  const SmpPhoto *first;

  if (consultation->photos->len == 0
      || smp_consultation_get_photo (consultation, self->photo_id) != NULL)
    return;
  first = g_ptr_array_index (consultation->photos, 0);
  g_free (self->photo_id);
  self->photo_id = g_strdup (first->id);
  g_signal_emit_by_name (self, "photo");
}

void
stubble_document_remove_photo (StubbleDocument *self, const char *photo_id)
{
  const SmpConsultation *now = stubble_document_get_consultation (self);
  g_autoptr (SmpConsultation) edited = NULL;

  g_return_if_fail (STUBBLE_IS_DOCUMENT (self));
  if (now->photos->len < 2 || smp_consultation_get_photo (now, photo_id) == NULL)
    return;
  edited = smp_consultation_without_photo (now, photo_id);
  stubble_document_commit (self, edited, _ ("Remove Photo"), NULL);
}

void
stubble_document_move_photo (StubbleDocument *self, const char *photo_id, guint index)
{
  const SmpConsultation *now = stubble_document_get_consultation (self);
  g_autoptr (SmpConsultation) edited = NULL;

  g_return_if_fail (STUBBLE_IS_DOCUMENT (self));
  if (index >= now->photos->len
      || strcmp (((const SmpPhoto *)g_ptr_array_index (now->photos, index))->id, photo_id) == 0)
    return;
  edited = smp_consultation_with_photo_at (now, photo_id, index);
  stubble_document_commit (self, edited, _ ("Move Photo"), NULL);
}
