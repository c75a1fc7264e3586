/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "present/stubble-present.h"

#include <glib/gi18n.h>

#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-plan.h"
#include "present/stubble-present-stages.h"

struct _StubblePresent
{
  AdwWindow parent_instance;

  /* Owned */
  StubbleDocument *document;
  GArray *stages; /* of StubbleStage, as the buttons have them */
  GSimpleActionGroup *actions;

  /* Borrowed */
  StubbleCanvas *canvas;
  StubbleCanvas *followed; /* the practitioner's; both belong to one window */
  GtkWidget *time_line;

  /* State */
  gboolean is_pinned;
  SmpAge followed_age; /* as last seen */
};

enum
{
  PROP_0,
  PROP_PINNED,
};

G_DEFINE_FINAL_TYPE (StubblePresent, stubble_present, ADW_TYPE_WINDOW)

/* What a client can choose from, from the original to the simulated picture. */
static const StubbleShow shows[] = { STUBBLE_SHOW_BEFORE, STUBBLE_SHOW_SPLIT, STUBBLE_SHOW_AFTER };

static const SmpPlan *
get_plan (StubblePresent *self)
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

/* Where the time line is wider than the screen, the stage that is shown is seen. */
static void
scroll_to_stage (StubblePresent *self, int stage)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (self->time_line, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *button = gtk_widget_get_first_child (self->time_line);
  graphene_rect_t at;

  for (int i = 0; button != NULL && i < stage; i++)
    button = gtk_widget_get_next_sibling (button);
  if (stage < 0 || button == NULL
      || !gtk_widget_compute_bounds (button, gtk_widget_get_parent (self->time_line), &at))
    return;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scrolled));
  double x = gtk_adjustment_get_value (adjustment) + (double)at.origin.x;

  gtk_adjustment_clamp_page (adjustment, x, x + (double)at.size.width);
}

static void
update (StubblePresent *self)
{
  const SmpAge *age = stubble_canvas_get_age (self->canvas);
  int stage = stubble_present_stage_at (self->stages, age, get_plan (self));
  g_autofree char *number = g_strdup_printf ("%d", stage);

  set_state (self, "show", stubble_show_to_string (stubble_canvas_get_show (self->canvas)));
  set_state (self, "stage", number);
  scroll_to_stage (self, stage);
}

static GtkWidget *
make_button (const char *label, const char *name, const char *action, const char *target)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  /* Space goes on showing the original. */
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static gboolean
same_stages (const GArray *a, const GArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!smp_age_equal (&g_array_index (a, StubbleStage, i).age,
                        &g_array_index (b, StubbleStage, i).age))
      return FALSE;
  return TRUE;
}

/* One button a stage; they are made anew only when the plan has other sessions. */
static void
fill_time_line (StubblePresent *self)
{
  SmpAssessment assessment
      = smp_assessment_from_json (stubble_document_get_consultation (self->document)->assessment);
  GArray *stages = stubble_present_stages (get_plan (self), smp_assessment_fading (&assessment));
  GtkWidget *child;

  if (same_stages (self->stages, stages))
    {
      g_array_unref (stages);
      return;
    }
  g_clear_pointer (&self->stages, g_array_unref);
  self->stages = stages;
  while ((child = gtk_widget_get_first_child (self->time_line)) != NULL)
    gtk_box_remove (GTK_BOX (self->time_line), child);
  for (guint i = 0; i < stages->len; i++)
    {
      const StubbleStage *stage = &g_array_index (stages, StubbleStage, i);
      g_autofree char *name = smp_age_describe (&stage->age, get_plan (self));
      g_autofree char *target = g_strdup_printf ("%u", i);

      gtk_box_append (GTK_BOX (self->time_line),
                      make_button (stage->label, name, "present.stage", target));
    }
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
  fill_time_line (self);
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
  fill_time_line (self);
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

static void
go_to_stage (StubblePresent *self, int stage)
{
  if (stage >= 0 && stage < (int)self->stages->len)
    stubble_canvas_set_age (self->canvas, &g_array_index (self->stages, StubbleStage, stage).age);
  /* A button that was pressed again stays pressed. */
  update (self);
}

static void
on_stage (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_to_stage (user_data, (int)g_ascii_strtoll (g_variant_get_string (parameter, NULL), NULL, 10));
}

/* Through time by one stage. */
static void
step_stage (StubblePresent *self, int by)
{
  go_to_stage (self, stubble_present_stage_step (
                         self->stages, stubble_canvas_get_age (self->canvas), get_plan (self), by));
}

/* Towards the simulated picture, or back. */
static void
step_show (StubblePresent *self, int by)
{
  int at = (int)G_N_ELEMENTS (shows) / 2, last = (int)G_N_ELEMENTS (shows) - 1;

  for (int i = 0; i <= last; i++)
    if (shows[i] == stubble_canvas_get_show (self->canvas))
      at = i;
  stubble_canvas_set_show (self->canvas, shows[CLAMP (at + by, 0, last)]);
}

/* As it was at first: both halves of the whole photo, healed. */
static void
go_home (StubblePresent *self)
{
  stubble_canvas_set_age (self->canvas, &SMP_AGE_USUAL);
  stubble_canvas_set_split (self->canvas, 0.5);
  stubble_canvas_set_show (self->canvas, STUBBLE_SHOW_SPLIT);
  stubble_canvas_zoom_fit (self->canvas);
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        StubblePresent *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      step_stage (self, rtl ? 1 : -1);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      step_stage (self, rtl ? -1 : 1);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      step_show (self, -1);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      step_show (self, 1);
      return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      go_home (self);
      return TRUE;
    case GDK_KEY_bracketleft:
    case GDK_KEY_bracketright:
      if (stubble_canvas_get_show (self->canvas) != STUBBLE_SHOW_SPLIT)
        return FALSE;
      stubble_canvas_set_split (self->canvas, stubble_canvas_get_split (self->canvas)
                                                  + (keyval == GDK_KEY_bracketleft ? -0.02 : 0.02));
      return TRUE;
    case GDK_KEY_space:
      /* A focused button takes it for a press. */
      if (gtk_window_get_focus (GTK_WINDOW (self)) != GTK_WIDGET (self->canvas))
        return FALSE;
      stubble_canvas_hold_original (self->canvas, TRUE);
      return TRUE;
    case GDK_KEY_Escape:
    case GDK_KEY_F11:
      gtk_window_close (GTK_WINDOW (self));
      return TRUE;
    default:
      return FALSE;
    }
}

static void
on_key_released (GtkEventControllerKey *controller,
                 guint keyval,
                 guint keycode,
                 GdkModifierType state,
                 StubblePresent *self)
{
  if (keyval == GDK_KEY_space)
    stubble_canvas_hold_original (self->canvas, FALSE);
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

static GtkWidget *
build_shows (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), make_button (_ ("Before"), _ ("Before: the original photo"),
                                              "present.show", "before"));
  gtk_box_append (GTK_BOX (box), make_button (_ ("Split"), _ ("Split: both, with a divider"),
                                              "present.show", "split"));
  gtk_box_append (GTK_BOX (box), make_button (_ ("After"), _ ("After: the simulated picture"),
                                              "present.show", "after"));
  return box;
}

static GtkWidget *
build_leave (StubblePresent *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Leave (Esc)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Leave"), -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (gtk_window_close), self);
  return button;
}

/* Below the picture, not on it: nothing hides a part of the head. */
static GtkWidget *
build_controls (StubblePresent *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *row = gtk_center_box_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (box, "present-controls");
  gtk_center_box_set_center_widget (GTK_CENTER_BOX (row), build_shows ());
  gtk_center_box_set_end_widget (GTK_CENTER_BOX (row), build_leave (self));
  gtk_box_append (GTK_BOX (box), row);
  self->time_line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->time_line, "linked");
  gtk_widget_set_halign (self->time_line, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->time_line), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Time line"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->time_line);
  gtk_box_append (GTK_BOX (box), scrolled);
  return box;
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
  GtkEventController *key = gtk_event_controller_key_new ();

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "present", G_ACTION_GROUP (self->actions));
  self->canvas = STUBBLE_CANVAS (stubble_canvas_new ());
  stubble_canvas_set_presenting (self->canvas, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Picture"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->canvas));
  gtk_box_append (GTK_BOX (box), build_controls (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "present");
  /* Lists of windows show it too. */
  gtk_window_set_title (GTK_WINDOW (self), _ ("Stubble"));
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (key, "key-released", G_CALLBACK (on_key_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
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
  fill_time_line (self);
  update (self);
  g_signal_connect_object (followed, "compare", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (followed, "view", G_CALLBACK (follow_age), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->canvas, "compare", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->canvas, "view", G_CALLBACK (update), self);
  g_signal_connect (document, "changed", G_CALLBACK (on_changed), self);
  return GTK_WIDGET (self);
}
