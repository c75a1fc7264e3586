/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-render-job.h"

#include <gio/gio.h>
#include <string.h>

#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "photo/smp-image.h"
#include "render/smp-look.h"
#include "stipple/smp-dots.h"

/* A fine picture that takes no longer than this is drawn at once while things move, ms; our choice,
 * about a frame of a display. */
#define QUICK_MS 18.0
/* Share of the newest time in what is expected. */
#define NEWEST 0.3
/* So long nothing must have been asked for until a coarse picture is followed by a fine one, ms. */
#define PAUSE_MS 60
/* Pictures to draw into that are kept. */
#define SPARES 4

/* What runs when, and what of it is kept; one rendering itself is a StubbleRenderJob. */

struct _StubbleRenderer
{
  GObject parent_instance;

  /* Owned */
  SmpPyramid *pyramid; /* of the photo at 1/@shrink */
  SmpPhoto *photo;
  SmpPlan *plan;
  SmpDotSet *dots;
  SmpPhoto *dots_photo; /* for which the dots were placed */
  SmpPlan *dots_plan;
  SmpLook *look; /* of those dots, that plan and that age */
  SmpPlan *look_plan;
  SmpAge look_age;
  StubbleFrame frame;
  StubbleFrame drawn[2]; /* the last coarse and the last fine photo, without dots */
  GPtrArray *spares;     /* of SmpImage that nobody else holds, the oldest first */
  StubbleBuffers *buffers;
  GCancellable *cancellable; /* of the running job */

  /* State */
  int shrink;
  gboolean match_grain;
  SmpAge age;
  guint pause;           /* waits for things to rest */
  double expected_ms[2]; /* for a fine picture, and with its photo; 0 while that is not known */
  gboolean is_running;
  gboolean is_running_fine;
  gboolean is_running_quick;
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

/* Whether it is the same photo, of which there may be more now. */
static gboolean
same_picture (const SmpPhoto *a, const SmpPhoto *b)
{
  return a == b
         || (a != NULL && b != NULL && strcmp (a->id, b->id) == 0
             && strcmp (a->sha256, b->sha256) == 0);
}

static gboolean
same_window (const SmpRenderWindow *a, const SmpRenderWindow *b)
{
  return memcmp (&a->scale, &b->scale, sizeof a->scale) == 0 && a->x == b->x && a->y == b->y
         && a->width == b->width && a->height == b->height;
}

/* Takes over a picture that nobody else holds. */
static void
keep_spare (StubbleRenderer *self, SmpImage **image)
{
  if (*image != NULL)
    g_ptr_array_add (self->spares, g_steal_pointer (image));
  if (self->spares->len > SPARES)
    g_ptr_array_remove_index (self->spares, 0);
}

static SmpImage *
take_spare (StubbleRenderer *self, const SmpRenderWindow *window)
{
  for (guint i = self->spares->len; i-- > 0;)
    {
      SmpImage *image = g_ptr_array_index (self->spares, i);

      if (image->width == window->width && image->height == window->height)
        return g_ptr_array_steal_index (self->spares, i);
    }
  return NULL;
}

/* What was drawn of the photo is not to be drawn upon again. */
static void
drop_drawn (StubbleRenderer *self)
{
  stubble_frame_clear (&self->drawn[0]);
  stubble_frame_clear (&self->drawn[1]);
}

static void
drop_pictures (StubbleRenderer *self)
{
  stubble_frame_clear (&self->frame);
  drop_drawn (self);
  g_ptr_array_set_size (self->spares, 0);
}

/* The job's frame is the one that is shown from now on. */
static void
take_frame (StubbleRenderer *self, StubbleRenderJob *job)
{
  StubbleFrame *photo = &self->drawn[job->is_fine], *frame = &self->frame;

  g_clear_pointer (&job->into_before, smp_image_unref);
  g_clear_pointer (&job->into_after, smp_image_unref);
  keep_spare (self, &frame->after);
  stubble_frame_clear (frame);
  if (job->frame.before != photo->before)
    {
      keep_spare (self, &photo->before);
      stubble_frame_clear (photo);
      photo->window = job->frame.window;
      photo->before = smp_image_ref (job->frame.before);
      photo->before_shown = g_bytes_ref (job->frame.before_shown);
    }
  *frame = job->frame;
  job->frame = (StubbleFrame){ 0 };
}

/* What fine pictures take, so that slow ones are not begun while things move. */
static void
learn (StubbleRenderer *self, const StubbleRenderJob *job)
{
  double *expected = &self->expected_ms[job->has_before ? 0 : 1];

  if (job->is_fine)
    *expected = *expected > 0 ? (1 - NEWEST) * *expected + NEWEST * job->pixels_ms : job->pixels_ms;
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StubbleRenderer) self = data;
  StubbleRenderJob *job = g_task_get_task_data (G_TASK (result));
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
          learn (self, job);
          take_frame (self, job);
          g_signal_emit (self, signals[FRAME], 0);
        }
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error->message);
  if (has_new_dots)
    g_signal_emit (self, signals[DOTS], 0);
  start (self);
}

static gboolean
on_pause (gpointer data)
{
  StubbleRenderer *self = data;

  self->pause = 0;
  start (self);
  return G_SOURCE_REMOVE;
}

/* The photo as it was last drawn, or a picture to draw it into. */
static void
prepare_pictures (StubbleRenderer *self, StubbleRenderJob *job)
{
  const StubbleFrame *photo = &self->drawn[job->is_fine];

  job->has_before = photo->before != NULL && same_window (&photo->window, &job->frame.window);
  if (job->has_before)
    {
      job->frame.before = smp_image_ref (photo->before);
      job->frame.before_shown = g_bytes_ref (photo->before_shown);
    }
  else
    job->into_before = take_spare (self, &job->frame.window);
  job->into_after = take_spare (self, &job->frame.window);
}

/* Whether a fine picture is expected to be ready about as soon as a coarse one. */
static gboolean
fine_is_quick (StubbleRenderer *self)
{
  const StubbleFrame *photo = &self->drawn[1];
  gboolean has_before = photo->before != NULL && same_window (&photo->window, &self->fine);
  double expected = self->expected_ms[has_before ? 0 : 1];

  return expected > 0 && expected <= QUICK_MS;
}

/* Without one, what is asked for waits until there is. */
static gboolean
has_scene (const StubbleRenderer *self)
{
  return self->pyramid != NULL && self->photo != NULL && self->plan != NULL;
}

/* Starts the waiting rendering, if any and if nothing runs. */
static void
start (StubbleRenderer *self)
{
  g_autoptr (GTask) task = NULL;
  gboolean is_quick = self->wants_coarse && fine_is_quick (self);
  StubbleRenderJob *job;

  if (self->is_running || !(self->wants_fine || self->wants_coarse) || !has_scene (self))
    return;
  if (is_quick)
    self->wants_coarse = FALSE;
  if (!self->wants_coarse && !is_quick && self->pause != 0)
    return;
  job = g_new0 (StubbleRenderJob, 1);
  job->buffers = stubble_buffers_ref (self->buffers);
  job->is_quick = is_quick;
  job->pyramid = smp_pyramid_ref (self->pyramid);
  job->shrink = self->shrink;
  /* Of a smaller picture of the photo nothing is known about its grain. */
  job->match_grain = self->match_grain && self->shrink == 1;
  job->photo = smp_photo_ref (self->photo);
  job->plan = smp_plan_ref (self->plan);
  job->age = self->age;
  job->is_fine = !self->wants_coarse;
  job->frame.window = job->is_fine ? self->fine : self->coarse;
  prepare_pictures (self, job);
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
  self->is_running_quick = job->is_quick;
  self->cancellable = g_cancellable_new ();
  /* No source object: the thread might let go of it last, and it belongs to this one. */
  task = g_task_new (NULL, self->cancellable, on_done, g_object_ref (self));
  g_task_set_source_tag (task, start);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, (GDestroyNotify)stubble_render_job_free);
  g_task_run_in_thread (task, stubble_render_job_run);
}

void
stubble_renderer_set_scene (StubbleRenderer *self,
                            const SmpPyramid *pyramid,
                            int shrink,
                            const SmpPhoto *photo,
                            const SmpPlan *plan)
{
  g_return_if_fail (STUBBLE_IS_RENDERER (self));

  if (pyramid != self->pyramid)
    {
      g_clear_pointer (&self->pyramid, smp_pyramid_unref);
      self->pyramid = pyramid != NULL ? smp_pyramid_ref (pyramid) : NULL;
      self->shrink = shrink;
      if (pyramid != NULL && same_picture (self->photo, photo))
        drop_drawn (self);
      else
        drop_pictures (self);
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
stubble_renderer_set_match_grain (StubbleRenderer *self, gboolean match)
{
  g_return_if_fail (STUBBLE_IS_RENDERER (self));

  self->match_grain = match;
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
  g_clear_handle_id (&self->pause, g_source_remove);
  if (coarse != NULL)
    {
      self->coarse = *coarse;
      self->pause = g_timeout_add (PAUSE_MS, on_pause, self);
    }
  /* A coarse or quick one is left to end, so that there is always something new during a drag. */
  if (self->is_running && self->is_running_fine && !(self->is_running_quick && coarse != NULL))
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
  return !self->is_running && (!has_scene (self) || (!self->wants_fine && !self->wants_coarse));
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
  g_clear_handle_id (&self->pause, g_source_remove);
  drop_pictures (self);
  G_OBJECT_CLASS (stubble_renderer_parent_class)->dispose (object);
}

static void
stubble_renderer_finalize (GObject *object)
{
  StubbleRenderer *self = STUBBLE_RENDERER (object);

  g_ptr_array_unref (self->spares);
  stubble_buffers_unref (self->buffers);
  G_OBJECT_CLASS (stubble_renderer_parent_class)->finalize (object);
}

static void
stubble_renderer_class_init (StubbleRendererClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = stubble_renderer_dispose;
  object_class->finalize = stubble_renderer_finalize;
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
  self->spares = g_ptr_array_new_with_free_func ((GDestroyNotify)smp_image_unref);
  self->buffers = stubble_buffers_new ();
}

StubbleRenderer *
stubble_renderer_new (void)
{
  return g_object_new (STUBBLE_TYPE_RENDERER, NULL);
}
