/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "picture-fixture.h"

#include "model/smp-plan.h"
#include "render/smp-look.h"

#include <string.h>

guint8 *
picture_pixel (const SmpImage *image, int x, int y)
{
  return image->pixels + (gsize)y * image->stride + 4 * (gsize)x;
}

SmpImage *
picture_of_colour (int side, const guint8 rgb[3])
{
  SmpImage *image = smp_image_new (side, side, NULL);

  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++)
      {
        memcpy (picture_pixel (image, x, y), rgb, 3);
        picture_pixel (image, x, y)[3] = 255;
      }
  return image;
}

SmpImage *
picture_with_dots (const SmpImage *before,
                   const SmpRenderWindow *window,
                   const SmpDotSet *dots,
                   const SmpPigment *pigment,
                   const SmpRenderOptions *options)
{
  g_autoptr (SmpPlan) empty = smp_plan_new (1);
  g_autoptr (SmpPlan) plan = smp_plan_with_pigment (empty, pigment);
  g_autoptr (SmpLook) look = smp_look_new (dots, plan, NULL);
  g_autoptr (GError) error = NULL;
  SmpImage *after = smp_render_after (before, window, look, options, NULL, &error);

  g_assert_no_error (error);
  return after;
}

gboolean
picture_is_same (const SmpImage *a, const SmpImage *b)
{
  for (int y = 0; y < a->height; y++)
    if (memcmp (picture_pixel (a, 0, y), picture_pixel (b, 0, y), 4 * (gsize)a->width) != 0)
      return FALSE;
  return TRUE;
}
