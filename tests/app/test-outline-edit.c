/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "tools/stubble-outline-edit.h"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outline-edit/partner", test_partner);
  g_test_add_func ("/outline-edit/move", test_move);
  g_test_add_func ("/outline-edit/add", test_add);
  g_test_add_func ("/outline-edit/remove", test_remove);
  g_test_add_func ("/outline-edit/corner", test_corner);
  return g_test_run ();
}
