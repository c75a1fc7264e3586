/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "dialogs/stubble-about.h"

#include <adwaita.h>
#include <glib/gi18n.h>

void
stubble_about_present (GtkWindow *parent)
{
  GtkWidget *about = adw_about_window_new ();

  g_object_set (about, "application-name", _ ("Stubble"), "application-icon", APP_ID, "version",
                PACKAGE_VERSION, "developer-name", _ ("The Stubble authors"), "license-type",
                GTK_LICENSE_GPL_3_0, "copyright", "© 2026 The Stubble authors", "comments",
                _ ("Shows a client, on their own photo, what scalp micropigmentation would look "
                   "like. A simulation in true millimetres, never a promise."),
                "modal", TRUE, NULL);
  if (parent != NULL)
    gtk_window_set_transient_for (GTK_WINDOW (about), parent);
  gtk_window_present (GTK_WINDOW (about));
}
