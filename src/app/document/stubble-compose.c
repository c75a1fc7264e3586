/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "document/stubble-compose.h"

#include <glib/gi18n.h>

#include "base/smp-error.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "photo/smp-image.h"
#include "stipple/smp-dots.h"
#include "surface/smp-surface.h"

/* Values only: the document is edited meanwhile. */
typedef struct
{
  SmpPyramid *pyramid;
  SmpPhoto *photo;
  SmpPlan *plan;
  SmpAge age;
  SmpPictureContent content;
  gboolean match_grain;
  double width;
  StubbleComposed callback;
  gpointer user_data;
  GDestroyNotify destroy;
} Job;

static void
job_free (Job *self)
{
  g_clear_pointer (&self->pyramid, smp_pyramid_unref);
  smp_photo_unref (self->photo);
  smp_plan_unref (self->plan);
  g_free (self);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *self = data;
  g_autoptr (SmpSurface) surface = smp_surface_for_photo (self->photo);
  g_autoptr (SmpDotSet) dots = NULL;
  SmpImage *picture = NULL;
  const SmpPictureOptions options = { .stamp = TRUE, .match_grain = self->match_grain };
  GError *error = NULL;

  dots = smp_dots_place (self->plan, self->photo->id, surface, 0, cancellable, &error);
  if (dots != NULL)
    picture = smp_picture_compose (self->pyramid, dots, self->plan, &self->age,
                                   MIN (1.0, self->width / self->photo->width), self->content,
                                   &options, cancellable, &error);
  if (picture != NULL)
    g_task_return_pointer (task, picture, (GDestroyNotify)smp_image_unref);
  else
    g_task_return_error (task, error);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpImage) picture = g_task_propagate_pointer (G_TASK (result), &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->callback (picture, error, self->user_data);
  /* Here and not with the job, which the thread may be the last to let go of. */
  if (self->destroy != NULL)
    self->destroy (self->user_data);
}

/* Not all of the photo is there. */
typedef struct
{
  GTask *task;
  gulong handler;
  gboolean is_over;
} Wait;

static void
wait_free (gpointer data, GClosure *closure)
{
  Wait *self = data;

  /* The document is gone. */
  if (!self->is_over)
    g_task_return_new_error (self->task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  g_object_unref (self->task);
  g_free (self);
}

/* Starts if all of the photo is there. FALSE: it has to wait. */
static gboolean
start (GTask *task, StubbleDocument *document)
{
  Job *job = g_task_get_task_data (task);
  int shrink;
  const SmpPyramid *pyramid = stubble_document_need_picture (document, job->photo, &shrink);

  if (pyramid != NULL && shrink == 1)
    {
      job->pyramid = smp_pyramid_ref (pyramid);
      g_task_run_in_thread (task, run);
    }
  else if (stubble_document_has_failed (document, job->photo)
           || smp_consultation_get_photo (stubble_document_get_consultation (document),
                                          job->photo->id)
                  == NULL)
    g_task_return_new_error (task, SMP_ERROR, SMP_ERROR_NOT_FOUND,
                             _ ("The photo could not be opened."));
  else
    return g_task_return_error_if_cancelled (task);
  return TRUE;
}

static void
on_pixels (StubbleDocument *document, Wait *wait)
{
  if (!start (wait->task, document))
    return;
  wait->is_over = TRUE;
  g_signal_handler_disconnect (document, wait->handler);
}

void
stubble_compose_async (StubbleDocument *document,
                       const SmpPlan *plan,
                       const SmpAge *age,
                       SmpPictureContent content,
                       gboolean match_grain,
                       double width,
                       GCancellable *cancellable,
                       StubbleComposed callback,
                       gpointer user_data,
                       GDestroyNotify destroy)
{
  /* No source object, for the same reason. */
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, on_done, NULL);
  Job *job = g_new0 (Job, 1);
  Wait *wait;

  job->photo = smp_photo_ref (stubble_document_get_photo (document));
  job->plan = smp_plan_ref (plan != NULL ? plan : stubble_document_get_plan (document));
  job->age = *age;
  job->content = content;
  job->match_grain = match_grain;
  job->width = width;
  job->callback = callback;
  job->user_data = user_data;
  job->destroy = destroy;
  g_task_set_source_tag (task, stubble_compose_async);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  if (start (task, document))
    return;
  wait = g_new0 (Wait, 1);
  wait->task = g_object_ref (task);
  wait->handler
      = g_signal_connect_data (document, "pixels", G_CALLBACK (on_pixels), wait, wait_free, 0);
}
