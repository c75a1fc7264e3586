/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "dialogs/stubble-dialog.h"

#include <adwaita.h>

static void
close_on (GtkEventController *keys, guint key, GdkModifierType modifiers)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers),
                                                          gtk_named_action_new ("window.close")));
}

/* After what has the focus had its turn. */
static void
add_keys (GtkWindow *dialog)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  close_on (keys, GDK_KEY_w, GDK_CONTROL_MASK);
  /* That one closes its search first, and then itself. */
  if (!ADW_IS_PREFERENCES_WINDOW (dialog))
    close_on (keys, GDK_KEY_Escape, 0);
  gtk_widget_add_controller (GTK_WIDGET (dialog), keys);
}

void
stubble_dialog_open (GtkWindow *dialog, GtkWindow *parent, int width, int height)
{
  int most_width = gtk_widget_get_width (GTK_WIDGET (parent));
  int most_height = gtk_widget_get_height (GTK_WIDGET (parent));

  gtk_window_set_transient_for (dialog, parent);
  gtk_window_set_modal (dialog, TRUE);
  gtk_window_set_default_size (dialog, most_width > 0 ? MIN (width, most_width) : width,
                               most_height > 0 ? MIN (height, most_height) : height);
  add_keys (dialog);
  gtk_window_present (dialog);
}
