/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "panels/stubble-panel.h"

#include "compat/stubble-group.h"

#include <string.h>

struct _StubblePanel
{
  AdwBin parent_instance;

  /* Owned */
  StubbleDocument *document;
  gpointer state;

  /* Borrowed: the canvas lives in the same window */
  StubbleCanvas *canvas;
  GtkScrolledWindow *scrolled;
  AdwClamp *clamp;
  GtkWidget *box;

  StubblePanelFunc update;
  gboolean is_updating;
  gboolean is_stale;
};

G_DEFINE_FINAL_TYPE (StubblePanel, stubble_panel, ADW_TYPE_BIN)

void
stubble_panel_update (StubblePanel *self)
{
  if (self->is_updating)
    return;
  self->is_updating = TRUE;
  self->is_stale = FALSE;
  self->update (self);
  self->is_updating = FALSE;
}

/* A panel that nobody sees need not follow a drag: it catches up when it is shown. */
static void
on_changed (StubblePanel *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    stubble_panel_update (self);
  else
    self->is_stale = TRUE;
}

static void
stubble_panel_map (GtkWidget *widget)
{
  StubblePanel *self = STUBBLE_PANEL (widget);

  if (self->is_stale)
    stubble_panel_update (self);
  GTK_WIDGET_CLASS (stubble_panel_parent_class)->map (widget);
}

StubbleDocument *
stubble_panel_get_document (StubblePanel *self)
{
  return self->document;
}

StubbleCanvas *
stubble_panel_get_canvas (StubblePanel *self)
{
  return self->canvas;
}

gpointer
stubble_panel_get_state (StubblePanel *self)
{
  return self->state;
}

gboolean
stubble_panel_is_updating (StubblePanel *self)
{
  return self->is_updating;
}

void
stubble_panel_set_size (StubblePanel *self, int width, int height)
{
  adw_clamp_set_maximum_size (self->clamp, width);
  adw_clamp_set_tightening_threshold (self->clamp, width);
  gtk_scrolled_window_set_propagate_natural_height (self->scrolled, height >= 0);
  gtk_scrolled_window_set_max_content_height (self->scrolled, height);
}

void
stubble_panel_add (StubblePanel *self, GtkWidget *child)
{
  gtk_box_append (GTK_BOX (self->box), child);
}

AdwPreferencesGroup *
stubble_panel_add_group (StubblePanel *self, const char *title, const char *description)
{
  AdwPreferencesGroup *group = stubble_group_new (title, description);

  stubble_panel_add (self, GTK_WIDGET (group));
  return group;
}

GtkWidget *
stubble_panel_action_row (const char *title,
                          const char *subtitle,
                          const char *icon,
                          const char *action,
                          const char *target)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (icon != NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  /* With a name, if only NULL, the row would not say that it was activated. */
  if (action != NULL)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return row;
}

static GtkWidget *
row_with (const char *title, const char *subtitle, GtkWidget *control, gboolean first)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  if (first)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), control);
  else
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  return row;
}

GtkWidget *
stubble_panel_switch_row (const char *title, const char *subtitle, const char *action)
{
  GtkWidget *control = gtk_switch_new ();

  gtk_actionable_set_action_name (GTK_ACTIONABLE (control), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  return row_with (title, subtitle, control, FALSE);
}

GtkWidget *
stubble_panel_choice_row (const char *title,
                          const char *subtitle,
                          const char *action,
                          const char *target,
                          const char *prefix)
{
  GtkWidget *control = gtk_check_button_new ();
  g_autofree char *name
      = prefix != NULL ? g_strdup_printf ("%s: %s", prefix, title) : g_strdup (title);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (control), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (control), "s", target);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  return row_with (title, subtitle, control, TRUE);
}

static void
seal (StubblePanel *self)
{
  /* The focus may leave a row while all goes away. */
  if (self->document != NULL)
    stubble_document_seal (self->document);
}

GtkWidget *
stubble_panel_entry_row (StubblePanel *self, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (seal), self);
  gtk_widget_add_controller (row, focus);
  return row;
}

void
stubble_panel_set_entry (GtkWidget *row, const char *text)
{
  text = text != NULL ? text : "";
  if (strcmp (gtk_editable_get_text (GTK_EDITABLE (row)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

void
stubble_panel_seal_settled (StubblePanel *self, GtkWidget *slider)
{
  g_signal_connect_swapped (slider, "settled", G_CALLBACK (seal), self);
}

static void
stubble_panel_dispose (GObject *object)
{
  StubblePanel *self = STUBBLE_PANEL (object);

  g_clear_object (&self->document);
  G_OBJECT_CLASS (stubble_panel_parent_class)->dispose (object);
}

static void
stubble_panel_finalize (GObject *object)
{
  g_free (STUBBLE_PANEL (object)->state);
  G_OBJECT_CLASS (stubble_panel_parent_class)->finalize (object);
}

static void
stubble_panel_class_init (StubblePanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = stubble_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = stubble_panel_finalize;
  GTK_WIDGET_CLASS (klass)->map = stubble_panel_map;
}

static void
stubble_panel_init (StubblePanel *self)
{
  self->clamp = ADW_CLAMP (adw_clamp_new ());
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_add_css_class (self->box, "panel");
  adw_clamp_set_child (self->clamp, self->box);
  /* Each panel scrolls by itself: a stack would give all of them the width of lines unbroken. */
  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scrolled, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_width (self->scrolled, TRUE);
  gtk_scrolled_window_set_child (self->scrolled, GTK_WIDGET (self->clamp));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->scrolled));
}

StubblePanel *
stubble_panel_new (StubbleDocument *document,
                   StubbleCanvas *canvas,
                   StubblePanelFunc update,
                   gsize state_size)
{
  StubblePanel *self = g_object_new (STUBBLE_TYPE_PANEL, NULL);

  self->document = g_object_ref (document);
  self->canvas = canvas;
  self->update = update;
  self->state = g_malloc0 (MAX (state_size, 1));
  g_signal_connect_object (document, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "selection", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "dots", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  return self;
}
