/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-edge-search.h"

#include <math.h>

#include "photo/smp-image.h"

/* Places along the line, how many of them make one side's mean, and lines next to each other. */
#define N_PLACES 81
#define N_SIDE 8
#define N_LINES 5
/* Least difference of an edge, of 255 in one channel; our choice. */
#define CONTRAST_MIN 10.0

/* Mean colour across the line at each of its places. */
static void
sample (const SmpImage *image, SmpPoint from, SmpPoint to, double colours[N_PLACES][3])
{
  SmpPoint d = smp_point_sub (to, from);
  double length = sqrt (smp_point_dot (d, d));
  SmpPoint aside = smp_point_scale (smp_point (-d.y, d.x), MAX (length / N_PLACES, 1) / length);

  for (int i = 0; i < N_PLACES; i++)
    for (int c = 0; c < 3; c++)
      {
        double sum = 0;

        for (int k = 0; k < N_LINES; k++)
          {
            SmpPoint p = smp_point_add (smp_point_lerp (from, to, (double)i / (N_PLACES - 1)),
                                        smp_point_scale (aside, k - (N_LINES - 1) / 2.0));
            int x = CLAMP ((int)floor (p.x), 0, image->width - 1);
            int y = CLAMP ((int)floor (p.y), 0, image->height - 1);

            sum += image->pixels[(gsize)y * image->stride + 4 * (gsize)x + (gsize)c];
          }
        colours[i][c] = sum / N_LINES;
      }
}

/* How much the colours before and after a place differ. */
static double
step_at (double colours[N_PLACES][3], int place)
{
  double sum = 0;

  for (int c = 0; c < 3; c++)
    {
      double before = 0, after = 0;

      for (int k = 0; k < N_SIDE; k++)
        {
          before += colours[place - 1 - k][c];
          after += colours[place + k][c];
        }
      sum += (after - before) * (after - before);
    }
  return sqrt (sum) / N_SIDE;
}

gboolean
smp_find_edge (const SmpImage *image, SmpPoint from, SmpPoint to, SmpPoint *edge)
{
  double colours[N_PLACES][3], best = CONTRAST_MIN;
  int place = 0;

  if (!(smp_point_distance (from, to) > 1))
    return FALSE;
  sample (image, from, to, colours);
  for (int i = N_SIDE; i <= N_PLACES - N_SIDE; i++)
    {
      double step = step_at (colours, i);

      if (step > best)
        {
          best = step;
          place = i;
        }
    }
  if (place == 0)
    return FALSE;
  *edge = smp_point_lerp (from, to, (place - 0.5) / (N_PLACES - 1));
  return TRUE;
}
