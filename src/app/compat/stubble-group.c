/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "compat/stubble-group.h"

/* The box with the words and the suffix is the first in the box that fills the group. */
static void
set_header (AdwPreferencesGroup *group, GtkOrientation orientation)
{
  GtkWidget *box = gtk_widget_get_first_child (GTK_WIDGET (group));
  GtkWidget *header = box != NULL ? gtk_widget_get_first_child (box) : NULL;

  if (GTK_IS_BOX (header))
    gtk_orientable_set_orientation (GTK_ORIENTABLE (header), orientation);
}

AdwPreferencesGroup *
stubble_group_new (const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title != NULL ? title : "");
  adw_preferences_group_set_description (group, description);
  set_header (group, GTK_ORIENTATION_VERTICAL);
  return group;
}

GtkWidget *
stubble_words_row_new (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *header = gtk_widget_get_first_child (row);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (GTK_IS_BOX (header))
    gtk_orientable_set_orientation (GTK_ORIENTABLE (header), GTK_ORIENTATION_VERTICAL);
  return row;
}

void
stubble_group_set_suffix (AdwPreferencesGroup *group, GtkWidget *suffix)
{
  set_header (group, GTK_ORIENTATION_HORIZONTAL);
  adw_preferences_group_set_header_suffix (group, suffix);
}
