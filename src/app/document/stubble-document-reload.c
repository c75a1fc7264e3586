/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "base/smp-error.h"
#include "document/stubble-document-io.h"
#include "document/stubble-document-private.h"
#include "model/smp-consultation.h"
#include "project/smp-project-link.h"
#include "project/smp-project-reader.h"
#include "project/smp-project-save.h"

typedef struct
{
  GFile *file;
  GFile *links;           /* (nullable): beside which the document's links read */
  SmpConsultation *value; /* (nullable) */
  char *etag;             /* (nullable) */
} Reload;

static void
reload_free (Reload *self)
{
  g_object_unref (self->file);
  g_clear_object (&self->links);
  g_clear_pointer (&self->value, smp_consultation_unref);
  g_free (self->etag);
  g_free (self);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reload *reload = data;
  GError *error = NULL;

  /* The etag first: a change after it is noticed again, never lost. */
  reload->etag = smp_project_dup_etag (reload->file, cancellable);
  reload->value = smp_project_load (reload->file, cancellable, &error);
  if (reload->value != NULL && reload->value->photos->len == 0)
    error = g_error_new (SMP_ERROR, SMP_ERROR_NOT_FOUND,
                         _ ("The file on disk has no photo any more. Nothing was changed here."));
  /* Links of all values of the history read from the same folder. */
  if (error == NULL && reload->links != NULL)
    {
      SmpConsultation *relinked
          = smp_project_relink (reload->value, reload->file, reload->links, cancellable, &error);

      smp_consultation_unref (reload->value);
      reload->value = relinked;
    }
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
stubble_document_reload_async (StubbleDocument *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Reload *reload;

  g_return_if_fail (self->file != NULL);

  reload = g_new0 (Reload, 1);
  reload->file = g_object_ref (self->file);
  reload->links = self->links != NULL ? g_object_ref (self->links) : NULL;
  g_task_set_source_tag (task, stubble_document_reload_async);
  g_task_set_task_data (task, reload, (GDestroyNotify)reload_free);
  g_task_run_in_thread (task, run);
}

gboolean
stubble_document_reload_finish (StubbleDocument *self, GAsyncResult *result, GError **error)
{
  Reload *reload = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (self->links == NULL)
    g_set_object (&self->links, reload->file);
  stubble_document_seal (self);
  stubble_document_commit (self, reload->value, _ ("Reload File"), NULL);
  _stubble_document_set_file (self, reload->file, reload->etag);
  _stubble_document_mark_saved (self, reload->value);
  return TRUE;
}
