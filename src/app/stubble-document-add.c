/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/smp-error.h"
#include "base/smp-limits.h"
#include "model/smp-consultation.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-open.h"
#include "stubble-document-io.h"
#include "stubble-document-private.h"

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

/* The zones drawn in the photo, stretched to its new size. */
static SmpConsultation *
with_zones_stretched (SmpConsultation *consultation, const char *photo_id, double sx, double sy)
{
  for (guint v = 0; v < consultation->variants->len; v++)
    {
      const SmpVariant *variant = g_ptr_array_index (consultation->variants, v);
      g_autoptr (SmpPlan) plan = smp_plan_ref (variant->plan);
      SmpConsultation *next;

      for (guint z = 0; z < variant->plan->zones->len; z++)
        {
          const SmpZone *zone = g_ptr_array_index (variant->plan->zones, z);
          g_autofree SmpNode *nodes = NULL;
          g_autoptr (SmpOutline) outline = NULL;
          g_autoptr (SmpZone) stretched = NULL;
          SmpPlan *edited;

          if (strcmp (zone->space, photo_id) != 0)
            continue;
          nodes = g_memdup2 (zone->outline->nodes, zone->outline->n_nodes * sizeof (SmpNode));
          for (gsize i = 0; i < zone->outline->n_nodes; i++)
            nodes[i].point = smp_point (nodes[i].point.x * sx, nodes[i].point.y * sy);
          outline = smp_outline_new (nodes, zone->outline->n_nodes, TRUE);
          stretched = smp_zone_copy (zone);
          smp_zone_set_outline (stretched, outline);
          for (gsize i = 0; i < stretched->n_strokes; i++)
            for (gsize k = 0; k < stretched->strokes[i].n_points; k++)
              {
                SmpPoint *p = &stretched->strokes[i].points[k];

                *p = smp_point (p->x * sx, p->y * sy);
              }
          edited = smp_plan_with_zone (plan, stretched);
          smp_plan_unref (plan);
          plan = edited;
        }
      next = smp_consultation_with_plan (consultation, variant->id, plan);
      smp_consultation_unref (consultation);
      consultation = next;
    }
  return consultation;
}

static SmpLandmarks *
stretched_landmarks (const SmpLandmarks *landmarks, double sx, double sy)
{
  g_autofree SmpLandmark *points
      = g_memdup2 (landmarks->points, landmarks->n_points * sizeof (SmpLandmark));
  SmpRuler ruler = landmarks->ruler;

  for (gsize i = 0; i < landmarks->n_points; i++)
    points[i].point = smp_point (points[i].point.x * sx, points[i].point.y * sy);
  ruler.from = smp_point (ruler.from.x * sx, ruler.from.y * sy);
  ruler.to = smp_point (ruler.to.x * sx, ruler.to.y * sy);
  return smp_landmarks_new (points, landmarks->n_points, landmarks->has_ruler ? &ruler : NULL);
}

/* The retake in the place of the photo before: what was placed and drawn there is taken over, as
 * the same view of the same client is framed alike. */
static void
replace (StubbleDocument *self, Adding *adding, const SmpPhoto *old)
{
  const SmpConsultation *now = stubble_document_get_consultation (self);
  double sx = (double)adding->photo->width / old->width;
  double sy = (double)adding->photo->height / old->height;
  g_autoptr (SmpPhoto) retake = smp_photo_copy (adding->photo);
  SmpConsultation *edited;

  g_free (retake->id);
  retake->id = g_strdup (old->id);
  retake->view = old->view;
  smp_landmarks_unref (retake->landmarks);
  retake->landmarks = stretched_landmarks (old->landmarks, sx, sy);
  retake->scale = smp_scale_from_landmarks (retake->landmarks, retake->width, retake->height);
  retake->has_head = old->has_head;
  retake->head = old->head;
  edited = smp_consultation_with_photo_bytes (now, retake, adding->bytes);
  edited = with_zones_stretched (edited, old->id, sx, sy);
  _stubble_document_commit_fitted (self, edited, _ ("Replace Photo"), NULL);
  smp_consultation_unref (edited);
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
