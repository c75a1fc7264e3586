/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "compat/stubble-file-prompt.h"
#include "dialogs/stubble-assessment-dialog.h"
#include "dialogs/stubble-shortcuts.h"
#include "dialogs/stubble-stages-dialog.h"
#include "model/smp-pattern.h"
#include "model/smp-photo.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "stubble-palettes.h"
#include "window/stubble-window-private.h"

#define ZOOM_STEP 1.25

#define ACTION(name)                                                                               \
  static void on_##name (GSimpleAction *action, GVariant *parameter, gpointer user_data)

ACTION (open)
{
  _stubble_window_choose (user_data, STUBBLE_FILES_ALL);
}

ACTION (open_photo)
{
  _stubble_window_choose (user_data, STUBBLE_FILES_PHOTO);
}

ACTION (open_consultation)
{
  _stubble_window_choose (user_data, STUBBLE_FILES_CONSULTATION);
}

ACTION (open_uri)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  stubble_window_open (user_data, file);
}

ACTION (open_sample)
{
  g_autoptr (GFile) file = _stubble_window_find_sample ();

  if (file != NULL)
    stubble_window_open (user_data, file);
}

ACTION (cancel_loading)
{
  StubbleWindow *self = user_data;

  if (self->loading != NULL)
    stubble_opening_cancel (self->loading);
}

ACTION (save)
{
  _stubble_window_save (user_data, FALSE);
}

ACTION (save_as)
{
  _stubble_window_save (user_data, TRUE);
}

ACTION (undo)
{
  stubble_document_undo (STUBBLE_WINDOW (user_data)->document);
}

ACTION (redo)
{
  stubble_document_redo (STUBBLE_WINDOW (user_data)->document);
}

ACTION (zoom_in)
{
  stubble_canvas_zoom_by (_stubble_window_active_canvas (user_data), ZOOM_STEP);
}

ACTION (zoom_out)
{
  stubble_canvas_zoom_by (_stubble_window_active_canvas (user_data), 1 / ZOOM_STEP);
}

ACTION (zoom_fit)
{
  stubble_canvas_zoom_fit (_stubble_window_active_canvas (user_data));
}

ACTION (zoom_actual)
{
  stubble_canvas_zoom_actual (_stubble_window_active_canvas (user_data));
}

ACTION (show)
{
  StubbleWindow *self = user_data;
  StubbleShow show;

  if (!stubble_show_from_string (g_variant_get_string (parameter, NULL), &show))
    return;
  /* The state, and the other canvas, follow from this one. */
  stubble_canvas_set_show (self->canvas, show);
}

ACTION (tool)
{
  StubbleWindow *self = user_data;
  const StubbleToolClass *tool = stubble_tool_by_name (g_variant_get_string (parameter, NULL));

  if (tool == NULL)
    return;
  g_simple_action_set_state (action, parameter);
  stubble_canvas_set_tool (self->canvas, tool);
  stubble_canvas_set_tool (self->beside, tool);
  /* Behind the start page it would hold the focus for good. */
  if (self->document != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (_stubble_window_active_canvas (self)));
  if (tool == &stubble_tool_select)
    _stubble_window_end_guide (self);
}

/* What is drawn over the photo in a step: nothing where the client looks at the result. */
static StubbleMarks
marks_of (const char *step)
{
  if (g_str_equal (step, "photo"))
    return STUBBLE_MARKS_LANDMARKS;
  if (g_str_equal (step, "hairline") || g_str_equal (step, "zones"))
    return STUBBLE_MARKS_ZONES;
  return STUBBLE_MARKS_NONE;
}

ACTION (step)
{
  StubbleWindow *self = user_data;
  const char *step = g_variant_get_string (parameter, NULL);
  g_autoptr (GVariant) before = g_action_get_state (G_ACTION (action));
  gboolean again = g_str_equal (g_variant_get_string (before, NULL), step);

  _stubble_window_need_panel (self, step);
  if (gtk_stack_get_child_by_name (self->panels, step) == NULL)
    return;
  g_simple_action_set_state (action, parameter);
  gtk_stack_set_visible_child_name (self->panels, step);
  stubble_canvas_set_marks (self->canvas, marks_of (step));
  stubble_canvas_set_marks (self->beside, marks_of (step));
  /* The same step again folds the panel away, or brings it back. */
  gtk_revealer_set_reveal_child (self->panel_revealer,
                                 !again || !gtk_revealer_get_reveal_child (self->panel_revealer));
  if (!again)
    _stubble_window_set_state (self, "tool", "select");
  _stubble_window_update_actions (self);
}

ACTION (show_panel)
{
  StubbleWindow *self = user_data;

  gtk_revealer_set_reveal_child (self->panel_revealer,
                                 !gtk_revealer_get_reveal_child (self->panel_revealer));
  _stubble_window_update_actions (self);
}

/* Between the panel and the picture: by Tab it is a long way round. */
ACTION (go_between)
{
  StubbleWindow *self = user_data;
  GtkWidget *panel = gtk_stack_get_visible_child (self->panels);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (panel == NULL || (focus != NULL && gtk_widget_is_ancestor (focus, panel)))
    {
      gtk_widget_grab_focus (GTK_WIDGET (_stubble_window_active_canvas (self)));
      return;
    }
  gtk_revealer_set_reveal_child (self->panel_revealer, TRUE);
  _stubble_window_update_actions (self);
  gtk_widget_child_focus (panel, GTK_DIR_TAB_FORWARD);
}

ACTION (mirror)
{
  StubbleWindow *self = user_data;
  gboolean on = !stubble_canvas_get_mirror (self->canvas);

  stubble_canvas_set_mirror (self->canvas, on);
  stubble_canvas_set_mirror (self->beside, on);
  g_simple_action_set_state (action, g_variant_new_boolean (on));
}

ACTION (template)
{
  SmpTemplate t;

  if (smp_template_from_string (g_variant_get_string (parameter, NULL), &t))
    _stubble_window_place_template (user_data, t);
}

ACTION (pattern)
{
  const char *name, *hairline;
  SmpPattern pattern;
  SmpTemplate t;

  g_variant_get (parameter, "(&s&s)", &name, &hairline);
  if (smp_pattern_from_string (name, &pattern) && smp_template_from_string (hairline, &t))
    _stubble_window_propose_pattern (user_data, &pattern, t);
}

ACTION (pigment)
{
  StubbleWindow *self = user_data;
  const SmpPigment *pigment = stubble_palettes_find (g_variant_get_string (parameter, NULL));
  g_autoptr (SmpPlan) plan = NULL;

  if (pigment == NULL
      || smp_pigment_equal (pigment, stubble_document_get_plan (self->document)->pigment))
    return;
  plan = smp_plan_with_pigment (stubble_document_get_plan (self->document), pigment);
  stubble_document_commit_plan (self->document, plan, _ ("Choose Shade"), NULL);
}

ACTION (assessment)
{
  StubbleWindow *self = user_data;

  stubble_assessment_dialog_present (GTK_WINDOW (self), self->document);
}

ACTION (stages)
{
  StubbleWindow *self = user_data;

  stubble_stages_dialog_present (GTK_WINDOW (self), self->document,
                                 stubble_canvas_get_age (self->canvas),
                                 stubble_canvas_get_match_grain (self->canvas));
}

ACTION (export_record)
{
  _stubble_window_record (user_data);
}

ACTION (set)
{
  g_simple_action_set_state (action, parameter);
}

static GVariant *
get_state (StubbleWindow *self, const char *name)
{
  return g_action_group_get_action_state (G_ACTION_GROUP (self), name);
}

ACTION (export)
{
  StubbleWindow *self = user_data;
  g_autoptr (GVariant) content = get_state (self, "export-content");
  g_autoptr (GVariant) format = get_state (self, "export-format");
  g_autoptr (GVariant) stamp = get_state (self, "export-stamp");
  SmpPictureContent what;

  if (smp_picture_content_from_string (g_variant_get_string (content, NULL), &what))
    _stubble_window_export (self, what, g_str_equal (g_variant_get_string (format, NULL), "jpeg"),
                            g_variant_get_boolean (stamp));
}

ACTION (age)
{
  StubbleWindow *self = user_data;
  SmpAge age;

  /* The state follows from the canvas. */
  if (smp_age_from_string (g_variant_get_string (parameter, NULL), &age, NULL)
      && smp_age_check (&age, stubble_document_get_plan (self->document), NULL))
    stubble_canvas_set_age (self->canvas, &age);
}

ACTION (shortcuts)
{
  stubble_shortcuts_present (user_data);
}

#undef ACTION

void
_stubble_window_set_state (StubbleWindow *self, const char *action, const char *state)
{
  g_action_group_activate_action (G_ACTION_GROUP (self), action, g_variant_new_string (state));
}

void
_stubble_window_enable (StubbleWindow *self, const char *action, gboolean enabled)
{
  GAction *simple = g_action_map_lookup_action (G_ACTION_MAP (self), action);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (simple), enabled);
}

void
_stubble_window_show_state (StubbleWindow *self, const char *action, GVariant *state)
{
  GAction *simple = g_action_map_lookup_action (G_ACTION_MAP (self), action);

  g_simple_action_set_state (G_SIMPLE_ACTION (simple), state);
}

static gboolean
has_midline (StubbleDocument *document)
{
  const SmpPhoto *photo = stubble_document_get_photo (document);
  SmpFaceFrame frame;

  return photo != NULL
         && smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, &frame);
}

void
_stubble_window_update_actions (StubbleWindow *self)
{
  static const char *const editing[]
      = { "save-as", "zoom-in",    "zoom-out",    "zoom-fit", "zoom-actual",  "show",
          "tool",    "show-panel", "mirror",      "template", "zone-remove",  "node-remove",
          "edge",    "step",       "node-corner", "pigment",  "age",          "assessment",
          "stages",  "flip",       "match-grain", "distance", "split-rotate", "pattern",
          "preset",  "presets",    "go-between" };
  gboolean open = self->document != NULL && self->loading == NULL;
  g_autofree char *pigment = NULL;
  const SmpZone *zone = self->document != NULL ? stubble_document_get_zone (self->document) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (editing); i++)
    _stubble_window_enable (self, editing[i], open);
  _stubble_window_enable (self, "save",
                          open && !self->is_saving
                              && (stubble_document_is_modified (self->document)
                                  || stubble_document_get_file (self->document) == NULL));
  _stubble_window_enable (self, "undo",
                          open && stubble_document_get_undo_label (self->document) != NULL);
  _stubble_window_enable (self, "redo",
                          open && stubble_document_get_redo_label (self->document) != NULL);
  /* The midline is that of the pupils. */
  _stubble_window_enable (self, "mirror", open && has_midline (self->document));
  _stubble_window_enable (self, "make-symmetric",
                          open && _stubble_window_can_make_symmetric (self));
  _stubble_window_enable (self, "zone-remove", open && zone != NULL);
  _stubble_window_enable (self, "present", self->present != NULL || open);
  _stubble_window_enable (self, "present-pinned", self->present != NULL);
  _stubble_window_enable (self, "strokes-remove", open && zone != NULL && zone->n_strokes > 0);
  _stubble_window_enable (self, "export", open && self->exporting == NULL);
  _stubble_window_enable (self, "export-record", open && self->exporting == NULL);
  _stubble_window_enable (self, "cancel-loading", self->loading != NULL);
  pigment = self->document != NULL
                ? stubble_palettes_name_of (stubble_document_get_plan (self->document)->pigment)
                : g_strdup ("");
  _stubble_window_show_state (self, "pigment", g_variant_new_string (pigment));
  _stubble_window_update_variants (self);
  _stubble_window_show_state (
      self, "show-panel",
      g_variant_new_boolean (gtk_revealer_get_reveal_child (self->panel_revealer)));
}

void
_stubble_window_init_actions (StubbleWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "open", .activate = on_open },
    { .name = "open-photo", .activate = on_open_photo },
    { .name = "open-consultation", .activate = on_open_consultation },
    { .name = "open-uri", .activate = on_open_uri, .parameter_type = "s" },
    { .name = "open-sample", .activate = on_open_sample },
    { .name = "cancel-loading", .activate = on_cancel_loading },
    { .name = "save", .activate = on_save },
    { .name = "save-as", .activate = on_save_as },
    { .name = "undo", .activate = on_undo },
    { .name = "redo", .activate = on_redo },
    { .name = "zoom-in", .activate = on_zoom_in },
    { .name = "zoom-out", .activate = on_zoom_out },
    { .name = "zoom-fit", .activate = on_zoom_fit },
    { .name = "zoom-actual", .activate = on_zoom_actual },
    { .name = "show", .activate = on_show, .parameter_type = "s", .state = "'after'" },
    { .name = "tool", .activate = on_tool, .parameter_type = "s", .state = "'select'" },
    { .name = "age", .activate = on_age, .parameter_type = "s", .state = "'healed'" },
    { .name = "step", .activate = on_step, .parameter_type = "s", .state = "''" },
    { .name = "show-panel", .activate = on_show_panel, .state = "true" },
    { .name = "go-between", .activate = on_go_between },
    { .name = "mirror", .activate = on_mirror, .state = "true" },
    { .name = "template", .activate = on_template, .parameter_type = "s" },
    { .name = "pattern", .activate = on_pattern, .parameter_type = "(ss)" },
    { .name = "pigment", .activate = on_pigment, .parameter_type = "s", .state = "''" },
    { .name = "assessment", .activate = on_assessment },
    { .name = "stages", .activate = on_stages },
    { .name = "export", .activate = on_export },
    { .name = "export-record", .activate = on_export_record },
    { .name = "shortcuts", .activate = on_shortcuts },
    { .name = "export-content",
      .activate = on_set,
      .parameter_type = "s",
      .state = "'side-by-side'" },
    { .name = "export-format", .activate = on_set, .parameter_type = "s", .state = "'png'" },
    { .name = "export-stamp", .state = "true" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  _stubble_window_init_zone (self);
  _stubble_window_init_variants (self);
  _stubble_window_init_presets (self);
}
