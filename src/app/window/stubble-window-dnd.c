/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "window/stubble-window-private.h"

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, StubbleWindow *self)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;
  if (files->next != NULL)
    stubble_window_toast (self, _ ("One file at a time: the first one is opened."));
  stubble_window_open (self, files->data);
  return TRUE;
}

void
_stubble_window_init_dnd (StubbleWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
