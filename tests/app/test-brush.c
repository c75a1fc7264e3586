/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas-fixture.h"

#include "canvas/stubble-canvas-private.h"
#include "canvas/stubble-zone-view.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "panels/stubble-slider-row.h"
#include "project/smp-project-writer.h"
#include "surface/smp-surface.h"

/* The density brush in the window, by the gestures of the canvas. */

static const SmpZone *
zone (StubbleWindow *self)
{
  return stubble_document_get_zone (self->document);
}

static int
dots (StubbleWindow *self)
{
  wait_until (is_settled, self);
  return stubble_canvas_count_dots (self->canvas, -1);
}

/* Where the sample's scalp is, widget px: over the middle of the hairline. @up and @right in px of
 * the photo. */
static SmpPoint
scalp (StubbleWindow *self, double right, double up)
{
  return stubble_viewport_to_widget (stubble_canvas_get_viewport (self->canvas),
                                     smp_point (1500 + right, 1180 - up));
}

static void
press (StubbleWindow *self, SmpPoint at)
{
  g_signal_emit_by_name (find_drag (self->canvas), "drag-begin", at.x, at.y);
}

static void
move (StubbleWindow *self, SmpPoint from, SmpPoint to)
{
  for (int i = 1; i <= 12; i++)
    g_signal_emit_by_name (find_drag (self->canvas), "drag-update", (to.x - from.x) * i / 12,
                           (to.y - from.y) * i / 12);
}

static void
stroke (StubbleWindow *self, SmpPoint from, SmpPoint to)
{
  press (self, from);
  move (self, from, to);
  g_signal_emit_by_name (find_drag (self->canvas), "drag-end", to.x - from.x, to.y - from.y);
}

static StubbleWindow *
open_sample (const char *tool)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  const StubbleBrush brush = { 20, 1 };

  activate (self, "step", "zones");
  activate (self, "tool", tool);
  stubble_canvas_set_brush (self->canvas, &brush);
  return self;
}

static void
test_stroke (void)
{
  StubbleWindow *self = open_sample ("brush-remove");
  g_autoptr (GBytes) first = smp_project_write (stubble_document_get_consultation (self->document));
  g_autoptr (GBytes) last = NULL;
  SmpPoint from = scalp (self, -250, 0), to = scalp (self, 250, 0);
  int before = dots (self), during;

  press (self, from);
  move (self, from, to);
  /* The dots follow before the stroke is over. */
  during = dots (self);
  g_assert_cmpint (during, <, before - 200);
  g_signal_emit_by_name (find_drag (self->canvas), "drag-end", to.x - from.x, to.y - from.y);
  g_assert_cmpuint (zone (self)->n_strokes, ==, 1);
  g_assert_true (zone (self)->strokes[0].remove);
  g_assert_cmpfloat (zone (self)->strokes[0].radius, ==, 10);
  g_assert_cmpfloat (zone (self)->strokes[0].amount, ==, 1);
  g_assert_cmpuint (zone (self)->strokes[0].n_points, >=, 8);
  g_assert_cmpint (dots (self), ==, during);
  g_assert_cmpstr (stubble_document_get_undo_label (self->document), ==, "Remove Density");

  /* The other brush gives back what this one took, and no more. */
  activate (self, "tool", "brush-add");
  stroke (self, from, to);
  g_assert_cmpuint (zone (self)->n_strokes, ==, 2);
  g_assert_cmpstr (stubble_document_get_undo_label (self->document), ==, "Add Density");
  g_assert_cmpint (dots (self), >, during + 200);

  /* A stroke is a step. */
  activate (self, "undo", NULL);
  g_assert_cmpuint (zone (self)->n_strokes, ==, 1);
  g_assert_cmpint (dots (self), ==, during);
  activate (self, "undo", NULL);
  g_assert_cmpuint (zone (self)->n_strokes, ==, 0);
  g_assert_cmpint (dots (self), ==, before);
  g_assert_null (stubble_document_get_undo_label (self->document));
  last = smp_project_write (stubble_document_get_consultation (self->document));
  g_assert_true (g_bytes_equal (first, last));

  activate (self, "redo", NULL);
  g_assert_cmpint (dots (self), ==, during);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (self), "strokes-remove"));
  activate (self, "strokes-remove", NULL);
  g_assert_cmpuint (zone (self)->n_strokes, ==, 0);
  g_assert_cmpint (dots (self), ==, before);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self), "strokes-remove"));
  close_window (self);
}

/* What is painted lies where the pointer was, whichever way the zone is kept. */
static void
test_place (void)
{
  StubbleWindow *self = open_sample ("brush-remove");
  const SmpSurface *surface = stubble_canvas_get_surface (self->canvas);
  SmpPoint from = scalp (self, -250, 60), to = scalp (self, 250, 60), first, last;
  const SmpStroke *painted;

  stroke (self, from, to);
  painted = &zone (self)->strokes[0];
  g_assert_true (stubble_zone_to_photo (zone (self), surface, painted->points[0], &first));
  g_assert_true (
      stubble_zone_to_photo (zone (self), surface, painted->points[painted->n_points - 1], &last));
  g_assert_cmpfloat_with_epsilon (first.x, 1250, 3);
  g_assert_cmpfloat_with_epsilon (first.y, 1120, 3);
  /* The last place may be left out for being near the one before. */
  g_assert_cmpfloat_with_epsilon (last.x, 1750, 40);
  g_assert_cmpfloat_with_epsilon (last.y, 1120, 3);
  /* Far above the head there is no scalp, and the brush leaves nothing. */
  stroke (self, scalp (self, -200, 1100), scalp (self, 200, 1100));
  g_assert_cmpuint (zone (self)->n_strokes, ==, 1);
  close_window (self);
}

static void
test_eraser (void)
{
  StubbleWindow *self = open_sample ("brush-add");
  int before = dots (self);

  self->canvas->pen = (StubblePen){ TRUE, TRUE, 0.7 };
  stroke (self, scalp (self, -250, 0), scalp (self, 250, 0));
  g_assert_true (zone (self)->strokes[0].remove);
  g_assert_cmpint (dots (self), <, before);
  /* Turned round again. */
  self->canvas->pen = (StubblePen){ TRUE, FALSE, 0.7 };
  stroke (self, scalp (self, -250, 0), scalp (self, 250, 0));
  g_assert_false (zone (self)->strokes[1].remove);
  close_window (self);
}

/* A light hand takes away less, and the file says how light. */
static void
test_pressure (void)
{
  StubbleWindow *self = open_sample ("brush-remove");
  SmpPoint from = scalp (self, -250, 0), to = scalp (self, 250, 0);
  int before = dots (self), light, full;
  g_autoptr (GBytes) bytes = NULL;
  const SmpStroke *painted;

  self->canvas->pen = (StubblePen){ TRUE, FALSE, 0.337 };
  stroke (self, from, to);
  painted = &zone (self)->strokes[0];
  g_assert_nonnull (painted->pressure);
  for (gsize i = 0; i < painted->n_points; i++)
    g_assert_cmpfloat (painted->pressure[i], ==, 0.34);
  bytes = smp_project_write (stubble_document_get_consultation (self->document));
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes),
                                  "\"pressure\": [0.34, 0.34"));
  light = dots (self);
  g_assert_cmpint (light, <, before);
  activate (self, "undo", NULL);
  self->canvas->pen = STUBBLE_PEN_NONE;
  stroke (self, from, to);
  g_assert_null (zone (self)->strokes[0].pressure);
  full = dots (self);
  g_assert_cmpint (before - full, >, 2 * (before - light));
  close_window (self);
}

/* A second finger, or Esc, takes back what was begun. */
static void
test_cancel (void)
{
  StubbleWindow *self = open_sample ("brush-remove");
  SmpPoint from = scalp (self, -250, 0), to = scalp (self, 250, 0);
  int before = dots (self);

  press (self, from);
  move (self, from, to);
  g_assert_cmpuint (zone (self)->n_strokes, ==, 1);
  _stubble_canvas_cancel_tool (self->canvas);
  g_assert_cmpuint (zone (self)->n_strokes, ==, 0);
  /* What is left of the drag does nothing. */
  move (self, from, to);
  g_signal_emit_by_name (find_drag (self->canvas), "drag-end", to.x - from.x, to.y - from.y);
  g_assert_cmpuint (zone (self)->n_strokes, ==, 0);
  g_assert_null (stubble_document_get_undo_label (self->document));
  g_assert_cmpint (dots (self), ==, before);

  press (self, from);
  move (self, from, to);
  g_assert_true (self->canvas->tool->klass->key (self->canvas->tool, GDK_KEY_Escape, 0));
  g_signal_emit_by_name (find_drag (self->canvas), "drag-end", to.x - from.x, to.y - from.y);
  g_assert_cmpuint (zone (self)->n_strokes, ==, 0);
  g_assert_true (stubble_canvas_get_tool (self->canvas) == &stubble_tool_brush_remove);
  g_assert_true (self->canvas->tool->klass->key (self->canvas->tool, GDK_KEY_Escape, 0));
  g_assert_true (stubble_canvas_get_tool (self->canvas) == &stubble_tool_select);
  close_window (self);
}

static void
test_keyboard (void)
{
  StubbleWindow *self = open_sample ("brush-remove");
  StubbleTool *tool = self->canvas->tool;
  GtkWidget *row = find (GTK_WIDGET (self->panels), STUBBLE_TYPE_SLIDER_ROW, "Brush Width");
  GtkRange *scale = GTK_RANGE (find (row, GTK_TYPE_SCALE, NULL));
  int before = dots (self), after;

  /* Arrow keys bring the brush to the middle of the zone and on, Enter dabs. */
  g_assert_true (tool->klass->key (tool, GDK_KEY_Up, 0));
  g_assert_true (tool->klass->key (tool, GDK_KEY_Return, 0));
  g_assert_cmpuint (zone (self)->n_strokes, ==, 1);
  g_assert_cmpuint (zone (self)->strokes[0].n_points, ==, 1);
  after = dots (self);
  g_assert_cmpint (after, <, before);
  g_assert_true (tool->klass->key (tool, GDK_KEY_Right, GDK_SHIFT_MASK));
  g_assert_true (tool->klass->key (tool, GDK_KEY_Return, 0));
  g_assert_cmpuint (zone (self)->n_strokes, ==, 2);
  g_assert_cmpfloat (
      smp_point_distance (zone (self)->strokes[0].points[0], zone (self)->strokes[1].points[0]), >,
      1);

  /* The brackets and the panel's slider are one width, within its limits. */
  g_assert_cmpfloat_with_epsilon (gtk_range_get_value (scale), 20, 1e-9);
  g_assert_true (tool->klass->key (tool, GDK_KEY_bracketright, 0));
  g_assert_cmpfloat_with_epsilon (gtk_range_get_value (scale), 23, 1e-9);
  for (int i = 0; i < 60; i++)
    tool->klass->key (tool, GDK_KEY_bracketleft, 0);
  g_assert_cmpfloat_with_epsilon (stubble_canvas_get_brush (self->canvas)->width_mm,
                                  STUBBLE_BRUSH_WIDTH_MIN, 1e-9);
  gtk_range_set_value (scale, 30);
  g_assert_cmpfloat_with_epsilon (stubble_canvas_get_brush (self->canvas)->width_mm, 30, 1e-9);
  g_assert_cmpfloat_with_epsilon (stubble_canvas_get_brush (self->beside)->width_mm, 30, 1e-9);
  close_window (self);
}

/* Width and height of what the tool draws over the photo, widget px. */
static SmpPoint
drawn_size (StubbleWindow *self, SmpPoint at)
{
  StubbleTool *tool = self->canvas->tool;
  cairo_surface_t *recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (recording);
  double x, y, width, height;

  tool->klass->hover (tool, stubble_viewport_to_photo (&self->canvas->viewport, at.x, at.y));
  tool->klass->draw (tool, cr);
  cairo_destroy (cr);
  cairo_recording_surface_ink_extents (recording, &x, &y, &width, &height);
  cairo_surface_destroy (recording);
  return smp_point (width, height);
}

/* The circle of the brush is true: as wide on the screen as its millimetres on the skin, at every
 * zoom. */
static void
test_cursor (void)
{
  StubbleWindow *self = open_sample ("brush-add");
  const SmpSurface *surface = stubble_canvas_get_surface (self->canvas);

  for (int i = 0; i < 3; i++)
    {
      SmpPoint at = scalp (self, 0, 0), size, a, b, uv, px;
      SmpSurfacePoint middle;
      double want;

      px = stubble_viewport_to_photo (&self->canvas->viewport, at.x, at.y);
      g_assert_true (smp_surface_to_scalp (surface, px, &uv));
      g_assert_true (smp_surface_to_photo (surface, uv, &middle));
      /* From one side of the brush to the other, over the skin itself. */
      g_assert_true (smp_surface_to_scalp (surface, smp_point_sub (px, smp_point (1, 0)), &a));
      g_assert_true (smp_surface_to_scalp (surface, smp_point_add (px, smp_point (1, 0)), &b));
      want = 2 / (smp_point_distance (a, b) / middle.atlas_scale)
             * stubble_canvas_get_brush (self->canvas)->width_mm * self->canvas->viewport.zoom;
      size = drawn_size (self, at);
      g_test_message ("%.1f × %.1f px, %.1f mm wide would be %.1f px", size.x, size.y,
                      stubble_canvas_get_brush (self->canvas)->width_mm, want);
      /* Its line and the tilt of the ellipse make a little more of it. */
      g_assert_cmpfloat (size.x, >, want * 0.97);
      g_assert_cmpfloat (size.x, <, want * 1.05 + 4);
      /* The scalp is seen from below: foreshortened. */
      g_assert_cmpfloat (size.y, <, size.x);
      stubble_canvas_zoom_by (self->canvas, 1.7);
      wait_until (is_settled, self);
    }
  self->canvas->tool->klass->leave (self->canvas->tool);
  close_window (self);
}

/* A pen tells a thousand places a second, most of them where it was: a stroke keeps what it needs.
 */
static void
test_hand (void)
{
  StubbleWindow *self = open_sample ("hairline");
  StubbleTool *tool = self->canvas->tool;
  SmpPoint from = scalp (self, -250, 0), to = scalp (self, 250, 0), at;
  const StubbleViewport *viewport = stubble_canvas_get_viewport (self->canvas);
  double length = to.x - from.x;
  g_autoptr (GArray) points = NULL;
  gboolean closed;

  g_assert_cmpfloat (length, >, 60);
  g_signal_handlers_block_by_func (self->canvas, _stubble_window_on_stroke, self);
  press (self, from);
  for (int i = 0; i < 5000; i++)
    {
      at = smp_point (from.x + 0.4 * (i % 3), from.y);
      tool->klass->pass (tool, stubble_viewport_to_photo (viewport, at.x, at.y));
    }
  for (int i = 1; i <= 5000; i++)
    {
      at = smp_point (from.x + length * i / 5000, from.y + 20 * sin (i * G_PI / 5000));
      tool->klass->pass (tool, stubble_viewport_to_photo (viewport, at.x, at.y));
    }
  g_signal_emit_by_name (find_drag (self->canvas), "drag-end", length, 0.0);
  points = stubble_canvas_take_stroke (self->canvas, &closed);
  g_assert_nonnull (points);
  /* No place of the line is missed, and none is kept twice. */
  g_assert_cmpuint (points->len, >, (guint)(length / 2));
  g_assert_cmpuint (points->len, <, (guint)length);
  at = stubble_viewport_to_widget (viewport, g_array_index (points, SmpPoint, points->len - 1));
  g_assert_cmpfloat (smp_point_distance (at, to), <, 2);
  close_window (self);
}

/* A closed stroke of the keep-out tool is a zone without dots. */
static void
test_keep_out (void)
{
  StubbleWindow *self = open_sample ("keep-out");
  SmpPoint middle = scalp (self, 0, 60);
  int before = dots (self);

  press (self, smp_point (middle.x + 30, middle.y));
  for (int i = 1; i <= 40; i++)
    g_signal_emit_by_name (find_drag (self->canvas), "drag-update", 30 * cos (i * G_PI / 20) - 30,
                           15 * sin (i * G_PI / 20));
  g_signal_emit_by_name (find_drag (self->canvas), "drag-end", 0.0, 0.0);
  flush ();
  g_assert_cmpint (zone (self)->kind, ==, SMP_ZONE_KEEP_OUT);
  g_assert_cmpstr (stubble_document_get_undo_label (self->document), ==, "Draw Keep-Out");
  g_assert_true (stubble_canvas_get_tool (self->canvas) == &stubble_tool_select);
  g_assert_cmpint (dots (self), <, before);
  activate (self, "undo", NULL);
  g_assert_cmpint (dots (self), ==, before);
  close_window (self);
}

static SmpPoint
node_at (StubbleWindow *self, gsize node)
{
  SmpPoint px;

  g_assert_true (stubble_zone_to_photo (zone (self), stubble_canvas_get_surface (self->canvas),
                                        zone (self)->outline->nodes[node].point, &px));
  return stubble_viewport_to_widget (&self->canvas->viewport, px);
}

/* The two visible nodes at the ends of the hairline. */
static void
hairline_ends (StubbleWindow *self, gsize ends[2])
{
  const SmpOutline *outline = zone (self)->outline;
  gsize n = 0;

  for (gsize i = 0; i < outline->n_nodes; i++)
    if (outline->nodes[i].edge == SMP_EDGE_HAIRLINE && n++ == 0)
      ends[0] = i;
  ends[1] = ends[0] + n;
  g_assert_cmpuint (n, >, 2);
  g_assert_cmpuint (ends[1], <, outline->n_nodes);
}

/* A stroke along the hairline draws that stretch again and leaves all else as it is. */
static void
test_redraw (void)
{
  StubbleWindow *self = open_sample ("brush-remove");
  SmpPoint a, b, middle;
  SmpOutline *before;
  gsize ends[2], n_same = 0;

  stroke (self, scalp (self, -250, 0), scalp (self, 250, 0));
  before = smp_outline_ref (zone (self)->outline);
  hairline_ends (self, ends);
  a = node_at (self, ends[0] + 1);
  b = node_at (self, ends[1] - 1);
  middle = smp_point ((a.x + b.x) / 2, MIN (a.y, b.y) - 40);
  activate (self, "step", "hairline");
  activate (self, "tool", "hairline");
  press (self, a);
  for (int i = 1; i <= 30; i++)
    {
      double t = i / 30.0;
      double x = (1 - t) * (1 - t) * a.x + 2 * t * (1 - t) * middle.x + t * t * b.x;
      double y = (1 - t) * (1 - t) * a.y + 2 * t * (1 - t) * middle.y + t * t * b.y;

      g_signal_emit_by_name (find_drag (self->canvas), "drag-update", x - a.x, y - a.y);
    }
  g_signal_emit_by_name (find_drag (self->canvas), "drag-end", b.x - a.x, b.y - a.y);
  flush ();
  g_assert_cmpstr (stubble_document_get_undo_label (self->document), ==, "Redraw Outline");
  g_assert_cmpuint (zone (self)->n_strokes, ==, 1);
  for (gsize i = 0; i < before->n_nodes; i++)
    for (gsize k = 0; k < zone (self)->outline->n_nodes; k++)
      n_same += smp_point_distance (before->nodes[i].point, zone (self)->outline->nodes[k].point)
                < 1e-9;
  /* What lies behind the head is still there, what was under the stroke is not. */
  g_assert_cmpuint (n_same, >=, before->n_nodes - (ends[1] - ends[0]) - 1);
  g_assert_cmpuint (n_same, <, before->n_nodes);
  activate (self, "undo", NULL);
  g_assert_true (zone (self)->outline == before);
  smp_outline_unref (before);
  close_window (self);
}

/* The pen's other end on a node takes it away. */
static void
test_erase_node (void)
{
  StubbleWindow *self = open_sample ("select");
  gsize n = zone (self)->outline->n_nodes, ends[2];
  SmpPoint at;

  stubble_canvas_set_mirror (self->canvas, FALSE);
  hairline_ends (self, ends);
  at = node_at (self, ends[0] + 1);
  self->canvas->pen = (StubblePen){ TRUE, TRUE, 1 };
  press (self, at);
  g_signal_emit_by_name (find_drag (self->canvas), "drag-end", 0.0, 0.0);
  g_assert_cmpuint (zone (self)->outline->n_nodes, ==, n - 1);
  g_assert_cmpstr (stubble_document_get_undo_label (self->document), ==, "Remove Node");
  close_window (self);
}

/* Without a zone the brush says so and paints nothing. */
static void
test_no_zone (void)
{
  StubbleWindow *self = open_window ("head-front.jpg");

  activate (self, "step", "zones");
  activate (self, "tool", "brush-add");
  stroke (self, scalp (self, -100, 0), scalp (self, 100, 0));
  g_assert_null (stubble_document_get_undo_label (self->document));
  g_assert_nonnull (self->failure);
  close_window (self);
}

/* Where there is a pen, fingers pan; without one they draw. */
static void
test_finger (void)
{
  StubbleWindow *self = open_sample ("brush-add");

  g_assert_true (self->canvas->tool->klass->draws);
  g_assert_false (stubble_tool_select.draws);
  g_assert_true (_stubble_canvas_may_draw (self->canvas, NULL));
  stubble_touch_pen (&self->canvas->touch, 1000, TRUE);
  g_assert_true (_stubble_canvas_may_draw (self->canvas, NULL));
  close_window (self);
}

static void
add (void)
{
  g_test_add_func ("/brush/stroke", test_stroke);
  g_test_add_func ("/brush/place", test_place);
  g_test_add_func ("/brush/eraser", test_eraser);
  g_test_add_func ("/brush/pressure", test_pressure);
  g_test_add_func ("/brush/cancel", test_cancel);
  g_test_add_func ("/brush/keyboard", test_keyboard);
  g_test_add_func ("/brush/cursor", test_cursor);
  g_test_add_func ("/brush/hand", test_hand);
  g_test_add_func ("/brush/keep-out", test_keep_out);
  g_test_add_func ("/brush/redraw", test_redraw);
  g_test_add_func ("/brush/erase-node", test_erase_node);
  g_test_add_func ("/brush/no-zone", test_no_zone);
  g_test_add_func ("/brush/finger", test_finger);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add);
}
