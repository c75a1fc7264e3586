/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/smp-error.h"
#include "compat/stubble-ask.h"
#include "compat/stubble-file-prompt.h"
#include "document/stubble-photo-wait.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "photo/smp-image.h"
#include "project/smp-project-link.h"
#include "record/smp-picture-file.h"
#include "stipple/smp-dots.h"
#include "surface/smp-surface.h"
#include "window/stubble-window-private.h"

/* A picture on its way to a file: values only, so that editing goes on meanwhile. */
typedef struct
{
  StubbleWindow *window;     /* borrowed: the task has it */
  StubbleDocument *document; /* (nullable): of the photo, until all of that is there */
  StubbleOpening *opening;   /* (nullable): of the photo, if it is waited for */
  SmpPyramid *pyramid;       /* (nullable): all of the photo, once it is there */
  SmpPhoto *photo;
  SmpPlan *plan;
  SmpAge age;
  SmpPictureContent content;
  SmpPictureOptions options;
  SmpConsultation *consultation;
  GFile *own;   /* (nullable): the consultation's file */
  GFile *links; /* (nullable): beside which linked photos are */
  GFile *file;
  gint thousandths; /* how far it is; atomic */
} Export;

/* Placing and drawing of a picture take about this share of the time of a JPEG; our measurement. */
#define DRAWN 200

void
_stubble_window_begin_export (StubbleWindow *self)
{
  g_return_if_fail (self->exporting == NULL);
  /* Whoever closes the window finds the file nonetheless. */
  g_application_hold (g_application_get_default ());
  self->exporting = g_cancellable_new ();
  _stubble_window_update_actions (self);
}

void
_stubble_window_end_export (StubbleWindow *self)
{
  g_application_release (g_application_get_default ());
  stubble_job_bar_end (self->job_bar, self->exporting);
  g_clear_object (&self->exporting);
  if (self->document != NULL)
    _stubble_window_update_actions (self);
  _stubble_window_tell_following (self);
}

static void
export_free (Export *self)
{
  g_clear_pointer (&self->pyramid, smp_pyramid_unref);
  g_clear_pointer (&self->photo, smp_photo_unref);
  g_clear_pointer (&self->plan, smp_plan_unref);
  g_clear_pointer (&self->consultation, smp_consultation_unref);
  g_clear_object (&self->own);
  g_clear_object (&self->links);
  g_clear_object (&self->file);
  g_free (self);
}

static void
on_written (double share, gpointer data)
{
  Export *self = data;

  g_atomic_int_set (&self->thousandths, DRAWN + (int)((1000 - DRAWN) * share));
}

static void
export_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Export *self = data;
  g_autoptr (SmpSurface) surface = smp_surface_for_photo (self->photo);
  g_autoptr (SmpDotSet) dots = NULL;
  g_autoptr (SmpImage) picture = NULL;
  g_autofree char *name = g_file_get_basename (self->file);
  SmpPictureInfo info = { .simulated = self->content != SMP_PICTURE_BEFORE,
                          .progress = on_written,
                          .progress_data = self };
  SmpPictureFormat format;
  GError *error = NULL;

  if (smp_picture_format_from_name (name, &format, &error))
    dots = smp_dots_place (self->plan, self->photo->id, surface, 0, cancellable, &error);
  if (dots != NULL)
    picture = smp_picture_compose (self->pyramid, dots, self->plan, &self->age, 1, self->content,
                                   &self->options, cancellable, &error);
  if (picture != NULL)
    on_written (0, self);
  if (picture != NULL && smp_picture_save (picture, self->file, format, &info, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
tell_why (StubbleWindow *self, const Export *export, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (export->file != NULL)
        stubble_window_toast (self, _ ("Export cancelled; no file was written"));
    }
  else if (export->file == NULL || export->pyramid != NULL)
    stubble_tell (GTK_WINDOW (self), _ ("Could Not Export"), error->message);
  else if (g_error_matches (error, SMP_ERROR, SMP_ERROR_NOT_FOUND))
    stubble_window_toast (self, _ ("Nothing was exported: the photo was removed or replaced"));
  else
    stubble_window_toast (self, _ ("Nothing was exported: the photo could not be opened"));
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StubbleWindow) self = data;
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  _stubble_window_end_export (self);
  /* Here and not with the rest, which the thread may be the last to let go of. */
  g_clear_object (&export->document);
  g_clear_pointer (&export->opening, stubble_opening_unref);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      tell_why (self, export, error);
      return;
    }
  name = g_file_get_basename (export->file);
  text = g_strdup_printf (_ ("Exported “%s”"), name);
  stubble_window_toast (self, text);
}

/* What to write, as the window stands now, and the window's own work from here on. */
static GTask *
export_new (StubbleWindow *self, SmpPictureContent content, gboolean stamp)
{
  Export *export = g_new0 (Export, 1);
  GFile *file = stubble_document_get_file (self->document);
  GTask *task;

  _stubble_window_begin_export (self);
  /* No source object: the thread might let go of it last, and windows belong to this one. */
  task = g_task_new (NULL, self->exporting, on_exported, g_object_ref (self));
  export->window = self;
  export->document = g_object_ref (self->document);
  export->photo = smp_photo_ref (stubble_document_get_photo (self->document));
  export->plan = smp_plan_ref (stubble_document_get_plan (self->document));
  export->age = *stubble_canvas_get_age (self->canvas);
  export->consultation = smp_consultation_ref (stubble_document_get_consultation (self->document));
  export->own = file != NULL ? g_object_ref (file) : NULL;
  export->links = stubble_document_get_links (self->document);
  if (export->links != NULL)
    g_object_ref (export->links);
  export->content = content;
  export->options.stamp = stamp;
  export->options.match_grain = stubble_canvas_get_match_grain (self->canvas);
  g_task_set_source_tag (task, _stubble_window_export);
  /* Cancelled too late, it is there, and that is said. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, export, (GDestroyNotify)export_free);
  return task;
}

static void
on_photo (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Export *export = g_task_get_task_data (task);
  StubbleWindow *self = export->window;
  g_autofree char *name = g_file_get_basename (export->file);
  g_autofree char *text = g_strdup_printf (_ ("Exporting “%s”…"), name);
  GError *error = NULL;

  export->pyramid = stubble_photo_wait_finish (result, &error);
  /* Another one may have been opened, whose photos need the room. */
  g_clear_object (&export->document);
  if (export->pyramid == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  gtk_widget_set_halign (GTK_WIDGET (self->job_bar), GTK_ALIGN_CENTER);
  stubble_job_bar_begin (self->job_bar, text, &export->thousandths, g_task_get_cancellable (task));
  g_task_run_in_thread (task, export_run);
}

/* In a corner, for the photo can be worked on. */
static void
show_wait (StubbleWindow *self, Export *export)
{
  StubbleOpening *opening = stubble_document_get_opening (export->document, export->photo);

  if (opening != NULL)
    export->opening = stubble_opening_ref (opening);
  gtk_widget_set_halign (GTK_WIDGET (self->job_bar), GTK_ALIGN_END);
  stubble_job_bar_begin (self->job_bar, _ ("Waiting for the photo…"),
                         opening != NULL ? &opening->thousandths : NULL, self->exporting);
}

static void
export_start (StubbleWindow *self, GTask *task, GFile *file)
{
  Export *export = g_task_get_task_data (task);
  int shrink;
  GError *error = NULL;

  if (!smp_project_check_output (export->consultation, export->links, file, &error)
      || (export->own != NULL && !smp_project_check_not_input (export->own, file, &error)))
    {
      g_task_return_error (task, error);
      return;
    }
  export->file = g_object_ref (file);
  if (stubble_document_need_picture (export->document, export->photo, &shrink) == NULL
      || shrink > 1)
    show_wait (self, export);
  stubble_photo_wait_async (export->document, export->photo, self->exporting, on_photo,
                            g_object_ref (task));
}

/* Says so where waiting is in vain. */
static gboolean
lacks_photo (StubbleWindow *self)
{
  if (stubble_document_get_pyramid (self->document) != NULL
      || !stubble_document_has_failed (self->document, stubble_document_get_photo (self->document)))
    return FALSE;
  stubble_window_toast (self, _ ("The photo could not be opened."));
  return TRUE;
}

void
_stubble_window_export_to (StubbleWindow *self,
                           SmpPictureContent content,
                           gboolean stamp,
                           GFile *file)
{
  g_autoptr (GTask) task = NULL;

  if (lacks_photo (self))
    return;
  task = export_new (self, content, stamp);
  export_start (self, task, file);
}

typedef struct
{
  StubbleWindow *window;
  GTask *task;
} Naming;

static void
on_export_name (GFile *file, gpointer data)
{
  Naming *naming = data;

  if (file != NULL)
    export_start (naming->window, naming->task, file);
  else
    g_task_return_new_error (naming->task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  g_object_unref (naming->window);
  g_object_unref (naming->task);
  g_free (naming);
}

void
_stubble_window_export (StubbleWindow *self,
                        SmpPictureContent content,
                        gboolean jpeg,
                        gboolean stamp)
{
  static const char *const words[]
      = { N_ ("before"),   N_ ("after"), N_ ("split"),         N_ ("side by side"),
          N_ ("sessions"), N_ ("years"), N_ ("more hair lost") };
  GFile *file = stubble_document_get_file (self->document);
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;
  g_autofree char *title = stubble_document_dup_title (self->document);
  g_autofree char *name = NULL;
  Naming *naming;
  char *dot;

  if (lacks_photo (self))
    return;
  if (g_str_has_suffix (title, ".stubble.json"))
    title[strlen (title) - strlen (".stubble.json")] = '\0';
  else if ((dot = strrchr (title, '.')) != NULL && dot != title)
    *dot = '\0';
  name = g_strdup_printf ("%s %s.%s", title, _ (words[content]), jpeg ? "jpg" : "png");
  naming = g_new (Naming, 1);
  naming->window = g_object_ref (self);
  naming->task = export_new (self, content, stamp);
  stubble_file_prompt_save (GTK_WINDOW (self), _ ("Export Picture"),
                            jpeg ? STUBBLE_FILES_JPEG : STUBBLE_FILES_PNG, name, folder,
                            on_export_name, naming);
}
