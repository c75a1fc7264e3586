/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "dialogs/stubble-dialog.h"

void
stubble_dialog_open (GtkWindow *dialog, GtkWindow *parent, int width, int height)
{
  int most_width = gtk_widget_get_width (GTK_WIDGET (parent));
  int most_height = gtk_widget_get_height (GTK_WIDGET (parent));

  gtk_window_set_transient_for (dialog, parent);
  gtk_window_set_modal (dialog, TRUE);
  gtk_window_set_default_size (dialog, most_width > 0 ? MIN (width, most_width) : width,
                               most_height > 0 ? MIN (height, most_height) : height);
  gtk_window_present (dialog);
}
