/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "compat/stubble-ask.h"
#include "compat/stubble-banner.h"
#include "project/smp-project-save.h"
#include "window/stubble-window-private.h"

/* A program that writes a file does it in several goes; it is looked at once it rests. */
#define REST_MS 400

static void
show (StubbleWindow *self, gboolean changed)
{
  stubble_banner_reveal (self->disk_bar, changed);
}

static void check_soon (StubbleWindow *self);

static gboolean
check (gpointer data)
{
  StubbleWindow *self = data;
  GFile *file = stubble_document_get_file (self->document);
  g_autofree char *etag = NULL;

  self->disk_check = 0;
  if (file == NULL)
    return G_SOURCE_REMOVE;
  /* What is being written now is ours, unless it fails: once that is known it is looked at again.
   */
  if (self->is_saving)
    {
      check_soon (self);
      return G_SOURCE_REMOVE;
    }
  etag = smp_project_dup_etag (file, NULL);
  /* A file that is gone cannot be reloaded, and saving writes it again. */
  show (self, etag != NULL && g_strcmp0 (etag, stubble_document_get_etag (self->document)) != 0);
  return G_SOURCE_REMOVE;
}

static void
check_soon (StubbleWindow *self)
{
  g_clear_handle_id (&self->disk_check, g_source_remove);
  self->disk_check = g_timeout_add (REST_MS, check, self);
}

static void
on_event (
    GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, StubbleWindow *self)
{
  check_soon (self);
}

void
_stubble_window_unwatch (StubbleWindow *self)
{
  g_clear_handle_id (&self->disk_check, g_source_remove);
  if (self->reloading != NULL)
    g_cancellable_cancel (self->reloading);
  g_clear_object (&self->reloading);
  if (self->monitor == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
}

void
_stubble_window_watch (StubbleWindow *self)
{
  GFile *file = self->document != NULL ? stubble_document_get_file (self->document) : NULL;

  _stubble_window_unwatch (self);
  show (self, FALSE);
  if (file == NULL)
    return;
  /* Where a file system cannot be watched, saving still finds out. */
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect (self->monitor, "changed", G_CALLBACK (on_event), self);
  /* It may have changed since it was read. */
  check_soon (self);
}

typedef struct
{
  StubbleWindow *window;
  gboolean was_modified;
} Reload;

static void
on_reloaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Reload *reload = data;
  g_autoptr (StubbleWindow) self = reload->window;
  g_autoptr (GError) error = NULL;

  /* Another document took its place, or the window is gone. */
  if (self->document != STUBBLE_DOCUMENT (source) || self->reloading == NULL)
    return;
  g_clear_object (&self->reloading);
  /* What was not saved is taken back by undo, and by its copy once the window is closed. */
  if (reload->was_modified && self->recovery != NULL)
    stubble_recovery_leave (self->recovery);
  if (!stubble_document_reload_finish (self->document, result, &error))
    {
      show (self, TRUE);
      stubble_tell (GTK_WINDOW (self), _ ("Could Not Reload the File"), error->message);
      return;
    }
  _stubble_window_update (self);
  if (reload->was_modified)
    stubble_window_toast_undo (self, _ ("Reloaded. Undo brings your unsaved work back"));
  else
    stubble_window_toast (self, _ ("Reloaded"));
  check_soon (self);
}

static void
on_reload (GtkWidget *banner, gpointer data)
{
  StubbleWindow *self = data;
  Reload *reload;

  if (self->document == NULL || self->reloading != NULL)
    return;
  self->reloading = g_cancellable_new ();
  reload = g_new0 (Reload, 1);
  reload->window = g_object_ref (self);
  reload->was_modified = stubble_document_is_modified (self->document);
  stubble_document_reload_async (self->document, self->reloading, on_reloaded, reload);
}

void
_stubble_window_init_disk (StubbleWindow *self)
{
  self->disk_bar
      = stubble_banner_new (_ ("Another program has changed this file. Reloading takes what is on "
                               "disk; undo brings work back that was not saved."),
                            _ ("_Reload"), on_reload, self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->disk_bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Changed on disk"), -1);
  gtk_box_insert_child_after (self->content, self->disk_bar,
                              gtk_widget_get_first_child (GTK_WIDGET (self->content)));
}
