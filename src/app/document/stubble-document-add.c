/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/smp-error.h"
#include "base/smp-limits.h"
#include "document/stubble-document-io.h"
#include "document/stubble-document-private.h"
#include "model/smp-consultation.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo-move.h"
#include "model/smp-photo.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-open.h"

/* The longer side of the photo before a retake, as it is laid over that, px at most. */
#define GHOST_MAX 1280

/* A photo file on its way into the consultation. */
typedef struct
{
  GFile *file;
  char *replaced; /* (nullable): id of the photo of which it is a retake */
  SmpPhoto *photo;
  GBytes *bytes;
  SmpPyramid *pyramid;
  GStrv notices;
} Adding;

static void
adding_free (Adding *self)
{
  g_clear_object (&self->file);
  g_clear_pointer (&self->photo, smp_photo_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->pyramid, smp_pyramid_unref);
  g_clear_pointer (&self->notices, g_strfreev);
  g_free (self->replaced);
  g_free (self);
}

static SmpPhoto *
photo_new (const char *name, GBytes *bytes, SmpDecodedPhoto *decoded)
{
  SmpPhoto *photo = smp_photo_new ("photo-1");

  g_free (photo->name);
  photo->name = g_strdup (name);
  photo->width = decoded->image->width;
  photo->height = decoded->image->height;
  photo->taken = g_steal_pointer (&decoded->metadata.taken);
  photo->camera = g_steal_pointer (&decoded->metadata.camera);
  photo->focal_35mm = decoded->metadata.focal_length_35;
  g_free (photo->sha256);
  photo->sha256 = smp_photo_sha256 (bytes);
  photo->scale = smp_scale_from_landmarks (photo->landmarks, photo->width, photo->height);
  return photo;
}

static void
adding_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Adding *adding = data;
  g_autofree char *base = g_file_get_basename (adding->file);
  g_autofree char *name = g_filename_display_name (base);
  g_autoptr (SmpDecodedPhoto) decoded = NULL;
  GError *error = NULL;

  adding->bytes = smp_photo_read_file (adding->file, cancellable, &error);
  if (adding->bytes != NULL)
    decoded = smp_photo_open (adding->bytes, name, NULL, cancellable, &error);
  if (decoded != NULL)
    adding->pyramid = smp_pyramid_new (decoded->image, 0, &error);
  if (decoded == NULL || adding->pyramid == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  adding->notices = g_steal_pointer (&decoded->notices);
  adding->photo = photo_new (name, adding->bytes, decoded);
  g_task_return_boolean (task, TRUE);
}

void
stubble_document_add_photo_async (StubbleDocument *self,
                                  GFile *file,
                                  const char *replaced,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Adding *adding = g_new0 (Adding, 1);

  adding->file = g_object_ref (file);
  adding->replaced = g_strdup (replaced);
  g_task_set_source_tag (task, stubble_document_add_photo_async);
  g_task_set_task_data (task, adding, (GDestroyNotify)adding_free);
  g_task_run_in_thread (task, adding_run);
}

/* The first view in the usual order of taking photos that none of the photos shows. */
static SmpView
missing_view (const SmpConsultation *consultation)
{
  for (int view = SMP_VIEW_FRONT; view < SMP_VIEW_CLOSE_UP; view++)
    {
      gboolean is_there = FALSE;

      for (guint i = 0; i < consultation->photos->len; i++)
        is_there |= ((const SmpPhoto *)g_ptr_array_index (consultation->photos, i))->view
                    == (SmpView)view;
      if (!is_there)
        return (SmpView)view;
    }
  return SMP_VIEW_CLOSE_UP;
}

/* How things that were placed and drawn in a photo lie in its retake at first: as large as they can
 * be in the frame without being distorted, and in its middle. */
static SmpAffine
frame_map (const SmpPhoto *old, const SmpPhoto *retake)
{
  double factor = MIN ((double)retake->width / old->width, (double)retake->height / old->height);
  SmpAffine map = smp_affine_stretch (factor, factor);

  map.x0 = (retake->width - factor * old->width) / 2;
  map.y0 = (retake->height - factor * old->height) / 2;
  return map;
}

/* The photo before, as far as its pixels are at hand, to be laid over the retake. */
static void
keep_ghost (StubbleDocument *self,
            const SmpPhoto *old,
            const SmpPhoto *retake,
            const SmpAffine *map)
{
  const StubblePixels *pixels = g_hash_table_lookup (self->pixels, old->sha256);
  const SmpImage *picture = pixels != NULL ? pixels->thumbnail : NULL;
  SmpAffine larger, placed;

  g_clear_pointer (&self->ghost, stubble_ghost_free);
  if (picture == NULL)
    return;
  for (gsize i = 0; pixels->pyramid != NULL && i < pixels->pyramid->n_levels; i++)
    {
      picture = pixels->pyramid->levels[i];
      if (MAX (picture->width, picture->height) <= GHOST_MAX)
        break;
    }
  larger = smp_affine_stretch ((double)old->width / picture->width,
                               (double)old->height / picture->height);
  placed = smp_affine_after (map, &larger);
  self->ghost = stubble_ghost_new (retake, picture, &placed);
}

/* The retake in the place of the photo before: what was placed and drawn there is taken over, as
 * the same view of the same client is framed alike. */
static void
replace (StubbleDocument *self, Adding *adding, const SmpPhoto *old)
{
  g_autoptr (SmpPhoto) retake = smp_photo_copy (adding->photo);
  g_autoptr (SmpConsultation) with_photo = NULL;
  g_autoptr (SmpConsultation) edited = NULL;
  SmpAffine map = frame_map (old, retake);

  g_free (retake->id);
  retake->id = g_strdup (old->id);
  retake->view = old->view;
  smp_landmarks_unref (retake->landmarks);
  retake->landmarks = smp_landmarks_ref (old->landmarks);
  if (old->scale.method == SMP_SCALE_MANUAL)
    retake->scale = old->scale;
  retake->has_head = old->has_head;
  retake->head = old->head;
  with_photo = smp_consultation_with_photo_bytes (stubble_document_get_consultation (self), retake,
                                                  adding->bytes);
  edited = smp_consultation_with_photo_moved (with_photo, old->id, &map);
  keep_ghost (self, old, smp_consultation_get_photo (edited, old->id), &map);
  _stubble_document_commit_fitted (self, edited, _ ("Replace Photo"), NULL);
}

const StubbleGhost *
stubble_document_get_ghost (StubbleDocument *self)
{
  const SmpPhoto *photo = stubble_document_get_photo (self);

  return self->ghost != NULL && photo != NULL && stubble_ghost_is_of (self->ghost, photo)
             ? self->ghost
             : NULL;
}

void
stubble_document_commit_aligned (StubbleDocument *self,
                                 const SmpAffine *by,
                                 const char *label,
                                 const char *merge_key)
{
  const SmpPhoto *photo = stubble_document_get_photo (self);
  g_autoptr (SmpConsultation) edited = NULL;
  SmpAffine placed, moved;

  g_return_if_fail (stubble_document_get_ghost (self) != NULL);

  placed = stubble_ghost_get_placed (self->ghost, photo->landmarks);
  moved = smp_affine_after (by, &placed);
  edited
      = smp_consultation_with_photo_moved (stubble_document_get_consultation (self), photo->id, by);
  _stubble_document_commit_fitted (self, edited, label, merge_key);
  stubble_ghost_place (self->ghost, stubble_document_get_photo (self)->landmarks, &moved);
}

gboolean
stubble_document_add_photo_finish (StubbleDocument *self,
                                   GAsyncResult *result,
                                   char **notices,
                                   GError **error)
{
  Adding *adding = g_task_get_task_data (G_TASK (result));
  const SmpConsultation *now = stubble_document_get_consultation (self);
  const SmpPhoto *old = NULL;
  g_autoptr (SmpPhoto) photo = NULL;
  g_autoptr (SmpConsultation) edited = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  _stubble_document_take_pixels (self, adding->photo->sha256, adding->pyramid);
  if (adding->replaced != NULL)
    old = smp_consultation_get_photo (now, adding->replaced);
  if (old != NULL)
    replace (self, adding, old);
  else if (now->photos->len >= SMP_LIMIT_PHOTOS)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                   _ ("A consultation holds at most %d photos. Remove one first."),
                   SMP_LIMIT_PHOTOS);
      return FALSE;
    }
  else
    {
      photo = smp_photo_copy (adding->photo);
      g_free (photo->id);
      photo->id = smp_consultation_new_photo_id (now);
      photo->view = missing_view (now);
      edited = smp_consultation_with_photo_bytes (now, photo, adding->bytes);
      stubble_document_commit (self, edited, _ ("Add Photo"), NULL);
      stubble_document_show_photo (self, photo->id);
    }
  if (notices != NULL)
    *notices = adding->notices != NULL && adding->notices[0] != NULL
                   ? g_strjoinv ("\n", adding->notices)
                   : NULL;
  g_signal_emit_by_name (self, "pixels");
  return TRUE;
}
