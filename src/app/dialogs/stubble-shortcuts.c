/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "dialogs/stubble-shortcuts.h"

/* Made when asked for and gone when closed, not GtkApplicationWindow's help overlay: that one waits
 * hidden as long as its window lives, and GTK 4.8 crashes on a screen reader that asks for a child
 * of the application which is hidden or just gone (an accessible without a path). */
void
stubble_shortcuts_present (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/io/github/stubble/Stubble/dialogs/stubble-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, parent);
  gtk_window_present (shortcuts);
}
