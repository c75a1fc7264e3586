/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas-fixture.h"

#include <stdlib.h>
#include <string.h>

#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "panels/stubble-labels.h"

/* What is changed over the picture without another step, and what is told of it. */

static gboolean
press (StubbleWindow *self, guint keyval, GdkModifierType state)
{
  gboolean taken = FALSE;

  g_signal_emit_by_name (find_controller (self->canvas_overlay, GTK_TYPE_EVENT_CONTROLLER_KEY),
                         "key-pressed", keyval, 0u, state, &taken);
  return taken;
}

static const char *
bubble_of (GtkWidget *root)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_has_css_class (child, "bubble"))
      return gtk_widget_get_opacity (child) > 0.5 ? gtk_label_get_text (GTK_LABEL (child)) : "";
  return NULL;
}

static const char *
bubble (StubbleWindow *self)
{
  return bubble_of (GTK_WIDGET (self->canvas_overlay));
}

static double
density (StubbleWindow *self)
{
  return stubble_document_get_zone (self->document)->density;
}

static gboolean
tells_dots (gpointer data)
{
  return strstr (bubble (data), "dots/cm² · ") != NULL;
}

static gboolean
says_nothing (gpointer data)
{
  return g_str_equal (bubble (data), "");
}

/* So it is in the step Zones: "502 ± 39 cm² · 94200 ± 7300 dots". */
static void
assert_row_tells_hundreds (StubbleWindow *self)
{
  GtkWidget *row = find (GTK_WIDGET (self->panels), ADW_TYPE_ACTION_ROW, "1 · Scalp");
  const char *text = adw_action_row_get_subtitle (ADW_ACTION_ROW (row));

  g_assert_cmpint (atoi (strstr (text, "· ") + strlen ("· ")) % 100, ==, 0);
  g_assert_cmpint (atoi (g_strrstr (text, "± ") + strlen ("± ")) % 100, ==, 0);
}

static void
test_density (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  double before = density (self);

  g_assert_cmpstr (bubble (self), ==, "");
  g_assert_true (press (self, GDK_KEY_minus, 0));
  g_assert_true (press (self, GDK_KEY_minus, 0));
  g_assert_cmpfloat (density (self), ==, before - 10);
  g_assert_true (g_str_has_prefix (bubble (self), "Density: "));
  /* How many dots that makes is told once they are placed, in whole hundreds: of some ninety
   * thousand nobody knows more. */
  wait_until (tells_dots, self);
  g_assert_cmpint (atoi (strstr (bubble (self), "· ") + strlen ("· ")), >, 10000);
  g_assert_cmpint (atoi (strstr (bubble (self), "· ") + strlen ("· ")) % 100, ==, 0);
  assert_row_tells_hundreds (self);
  g_assert_true (press (self, GDK_KEY_plus, GDK_SHIFT_MASK));
  g_assert_cmpfloat (density (self), ==, before - 5);
  /* One run of it is one step, until the bubble goes. */
  activate (self, "undo", NULL);
  g_assert_cmpfloat (density (self), ==, before);
  wait_until (says_nothing, self);
  press (self, GDK_KEY_minus, 0);
  wait_until (says_nothing, self);
  press (self, GDK_KEY_minus, 0);
  activate (self, "undo", NULL);
  g_assert_cmpfloat (density (self), ==, before - 5);
  /* To its ends, and no further. */
  for (int i = 0; i < 80; i++)
    press (self, GDK_KEY_minus, 0);
  g_assert_cmpfloat (density (self), ==, 20);
  /* What is not of the picture stays what it is. */
  g_assert_false (press (self, GDK_KEY_minus, GDK_CONTROL_MASK));
  g_assert_false (press (self, GDK_KEY_x, 0));
  close_window (self);
}

static void
test_drag (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  GtkEventController *drag = find_controller (self->canvas_overlay, GTK_TYPE_GESTURE_DRAG);
  double before = density (self);
  guint values = stubble_document_get_n_values (self->document);

  g_signal_emit_by_name (drag, "drag-begin", 200.0, 200.0);
  g_signal_emit_by_name (drag, "drag-update", 2.0, 5.0);
  g_assert_cmpfloat (density (self), ==, before);
  g_signal_emit_by_name (drag, "drag-update", 2.0, 30.0);
  g_signal_emit_by_name (drag, "drag-update", 90.0, 60.0);
  g_assert_cmpfloat (density (self), ==, before - 20);
  g_signal_emit_by_name (drag, "drag-end", 90.0, 60.0);
  g_assert_cmpuint (stubble_document_get_n_values (self->document), ==, values + 1);
  /* A key is a step of its own, and a drag one however long it rests. */
  press (self, GDK_KEY_minus, 0);
  g_signal_emit_by_name (drag, "drag-begin", 200.0, 200.0);
  g_signal_emit_by_name (drag, "drag-update", 2.0, 30.0);
  wait_until (says_nothing, self);
  g_signal_emit_by_name (drag, "drag-update", 2.0, 60.0);
  g_signal_emit_by_name (drag, "drag-end", 2.0, 60.0);
  g_assert_cmpuint (stubble_document_get_n_values (self->document), ==, values + 3);
  activate (self, "undo", NULL);
  g_assert_cmpfloat (density (self), ==, before - 25);
  activate (self, "undo", NULL);
  g_assert_cmpfloat (density (self), ==, before - 20);

  /* To the sides, time: from healed back to the third session, then on by years. */
  g_signal_emit_by_name (drag, "drag-begin", 200.0, 200.0);
  g_signal_emit_by_name (drag, "drag-update", -61.0, 3.0);
  g_assert_cmpint (stubble_canvas_get_age (self->canvas)->kind, ==, SMP_AGE_DAYS);
  g_assert_cmpuint (stubble_canvas_get_age (self->canvas)->session, ==, 3);
  g_signal_emit_by_name (drag, "drag-update", 61.0, 40.0);
  g_assert_cmpint (stubble_canvas_get_age (self->canvas)->kind, ==, SMP_AGE_YEARS);
  g_signal_emit_by_name (drag, "drag-end", 61.0, 40.0);
  g_assert_cmpfloat (density (self), ==, before - 20);
  /* No step: those are the ones taken back. */
  g_assert_cmpuint (stubble_document_get_n_values (self->document), ==, values + 3);
  close_window (self);
}

static void
test_others (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  g_autofree char *first = g_strdup (stubble_document_get_plan (self->document)->pigment->id);

  press (self, GDK_KEY_s, 0);
  g_assert_cmpstr (stubble_document_get_plan (self->document)->pigment->id, !=, first);
  g_assert_true (g_str_has_prefix (bubble (self), "Shade: "));
  press (self, GDK_KEY_S, GDK_SHIFT_MASK);
  g_assert_cmpstr (stubble_document_get_plan (self->document)->pigment->id, ==, first);
  press (self, GDK_KEY_t, 0);
  g_assert_cmpint (stubble_canvas_get_age (self->canvas)->kind, ==, SMP_AGE_YEARS);
  g_assert_nonnull (strstr (bubble (self), "year"));
  press (self, GDK_KEY_T, GDK_SHIFT_MASK);
  g_assert_cmpint (stubble_canvas_get_age (self->canvas)->kind, ==, SMP_AGE_HEALED);
  press (self, GDK_KEY_c, 0);
  g_assert_cmpint (stubble_canvas_get_show (self->canvas), ==, STUBBLE_SHOW_SIDE_BY_SIDE);
  g_assert_cmpstr (bubble (self), ==, "Side by Side");
  press (self, GDK_KEY_C, GDK_SHIFT_MASK);
  press (self, GDK_KEY_C, GDK_SHIFT_MASK);
  g_assert_cmpint (stubble_canvas_get_show (self->canvas), ==, STUBBLE_SHOW_SPLIT);
  close_window (self);

  /* A bare photo says what comes first. */
  self = open_window ("head-front.jpg");
  press (self, GDK_KEY_plus, 0);
  g_assert_nonnull (strstr (bubble (self), "hairline"));
  g_assert_false (stubble_document_is_modified (self->document));
  close_window (self);
}

typedef struct
{
  GtkWidget *row; /* of a node */
  int n_told;
  const char *expected;
} Told;

static gboolean
is_told (gpointer data)
{
  Told *told = data;

  return g_str_equal (adw_action_row_get_subtitle (ADW_ACTION_ROW (told->row)), told->expected);
}

static void
on_subtitle (GObject *row, GParamSpec *pspec, Told *told)
{
  told->n_told++;
}

static void
move_node (StubbleWindow *self, double by)
{
  const SmpZone *zone = stubble_document_get_zone (self->document);
  g_autofree SmpNode *nodes
      = g_memdup2 (zone->outline->nodes, zone->outline->n_nodes * sizeof (SmpNode));
  g_autoptr (SmpOutline) outline = NULL;

  nodes[2].point.x += by;
  outline = smp_outline_new (nodes, zone->outline->n_nodes, zone->outline->closed);
  stubble_document_commit_outline (self->document, zone->id, outline, "Move Node", "drag");
}

/* While a node is dragged, where it is is told now and then, and in the end it is right. */
static void
test_node (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  g_autofree char *title = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  Told told = { 0 };

  activate (self, "step", "hairline");
  title = g_strdup_printf (
      "Node 3 · %s",
      stubble_label_edge (stubble_document_get_zone (self->document)->outline->nodes[2].edge));
  told.row = find (GTK_WIDGET (self->panels), ADW_TYPE_ACTION_ROW, title);
  g_assert_nonnull (told.row);
  g_usleep (250 * 1000);
  first = g_strdup (adw_action_row_get_subtitle (ADW_ACTION_ROW (told.row)));
  move_node (self, 90);
  second = g_strdup (adw_action_row_get_subtitle (ADW_ACTION_ROW (told.row)));
  g_assert_cmpstr (first, !=, second);
  g_signal_connect (told.row, "notify::subtitle", G_CALLBACK (on_subtitle), &told);
  for (int i = 0; i < 10; i++)
    move_node (self, i % 2 == 0 ? 30 : -30);
  move_node (self, -90);
  told.expected = first;
  wait_until (is_told, &told);
  g_assert_cmpint (told.n_told, <, 5);
  close_window (self);
}

static void
add (void)
{
  g_test_add_func ("/quick/density", test_density);
  g_test_add_func ("/quick/drag", test_drag);
  g_test_add_func ("/quick/others", test_others);
  g_test_add_func ("/quick/node", test_node);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add);
}
