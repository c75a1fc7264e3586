/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "window/stubble-window-private.h"

#include <glib/gi18n.h>

#include "panels/stubble-panels.h"

G_DEFINE_FINAL_TYPE (StubbleWindow, stubble_window, ADW_TYPE_APPLICATION_WINDOW)

/* Names and file names may hold what a toast would take for markup. */
static AdwToast *
new_toast (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  return adw_toast_new (escaped);
}

void
stubble_window_toast (StubbleWindow *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, new_toast (text));
}

void
stubble_window_toast_undo (StubbleWindow *self, const char *text)
{
  AdwToast *toast = new_toast (text);

  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  g_set_weak_pointer (&self->undo_toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
_stubble_window_toast_notice (StubbleWindow *self, const char *text)
{
  AdwToast *toast = new_toast (text);

  if (self->notice_toast != NULL)
    adw_toast_dismiss (self->notice_toast);
  g_set_weak_pointer (&self->notice_toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
update_title (StubbleWindow *self)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autofree char *window_title = NULL;

  if (self->document == NULL)
    {
      adw_window_title_set_title (self->title, _ ("Stubble"));
      adw_window_title_set_subtitle (self->title, "");
      gtk_window_set_title (GTK_WINDOW (self), _ ("Stubble"));
      return;
    }
  name = stubble_document_dup_title (self->document);
  text = stubble_document_is_modified (self->document) ? g_strdup_printf ("• %s", name)
                                                       : g_strdup (name);
  adw_window_title_set_title (self->title, text);
  adw_window_title_set_subtitle (
      self->title, stubble_document_get_file (self->document) == NULL ? _ ("Not saved yet") : "");
  window_title = g_strdup_printf (_ ("%s — Stubble"), text);
  gtk_window_set_title (GTK_WINDOW (self), window_title);
}

/* To set one asks the display where the pointer is, and waits until it has drawn: not while nothing
 * changes. */
static void
set_tooltip (GtkWidget *widget, const char *text)
{
  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) != 0)
    gtk_widget_set_tooltip_text (widget, text);
}

static void
update_undo (StubbleWindow *self)
{
  const char *undo
      = self->document != NULL ? stubble_document_get_undo_label (self->document) : NULL;
  const char *redo
      = self->document != NULL ? stubble_document_get_redo_label (self->document) : NULL;
  /* Translators: %s is what was done, for example “Place Landmark”. */
  g_autofree char *undo_text = g_strdup_printf (_ ("Undo “%s” (Ctrl+Z)"), undo);
  g_autofree char *redo_text = g_strdup_printf (_ ("Redo “%s” (Shift+Ctrl+Z)"), redo);

  set_tooltip (GTK_WIDGET (self->undo_button), undo != NULL ? undo_text : _ ("Undo (Ctrl+Z)"));
  set_tooltip (GTK_WIDGET (self->redo_button),
               redo != NULL ? redo_text : _ ("Redo (Shift+Ctrl+Z)"));
}

void
_stubble_window_update (StubbleWindow *self)
{
  update_title (self);
  update_undo (self);
  _stubble_window_update_views (self);
  _stubble_window_update_actions (self);
}

static void
update_hint (StubbleWindow *self)
{
  const char *hint = stubble_canvas_get_hint (_stubble_window_active_canvas (self));

  gtk_label_set_text (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
  _stubble_window_place_toasts (self);
}

static void
on_changed (StubbleDocument *document, StubbleWindow *self)
{
  /* Its button would take back something else now. */
  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);
  /* What was undone is as it was before. */
  if (self->notice_toast != NULL && stubble_document_get_redo_label (document) != NULL)
    adw_toast_dismiss (self->notice_toast);
  g_clear_pointer (&self->failure, g_free);
  _stubble_window_update (self);
  /* What comes next depends on what there is now. */
  update_hint (self);
}

/* Another photo is worked on: the title of what is not saved yet is its name, and it has landmarks
 * of its own, that nobody has asked for yet. */
static void
on_photo (StubbleDocument *document, StubbleWindow *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->beside)))
    _stubble_window_leave_landmarks (self);
  update_title (self);
  update_hint (self);
}

static void
on_view (StubbleCanvas *canvas, StubbleWindow *self)
{
  g_autofree char *text = NULL;
  SmpAge age = *stubble_canvas_get_age (self->canvas);
  g_autofree char *age_name = NULL;
  const char *hint;

  stubble_canvas_set_age (self->beside, &age);
  canvas = _stubble_window_active_canvas (self);
  hint = stubble_canvas_get_hint (canvas);
  _stubble_window_follow_guide (self, hint);
  text = g_strdup_printf (_ ("%.0f %%"), stubble_canvas_get_scale (canvas) * 100);
  gtk_button_set_label (self->zoom_button, text);
  /* By number, as the controls name the last session too. */
  if (age.kind != SMP_AGE_YEARS && self->document != NULL)
    age.session = smp_age_sessions (&age, stubble_document_get_plan (self->document));
  age_name = smp_age_to_string (&age);
  _stubble_window_show_state (self, "age", g_variant_new_string (age_name));
  update_hint (self);
}

static void
on_failed (StubbleCanvas *canvas, const char *message, StubbleWindow *self)
{
  /* Each frame of a drag would say it again. */
  if (g_strcmp0 (self->failure, message) == 0)
    return;
  g_free (self->failure);
  self->failure = g_strdup (message);
  stubble_window_toast (self, message);
}

void
_stubble_window_need_panel (StubbleWindow *self, const char *step)
{
  if (self->document == NULL || gtk_stack_get_child_by_name (self->panels, step) != NULL)
    return;
  for (gsize i = 0; i < stubble_n_panels; i++)
    if (g_str_equal (stubble_panels[i].step, step))
      gtk_stack_add_named (self->panels, stubble_panels[i].create (self->document, self->canvas),
                           step);
  _stubble_window_fit_panels (self);
}

static gboolean
fill_next (gpointer data)
{
  StubbleWindow *self = data;

  for (gsize i = 0; i < stubble_n_panels; i++)
    if (gtk_stack_get_child_by_name (self->panels, stubble_panels[i].step) == NULL)
      {
        _stubble_window_need_panel (self, stubble_panels[i].step);
        return G_SOURCE_CONTINUE;
      }
  self->fill = 0;
  return G_SOURCE_REMOVE;
}

/* The first one; the others take their time, one by one, while the photo is looked at. */
static void
fill_panels (StubbleWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->panels))) != NULL)
    gtk_stack_remove (self->panels, child);
  g_clear_handle_id (&self->fill, g_source_remove);
  if (self->document == NULL)
    return;
  _stubble_window_need_panel (self, stubble_panels[0].step);
  self->fill = g_idle_add (fill_next, self);
}

void
stubble_window_set_document (StubbleWindow *self, StubbleDocument *document)
{
  _stubble_window_leave_present (self);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);
  if (self->notice_toast != NULL)
    adw_toast_dismiss (self->notice_toast);
  g_clear_pointer (&self->recovery, stubble_recovery_free);
  if (document != NULL)
    self->recovery = stubble_recovery_new (document);
  _stubble_window_watch (self);
  _stubble_window_forget_guide (self);
  _stubble_window_set_state (self, "tool", "select");
  stubble_canvas_set_document (self->canvas, document);
  _stubble_window_set_views_document (self);
  stubble_warnings_set_document (self->warnings, document);
  stubble_history_button_set_document (self->history, document);
  fill_panels (self);
  if (document != NULL)
    {
      g_signal_connect (document, "changed", G_CALLBACK (on_changed), self);
      g_signal_connect (document, "photo", G_CALLBACK (on_photo), self);
      /* First, as an action that is not enabled yet does nothing. */
      _stubble_window_update_actions (self);
      /* From no step at all: the same step again would fold the panel away. */
      _stubble_window_show_state (self, "step", g_variant_new_string (""));
      _stubble_window_set_state (self, "step", "photo");
      gtk_stack_set_visible_child_name (self->stack, "editor");
      gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
    }
  else
    {
      _stubble_window_update_recovered (self);
      gtk_stack_set_visible_child_name (self->stack, "start");
      gtk_widget_grab_focus (GTK_WIDGET (self->open_photo_button));
    }
  _stubble_window_follow_opening (self);
  _stubble_window_update (self);
}

StubbleDocument *
stubble_window_get_document (StubbleWindow *self)
{
  return self->document;
}

StubbleCanvas *
stubble_window_get_canvas (StubbleWindow *self)
{
  return self->canvas;
}

gboolean
stubble_window_is_empty (StubbleWindow *self)
{
  return self->document == NULL && self->loading == NULL;
}

static void
hold_original (StubbleWindow *self, gboolean hold)
{
  stubble_canvas_hold_original (self->canvas, hold);
  stubble_canvas_hold_original (self->beside, hold);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                StubbleWindow *self)
{
  if (keyval == GDK_KEY_Escape)
    return stubble_job_bar_cancel (self->job_bar, self->exporting);
  if (keyval != GDK_KEY_space || self->document == NULL)
    return FALSE;
  hold_original (self, TRUE);
  return TRUE;
}

static void
on_key_released (GtkEventControllerKey *controller,
                 guint keyval,
                 guint keycode,
                 GdkModifierType state,
                 StubbleWindow *self)
{
  if (keyval == GDK_KEY_space)
    hold_original (self, FALSE);
}

/* Whoever switches to another window with Space held must not find the original for good. */
static void
on_active (StubbleWindow *self)
{
  if (!gtk_window_is_active (GTK_WINDOW (self)))
    hold_original (self, FALSE);
}

static gboolean
stubble_window_close_request (GtkWindow *window)
{
  StubbleWindow *self = STUBBLE_WINDOW (window);

  if (!_stubble_window_ask_unsaved (self, STUBBLE_THEN_CLOSE))
    return TRUE;
  return GTK_WINDOW_CLASS (stubble_window_parent_class)->close_request (window);
}

static void
stubble_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (stubble_window_parent_class)->size_allocate (widget, width, height, baseline);
  _stubble_window_follow_size (STUBBLE_WINDOW (widget));
}

static void
stubble_window_dispose (GObject *object)
{
  StubbleWindow *self = STUBBLE_WINDOW (object);

  _stubble_window_leave_present (self);
  _stubble_window_unwatch (self);
  _stubble_window_stop_loading (self);
  _stubble_window_stop_following (self);
  g_clear_object (&self->exporting);
  g_clear_handle_id (&self->follow_size, g_source_remove);
  g_clear_handle_id (&self->fill, g_source_remove);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_weak_pointer (&self->undo_toast);
  g_clear_weak_pointer (&self->notice_toast);
  g_clear_pointer (&self->recovery, stubble_recovery_free);
  g_clear_object (&self->document);
  g_clear_object (&self->pending);
  g_clear_pointer (&self->failure, g_free);
  g_clear_pointer (&self->retaken, g_free);
  _stubble_window_forget_guide (self);
  g_clear_handle_id (&self->guide, g_source_remove);
  g_clear_pointer (&self->recent_rows, g_ptr_array_unref);
  g_clear_object (&self->recent_files);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->recovered_rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), STUBBLE_TYPE_WINDOW);
  G_OBJECT_CLASS (stubble_window_parent_class)->dispose (object);
}

static void
stubble_window_class_init (StubbleWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stubble_window_dispose;
  widget_class->size_allocate = stubble_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = stubble_window_close_request;
  g_type_ensure (STUBBLE_TYPE_WARNINGS);
  g_type_ensure (STUBBLE_TYPE_HISTORY_BUTTON);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stubble/Stubble/window/stubble-window.ui");
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, title);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, warnings);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, history);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, panels);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, steps);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, show_buttons);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, open_photo_button);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, sample_button);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, zoom_button);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, hint);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, canvas_overlay);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, preview);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, editor);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, steps_scrolled);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, steps_separator);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, panel_revealer);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, panel_box);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, panel_separator);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, view);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, loading_page);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, recent_group);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, recovered_group);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, recent_menu);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, view_menu);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, presets_menu);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, content);
  gtk_widget_class_bind_template_child (widget_class, StubbleWindow, strip_box);
}

static GtkWidget *
add_step (StubbleWindow *self, const StubblePanelInfo *info)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *label = gtk_label_new (_ (info->label));

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (info->icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_tooltip_text (button, _ (info->tooltip));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.step");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", info->step);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (info->label), -1);
  gtk_box_append (self->steps, button);
  return button;
}

static void
add_show (StubbleWindow *self, const char *show, const char *label, const char *tooltip)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", show);
  gtk_box_append (self->show_buttons, button);
}

/* The brush is one, whichever canvas its keys were pressed in. */
static void
on_beside_brush (StubbleCanvas *beside, StubbleWindow *self)
{
  stubble_canvas_set_brush (self->canvas, stubble_canvas_get_brush (beside));
}

static void
connect_canvas (StubbleWindow *self, StubbleCanvas *canvas)
{
  g_signal_connect (canvas, "view", G_CALLBACK (on_view), self);
  g_signal_connect (canvas, "failed", G_CALLBACK (on_failed), self);
  g_signal_connect (canvas, "stroke", G_CALLBACK (_stubble_window_on_stroke), self);
  g_signal_connect (canvas, "ruler", G_CALLBACK (_stubble_window_on_ruler), self);
}

static void
stubble_window_init (StubbleWindow *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  g_autoptr (GFile) sample = _stubble_window_find_sample ();

  self->recovered_rows = g_ptr_array_new ();
  self->pending_template = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->canvas = STUBBLE_CANVAS (stubble_canvas_new ());
  self->job_bar = STUBBLE_JOB_BAR (stubble_job_bar_new ());
  gtk_overlay_add_overlay (self->canvas_overlay, GTK_WIDGET (self->job_bar));
  _stubble_window_init_views (self);
  _stubble_window_init_layout (self);
  _stubble_window_init_head (self);
  connect_canvas (self, self->canvas);
  connect_canvas (self, self->beside);
  g_signal_connect (self->beside, "brush", G_CALLBACK (on_beside_brush), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key_pressed), self);
  g_signal_connect (key, "key-released", G_CALLBACK (on_key_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (on_active), NULL);

  _stubble_window_init_actions (self);
  for (gsize i = 0; i < stubble_n_panels; i++)
    add_step (self, &stubble_panels[i]);
  _stubble_window_init_compare (self);
  _stubble_window_init_turn (self);
  _stubble_window_init_quick (self);
  _stubble_window_init_present (self);
  add_show (self, "before", _ ("Before"), _ ("The original photo (Alt+1; or hold Space)"));
  add_show (self, "after", _ ("After"), _ ("The simulated picture (Alt+2)"));
  add_show (self, "split", _ ("Split"), _ ("Both, with a divider to drag (Alt+3)"));
  add_show (self, "side-by-side", _ ("Side by Side"), _ ("Both, next to each other (Alt+4)"));
  gtk_widget_set_visible (GTK_WIDGET (self->sample_button), sample != NULL);
  _stubble_window_init_dnd (self);
  _stubble_window_init_disk (self);
  _stubble_window_init_recent (self);
  stubble_window_set_document (self, NULL);
}

GtkWidget *
stubble_window_new (GtkApplication *application)
{
  return g_object_new (STUBBLE_TYPE_WINDOW, "application", application, NULL);
}
