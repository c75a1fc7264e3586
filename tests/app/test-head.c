/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "views-fixture.h"

#include <string.h>

#include "canvas/stubble-canvas-private.h"
#include "canvas/stubble-guides.h"
#include "canvas/stubble-marks.h"
#include "canvas/stubble-zone-view.h"
#include "document/stubble-document-private.h"
#include "model/smp-consultation.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "photo/smp-image.h"
#include "surface/smp-head-curve.h"
#include "surface/smp-surface.h"

/* The head in the window: landmarks, what they tell of it, and its pose by hand. */

/* Landmarks that contradict each other are told of, and the photo stays usable. */
static void
test_misfit (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  g_autoptr (GString) said = g_string_new (NULL);
  g_autofree char *none = stubble_document_dup_misfit (self->document);
  g_autofree char *misfit = NULL;

  g_assert_null (none);
  g_signal_connect (self->document, "notice", G_CALLBACK (on_notice), said);
  act (self, "photo-next", NULL);
  act (self, "photo-remove", NULL);
  move_landmark (self, SMP_LANDMARK_CHIN, 900, -1700);
  move_landmark (self, SMP_LANDMARK_VERTEX, -1300, 1600);
  wait_until (rests, self);
  misfit = stubble_document_dup_misfit (self->document);
  g_assert_nonnull (misfit);
  g_assert_cmpstr (said->str, ==, misfit);
  /* A zone lies on the head, which therefore stays. */
  g_assert_true (photo (self, 0)->has_head);
  close_window (self);
}

/* It is told of the photo whose landmarks they are, and of no other. */
static void
test_misfit_of_one (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  g_autofree char *of_first = NULL, *of_second = NULL, *again = NULL;

  move_landmark (self, SMP_LANDMARK_CHIN, 900, -1700);
  move_landmark (self, SMP_LANDMARK_VERTEX, -1300, 1600);
  wait_until (rests, self);
  of_first = stubble_document_dup_misfit (self->document);
  g_assert_nonnull (of_first);
  act (self, "photo-next", NULL);
  of_second = stubble_document_dup_misfit (self->document);
  g_assert_null (of_second);
  act (self, "photo-previous", NULL);
  again = stubble_document_dup_misfit (self->document);
  g_assert_cmpstr (again, ==, of_first);
  close_window (self);
}

static gboolean
tells_carried (StubbleWindow *self)
{
  GtkWidget *row = find (GTK_WIDGET (self->panels), ADW_TYPE_ACTION_ROW, "Surface");

  return strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "about 9 mm off") != NULL;
}

/* Photos that do not agree are told of, as long as they are there. */
static void
test_carried (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");

  g_assert_false (tells_carried (self));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SmpPhoto) told = smp_photo_copy (photo (self, i));
      g_autoptr (SmpConsultation) edited = NULL;

      told->head.carried_mm = 9.2;
      edited
          = smp_consultation_with_photo (stubble_document_get_consultation (self->document), told);
      stubble_document_commit (self->document, edited, "Tell", NULL);
    }
  g_assert_true (tells_carried (self));
  act (self, "photo-next", NULL);
  g_assert_true (tells_carried (self));
  act (self, "photo-remove", NULL);
  g_assert_false (tells_carried (self));
  close_window (self);
}

static const char *
told_scale (StubbleWindow *self)
{
  GtkWidget *row = find (GTK_WIDGET (self->panels), ADW_TYPE_ACTION_ROW, "Scale");

  return adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
}

/* The head's scale is told first, and is not called unknown where no pupils are seen. */
static void
test_told_scale (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  GtkWidget *row = find (GTK_WIDGET (self->panels), ADW_TYPE_ACTION_ROW, "Scale");
  g_autofree char *head = g_strdup_printf ("Of the head, where it is nearest: %.3f mm/px",
                                           smp_head_mm_per_px (&photo (self, 0)->head));
  g_autoptr (SmpPhoto) profile = smp_photo_copy (photo (self, 0));
  g_autoptr (SmpConsultation) edited = NULL;

  g_assert_true (g_str_has_prefix (told_scale (self), head));
  g_assert_nonnull (strstr (told_scale (self), "From the pupils"));
  profile->scale = (SmpScale){ 0.126, SMP_SCALE_ASSUMED, 0.35 };
  edited
      = smp_consultation_with_photo (stubble_document_get_consultation (self->document), profile);
  stubble_document_commit (self->document, edited, "Assume", NULL);
  g_assert_true (g_str_has_prefix (told_scale (self), head));
  g_assert_null (strstr (told_scale (self), "Unknown"));
  g_assert_false (gtk_widget_has_css_class (row, "warning-row"));
  close_window (self);

  self = open_sample ("head-front.jpg");
  g_assert_nonnull (strstr (told_scale (self), "Unknown"));
  close_window (self);
}

/* Landmarks are placed and moved by the keyboard alone; a profile asks for what it shows. */
static void
test_landmark_keys (void)
{
  StubbleWindow *self = open_sample ("head-front.jpg");
  SmpPoint at, again;

  act (self, "tool", "landmarks");
  send_key (self, GDK_KEY_Right, 0);
  for (int i = 0; i < 5; i++)
    send_key (self, GDK_KEY_Up, GDK_SHIFT_MASK);
  send_key (self, GDK_KEY_Return, GDK_ALT_MASK);
  g_assert_true (smp_landmarks_get (photo (self, 0)->landmarks, SMP_LANDMARK_PUPIL_RIGHT, &at));
  g_assert_cmpfloat_with_epsilon (at.x, 1501, 6);
  g_assert_cmpfloat_with_epsilon (at.y, 1950, 6);
  g_assert_nonnull (strstr (stubble_canvas_get_hint (self->canvas), "left pupil"));

  act (self, "tool", "select");
  g_assert_nonnull (strstr (stubble_canvas_get_hint (self->canvas), "Right pupil"));
  send_key (self, GDK_KEY_Left, 0);
  send_key (self, GDK_KEY_Down, GDK_SHIFT_MASK);
  g_assert_true (smp_landmarks_get (photo (self, 0)->landmarks, SMP_LANDMARK_PUPIL_RIGHT, &again));
  g_assert_cmpfloat_with_epsilon (again.x, at.x - 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (again.y, at.y + 10, 1e-9);

  /* One by name, and away with it. */
  act (self, "landmark", SMP_LANDMARK_GLABELLA);
  g_assert_true (self->canvas->tool->klass == &stubble_tool_landmarks);
  send_key (self, GDK_KEY_Up, 0);
  send_key (self, GDK_KEY_Return, 0);
  g_assert_true (self->canvas->tool->klass == &stubble_tool_select);
  g_assert_true (smp_landmarks_get (photo (self, 0)->landmarks, SMP_LANDMARK_GLABELLA, &at));
  act (self, "landmark-remove", SMP_LANDMARK_GLABELLA);
  g_assert_false (smp_landmarks_get (photo (self, 0)->landmarks, SMP_LANDMARK_GLABELLA, &at));

  /* The other edge of an iris is asked for at once, and both tell the scale. */
  act (self, "landmark", SMP_LANDMARK_IRIS_RIGHT_INNER);
  g_assert_nonnull (strstr (stubble_canvas_get_hint (self->canvas), "right iris towards the nose"));
  send_key (self, GDK_KEY_Right, GDK_SHIFT_MASK);
  send_key (self, GDK_KEY_Return, 0);
  g_assert_cmpint (photo (self, 0)->scale.method, !=, SMP_SCALE_IRIS);
  g_assert_nonnull (strstr (stubble_canvas_get_hint (self->canvas), "right iris towards the ear"));
  for (int i = 0; i < 8; i++)
    send_key (self, GDK_KEY_Left, GDK_SHIFT_MASK);
  send_key (self, GDK_KEY_Return, 0);
  g_assert_true (self->canvas->tool->klass == &stubble_tool_select);
  g_assert_cmpint (photo (self, 0)->scale.method, ==, SMP_SCALE_IRIS);
  g_assert_nonnull (strstr (stubble_canvas_get_hint (self->canvas), "Right iris, outer edge"));

  act (self, "photo-view", "left-profile");
  act (self, "tool", "landmarks");
  g_assert_nonnull (strstr (stubble_canvas_get_hint (self->canvas), "left pupil"));
  send_key (self, GDK_KEY_Down, 0);
  send_key (self, GDK_KEY_Return, GDK_ALT_MASK);
  g_assert_nonnull (strstr (stubble_canvas_get_hint (self->canvas), "left ear"));
  wait_until (rests, self);
  close_window (self);
}

static void
click_on (StubbleWindow *self, double x, double y)
{
  StubbleTool *tool = self->canvas->tool;

  tool->klass->press (tool, smp_point (x, y), 1, GDK_ALT_MASK);
  tool->klass->release (tool, smp_point (x, y), FALSE);
}

/* Who takes the right pupil for the one on the right of the picture has placed both all the same,
 * and can take it back as one step; a head that lies upside down is told by its top. */
static void
test_pupils_exchanged (void)
{
  StubbleWindow *self = open_sample ("head-front.jpg");
  SmpPoint right, left;

  act (self, "tool", "landmarks");
  click_on (self, 1750, 2090);
  click_on (self, 1250, 2090);
  g_assert_true (smp_landmarks_get (photo (self, 0)->landmarks, SMP_LANDMARK_PUPIL_RIGHT, &right));
  g_assert_true (smp_landmarks_get (photo (self, 0)->landmarks, SMP_LANDMARK_PUPIL_LEFT, &left));
  g_assert_cmpfloat_with_epsilon (right.x, 1250, 1);
  g_assert_cmpfloat_with_epsilon (left.x, 1750, 1);
  g_assert_nonnull (strstr (stubble_canvas_get_hint (self->canvas), "top of the head"));

  click_on (self, 1500, 3300);
  g_assert_true (smp_landmarks_get (photo (self, 0)->landmarks, SMP_LANDMARK_PUPIL_RIGHT, &right));
  g_assert_cmpfloat_with_epsilon (right.x, 1750, 1);
  act (self, "undo", NULL);
  g_assert_true (smp_landmarks_get (photo (self, 0)->landmarks, SMP_LANDMARK_PUPIL_RIGHT, &right));
  g_assert_cmpfloat_with_epsilon (right.x, 1250, 1);
  g_assert_false (smp_landmarks_get (photo (self, 0)->landmarks, SMP_LANDMARK_VERTEX, NULL));
  act (self, "undo", NULL);
  g_assert_cmpuint (photo (self, 0)->landmarks->n_points, ==, 1);
  g_assert_true (smp_landmarks_get (photo (self, 0)->landmarks, SMP_LANDMARK_PUPIL_RIGHT, &right));
  g_assert_cmpfloat_with_epsilon (right.x, 1750, 1);
  wait_until (rests, self);
  close_window (self);
}

/* A click near the contour of the head goes to it. */
static void
test_snap (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  SmpPoint click = { 1500, 915 }, far = { 1500, 500 }, shut = { 1178, 2101 };

  g_assert_true (
      stubble_document_snap (self->document, photo (self, 0), SMP_LANDMARK_VERTEX, 60, &click));
  /* Skin begins at row 890 there. */
  g_assert_cmpfloat_with_epsilon (click.y, 890, 4);
  g_assert_cmpfloat_with_epsilon (click.x, 1500, 8);
  g_assert_false (
      stubble_document_snap (self->document, photo (self, 0), SMP_LANDMARK_VERTEX, 60, &far));
  g_assert_cmpfloat (far.y, ==, 500);
  /* The made-up head's eyes are shut. */
  g_assert_false (
      stubble_document_snap (self->document, photo (self, 0), SMP_LANDMARK_PUPIL_RIGHT, 60, &shut));
  close_window (self);
}

/* Opens an eye of the made-up head, in the picture at all its sizes. */
static void
paint_eye (StubbleWindow *self, SmpPoint at, double radius)
{
  StubblePixels *pixels = g_hash_table_lookup (self->document->pixels, photo (self, 0)->sha256);

  for (gsize level = 0; level < pixels->pyramid->n_levels; level++)
    {
      const SmpImage *image = pixels->pyramid->levels[level];
      double scale = 1 << level;

      for (int y = (int)((at.y - radius) / scale); y < (at.y + radius) / scale; y++)
        for (int x = (int)((at.x - 2 * radius) / scale); x < (at.x + 2 * radius) / scale; x++)
          {
            double dx = ((x + 0.5) * scale - at.x) / radius;
            double dy = ((y + 0.5) * scale - at.y) / radius;

            if (hypot (dx / 2, dy) < 1)
              memset (image->pixels + (gsize)y * image->stride + 4 * (gsize)x,
                      hypot (dx, dy) < 1 ? 60 : 220, 3);
          }
    }
}

/* A click near the edge of an iris goes to it, as soon as the pupil or the other edge is placed. */
static void
test_snap_to_iris (void)
{
  static const char *const known[] = { SMP_LANDMARK_PUPIL_RIGHT, SMP_LANDMARK_IRIS_RIGHT_OUTER };
  StubbleWindow *self = open_sample ("sample.stubble.json");
  const SmpPoint pupil = { 1178, 2101 }, places[] = { pupil, { 1098, 2101 } };
  g_autoptr (SmpPhoto) open = smp_photo_copy (photo (self, 0));

  paint_eye (self, pupil, 80);
  for (int i = -1; i < 2; i++)
    {
      SmpPoint click = { 1270, 2096 };
      SmpLandmark placed = { (char *)known[MAX (i, 0)], places[MAX (i, 0)] };
      gboolean is_known = i >= 0;

      smp_landmarks_unref (open->landmarks);
      open->landmarks = smp_landmarks_new (&placed, is_known, NULL);
      g_assert_cmpint (
          stubble_document_snap (self->document, open, SMP_LANDMARK_IRIS_RIGHT_INNER, 60, &click),
          ==, is_known);
      g_assert_cmpfloat_with_epsilon (click.x, is_known ? 1258 : 1270, 3);
    }
  close_window (self);
}

/* 1 for the same turn, less for others. */
static double
alike (SmpQuaternion a, SmpQuaternion b)
{
  return fabs (a.w * b.w + a.x * b.x + a.y * b.y + a.z * b.z);
}

/* The pose is turned by hand, and stays so when landmarks move; reset, the landmarks tell it. */
static void
test_pose (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  const StubbleToolClass *tool = &stubble_tool_head;
  SmpQuaternion before = photo (self, 0)->head.rotation, turned;
  SmpPoint middle = { 1500, 1300 }, node, moved;
  gsize n = front_node (self);

  act (self, "tool", "head");
  node = node_on (self->canvas, zone (self), n);
  g_assert_true (tool->press (self->canvas->tool, middle, 1, 0));
  tool->drag (self->canvas->tool, smp_point (1620, 1300));
  tool->release (self->canvas->tool, smp_point (1620, 1300), TRUE);
  g_assert_true (photo (self, 0)->head.by_hand);
  turned = photo (self, 0)->head.rotation;
  g_assert_cmpfloat (alike (turned, before), <, 0.9985);
  /* What was drawn stays where this photo shows it. */
  moved = node_on (self->canvas, zone (self), n);
  g_assert_cmpfloat (smp_point_distance (node, moved), <, 0.5);
  g_assert_cmpstr (stubble_document_get_undo_label (self->document), ==, "Turn Head");
  wait_until (rests, self);
  move_landmark (self, SMP_LANDMARK_CHIN, 8, 0);
  wait_until (rests, self);
  g_assert_cmpfloat (alike (photo (self, 0)->head.rotation, turned), >, 1 - 1e-9);
  act (self, "pose-reset", NULL);
  wait_until (rests, self);
  g_assert_false (photo (self, 0)->head.by_hand);
  g_assert_cmpfloat (alike (photo (self, 0)->head.rotation, turned), <, 0.9985);
  close_window (self);
}

/* The hint is short, tells what the pointer is over, and is gone while something is dragged: in a
 * small window it lies over the head. */
static void
test_hint (void)
{
  static const char *const told[] = { "Drag the grid until", "Drag beside", "Drag the point" };
  StubbleWindow *self = open_sample ("sample.stubble.json");
  const StubbleToolClass *tool = &stubble_tool_head;
  const SmpHead *head = &photo (self, 0)->head;
  SmpPoint middle = smp_camera_project (&head->camera, head->translation);
  SmpPoint places[] = { { middle.x + 30, middle.y + 30 }, { 60, 60 }, smp_head_limb_px (head, 0) };
  SmpSurfacePoint whorl;

  act (self, "tool", "head");
  g_assert_true (g_str_has_prefix (gtk_label_get_text (self->hint), "Drag the grid onto"));
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      tool->hover (self->canvas->tool, places[i]);
      g_assert_true (g_str_has_prefix (gtk_label_get_text (self->hint), told[i]));
      g_assert_cmpint (g_utf8_strlen (gtk_label_get_text (self->hint), -1), <, 70);
    }
  if (smp_surface_to_photo (stubble_canvas_get_surface (self->canvas), head->whorl.at, &whorl))
    {
      tool->hover (self->canvas->tool, whorl.px);
      g_assert_true (g_str_has_prefix (gtk_label_get_text (self->hint), "Drag the whorl"));
    }
  tool->leave (self->canvas->tool);
  g_assert_true (g_str_has_prefix (gtk_label_get_text (self->hint), "Drag the grid onto"));
  g_assert_true (tool->press (self->canvas->tool, places[0], 1, 0));
  tool->drag (self->canvas->tool, smp_point (places[0].x + 20, places[0].y));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->hint)));
  tool->release (self->canvas->tool, places[0], TRUE);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->hint)));
  close_window (self);
}

/* The whorl goes where it is dragged, in all photos; a double press turns it around. */
static void
test_whorl (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  const StubbleToolClass *tool = &stubble_tool_head;
  SmpWhorl whorl = { { 20, 40 }, TRUE }, behind = photo (self, 0)->head.whorl;
  SmpSurfacePoint at;
  double x;
  gsize n;

  /* In front, where this photo sees it. */
  stubble_document_commit_whorl (self->document, &whorl, "Whorl", NULL);
  act (self, "tool", "head");
  g_assert_true (smp_surface_to_photo (stubble_canvas_get_surface (self->canvas), whorl.at, &at));
  g_assert_true (tool->press (self->canvas->tool, at.px, 1, 0));
  tool->drag (self->canvas->tool, smp_point (at.px.x + 60, at.px.y));
  tool->release (self->canvas->tool, smp_point (at.px.x + 60, at.px.y), TRUE);
  g_assert_cmpfloat (photo (self, 0)->head.whorl.at.x, >, 23);
  g_assert_cmpfloat (photo (self, 1)->head.whorl.at.x, ==, photo (self, 0)->head.whorl.at.x);
  g_assert_true (tool->press (self->canvas->tool, smp_point (at.px.x + 60, at.px.y), 2, 0));
  tool->release (self->canvas->tool, smp_point (at.px.x + 60, at.px.y), FALSE);
  g_assert_false (photo (self, 1)->head.whorl.clockwise);

  /* By keys alone: the last one before the first point on the contour. */
  send_key (self, GDK_KEY_Page_Up, 0);
  g_assert_true (g_str_has_prefix (stubble_canvas_get_hint (self->canvas), "Whorl:"));
  whorl = photo (self, 0)->head.whorl;
  send_key (self, GDK_KEY_Left, GDK_SHIFT_MASK);
  g_assert_cmpfloat (photo (self, 0)->head.whorl.at.x, <, whorl.at.x - 0.5);
  g_assert_cmpfloat (photo (self, 1)->head.whorl.at.x, ==, photo (self, 0)->head.whorl.at.x);
  send_key (self, GDK_KEY_Return, 0);
  g_assert_true (photo (self, 1)->head.whorl.clockwise);

  /* Dragged after keys moved it, that is a step of its own. */
  send_key (self, GDK_KEY_Left, 0);
  x = photo (self, 0)->head.whorl.at.x;
  g_assert_true (smp_surface_to_photo (stubble_canvas_get_surface (self->canvas),
                                       photo (self, 0)->head.whorl.at, &at));
  g_assert_true (tool->press (self->canvas->tool, at.px, 1, 0));
  tool->drag (self->canvas->tool, smp_point (at.px.x + 60, at.px.y));
  tool->release (self->canvas->tool, smp_point (at.px.x + 60, at.px.y), TRUE);
  g_assert_cmpfloat (photo (self, 0)->head.whorl.at.x, >, x + 1);
  act (self, "undo", NULL);
  g_assert_cmpfloat (photo (self, 0)->head.whorl.at.x, ==, x);

  /* Where it is out of sight keys turn the head, and the hint says so. */
  whorl = photo (self, 0)->head.whorl;
  stubble_document_commit_whorl (self->document, &behind, "Whorl", NULL);
  g_assert_true (g_str_has_prefix (stubble_canvas_get_hint (self->canvas), "Drag the grid"));
  stubble_document_commit_whorl (self->document, &whorl, "Whorl", NULL);
  g_assert_true (g_str_has_prefix (stubble_canvas_get_hint (self->canvas), "Whorl:"));

  send_key (self, GDK_KEY_Page_Down, 0);
  g_assert_true (g_str_has_prefix (stubble_canvas_get_hint (self->canvas), "Point"));
  send_key (self, GDK_KEY_Escape, 0);
  g_assert_true (g_str_has_prefix (stubble_canvas_get_hint (self->canvas), "Drag the grid"));

  /* One point moved, then the next: two steps. */
  send_key (self, GDK_KEY_Page_Down, 0);
  send_key (self, GDK_KEY_Up, GDK_SHIFT_MASK);
  n = photo (self, 0)->landmarks->n_points;
  send_key (self, GDK_KEY_Page_Down, 0);
  send_key (self, GDK_KEY_Up, GDK_SHIFT_MASK);
  g_assert_cmpuint (photo (self, 0)->landmarks->n_points, ==, n + 1);
  act (self, "undo", NULL);
  g_assert_cmpuint (photo (self, 0)->landmarks->n_points, ==, n);
  wait_until (is_ready, self);
  close_window (self);
}

/* The top of the head's contour, px. */
static SmpPoint
top_of (const SmpHead *head)
{
  SmpPoint px = smp_head_project (head, smp_vec3 (0, 0, 0));

  while (smp_head_limb_distance (head, px) < 0)
    px.y -= 0.25;
  return px;
}

static guint
n_contour (StubbleWindow *self)
{
  const SmpLandmarks *landmarks = photo (self, 0)->landmarks;
  guint n = 0;

  for (gsize i = 0; i < landmarks->n_points; i++)
    n += g_str_has_prefix (landmarks->points[i].name, "silhouette");
  return n;
}

/* A point of the contour is dragged to where the head ends; a double press gives it free. */
static void
test_contour (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  const StubbleToolClass *tool = &stubble_tool_head;
  SmpPoint top = top_of (&photo (self, 0)->head), higher = smp_point (top.x, top.y - 70), at;
  double height = photo (self, 0)->head.axes.y;
  guint steps;

  act (self, "tool", "head");
  g_assert_true (tool->press (self->canvas->tool, top, 1, 0));
  tool->drag (self->canvas->tool, smp_point (top.x + 5, top.y - 30));
  tool->drag (self->canvas->tool, higher);
  tool->release (self->canvas->tool, higher, FALSE);
  g_assert_true (smp_landmarks_get (photo (self, 0)->landmarks, "silhouette_10", &at));
  g_assert_cmpfloat_with_epsilon (at.y, higher.y, 1e-9);
  g_assert_cmpfloat (top_of (&photo (self, 0)->head).y, <, top.y - 5);
  g_assert_cmpfloat (photo (self, 0)->head.axes.y, !=, height);
  g_assert_cmpfloat (photo (self, 1)->head.axes.y, ==, photo (self, 0)->head.axes.y);

  /* Another drag takes hold of it where it lies now. */
  g_assert_true (tool->press (self->canvas->tool, higher, 1, 0));
  tool->drag (self->canvas->tool, top);
  tool->release (self->canvas->tool, top, FALSE);
  g_assert_true (smp_landmarks_get (photo (self, 0)->landmarks, "silhouette_10", &at));
  g_assert_cmpfloat_with_epsilon (at.y, top.y, 1e-9);
  g_assert_true (tool->press (self->canvas->tool, top, 2, 0));
  tool->drag (self->canvas->tool, smp_point (top.x, top.y - 40));
  tool->release (self->canvas->tool, smp_point (top.x, top.y - 40), TRUE);
  g_assert_false (smp_landmarks_get (photo (self, 0)->landmarks, "silhouette_10", &at));

  /* A click that slips places nothing, and neither does a double press on what was not placed. */
  steps = stubble_document_get_n_values (self->document);
  top = top_of (&photo (self, 0)->head);
  g_assert_true (tool->press (self->canvas->tool, top, 1, 0));
  tool->drag (self->canvas->tool, smp_point (top.x, top.y - 2));
  tool->release (self->canvas->tool, smp_point (top.x, top.y - 2), FALSE);
  g_assert_true (tool->press (self->canvas->tool, top, 2, 0));
  g_assert_cmpuint (stubble_document_get_n_values (self->document), ==, steps);

  /* By keys alone: taken, moved in one step, removed, let go. */
  g_assert_true (tool->key (self->canvas->tool, GDK_KEY_Page_Up, 0));
  g_assert_true (tool->key (self->canvas->tool, GDK_KEY_Up, GDK_SHIFT_MASK));
  g_assert_true (tool->key (self->canvas->tool, GDK_KEY_Up, 0));
  g_assert_cmpuint (n_contour (self), ==, 1);
  g_assert_cmpuint (stubble_document_get_n_values (self->document), ==, steps + 1);
  g_assert_true (tool->key (self->canvas->tool, GDK_KEY_Delete, 0));
  g_assert_cmpuint (n_contour (self), ==, 0);
  g_assert_true (tool->key (self->canvas->tool, GDK_KEY_Escape, 0));
  g_assert_true (self->canvas->tool->klass == tool);
  wait_until (is_ready, self);
  close_window (self);
}

/* A mark without a word says its name to the pointer, and nothing else does. */
static void
check_tooltip (StubbleWindow *self)
{
  const SmpLandmark *landmark = &stubble_document_get_photo (self->document)->landmarks->points[0];
  SmpPoint at = stubble_viewport_to_widget (&self->canvas->viewport, landmark->point);
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean tells = FALSE;

  stubble_canvas_set_marks (self->canvas, STUBBLE_MARKS_LANDMARKS);
  g_signal_emit_by_name (self->canvas, "query-tooltip", (int)at.x + 3, (int)at.y, FALSE, tooltip,
                         &tells);
  g_assert_true (tells);
  g_signal_emit_by_name (self->canvas, "query-tooltip", 1, 1, FALSE, tooltip, &tells);
  g_assert_false (tells);
  stubble_canvas_set_marks (self->canvas, STUBBLE_MARKS_NONE);
  g_signal_emit_by_name (self->canvas, "query-tooltip", (int)at.x, (int)at.y, FALSE, tooltip,
                         &tells);
  g_assert_false (tells);
}

/* The words at the landmarks of a small picture are read whole. */
static void
test_narrow_words (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  cairo_surface_t *recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (recording);
  const StubbleViewport *viewport = &self->canvas->viewport;
  double x, y, width, height;

  gtk_window_set_default_size (GTK_WINDOW (self), 800, 600);
  wait_for_layout (GTK_WIDGET (self));
  wait_until (is_ready, self);
  g_assert_cmpfloat (viewport->pane_width, <, 450);
  stubble_marks_draw (cr, self->document, stubble_document_get_photo (self->document),
                      stubble_canvas_get_surface (self->canvas), viewport, STUBBLE_MARKS_LANDMARKS,
                      FALSE, NULL, NULL);
  cairo_recording_surface_ink_extents (recording, &x, &y, &width, &height);
  g_test_message ("%.0f to %.0f of %.0f", x, x + width, viewport->pane_width);
  g_assert_cmpfloat (width, >, 100);
  g_assert_cmpfloat (x, >=, 0);
  g_assert_cmpfloat (x + width, <=, viewport->pane_width);
  cairo_destroy (cr);
  cairo_surface_destroy (recording);
  check_tooltip (self);
  close_window (self);
}

static guint
count_words_over (const GArray *words, SmpRect at)
{
  guint n = 0;

  for (guint i = 0; i < words->len; i++)
    {
      const StubbleMarkWord *word = &g_array_index (words, StubbleMarkWord, i);

      if (word->is_shown && word->x < at.x + at.width && at.x < word->x + word->width
          && word->y < at.y + at.height && at.y < word->y + word->height)
        n++;
    }
  return n;
}

static gboolean
is_among (const GArray *rects, SmpRect at)
{
  for (guint i = 0; i < rects->len; i++)
    if (memcmp (&g_array_index (rects, SmpRect, i), &at, sizeof at) == 0)
      return TRUE;
  return FALSE;
}

/* How many words would be under the bar, under the badges and over the measure of the guides, if
 * they did not keep off; none does. */
static guint
check_covered (StubbleWindow *self)
{
  cairo_surface_t *recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (recording);
  const StubbleViewport *viewport = &self->canvas->viewport;
  const SmpPhoto *shown = stubble_document_get_photo (self->document);
  GtkWidget *bar = gtk_widget_get_parent (GTK_WIDGET (self->show_buttons));
  g_autoptr (GArray) covers = g_array_new (FALSE, FALSE, sizeof (SmpRect));
  g_autoptr (GArray) taken = _stubble_canvas_list_taken (self->canvas, cr);
  g_autoptr (GArray) words = stubble_mark_words_new (cr, shown, viewport, taken, NULL);
  g_autoptr (GArray) careless = stubble_mark_words_new (cr, shown, viewport, NULL, NULL);
  graphene_rect_t bounds;
  SmpRect at;
  guint n = 0;

  g_assert_true (gtk_widget_compute_bounds (bar, GTK_WIDGET (self->canvas), &bounds));
  at = (SmpRect){ bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height };
  g_array_append_val (covers, at);
  _stubble_canvas_add_badges (self->canvas, covers);
  g_assert_true (
      stubble_guides_find_word (cr, _stubble_canvas_get_guides (self->canvas), viewport, &at));
  g_array_append_val (covers, at);
  g_assert_cmpuint (covers->len, >=, 3);
  for (guint i = 0; i < covers->len; i++)
    {
      g_assert_true (is_among (taken, g_array_index (covers, SmpRect, i)));
      g_assert_cmpuint (count_words_over (words, g_array_index (covers, SmpRect, i)), ==, 0);
      n += count_words_over (careless, g_array_index (covers, SmpRect, i));
    }
  cairo_destroy (cr);
  cairo_surface_destroy (recording);
  return n;
}

/* Words keep off what lies over the picture, from left to right and from right to left. */
static void
test_covered_words (void)
{
  for (int rtl = 0; rtl < 2; rtl++)
    {
      StubbleWindow *self;
      guint n = 0;

      gtk_widget_set_default_direction (rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
      self = open_sample ("sample.stubble.json");
      gtk_window_set_default_size (GTK_WINDOW (self), 800, 600);
      activate (self, "guides", NULL);
      wait_for_layout (GTK_WIDGET (self));
      wait_until (is_ready, self);
      for (int step = 0; step < 12; step++)
        {
          n += check_covered (self);
          stubble_canvas_zoom_by (self->canvas, 1.1);
        }
      activate (self, "show", "split");
      n += check_covered (self);
      g_test_message ("%u words would be covered", n);
      g_assert_cmpuint (n, >, 5);
      wait_until (is_ready, self);
      close_window (self);
    }
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
add_tests (void)
{
  g_test_add_func ("/head/pupils-exchanged", test_pupils_exchanged);
  g_test_add_func ("/head/covered-words", test_covered_words);
  g_test_add_func ("/head/narrow-words", test_narrow_words);
  g_test_add_func ("/head/misfit", test_misfit);
  g_test_add_func ("/head/misfit-of-one", test_misfit_of_one);
  g_test_add_func ("/head/carried", test_carried);
  g_test_add_func ("/head/told-scale", test_told_scale);
  g_test_add_func ("/head/landmark-keys", test_landmark_keys);
  g_test_add_func ("/head/snap", test_snap);
  g_test_add_func ("/head/hint", test_hint);
  g_test_add_func ("/head/snap-to-iris", test_snap_to_iris);
  g_test_add_func ("/head/pose", test_pose);
  g_test_add_func ("/head/whorl", test_whorl);
  g_test_add_func ("/head/contour", test_contour);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add_tests);
}
