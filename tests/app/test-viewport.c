/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "canvas/stubble-viewport.h"

static StubbleViewport
viewport (int width, int height, double pane_width, double pane_height)
{
  StubbleViewport v;

  stubble_viewport_init (&v);
  v.photo_width = width;
  v.photo_height = height;
  stubble_viewport_resize (&v, pane_width, pane_height);
  stubble_viewport_fit (&v);
  return v;
}

static void
test_fit (void)
{
  StubbleViewport v = viewport (4000, 3000, 832, 632);

  /* 32 px of margin leave 800 × 600: both directions fit at 0.2. */
  g_assert_cmpfloat_with_epsilon (v.zoom, 0.2, 1e-12);
  g_assert_cmpfloat_with_epsilon (v.x, 16, 1e-9);
  g_assert_cmpfloat_with_epsilon (v.y, 16, 1e-9);

  v = viewport (1000, 100, 832, 632);
  g_assert_cmpfloat_with_epsilon (v.zoom, 0.8, 1e-12);
  g_assert_cmpfloat_with_epsilon (v.y, (632 - 80) / 2.0, 1e-9);

  /* A stamp is not blown up without end. */
  v = viewport (10, 10, 832, 632);
  g_assert_cmpfloat_with_epsilon (v.zoom, 8, 1e-12);
}

static void
test_zoom_keeps_point (void)
{
  StubbleViewport v = viewport (4000, 3000, 800, 600);

  stubble_viewport_zoom_at (&v, 10, 300, 250);
  for (int i = 0; i < 20; i++)
    {
      SmpPoint before = stubble_viewport_to_photo (&v, 300, 250);
      SmpPoint after;

      stubble_viewport_zoom_at (&v, i % 3 == 0 ? 0.9 : 1.13, 300, 250);
      after = stubble_viewport_to_photo (&v, 300, 250);
      /* The grid of the device moves it by half a device px at most, each time. */
      g_assert_cmpfloat (smp_point_distance (before, after) * v.zoom, <, 1.5);
    }
}

static void
test_zoom_ends (void)
{
  StubbleViewport v = viewport (4000, 3000, 800, 600);

  for (int i = 0; i < 200; i++)
    stubble_viewport_zoom_at (&v, 1.5, 400, 300);
  g_assert_cmpfloat_with_epsilon (v.zoom, STUBBLE_VIEWPORT_SCALE_MAX, 1e-9);
  for (int i = 0; i < 200; i++)
    stubble_viewport_zoom_at (&v, 0.5, 400, 300);
  g_assert_cmpfloat (v.zoom, >, 0);
  /* Smaller than the pane: in its middle. */
  g_assert_cmpfloat_with_epsilon (v.x, (800 - 4000 * v.zoom) / 2, 1e-9);

  v.device_scale = 2;
  for (int i = 0; i < 200; i++)
    stubble_viewport_zoom_at (&v, 1.5, 400, 300);
  g_assert_cmpfloat_with_epsilon (v.zoom * 2, STUBBLE_VIEWPORT_SCALE_MAX, 1e-9);
}

static void
test_pan_stays (void)
{
  StubbleViewport v = viewport (4000, 3000, 800, 600);
  SmpRenderWindow window;

  stubble_viewport_set_zoom (&v, 1);
  stubble_viewport_pan (&v, 1e6, -1e6);
  g_assert_true (stubble_viewport_window (&v, 1, &window));
  g_assert_cmpint (window.x, ==, 0);
  g_assert_cmpint (window.y + window.height, ==, 3000);
  g_assert_cmpint (window.width, >, 400);
}

static void
test_round_trip (void)
{
  StubbleViewport v = viewport (4000, 3000, 801, 599);

  v.device_scale = 2;
  stubble_viewport_zoom_at (&v, 7.3, 123, 456);
  for (int i = 0; i < 10; i++)
    {
      SmpPoint p = smp_point (i * 391.7, i * 287.3);
      SmpPoint w = stubble_viewport_to_widget (&v, p);
      SmpPoint q = stubble_viewport_to_photo (&v, w.x, w.y);

      g_assert_cmpfloat (smp_point_distance (p, q), <, 1e-9);
    }
}

/* What is rendered covers what is seen, lies inside the photo, and is drawn pixel on pixel. */
static void
test_window (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int i = 0; i < 2000; i++)
    {
      StubbleViewport v
          = viewport (g_rand_int_range (rand, 1, 5000), g_rand_int_range (rand, 1, 5000),
                      g_rand_int_range (rand, 50, 2000), g_rand_int_range (rand, 50, 2000));
      SmpRenderWindow window;
      SmpRect place;

      v.device_scale = g_rand_int_range (rand, 1, 4);
      stubble_viewport_zoom_at (&v, g_rand_double_range (rand, 0.3, 12),
                                g_rand_double_range (rand, 0, v.pane_width),
                                g_rand_double_range (rand, 0, v.pane_height));
      stubble_viewport_pan (&v, g_rand_double_range (rand, -500, 500),
                            g_rand_double_range (rand, -500, 500));
      g_assert_true (stubble_viewport_window (&v, 1, &window));
      g_assert_cmpint (window.x, >=, 0);
      g_assert_cmpint (window.y, >=, 0);
      g_assert_cmpfloat (window.x + window.width, <, v.photo_width * window.scale + 1);
      g_assert_cmpfloat (window.y + window.height, <, v.photo_height * window.scale + 1);
      g_assert_cmpfloat (window.width, <=, v.pane_width * v.device_scale + 1);
      place = stubble_viewport_place (&v, &window);
      /* On the grid of the device, one texel to one device px. */
      g_assert_cmpfloat (fabs (place.x * v.device_scale - round (place.x * v.device_scale)), <,
                         1e-6);
      g_assert_cmpfloat_with_epsilon (place.width * v.device_scale, window.width, 1e-6);
      /* No gap towards the pane's border where the photo goes on. */
      if (window.x > 0)
        g_assert_cmpfloat (place.x, <=, 1e-6);
      if (window.x + window.width < floor (v.photo_width * window.scale))
        g_assert_cmpfloat (place.x + place.width, >=, v.pane_width - 1e-6);
    }
}

static void
test_coarse_place (void)
{
  StubbleViewport v = viewport (4000, 3000, 800, 600);
  SmpRenderWindow fine, coarse;
  SmpRect a, b;

  stubble_viewport_zoom_at (&v, 6, 211, 97);
  g_assert_true (stubble_viewport_window (&v, 1, &fine));
  g_assert_true (stubble_viewport_window (&v, 0.5, &coarse));
  g_assert_cmpfloat_with_epsilon (coarse.scale, fine.scale / 2, 1e-12);
  a = stubble_viewport_place (&v, &fine);
  b = stubble_viewport_place (&v, &coarse);
  g_assert_cmpfloat (fabs (a.x - b.x), <=, 2);
  g_assert_cmpfloat (fabs (a.width - b.width), <=, 4);
}

static void
test_no_photo (void)
{
  StubbleViewport v;
  SmpRenderWindow window;

  stubble_viewport_init (&v);
  stubble_viewport_resize (&v, 800, 600);
  g_assert_false (stubble_viewport_window (&v, 1, &window));
}

static void
test_resize_keeps_middle (void)
{
  StubbleViewport v = viewport (4000, 3000, 800, 600);
  SmpPoint before, after;

  stubble_viewport_set_zoom (&v, 1);
  before = stubble_viewport_to_photo (&v, 400, 300);
  stubble_viewport_resize (&v, 500, 900);
  after = stubble_viewport_to_photo (&v, 250, 450);
  g_assert_cmpfloat (smp_point_distance (before, after), <, 1.5);
}

/* A quarter turn clockwise: what was right of the middle is below it. */
static void
test_turn (void)
{
  StubbleViewport v = viewport (400, 300, 800, 600);
  SmpPoint w;

  stubble_viewport_set_zoom (&v, 1);
  stubble_viewport_turn_at (&v, 90, 400, 300);
  w = stubble_viewport_to_widget (&v, smp_point (300, 150));
  g_assert_cmpfloat_with_epsilon (w.x, 400, 1e-9);
  g_assert_cmpfloat_with_epsilon (w.y, 400, 1e-9);
  w = stubble_viewport_to_photo (&v, 400, 400);
  g_assert_cmpfloat_with_epsilon (w.x, 300, 1e-9);
  g_assert_cmpfloat_with_epsilon (w.y, 150, 1e-9);

  /* Fitted on its side, and in the middle. */
  v = viewport (4000, 3000, 832, 632);
  stubble_viewport_turn_at (&v, 270, 0, 0);
  stubble_viewport_fit (&v);
  g_assert_cmpfloat_with_epsilon (v.zoom, 0.15, 1e-12);
  g_assert_cmpfloat_with_epsilon (stubble_viewport_bounds (&v).y, 16, 1e-9);
  g_assert_cmpfloat_with_epsilon (stubble_viewport_bounds (&v).height, 600, 1e-9);
  g_assert_cmpfloat_with_epsilon (stubble_viewport_bounds (&v).x, (832 - 450) / 2.0, 1e-9);
}

static void
test_tidy_angle (void)
{
  g_assert_cmpfloat (stubble_viewport_tidy_angle (-15, FALSE), ==, 345);
  g_assert_cmpfloat (stubble_viewport_tidy_angle (360, FALSE), ==, 0);
  g_assert_cmpfloat (stubble_viewport_tidy_angle (725, FALSE), ==, 5);
  g_assert_cmpfloat (stubble_viewport_tidy_angle (-1e-9, FALSE), ==, 0);
  g_assert_cmpfloat (stubble_viewport_tidy_angle (94, TRUE), ==, 90);
  g_assert_cmpfloat (stubble_viewport_tidy_angle (86, TRUE), ==, 90);
  g_assert_cmpfloat (stubble_viewport_tidy_angle (357, TRUE), ==, 0);
  g_assert_cmpfloat (stubble_viewport_tidy_angle (-3, TRUE), ==, 0);
  g_assert_cmpfloat (stubble_viewport_tidy_angle (95.5, TRUE), ==, 95.5);
  g_assert_cmpfloat (stubble_viewport_tidy_angle (45, TRUE), ==, 45);
}

/* At any angle: there and back, all that is seen is rendered, and the hand stays where it is. */
static void
test_turned (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (int i = 0; i < 2000; i++)
    {
      StubbleViewport v
          = viewport (g_rand_int_range (rand, 1, 5000), g_rand_int_range (rand, 1, 5000),
                      g_rand_int_range (rand, 50, 2000), g_rand_int_range (rand, 50, 2000));
      double angle = i % 3 == 0 ? 90.0 * g_rand_int_range (rand, 0, 5)
                                : g_rand_double_range (rand, -400, 400);
      SmpPoint hand = { g_rand_double_range (rand, 0, v.pane_width),
                        g_rand_double_range (rand, 0, v.pane_height) };
      SmpPoint before, after, p;
      SmpRenderWindow window;
      SmpRect place, bounds;

      v.device_scale = g_rand_int_range (rand, 1, 4);
      /* So large that no border of it comes to rest. */
      stubble_viewport_zoom_at (&v, 40, hand.x, hand.y);
      before = stubble_viewport_to_photo (&v, hand.x, hand.y);
      stubble_viewport_turn_at (&v, angle, hand.x, hand.y);
      g_assert_true (v.angle >= 0 && v.angle < 360);
      bounds = stubble_viewport_bounds (&v);
      /* Where nothing held it back. */
      if (bounds.width > v.pane_width && bounds.height > v.pane_height && bounds.x < 0
          && bounds.y < 0 && bounds.x + bounds.width > v.pane_width
          && bounds.y + bounds.height > v.pane_height)
        {
          after = stubble_viewport_to_photo (&v, hand.x, hand.y);
          g_assert_cmpfloat (smp_point_distance (before, after) * v.zoom, <=, 2.5);
        }

      stubble_viewport_zoom_at (&v, g_rand_double_range (rand, 0.01, 1), hand.x, hand.y);
      stubble_viewport_pan (&v, g_rand_double_range (rand, -500, 500),
                            g_rand_double_range (rand, -500, 500));
      p = smp_point (g_rand_double_range (rand, 0, v.photo_width),
                     g_rand_double_range (rand, 0, v.photo_height));
      before = stubble_viewport_to_widget (&v, p);
      g_assert_cmpfloat (smp_point_distance (p, stubble_viewport_to_photo (&v, before.x, before.y)),
                         <, 1e-6);

      /* Pixel on pixel in the frame, and what is in the pane is in what is rendered. */
      if (!stubble_viewport_window (&v, 1, &window))
        continue;
      place = stubble_viewport_place (&v, &window);
      g_assert_cmpfloat_with_epsilon (place.width * v.device_scale, window.width, 1e-6);
      for (int k = 0; k < 20; k++)
        {
          double x = g_rand_double_range (rand, 0, v.pane_width);
          double y = g_rand_double_range (rand, 0, v.pane_height);

          p = stubble_viewport_to_photo (&v, x, y);
          if (p.x < 0 || p.y < 0 || p.x >= v.photo_width || p.y >= v.photo_height)
            continue;
          g_assert_cmpfloat (p.x * window.scale, >=, window.x - 1e-6);
          g_assert_cmpfloat (p.y * window.scale, >=, window.y - 1e-6);
          g_assert_cmpfloat (p.x * window.scale, <=, window.x + window.width + 1e-6);
          g_assert_cmpfloat (p.y * window.scale, <=, window.y + window.height + 1e-6);
        }
    }
}

/* A turned photo moves with the hand, and does not leave the pane. */
static void
test_turned_pan (void)
{
  StubbleViewport v = viewport (4000, 3000, 800, 600);
  SmpPoint before, after;
  SmpRect bounds;

  stubble_viewport_set_zoom (&v, 1);
  stubble_viewport_turn_at (&v, 30, 400, 300);
  before = stubble_viewport_to_widget (&v, smp_point (2000, 1500));
  stubble_viewport_pan (&v, 50, -20);
  after = stubble_viewport_to_widget (&v, smp_point (2000, 1500));
  g_assert_cmpfloat (fabs (after.x - before.x - 50), <, 1.5);
  g_assert_cmpfloat (fabs (after.y - before.y + 20), <, 1.5);

  stubble_viewport_pan (&v, 1e6, -1e6);
  bounds = stubble_viewport_bounds (&v);
  g_assert_cmpfloat (bounds.x, <, 100);
  g_assert_cmpfloat (bounds.y + bounds.height, >, 500);

  /* The point in the middle of the pane stays there in another size. */
  stubble_viewport_pan (&v, -2000, 1500);
  before = stubble_viewport_to_photo (&v, 400, 300);
  stubble_viewport_resize (&v, 500, 900);
  after = stubble_viewport_to_photo (&v, 250, 450);
  g_assert_cmpfloat (smp_point_distance (before, after), <, 2);
}

/* On its side the photo is as crisp as upright: pixels lie on pixels. */
static void
test_quarter_grid (void)
{
  StubbleViewport v = viewport (4001, 3001, 801, 599);

  for (int quarter = 0; quarter < 4; quarter++)
    {
      SmpPoint corner;

      stubble_viewport_turn_at (&v, 90 * quarter, 123.3, 77.7);
      stubble_viewport_set_zoom (&v, 1.37);
      corner = stubble_viewport_to_widget (&v, smp_point (0, 0));
      g_assert_cmpfloat (fabs (corner.x - round (corner.x)), <, 1e-9);
      g_assert_cmpfloat (fabs (corner.y - round (corner.y)), <, 1e-9);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viewport/fit", test_fit);
  g_test_add_func ("/viewport/zoom-keeps-point", test_zoom_keeps_point);
  g_test_add_func ("/viewport/zoom-ends", test_zoom_ends);
  g_test_add_func ("/viewport/pan-stays", test_pan_stays);
  g_test_add_func ("/viewport/round-trip", test_round_trip);
  g_test_add_func ("/viewport/window", test_window);
  g_test_add_func ("/viewport/coarse-place", test_coarse_place);
  g_test_add_func ("/viewport/no-photo", test_no_photo);
  g_test_add_func ("/viewport/resize", test_resize_keeps_middle);
  g_test_add_func ("/viewport/turn", test_turn);
  g_test_add_func ("/viewport/tidy-angle", test_tidy_angle);
  g_test_add_func ("/viewport/turned", test_turned);
  g_test_add_func ("/viewport/turned-pan", test_turned_pan);
  g_test_add_func ("/viewport/quarter-grid", test_quarter_grid);
  return g_test_run ();
}
