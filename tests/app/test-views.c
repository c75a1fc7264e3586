/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "views-fixture.h"

#include <glib/gstdio.h>

#include "canvas/stubble-canvas-private.h"
#include "canvas/stubble-zone-view.h"
#include "document/stubble-document-private.h"
#include "geometry/smp-outline.h"
#include "model/smp-consultation.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "photo/smp-image.h"
#include "stipple/smp-dots.h"
#include "stipple/smp-zone-polygon.h"
#include "surface/smp-surface.h"

/* Several photos of one head in the window. */

static GFile *
sample (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "sample", name, NULL);

  return g_file_new_for_path (path);
}

static GtkListBoxRow *
strip_row (StubbleWindow *self, int i)
{
  return gtk_list_box_get_row_at_index (
      GTK_LIST_BOX (find (GTK_WIDGET (self->strip), GTK_TYPE_LIST_BOX, NULL)), i);
}

/* Places the top of the head, and chooses it. */
static void
select_top (StubbleWindow *self)
{
  SmpPoint top = { 1500, 900 };
  g_autoptr (SmpLandmarks) landmarks
      = smp_landmarks_with_point (photo (self, 0)->landmarks, SMP_LANDMARK_VERTEX, &top);

  stubble_document_commit_landmarks (self->document, landmarks, "Place", NULL);
  stubble_canvas_select_landmark (self->canvas, SMP_LANDMARK_VERTEX);
}

static void
test_strip (void)
{
  StubbleWindow *self = open_sample ("head-front.jpg");
  g_autoptr (GFile) left = sample ("head-left.jpg");
  g_autofree char *first = NULL;

  g_assert_cmpuint (photos (self)->len, ==, 1);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self), "photo-remove"));
  select_top (self);
  g_assert_true (g_str_has_prefix (gtk_label_get_text (self->hint), "Top of head"));
  _stubble_window_add_photo (self, left);
  wait_until (is_ready, self);
  /* The title and the hint are of the new photo at once. */
  g_assert_nonnull (strstr (gtk_window_get_title (GTK_WINDOW (self)), "head-left.jpg"));
  g_assert_false (g_str_has_prefix (gtk_label_get_text (self->hint), "Top of head"));

  /* The new photo is the one that is worked on, and is called after the first missing view. */
  g_assert_cmpuint (photos (self)->len, ==, 2);
  g_assert_true (stubble_document_get_photo (self->document) == photo (self, 1));
  g_assert_cmpstr (photo (self, 1)->name, ==, "head-left.jpg");
  g_assert_cmpint (photo (self, 1)->view, ==, SMP_VIEW_LEFT_OBLIQUE);
  g_assert_cmpint (self->canvas->viewport.photo_width, ==, photo (self, 1)->width);
  g_assert_nonnull (stubble_document_get_thumbnail (self->document, photo (self, 0)));
  /* A row a photo, and the one that is chosen is worked on. */
  g_assert_true (gtk_list_box_row_is_selected (strip_row (self, 1)));
  g_assert_null (strip_row (self, 2));
  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (strip_row (self, 0)))),
                           strip_row (self, 0));
  wait_until (is_ready, self);
  g_assert_true (stubble_document_get_photo (self->document) == photo (self, 0));
  act (self, "photo-next", NULL);
  g_assert_true (gtk_list_box_row_is_selected (strip_row (self, 1)));

  act (self, "photo-view", "left-profile");
  g_assert_cmpint (photo (self, 1)->view, ==, SMP_VIEW_LEFT_PROFILE);

  first = g_strdup (photo (self, 0)->id);
  act (self, "photo-earlier", NULL);
  g_assert_cmpstr (photo (self, 1)->id, ==, first);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self), "photo-earlier"));

  act (self, "photo-next", NULL);
  g_assert_cmpstr (stubble_document_get_photo (self->document)->id, ==, first);
  g_assert_cmpint (self->canvas->viewport.photo_width, ==, 3000);

  /* Removed, the other one is shown; undone, it is back with its pixels, and shown. */
  act (self, "photo-remove", NULL);
  g_assert_nonnull (self->undo_toast);
  g_assert_cmpuint (photos (self)->len, ==, 1);
  g_assert_cmpstr (stubble_document_get_photo (self->document)->name, ==, "head-left.jpg");
  g_assert_null (g_hash_table_lookup (
      stubble_document_get_consultation (self->document)->attachments, "nothing"));
  act (self, "undo", NULL);
  g_assert_cmpuint (photos (self)->len, ==, 2);
  g_assert_cmpstr (stubble_document_get_photo (self->document)->id, ==, first);
  g_assert_cmpint (self->canvas->viewport.photo_width, ==, 3000);
  g_assert_nonnull (stubble_renderer_get_frame (self->canvas->renderer));
  close_window (self);
}

static gboolean
says (StubbleWindow *self, const char *text)
{
  const char *hint = stubble_canvas_get_hint (self->canvas);

  return hint != NULL && strstr (hint, text) != NULL;
}

static gboolean
shows_label (GtkWidget *root, const char *text)
{
  if (!gtk_widget_get_mapped (root))
    return FALSE;
  if (GTK_IS_LABEL (root) && strcmp (gtk_label_get_label (GTK_LABEL (root)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_label (child, text))
      return TRUE;
  return FALSE;
}

/* A photo that could show what is planned tells what it wants for that, until it has it. */
static void
test_waits_for_head (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  g_autoptr (GFile) left = sample ("head-left.jpg");
  const char *waits = "What is planned shows in this photo once its landmarks are placed.";

  _stubble_window_add_photo (self, left);
  wait_until (is_ready, self);
  g_assert_cmpuint (photos (self)->len, ==, 3);
  g_assert_true (says (self, "check the view (Left profile)"));
  act (self, "step", "hairline");
  g_assert_true (shows_label (GTK_WIDGET (self->panels), waits));
  act (self, "photo-view", "close-up");
  g_assert_false (says (self, "check the view"));
  g_assert_false (shows_label (GTK_WIDGET (self->panels), waits));
  act (self, "photo-view", "left-oblique");
  g_assert_true (says (self, "check the view (Left oblique)"));
  stubble_document_commit_landmarks (self->document, photo (self, 1)->landmarks, "Place", NULL);
  wait_until (rests, self);
  g_assert_true (photo (self, 2)->has_head);
  g_assert_false (says (self, "check the view"));
  g_assert_false (shows_label (GTK_WIDGET (self->panels), waits));
  close_window (self);
}

/* What was asked for in one photo is not asked for in another, nor placed there. */
static void
test_asks_in_one (void)
{
  StubbleWindow *self = open_sample ("head-front.jpg");
  g_autoptr (GFile) left = sample ("head-left.jpg");

  _stubble_window_add_photo (self, left);
  wait_until (is_ready, self);
  act (self, "photo-previous", NULL);
  act (self, "template", "natural");
  g_assert_true (says (self, "right pupil"));
  act (self, "photo-next", NULL);
  g_assert_false (says (self, "Click"));
  g_assert_true (stubble_canvas_get_tool (self->canvas) == &stubble_tool_select);
  g_assert_cmpint (self->pending_template, ==, -1);
  /* Side by side each asks on its own, and the photo that comes into one of them from the start. */
  act (self, "beside", photo (self, 0)->id);
  act (self, "tool", "landmarks");
  g_assert_true (stubble_canvas_get_tool (self->canvas) == &stubble_tool_landmarks);
  send_key (self, GDK_KEY_Down, 0);
  send_key (self, GDK_KEY_Return, GDK_ALT_MASK);
  g_assert_true (says (self, "left pupil"));
  _stubble_window_add_photo (self, left);
  wait_until (is_ready, self);
  /* A profile shows but one eye. */
  g_assert_cmpint (photo (self, 2)->view, ==, SMP_VIEW_LEFT_PROFILE);
  g_assert_true (says (self, "left pupil"));
  close_window (self);
}

/* Esc lets what is dragged go back, and takes nothing else. */
static void
test_give_up_drag (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  const SmpZone *zone;
  const SmpOutline *outline;
  StubbleTool *tool;
  SmpPoint at, to;

  act (self, "step", "hairline");
  zone = stubble_document_get_zone (self->document);
  outline = zone->outline;
  tool = self->canvas->tool;
  g_assert_true (stubble_zone_to_photo (zone, stubble_canvas_get_surface (self->canvas),
                                        outline->nodes[0].point, &at));
  to = smp_point (at.x + 20, at.y - 20);
  g_assert_true (tool->klass->press (tool, at, 1, 0));
  send_key (self, GDK_KEY_Escape, 0);
  tool->klass->release (tool, at, FALSE);
  g_assert_null (stubble_document_get_undo_label (self->document));
  g_assert_true (tool->klass->press (tool, at, 1, 0));
  tool->klass->drag (tool, smp_point (at.x + 10, at.y - 10));
  tool->klass->drag (tool, to);
  g_assert_true (stubble_document_get_zone (self->document)->outline != outline);
  send_key (self, GDK_KEY_Escape, 0);
  tool->klass->drag (tool, to);
  tool->klass->release (tool, to, TRUE);
  g_assert_true (stubble_document_get_zone (self->document)->outline == outline);
  g_assert_null (stubble_document_get_undo_label (self->document));
  close_window (self);
}

/* A node stays in the picture, and so does the one that moves with it. */
static void
test_drag_out (void)
{
  const SmpNode nodes[] = { { { 1200, 900 }, FALSE, SMP_EDGE_HAIRLINE },
                            { { 2400, 900 }, FALSE, SMP_EDGE_BLEND },
                            { { 2400, 600 }, FALSE, SMP_EDGE_HARD },
                            { { 1200, 600 }, FALSE, SMP_EDGE_HARD } };
  const SmpLandmark pupils[] = { { (char *)SMP_LANDMARK_PUPIL_RIGHT, { 1500, 2000 } },
                                 { (char *)SMP_LANDMARK_PUPIL_LEFT, { 2100, 2000 } } };
  StubbleWindow *self = open_sample ("head-front.jpg");
  g_autoptr (SmpOutline) outline = smp_outline_new (nodes, G_N_ELEMENTS (nodes), TRUE);
  g_autoptr (SmpZone) zone = smp_zone_new ("zone-1", SMP_ZONE_SCALP, photo (self, 0)->id);
  g_autoptr (SmpLandmarks) landmarks = smp_landmarks_new (pupils, G_N_ELEMENTS (pupils), NULL);
  const SmpPoint out = { -800, -900 };
  const SmpNode *moved;
  StubbleTool *tool;

  stubble_document_commit_landmarks (self->document, landmarks, "Place", NULL);
  wait_until (rests, self);
  g_assert_true (stubble_canvas_get_mirror (self->canvas));
  smp_zone_set_outline (zone, outline);
  stubble_document_commit_zone (self->document, zone, "Zone", NULL);
  stubble_document_select (self->document, "zone-1", -1);
  act (self, "step", "zones");
  tool = self->canvas->tool;
  g_assert_true (tool->klass->press (tool, nodes[0].point, 1, 0));
  tool->klass->drag (tool, out);
  tool->klass->release (tool, out, TRUE);
  moved = stubble_document_get_zone (self->document)->outline->nodes;
  g_assert_cmpfloat (moved[0].point.x, ==, 0);
  g_assert_cmpfloat (moved[0].point.y, ==, 0);
  g_assert_cmpfloat (moved[1].point.x, ==, photo (self, 0)->width);
  g_assert_cmpfloat (moved[1].point.y, ==, 0);
  close_window (self);
}

static gboolean
is_looked_through (gpointer data)
{
  return stubble_warnings_count (STUBBLE_WINDOW (data)->warnings) >= 0;
}

static gboolean
tells (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && g_str_has_prefix (gtk_label_get_label (GTK_LABEL (root)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (tells (child, text))
      return TRUE;
  return FALSE;
}

/* The shade is held against the skin of another photo where this one tells none. */
static void
test_skin_of_other (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  g_autoptr (GFile) left = sample ("head-left.jpg");
  const char *note = "Not checked: whether the shade is too dark.";

  wait_until (is_looked_through, self);
  g_assert_false (tells (GTK_WIDGET (self->warnings), note));
  _stubble_window_add_photo (self, left);
  wait_until (is_ready, self);
  wait_until (is_looked_through, self);
  g_assert_true (tells (GTK_WIDGET (self->warnings), "Left profile: The scale is unknown"));
  g_assert_false (tells (GTK_WIDGET (self->warnings), note));
  close_window (self);
}

/* A name that speaks of a profile, whichever, is not called the oblique that is missing too. */
static void
test_named_view (void)
{
  StubbleWindow *self = open_sample ("head-front.jpg");
  g_autoptr (GFile) left = sample ("head-left.jpg");
  g_autofree char *folder = g_dir_make_tmp ("stubble-XXXXXX", NULL);
  g_autoptr (GFile) profile = g_file_new_build_filename (folder, "profile.jpg", NULL);

  g_assert_true (g_file_copy (left, profile, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL));
  for (guint i = 1; i <= 2; i++)
    {
      _stubble_window_add_photo (self, profile);
      wait_until (is_ready, self);
      g_assert_cmpuint (photos (self)->len, ==, i + 1);
      g_assert_cmpint (photo (self, i)->view, ==,
                       i == 1 ? SMP_VIEW_LEFT_PROFILE : SMP_VIEW_RIGHT_PROFILE);
    }
  close_window (self);
  g_assert_true (g_file_delete (profile, NULL, NULL));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* A place on the ghost, 0 to 1 of its sides, in px of the photo. */
static SmpPoint
ghost_at (StubbleWindow *self, double x, double y)
{
  const StubbleGhost *ghost = stubble_document_get_ghost (self->document);
  const SmpImage *picture = stubble_ghost_get_picture (ghost);
  SmpAffine placed = stubble_ghost_get_placed (ghost, photo (self, 0)->landmarks);

  return smp_affine_apply (&placed, smp_point (x * picture->width, y * picture->height));
}

/* The tool that came with the retake. */
static void
drag_ghost (StubbleWindow *self, SmpPoint from, SmpPoint to)
{
  StubbleTool *tool = self->canvas->tool;

  g_assert_true (tool->klass == &stubble_tool_align);
  g_assert_true (tool->klass->press (tool, from, 1, 0));
  tool->klass->drag (tool, to);
  tool->klass->release (tool, to, TRUE);
}

static void
test_retake (void)
{
  StubbleWindow *self = open_sample ("head-front.jpg");
  g_autoptr (GFile) left = sample ("head-left.jpg");
  const SmpPoint pupil = { 1200, 2000 };
  g_autoptr (SmpLandmarks) landmarks = smp_landmarks_with_point (
      stubble_document_get_photo (self->document)->landmarks, SMP_LANDMARK_PUPIL_RIGHT, &pupil);
  g_autofree char *id = g_strdup (stubble_document_get_photo (self->document)->id);
  g_autofree char *sha256 = g_strdup (stubble_document_get_photo (self->document)->sha256);
  g_autoptr (SmpLandmarks) moved = NULL;
  const SmpConsultation *now;
  SmpPoint at;

  stubble_document_commit_landmarks (self->document, landmarks, "Place", NULL);
  act (self, "template", "natural");
  _stubble_window_retake (self, left);
  wait_until (is_ready, self);

  /* The same photo with other bytes: what was placed is where it was in the frame. */
  now = stubble_document_get_consultation (self->document);
  g_assert_cmpuint (now->photos->len, ==, 1);
  g_assert_cmpstr (photo (self, 0)->id, ==, id);
  g_assert_cmpint (photo (self, 0)->width, ==, 1800);
  g_assert_cmpint (photo (self, 0)->view, ==, SMP_VIEW_FRONT);
  g_assert_true (smp_landmarks_get (photo (self, 0)->landmarks, SMP_LANDMARK_PUPIL_RIGHT, &at));
  g_assert_cmpfloat_with_epsilon (at.x, 720, 1e-9);
  g_assert_cmpfloat_with_epsilon (at.y, 1200, 1e-9);
  g_assert_false (g_hash_table_contains (now->attachments, sha256));
  g_assert_true (g_hash_table_contains (now->attachments, photo (self, 0)->sha256));

  /* The photo before lies over it, and is dragged with what was placed. */
  g_assert_nonnull (stubble_document_get_ghost (self->document));
  drag_ghost (self, smp_point (900, 600), smp_point (930, 580));
  g_assert_true (smp_landmarks_get (photo (self, 0)->landmarks, SMP_LANDMARK_PUPIL_RIGHT, &at));
  g_assert_cmpfloat_with_epsilon (at.x, 750, 1e-9);
  g_assert_cmpfloat_with_epsilon (at.y, 1180, 1e-9);
  g_assert_cmpfloat_with_epsilon (ghost_at (self, 0, 0).x, 30, 1e-9);
  g_assert_cmpfloat_with_epsilon (ghost_at (self, 0, 0).y, -20, 1e-9);
  /* A landmark that is placed by itself leaves it where it is; also after an undo. */
  drag_ghost (self, smp_point (900, 600), smp_point (990, 700));
  act (self, "undo", NULL);
  moved = smp_landmarks_with_point (photo (self, 0)->landmarks, SMP_LANDMARK_PUPIL_LEFT, &pupil);
  stubble_document_commit_landmarks (self->document, moved, "Place", NULL);
  g_assert_cmpfloat_with_epsilon (ghost_at (self, 0, 0).x, 30, 1e-9);
  act (self, "undo", NULL);
  /* Keys move it too, and those that follow each other are one step. */
  for (int i = 0; i < 3; i++)
    g_assert_true (stubble_tool_align.key (self->canvas->tool, GDK_KEY_Right, GDK_SHIFT_MASK));
  g_assert_cmpfloat_with_epsilon (ghost_at (self, 0, 0).x,
                                  30 + 30 / stubble_canvas_get_viewport (self->canvas)->zoom, 1e-6);
  act (self, "undo", NULL);
  g_assert_cmpfloat_with_epsilon (ghost_at (self, 0, 0).x, 30, 1e-9);
  /* By a corner it is turned and resized about its middle, which stays. */
  drag_ghost (self, ghost_at (self, 1, 1), smp_point (1890, 1310));
  g_assert_cmpfloat_with_epsilon (ghost_at (self, 1, 1).x, 1890, 1e-6);
  g_assert_cmpfloat_with_epsilon (ghost_at (self, 1, 1).y, 1310, 1e-6);
  g_assert_cmpfloat_with_epsilon (ghost_at (self, 0.5, 0.5).x, 930, 1e-6);
  act (self, "undo", NULL);
  g_assert_cmpfloat_with_epsilon (ghost_at (self, 0, 0).x, 30, 1e-9);
  act (self, "undo", NULL);
  g_assert_cmpfloat_with_epsilon (ghost_at (self, 0, 0).x, 0, 1e-9);
  act (self, "undo", NULL);
  g_assert_cmpstr (photo (self, 0)->sha256, ==, sha256);
  g_assert_null (stubble_document_get_ghost (self->document));
  close_window (self);
}

/* A node that both photos see well within their heads. */
static gsize
common_node (StubbleWindow *self)
{
  for (gsize i = 0; i < zone (self)->outline->n_nodes; i++)
    {
      SmpPoint a, b, p = zone (self)->outline->nodes[i].point;

      if (p.x > 10 && p.y > 0
          && stubble_zone_to_photo (zone (self), stubble_canvas_get_surface (self->canvas), p, &a)
          && stubble_zone_to_photo (zone (self), stubble_canvas_get_surface (self->beside), p, &b))
        return i;
    }
  g_assert_not_reached ();
}

static guint
n_dots (StubbleCanvas *canvas)
{
  return (guint)stubble_renderer_get_dots (canvas->renderer)->n_dots;
}

static void
test_beside (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  const StubbleToolClass *tool = &stubble_tool_select;
  SmpPoint from, front, to;
  guint front_dots, left_dots;
  int all, by_session = 0;
  gsize node;

  g_assert_cmpuint (photos (self)->len, ==, 2);
  g_assert_cmpstr (zone (self)->space, ==, SMP_SPACE_HEAD);
  act (self, "step", "hairline");
  act (self, "beside", photo (self, 1)->id);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->beside)));
  g_assert_true (_stubble_window_active_canvas (self) == self->canvas);
  front_dots = n_dots (self->canvas);
  left_dots = n_dots (self->beside);
  g_assert_cmpuint (front_dots, >, 10000);
  g_assert_cmpuint (left_dots, >, 10000);
  /* All on the scalp, of which neither photo shows the back. */
  all = stubble_canvas_count_dots (self->canvas, -1);
  g_assert_cmpint (all, >, (int)(front_dots + left_dots));

  /* A node that is dragged in the second photo moves in the first one too. */
  node = common_node (self);
  front = node_on (self->canvas, zone (self), node);
  from = node_on (self->beside, zone (self), node);
  g_signal_emit_by_name (self->beside, "touched");
  g_assert_true (_stubble_window_active_canvas (self) == self->beside);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (self->beside), "worked-on"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (self->canvas), "worked-on"));
  /* What the panels count is what is worked on: the same head. */
  g_assert_cmpint (stubble_canvas_count_dots (self->canvas, -1), ==, all);
  for (guint i = 0; i < SMP_LIMIT_SESSIONS; i++)
    by_session += stubble_canvas_count_session_dots (self->canvas, i);
  g_assert_cmpint (by_session, ==, all);
  g_assert_true (tool->press (self->beside->tool,
                              stubble_viewport_to_photo (&self->beside->viewport, from.x, from.y),
                              1, 0));
  tool->drag (self->beside->tool,
              stubble_viewport_to_photo (&self->beside->viewport, from.x + 1, from.y - 12));
  tool->release (self->beside->tool,
                 stubble_viewport_to_photo (&self->beside->viewport, from.x + 1, from.y - 12),
                 TRUE);
  wait_until (is_ready, self);
  to = node_on (self->beside, zone (self), node);
  g_assert_cmpfloat_with_epsilon (to.y, from.y - 12, 0.6);
  g_assert_cmpfloat_with_epsilon (to.x, from.x + 1, 0.6);
  to = node_on (self->canvas, zone (self), node);
  g_assert_cmpfloat (to.y, <, front.y - 4);
  g_assert_cmpuint (n_dots (self->canvas), <, front_dots);
  g_assert_cmpuint (n_dots (self->beside), <, left_dots);

  act (self, "undo", NULL);
  g_assert_cmpuint (n_dots (self->canvas), ==, front_dots);
  g_assert_cmpuint (n_dots (self->beside), ==, left_dots);

  /* The same button again ends it. */
  g_signal_emit_by_name (self->canvas, "touched");
  act (self, "beside", photo (self, 1)->id);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->beside)));
  close_window (self);
}

static void
test_beside_removed (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");

  act (self, "beside", photo (self, 1)->id);
  g_signal_emit_by_name (self->beside, "touched");
  act (self, "photo-remove", NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->beside)));
  g_assert_cmpint (self->canvas->viewport.photo_width, ==, 3000);
  act (self, "undo", NULL);
  close_window (self);
}

/* Help lines are drawn, and screen readers hear what they measure. */
static void
test_guides (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  const SmpGuides *guides;
  g_autofree char *text = NULL;
  g_autofree char *description = NULL;
  g_autofree char *wrong = NULL;
  double height;
  SmpPoint first;

  g_assert_null (_stubble_canvas_get_guides (self->canvas));
  act (self, "guides", NULL);
  guides = _stubble_canvas_get_guides (self->canvas);
  g_assert_nonnull (guides);
  g_assert_true (guides->has_height);
  g_assert_cmpuint (guides->lines->len, >, 5);
  text = smp_guides_describe (guides);
  description = g_strdup_printf ("Simulated picture. Simulated · Healed after session 3. %s", text);
  wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (self->canvas),
                                              GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description);
  g_assert_cmpstr (wrong, ==, NULL);

  /* The other view has lines of its own. */
  height = guides->height_mm;
  first = g_array_index (guides->lines, SmpGuideLine, 0).points[0];
  act (self, "photo-next", NULL);
  guides = _stubble_canvas_get_guides (self->canvas);
  g_assert_true (guides->has_height);
  g_assert_cmpfloat_with_epsilon (guides->height_mm, height, 15);
  g_assert_cmpfloat (
      smp_point_distance (g_array_index (guides->lines, SmpGuideLine, 0).points[0], first), >, 100);
  act (self, "guides", NULL);
  g_assert_null (_stubble_canvas_get_guides (self->canvas));
  close_window (self);
}

/* A template that is chosen in a turned view lies on the head as from the front: with a peak that
 * the hairline of the sample has not. */
static void
test_template_in_oblique (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  SmpPoint peak = { 0, -1000 }, beside = { 0, -1000 };

  act (self, "photo-next", NULL);
  activate (self, "template", "widows-peak");
  wait_until (is_placed, self);
  wait_until (is_ready, self);
  g_assert_cmpstr (zone (self)->space, ==, "head");
  for (gsize i = 0; i < zone (self)->outline->n_nodes; i++)
    {
      const SmpNode *node = &zone (self)->outline->nodes[i];

      if (node->edge == SMP_EDGE_HAIRLINE && fabs (node->point.x) < 5 && node->point.y > peak.y)
        peak = node->point;
      if (node->edge == SMP_EDGE_HAIRLINE && fabs (node->point.x) > 12 && fabs (node->point.x) < 30
          && node->point.y > beside.y)
        beside = node->point;
    }
  g_assert_cmpfloat (beside.y, >, 50);
  g_assert_cmpfloat (peak.y, >, beside.y + 4);
  g_assert_cmpuint (n_dots (self->canvas), >, 5000);
  act (self, "undo", NULL);
  close_window (self);
}

static void
add_tests (void)
{
  g_test_add_func ("/views/template-in-oblique", test_template_in_oblique);
  g_test_add_func ("/views/guides", test_guides);
  g_test_add_func ("/views/strip", test_strip);
  g_test_add_func ("/views/waits-for-head", test_waits_for_head);
  g_test_add_func ("/views/asks-in-one", test_asks_in_one);
  g_test_add_func ("/views/give-up-drag", test_give_up_drag);
  g_test_add_func ("/views/drag-out", test_drag_out);
  g_test_add_func ("/views/skin-of-other", test_skin_of_other);
  g_test_add_func ("/views/named-view", test_named_view);
  g_test_add_func ("/views/retake", test_retake);
  g_test_add_func ("/views/beside", test_beside);
  g_test_add_func ("/views/beside-removed", test_beside_removed);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add_tests);
}
