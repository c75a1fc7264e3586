/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "canvas/stubble-show.h"

#include <math.h>

#define PX_PER_MM_MIN 1.5
#define PX_PER_MM_MAX 16.0
/* By how much the sides of a px may differ. */
#define SQUARE 1.15

static const char *const names[STUBBLE_N_SHOWS]
    = { "before", "after", "split", "side-by-side", "fade", "flicker" };

const char *
stubble_show_to_string (StubbleShow show)
{
  g_return_val_if_fail ((int)show >= 0 && (int)show < STUBBLE_N_SHOWS, NULL);
  return names[show];
}

gboolean
stubble_show_from_string (const char *text, StubbleShow *show)
{
  for (int i = 0; i < STUBBLE_N_SHOWS; i++)
    if (g_strcmp0 (text, names[i]) == 0)
      {
        *show = (StubbleShow)i;
        return TRUE;
      }
  return FALSE;
}

double
stubble_screen_px_per_mm (int width_px, int height_px, int width_mm, int height_mm)
{
  double x, y;

  if (width_px < 1 || height_px < 1 || width_mm < 1 || height_mm < 1)
    return 0;
  x = (double)width_px / width_mm;
  y = (double)height_px / height_mm;
  if (MIN (x, y) < PX_PER_MM_MIN || MAX (x, y) > PX_PER_MM_MAX || MAX (x, y) > SQUARE * MIN (x, y))
    return 0;
  return sqrt (x * y);
}

double
stubble_screen_zoom (double px_per_mm, double mm_per_px, double metres)
{
  return px_per_mm * mm_per_px * STUBBLE_SCREEN_DISTANCE / metres;
}
