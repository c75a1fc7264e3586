/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "dialogs/stubble-assessment-pages.h"

#include <glib/gi18n.h>

#include "compat/stubble-group.h"
#include "panels/stubble-labels.h"

GtkWidget *
stubble_choice_row_new (const char *title, const char *const *words, gsize n)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);

  for (gsize i = 0; i < n; i++)
    gtk_string_list_append (model, words[i]);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return row;
}

GtkWidget *
stubble_advice_page_new (SmpAdviceKind kind, const char *icon)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  gsize n;
  const SmpAdvice *advice = smp_advice (&n);

  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), smp_advice_heading (kind));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), icon);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), smp_advice_heading (kind));
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *text = NULL;
      g_autofree char *sources = NULL;

      if (advice[i].kind != kind)
        continue;
      text = g_markup_escape_text (_ (advice[i].text), -1);
      sources = stubble_label_sources (advice[i].sources);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                 stubble_words_row_new (text, sources));
    }
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return page;
}
