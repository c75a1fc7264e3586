/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "golden-draw.h"

#include "base/smp-hash.h"
#include "model/smp-plan.h"
#include "render/smp-look.h"

/* Skin-like, from whole numbers alone: a gradient, grain, and a patch that shines. */
SmpImage *
golden_skin (int width, int height)
{
  SmpImage *image = smp_image_new (width, height, NULL);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint8 *px = image->pixels + (gsize)y * image->stride + 4 * (gsize)x;
        guint64 grain = smp_hash_u64 (7, 7, (guint64)(y * width + x));
        int dx = x - 220, dy = y - 90;
        int shine = MAX (0, 60 - (dx * dx + dy * dy) / 40);

        px[0] = (guint8)MIN (255, 178 + 30 * x / width + (int)(grain & 3) + shine);
        px[1] = (guint8)MIN (255, 130 + 30 * y / height + (int)(grain >> 8 & 3) + shine);
        px[2] = (guint8)MIN (255, 104 + 24 * x / width + (int)(grain >> 16 & 3) + shine);
        px[3] = 255;
      }
  return image;
}

SmpImage *
golden_composite (const SmpDotSet *dots,
                  const SmpPigment *pigment,
                  const SmpRenderWindow *window,
                  GoldenHow how,
                  SmpImage **before)
{
  return golden_composite_grained (dots, pigment, window, NULL, how, before);
}

SmpImage *
golden_composite_grained (const SmpDotSet *dots,
                          const SmpPigment *pigment,
                          const SmpRenderWindow *window,
                          const SmpPhotoGrain *grain,
                          GoldenHow how,
                          SmpImage **before_out)
{
  g_autoptr (SmpImage) photo = golden_skin (GOLDEN_WIDTH, GOLDEN_HEIGHT);
  g_autoptr (SmpPyramid) pyramid = smp_pyramid_new (photo, how.n_threads, NULL);
  g_autoptr (SmpImage) before = NULL;
  SmpRenderOptions options = { how.n_threads, how.tile };
  g_autoptr (SmpPlan) empty = smp_plan_new (1);
  g_autoptr (SmpPlan) plan = smp_plan_with_pigment (empty, pigment);
  g_autoptr (SmpLook) look = smp_look_new (dots, plan, NULL);
  g_autoptr (GError) error = NULL;
  SmpImage *after;

  before = smp_render_before (pyramid, window, &options, NULL, &error);
  g_assert_no_error (error);
  options.grain = grain;
  after = smp_render_after (before, window, look, &options, NULL, &error);
  g_assert_no_error (error);
  if (before_out != NULL)
    *before_out = g_steal_pointer (&before);
  return after;
}
