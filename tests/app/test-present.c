/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "window-fixture.h"

#include "canvas/stubble-canvas-private.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "present/stubble-present-stages.h"

/* The window for the client. */

static gboolean
is_shown (gpointer data)
{
  StubbleWindow *self = data;

  return is_open (self)
         && (self->present == NULL
             || (gtk_widget_get_mapped (GTK_WIDGET (self->present))
                 && stubble_canvas_is_settled (stubble_present_get_canvas (self->present))
                 && stubble_renderer_get_frame (
                        stubble_present_get_canvas (self->present)->renderer)
                        != NULL));
}

static void
act (StubbleWindow *self, const char *action, const char *target)
{
  activate (self, action, target);
  wait_until (is_shown, self);
}

static StubbleWindow *
open_present (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  g_autoptr (SmpConsultation) named = smp_consultation_with_client (
      stubble_document_get_consultation (self->document), "Ada Exemplar", "Ada-7", "notes of Ada");

  stubble_document_commit (self->document, named, "Name", NULL);
  act (self, "present", NULL);
  g_assert_nonnull (self->present);
  return self;
}

static StubbleCanvas *
canvas_of (StubbleWindow *self)
{
  return stubble_present_get_canvas (self->present);
}

static void
press (StubblePresent *present, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (present));
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &taken);
    }
  g_assert_true (taken);
}

/* All that can be read of a widget and those in it, by eye or by screen reader. */
static void
collect (GtkWidget *widget, GPtrArray *texts)
{
  static const GtkAccessibleProperty said[]
      = { GTK_ACCESSIBLE_PROPERTY_LABEL, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
          GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT };

  if (GTK_IS_LABEL (widget))
    g_ptr_array_add (texts, g_strdup (gtk_label_get_text (GTK_LABEL (widget))));
  if (GTK_IS_WINDOW (widget))
    g_ptr_array_add (texts, g_strdup (gtk_window_get_title (GTK_WINDOW (widget))));
  if (gtk_widget_get_tooltip_text (widget) != NULL)
    g_ptr_array_add (texts, g_strdup (gtk_widget_get_tooltip_text (widget)));
  g_ptr_array_add (texts, g_strdup (gtk_widget_get_name (widget)));
  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    if (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), said[i]))
      {
        char *text = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), said[i], "?");

        if (text != NULL)
          g_ptr_array_add (texts, text);
      }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, texts);
}

static gboolean
is_said (StubbleWindow *self, const char *part)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *low = g_utf8_strdown (part, -1);
  gboolean found = FALSE;

  collect (GTK_WIDGET (self->present), texts);
  g_ptr_array_add (texts, _stubble_canvas_dup_simulated (canvas_of (self)));
  for (guint i = 0; i < texts->len; i++)
    {
      g_autofree char *text = g_utf8_strdown (g_ptr_array_index (texts, i), -1);

      found = found || strstr (text, low) != NULL;
    }
  return found;
}

static void
test_private (void)
{
  static const char *const secrets[] = { "Ada", "Exemplar", "sample", "json", "head-", "jpg" };
  StubbleWindow *self = open_present ();

  /* What is there is found. */
  g_assert_true (is_said (self, "Session 2"));
  g_assert_true (is_said (self, "After: the simulated picture"));
  g_assert_true (is_said (self, "Leave"));
  for (int i = 0; i < 3; i++)
    {
      for (gsize k = 0; k < G_N_ELEMENTS (secrets); k++)
        g_assert_false (is_said (self, secrets[k]));
      g_assert_false (is_said (self, stubble_document_get_photo (self->document)->id));
      act (self, i == 0 ? "photo-next" : "present-pinned", NULL);
    }
  close_window (self);
}

static void
check_target (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    {
      g_assert_cmpint (gtk_widget_get_width (widget), >=, 60);
      g_assert_cmpint (gtk_widget_get_height (widget), >=, 60);
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                                       GTK_ACCESSIBLE_PROPERTY_LABEL));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_target (child);
}

static void
test_controls (void)
{
  StubbleWindow *self = open_present ();
  StubbleCanvas *canvas = canvas_of (self);

  check_target (GTK_WIDGET (self->present));
  g_assert_false (_stubble_canvas_has_tools (canvas));
  g_assert_cmpint (stubble_canvas_get_show (canvas), ==, STUBBLE_SHOW_AFTER);
  press (self->present, GDK_KEY_Up);
  g_assert_cmpint (stubble_canvas_get_show (canvas), ==, STUBBLE_SHOW_SPLIT);
  press (self->present, GDK_KEY_bracketright);
  g_assert_cmpfloat_with_epsilon (stubble_canvas_get_split (canvas), 0.52, 1e-9);
  press (self->present, GDK_KEY_Up);
  press (self->present, GDK_KEY_Up);
  g_assert_cmpint (stubble_canvas_get_show (canvas), ==, STUBBLE_SHOW_BEFORE);
  press (self->present, GDK_KEY_Right);
  g_assert_cmpint (stubble_canvas_get_age (canvas)->kind, ==, SMP_AGE_YEARS);
  g_assert_cmpfloat (stubble_canvas_get_age (canvas)->amount, ==, 1);
  for (int i = 0; i < 9; i++)
    press (self->present, GDK_KEY_Left);
  g_assert_cmpint (stubble_canvas_get_age (canvas)->kind, ==, SMP_AGE_DAYS);
  g_assert_cmpuint (stubble_canvas_get_age (canvas)->session, ==, 1);
  stubble_canvas_zoom_by (canvas, 3);
  press (self->present, GDK_KEY_Home);
  g_assert_true (smp_age_equal (stubble_canvas_get_age (canvas), &SMP_AGE_USUAL));
  g_assert_cmpint (stubble_canvas_get_show (canvas), ==, STUBBLE_SHOW_SPLIT);
  g_assert_cmpfloat_with_epsilon (canvas->viewport.zoom,
                                  stubble_viewport_fit_zoom (&canvas->viewport), 1e-9);
  gtk_widget_grab_focus (GTK_WIDGET (canvas));
  press (self->present, GDK_KEY_space);
  g_assert_cmpint (_stubble_canvas_shown (canvas), ==, STUBBLE_SHOW_BEFORE);
  stubble_canvas_hold_original (canvas, FALSE);
  /* None of it was done to the practitioner's. */
  g_assert_cmpint (stubble_canvas_get_show (self->canvas), ==, STUBBLE_SHOW_AFTER);
  g_assert_true (smp_age_equal (stubble_canvas_get_age (self->canvas), &SMP_AGE_USUAL));
  wait_until (is_shown, self);
  close_window (self);
}

static void
test_follows (void)
{
  StubbleWindow *self = open_present ();
  StubbleCanvas *canvas = canvas_of (self);
  const SmpZone *zone = stubble_document_get_zone (self->document);
  double zoom = canvas->viewport.zoom;
  int first = canvas->viewport.photo_width;

  act (self, "show", "split");
  stubble_canvas_set_split (self->canvas, 0.2);
  g_assert_cmpint (stubble_canvas_get_show (canvas), ==, STUBBLE_SHOW_SPLIT);
  g_assert_cmpfloat (stubble_canvas_get_split (canvas), ==, 0.2);
  act (self, "age", "day3:2");
  g_assert_cmpuint (stubble_canvas_get_age (canvas)->session, ==, 2);
  /* Its own zoom, and no marks, whatever the step. */
  act (self, "step", "hairline");
  act (self, "zoom-actual", NULL);
  g_assert_cmpfloat (canvas->viewport.zoom, ==, zoom);
  g_assert_cmpint (canvas->marks, ==, STUBBLE_MARKS_NONE);
  /* What the client chose stays until the practitioner goes elsewhere. */
  press (self->present, GDK_KEY_Right);
  g_assert_cmpuint (stubble_canvas_get_age (canvas)->session, ==, 3);
  act (self, "zoom-in", NULL);
  g_assert_cmpuint (stubble_canvas_get_age (canvas)->session, ==, 3);
  g_assert_cmpuint (stubble_canvas_get_age (self->canvas)->session, ==, 2);
  stubble_canvas_set_zone_hidden (self->canvas, zone->id, TRUE);
  g_assert_true (stubble_canvas_is_zone_hidden (canvas, zone->id));
  stubble_canvas_set_zone_hidden (self->canvas, zone->id, FALSE);
  g_assert_false (stubble_canvas_is_zone_hidden (canvas, zone->id));
  act (self, "photo-next", NULL);
  g_assert_cmpint (canvas->viewport.photo_width, !=, first);
  close_window (self);
}

static void
test_pinned (void)
{
  StubbleWindow *self = open_present ();
  StubbleCanvas *canvas = canvas_of (self);
  const SmpPlan *plan;
  g_autoptr (SmpZone) zone = smp_zone_copy (stubble_document_get_zone (self->document));
  g_autofree char *photo = g_strdup (stubble_canvas_get_photo_id (canvas));
  g_autoptr (GBytes) picture = NULL;

  act (self, "present-pinned", NULL);
  g_assert_true (stubble_present_get_pinned (self->present));
  plan = stubble_document_get_plan (self->document);
  picture = g_bytes_ref (stubble_renderer_get_frame (canvas->renderer)->after_shown);
  act (self, "show", "before");
  zone->density /= 3;
  stubble_document_commit_zone (self->document, zone, "Density", NULL);
  act (self, "photo-next", NULL);
  g_assert_true (stubble_document_get_plan (self->document) != plan);
  g_assert_true (stubble_canvas_get_plan (canvas) == plan);
  g_assert_cmpstr (stubble_canvas_get_photo_id (canvas), ==, photo);
  g_assert_cmpint (stubble_canvas_get_show (canvas), ==, STUBBLE_SHOW_AFTER);
  g_assert_true (
      g_bytes_equal (picture, stubble_renderer_get_frame (canvas->renderer)->after_shown));
  /* The client goes on looking. */
  press (self->present, GDK_KEY_Up);
  g_assert_cmpint (stubble_canvas_get_show (canvas), ==, STUBBLE_SHOW_SPLIT);
  act (self, "present-pinned", NULL);
  g_assert_true (stubble_canvas_get_plan (canvas) == stubble_document_get_plan (self->document));
  g_assert_cmpstr (stubble_canvas_get_photo_id (canvas), !=, photo);
  g_assert_cmpint (stubble_canvas_get_show (canvas), ==, STUBBLE_SHOW_BEFORE);
  /* A photo that is taken away cannot be stayed with. */
  act (self, "present-pinned", NULL);
  act (self, "photo-remove", NULL);
  g_assert_false (stubble_present_get_pinned (self->present));
  g_assert_cmpstr (stubble_canvas_get_photo_id (canvas), ==, photo);
  close_window (self);
}

static gboolean
is_left (gpointer data)
{
  return STUBBLE_WINDOW (data)->present == NULL;
}

static guint
n_windows (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      n += gtk_widget_get_visible (window);
    }
  return n;
}

static void
check_left (StubbleWindow *self)
{
  g_autoptr (GVariant) state = NULL;

  wait_until (is_left, self);
  flush ();
  state = g_action_group_get_action_state (G_ACTION_GROUP (self), "present");
  g_assert_false (g_variant_get_boolean (state));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self), "present-pinned"));
  /* Nothing is asked. */
  g_assert_cmpuint (n_windows (), ==, 1);
}

static void
test_leave (void)
{
  StubbleWindow *self = open_present ();
  StubbleCanvas *canvas = canvas_of (self);

  g_assert_true (stubble_document_is_modified (self->document));
  g_assert_cmpuint (n_windows (), ==, 2);
  g_object_add_weak_pointer (G_OBJECT (canvas), (gpointer *)&canvas);
  press (self->present, GDK_KEY_Escape);
  check_left (self);
  g_assert_null (canvas);
  for (int i = 0; i < 10; i++)
    {
      act (self, "present", NULL);
      canvas = canvas_of (self);
      g_object_add_weak_pointer (G_OBJECT (canvas), (gpointer *)&canvas);
      act (self, "present", NULL);
      check_left (self);
      g_assert_null (canvas);
    }
  /* It goes with the consultation, and with the window. */
  act (self, "present", NULL);
  stubble_window_set_document (self, self->document);
  check_left (self);
  wait_until (is_shown, self);
  act (self, "present", NULL);
  g_assert_cmpuint (n_windows (), ==, 2);
  close_window (self);
  g_assert_cmpuint (n_windows (), ==, 0);
}

static void
test_monitors (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autoptr (GListStore) monitors = g_list_store_new (GDK_TYPE_MONITOR);
  g_autoptr (GdkMonitor) first = g_object_new (GDK_TYPE_MONITOR, "display", display, NULL);
  g_autoptr (GdkMonitor) second = g_object_new (GDK_TYPE_MONITOR, "display", display, NULL);

  g_assert_null (stubble_present_pick_monitor (G_LIST_MODEL (monitors), NULL));
  g_list_store_append (monitors, first);
  g_assert_null (stubble_present_pick_monitor (G_LIST_MODEL (monitors), first));
  g_list_store_append (monitors, second);
  g_assert_true (stubble_present_pick_monitor (G_LIST_MODEL (monitors), first) == second);
  g_assert_true (stubble_present_pick_monitor (G_LIST_MODEL (monitors), second) == first);
}

static void
test_stages (void)
{
  g_autoptr (SmpPlan) plan = smp_plan_new (1);
  g_autoptr (SmpPlan) two = smp_plan_with_n_sessions (plan, 2);
  g_autoptr (GArray) stages = stubble_present_stages (two, 0.07);
  static const char *const labels[]
      = { "Session 1", "Session 2", "Healed", "1 year", "3 years", "5 years", "10 years" };
  SmpAge age = SMP_AGE_USUAL;

  g_assert_cmpuint (stages->len, ==, G_N_ELEMENTS (labels));
  for (guint i = 0; i < stages->len; i++)
    {
      const StubbleStage *stage = &g_array_index (stages, StubbleStage, i);

      g_assert_cmpstr (stage->label, ==, labels[i]);
      g_assert_true (smp_age_check (&stage->age, two, NULL));
      g_assert_cmpint (stubble_present_stage_at (stages, &stage->age, two), ==, i);
      g_assert_cmpint (stubble_present_stage_step (stages, &stage->age, two, 1), ==,
                       MIN (i + 1, stages->len - 1));
      g_assert_cmpint (stubble_present_stage_step (stages, &stage->age, two, -1), ==,
                       i > 0 ? i - 1 : 0);
    }
  g_assert_cmpint (stubble_present_stage_at (stages, &age, two), ==, 2);
  /* Between two: to the next one in each direction. */
  age = (SmpAge){ .kind = SMP_AGE_DAYS, .session = 1, .amount = 3 };
  g_assert_cmpint (stubble_present_stage_at (stages, &age, two), ==, -1);
  g_assert_cmpint (stubble_present_stage_step (stages, &age, two, 1), ==, 1);
  g_assert_cmpint (stubble_present_stage_step (stages, &age, two, -1), ==, 0);
  age = (SmpAge){ .kind = SMP_AGE_YEARS, .amount = 4, .fading = 0.1 };
  g_assert_cmpint (stubble_present_stage_step (stages, &age, two, 1), ==, 5);
  g_assert_cmpint (stubble_present_stage_step (stages, &age, two, -1), ==, 4);
}

static void
add (void)
{
  g_test_add_func ("/present/stages", test_stages);
  g_test_add_func ("/present/monitors", test_monitors);
  g_test_add_func ("/present/private", test_private);
  g_test_add_func ("/present/controls", test_controls);
  g_test_add_func ("/present/follows", test_follows);
  g_test_add_func ("/present/pinned", test_pinned);
  g_test_add_func ("/present/leave", test_leave);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add);
}
