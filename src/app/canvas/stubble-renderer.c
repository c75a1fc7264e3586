/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-renderer.h"

#include <gio/gio.h>
#include <string.h>

#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "photo/smp-image.h"
#include "render/smp-look.h"
#include "stipple/smp-dots.h"
#include "surface/smp-surface.h"

/* One rendering: values in, values out; only its thread touches it while it runs. */
typedef struct
{
  SmpPyramid *pyramid;
  SmpPhoto *photo;
  SmpPlan *plan;
  SmpAge age;
  SmpDotSet *dots; /* (nullable): given if they still hold, else placed */
  SmpDotSet *last; /* (nullable): of this photo, from before; most of them may still hold */
  SmpLook *look;   /* (nullable): like @dots */
  gboolean placed;
  gboolean is_fine;
  StubbleFrame frame;
} Job;

struct _StubbleRenderer
{
  GObject parent_instance;

  /* Owned */
  SmpPyramid *pyramid;
  SmpPhoto *photo;
  SmpPlan *plan;
  SmpDotSet *dots;
  SmpPhoto *dots_photo; /* for which the dots were placed */
  SmpPlan *dots_plan;
  SmpLook *look; /* of those dots, that plan and that age */
  SmpPlan *look_plan;
  SmpAge look_age;
  StubbleFrame frame;
  GCancellable *cancellable; /* of the running job */

  /* State */
  SmpAge age;
  gboolean is_running;
  gboolean is_running_fine;
  gboolean wants_fine;
  gboolean wants_coarse;
  SmpRenderWindow fine;
  SmpRenderWindow coarse;
};

G_DEFINE_FINAL_TYPE (StubbleRenderer, stubble_renderer, G_TYPE_OBJECT)

enum
{
  FRAME,
  DOTS,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void start (StubbleRenderer *self);

static void
frame_clear (StubbleFrame *frame)
{
  g_clear_pointer (&frame->before, smp_image_unref);
  g_clear_pointer (&frame->after, smp_image_unref);
}

static void
job_free (Job *job)
{
  g_clear_pointer (&job->pyramid, smp_pyramid_unref);
  g_clear_pointer (&job->photo, smp_photo_unref);
  g_clear_pointer (&job->plan, smp_plan_unref);
  g_clear_pointer (&job->dots, smp_dot_set_unref);
  g_clear_pointer (&job->last, smp_dot_set_unref);
  g_clear_pointer (&job->look, smp_look_unref);
  frame_clear (&job->frame);
  g_free (job);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  SmpRenderOptions options = { 0 };

  if (job->dots == NULL)
    {
      g_autoptr (SmpSurface) surface = smp_surface_for_photo (job->photo);

      job->dots = smp_dots_place_again (job->last, job->plan, job->photo->id, surface, 0,
                                        cancellable, &error);
      job->placed = job->dots != NULL;
    }
  if (error == NULL)
    job->frame.before
        = smp_render_before (job->pyramid, &job->frame.window, &options, cancellable, &error);
  if (error == NULL && job->look == NULL)
    job->look = smp_look_new (job->dots, job->plan, &job->age);
  if (error == NULL)
    job->frame.after = smp_render_look (job->frame.before, &job->frame.window, job->look, &options,
                                        cancellable, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
drop_look (StubbleRenderer *self)
{
  g_clear_pointer (&self->look, smp_look_unref);
  g_clear_pointer (&self->look_plan, smp_plan_unref);
}

/* Whether the dots of one plan are those of the other: pigment and names do not matter. */
static gboolean
same_dots (const SmpPlan *a, const SmpPlan *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->seed != b->seed || a->zones->len != b->zones->len
      || a->n_sessions != b->n_sessions)
    return FALSE;
  for (guint i = 0; i < a->zones->len; i++)
    if (g_ptr_array_index (a->zones, i) != g_ptr_array_index (b->zones, i))
      return FALSE;
  for (gsize i = 0; i < a->n_sessions; i++)
    if (memcmp (&a->sessions[i].share, &b->sessions[i].share, sizeof (double)) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
same_place (const SmpPhoto *a, const SmpPhoto *b)
{
  return a == b
         || (a != NULL && b != NULL && strcmp (a->id, b->id) == 0
             && memcmp (&a->scale, &b->scale, sizeof a->scale) == 0 && a->has_head == b->has_head
             && (!a->has_head || memcmp (&a->head, &b->head, sizeof a->head) == 0));
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StubbleRenderer) self = data;
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean has_new_dots = FALSE;

  self->is_running = FALSE;
  g_clear_object (&self->cancellable);
  if (job->placed && job->photo != NULL)
    {
      g_clear_pointer (&self->dots, smp_dot_set_unref);
      g_clear_pointer (&self->dots_photo, smp_photo_unref);
      g_clear_pointer (&self->dots_plan, smp_plan_unref);
      drop_look (self);
      self->dots = smp_dot_set_ref (job->dots);
      self->dots_photo = smp_photo_ref (job->photo);
      self->dots_plan = smp_plan_ref (job->plan);
      has_new_dots = TRUE;
    }
  if (job->look != NULL && job->look != self->look && job->dots == self->dots)
    {
      drop_look (self);
      self->look = smp_look_ref (job->look);
      self->look_plan = smp_plan_ref (job->plan);
      self->look_age = job->age;
    }
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      /* A frame of another photo that came too late is of no use to anyone. */
      if (job->pyramid == self->pyramid)
        {
          frame_clear (&self->frame);
          self->frame = job->frame;
          job->frame.before = NULL;
          job->frame.after = NULL;
          g_signal_emit (self, signals[FRAME], 0);
        }
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error->message);
  if (has_new_dots)
    g_signal_emit (self, signals[DOTS], 0);
  start (self);
}

/* Starts the waiting rendering, if any and if nothing runs. */
static void
start (StubbleRenderer *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (self->is_running || !(self->wants_fine || self->wants_coarse) || self->pyramid == NULL
      || self->photo == NULL || self->plan == NULL)
    return;
  job = g_new0 (Job, 1);
  job->pyramid = smp_pyramid_ref (self->pyramid);
  job->photo = smp_photo_ref (self->photo);
  job->plan = smp_plan_ref (self->plan);
  job->age = self->age;
  job->is_fine = !self->wants_coarse;
  job->frame.window = job->is_fine ? self->fine : self->coarse;
  if (self->dots != NULL && same_dots (self->dots_plan, self->plan)
      && same_place (self->dots_photo, self->photo))
    job->dots = smp_dot_set_ref (self->dots);
  else if (self->dots != NULL && same_place (self->dots_photo, self->photo))
    job->last = smp_dot_set_ref (self->dots);
  if (job->dots != NULL && self->look != NULL && self->look_plan == self->plan
      && smp_age_equal (&self->look_age, &self->age))
    job->look = smp_look_ref (self->look);
  if (job->is_fine)
    self->wants_fine = FALSE;
  else
    self->wants_coarse = FALSE;
  self->is_running = TRUE;
  self->is_running_fine = job->is_fine;
  self->cancellable = g_cancellable_new ();
  /* No source object: the thread might let go of it last, and it belongs to this one. */
  task = g_task_new (NULL, self->cancellable, on_done, g_object_ref (self));
  g_task_set_source_tag (task, start);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  g_task_run_in_thread (task, run);
}

void
stubble_renderer_set_scene (StubbleRenderer *self,
                            const SmpPyramid *pyramid,
                            const SmpPhoto *photo,
                            const SmpPlan *plan)
{
  g_return_if_fail (STUBBLE_IS_RENDERER (self));

  if (pyramid != self->pyramid)
    {
      g_clear_pointer (&self->pyramid, smp_pyramid_unref);
      self->pyramid = pyramid != NULL ? smp_pyramid_ref (pyramid) : NULL;
      frame_clear (&self->frame);
      if (self->cancellable != NULL)
        g_cancellable_cancel (self->cancellable);
    }
  if (photo != self->photo)
    {
      g_clear_pointer (&self->photo, smp_photo_unref);
      self->photo = photo != NULL ? smp_photo_ref (photo) : NULL;
    }
  if (plan != self->plan)
    {
      g_clear_pointer (&self->plan, smp_plan_unref);
      self->plan = plan != NULL ? smp_plan_ref (plan) : NULL;
    }
}

void
stubble_renderer_set_age (StubbleRenderer *self, const SmpAge *age)
{
  g_return_if_fail (STUBBLE_IS_RENDERER (self));

  self->age = *age;
}

void
stubble_renderer_request (StubbleRenderer *self,
                          const SmpRenderWindow *fine,
                          const SmpRenderWindow *coarse)
{
  g_return_if_fail (STUBBLE_IS_RENDERER (self));

  self->fine = *fine;
  self->wants_fine = TRUE;
  self->wants_coarse = coarse != NULL;
  if (coarse != NULL)
    self->coarse = *coarse;
  /* A coarse one is left to end, so that there is always something new during a drag. */
  if (self->is_running && self->is_running_fine)
    g_cancellable_cancel (self->cancellable);
  start (self);
}

const StubbleFrame *
stubble_renderer_get_frame (StubbleRenderer *self)
{
  g_return_val_if_fail (STUBBLE_IS_RENDERER (self), NULL);
  return self->frame.before != NULL ? &self->frame : NULL;
}

const SmpDotSet *
stubble_renderer_get_dots (StubbleRenderer *self)
{
  g_return_val_if_fail (STUBBLE_IS_RENDERER (self), NULL);
  return self->dots;
}

gboolean
stubble_renderer_is_settled (StubbleRenderer *self)
{
  g_return_val_if_fail (STUBBLE_IS_RENDERER (self), TRUE);
  return !self->is_running && !self->wants_fine && !self->wants_coarse;
}

static void
stubble_renderer_dispose (GObject *object)
{
  StubbleRenderer *self = STUBBLE_RENDERER (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->pyramid, smp_pyramid_unref);
  g_clear_pointer (&self->photo, smp_photo_unref);
  g_clear_pointer (&self->plan, smp_plan_unref);
  g_clear_pointer (&self->dots, smp_dot_set_unref);
  g_clear_pointer (&self->dots_photo, smp_photo_unref);
  g_clear_pointer (&self->dots_plan, smp_plan_unref);
  drop_look (self);
  frame_clear (&self->frame);
  G_OBJECT_CLASS (stubble_renderer_parent_class)->dispose (object);
}

static void
stubble_renderer_class_init (StubbleRendererClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = stubble_renderer_dispose;
  signals[FRAME] = g_signal_new ("frame", STUBBLE_TYPE_RENDERER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[DOTS] = g_signal_new ("dots", STUBBLE_TYPE_RENDERER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", STUBBLE_TYPE_RENDERER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
stubble_renderer_init (StubbleRenderer *self)
{
  self->age = SMP_AGE_USUAL;
}

StubbleRenderer *
stubble_renderer_new (void)
{
  return g_object_new (STUBBLE_TYPE_RENDERER, NULL);
}
