/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "panels/stubble-brush-group.h"

#include <glib/gi18n.h>

#include "compat/stubble-group.h"
#include "panels/stubble-slider-row.h"
#include "panels/stubble-tiles.h"

typedef struct
{
  StubbleCanvas *canvas; /* borrowed: it lives in the same window */
  StubbleSliderRow *width;
  StubbleSliderRow *strength;
} Brush;

static void
on_brush (StubbleCanvas *canvas, Brush *self)
{
  const StubbleBrush *brush = stubble_canvas_get_brush (canvas);

  stubble_slider_row_set_value (self->width, brush->width_mm);
  stubble_slider_row_set_value (self->strength, brush->strength * 100);
}

static void
on_moved (StubbleSliderRow *row, Brush *self)
{
  StubbleBrush brush = { stubble_slider_row_get_value (self->width),
                         stubble_slider_row_get_value (self->strength) / 100 };

  stubble_canvas_set_brush (self->canvas, &brush);
}

static void
on_destroy (GtkWidget *box, Brush *self)
{
  g_signal_handlers_disconnect_by_data (self->canvas, self);
}

/* A toggle of the action win.tool, wide enough for a finger. */
static GtkWidget *
tool_button (const char *label, const char *icon, const char *tool, const char *tooltip)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), icon);
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  gtk_widget_set_halign (content, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_size_request (button, -1, 44);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.tool");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", tool);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  return button;
}

GtkWidget *
stubble_brush_group_new (StubbleCanvas *canvas)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  AdwPreferencesGroup *group = stubble_group_new (
      _ ("Density Brush"),
      _ ("Paints inside the selected zone, up to its density. A pen’s pressure "
         "and its eraser count."));
  GtkWidget *buttons = stubble_tiles_box_new (2, 6);
  Brush *self = g_new0 (Brush, 1);
  GtkWidget *clear = gtk_button_new_with_label (_ ("Remove Brush Strokes"));

  self->canvas = canvas;
  gtk_box_append (GTK_BOX (buttons), tool_button (_ ("Add"), "list-add-symbolic", "brush-add",
                                                  _ ("Paint density in (Ctrl+B)")));
  gtk_box_append (GTK_BOX (buttons),
                  tool_button (_ ("Remove"), "list-remove-symbolic", "brush-remove",
                               _ ("Paint density away (Shift+Ctrl+B)")));
  adw_preferences_group_add (group, buttons);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (group));

  group = stubble_group_new (NULL, NULL);
  self->width = STUBBLE_SLIDER_ROW (stubble_slider_row_new (
      _ ("Brush Width"), _ ("mm"), STUBBLE_BRUSH_WIDTH_MIN, STUBBLE_BRUSH_WIDTH_MAX, 0.5, 1));
  self->strength
      = STUBBLE_SLIDER_ROW (stubble_slider_row_new (_ ("Brush Strength"), _ ("%"), 5, 100, 5, 0));
  g_signal_connect (self->width, "moved", G_CALLBACK (on_moved), self);
  g_signal_connect (self->strength, "moved", G_CALLBACK (on_moved), self);
  adw_preferences_group_add (group, GTK_WIDGET (self->width));
  adw_preferences_group_add (group, GTK_WIDGET (self->strength));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (clear), "win.strokes-remove");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (group));
  gtk_box_append (GTK_BOX (box), clear);

  g_object_set_data_full (G_OBJECT (box), "brush", self, g_free);
  g_signal_connect (canvas, "brush", G_CALLBACK (on_brush), self);
  g_signal_connect (box, "destroy", G_CALLBACK (on_destroy), self);
  on_brush (canvas, self);
  return box;
}
