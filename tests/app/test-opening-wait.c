/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "opening-fixture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <signal.h>
#include <string.h>

#include "canvas/stubble-canvas-private.h"
#include "document/stubble-compose.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"

/* What is asked for before all of a large photo is there waits for it. */

static void
count_picture (SmpImage *picture, const GError *error, gpointer data)
{
  *(int *)data += picture != NULL ? 1 : 100;
}

static gboolean
is_one (gpointer data)
{
  return *(int *)data == 1;
}

/* A comparison is not made of the coarse picture. */
static void
test_comparison_waits (void)
{
  StubbleWindow *self = open_window (NULL);
  GPid helper = hold_up (self, "large.jpg");
  SmpAge age = SMP_AGE_USUAL;
  int n = 0;

  stubble_compose_async (self->document, NULL, &age, SMP_PICTURE_BEFORE, FALSE, 300, NULL,
                         count_picture, &n, NULL);
  spin (0.5);
  g_assert_cmpint (n, ==, 0);
  g_assert_cmpint (kill (helper, SIGCONT), ==, 0);
  wait_until (is_one, &n);
  close_window (self);
}

/* (nullable): the first label that has the words. */
static GtkWidget *
find_words (GtkWidget *root, const char *words)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), words) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_words (child, words);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_waiting_shown (gpointer data)
{
  StubbleWindow *self = data;
  GtkWidget *words = find_words (GTK_WIDGET (self->job_bar), "Waiting for the photo");

  return words != NULL && gtk_widget_get_mapped (words);
}

static gboolean
is_opening_shown (gpointer data)
{
  StubbleWindow *self = data;
  GtkWidget *words = find_words (GTK_WIDGET (self->job_bar), "Opening");

  return words != NULL && gtk_widget_get_mapped (words);
}

static gboolean
is_front_shown (gpointer data)
{
  StubbleWindow *self = data;

  return find_words (GTK_WIDGET (self->job_bar), "Opening “Front”…") != NULL;
}

/* Of several photos it is the view that is told, not the file; of the one that is on its way, even
 * when another is looked at. */
static void
assert_view_is_told (StubbleWindow *self)
{
  g_autoptr (SmpPhoto) other = smp_photo_copy (stubble_document_get_photo (self->document));
  g_autoptr (SmpConsultation) edited = NULL;

  g_free (other->id);
  g_free (other->sha256);
  other->id = g_strdup ("photo-9");
  other->sha256 = g_strnfill (64, '0');
  other->view = SMP_VIEW_BACK;
  edited = smp_consultation_with_photo (stubble_document_get_consultation (self->document), other);
  stubble_document_commit (self->document, edited, "Add", NULL);
  stubble_document_show_photo (self->document, "photo-9");
  stubble_job_bar_end (self->job_bar, self->following->cancellable);
  _stubble_window_tell_following (self);
  wait_until (is_front_shown, self);
  g_assert_cmpstr (stubble_document_get_photo (self->document)->id, ==, "photo-9");
  stubble_document_undo (self->document);
  wait_until (is_drawn, self);
}

typedef struct
{
  StubbleWindow *window;
  const char *words;
} Told;

static gboolean
is_told (gpointer data)
{
  Told *self = data;

  return find_words (GTK_WIDGET (self->window->toasts), self->words) != NULL;
}

/* The export is over; sentences wait for one another. */
static void
wait_until_told (StubbleWindow *self, const char *words)
{
  Told told = { self, words };

  wait_until (is_exported, self);
  g_test_message ("waiting for “%s”", words);
  wait_until (is_told, &told);
}

/* Opens the large photo up to the first picture, and exports it to the file. */
static GPid
export_early (StubbleWindow *self, GFile *picture)
{
  GPid helper = hold_up (self, "large.jpg");

  g_file_delete (picture, NULL, NULL);
  _stubble_window_export_to (self, SMP_PICTURE_BEFORE, FALSE, picture);
  g_assert_nonnull (self->exporting);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self), "export"));
  wait_until (is_waiting_shown, self);
  return helper;
}

static void
assert_written (GFile *picture)
{
  int width = 0, height = 0;

  g_assert_nonnull (gdk_pixbuf_get_file_info (g_file_peek_path (picture), &width, &height));
  g_assert_cmpint (width, ==, LARGE_WIDTH);
  g_assert_cmpint (height, ==, LARGE_HEIGHT);
  g_assert_true (g_file_delete (picture, NULL, NULL));
}

/* An export begins by itself when all of the photo is there, also if another file was opened, or
 * the window closed. */
static void
test_export_waits (void)
{
  StubbleWindow *self = open_window (NULL);
  StubbleWindow *closed = self;
  g_autoptr (GFile) small = in_folder ("small.jpg");
  g_autoptr (GFile) picture = in_folder ("picture.jpg");
  GPid helper = export_early (self, picture);

  g_assert_false (g_file_query_exists (picture, NULL));
  g_assert_cmpint (kill (helper, SIGCONT), ==, 0);
  wait_until (is_exported, self);
  assert_written (picture);
  g_assert_false (stubble_job_bar_is_busy (self->job_bar));

  helper = export_early (self, picture);
  stubble_window_open (self, small);
  wait_until (has_document, self);
  wait_until (is_drawn, self);
  g_assert_true (is_waiting_shown (self));
  g_assert_cmpint (kill (helper, SIGCONT), ==, 0);
  wait_until (is_exported, self);
  assert_written (picture);
  g_assert_cmpstr (stubble_document_get_photo (self->document)->name, ==, "small.jpg");

  helper = export_early (self, picture);
  g_object_add_weak_pointer (G_OBJECT (self), (gpointer *)&closed);
  gtk_window_destroy (GTK_WINDOW (self));
  g_assert_cmpint (kill (helper, SIGCONT), ==, 0);
  while (closed != NULL)
    g_main_context_iteration (NULL, TRUE);
  assert_written (picture);
  wait_until (has_no_helper, NULL);
}

static gboolean
press_escape (StubbleWindow *self)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (GTK_WIDGET (self));
  gboolean is_taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (all) && !is_taken; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (all, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Escape, 0, 0, &is_taken);
    }
  return is_taken;
}

/* What ends the wait is said, and nothing is written. The photo comes nonetheless, if it can. */
static void
test_export_ends (void)
{
  StubbleWindow *self = open_window (NULL);
  g_autoptr (GFile) small = in_folder ("small.jpg");
  g_autoptr (GFile) picture = in_folder ("picture.jpg");
  g_autofree char *id = NULL;
  GPid helper = export_early (self, picture);

  /* Cancelled, by the key; how far the photo is takes the place. */
  g_assert_true (press_escape (self));
  wait_until_told (self, "Export cancelled");
  g_assert_false (press_escape (self));
  g_assert_nonnull (self->following);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (self), "export"));
  wait_until (is_opening_shown, self);
  assert_view_is_told (self);
  g_assert_cmpint (kill (helper, SIGCONT), ==, 0);
  wait_until (is_finished, self);

  /* By the button. */
  helper = export_early (self, picture);
  g_signal_emit_by_name (find (GTK_WIDGET (self->job_bar), GTK_TYPE_BUTTON, NULL), "clicked");
  wait_until (is_exported, self);
  g_assert_cmpint (kill (helper, SIGCONT), ==, 0);

  /* By the key, when nothing else has the document any more. */
  (void)export_early (self, picture);
  stubble_window_open (self, small);
  wait_until (has_document, self);
  wait_until (is_drawn, self);
  g_assert_true (press_escape (self));
  wait_until (is_exported, self);
  wait_until (has_no_helper, NULL);

  /* Replaced. */
  (void)export_early (self, picture);
  _stubble_window_retake (self, small);
  wait_until_told (self, "removed or replaced");
  wait_until (is_retaken, self);

  /* Removed. */
  close_window (self);
  self = open_window (NULL);
  (void)export_early (self, picture);
  id = g_strdup (stubble_document_get_photo (self->document)->id);
  _stubble_window_add_photo (self, small);
  wait_until (is_added, self);
  g_assert_nonnull (self->exporting);
  stubble_document_remove_photo (self->document, id);
  wait_until_told (self, "removed or replaced");

  /* Failed. */
  close_window (self);
  self = open_window (NULL);
  helper = export_early (self, picture);
  g_assert_cmpint (kill (helper, SIGKILL), ==, 0);
  wait_until_told (self, "could not be opened");
  gtk_window_destroy (find_message (self));
  g_assert_false (g_file_query_exists (picture, NULL));
  close_window (self);
}

static gboolean
is_matched (gpointer data)
{
  return g_str_equal (STUBBLE_WINDOW (data)->canvas->tool->klass->name, "sample");
}

/* Matching waits too, is cancelled where it is told, and takes no tool from who went elsewhere. */
static void
test_match_waits (void)
{
  StubbleWindow *self = open_window (NULL);
  GPid helper = hold_up (self, "large.jpg");
  g_autoptr (GFile) small = in_folder ("small.jpg");
  GtkWidget *row, *group, *button;

  activate (self, "step", "shade");
  flush ();
  row = find (GTK_WIDGET (self->panels), ADW_TYPE_ACTION_ROW, "Match the Shaved Sides");
  group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);
  button = find (group, GTK_TYPE_BUTTON, NULL);
  g_assert_false (gtk_widget_get_visible (button));
  g_signal_emit_by_name (row, "activated");
  flush ();
  g_assert_nonnull (find_words (group, "Waiting for the photo"));
  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
  flush ();
  g_assert_null (find_words (group, "Waiting for the photo"));
  g_assert_false (gtk_widget_get_visible (button));

  /* Another photo is looked at. */
  g_signal_emit_by_name (row, "activated");
  _stubble_window_add_photo (self, small);
  wait_until (is_added, self);
  g_assert_null (find_words (group, "Waiting for the photo"));
  stubble_document_undo (self->document);

  g_signal_emit_by_name (row, "activated");
  activate (self, "step", "time");
  flush ();
  g_assert_cmpint (kill (helper, SIGCONT), ==, 0);
  wait_until (is_finished, self);
  spin (2);
  g_assert_cmpfloat (stubble_canvas_get_samples (self->canvas)->radius, >, 0);
  g_assert_false (is_matched (self));
  close_window (self);

  self = open_window (NULL);
  helper = hold_up (self, "large.jpg");
  activate (self, "step", "shade");
  flush ();
  row = find (GTK_WIDGET (self->panels), ADW_TYPE_ACTION_ROW, "Match the Shaved Sides");
  g_signal_emit_by_name (row, "activated");
  spin (0.3);
  g_assert_false (is_matched (self));
  g_assert_cmpint (kill (helper, SIGCONT), ==, 0);
  wait_until (is_matched, self);
  close_window (self);
}

static void
add (void)
{
  g_test_add_func ("/opening-wait/comparison", test_comparison_waits);
  g_test_add_func ("/opening-wait/export", test_export_waits);
  g_test_add_func ("/opening-wait/export-ends", test_export_ends);
  g_test_add_func ("/opening-wait/match", test_match_waits);
}

int
main (int argc, char **argv)
{
  return run_opening_tests (&argc, &argv, add);
}
