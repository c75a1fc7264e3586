/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>

#include "base/smp-hash.h"
#include "geometry/smp-outline.h"
#include "photo/smp-image.h"
#include "photo/smp-silhouette.h"

#define SIDE 600

/* A head drawn as an ellipse with half axes of 130 and 170 px around the middle of the picture,
 * with hair from 0.75 of them outwards unless it is bald, and with a face's eyebrows. */
typedef struct
{
  guint8 skin[3];
  guint8 hair[3];
  guint8 wall[2][3]; /* left and right end */
  gboolean is_bald;
  double angle;       /* of the head, from upright, clockwise */
  gboolean has_frame; /* a dark picture frame on the wall behind, with harder edges than the head */
} Head;

static SmpPoint
up_of (const Head *head)
{
  return smp_point (sin (head->angle), -cos (head->angle));
}

/* Distance from the middle in half axes: 1 on the contour. */
static double
head_radius (const Head *head, SmpPoint p)
{
  SmpPoint d = smp_point_sub (p, smp_point (SIDE / 2.0, SIDE / 2.0));
  SmpPoint up = up_of (head), side = { -up.y, up.x };

  return hypot (smp_point_dot (d, side) / 130, smp_point_dot (d, up) / 170);
}

static SmpImage *
draw (const Head *head)
{
  SmpImage *image = smp_image_new (SIDE, SIDE, NULL);
  SmpPoint up = up_of (head);

  for (int y = 0; y < SIDE; y++)
    {
      for (int x = 0; x < SIDE; x++)
        {
          guint8 *p = image->pixels + (gsize)y * image->stride + (gsize)x * 4;
          SmpPoint at = { x + 0.5, y + 0.5 };
          SmpPoint d = smp_point_sub (at, smp_point (SIDE / 2.0, SIDE / 2.0));
          double r = head_radius (head, at), above = smp_point_dot (d, up);
          gboolean brow = fabs (above - 15) < 5 && r < 0.7;

          for (int c = 0; c < 3; c++)
            {
              double wall = head->wall[0][c] + (head->wall[1][c] - head->wall[0][c]) * x / SIDE;
              double hair = brow || (!head->is_bald && r > 0.75 && above > 0);
              gboolean frame
                  = head->has_frame && MAX (abs (x - SIDE / 2), abs (y - SIDE / 2)) / 12 == 17;
              double inside = CLAMP ((1 - r) * 130 + 0.5, 0, 1);
              double v = (hair > 0 ? head->hair[c] : head->skin[c] * (1 - 0.2 * r)) * inside
                         + (frame ? 20 : wall) * (1 - inside);

              v += 3 * smp_hash_normal (smp_hash_u64 (3, (guint64)y, (guint64)(4 * x + c)));
              p[c] = (guint8)CLAMP (v + 0.5, 0, 255);
            }
          p[3] = 255;
        }
    }
  return image;
}

static void
check_head (const Head *head, double radius)
{
  g_autoptr (SmpImage) image = draw (head);
  SmpPoint up = up_of (head);
  SmpPoint centre = smp_point_add (smp_point (SIDE / 2.0, SIDE / 2.0), smp_point_scale (up, 60));
  g_autoptr (SmpPolygon) polygon = smp_find_silhouette (image, centre, up, radius);
  SmpPoint first, last, side = { -up.y, up.x };
  double sum = 0;

  g_assert_nonnull (polygon);
  g_assert_false (polygon->closed);
  g_assert_cmpuint (polygon->n_points, >, 60);
  for (gsize i = 0; i < polygon->n_points; i++)
    {
      double off = fabs (head_radius (head, polygon->points[i]) - 1);

      sum += off;
      g_assert_cmpfloat (off, <, 0.06);
    }
  g_assert_cmpfloat (sum / (double)polygon->n_points, <, 0.015);

  /* From the subject's right, which is the picture's left of an upright head, over the top. */
  first = smp_point_sub (polygon->points[0], centre);
  last = smp_point_sub (polygon->points[polygon->n_points - 1], centre);
  g_assert_cmpfloat (smp_point_dot (first, side), <, -80);
  g_assert_cmpfloat (smp_point_dot (last, side), >, 80);
  g_assert_cmpfloat (fabs (smp_point_dot (first, up)), <, 5);
}

static const Head heads[] = {
  { { 224, 180, 156 }, { 60, 45, 40 }, { { 245, 245, 245 }, { 235, 238, 240 } }, TRUE, 0 },
  { { 224, 180, 156 }, { 60, 45, 40 }, { { 245, 245, 245 }, { 235, 238, 240 } }, FALSE, 0 },
  { { 96, 62, 48 }, { 28, 24, 22 }, { { 190, 188, 186 }, { 210, 210, 210 } }, FALSE, 0.2 },
  { { 224, 180, 156 }, { 50, 42, 38 }, { { 70, 80, 96 }, { 120, 130, 140 } }, FALSE, -0.3 },
  { { 205, 150, 120 }, { 90, 80, 70 }, { { 70, 66, 62 }, { 60, 58, 55 } }, TRUE, 0.1 },
  { { 205, 150, 120 }, { 90, 80, 70 }, { { 200, 190, 180 }, { 190, 185, 180 } }, FALSE, 0, TRUE },
};

static void
test_heads (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    check_head (&heads[i], 125);
}

/* The radius is only expected, from the proportions of other people. */
static void
test_expected_radius (void)
{
  check_head (&heads[1], 100);
  check_head (&heads[1], 150);
}

static void
test_no_head (void)
{
  Head none = heads[0];
  g_autoptr (SmpImage) image = NULL;

  for (int c = 0; c < 3; c++)
    none.skin[c] = none.hair[c] = none.wall[0][c] = none.wall[1][c] = 180;
  none.is_bald = TRUE;
  image = draw (&none);
  for (gsize i = 0; i < image->stride * SIDE; i++)
    image->pixels[i] = i % 4 == 3 ? 255 : (guint8)(170 + smp_hash_u64 (1, 1, i) % 20);
  g_assert_null (
      smp_find_silhouette (image, smp_point (SIDE / 2.0, SIDE / 2.0), smp_point (0, -1), 125));
}

/* A forehead at the border, or outside of the picture, is no reason to read beyond it. */
static void
test_border (void)
{
  g_autoptr (SmpImage) image = draw (&heads[0]);
  static const SmpPoint centres[] = { { 0, 0 }, { SIDE, SIDE }, { -300, 900 }, { 300, 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (centres); i++)
    {
      g_autoptr (SmpPolygon) polygon
          = smp_find_silhouette (image, centres[i], smp_point (0, -1), 3 + 200.0 * (double)i);

      if (polygon != NULL)
        g_assert_cmpuint (polygon->n_points, >, 60);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/silhouette/heads", test_heads);
  g_test_add_func ("/photo/silhouette/expected-radius", test_expected_radius);
  g_test_add_func ("/photo/silhouette/no-head", test_no_head);
  g_test_add_func ("/photo/silhouette/border", test_border);
  return g_test_run ();
}
