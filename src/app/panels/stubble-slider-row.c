/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "panels/stubble-slider-row.h"

#include <glib/gi18n.h>

#include "panels/stubble-beside.h"

/* After so long without a change a run of keys or notches of the wheel is one step, ms. */
#define SETTLE_MS 700

struct _StubbleSliderRow
{
  AdwPreferencesRow parent_instance;

  GtkAdjustment *adjustment; /* owned */
  GtkWidget *scale;
  gboolean is_silent;
  gboolean is_pressed;
  guint settle;
};

G_DEFINE_FINAL_TYPE (StubbleSliderRow, stubble_slider_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  MOVED,
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
on_settled (gpointer data)
{
  StubbleSliderRow *self = data;

  if (self->is_pressed)
    return G_SOURCE_CONTINUE;
  self->settle = 0;
  g_signal_emit (self, signals[SETTLED], 0);
  return G_SOURCE_REMOVE;
}

static void
on_value_changed (GtkAdjustment *adjustment, StubbleSliderRow *self)
{
  if (self->is_silent)
    return;
  g_clear_handle_id (&self->settle, g_source_remove);
  self->settle = g_timeout_add (SETTLE_MS, on_settled, self);
  g_signal_emit (self, signals[MOVED], 0);
}

/* The scale claims the pointer, so its drag is watched from the side. */
static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, StubbleSliderRow *self)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN)
    self->is_pressed = TRUE;
  else if (type == GDK_BUTTON_RELEASE || type == GDK_TOUCH_END || type == GDK_TOUCH_CANCEL)
    {
      self->is_pressed = FALSE;
      if (self->settle != 0)
        {
          g_clear_handle_id (&self->settle, g_source_remove);
          g_signal_emit (self, signals[SETTLED], 0);
        }
    }
  return GDK_EVENT_PROPAGATE;
}

double
stubble_slider_row_get_value (StubbleSliderRow *self)
{
  return gtk_adjustment_get_value (self->adjustment);
}

void
stubble_slider_row_set_value (StubbleSliderRow *self, double value)
{
  self->is_silent = TRUE;
  gtk_adjustment_set_value (self->adjustment, value);
  self->is_silent = FALSE;
}

void
stubble_slider_row_set_across (StubbleSliderRow *self)
{
  gtk_widget_set_direction (self->scale, GTK_TEXT_DIR_LTR);
}

static void
stubble_slider_row_dispose (GObject *object)
{
  StubbleSliderRow *self = STUBBLE_SLIDER_ROW (object);

  g_clear_handle_id (&self->settle, g_source_remove);
  if (self->adjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_clear_object (&self->adjustment);
  G_OBJECT_CLASS (stubble_slider_row_parent_class)->dispose (object);
}

static void
stubble_slider_row_class_init (StubbleSliderRowClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stubble_slider_row_dispose;
  signals[MOVED]
      = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SETTLED]
      = g_signal_new ("settled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* The wheel scrolls the panel; it must not change what happens to pass under the pointer. */
static void
ignore_wheel (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

static void
stubble_slider_row_init (StubbleSliderRow *self)
{
}

GtkWidget *
stubble_slider_row_new (
    const char *title, const char *unit, double least, double most, double step, int digits)
{
  StubbleSliderRow *self = g_object_new (STUBBLE_TYPE_SLIDER_ROW, "activatable", FALSE, "focusable",
                                         FALSE, "title", title, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *number = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *top = stubble_beside_box_new (label, number, 6);
  GtkWidget *unit_label = gtk_label_new (unit);
  GtkWidget *spin, *scale;
  GtkEventController *legacy = gtk_event_controller_legacy_new ();
  g_autofree char *name = g_strdup_printf ("%s (%s)", title, unit);

  self->adjustment
      = g_object_ref_sink (gtk_adjustment_new (least, least, most, step, step * 10, 0));
  spin = gtk_spin_button_new (self->adjustment, step, (guint)digits);
  scale = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, self->adjustment);
  self->scale = scale;
  gtk_scale_set_draw_value (GTK_SCALE (scale), FALSE);
  ignore_wheel (scale);
  ignore_wheel (spin);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (unit_label, "dim-label");
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 5);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (spin), 5);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 3);
  gtk_widget_set_margin_start (top, 12);
  gtk_widget_set_margin_end (top, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_event_controller_set_propagation_phase (legacy, GTK_PHASE_CAPTURE);
  g_signal_connect (legacy, "event", G_CALLBACK (on_event), self);
  gtk_widget_add_controller (box, legacy);
  g_signal_connect (self->adjustment, "value-changed", G_CALLBACK (on_value_changed), self);
  gtk_widget_set_halign (number, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (number), spin);
  gtk_box_append (GTK_BOX (number), unit_label);
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), scale);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  return GTK_WIDGET (self);
}

GtkWidget *
stubble_slider_row_new_of (const StubbleSliderSpec *spec)
{
  return stubble_slider_row_new (_ (spec->title), spec->unit[0] != '\0' ? _ (spec->unit) : "",
                                 spec->least, spec->most, spec->step, spec->digits);
}
