/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/smp-error.h"
#include "compat/stubble-ask.h"
#include "compat/stubble-file-prompt.h"
#include "model/smp-consultation.h"
#include "model/smp-plan.h"
#include "project/smp-project-link.h"
#include "project/smp-project-reader.h"
#include "record/smp-record.h"
#include "window/stubble-window-private.h"

/* A record on its way to a file: values only, so that editing goes on meanwhile. */
typedef struct
{
  SmpConsultation *consultation;
  SmpVariant *variant;
  SmpAge age;
  gboolean match_grain;
  GFile *own;   /* (nullable): the consultation's file */
  GFile *links; /* (nullable): beside which linked photos are */
  GFile *file;
} Record;

static void
record_free (Record *self)
{
  smp_consultation_unref (self->consultation);
  smp_variant_unref (self->variant);
  g_clear_object (&self->own);
  g_clear_object (&self->links);
  g_clear_object (&self->file);
  g_free (self);
}

static GBytes *
get_photo (const SmpPhoto *photo, gpointer data, GCancellable *cancellable, GError **error)
{
  const Record *self = data;
  g_autoptr (GFile) folder = self->links != NULL ? g_file_get_parent (self->links) : NULL;

  return smp_project_dup_photo_bytes (self->consultation, photo, folder, cancellable, error);
}

static void
record_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Record *self = data;
  GError *error = NULL;

  if (smp_record_save_pdf (self->consultation, self->variant, &self->age, self->match_grain,
                           get_photo, self, self->file, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StubbleWindow) self = data;
  Record *record = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  _stubble_window_end_export (self);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        stubble_tell (GTK_WINDOW (self), _ ("Could Not Write the Record"), error->message);
      else
        stubble_window_toast (self, _ ("Export cancelled; no file was written"));
      return;
    }
  name = g_file_get_basename (record->file);
  text = g_strdup_printf (_ ("Wrote the record “%s”"), name);
  stubble_window_toast (self, text);
}

static gboolean
is_pdf (const char *name, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (g_str_has_suffix (lower, ".pdf"))
    return TRUE;
  g_set_error (error, SMP_ERROR, SMP_ERROR_UNSUPPORTED,
               _ ("A record is a PDF document: “%s” does not end in “.pdf”. Choose another name."),
               name);
  return FALSE;
}

void
_stubble_window_record_to (StubbleWindow *self, GFile *file)
{
  Record *record = g_new0 (Record, 1);
  g_autoptr (GTask) task = NULL;
  GFile *own = stubble_document_get_file (self->document);
  GFile *links = stubble_document_get_links (self->document);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *text = g_strdup_printf (_ ("Exporting “%s”…"), name);
  GError *error = NULL;

  _stubble_window_begin_export (self);
  /* No source object: the thread might let go of it last, and windows belong to this one. */
  task = g_task_new (NULL, self->exporting, on_recorded, g_object_ref (self));
  /* Cancelled too late, it is there, and that is said. */
  g_task_set_check_cancellable (task, FALSE);
  record->consultation = smp_consultation_ref (stubble_document_get_consultation (self->document));
  record->variant = smp_variant_ref (stubble_document_get_variant (self->document));
  record->age = *stubble_canvas_get_age (self->canvas);
  record->match_grain = stubble_canvas_get_match_grain (self->canvas);
  record->own = own != NULL ? g_object_ref (own) : NULL;
  record->links = links != NULL ? g_object_ref (links) : NULL;
  record->file = g_object_ref (file);
  g_task_set_source_tag (task, _stubble_window_record_to);
  g_task_set_task_data (task, record, (GDestroyNotify)record_free);
  if (!is_pdf (name, &error)
      || !smp_project_check_output (record->consultation, record->links, file, &error)
      || (own != NULL && !smp_project_check_not_input (own, file, &error)))
    {
      g_task_return_error (task, error);
      return;
    }
  gtk_widget_set_halign (GTK_WIDGET (self->job_bar), GTK_ALIGN_CENTER);
  stubble_job_bar_begin (self->job_bar, text, NULL, self->exporting);
  g_task_run_in_thread (task, record_run);
}

static void
on_record_name (GFile *file, gpointer data)
{
  g_autoptr (StubbleWindow) self = data;

  if (file != NULL && self->document != NULL && self->exporting == NULL)
    _stubble_window_record_to (self, file);
}

void
_stubble_window_record (StubbleWindow *self)
{
  GFile *file = stubble_document_get_file (self->document);
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;
  g_autofree char *title = stubble_document_dup_title (self->document);
  g_autofree char *name = NULL;
  char *dot = strchr (title, '.');

  if (dot != NULL && dot != title)
    *dot = '\0';
  name = g_strdup_printf (_ ("%s record.pdf"), title);
  stubble_file_prompt_save (GTK_WINDOW (self), _ ("Export Record"), STUBBLE_FILES_PDF, name, folder,
                            on_record_name, g_object_ref (self));
}
