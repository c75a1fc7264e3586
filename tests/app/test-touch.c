/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "canvas/stubble-touch.h"

#define FINGER(n) GINT_TO_POINTER (n)

static guint
lift (StubbleTouch *self, int finger, guint32 ms)
{
  guint n_taps;

  g_assert_true (stubble_touch_end (self, FINGER (finger), ms, &n_taps));
  return n_taps;
}

static void
test_taps (void)
{
  StubbleTouch self = { 0 };

  /* One finger is no tap of several. */
  g_assert_true (stubble_touch_begin (&self, FINGER (1), smp_point (100, 100), 1000));
  g_assert_cmpuint (lift (&self, 1, 1100), ==, 0);
  /* Two, lifted one after the other. */
  g_assert_true (stubble_touch_begin (&self, FINGER (2), smp_point (100, 100), 2000));
  g_assert_true (stubble_touch_begin (&self, FINGER (3), smp_point (200, 100), 2050));
  g_assert_true (stubble_touch_move (&self, FINGER (3), smp_point (203, 98)));
  g_assert_cmpuint (lift (&self, 2, 2150), ==, 0);
  g_assert_cmpuint (lift (&self, 3, 2200), ==, 2);
  /* Three. */
  for (int i = 4; i < 7; i++)
    g_assert_true (stubble_touch_begin (&self, FINGER (i), smp_point (100 * i, 100), 3000));
  g_assert_cmpuint (lift (&self, 4, 3100), ==, 0);
  g_assert_cmpuint (lift (&self, 5, 3100), ==, 0);
  g_assert_cmpuint (lift (&self, 6, 3100), ==, 3);
}

static void
test_no_tap (void)
{
  StubbleTouch self = { 0 };

  /* A pinch. */
  stubble_touch_begin (&self, FINGER (1), smp_point (100, 100), 1000);
  stubble_touch_begin (&self, FINGER (2), smp_point (200, 100), 1000);
  stubble_touch_move (&self, FINGER (2), smp_point (240, 100));
  stubble_touch_move (&self, FINGER (2), smp_point (200, 100));
  g_assert_cmpuint (lift (&self, 1, 1100), ==, 0);
  g_assert_cmpuint (lift (&self, 2, 1100), ==, 0);
  /* A rest. */
  stubble_touch_begin (&self, FINGER (3), smp_point (100, 100), 2000);
  stubble_touch_begin (&self, FINGER (4), smp_point (200, 100), 2000);
  g_assert_cmpuint (lift (&self, 3, 2600), ==, 0);
  g_assert_cmpuint (lift (&self, 4, 2600), ==, 0);
  /* What the system took away. */
  stubble_touch_begin (&self, FINGER (5), smp_point (100, 100), 3000);
  stubble_touch_begin (&self, FINGER (6), smp_point (200, 100), 3000);
  g_assert_true (stubble_touch_cancel (&self, FINGER (5)));
  g_assert_cmpuint (lift (&self, 6, 3050), ==, 0);
  g_assert_cmpuint (self.n, ==, 0);
}

static void
test_palm (void)
{
  StubbleTouch self = { 0 };
  guint n_taps = 9;

  g_assert_false (self.has_pen);
  stubble_touch_pen (&self, 1000, TRUE);
  g_assert_true (self.has_pen);
  /* All of a palm is ignored, even what it does after the pen has gone. */
  g_assert_false (stubble_touch_begin (&self, FINGER (1), smp_point (100, 100), 1400));
  g_assert_false (stubble_touch_begin (&self, FINGER (2), smp_point (150, 100), 1450));
  stubble_touch_pen (&self, 1500, FALSE);
  g_assert_false (stubble_touch_move (&self, FINGER (1), smp_point (120, 100)));
  g_assert_false (stubble_touch_end (&self, FINGER (1), 1550, &n_taps));
  g_assert_cmpuint (n_taps, ==, 0);
  g_assert_false (stubble_touch_end (&self, FINGER (2), 1560, &n_taps));
  g_assert_cmpuint (self.n, ==, 0);
  /* Out of reach, or at rest for long, it is no longer near; but it is still what draws. */
  g_assert_true (stubble_touch_begin (&self, FINGER (3), smp_point (100, 100), 1600));
  lift (&self, 3, 1700);
  stubble_touch_pen (&self, 2000, TRUE);
  g_assert_false (stubble_touch_begin (&self, FINGER (4), smp_point (100, 100), 2900));
  g_assert_true (stubble_touch_begin (&self, FINGER (5), smp_point (100, 100), 3100));
  g_assert_true (self.has_pen);
}

/* More fingers than anybody has, and ones that never came down. */
static void
test_many (void)
{
  StubbleTouch self = { 0 };
  guint n_taps;

  for (int i = 1; i <= STUBBLE_TOUCH_FINGERS; i++)
    g_assert_true (stubble_touch_begin (&self, FINGER (i), smp_point (10 * i, 0), 1000));
  g_assert_false (stubble_touch_begin (&self, FINGER (99), smp_point (0, 0), 1000));
  g_assert_false (stubble_touch_move (&self, FINGER (99), smp_point (0, 0)));
  g_assert_false (stubble_touch_end (&self, FINGER (99), 1000, &n_taps));
  for (int i = 1; i < STUBBLE_TOUCH_FINGERS; i++)
    g_assert_cmpuint (lift (&self, i, 1100), ==, 0);
  g_assert_cmpuint (lift (&self, STUBBLE_TOUCH_FINGERS, 1100), ==, STUBBLE_TOUCH_FINGERS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/touch/taps", test_taps);
  g_test_add_func ("/touch/no-tap", test_no_tap);
  g_test_add_func ("/touch/palm", test_palm);
  g_test_add_func ("/touch/many", test_many);

  return g_test_run ();
}
