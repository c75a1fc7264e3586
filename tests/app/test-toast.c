/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas-fixture.h"
#include "views-fixture.h"

#include <string.h>

/* Where the window says things for a moment. */

static GtkWidget *
find_toast (GtkWidget *root)
{
  GtkWidget *found = strcmp (gtk_widget_get_css_name (root), "toast") == 0 ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_toast (child);
  return found;
}

static gboolean
is_toast_there (gpointer data)
{
  StubbleWindow *self = data;
  GtkWidget *toast = find_toast (GTK_WIDGET (self->toasts));

  return toast != NULL && gtk_widget_get_height (toast) > 0;
}

static float
lower_edge_of_toast (StubbleWindow *self)
{
  GtkWidget *toast = find_toast (GTK_WIDGET (self->toasts));
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (toast, GTK_WIDGET (self), &bounds));
  return bounds.origin.y + bounds.size.height;
}

static float
upper_edge (GtkWidget *widget, StubbleWindow *self)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (self), &bounds));
  return bounds.origin.y;
}

/* What is said for a moment does not lie on what one looks and compares with. */
static void
test_toast (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  GtkWidget *bar = gtk_widget_get_parent (GTK_WIDGET (self->show_buttons));

  act (self, "step", "compare");
  wait_for_layout (GTK_WIDGET (self));
  wait_until (is_ready, self);
  stubble_window_toast (self, "Said");
  wait_until (is_toast_there, self);
  flush ();
  g_assert_cmpfloat (lower_edge_of_toast (self), <=, upper_edge (bar, self));
  g_assert_cmpfloat (lower_edge_of_toast (self), >, upper_edge (bar, self) - 40);
  act (self, "show", "fade");
  wait_for_layout (GTK_WIDGET (self));
  flush ();
  g_assert_cmpfloat (lower_edge_of_toast (self), <=,
                     upper_edge (gtk_widget_get_parent (self->fade), self));
  act (self, "show", "after");
  act (self, "step", "hairline");
  wait_for_layout (GTK_WIDGET (self));
  flush ();
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->hint)));
  g_assert_cmpfloat (lower_edge_of_toast (self), <=, upper_edge (GTK_WIDGET (self->hint), self));

  /* In a tall window, and on the start page, no bar lies there. */
  self->is_tall = TRUE;
  _stubble_window_place_toasts (self);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (self->toasts), "over-bar"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (self->toasts), "over-fade"));
  close_window (self);
  self = open_window (NULL);
  _stubble_window_place_toasts (self);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (self->toasts), "over-bar"));
  close_window (self);
}

static void
add_tests (void)
{
  g_test_add_func ("/toast/places", test_toast);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add_tests);
}
