/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "panels/stubble-guides-group.h"

#include <glib/gi18n.h>

#include "panels/stubble-teller.h"
#include "record/smp-guides.h"

/* Borrowed: rows of the panel, which keeps this. */
typedef struct
{
  GtkWidget *height;
  GtkWidget *thirds;
  GtkWidget *symmetry;
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
  self->teller = stubble_teller_new (panel, tell);
  g_signal_connect_object (document, "changed", G_CALLBACK (on_changed), panel, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "photo", G_CALLBACK (on_changed), panel, G_CONNECT_SWAPPED);
  on_changed (panel);
}
