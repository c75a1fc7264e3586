/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas-fixture.h"
#include "views-fixture.h"

#include <stdlib.h>

#include "canvas/stubble-canvas-private.h"
#include "canvas/stubble-zone-view.h"
#include "geometry/smp-outline.h"
#include "model/smp-zone.h"

/* The turned view: what is drawn, what the hand meets there, and how it is turned. */

static StubbleWindow *
open_step (const char *step)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");

  act (self, "step", step);
  flush ();
  wait_until (is_ready, self);
  return self;
}

static void
turn_to (StubbleWindow *self, int steps)
{
  for (int i = 0; i < steps; i++)
    act (self, "turn-right", NULL);
}

/* Mean colour around the photo's point as the canvas shows it. */
static void
colour_at (StubbleWindow *self, const Shot *shot, SmpPoint px, double mean[3])
{
  SmpPoint w = stubble_viewport_to_widget (&self->canvas->viewport, px);

  mean[0] = mean[1] = mean[2] = 0;
  for (int j = -2; j <= 2; j++)
    for (int i = -2; i <= 2; i++)
      for (int c = 0; c < 3; c++)
        mean[c] += shot->pixels[4 * (((int)w.y + j) * shot->width + (int)w.x + i) + c] / 25.0;
}

/* Places of the sample's face and background, photo px, that differ in colour. */
static const SmpPoint places[] = { { 1500, 1500 }, { 1150, 1900 }, { 1850, 2200 }, { 700, 1600 },
                                   { 1500, 2600 }, { 1150, 1100 }, { 1850, 1000 } };

/* The picture is drawn where the viewport says that it is, at any angle and in any way to compare;
 * a place of the photo keeps its colour. */
static void
test_draw (void)
{
  static const char *const shows[] = { "before", "fade", "split" };
  StubbleWindow *self = open_step ("compare");

  for (gsize s = 0; s < G_N_ELEMENTS (shows); s++)
    {
      g_auto (Shot) upright = { 0 };

      act (self, "turn-upright", NULL);
      act (self, "show", shows[s]);
      /* All of one kind, so that places do not change sides. */
      stubble_canvas_set_split (self->canvas, 1);
      upright = shoot (self->canvas);
      for (int step = 0; step < 23; step += 3)
        {
          StubbleViewport was = self->canvas->viewport;
          g_auto (Shot) turned = { 0 };

          turn_to (self, 3);
          turned = shoot (self->canvas);
          g_assert_cmpfloat_with_epsilon (
              remainder (stubble_canvas_get_angle (self->canvas) - was.angle - 45, 360), 0, 1e-9);
          for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
            {
              StubbleViewport now = self->canvas->viewport;
              double a[3], b[3];

              colour_at (self, &turned, places[i], b);
              self->canvas->viewport = was;
              self->canvas->viewport.angle = 0;
              stubble_viewport_fit (&self->canvas->viewport);
              colour_at (self, &upright, places[i], a);
              self->canvas->viewport = now;
              for (int c = 0; c < 3; c++)
                g_assert_cmpfloat (fabs (a[c] - b[c]), <, 14);
            }
        }
    }
  close_window (self);
}

/* Left of the divider is the original however the view is turned: as in a mirror too. */
static void
test_split (void)
{
  StubbleWindow *self = open_step ("compare");

  turn_to (self, 2);
  for (int flipped = 0; flipped < 2; flipped++)
    {
      g_auto (Shot) before = { 0 }, after = { 0 }, split = { 0 };
      int height, at, n[2] = { 0, 0 };

      g_assert_cmpint (stubble_canvas_get_flipped (self->canvas), ==, flipped);
      g_assert_cmpfloat_with_epsilon (stubble_canvas_get_angle (self->canvas), 30, 1e-9);
      act (self, "show", "before");
      before = shoot (self->canvas);
      act (self, "show", "after");
      after = shoot (self->canvas);
      act (self, "show", "split");
      stubble_canvas_set_split (self->canvas, 0.5);
      split = shoot (self->canvas);
      height = gtk_widget_get_height (GTK_WIDGET (self->canvas));
      at = (int)_stubble_canvas_divider (self->canvas);
      /* Without the badges above, and the knob. */
      for (int y = 60; y < height; y++)
        for (int x = 0; x < split.width; x++)
          {
            const Shot *own = x < at ? &before : &after;
            gsize i = 4 * ((gsize)y * (gsize)split.width + (gsize)x);

            if (abs (x - at) < 22)
              continue;
            g_assert_cmpint (abs (split.pixels[i + 1] - own->pixels[i + 1]), <=, 2);
            n[x >= at] += abs (before.pixels[i + 1] - after.pixels[i + 1]) > 6;
          }
      /* Both sides show something that differs. */
      g_assert_cmpint (n[0], >, 200);
      g_assert_cmpint (n[1], >, 200);
      act (self, "flip", NULL);
    }
  close_window (self);
}

/* A node of the hairline away from its ends. */
static gsize
middle_node (StubbleWindow *self)
{
  const SmpOutline *outline = zone (self)->outline;

  for (gsize i = 1; i < outline->n_nodes; i++)
    if (outline->nodes[i].edge == SMP_EDGE_HAIRLINE
        && outline->nodes[i - 1].edge == SMP_EDGE_HAIRLINE)
      return i;
  g_assert_not_reached ();
}

/* The hand meets a node where it is seen, and takes it where it goes. */
static void
test_drag (void)
{
  StubbleWindow *self = open_step ("hairline");
  gsize node = middle_node (self);
  GtkEventController *drag = find_drag (self->canvas);

  if (stubble_canvas_get_mirror (self->canvas))
    activate (self, "mirror", NULL);
  for (int i = 0; i < 5; i++)
    {
      SmpPoint from, to, now;

      turn_to (self, 5);
      from = node_on (self->canvas, zone (self), node);
      g_signal_emit_by_name (drag, "drag-begin", from.x, from.y);
      g_assert_cmpint (self->canvas->drag, ==, STUBBLE_DRAG_TOOL);
      g_signal_emit_by_name (drag, "drag-update", 4.0, -3.0);
      g_signal_emit_by_name (drag, "drag-update", 9.0, -7.0);
      g_signal_emit_by_name (drag, "drag-end", 9.0, -7.0);
      g_assert_cmpint (stubble_document_get_node (self->document), ==, (int)node);
      to = smp_point (from.x + 9, from.y - 7);
      now = node_on (self->canvas, zone (self), node);
      g_assert_cmpfloat (smp_point_distance (now, to), <, 1);
    }
  close_window (self);
}

/* An arrow moves the node as it points on the screen. */
static void
test_arrows (void)
{
  StubbleWindow *self = open_step ("hairline");
  GtkEventController *key = find_controller (self->canvas, GTK_TYPE_EVENT_CONTROLLER_KEY);
  gsize node = middle_node (self);

  stubble_document_select (self->document, NULL, (int)node);
  for (int quarter = 0; quarter < 4; quarter++)
    {
      SmpPoint from = node_on (self->canvas, zone (self), node), to;
      gboolean used = FALSE;

      for (int i = 0; i < 10; i++)
        g_signal_emit_by_name (key, "key-pressed", (guint)GDK_KEY_Right, 0u,
                               (GdkModifierType)GDK_SHIFT_MASK, &used);
      g_assert_true (used);
      to = node_on (self->canvas, zone (self), node);
      g_assert_cmpfloat (to.x - from.x, >, 5);
      g_assert_cmpfloat (fabs (to.y - from.y), <, (to.x - from.x) / 2);
      turn_to (self, 6);
    }
  close_window (self);
}

static void
twist (StubbleWindow *self, double degrees)
{
  GtkEventController *turn = find_controller (self->canvas, GTK_TYPE_GESTURE_ROTATE);

  /* As the toolkit tells it: never below nothing. */
  g_signal_emit_by_name (turn, "angle-changed", 0.0, fmod (degrees + 720, 360) * G_PI / 180);
}

/* Two fingers: a little is none, a quarter turn holds, and they may go round more than once. */
static void
test_fingers (void)
{
  StubbleWindow *self = open_step ("compare");
  GtkEventController *turn = find_controller (self->canvas, GTK_TYPE_GESTURE_ROTATE);

  g_assert_nonnull (gtk_gesture_get_group (GTK_GESTURE (turn))->next);
  g_signal_emit_by_name (turn, "begin", NULL);
  twist (self, 9);
  g_assert_cmpfloat (stubble_canvas_get_angle (self->canvas), ==, 0);
  twist (self, 40);
  g_assert_cmpfloat_with_epsilon (stubble_canvas_get_angle (self->canvas), 30, 1e-6);
  twist (self, 96);
  g_assert_cmpfloat_with_epsilon (stubble_canvas_get_angle (self->canvas), 90, 1e-6);
  twist (self, -4);
  g_assert_cmpfloat (stubble_canvas_get_angle (self->canvas), ==, 0);
  for (int degrees = 0; degrees >= -400; degrees -= 20)
    twist (self, degrees);
  g_assert_cmpfloat_with_epsilon (stubble_canvas_get_angle (self->canvas), -30, 1e-6);

  /* From where it is. */
  g_signal_emit_by_name (turn, "begin", NULL);
  twist (self, 40);
  g_assert_cmpfloat (stubble_canvas_get_angle (self->canvas), ==, 0);

  /* In a mirror as it is seen. */
  act (self, "flip", NULL);
  g_signal_emit_by_name (turn, "begin", NULL);
  twist (self, 40);
  g_assert_cmpfloat_with_epsilon (stubble_canvas_get_angle (self->canvas), -30, 1e-6);

  /* A client's picture stays. */
  stubble_canvas_set_presenting (self->canvas, TRUE);
  g_signal_emit_by_name (turn, "begin", NULL);
  twist (self, 90);
  g_assert_cmpfloat_with_epsilon (stubble_canvas_get_angle (self->canvas), -30, 1e-6);
  close_window (self);
}

/* The keys go by steps; the angle is told and can be taken back, and another photo is upright. */
static void
test_actions (void)
{
  StubbleWindow *self = open_window (NULL);

  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self), "turn-left"));
  close_window (self);
  self = open_step ("photo");
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (self), "turn-left"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self), "turn-upright"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->angle_button)));
  act (self, "turn-left", NULL);
  g_assert_cmpfloat_with_epsilon (stubble_canvas_get_angle (self->canvas), -15, 1e-9);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->angle_button)));
  g_assert_cmpstr (gtk_button_get_label (self->angle_button), ==, "−15°");
  gtk_test_accessible_assert_property (self->canvas, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Simulated picture. Simulated · Healed after session 3. "
                                       "Rotated by −15°");
  /* All of the photo is in sight still. */
  g_assert_true (self->canvas->fits);
  g_assert_cmpfloat (stubble_viewport_bounds (&self->canvas->viewport).x, >=, 0);
  g_assert_cmpfloat (stubble_viewport_bounds (&self->canvas->viewport).y, >=, 0);
  act (self, "turn-upright", NULL);
  g_assert_cmpfloat (stubble_canvas_get_angle (self->canvas), ==, 0);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->angle_button)));

  act (self, "turn-right", NULL);
  act (self, "photo-next", NULL);
  g_assert_cmpfloat (stubble_canvas_get_angle (self->canvas), ==, 0);
  close_window (self);
}

static void
add (void)
{
  g_test_add_func ("/turn/draw", test_draw);
  g_test_add_func ("/turn/split", test_split);
  g_test_add_func ("/turn/drag", test_drag);
  g_test_add_func ("/turn/arrows", test_arrows);
  g_test_add_func ("/turn/fingers", test_fingers);
  g_test_add_func ("/turn/actions", test_actions);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add);
}
