/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "canvas/stubble-zone-view.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "panels/stubble-labels.h"
#include "panels/stubble-panel.h"
#include "panels/stubble-panels.h"
#include "panels/stubble-slider-row.h"
#include "panels/stubble-variants-group.h"

typedef struct
{
  GtkWidget *flicker;
  GtkWidget *divider_group;
  GtkWidget *divider;
  GtkWidget *fade_group;
  GtkWidget *fade;
  AdwPreferencesGroup *distance_group;
  AdwPreferencesGroup *zones_group;
  GPtrArray *zones; /* of borrowed rows, each with its zone's "id"; owned by the panel */
} State;

static void
update_distance (StubblePanel *panel, State *self)
{
  double zoom;
  const char *text;

  switch (stubble_canvas_get_distance_zoom (stubble_panel_get_canvas (panel), 2, &zoom))
    {
    case STUBBLE_DISTANCE_NO_SCALE:
      text = _ ("How large the head is, is not known yet: place its landmarks or use the ruler.");
      break;
    case STUBBLE_DISTANCE_NO_SCREEN:
      text = _ ("This screen does not tell how large it is.");
      break;
    case STUBBLE_DISTANCE_KNOWN:
    default:
      text = _ ("As large as the head would look, for eyes half a metre from the screen.");
      break;
    }
  adw_preferences_group_set_description (self->distance_group, text);
}

static void
on_zone_shown (GtkSwitch *control, GParamSpec *spec, StubblePanel *panel)
{
  if (!stubble_panel_is_updating (panel))
    stubble_canvas_set_zone_hidden (stubble_panel_get_canvas (panel),
                                    g_object_get_data (G_OBJECT (control), "id"),
                                    !gtk_switch_get_active (control));
}

/* Its switch carries the id of the zone. */
static GtkWidget *
add_zone_row (StubblePanel *panel, State *self)
{
  GtkWidget *row = adw_action_row_new (), *control = gtk_switch_new ();

  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  g_object_set_data (G_OBJECT (row), "control", control);
  g_signal_connect (control, "notify::active", G_CALLBACK (on_zone_shown), panel);
  adw_preferences_group_add (self->zones_group, row);
  g_ptr_array_add (self->zones, row);
  return row;
}

static void
update_zones (StubblePanel *panel, State *self)
{
  StubbleDocument *document = stubble_panel_get_document (panel);
  StubbleCanvas *canvas = stubble_panel_get_canvas (panel);
  const SmpPlan *plan = stubble_document_get_plan (document);
  const SmpPhoto *photo = stubble_document_get_photo (document);
  guint n = 0, number = 0;

  for (guint i = 0; i < plan->zones->len; i++)
    {
      const SmpZone *zone = g_ptr_array_index (plan->zones, i);
      g_autofree char *title = NULL;
      GtkWidget *row, *control;

      if (!stubble_zone_is_in (zone, photo))
        continue;
      /* Numbered as in the step of the zones. */
      number++;
      if (zone->kind == SMP_ZONE_KEEP_OUT)
        continue;
      row = n < self->zones->len ? g_ptr_array_index (self->zones, n) : add_zone_row (panel, self);
      control = g_object_get_data (G_OBJECT (row), "control");
      title = g_strdup_printf (_ ("%u · %s"), number, stubble_label_zone_kind (zone->kind));
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      title, -1);
      g_object_set_data_full (G_OBJECT (control), "id", g_strdup (zone->id), g_free);
      gtk_switch_set_active (GTK_SWITCH (control),
                             !stubble_canvas_is_zone_hidden (canvas, zone->id));
      n++;
    }
  while (self->zones->len > n)
    {
      adw_preferences_group_remove (self->zones_group,
                                    g_ptr_array_index (self->zones, self->zones->len - 1));
      g_ptr_array_set_size (self->zones, (int)self->zones->len - 1);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->zones_group), n > 0);
}

static void
update (StubblePanel *panel)
{
  State *self = stubble_panel_get_state (panel);
  StubbleCanvas *canvas = stubble_panel_get_canvas (panel);

  gtk_widget_set_visible (self->divider_group,
                          stubble_canvas_get_show (canvas) == STUBBLE_SHOW_SPLIT);
  gtk_widget_set_visible (self->fade_group, stubble_canvas_get_show (canvas) == STUBBLE_SHOW_FADE);
  stubble_variants_group_update (panel);
  stubble_slider_row_set_value (STUBBLE_SLIDER_ROW (self->divider),
                                stubble_canvas_get_split (canvas) * 100);
  stubble_slider_row_set_value (STUBBLE_SLIDER_ROW (self->fade),
                                stubble_canvas_get_fade (canvas) * 100);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->flicker),
                               stubble_canvas_may_flicker (canvas)
                                   ? _ ("Both in turn")
                                   : _ ("Stands still, as animations are turned off. Hold Space."));
  update_distance (panel, self);
  update_zones (panel, self);
}

static void
on_divider (StubbleSliderRow *row, StubblePanel *panel)
{
  stubble_canvas_set_split (stubble_panel_get_canvas (panel),
                            stubble_slider_row_get_value (row) / 100);
}

static void
on_fade (StubbleSliderRow *row, StubblePanel *panel)
{
  stubble_canvas_set_fade (stubble_panel_get_canvas (panel),
                           stubble_slider_row_get_value (row) / 100);
}

static GtkWidget *
add_choice (AdwPreferencesGroup *group, const char *title, const char *subtitle, const char *show)
{
  GtkWidget *row = stubble_panel_choice_row (title, subtitle, "win.show", show, NULL);

  adw_preferences_group_add (group, row);
  return row;
}

static void
add_ways (StubblePanel *panel, State *self)
{
  AdwPreferencesGroup *group = stubble_panel_add_group (
      panel, _ ("Compare"), _ ("Hold Space to see the original at any time."));

  add_choice (group, _ ("Before"), _ ("The original photo"), "before");
  add_choice (group, _ ("After"), _ ("The simulated picture"), "after");
  add_choice (group, _ ("Split"), _ ("A divider to drag"), "split");
  add_choice (group, _ ("Side by Side"), _ ("Both, with one zoom"), "side-by-side");
  add_choice (group, _ ("Fade"), _ ("One laid over the other"), "fade");
  self->flicker = add_choice (group, _ ("Flicker"), "", "flicker");

  group = stubble_panel_add_group (panel, _ ("Divider"), NULL);
  self->divider_group = GTK_WIDGET (group);
  self->divider = stubble_slider_row_new (_ ("Place"), "%", 0, 100, 1, 0);
  stubble_slider_row_set_across (STUBBLE_SLIDER_ROW (self->divider));
  g_signal_connect (self->divider, "moved", G_CALLBACK (on_divider), panel);
  adw_preferences_group_add (group, self->divider);
  adw_preferences_group_add (group, stubble_panel_switch_row (_ ("Level"),
                                                              _ ("Original above, simulated below"),
                                                              "win.split-rotate"));

  group = stubble_panel_add_group (panel, _ ("Fade"), NULL);
  self->fade_group = GTK_WIDGET (group);
  self->fade = stubble_slider_row_new (_ ("Simulated"), "%", 0, 100, 1, 0);
  g_signal_connect (self->fade, "moved", G_CALLBACK (on_fade), panel);
  adw_preferences_group_add (group, self->fade);
}

GtkWidget *
stubble_compare_panel_new (StubbleDocument *document, StubbleCanvas *canvas)
{
  StubblePanel *panel = stubble_panel_new (document, canvas, update, sizeof (State));
  State *self = stubble_panel_get_state (panel);
  AdwPreferencesGroup *group;

  add_ways (panel, self);
  group = stubble_panel_add_group (panel, _ ("For the Client"),
                                   _ ("On the second screen, if there is one. Esc leaves."));
  adw_preferences_group_add (
      group,
      stubble_panel_switch_row (_ ("Present"), _ ("Only the picture, large"), "win.present"));
  adw_preferences_group_add (
      group, stubble_panel_switch_row (_ ("Pinned"), _ ("It stays as it is while you try things"),
                                       "win.present-pinned"));
  group = stubble_panel_add_group (panel, _ ("View"), NULL);
  adw_preferences_group_add (
      group, stubble_panel_switch_row (_ ("As in a Mirror"),
                                       _ ("As you see yourself; the tools are off"), "win.flip"));
  adw_preferences_group_add (
      group, stubble_panel_switch_row (_ ("Match Grain"),
                                       _ ("Dots as grainy as the photo; exported so too"),
                                       "win.match-grain"));
  group = stubble_panel_add_group (panel, _ ("Viewing Distance"), "");
  self->distance_group = group;
  adw_preferences_group_add (
      group, stubble_panel_choice_row (_ ("0.5 m"), _ ("Life size"), "win.distance", "0.5", NULL));
  adw_preferences_group_add (group,
                             stubble_panel_choice_row (_ ("2 m"), _ ("As others see it in a room"),
                                                       "win.distance", "2", NULL));
  self->zones_group
      = stubble_panel_add_group (panel, _ ("Zones in the Picture"), _ ("The plan stays as it is."));
  self->zones = g_ptr_array_new ();
  g_object_set_data_full (G_OBJECT (panel), "zones", self->zones,
                          (GDestroyNotify)g_ptr_array_unref);
  g_signal_connect_object (canvas, "view", G_CALLBACK (stubble_panel_update), panel,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "compare", G_CALLBACK (stubble_panel_update), panel,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (panel)),
                           "notify::gtk-enable-animations", G_CALLBACK (stubble_panel_update),
                           panel, G_CONNECT_SWAPPED);
  stubble_variants_group_add (panel);
  stubble_panel_update (panel);
  return GTK_WIDGET (panel);
}
