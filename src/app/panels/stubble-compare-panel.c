/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "panels/stubble-panel.h"
#include "panels/stubble-panels.h"
#include "panels/stubble-slider-row.h"

typedef struct
{
  GtkWidget *divider;
} State;

static void
update (StubblePanel *panel)
{
  State *self = stubble_panel_get_state (panel);

  stubble_slider_row_set_value (STUBBLE_SLIDER_ROW (self->divider),
                                stubble_canvas_get_split (stubble_panel_get_canvas (panel)) * 100);
}

static void
on_divider (StubbleSliderRow *row, StubblePanel *panel)
{
  stubble_canvas_set_split (stubble_panel_get_canvas (panel),
                            stubble_slider_row_get_value (row) / 100);
}

GtkWidget *
stubble_compare_panel_new (StubbleDocument *document, StubbleCanvas *canvas)
{
  StubblePanel *panel = stubble_panel_new (document, canvas, update, sizeof (State));
  State *self = stubble_panel_get_state (panel);
  AdwPreferencesGroup *group = stubble_panel_add_group (
      panel, _ ("Compare"), _ ("Hold Space to see the original at any time."));

  adw_preferences_group_add (group,
                             stubble_panel_choice_row (_ ("Before"), _ ("The original photo"),
                                                       "win.show", "before", NULL));
  adw_preferences_group_add (group,
                             stubble_panel_choice_row (_ ("After"), _ ("The simulated picture"),
                                                       "win.show", "after", NULL));
  adw_preferences_group_add (group, stubble_panel_choice_row (_ ("Split"), _ ("A divider to drag"),
                                                              "win.show", "split", NULL));
  adw_preferences_group_add (group, stubble_panel_choice_row (_ ("Side by Side"),
                                                              _ ("Both, with one zoom"), "win.show",
                                                              "side-by-side", NULL));
  group = stubble_panel_add_group (panel, _ ("Divider"), NULL);
  self->divider = stubble_slider_row_new (_ ("Place"), "%", 0, 100, 1, 0);
  g_signal_connect (self->divider, "moved", G_CALLBACK (on_divider), panel);
  g_signal_connect_object (canvas, "view", G_CALLBACK (stubble_panel_update), panel,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, self->divider);
  stubble_panel_update (panel);
  return GTK_WIDGET (panel);
}
