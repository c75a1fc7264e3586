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

/* The longer side of the photo before a retake, as it is laid over that, px at most. */
#define GHOST_MAX 1280

/* What is to be done with the photo. */
typedef struct
{
  char *replaced; /* (nullable): id of the photo of which it is a retake */
  StubbleOpening *opening;
} Adding;

static void
adding_free (gpointer data)
{
  Adding *self = data;

  g_clear_pointer (&self->opening, stubble_opening_unref);
  g_free (self->replaced);
  g_free (self);
}

void
stubble_document_add_photo_async (StubbleDocument *self,
                                  GFile *file,
                                  const char *replaced,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Adding *adding = g_new0 (Adding, 1);

  adding->replaced = g_strdup (replaced);
  g_task_set_source_tag (task, stubble_document_add_photo_async);
  g_task_set_task_data (task, adding, adding_free);
  adding->opening
      = stubble_opening_start (stubble_opening_read_file, g_object_ref (file), g_object_unref,
                               cancellable, stubble_opening_return_first, task);
}

/* The view of a photo that is added. */
static SmpView
likely_view (const SmpConsultation *consultation, const char *name)
{
  unsigned taken = 0;

  for (guint i = 0; i < consultation->photos->len; i++)
    taken |= 1u << ((const SmpPhoto *)g_ptr_array_index (consultation->photos, i))->view;
  return smp_view_for_new_photo (name, taken);
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
  g_autoptr (SmpPhoto) retake = smp_photo_copy (adding->opening->photo);
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
                                                  adding->opening->bytes);
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
  if (adding->replaced != NULL)
    old = smp_consultation_get_photo (now, adding->replaced);
  if (old != NULL)
    {
      _stubble_document_take_opening (self, adding->opening);
      replace (self, adding, old);
    }
  else if (now->photos->len >= SMP_LIMIT_PHOTOS)
    {
      stubble_opening_cancel (adding->opening);
      g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                   _ ("A consultation holds at most %d photos. Remove one first."),
                   SMP_LIMIT_PHOTOS);
      return FALSE;
    }
  else
    {
      photo = smp_photo_copy (adding->opening->photo);
      g_free (photo->id);
      photo->id = smp_consultation_new_photo_id (now);
      photo->view = likely_view (now, photo->name);
      photo->scale = smp_photo_measure_scale (photo, smp_consultation_get_sex (now));
      edited = smp_consultation_with_photo_bytes (now, photo, adding->opening->bytes);
      _stubble_document_take_opening (self, adding->opening);
      stubble_document_commit (self, edited, _ ("Add Photo"), NULL);
      stubble_document_show_photo (self, photo->id);
    }
  _stubble_document_note_added (self, adding->opening->photo->sha256);
  if (notices != NULL)
    *notices = stubble_opening_dup_notices (adding->opening);
  g_signal_emit_by_name (self, "pixels");
  return TRUE;
}
