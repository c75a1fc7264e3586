/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include <math.h>

#include "tools/stubble-outline-edit.h"
#include "tools/stubble-outline-redraw.h"

static const SmpFaceFrame frame
    = { .origin = { 500, 800 }, .right = { 1, 0 }, .up = { 0, -1 }, .top = 500, .half_width = 400 };

/* A symmetric pentagon: node 0 on the midline, 1 and 4, 2 and 3 are pairs. */
static SmpOutline *
pentagon (void)
{
  const SmpNode nodes[] = { { { 500, 300 }, FALSE, SMP_EDGE_HARD },
                            { { 800, 450 }, FALSE, SMP_EDGE_BLEND },
                            { { 700, 700 }, TRUE, SMP_EDGE_HAIRLINE },
                            { { 300, 700 }, TRUE, SMP_EDGE_BLEND },
                            { { 200, 450 }, FALSE, SMP_EDGE_HARD } };

  return smp_outline_new (nodes, G_N_ELEMENTS (nodes), TRUE);
}

static void
assert_point (SmpPoint p, double x, double y)
{
  g_assert_cmpfloat_with_epsilon (p.x, x, 1e-9);
  g_assert_cmpfloat_with_epsilon (p.y, y, 1e-9);
}

static void
test_partner (void)
{
  g_autoptr (SmpOutline) outline = pentagon ();

  g_assert_cmpint (stubble_outline_partner (outline, 0, &frame), ==, 0);
  g_assert_cmpint (stubble_outline_partner (outline, 1, &frame), ==, 4);
  g_assert_cmpint (stubble_outline_partner (outline, 3, &frame), ==, 2);
  g_assert_cmpint (stubble_outline_partner (outline, 1, NULL), ==, -1);
  g_assert_cmpint (stubble_outline_partner (outline, 5, &frame), ==, -1);
}

/* The rear of the outline is none of the hairline's, however near it runs. */
static void
test_partner_of_line (void)
{
  const SmpNode nodes[] = { { { 500, 300 }, FALSE, SMP_EDGE_HARD },
                            { { 712, 690 }, FALSE, SMP_EDGE_BLEND },
                            { { 700, 700 }, TRUE, SMP_EDGE_HAIRLINE },
                            { { 310, 710 }, TRUE, SMP_EDGE_BLEND },
                            { { 298, 699 }, FALSE, SMP_EDGE_HARD } };
  g_autoptr (SmpOutline) outline = smp_outline_new (nodes, G_N_ELEMENTS (nodes), TRUE);
  g_autoptr (SmpOutline) even = stubble_outline_make_symmetric (outline, &frame);

  g_assert_cmpint (stubble_outline_partner (outline, 2, &frame), ==, 3);
  g_assert_cmpint (stubble_outline_partner (outline, 3, &frame), ==, 2);
  g_assert_cmpint (stubble_outline_partner (outline, 1, &frame), ==, 4);
  assert_point (even->nodes[2].point, 695, 705);
  assert_point (even->nodes[3].point, 305, 705);
}

/* Both sides become their mean, the middle goes to the midline, and what has no partner stays. */
static void
test_make_symmetric (void)
{
  const SmpNode nodes[]
      = { { { 530, 300 }, FALSE, SMP_EDGE_HARD },    { { 860, 450 }, FALSE, SMP_EDGE_BLEND },
          { { 700, 700 }, TRUE, SMP_EDGE_HAIRLINE }, { { 480, 1200 }, TRUE, SMP_EDGE_HAIRLINE },
          { { 320, 720 }, TRUE, SMP_EDGE_BLEND },    { { 200, 450 }, FALSE, SMP_EDGE_HARD },
          { { 210, 50 }, FALSE, SMP_EDGE_HARD } };
  g_autoptr (SmpOutline) outline = smp_outline_new (nodes, G_N_ELEMENTS (nodes), TRUE);
  g_autoptr (SmpOutline) even = stubble_outline_make_symmetric (outline, &frame);

  assert_point (even->nodes[0].point, 500, 300);
  assert_point (even->nodes[1].point, 830, 450);
  assert_point (even->nodes[5].point, 170, 450);
  assert_point (even->nodes[2].point, 690, 710);
  assert_point (even->nodes[4].point, 310, 710);
  assert_point (even->nodes[3].point, 500, 1200);
  assert_point (even->nodes[6].point, 210, 50);
  g_assert_cmpint (even->nodes[4].edge, ==, SMP_EDGE_BLEND);
  /* There is nothing left to do. */
  g_assert_null (stubble_outline_make_symmetric (even, &frame));
}

static double
distance_to (const SmpOutline *outline, SmpPoint point)
{
  return smp_outline_project (outline, point, NULL, NULL, NULL);
}

/* A bulge on one side, of a node that the other has not, goes in one step. */
static void
test_make_symmetric_alone (void)
{
  g_autoptr (SmpOutline) outline = pentagon ();
  SmpNode bulge = outline->nodes[1];
  g_autoptr (SmpOutline) flat = smp_outline_insert (outline, 1, 0.5);
  g_autoptr (SmpOutline) uneven = NULL;
  g_autoptr (SmpOutline) even = NULL;

  g_assert_null (stubble_outline_make_symmetric (outline, &frame));
  bulge.point = smp_point (flat->nodes[2].point.x + 60, flat->nodes[2].point.y);
  uneven = smp_outline_with_node (flat, 2, &bulge);
  even = stubble_outline_make_symmetric (uneven, &frame);
  g_assert_nonnull (even);
  g_assert_cmpfloat (distance_to (flat, even->nodes[2].point), <, 4);
  g_assert_null (stubble_outline_make_symmetric (even, &frame));
  /* All others are pairs that are alike already. */
  for (gsize i = 0; i < 6; i++)
    if (i != 2)
      assert_point (even->nodes[i].point, flat->nodes[i].point.x, flat->nodes[i].point.y);
}

static void
test_move (void)
{
  g_autoptr (SmpOutline) outline = pentagon ();
  g_autoptr (SmpOutline) both = stubble_outline_move (outline, 1, 4, smp_point (820, 400), &frame);
  g_autoptr (SmpOutline) middle
      = stubble_outline_move (outline, 0, 0, smp_point (530, 280), &frame);
  g_autoptr (SmpOutline) alone = stubble_outline_move (outline, 1, -1, smp_point (820, 400), NULL);

  assert_point (both->nodes[1].point, 820, 400);
  assert_point (both->nodes[4].point, 180, 400);
  assert_point (both->nodes[2].point, 700, 700);
  g_assert_cmpint (both->nodes[4].edge, ==, SMP_EDGE_HARD);
  assert_point (middle->nodes[0].point, 500, 280);
  assert_point (alone->nodes[1].point, 820, 400);
  assert_point (alone->nodes[4].point, 200, 450);
  /* The value that was given is as it was. */
  assert_point (outline->nodes[1].point, 800, 450);
}

static void
test_add (void)
{
  g_autoptr (SmpOutline) outline = pentagon ();
  g_autoptr (SmpOutline) two = NULL;
  g_autoptr (SmpOutline) one = NULL;
  int index, partner;
  SmpPoint mirrored;

  two = stubble_outline_add (outline, 3, 0.5, &frame, &index, &partner);
  g_assert_cmpuint (two->n_nodes, ==, 7);
  g_assert_cmpint (partner, >=, 0);
  g_assert_cmpint (partner, !=, index);
  mirrored = smp_face_frame_mirror (&frame, two->nodes[index].point);
  g_assert_cmpfloat (smp_point_distance (two->nodes[partner].point, mirrored), <, 15);
  /* The pair that was there is still one. */
  g_assert_cmpint (stubble_outline_partner (two, index, &frame), ==, partner);

  one = stubble_outline_add (outline, 2, 0.5, &frame, &index, &partner);
  g_assert_cmpuint (one->n_nodes, ==, 6);
  g_assert_cmpint (partner, ==, index);
}

static void
test_remove (void)
{
  g_autoptr (SmpOutline) outline = pentagon ();
  g_autoptr (SmpOutline) pair = stubble_outline_remove (outline, 1, &frame);
  g_autoptr (SmpOutline) alone = stubble_outline_remove (outline, 1, NULL);

  g_assert_cmpuint (pair->n_nodes, ==, 3);
  assert_point (pair->nodes[0].point, 500, 300);
  assert_point (pair->nodes[1].point, 700, 700);
  assert_point (pair->nodes[2].point, 300, 700);
  g_assert_cmpuint (alone->n_nodes, ==, 4);
  /* Two nodes are no zone. */
  g_assert_null (stubble_outline_remove (pair, 1, &frame));
}

static void
test_corner (void)
{
  g_autoptr (SmpOutline) outline = pentagon ();
  g_autoptr (SmpOutline) sharp = stubble_outline_toggle_corner (outline, 1, &frame);
  g_autoptr (SmpOutline) back = stubble_outline_toggle_corner (sharp, 4, &frame);

  g_assert_true (sharp->nodes[1].corner);
  g_assert_true (sharp->nodes[4].corner);
  g_assert_false (back->nodes[1].corner);
  g_assert_false (back->nodes[4].corner);
}

/* A circle about (500, 500) of radius 300: its upper half is hairline. Node 0 is on the right, the
 * next ones go down and around. */
static SmpOutline *
ring (void)
{
  SmpNode nodes[12];

  for (int i = 0; i < 12; i++)
    nodes[i] = (SmpNode){ { 500 + 300 * cos (i * G_PI / 6), 500 + 300 * sin (i * G_PI / 6) },
                          FALSE,
                          i >= 6 ? SMP_EDGE_HAIRLINE : SMP_EDGE_HARD };
  return smp_outline_new (nodes, 12, TRUE);
}

/* An arc from one angle to another, which bulges outwards in its middle. */
static void
bulge (SmpPoint *points, gsize n, double from, double to, double by)
{
  for (gsize i = 0; i < n; i++)
    {
      double t = (double)i / (double)(n - 1), angle = from + (to - from) * t;
      double r = 300 + by * sin (t * G_PI);

      points[i] = smp_point (500 + r * cos (angle), 500 + r * sin (angle));
    }
}

static gboolean
has_node (const SmpOutline *outline, SmpPoint point)
{
  for (gsize i = 0; i < outline->n_nodes; i++)
    if (smp_point_distance (outline->nodes[i].point, point) < 1e-9)
      return TRUE;
  return FALSE;
}

static void
test_redraw (void)
{
  g_autoptr (SmpOutline) outline = ring ();
  SmpPoint points[60], back[60];
  g_autoptr (SmpOutline) redrawn = NULL;
  g_autoptr (SmpOutline) reversed = NULL;

  /* Over the top, from the left to the right: y grows downwards, so angles of −150° to −30°. */
  bulge (points, 60, -G_PI * 5 / 6 + 0.05, -G_PI / 6 - 0.05, 80);
  redrawn = stubble_outline_redraw (outline, points, 60, 20, 4);
  g_assert_nonnull (redrawn);
  g_assert_true (redrawn->closed);
  /* It follows the stroke there. */
  for (int i = 0; i < 60; i++)
    g_assert_cmpfloat (smp_outline_project (redrawn, points[i], NULL, NULL, NULL), <, 12);
  /* What was under it is gone, and all else as it was. */
  g_assert_false (has_node (redrawn, outline->nodes[9].point));
  for (int i = 0; i <= 7; i++)
    g_assert_true (has_node (redrawn, outline->nodes[i].point));
  g_assert_true (has_node (redrawn, outline->nodes[11].point));
  for (gsize i = 0; i < redrawn->n_nodes; i++)
    if (redrawn->nodes[i].point.y < 400)
      g_assert_cmpint (redrawn->nodes[i].edge, ==, SMP_EDGE_HAIRLINE);
    else if (redrawn->nodes[i].point.y > 520)
      g_assert_cmpint (redrawn->nodes[i].edge, ==, SMP_EDGE_HARD);
  /* The direction of the hand does not matter. */
  for (int i = 0; i < 60; i++)
    back[i] = points[59 - i];
  reversed = stubble_outline_redraw (outline, back, 60, 20, 4);
  g_assert_nonnull (reversed);
  for (int i = 0; i < 60; i++)
    g_assert_cmpfloat (smp_outline_project (reversed, points[i], NULL, NULL, NULL), <, 12);
  for (int i = 0; i <= 7; i++)
    g_assert_true (has_node (reversed, outline->nodes[i].point));
}

static void
test_redraw_not (void)
{
  g_autoptr (SmpOutline) outline = ring ();
  SmpPoint points[60];

  /* It begins away from the outline. */
  bulge (points, 60, -2.5, -0.6, 80);
  points[0] = smp_point (500, 500);
  g_assert_null (stubble_outline_redraw (outline, points, 60, 20, 4));
  /* It goes around something. */
  for (int i = 0; i < 60; i++)
    points[i] = smp_point (800 + 30 * cos (i * G_PI / 30), 500 + 30 * sin (i * G_PI / 30));
  g_assert_null (stubble_outline_redraw (outline, points, 60, 40, 4));
  /* It is a dot. */
  points[0] = points[1] = smp_point (800, 500);
  g_assert_null (stubble_outline_redraw (outline, points, 1, 20, 4));
}

/* Within one stretch no node goes; on one side of the midline the other side follows. */
static void
test_redraw_mirror (void)
{
  g_autoptr (SmpOutline) outline = ring ();
  SmpPoint points[40];
  g_autoptr (SmpOutline) both = NULL;
  g_autoptr (SmpOutline) one = NULL;

  bulge (points, 40, -G_PI / 6 + 0.06, -0.06, 40);
  one = stubble_outline_redraw_both (outline, points, 40, 20, 4, NULL);
  both = stubble_outline_redraw_both (outline, points, 40, 20, 4, &frame);
  for (int i = 0; i < 12; i++)
    g_assert_true (has_node (one, outline->nodes[i].point));
  for (int i = 5; i < 35; i++)
    {
      SmpPoint mirrored = smp_face_frame_mirror (&frame, points[i]);

      g_assert_cmpfloat (smp_outline_project (both, points[i], NULL, NULL, NULL), <, 10);
      g_assert_cmpfloat (smp_outline_project (both, mirrored, NULL, NULL, NULL), <, 10);
    }
  g_assert_cmpfloat (
      smp_outline_project (one, smp_face_frame_mirror (&frame, points[20]), NULL, NULL, NULL), >,
      25);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outline-edit/partner", test_partner);
  g_test_add_func ("/outline-edit/partner-of-line", test_partner_of_line);
  g_test_add_func ("/outline-edit/move", test_move);
  g_test_add_func ("/outline-edit/make-symmetric", test_make_symmetric);
  g_test_add_func ("/outline-edit/make-symmetric-alone", test_make_symmetric_alone);
  g_test_add_func ("/outline-edit/add", test_add);
  g_test_add_func ("/outline-edit/remove", test_remove);
  g_test_add_func ("/outline-edit/corner", test_corner);
  g_test_add_func ("/outline-edit/redraw", test_redraw);
  g_test_add_func ("/outline-edit/redraw-not", test_redraw_not);
  g_test_add_func ("/outline-edit/redraw-mirror", test_redraw_mirror);

  return g_test_run ();
}
