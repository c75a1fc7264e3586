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
#include "model/smp-photo.h"
#include "photo/smp-image.h"
#include "project/smp-project-link.h"
#include "project/smp-project-reader.h"
#include "project/smp-project-save.h"

/* What the thread reads beside the photo itself. */
typedef struct
{
  GFile *file;
  SmpConsultation *consultation; /* (nullable): the file is a photo */
  char *etag;                    /* (nullable): of the consultation */
} Source;

static void
source_free (gpointer data)
{
  Source *self = data;

  g_object_unref (self->file);
  g_clear_pointer (&self->consultation, smp_consultation_unref);
  g_free (self->etag);
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

static gboolean
read_consultation (Source *self,
                   StubbleOriginal *original,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GFile) folder = g_file_get_parent (self->file);
  SmpPhoto *photo;

  /* The etag first: a change after it is noticed when saving, never lost. */
  self->etag = smp_project_dup_etag (self->file, cancellable);
  self->consultation = smp_project_load (self->file, cancellable, error);
  if (self->consultation == NULL)
    return FALSE;
  if (self->consultation->photos->len == 0)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
                   _ ("This consultation has no photo. Open a photo to begin a new one."));
      return FALSE;
    }
  photo = g_ptr_array_index (self->consultation->photos, 0);
  original->photo = smp_photo_ref (photo);
  original->name = g_strdup (photo->name);
  original->bytes
      = smp_project_dup_photo_bytes (self->consultation, photo, folder, cancellable, error);
  return original->bytes != NULL;
}

static gboolean
read_file (gpointer source, StubbleOriginal *original, GCancellable *cancellable, GError **error)
{
  Source *self = source;
  g_autofree char *base = g_file_get_basename (self->file);
  g_autofree char *name = g_filename_display_name (base);

  if (stubble_document_is_consultation_name (name))
    return read_consultation (self, original, cancellable, error);
  return stubble_opening_read_file (self->file, original, cancellable, error);
}

StubbleOpening *
stubble_document_load_async (GFile *file, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Source *source = g_new0 (Source, 1);
  StubbleOpening *opening;

  source->file = g_object_ref (file);
  opening = stubble_opening_start (read_file, source, source_free, NULL,
                                   stubble_opening_return_first, task);
  g_task_set_source_tag (task, stubble_document_load_async);
  g_task_set_task_data (task, stubble_opening_ref (opening), (GDestroyNotify)stubble_opening_unref);
  return opening;
}

StubbleOpening *
stubble_document_load_get_opening (GAsyncResult *result)
{
  return g_task_get_task_data (G_TASK (result));
}

/* A photo becomes a new consultation. */
static SmpConsultation *
new_consultation (StubbleOpening *opening)
{
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (SmpPhoto) photo = smp_photo_copy (opening->photo);

  g_free (photo->id);
  photo->id = smp_consultation_new_photo_id (empty);
  return smp_consultation_with_photo_bytes (empty, photo, opening->bytes);
}

StubbleDocument *
stubble_document_load_finish (GAsyncResult *result, char **notices, GError **error)
{
  StubbleOpening *opening = stubble_document_load_get_opening (result);
  g_autoptr (SmpConsultation) consultation = NULL;
  StubbleDocument *document;
  Source *source;

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  source = opening->source;
  consultation = source->consultation != NULL ? smp_consultation_ref (source->consultation)
                                              : new_consultation (opening);
  document = stubble_document_new (consultation, NULL);
  _stubble_document_take_opening (document, opening);
  if (source->consultation != NULL)
    {
      _stubble_document_set_file (document, source->file, source->etag);
      g_set_object (&document->links, source->file);
    }
  if (notices != NULL)
    *notices = stubble_opening_dup_notices (opening);
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
  char *photo_id;
  SmpOutline *hairline; /* (nullable) */
  SmpPyramid *pyramid;  /* (nullable): of the photo at 1/@shrink, once the head has settled */
  int shrink;
  SmpFaceFrame frame;
} Contour;

static void
contour_free (Contour *self)
{
  g_free (self->photo_id);
  g_clear_pointer (&self->hairline, smp_outline_unref);
  g_clear_pointer (&self->pyramid, smp_pyramid_unref);
  g_free (self);
}

static void
contour_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Contour *contour = data;

  g_task_return_pointer (
      task,
      _stubble_document_contour_in (contour->pyramid->levels[0], contour->shrink, &contour->frame),
      (GDestroyNotify)smp_polygon_unref);
}

static void
on_settled (GObject *source, GAsyncResult *result, gpointer data)
{
  StubbleDocument *self = STUBBLE_DOCUMENT (source);
  g_autoptr (GTask) task = data;
  Contour *contour = g_task_get_task_data (task);
  gboolean has_settled = stubble_document_settle_finish (self, result);
  const SmpPhoto *photo = stubble_document_get_photo (self);
  const SmpPyramid *pyramid;

  if (!has_settled || photo == NULL || g_strcmp0 (photo->id, contour->photo_id) != 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Taken back");
      return;
    }
  pyramid = stubble_document_need_picture (self, photo, &contour->shrink);
  if (pyramid == NULL
      || !(smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, &contour->frame)
           || (contour->hairline != NULL
               && smp_face_frame_from_hairline (contour->hairline, &contour->frame))))
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  contour->pyramid = smp_pyramid_ref (pyramid);
  g_task_run_in_thread (task, contour_run);
}

void
stubble_document_find_contour_async (StubbleDocument *self,
                                     const SmpOutline *hairline,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Contour *contour = g_new0 (Contour, 1);

  contour->photo_id = g_strdup (stubble_document_get_photo (self)->id);
  contour->hairline = hairline != NULL ? smp_outline_ref (hairline) : NULL;
  g_task_set_source_tag (task, stubble_document_find_contour_async);
  g_task_set_task_data (task, contour, (GDestroyNotify)contour_free);
  stubble_document_settle_async (self, on_settled, task);
}

SmpPolygon *
stubble_document_find_contour_finish (StubbleDocument *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
