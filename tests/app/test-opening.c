/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "opening-fixture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "canvas/stubble-canvas-private.h"
#include "document/stubble-compose.h"
#include "model/smp-history.h"
#include "model/smp-consultation.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "photo/smp-image.h"
#include "project/smp-project-reader.h"

/* Work on a large photo before all of it is there. */

static gboolean
has_dots (gpointer data)
{
  return is_drawn (data) && stubble_canvas_count_dots (STUBBLE_WINDOW (data)->canvas, -1) > 0;
}

static void
click (StubbleWindow *self, double x, double y)
{
  StubbleTool *tool = self->canvas->tool;

  g_assert_true (tool->klass->press (tool, smp_point (x, y), 1, 0));
  tool->klass->release (tool, smp_point (x, y), FALSE);
}

static SmpPoint
landmark (StubbleWindow *self, const char *name)
{
  SmpPoint point = { 0, 0 };

  g_assert_true (
      smp_landmarks_get (stubble_document_get_photo (self->document)->landmarks, name, &point));
  return point;
}

/* The mean difference of two pictures of a window, codes. */
static double
difference (const SmpImage *a, const SmpImage *b)
{
  double sum = 0;

  g_assert_cmpint (a->width, ==, b->width);
  g_assert_cmpint (a->height, ==, b->height);
  for (int y = 0; y < a->height; y++)
    for (int x = 0; x < 4 * a->width; x++)
      sum += ABS (a->pixels[(gsize)y * a->stride + (gsize)x]
                  - b->pixels[(gsize)y * b->stride + (gsize)x]);
  return sum / (3.0 * a->width * a->height);
}

/* Landmarks, a hairline with its dots, views, a drag: all of it in px of the full photo, and as it
 * was when the full photo has come. */
static void
test_work (void)
{
  StubbleWindow *self = open_window (NULL);
  GPid helper = hold_up (self, "large.jpg");
  StubbleCanvas *canvas = self->canvas;
  const SmpPhoto *photo = stubble_document_get_photo (self->document);
  g_autoptr (SmpConsultation) first
      = smp_consultation_ref (stubble_document_get_consultation (self->document));
  g_autoptr (SmpConsultation) saved = NULL;
  g_autoptr (SmpImage) coarse = NULL;
  g_autoptr (SmpImage) dotted = NULL;
  g_autoptr (GFile) file = in_folder ("work.stubble.json");
  g_autoptr (GError) error = NULL;
  g_autofree char *zone_id = NULL;
  StubbleViewport viewport;
  SmpPoint pupil, node, top = { 3000, 1900 }, full = { 3000, 1900 };
  guint n_values;
  int n_dots;

  g_assert_cmpint (photo->width, ==, LARGE_WIDTH);
  g_assert_cmpint (photo->height, ==, LARGE_HEIGHT);
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (canvas)));
  wait_until (is_drawn, self);
  stubble_canvas_zoom_by (canvas, 2);
  stubble_canvas_zoom_by (canvas, 1 / 1.25);

  activate (self, "tool", "landmarks");
  click (self, 2356, 4203);
  pupil = landmark (self, SMP_LANDMARK_PUPIL_RIGHT);
  g_assert_cmpfloat (smp_point_distance (pupil, smp_point (2356, 4203)), <, 12);
  click (self, 3644, 4203);
  g_assert_true (stubble_document_snap (self->document, stubble_document_get_photo (self->document),
                                        SMP_LANDMARK_VERTEX, 200, &top));
  g_assert_cmpfloat (smp_point_distance (top, smp_point (3000, 1817)), <, 100);
  g_assert_cmpfloat (smp_point_distance (top, smp_point (3000, 1900)), >, 20);
  click (self, 3000, 1817);
  activate (self, "template", "natural");
  wait_until (has_dots, self);
  n_dots = stubble_canvas_count_dots (canvas, -1);
  g_assert_cmpint (n_dots, >, 3000);
  coarse = smp_image_copy (stubble_renderer_get_frame (canvas->renderer)->before, NULL);
  dotted = smp_image_copy (stubble_renderer_get_frame (canvas->renderer)->after, NULL);
  g_assert_cmpfloat (difference (coarse, dotted), >, 0.1);
  activate (self, "show", "split");
  activate (self, "age", "years:5");
  wait_until (is_drawn, self);
  activate (self, "show", "after");
  activate (self, "age", "healed");

  /* A project does not wait: the photo's own bytes are in it. */
  stubble_document_save_async (self->document, file, TRUE, NULL, NULL, NULL);
  while (!g_file_query_exists (file, NULL))
    g_main_context_iteration (NULL, TRUE);
  saved = smp_project_load (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (g_hash_table_lookup (saved->attachments, photo->sha256),
                                g_hash_table_lookup (first->attachments, photo->sha256)));

  /* In the middle of a drag the rest comes. */
  activate (self, "tool", "select");
  zone_id = g_strdup (stubble_document_get_zone (self->document)->id);
  stubble_document_select (self->document, zone_id, 1);
  pupil = landmark (self, SMP_LANDMARK_PUPIL_RIGHT);
  g_assert_true (canvas->tool->klass->press (canvas->tool, pupil, 1, 0));
  canvas->tool->klass->drag (canvas->tool, smp_point_add (pupil, smp_point (30, 20)));
  viewport = *stubble_canvas_get_viewport (canvas);
  n_values = stubble_document_get_n_values (self->document);
  g_assert_cmpint (kill (helper, SIGCONT), ==, 0);
  wait_until (is_finished, self);
  g_assert_nonnull (stubble_document_get_pyramid (self->document));
  g_assert_null (self->following);
  canvas->tool->klass->drag (canvas->tool, smp_point_add (pupil, smp_point (60, 40)));
  canvas->tool->klass->release (canvas->tool, smp_point_add (pupil, smp_point (60, 40)), TRUE);
  node = landmark (self, SMP_LANDMARK_PUPIL_RIGHT);
  g_assert_cmpfloat_with_epsilon (node.x, pupil.x + 60, 1e-6);
  g_assert_cmpuint (stubble_document_get_n_values (self->document), ==, n_values);
  g_assert_cmpmem (&viewport, sizeof viewport, stubble_canvas_get_viewport (canvas),
                   sizeof viewport);
  g_assert_cmpstr (stubble_document_get_zone (self->document)->id, ==, zone_id);
  g_assert_cmpint (stubble_document_get_node (self->document), ==, 1);

  /* What was seen before was the same, though coarsely. */
  stubble_document_undo (self->document);
  wait_until (is_drawn, self);
  g_assert_cmpint (stubble_canvas_count_dots (canvas, -1), >, 3000);
  g_assert_cmpfloat (difference (coarse, stubble_renderer_get_frame (canvas->renderer)->before), <,
                     4);
  g_assert_cmpfloat (difference (coarse, stubble_renderer_get_frame (canvas->renderer)->before), >,
                     0);
  while (stubble_document_get_undo_label (self->document) != NULL)
    stubble_document_undo (self->document);
  g_assert_true (stubble_document_get_consultation (self->document) == first);
  stubble_document_redo (self->document);
  stubble_document_redo (self->document);
  g_assert_true (stubble_document_snap (self->document, stubble_document_get_photo (self->document),
                                        SMP_LANDMARK_VERTEX, 200, &full));
  g_test_message ("snapped to %.1f, %.1f px, and %.1f, %.1f px", top.x, top.y, full.x, full.y);
  g_assert_cmpfloat (smp_point_distance (full, top), <, 8);
  g_unlink (g_file_peek_path (file));
  close_window (self);
}

/* Its reader breaks down after the first picture. */
static void
test_fails (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  StubbleDocument *before = self->document;
  GPid helper = hold_up (self, "large.jpg");
  g_autoptr (GFile) picture = in_folder ("picture.png");

  /* Nothing was done: as if it had not been opened. */
  g_assert_true (self->document != before);
  g_assert_cmpint (kill (helper, SIGKILL), ==, 0);
  while (self->following != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (self->document == before);
  g_assert_nonnull (find_message (self));
  gtk_window_destroy (find_message (self));

  /* What was done is kept, to be looked at and to be saved. */
  helper = hold_up (self, "large.jpg");
  activate (self, "tool", "landmarks");
  click (self, 2356, 4203);
  g_assert_cmpint (kill (helper, SIGKILL), ==, 0);
  while (self->following != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (self->document != before);
  g_assert_true (stubble_document_is_modified (self->document));
  g_assert_nonnull (find_message (self));
  gtk_window_destroy (find_message (self));
  wait_until (is_drawn, self);
  g_assert_cmpint (stubble_document_get_photo (self->document)->landmarks->n_points, ==, 1);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (self), "save"));
  /* It would wait in vain. */
  _stubble_window_export_to (self, SMP_PICTURE_AFTER, TRUE, picture);
  g_assert_null (self->exporting);
  close_window (self);
}

/* Cancelled where it is told how far it is. */
static void
test_cancel (void)
{
  StubbleWindow *self = open_window (NULL);

  (void)hold_up (self, "large.jpg");
  g_cancellable_cancel (self->following->cancellable);
  while (self->following != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (self->document);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (self->stack), ==, "start");
  g_assert_null (find_message (self));
  close_window (self);
}

/* Another file before the first one is there, and one before the first one is whole. */
static void
test_second (void)
{
  StubbleWindow *self = open_window (NULL);
  g_autoptr (GFile) large = in_folder ("large.jpg");
  g_autoptr (GFile) small = in_folder ("small.jpg");

  stubble_window_open (self, large);
  stubble_window_open (self, small);
  wait_until (has_document, self);
  g_assert_cmpstr (stubble_document_get_photo (self->document)->name, ==, "small.jpg");
  wait_until (has_no_helper, NULL);
  (void)hold_up (self, "large.jpg");
  g_assert_cmpstr (stubble_document_get_photo (self->document)->name, ==, "large.jpg");
  stubble_window_open (self, small);
  wait_until (has_document, self);
  wait_until (is_drawn, self);
  g_assert_cmpstr (stubble_document_get_photo (self->document)->name, ==, "small.jpg");
  wait_until (is_finished, self);
  /* Nobody reads on for nothing. */
  wait_until (has_no_helper, NULL);
  close_window (self);
}

/* (nullable): the first label whose text has this in it. */
static GtkWidget *
find_words (GtkWidget *root, const char *words)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), words) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_words (child, words);
  return found;
}

static gboolean
is_told_to_be_cut (gpointer data)
{
  return find_words (GTK_WIDGET (STUBBLE_WINDOW (data)->toasts), "“cut.jpg” is cut off") != NULL;
}

/* What is wrong with a photo's file stays to be read, whatever else is told or undone meanwhile. */
static void
test_cut_off (void)
{
  StubbleWindow *self = open_window (NULL);
  g_autoptr (GFile) small = in_folder ("small.jpg"), cut = in_folder ("cut.jpg");
  g_autoptr (GFile) saved = in_folder ("cut.stubble.json");
  g_autofree char *bytes = NULL;
  g_autoptr (SmpLandmarks) placed = NULL;
  SmpPoint top = { 1500, 900 };
  gsize size;

  g_assert_true (g_file_load_contents (small, NULL, &bytes, &size, NULL, NULL));
  g_assert_true (g_file_replace_contents (cut, bytes, size / 10 * 8, NULL, FALSE,
                                          G_FILE_CREATE_NONE, NULL, NULL, NULL));
  stubble_window_open (self, small);
  wait_until (is_drawn, self);
  _stubble_window_add_photo (self, cut);
  wait_until (is_added, self);
  stubble_document_save_async (self->document, saved, TRUE, NULL, NULL, NULL);
  while (!g_file_query_exists (saved, NULL))
    g_main_context_iteration (NULL, TRUE);
  close_window (self);

  self = open_window (NULL);
  stubble_window_open (self, saved);
  wait_until (has_document, self);
  activate (self, "photo-next", NULL);
  wait_until (is_told_to_be_cut, self);
  placed = smp_landmarks_with_point (stubble_document_get_photo (self->document)->landmarks,
                                     SMP_LANDMARK_VERTEX, &top);
  stubble_document_commit_landmarks (self->document, placed, "Place", NULL);
  g_signal_emit_by_name (self->document, "notice", "The head fits anew");
  stubble_document_undo (self->document);
  spin (0.5);
  g_assert_true (is_told_to_be_cut (self));

  /* What a fit moved is of no other consultation. */
  g_signal_emit_by_name (self->document, "notice", "The head fits anew");
  g_assert_nonnull (self->notice_toast);
  stubble_window_open (self, small);
  wait_until (has_document, self);
  g_assert_null (self->notice_toast);
  close_window (self);
  g_assert_true (g_file_delete (cut, NULL, NULL));
  g_assert_true (g_file_delete (saved, NULL, NULL));
}

/* Retaken, or closed, while it is on its way. */
static void
test_gone (void)
{
  StubbleWindow *self = open_window (NULL);
  g_autoptr (GFile) small = in_folder ("small.jpg");

  (void)hold_up (self, "large.jpg");
  _stubble_window_retake (self, small);
  wait_until (is_retaken, self);
  g_assert_cmpstr (stubble_document_get_photo (self->document)->name, ==, "small.jpg");
  g_assert_null (self->following);
  wait_until (has_no_helper, NULL);
  /* Undone, it is on its way again. */
  stubble_document_undo (self->document);
  wait_until (is_open, self);
  g_assert_cmpint (stubble_document_get_pyramid (self->document)->levels[0]->width, ==,
                   LARGE_WIDTH);
  close_window (self);

  self = open_window (NULL);
  (void)hold_up (self, "large.jpg");
  close_window (self);
  wait_until (has_no_helper, NULL);
}

/* An export that runs while another photo is opened keeps its bar and its cancel button. */
static void
test_export_goes_on (void)
{
  StubbleWindow *self = open_window (NULL);
  g_autoptr (GFile) file = in_folder ("large.jpg");
  g_autoptr (GFile) picture = in_folder ("picture.png");
  GPid helper;

  stubble_window_open (self, file);
  wait_until (is_open, self);
  wait_until (is_finished, self);
  _stubble_window_export_to (self, SMP_PICTURE_AFTER, TRUE, picture);
  g_assert_nonnull (self->exporting);
  helper = hold_up (self, "large.jpg");
  spin (1.2);
  /* As long as it runs, the opening has to wait with its own bar. */
  if (self->exporting != NULL)
    g_assert_cmpuint (self->tell_opening, !=, 0);
  g_assert_cmpint (kill (helper, SIGCONT), ==, 0);
  wait_until (is_finished, self);
  wait_until (is_exported, self);
  g_assert_false (stubble_job_bar_is_busy (self->job_bar));
  g_unlink (g_file_peek_path (picture));
  close_window (self);
}

/* A photo that is removed while it is read takes its bar along. */
static void
test_removed (void)
{
  StubbleWindow *self = open_window (NULL);
  g_autoptr (GFile) small = in_folder ("small.jpg");
  g_autofree char *id = NULL;

  hold_up (self, "large.jpg");
  id = g_strdup (stubble_document_get_photo (self->document)->id);
  _stubble_window_add_photo (self, small);
  wait_until (is_added, self);
  spin (1);
  g_assert_nonnull (self->following);
  stubble_document_remove_photo (self->document, id);
  g_assert_null (self->following);
  g_assert_false (stubble_job_bar_is_busy (self->job_bar));
  close_window (self);
  wait_until (has_no_helper, NULL);
}

static void
move_point (StubbleWindow *self, const char *name, double x, double y)
{
  SmpPoint at = { x, y };
  g_autoptr (SmpLandmarks) moved = smp_landmarks_with_point (
      stubble_document_get_photo (self->document)->landmarks, name, &at);

  stubble_document_commit_landmarks (self->document, moved, name, NULL);
}

/* With as many steps as there can be, what was done after an added photo stays when that fails. */
static void
test_history_full (void)
{
  StubbleWindow *self = open_window (NULL);
  g_autoptr (GFile) small = in_folder ("small.jpg");
  g_autoptr (GFile) large = in_folder ("large.jpg");
  const SmpPhoto *photo;
  GPid helper = 0;

  stubble_window_open (self, small);
  wait_until (is_open, self);
  for (int i = 0; i < SMP_HISTORY_STEPS + 20; i++)
    move_point (self, "nasion", 100 + i % 50, 100);
  for (int i = 0; i < HOLD_UP_TRIES && helper == 0; i++)
    {
      _stubble_window_add_photo (self, large);
      wait_until (is_added, self);
      helper = find_helper ();
      if (helper > 0)
        kill (helper, SIGSTOP);
      spin (0.1);
      photo = stubble_document_get_photo (self->document);
      if (helper > 0 && stubble_document_get_opening (self->document, photo) != NULL)
        break;
      if (helper > 0)
        kill (helper, SIGCONT);
      helper = 0;
      wait_until (has_no_helper, NULL);
      stubble_document_undo (self->document);
    }
  g_assert_cmpint (helper, >, 0);
  move_point (self, "nasion", 300, 100);
  g_assert_cmpint (kill (helper, SIGKILL), ==, 0);
  wait_until (has_no_helper, NULL);
  while (stubble_document_get_opening (self->document, stubble_document_get_photo (self->document))
         != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (stubble_document_get_photo (self->document)->landmarks->n_points, ==, 1);
  close_window (self);
}

/* What was undone can be redone after the photo came: the head's contour is not looked for then. */
static void
test_redo_kept (void)
{
  static const struct
  {
    const char *name;
    double x;
    double y;
  } all[] = { { "pupil_left", 1821.9, 2101.7 },   { "pupil_right", 1178.1, 2101.7 },
              { "subnasale", 1500, 2611.6 },      { "vertex", 1500, 908.3 },
              { "chin", 1500, 3212.4 },           { "glabella", 1500, 1901.3 },
              { "canthus_left", 1949.5, 2139.7 }, { "canthus_right", 1050.5, 2139.6 } };
  StubbleWindow *self = open_window (NULL);
  GPid helper = hold_up (self, "large.jpg");

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    move_point (self, all[i].name, 2 * all[i].x, 2 * all[i].y);
  spin (2);
  stubble_document_undo (self->document);
  g_assert_nonnull (stubble_document_get_redo_label (self->document));
  g_assert_cmpint (kill (helper, SIGCONT), ==, 0);
  wait_until (is_finished, self);
  spin (3);
  g_assert_nonnull (stubble_document_get_redo_label (self->document));
  close_window (self);
}

static void
add (void)
{
  g_test_add_func ("/opening/export-goes-on", test_export_goes_on);
  g_test_add_func ("/opening/history-full", test_history_full);
  g_test_add_func ("/opening/redo-kept", test_redo_kept);
  g_test_add_func ("/opening/removed", test_removed);
  g_test_add_func ("/opening/work", test_work);
  g_test_add_func ("/opening/fails", test_fails);
  g_test_add_func ("/opening/cancel", test_cancel);
  g_test_add_func ("/opening/second", test_second);
  g_test_add_func ("/opening/cut-off", test_cut_off);
  g_test_add_func ("/opening/gone", test_gone);
}

int
main (int argc, char **argv)
{
  return run_opening_tests (&argc, &argv, add);
}
