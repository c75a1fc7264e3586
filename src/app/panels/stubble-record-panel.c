/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "model/smp-photo.h"
#include "panels/stubble-panel.h"
#include "panels/stubble-panels.h"

typedef struct
{
  AdwPreferencesGroup *group;
} State;

static void
update (StubblePanel *panel)
{
  State *self = stubble_panel_get_state (panel);
  const SmpPhoto *photo = stubble_document_get_photo (stubble_panel_get_document (panel));
  g_autofree char *text = g_strdup_printf (_ ("At full size: %d × %d pixels for one picture."),
                                           photo->width, photo->height);

  adw_preferences_group_set_description (self->group, text);
}

GtkWidget *
stubble_record_panel_new (StubbleDocument *document, StubbleCanvas *canvas)
{
  static const char *const contents[][2] = { { N_ ("Before"), "before" },
                                             { N_ ("After"), "after" },
                                             { N_ ("Split"), "split" },
                                             { N_ ("Side by Side"), "side-by-side" },
                                             { N_ ("Sessions"), "sessions" },
                                             { N_ ("Years"), "years" },
                                             { N_ ("More Hair Lost"), "hair-loss" } };
  StubblePanel *panel = stubble_panel_new (document, canvas, update, sizeof (State));
  State *self = stubble_panel_get_state (panel);
  AdwPreferencesGroup *group = stubble_panel_add_group (panel, _ ("Export Picture"), "");
  GtkWidget *button;

  self->group = group;
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    adw_preferences_group_add (group, stubble_panel_choice_row (_ (contents[i][0]), NULL,
                                                                "win.export-content",
                                                                contents[i][1], _ ("Export")));
  group = stubble_panel_add_group (panel, NULL, NULL);
  adw_preferences_group_add (group, stubble_panel_choice_row ("PNG", _ ("Exact, larger files"),
                                                              "win.export-format", "png", NULL));
  adw_preferences_group_add (group, stubble_panel_choice_row ("JPEG", _ ("Smaller files"),
                                                              "win.export-format", "jpeg", NULL));
  group = stubble_panel_add_group (panel, NULL, NULL);
  adw_preferences_group_add (
      group,
      stubble_panel_switch_row (
          _ ("Stamp"), _ ("“Original” and “Simulated” in the pixels; leave it on for others"),
          "win.export-stamp"));
  button = gtk_button_new_with_mnemonic (_ ("_Export…"));
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Export the picture (Ctrl+E)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.export");
  stubble_panel_add (panel, button);
  group = stubble_panel_add_group (panel, _ ("Record of the Visit"), NULL);
  adw_preferences_group_add (
      group,
      stubble_panel_action_row (_ ("Export Record…"),
                                _ ("A PDF with pictures, plan, answers, what to expect, aftercare"),
                                "document-save-symbolic", "win.export-record", NULL));
  stubble_panel_update (panel);
  return GTK_WIDGET (panel);
}
