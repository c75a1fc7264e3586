/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "present/stubble-present-private.h"

#include <glib/gi18n.h>

enum
{
  PROP_0,
  PROP_PINNED,
};

G_DEFINE_FINAL_TYPE (StubblePresent, stubble_present, ADW_TYPE_WINDOW)

const SmpPlan *
_stubble_present_get_plan (StubblePresent *self)
{
  return stubble_canvas_get_plan (self->canvas);
}

static void
set_state (StubblePresent *self, const char *name, const char *state)
{
  g_simple_action_set_state (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)),
      g_variant_new_string (state));
}

static void
update (StubblePresent *self)
{
  const SmpAge *age = stubble_canvas_get_age (self->canvas);
  int stage = stubble_present_stage_at (self->stages, age, _stubble_present_get_plan (self));
  g_autofree char *number = g_strdup_printf ("%d", stage);

  set_state (self, "show", stubble_show_to_string (stubble_canvas_get_show (self->canvas)));
  set_state (self, "stage", number);
  _stubble_present_scroll_to_stage (self, stage);
}

/* What the client has chosen stays until the practitioner goes to another age. */
static void
follow_age (StubblePresent *self)
{
  const SmpAge *age = stubble_canvas_get_age (self->followed);

  if (self->is_pinned || smp_age_equal (age, &self->followed_age))
    return;
  self->followed_age = *age;
  stubble_canvas_set_age (self->canvas, age);
}

static void
follow (StubblePresent *self)
{
  if (!self->is_pinned)
    stubble_canvas_follow (self->canvas, self->followed);
}

static void
on_changed (StubbleDocument *document, StubblePresent *self)
{
  /* The photo that it stays with may be gone. */
  if (self->is_pinned && stubble_canvas_get_photo_id (self->canvas) == NULL)
    stubble_present_set_pinned (self, FALSE);
  _stubble_present_fill_time_line (self);
  update (self);
}

void
stubble_present_set_pinned (StubblePresent *self, gboolean pinned)
{
  g_return_if_fail (STUBBLE_IS_PRESENT (self));

  if (self->is_pinned == pinned)
    return;
  self->is_pinned = pinned;
  if (pinned)
    {
      stubble_canvas_set_photo (self->canvas, stubble_canvas_get_photo_id (self->canvas));
      stubble_canvas_set_plan (self->canvas, stubble_document_get_plan (self->document));
    }
  else
    {
      stubble_canvas_set_plan (self->canvas, NULL);
      stubble_canvas_set_photo (self->canvas, NULL);
      self->followed_age = *stubble_canvas_get_age (self->followed);
      stubble_canvas_set_age (self->canvas, &self->followed_age);
      follow (self);
    }
  _stubble_present_fill_time_line (self);
  update (self);
  g_object_notify (G_OBJECT (self), "pinned");
}

gboolean
stubble_present_get_pinned (StubblePresent *self)
{
  return self->is_pinned;
}

StubbleCanvas *
stubble_present_get_canvas (StubblePresent *self)
{
  return self->canvas;
}

static void
on_show (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  StubblePresent *self = user_data;
  StubbleShow show;

  if (stubble_show_from_string (g_variant_get_string (parameter, NULL), &show))
    stubble_canvas_set_show (self->canvas, show);
}

void
_stubble_present_go_to_stage (StubblePresent *self, int stage)
{
  if (stage >= 0 && stage < (int)self->stages->len)
    stubble_canvas_set_age (self->canvas, &g_array_index (self->stages, StubbleStage, stage).age);
  /* A button that was pressed again stays pressed. */
  update (self);
}

static void
on_stage (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _stubble_present_go_to_stage (
      user_data, (int)g_ascii_strtoll (g_variant_get_string (parameter, NULL), NULL, 10));
}

static void
on_active (StubblePresent *self)
{
  if (!gtk_window_is_active (GTK_WINDOW (self)))
    stubble_canvas_hold_original (self->canvas, FALSE);
}

GdkMonitor *
stubble_present_pick_monitor (GListModel *monitors, GdkMonitor *own)
{
  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);

      /* The list keeps it. */
      if (monitor != own)
        return monitor;
    }
  return NULL;
}

void
stubble_present_show (StubblePresent *self, GtkWindow *practitioner)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (practitioner));
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (practitioner));
  GdkMonitor *own = surface != NULL ? gdk_display_get_monitor_at_surface (display, surface) : NULL;
  GdkMonitor *other = stubble_present_pick_monitor (gdk_display_get_monitors (display), own);
  GdkMonitor *chosen = other != NULL ? other : own;
  GdkRectangle area;

  /* For where nobody manages windows. */
  if (chosen != NULL)
    {
      gdk_monitor_get_geometry (chosen, &area);
      gtk_window_set_default_size (GTK_WINDOW (self), area.width, area.height);
    }
  if (other != NULL && own != NULL)
    gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), other);
  else
    gtk_window_fullscreen (GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
stubble_present_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_PINNED)
    g_value_set_boolean (value, STUBBLE_PRESENT (object)->is_pinned);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
stubble_present_dispose (GObject *object)
{
  StubblePresent *self = STUBBLE_PRESENT (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->stages, g_array_unref);
  G_OBJECT_CLASS (stubble_present_parent_class)->dispose (object);
}

static void
stubble_present_class_init (StubblePresentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = stubble_present_dispose;
  object_class->get_property = stubble_present_get_property;
  g_object_class_install_property (
      object_class, PROP_PINNED,
      g_param_spec_boolean ("pinned", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY));
}

static void
stubble_present_init (StubblePresent *self)
{
  const GActionEntry entries[] = {
    { .name = "show", .activate = on_show, .parameter_type = "s", .state = "''" },
    { .name = "stage", .activate = on_stage, .parameter_type = "s", .state = "''" },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "present", G_ACTION_GROUP (self->actions));
  self->canvas = STUBBLE_CANVAS (stubble_canvas_new ());
  stubble_canvas_set_presenting (self->canvas, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Picture"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->canvas));
  gtk_box_append (GTK_BOX (box), _stubble_present_build_controls (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "present");
  /* Lists of windows show it too. */
  gtk_window_set_title (GTK_WINDOW (self), _ ("Stubble"));
  _stubble_present_init_keys (self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (on_active), NULL);
}

GtkWidget *
stubble_present_new (StubbleDocument *document, StubbleCanvas *followed)
{
  StubblePresent *self = g_object_new (STUBBLE_TYPE_PRESENT, NULL);

  self->document = g_object_ref (document);
  self->followed = followed;
  stubble_canvas_set_document (self->canvas, document);
  stubble_canvas_follow (self->canvas, followed);
  self->followed_age = *stubble_canvas_get_age (followed);
  stubble_canvas_set_age (self->canvas, &self->followed_age);
  _stubble_present_fill_time_line (self);
  update (self);
  g_signal_connect_object (followed, "compare", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (followed, "view", G_CALLBACK (follow_age), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->canvas, "compare", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->canvas, "view", G_CALLBACK (update), self);
  g_signal_connect (document, "changed", G_CALLBACK (on_changed), self);
  return GTK_WIDGET (self);
}
