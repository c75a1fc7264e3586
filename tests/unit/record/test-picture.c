/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>
#include <string.h>

#include "geometry/smp-outline.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "photo/smp-image.h"
#include "record/smp-picture.h"
#include "render/smp-comparison.h"
#include "stipple/smp-dots.h"
#include "surface/smp-surface-plane.h"

#define WIDTH 900
#define HEIGHT 1200

/* A square zone of these sides, px, and its dots. */
typedef struct
{
  SmpPyramid *pyramid;
  SmpPlan *plan;
  SmpDotSet *dots;
} Scene;

static Scene
scene_new (double x, double y, double side)
{
  g_autoptr (SmpImage) photo = smp_image_new (WIDTH, HEIGHT, NULL);
  g_autoptr (SmpPlan) empty = smp_plan_new (2);
  g_autoptr (SmpZone) zone = smp_zone_new ("zone-1", SMP_ZONE_SCALP, "photo-1");
  g_autoptr (SmpSurface) surface = smp_surface_plane_new (0.2, 0);
  const SmpNode nodes[] = { { { x, y }, TRUE, SMP_EDGE_HARD },
                            { { x + side, y }, TRUE, SMP_EDGE_HARD },
                            { { x + side, y + side }, TRUE, SMP_EDGE_HARD },
                            { { x, y + side }, TRUE, SMP_EDGE_HARD } };
  g_autoptr (SmpOutline) outline = smp_outline_new (nodes, G_N_ELEMENTS (nodes), TRUE);
  Scene self;

  /* Each pixel tells where it is. */
  for (int row = 0; row < HEIGHT; row++)
    for (int column = 0; column < WIDTH; column++)
      {
        guint8 px[4] = { (guint8)(column & 0xff), (guint8)(row & 0xff),
                         (guint8)(16 * (column >> 8) + (row >> 8)), 255 };

        memcpy (photo->pixels + (gsize)row * photo->stride + 4 * (gsize)column, px, 4);
      }
  smp_zone_set_outline (zone, outline);
  zone->density = side > 0 ? 200 : 0;
  self.pyramid = smp_pyramid_new (photo, 0, NULL);
  self.plan = smp_plan_with_zone (empty, zone);
  self.dots = smp_dots_place (self.plan, "photo-1", surface, 0, NULL, NULL);
  return self;
}

static void
scene_clear (Scene *self)
{
  smp_pyramid_unref (self->pyramid);
  smp_plan_unref (self->plan);
  smp_dot_set_unref (self->dots);
}

static SmpRect
part_of (double x, double y, double side, SmpPictureContent content)
{
  Scene scene = scene_new (x, y, side);
  SmpRect part = smp_picture_part (scene.pyramid->levels[0], scene.dots, content);

  scene_clear (&scene);
  return part;
}

/* A strip shows what is around the dots, in the photo's form and inside it, more under them than
 * over them; every other picture all of it, and a strip too where dots are everywhere or nowhere.
 */
static void
test_part (void)
{
  const SmpPictureContent strips[]
      = { SMP_PICTURE_SESSIONS, SMP_PICTURE_YEARS, SMP_PICTURE_HAIR_LOSS };
  const SmpPictureContent others[]
      = { SMP_PICTURE_BEFORE, SMP_PICTURE_AFTER, SMP_PICTURE_SPLIT, SMP_PICTURE_SIDE_BY_SIDE };
  SmpRect part;

  for (gsize i = 0; i < G_N_ELEMENTS (strips); i++)
    {
      part = part_of (350, 500, 300, strips[i]);
      g_assert_cmpfloat (part.width, >, 1.5 * 300);
      g_assert_cmpfloat (part.width, <, 1.8 * 300);
      g_assert_cmpfloat_with_epsilon (part.height / part.width, (double)HEIGHT / WIDTH, 1e-9);
      g_assert_cmpfloat_with_epsilon (part.x + part.width / 2, 500, 5);
      g_assert_cmpfloat (500 - part.y, >, 30);
      g_assert_cmpfloat (part.y + part.height - 800, >, 2 * (500 - part.y));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_cmpfloat (part_of (350, 500, 300, others[i]).width, >=, WIDTH);
  /* At the photo's corners. */
  part = part_of (0, 0, 300, SMP_PICTURE_YEARS);
  g_assert_cmpfloat (part.x, >=, 0);
  g_assert_cmpfloat (part.y, >=, 0);
  part = part_of (600, 900, 300, SMP_PICTURE_YEARS);
  g_assert_cmpfloat (part.x + part.width, <=, WIDTH);
  g_assert_cmpfloat (part.y + part.height, <=, HEIGHT);
  /* Much, nothing, and next to nothing. */
  g_assert_cmpfloat (part_of (100, 100, 700, SMP_PICTURE_YEARS).width, >=, WIDTH);
  g_assert_cmpfloat (part_of (100, 100, 0, SMP_PICTURE_YEARS).width, >=, WIDTH);
  g_assert_cmpfloat (part_of (400, 400, 10, SMP_PICTURE_YEARS).width, >=, WIDTH / 5.0);
}

/* The first picture of the strip is that part of the photo, to the byte. */
static void
test_strip (void)
{
  Scene scene = scene_new (350, 500, 300);
  const SmpImage *photo = scene.pyramid->levels[0];
  SmpRect part = smp_picture_part (photo, scene.dots, SMP_PICTURE_SESSIONS);
  const SmpPictureOptions options = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpImage) strip = smp_picture_compose (scene.pyramid, scene.dots, scene.plan, NULL, 1,
                                                    SMP_PICTURE_SESSIONS, &options, NULL, &error);
  int x = (int)floor (part.x + 0.5), y = (int)floor (part.y + 0.5);
  int width = (int)floor (part.width + 0.5), height = (int)floor (part.height + 0.5);
  int right, down;

  g_assert_no_error (error);
  /* Of three sessions: four pictures over three. */
  smp_comparison_strip_origin (width, height, 4, 7, &right, &down);
  g_assert_cmpint (strip->width, ==, right + width);
  g_assert_cmpint (strip->height, ==, down + height);
  for (int row = 0; row < height; row++)
    g_assert_cmpmem (strip->pixels + (gsize)row * strip->stride, 4 * (gsize)width,
                     photo->pixels + (gsize)(y + row) * photo->stride + 4 * (gsize)x,
                     4 * (gsize)width);
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/picture/part", test_part);
  g_test_add_func ("/record/picture/strip", test_strip);
  return g_test_run ();
}
