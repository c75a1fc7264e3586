/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "window-fixture.h"

static gboolean
is_listed (gpointer data)
{
  return ((StubbleWindow *)data)->recent_rows->len > 0;
}

static gboolean
is_empty (gpointer data)
{
  StubbleWindow *self = data;

  return self->recent_rows->len == 0
         && g_menu_model_get_n_items (G_MENU_MODEL (self->recent_files)) == 0
         && !gtk_widget_get_visible (GTK_WIDGET (self->recent_group));
}

static guint
count_kept (void)
{
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  guint n = g_list_length (items);

  g_list_free_full (items, (GDestroyNotify)gtk_recent_info_unref);
  return n;
}

/* Who shows clients the screen may want no list of others: none is shown, and none is kept. */
static void
test_privacy (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json"), *other;

  wait_until (is_listed, self);
  g_assert_cmpint (g_menu_model_get_n_items (G_MENU_MODEL (self->recent_files)), ==, 1);
  activate (self, "clear-recent", NULL);
  wait_until (is_empty, self);
  g_assert_cmpuint (count_kept (), ==, 0);
  close_window (self);

  self = open_window ("sample.stubble.json");
  wait_until (is_listed, self);
  g_assert_nonnull (self->settings);
  activate (self, "show-recent", NULL);
  wait_until (is_empty, self);
  g_assert_cmpuint (count_kept (), ==, 0);
  other = open_window ("head-front.jpg");
  flush ();
  g_assert_true (is_empty (other));
  g_assert_cmpuint (count_kept (), ==, 0);
  close_window (other);
  activate (self, "show-recent", NULL);
  close_window (self);
}

static void
add (void)
{
  g_test_add_func ("/recent/privacy", test_privacy);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add);
}
