/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "document/stubble-document-io.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/smp-error.h"
#include "document/stubble-document-private.h"
#include "geometry/smp-outline.h"
#include "model/smp-consultation.h"
#include "model/smp-face-frame.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "photo/smp-head-contour.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-open.h"
#include "project/smp-project-link.h"
#include "project/smp-project-reader.h"
#include "project/smp-project-writer.h"

typedef struct
{
  GFile *file;
  StubbleProgress *progress;
  SmpConsultation *consultation;
  SmpPyramid *pyramid;
  char *etag;
  GStrv notices;
  char *taken; /* (nullable): of the photo's metadata, as the next two */
  char *camera;
  double focal_35mm;
  gboolean is_consultation;
} Load;

static void
load_free (Load *self)
{
  g_clear_object (&self->file);
  g_clear_pointer (&self->consultation, smp_consultation_unref);
  g_clear_pointer (&self->pyramid, smp_pyramid_unref);
  g_clear_pointer (&self->etag, g_free);
  g_clear_pointer (&self->notices, g_strfreev);
  g_free (self->taken);
  g_free (self->camera);
  g_free (self);
}

void
stubble_document_detach (StubbleDocument *self)
{
  _stubble_document_set_file (self, NULL, NULL);
}

void
stubble_document_recover (StubbleDocument *self, GFile *origin, const char *origin_etag)
{
  _stubble_document_set_file (self, origin, origin_etag);
  _stubble_document_mark_saved (self, NULL);
}

gboolean
stubble_document_is_consultation_name (const char *name)
{
  g_autofree char *folded = g_ascii_strdown (name, -1);

  return g_str_has_suffix (folded, ".json");
}

static void
report (Load *load, int thousandths)
{
  if (load->progress != NULL)
    g_atomic_int_set (&load->progress->thousandths, thousandths);
}

static void
on_decoded (double share, gpointer data)
{
  report (data, 300 + (int)(400 * share));
}

static void
on_stage (SmpPhotoStage stage, SmpImage *image, int width, int height, gpointer data)
{
  Load *load = data;
  SmpImage *unseen;

  if (load->progress == NULL)
    return;
  unseen = g_atomic_pointer_exchange (&load->progress->preview, smp_image_ref (image));
  g_clear_pointer (&unseen, smp_image_unref);
}

/* Decodes the bytes and makes the pyramid; the caller checks the size. */
static gboolean
load_pixels (Load *load, GBytes *bytes, const char *name, GCancellable *cancellable, GError **error)
{
  const SmpPhotoOpenOptions options = { .stage = on_stage, .progress = on_decoded, .data = load };
  g_autoptr (SmpDecodedPhoto) decoded = NULL;

  report (load, 300);
  decoded = smp_photo_open (bytes, name, &options, cancellable, error);
  if (decoded == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  report (load, 700);
  load->notices = g_steal_pointer (&decoded->notices);
  load->taken = g_steal_pointer (&decoded->metadata.taken);
  load->camera = g_steal_pointer (&decoded->metadata.camera);
  load->focal_35mm = decoded->metadata.focal_length_35;
  load->pyramid = smp_pyramid_new (decoded->image, 0, error);
  report (load, 1000);
  return load->pyramid != NULL;
}

static gboolean
load_photo (Load *load, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = smp_photo_read_file (load->file, cancellable, error);
  g_autoptr (SmpConsultation) empty = NULL;
  g_autoptr (SmpPhoto) photo = NULL;
  g_autofree char *id = NULL;

  if (bytes == NULL || !load_pixels (load, bytes, name, cancellable, error))
    return FALSE;
  empty = smp_consultation_new ();
  id = smp_consultation_new_photo_id (empty);
  photo = smp_photo_new (id);
  g_free (photo->name);
  photo->name = g_strdup (name);
  photo->width = load->pyramid->levels[0]->width;
  photo->height = load->pyramid->levels[0]->height;
  photo->taken = g_steal_pointer (&load->taken);
  photo->camera = g_steal_pointer (&load->camera);
  photo->focal_35mm = load->focal_35mm;
  g_free (photo->sha256);
  photo->sha256 = smp_photo_sha256 (bytes);
  photo->scale = smp_scale_from_landmarks (photo->landmarks, photo->width, photo->height);
  load->consultation = smp_consultation_with_photo_bytes (empty, photo, bytes);
  return TRUE;
}

static gboolean
load_consultation (Load *load, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) folder = g_file_get_parent (load->file);
  g_autoptr (GBytes) bytes = NULL;
  const SmpPhoto *photo;

  /* The etag first: a change after it is noticed when saving, never lost. */
  load->etag = smp_project_dup_etag (load->file, cancellable);
  load->consultation = smp_project_load (load->file, cancellable, error);
  if (load->consultation == NULL)
    return FALSE;
  report (load, 200);
  if (load->consultation->photos->len == 0)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
                   _ ("This consultation has no photo. Open a photo to begin a new one."));
      return FALSE;
    }
  photo = g_ptr_array_index (load->consultation->photos, 0);
  bytes = smp_project_dup_photo_bytes (load->consultation, photo, folder, cancellable, error);
  if (bytes == NULL || !load_pixels (load, bytes, photo->name, cancellable, error))
    return FALSE;
  if (load->pyramid->levels[0]->width != photo->width
      || load->pyramid->levels[0]->height != photo->height)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
                   _ ("Photo “%s” is %d × %d pixels, but the consultation says %d × %d."),
                   photo->name, load->pyramid->levels[0]->width, load->pyramid->levels[0]->height,
                   photo->width, photo->height);
      return FALSE;
    }
  return TRUE;
}

static void
load_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Load *load = data;
  g_autofree char *base = g_file_get_basename (load->file);
  g_autofree char *name = g_filename_display_name (base);
  GError *error = NULL;
  gboolean ok;

  report (load, 50);
  load->is_consultation = stubble_document_is_consultation_name (name);
  ok = load->is_consultation ? load_consultation (load, cancellable, &error)
                             : load_photo (load, name, cancellable, &error);
  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
stubble_document_load_async (GFile *file,
                             StubbleProgress *progress,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  load->file = g_object_ref (file);
  load->progress = progress;
  g_task_set_source_tag (task, stubble_document_load_async);
  g_task_set_task_data (task, load, (GDestroyNotify)load_free);
  g_task_run_in_thread (task, load_run);
}

StubbleDocument *
stubble_document_load_finish (GAsyncResult *result, char **notices, GError **error)
{
  Load *load = g_task_get_task_data (G_TASK (result));
  StubbleDocument *document;

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  document = stubble_document_new (load->consultation, load->pyramid);
  if (load->is_consultation)
    {
      _stubble_document_set_file (document, load->file, load->etag);
      g_set_object (&document->links, load->file);
    }
  if (notices != NULL)
    *notices = load->notices != NULL && load->notices[0] != NULL ? g_strjoinv ("\n", load->notices)
                                                                 : NULL;
  return document;
}

typedef struct
{
  SmpConsultation *value; /* as it is in the history */
  GFile *file;
  GFile *links; /* (nullable) */
  char *etag;
} Save;

static void
save_free (Save *self)
{
  g_clear_pointer (&self->value, smp_consultation_unref);
  g_clear_object (&self->file);
  g_clear_object (&self->links);
  g_clear_pointer (&self->etag, g_free);
  g_free (self);
}

static void
save_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Save *save = data;
  g_autoptr (SmpConsultation) now = smp_consultation_touched (save->value);
  g_autoptr (SmpConsultation) touched = NULL;
  GError *error = NULL;

  touched = smp_project_relink (now, save->links, save->file, cancellable, &error);
  if (touched != NULL && smp_project_save (touched, save->file, &save->etag, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
stubble_document_save_async (StubbleDocument *self,
                             GFile *file,
                             gboolean overwrite,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Save *save = g_new0 (Save, 1);

  save->value = smp_consultation_ref (stubble_document_get_consultation (self));
  save->file = g_object_ref (file);
  save->links = self->links != NULL ? g_object_ref (self->links) : NULL;
  if (!overwrite && self->file != NULL && g_file_equal (self->file, file))
    save->etag = g_strdup (self->etag);
  g_task_set_source_tag (task, stubble_document_save_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, save, (GDestroyNotify)save_free);
  g_task_run_in_thread (task, save_run);
}

gboolean
stubble_document_save_finish (StubbleDocument *self, GAsyncResult *result, GError **error)
{
  Save *save = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  _stubble_document_set_file (self, save->file, save->etag);
  _stubble_document_mark_saved (self, save->value);
  return TRUE;
}

typedef struct
{
  SmpPyramid *pyramid;
  SmpFaceFrame frame;
} Contour;

static void
contour_free (Contour *self)
{
  g_clear_pointer (&self->pyramid, smp_pyramid_unref);
  g_free (self);
}

static void
contour_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Contour *contour = data;

  g_task_return_pointer (task, smp_head_contour (contour->pyramid->levels[0], &contour->frame),
                         (GDestroyNotify)smp_polygon_unref);
}

void
stubble_document_find_contour_async (StubbleDocument *self,
                                     const SmpOutline *hairline,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  const SmpPhoto *photo = stubble_document_get_photo (self);
  const SmpPyramid *pyramid = stubble_document_get_pyramid (self);
  Contour *contour = g_new0 (Contour, 1);

  g_task_set_source_tag (task, stubble_document_find_contour_async);
  g_task_set_task_data (task, contour, (GDestroyNotify)contour_free);
  if (pyramid == NULL
      || !(smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, &contour->frame)
           || (hairline != NULL && smp_face_frame_from_hairline (hairline, &contour->frame))))
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  contour->pyramid = smp_pyramid_ref (pyramid);
  g_task_run_in_thread (task, contour_run);
}

SmpPolygon *
stubble_document_find_contour_finish (StubbleDocument *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
