/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "document/stubble-compose.h"

#include "document/stubble-photo-wait.h"
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
    {
      SmpRect part = smp_picture_part (self->pyramid->levels[0], dots, self->content);

      picture = smp_picture_compose (self->pyramid, dots, self->plan, &self->age,
                                     MIN (1.0, self->width / part.width), self->content, &options,
                                     cancellable, &error);
    }
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

static void
on_photo (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->pyramid = stubble_photo_wait_finish (result, &error);
  if (job->pyramid != NULL)
    g_task_run_in_thread (task, run);
  else
    g_task_return_error (task, error);
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
  stubble_photo_wait_async (document, job->photo, cancellable, on_photo, g_object_ref (task));
}
