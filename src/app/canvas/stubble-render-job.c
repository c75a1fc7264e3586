/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-render-job.h"

#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "photo/smp-image.h"
#include "stipple/smp-dots.h"
#include "surface/smp-surface.h"

void
stubble_frame_clear (StubbleFrame *frame)
{
  g_clear_pointer (&frame->before, smp_image_unref);
  g_clear_pointer (&frame->after, smp_image_unref);
  g_clear_pointer (&frame->before_shown, g_bytes_unref);
  g_clear_pointer (&frame->after_shown, g_bytes_unref);
}

void
stubble_render_job_free (StubbleRenderJob *job)
{
  g_clear_pointer (&job->pyramid, smp_pyramid_unref);
  g_clear_pointer (&job->photo, smp_photo_unref);
  g_clear_pointer (&job->plan, smp_plan_unref);
  g_clear_pointer (&job->dots, smp_dot_set_unref);
  g_clear_pointer (&job->last, smp_dot_set_unref);
  g_clear_pointer (&job->look, smp_look_unref);
  g_clear_pointer (&job->into_before, smp_image_unref);
  g_clear_pointer (&job->into_after, smp_image_unref);
  stubble_frame_clear (&job->frame);
  g_clear_pointer (&job->buffers, stubble_buffers_unref);
  g_free (job);
}

/* The photo in the frame's window, of a smaller picture of it until there is a better one. */
static SmpImage *
draw_photo (StubbleRenderJob *job,
            const SmpRenderOptions *options,
            GCancellable *cancellable,
            GError **error)
{
  SmpRenderWindow window = job->frame.window;

  window.scale *= job->shrink;
  return smp_render_before (job->pyramid, &window, options, cancellable, error);
}

/* @grain: (nullable) */
static gboolean
draw (StubbleRenderJob *job, const SmpPhotoGrain *grain, GCancellable *cancellable, GError **error)
{
  StubbleFrame *frame = &job->frame;
  SmpRenderOptions options = { .into = job->into_before };

  if (frame->before == NULL)
    frame->before = draw_photo (job, &options, cancellable, error);
  if (frame->before == NULL)
    return FALSE;
  if (frame->before_shown == NULL)
    frame->before_shown = stubble_buffers_show (job->buffers, frame->before);
  options.into = job->into_after;
  options.grain = grain;
  frame->after
      = smp_render_after (frame->before, &frame->window, job->look, &options, cancellable, error);
  if (frame->after == NULL)
    return FALSE;
  frame->after_shown = stubble_buffers_show (job->buffers, frame->after);
  return TRUE;
}

void
stubble_render_job_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StubbleRenderJob *job = data;
  const SmpPhotoGrain *grain = NULL;
  GError *error = NULL;
  gint64 start;

  if (job->dots == NULL)
    {
      g_autoptr (SmpSurface) surface = smp_surface_for_photo (job->photo);

      job->dots = smp_dots_place_again (job->last, job->plan, job->photo->id, surface, 0,
                                        cancellable, &error);
      job->placed = job->dots != NULL;
    }
  if (error == NULL && job->match_grain)
    grain = smp_pyramid_get_grain (job->pyramid, 0, cancellable, &error);
  if (error == NULL && job->look == NULL)
    job->look = smp_look_new (job->dots, job->plan, &job->age);
  start = g_get_monotonic_time ();
  if (error == NULL)
    draw (job, grain, cancellable, &error);
  job->pixels_ms = (double)(g_get_monotonic_time () - start) / 1000;
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}
