/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "panels/stubble-guides-group.h"

#include <glib/gi18n.h>

#include "panels/stubble-teller.h"
#include "record/smp-guides.h"

/* Sides that differ by less on average are drawn alike, for the eye. */
#define UNEVEN_MM 0.5

/* Borrowed: rows of the panel, which keeps this. */
typedef struct
{
  GtkWidget *height;
  GtkWidget *thirds;
  GtkWidget *symmetry;
  GtkWidget *make_symmetric;
  StubbleTeller *teller;
} Guides;

static void
show (GtkWidget *row, const char *text)
{
  gtk_widget_set_visible (row, text != NULL);
  if (text != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
}

static void
tell (StubblePanel *panel)
{
  Guides *self = g_object_get_data (G_OBJECT (panel), "guides");
  StubbleDocument *document = stubble_panel_get_document (panel);
  const SmpPhoto *photo = document != NULL ? stubble_document_get_photo (document) : NULL;
  g_autoptr (SmpGuides) guides = NULL;
  g_autofree char *height = NULL;
  g_autofree char *thirds = NULL;
  g_autofree char *symmetry = NULL;

  if (photo == NULL)
    return;
  guides = smp_guides_new (stubble_document_get_consultation (document), photo,
                           stubble_document_get_plan (document));
  height = smp_guides_describe_height (guides);
  thirds = smp_guides_describe_thirds (guides);
  symmetry = smp_guides_describe_symmetry (guides);
  show (self->height, height);
  show (self->thirds, thirds);
  show (self->symmetry, symmetry);
  gtk_widget_set_visible (self->make_symmetric, guides->asymmetry_mean_mm >= UNEVEN_MM);
}

static void
on_changed (StubblePanel *panel)
{
  Guides *self = g_object_get_data (G_OBJECT (panel), "guides");

  stubble_teller_tell (self->teller);
}

static GtkWidget *
measure_row (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_visible (row, FALSE);
  adw_preferences_group_add (group, row);
  return row;
}

static GtkWidget *
make_symmetric_button (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("object-flip-horizontal-symbolic");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.make-symmetric");
  gtk_widget_set_tooltip_text (button, _ ("Make Symmetric"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Make Symmetric"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

void
stubble_guides_group_add (StubblePanel *panel)
{
  AdwPreferencesGroup *group = stubble_panel_add_group (panel, _ ("Guides"), NULL);
  Guides *self = g_new0 (Guides, 1);
  StubbleDocument *document = stubble_panel_get_document (panel);

  g_object_set_data_full (G_OBJECT (panel), "guides", self, g_free);
  adw_preferences_group_add (
      group, stubble_panel_switch_row (_ ("Show Guides"),
                                       _ ("Midline, thirds of the face, outer corners of the eyes, "
                                          "height of the hairline"),
                                       "win.guides"));
  self->height = measure_row (group, _ ("Height"));
  self->thirds = measure_row (group, _ ("Proportions"));
  self->symmetry = measure_row (group, _ ("Symmetry"));
  self->make_symmetric = make_symmetric_button ();
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->symmetry), self->make_symmetric);
  self->teller = stubble_teller_new (panel, tell);
  g_signal_connect_object (document, "changed", G_CALLBACK (on_changed), panel, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "photo", G_CALLBACK (on_changed), panel, G_CONNECT_SWAPPED);
  on_changed (panel);
}
