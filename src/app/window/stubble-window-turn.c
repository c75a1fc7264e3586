/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "window/stubble-window-private.h"

/* Turning the view: its actions, its menu, and a button over the canvas that tells the angle while
 * there is one, and brings the photo back upright. */

/* Of one press of a key, degrees. */
#define STEP 15

static void
on_left (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  stubble_canvas_turn_by (_stubble_window_active_canvas (user_data), -STEP);
}

static void
on_right (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  stubble_canvas_turn_by (_stubble_window_active_canvas (user_data), STEP);
}

static void
on_upright (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  stubble_canvas_turn_upright (_stubble_window_active_canvas (user_data));
}

static void
update (StubbleWindow *self)
{
  double angle = stubble_canvas_get_angle (_stubble_window_active_canvas (self));
  g_autofree char *text = stubble_canvas_dup_angle (_stubble_window_active_canvas (self));
  g_autofree char *words = g_strdup_printf (_ ("Rotated by %s"), text);
  gboolean is_open = self->document != NULL, is_turned = is_open && fabs (angle) > 0;

  gtk_button_set_label (self->angle_button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->angle_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->angle_button), is_turned);
  _stubble_window_enable (self, "turn-left", is_open);
  _stubble_window_enable (self, "turn-right", is_open);
  _stubble_window_enable (self, "turn-upright", is_turned);
}

static void
add_button (StubbleWindow *self)
{
  GtkWidget *bar = gtk_widget_get_parent (GTK_WIDGET (self->show_buttons));
  GtkWidget *button = gtk_button_new ();

  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_tooltip_text (button, _ ("Bring the photo back upright (Ctrl+5)"));
  gtk_widget_add_css_class (button, "numeric");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.turn-upright");
  gtk_box_append (GTK_BOX (bar), button);
  self->angle_button = GTK_BUTTON (button);
}

void
_stubble_window_init_turn (StubbleWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "turn-left", .activate = on_left },
    { .name = "turn-right", .activate = on_right },
    { .name = "turn-upright", .activate = on_upright },
  };
  g_autoptr (GMenu) menu = g_menu_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_menu_append (menu, _ ("Rotate _Left"), "win.turn-left");
  g_menu_append (menu, _ ("Rotate _Right"), "win.turn-right");
  g_menu_append (menu, _ ("_Upright"), "win.turn-upright");
  g_menu_insert_submenu (self->view_menu, 1, _ ("R_otate the View"), G_MENU_MODEL (menu));
  add_button (self);
  g_signal_connect_swapped (self->canvas, "view", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->beside, "view", G_CALLBACK (update), self);
  update (self);
}
