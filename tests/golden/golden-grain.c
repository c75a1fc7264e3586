/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "golden-draw.h"
#include "model/smp-pigment.h"
#include "photo/smp-photo-grain.h"

/* Dots that take light and noise, and give the noise back: soft, and not the same in all channels.
 */
static SmpImage *
draw (int mutant, GoldenHow how, const SmpRenderWindow *window)
{
  const gsize columns = 26, rows = 18;
  float sigma[] = { 3, 6 };
  SmpPhotoGrain grain = { 200, 2, 1, sigma, 0.4f, 0.13f };
  g_autoptr (SmpDotSet) dots = smp_dot_set_new (columns * rows);
  g_autoptr (SmpPigment) pigment = smp_pigment_new ("test", "test", 8, 0);

  for (gsize i = 0; i < dots->n_dots; i++)
    dots->dots[i] = (SmpDot){
      .x_px = 30 + (float)(i % columns) * 10.3f,
      .y_px = 30 + (float)(i / columns) * 10.7f,
      .diameter_mm = (2 + (float)(i % 5)) * (float)GOLDEN_MM_PER_PX,
      .strength = 0.4f + (float)(i / columns) / 20,
      .axis_ratio = 1,
      .px_per_mm = 1 / (float)GOLDEN_MM_PER_PX,
      .index = (guint32)i,
    };
  if (mutant == 1)
    sigma[1] += 0.2f;
  if (mutant == 2)
    grain.own += 0.02f;
  if (mutant == 3)
    grain.softness -= 0.005f;
  return golden_composite_grained (dots, pigment, window, &grain, how, NULL);
}

SmpImage *
golden_draw_grain (int mutant, GoldenHow how)
{
  SmpRenderWindow window = smp_render_window_whole (GOLDEN_WIDTH, GOLDEN_HEIGHT, 1);

  return draw (mutant, how, &window);
}

SmpImage *
golden_draw_grain_close (int mutant, GoldenHow how)
{
  SmpRenderWindow window = { .scale = 2.7, .x = 333, .y = 101, .width = 320, .height = 240 };

  return draw (mutant, how, &window);
}
