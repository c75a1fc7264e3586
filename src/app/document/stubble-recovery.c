/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "document/stubble-recovery.h"

#include "model/smp-consultation.h"
#include "project/smp-recovery.h"

/* Promise: at most the last two seconds of work are lost. Writing takes some of them. */
#define DELAY_MS 1000

struct _StubbleRecovery
{
  gatomicrefcount refs; /* the owner's, and that of a running writing */
  StubbleDocument *document;
  SmpConsultation *written; /* (nullable): what the copy holds */
  SmpConsultation *left;    /* (nullable): what a copy holds that was left */
  guint timer;
  gboolean has_copy; /* or will have: there is a copy of this document's work */
  gboolean is_writing;
  gboolean is_over; /* the owner has let go, or the work was discarded */
  gboolean is_unwanted;
};

typedef struct
{
  GFile *folder;
  SmpConsultation *value;
  GFile *origin; /* (nullable) */
  char *etag;    /* (nullable) */
  GFile *links;  /* (nullable) */
} Writing;

GFile *
stubble_recovery_folder (void)
{
  return g_file_new_build_filename (g_get_user_state_dir (), "stubble", "recovery", NULL);
}

static void
writing_free (Writing *self)
{
  g_clear_object (&self->folder);
  g_clear_pointer (&self->value, smp_consultation_unref);
  g_clear_object (&self->origin);
  g_clear_pointer (&self->etag, g_free);
  g_clear_object (&self->links);
  g_free (self);
}

static void
unref (StubbleRecovery *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_object (&self->document);
  g_clear_pointer (&self->written, smp_consultation_unref);
  g_clear_pointer (&self->left, smp_consultation_unref);
  g_free (self);
}

static void
remove_copy (StubbleRecovery *self)
{
  g_autoptr (GFile) folder = stubble_recovery_folder ();
  g_autoptr (GFile) file
      = smp_recovery_file (folder, stubble_document_get_consultation (self->document)->id);

  /* A copy that this document did not write is somebody's work that nobody has asked about. */
  if (self->has_copy)
    smp_recovery_remove (file);
  self->has_copy = FALSE;
  g_clear_pointer (&self->written, smp_consultation_unref);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Writing *writing = data;
  GError *error = NULL;

  if (smp_recovery_write (writing->folder, writing->value, writing->origin, writing->etag,
                          writing->links, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void follow (StubbleRecovery *self);

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  StubbleRecovery *self = data;
  Writing *writing = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  self->is_writing = FALSE;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_clear_pointer (&self->written, smp_consultation_unref);
      self->written = smp_consultation_ref (writing->value);
    }
  else
    g_message ("%s", error->message);
  if (self->is_unwanted)
    remove_copy (self);
  if (!self->is_over)
    follow (self);
  unref (self);
}

static gboolean
on_timer (gpointer data)
{
  StubbleRecovery *self = data;
  const SmpConsultation *value = stubble_document_get_consultation (self->document);
  GFile *file = stubble_document_get_file (self->document);
  GFile *links = stubble_document_get_links (self->document);
  g_autoptr (GTask) task = NULL;
  Writing *writing;

  self->timer = 0;
  if (self->is_writing || value == self->written)
    return G_SOURCE_REMOVE;
  writing = g_new0 (Writing, 1);
  writing->folder = stubble_recovery_folder ();
  writing->value = smp_consultation_ref (value);
  writing->origin = file != NULL ? g_object_ref (file) : NULL;
  writing->etag = g_strdup (stubble_document_get_etag (self->document));
  writing->links = links != NULL ? g_object_ref (links) : NULL;
  self->is_writing = TRUE;
  self->has_copy = TRUE;
  g_atomic_ref_count_inc (&self->refs);
  task = g_task_new (NULL, NULL, on_written, self);
  g_task_set_source_tag (task, on_timer);
  g_task_set_task_data (task, writing, (GDestroyNotify)writing_free);
  g_task_run_in_thread (task, run);
  return G_SOURCE_REMOVE;
}

/* Does what the document's state asks for. */
static void
follow (StubbleRecovery *self)
{
  self->is_unwanted = !stubble_document_is_modified (self->document);
  if (self->is_unwanted)
    {
      /* What was left was taken up again, and is saved now. */
      self->has_copy
          |= self->left != NULL && stubble_document_get_consultation (self->document) == self->left;
      g_clear_handle_id (&self->timer, g_source_remove);
      if (!self->is_writing)
        remove_copy (self);
    }
  else if (self->timer == 0 && !self->is_writing
           && stubble_document_get_consultation (self->document) != self->written)
    self->timer = g_timeout_add (DELAY_MS, on_timer, self);
}

StubbleRecovery *
stubble_recovery_new (StubbleDocument *document)
{
  StubbleRecovery *self = g_new0 (StubbleRecovery, 1);

  g_atomic_ref_count_init (&self->refs);
  self->document = g_object_ref (document);
  g_signal_connect_swapped (document, "changed", G_CALLBACK (follow), self);
  /* What was just recovered is unsaved from the start, and has its copy. */
  self->has_copy = stubble_document_is_modified (document);
  follow (self);
  return self;
}

static void
end (StubbleRecovery *self)
{
  g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_handle_id (&self->timer, g_source_remove);
  self->is_over = TRUE;
}

void
stubble_recovery_discard (StubbleRecovery *self)
{
  end (self);
  self->is_unwanted = TRUE;
  if (!self->is_writing)
    remove_copy (self);
}

void
stubble_recovery_leave (StubbleRecovery *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->has_copy = FALSE;
  g_clear_pointer (&self->written, smp_consultation_unref);
  g_clear_pointer (&self->left, smp_consultation_unref);
  self->left = smp_consultation_ref (stubble_document_get_consultation (self->document));
}

void
stubble_recovery_free (StubbleRecovery *self)
{
  if (!self->is_over)
    end (self);
  unref (self);
}
