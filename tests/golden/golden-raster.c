/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "golden-draw.h"
#include "model/smp-pigment.h"

static void
check_in (SmpDot *dot, float x, float y, float diameter_px)
{
  *dot = (SmpDot){
    .x_px = x,
    .y_px = y,
    .diameter_mm = diameter_px * (float)GOLDEN_MM_PER_PX,
    .strength = 1,
    .axis_ratio = 1,
    .px_per_mm = 1 / (float)GOLDEN_MM_PER_PX,
  };
}

/* Rows of round dots, each row larger, each column at another place inside its pixel. */
SmpImage *
golden_draw_round (int mutant, GoldenHow how)
{
  const float diameters[] = { 0.3f, 0.6f, 1, 1.5f, 2.2f, 3.3f, 5, 8, 16 };
  const gsize columns = 9, rows = G_N_ELEMENTS (diameters);
  g_autoptr (SmpDotSet) dots = g_atomic_rc_box_new0 (SmpDotSet);
  g_autoptr (SmpPigment) pigment = smp_pigment_new ("test", "test", 8, 0);
  SmpRenderWindow window = smp_render_window_whole (GOLDEN_WIDTH, GOLDEN_HEIGHT, 1);

  dots->n_dots = columns * rows;
  dots->dots = g_new0 (SmpDot, dots->n_dots);
  for (gsize i = 0; i < dots->n_dots; i++)
    {
      float column = (float)(i % columns), row = (float)(i / columns);

      check_in (&dots->dots[i], 24 + column * 34 + column / 9, 18 + row * 25 + row / 7,
                diameters[i / columns]);
      dots->dots[i].index = (guint32)i;
    }
  if (mutant == 1)
    dots->dots[dots->n_dots / 2].x_px += 0.1f;
  if (mutant == 2)
    dots->dots[dots->n_dots / 2].diameter_mm *= 1.05f;
  if (mutant == 3)
    dots->dots[0].strength = 0;
  return golden_composite (dots, pigment, &window, how, NULL);
}

/* Flattened dots in all directions, light and strong, overlapping in the middle. */
SmpImage *
golden_draw_ellipses (int mutant, GoldenHow how)
{
  const gsize columns = 12, rows = 8;
  g_autoptr (SmpDotSet) dots = g_atomic_rc_box_new0 (SmpDotSet);
  g_autoptr (SmpPigment) pigment = smp_pigment_new ("test", "test", 6, 0.6);
  SmpRenderWindow window = smp_render_window_whole (GOLDEN_WIDTH, GOLDEN_HEIGHT, 1);

  dots->n_dots = columns * rows;
  dots->dots = g_new0 (SmpDot, dots->n_dots);
  for (gsize i = 0; i < dots->n_dots; i++)
    {
      float column = (float)(i % columns), row = (float)(i / columns);

      check_in (&dots->dots[i], 40 + column * 20, 40 + row * 20, 3 + 3 * row);
      dots->dots[i].axis_ratio = 0.25f + 0.75f * row / (float)rows;
      dots->dots[i].angle_rad = (float)G_PI * column / (float)columns;
      dots->dots[i].strength = 0.2f + column / (float)columns;
      dots->dots[i].index = (guint32)i;
    }
  if (mutant == 1)
    dots->dots[50].angle_rad += 0.1f;
  if (mutant == 2)
    dots->dots[50].axis_ratio *= 0.9f;
  if (mutant == 3)
    dots->n_dots--;
  return golden_composite (dots, pigment, &window, how, NULL);
}
