/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-pupil-search.h"

#include <math.h>
#include <stdlib.h>

#include "photo/smp-image.h"

/* The reach in px of the picture that is worked on, how far the middle is looked for in it, and its
 * side. */
#define REACH 20
#define SHIFT 13
#define HALF 48
#define SIDE (2 * HALF + 1)
/* Radii that are tried, px of that picture. */
#define RADIUS_MIN 3
#define RADIUS_MAX 15
/* Where the surroundings lie, in radii. */
#define RING_FROM 1.15
#define RING_TO 1.7
/* What a disc needs, of 255: darker than around it, and even; our choice, from portraits. */
#define CONTRAST_MIN 22.0
#define SPREAD_WEIGHT 0.5

typedef struct
{
  float luma[SIDE][SIDE]; /* encoded, 0 to 255 */
} Patch;

/* Around a place of the level, enlarged or not: @step level px for one px of the patch. */
static void
fill (Patch *patch, const SmpImage *level, SmpPoint centre, double step)
{
  for (int j = 0; j < SIDE; j++)
    for (int i = 0; i < SIDE; i++)
      {
        int x = CLAMP ((int)floor (centre.x + (i - HALF) * step), 0, level->width - 1);
        int y = CLAMP ((int)floor (centre.y + (j - HALF) * step), 0, level->height - 1);
        const guint8 *p = level->pixels + (gsize)y * level->stride + 4 * (gsize)x;

        patch->luma[j][i] = 0.299f * p[0] + 0.587f * p[1] + 0.114f * p[2];
      }
}

/* How much darker the disc is than each of what is left, right and below, less how uneven it is. */
static double
score (const Patch *patch, int cx, int cy, int radius)
{
  double disc = 0, disc2 = 0, n_disc = 0, ring[3] = { 0 }, n_ring[3] = { 0 }, darkest = 255;
  double r2_disc = 0.85 * radius * radius, r2_from = RING_FROM * RING_FROM * radius * radius;
  double r2_to = RING_TO * RING_TO * radius * radius;
  int out = (int)ceil (RING_TO * radius);

  for (int dy = -radius; dy <= out; dy++)
    for (int dx = -out; dx <= out; dx++)
      {
        double r2 = dx * dx + dy * dy, v = (double)patch->luma[cy + dy][cx + dx];

        if (r2 <= r2_disc)
          {
            disc += v;
            disc2 += v * v;
            n_disc++;
          }
        else if (2 * dy >= -radius && r2 >= r2_from && r2 <= r2_to)
          {
            int sector = dy > abs (dx) ? 2 : dx > 0;

            ring[sector] += v;
            n_ring[sector]++;
          }
      }
  for (int i = 0; i < 3; i++)
    darkest = MIN (darkest, ring[i] / n_ring[i]);
  disc /= n_disc;
  return darkest - disc - SPREAD_WEIGHT * sqrt (MAX (disc2 / n_disc - disc * disc, 0));
}

gboolean
smp_find_pupil (const SmpPyramid *pyramid, SmpPoint near, double reach, SmpPoint *pupil)
{
  g_autofree Patch *patch = g_new (Patch, 1);
  double shrink = reach / REACH, best = CONTRAST_MIN, scale = 1, sx = 0, sy = 0, sum = 0;
  gsize level = 0;
  int best_radius = 0;

  g_return_val_if_fail (reach > 0, FALSE);

  while (level + 1 < pyramid->n_levels && shrink >= 2 * scale)
    {
      level++;
      scale *= 2;
    }
  fill (patch, pyramid->levels[level], smp_point_scale (near, 1 / scale), shrink / scale);
  for (int radius = RADIUS_MIN; radius <= RADIUS_MAX; radius++)
    for (int y = -SHIFT; y <= SHIFT; y++)
      for (int x = -SHIFT; x <= SHIFT; x++)
        {
          double found;

          if (x * x + y * y > SHIFT * SHIFT)
            continue;
          found = score (patch, HALF + x, HALF + y, radius);
          if (found > best)
            {
              best = found;
              best_radius = radius;
              sx = x;
              sy = y;
            }
        }
  if (best_radius == 0)
    return FALSE;
  /* The middle of all that score nearly as well, to a part of a px. */
  double mx = 0, my = 0;
  for (int y = -2; y <= 2; y++)
    for (int x = -2; x <= 2; x++)
      {
        double found = score (patch, HALF + (int)sx + x, HALF + (int)sy + y, best_radius);
        double weight = MAX (found - 0.8 * best, 0);

        mx += weight * x;
        my += weight * y;
        sum += weight;
      }
  *pupil = smp_point (near.x + (sx + mx / sum) * shrink, near.y + (sy + my / sum) * shrink);
  return TRUE;
}
