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
/* And what it may be darker by for lying as far from the click as is looked: people hit the eye. */
#define ASTRAY_WEIGHT 20.0

/* Coarser pictures that are looked at too, for eyes that fill much of the window: each shrinks the
 * one before by so much. */
#define SCALES 3
#define SCALE_STEP 2.0
#define RADIUS_AGAIN 8
/* A light that the eye mirrors is at most so much of a disc's radius wide. */
#define MIRRORED 3
#define OPENINGS (RADIUS_MAX / MIRRORED + 1)

typedef struct
{
  /* Encoded, 0 to 255; each without what is bright and at most 2 n pixels wide. */
  float luma[OPENINGS][SIDE][SIDE];
} Patch;

/* The least or the most of 2 @n + 1 numbers around each, along rows or columns. */
static void
spread (const float from[SIDE][SIDE], float to[SIDE][SIDE], int n, gboolean down, gboolean most)
{
  for (int j = 0; j < SIDE; j++)
    for (int i = 0; i < SIDE; i++)
      {
        float found = from[j][i];

        for (int k = -n; k <= n; k++)
          {
            float v
                = down ? from[CLAMP (j + k, 0, SIDE - 1)][i] : from[j][CLAMP (i + k, 0, SIDE - 1)];

            found = most ? MAX (found, v) : MIN (found, v);
          }
        to[j][i] = found;
      }
}

/* Takes out what is bright and narrow. */
static void
open_patch (const float from[SIDE][SIDE], float to[SIDE][SIDE], int n)
{
  float between[SIDE][SIDE];

  spread (from, between, n, FALSE, FALSE);
  spread ((const float (*)[SIDE])between, to, n, TRUE, FALSE);
  spread ((const float (*)[SIDE])to, between, n, FALSE, TRUE);
  spread ((const float (*)[SIDE])between, to, n, TRUE, TRUE);
}

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

        patch->luma[0][j][i] = 0.299f * p[0] + 0.587f * p[1] + 0.114f * p[2];
      }
  for (int n = 1; n < OPENINGS; n++)
    open_patch ((const float (*)[SIDE])patch->luma[0], patch->luma[n], n);
}

/* How much darker the disc is than each of what is left, right and below, less how uneven it is. */
static double
score (const Patch *patch, int cx, int cy, int radius)
{
  double disc = 0, disc2 = 0, n_disc = 0, ring[3] = { 0 }, n_ring[3] = { 0 }, darkest = 255;
  double r2_disc = 0.85 * radius * radius, r2_from = RING_FROM * RING_FROM * radius * radius;
  double r2_to = RING_TO * RING_TO * radius * radius;
  int out = (int)ceil (RING_TO * radius);
  const float (*luma)[SIDE] = (const float (*)[SIDE])patch->luma[radius / MIRRORED];

  for (int dy = -radius; dy <= out; dy++)
    for (int dx = -out; dx <= out; dx++)
      {
        double r2 = dx * dx + dy * dy, v = (double)luma[cy + dy][cx + dx];

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

/* A disc, px of the patch from its middle. */
typedef struct
{
  double score;
  int radius; /* 0: none */
  int x;
  int y;
} Disc;

static void
look (const Patch *patch, int radius_min, int shift, Disc *best)
{
  for (int radius = radius_min; radius <= RADIUS_MAX; radius++)
    for (int y = -shift; y <= shift; y++)
      for (int x = -shift; x <= shift; x++)
        {
          double found;

          if (x * x + y * y > shift * shift)
            continue;
          found = score (patch, HALF + x, HALF + y, radius)
                  - ASTRAY_WEIGHT * (x * x + y * y) / (shift * shift);
          if (found > best->score)
            *best = (Disc){ found, radius, x, y };
        }
}

/* The middle of all that score nearly as well, to a part of a px. */
static SmpPoint
middle_of (const Patch *patch, const Disc *disc)
{
  double mx = 0, my = 0, sum = 0;

  for (int y = -2; y <= 2; y++)
    for (int x = -2; x <= 2; x++)
      {
        double found = score (patch, HALF + disc->x + x, HALF + disc->y + y, disc->radius);
        double weight = MAX (found - 0.8 * disc->score, 0);

        mx += weight * x;
        my += weight * y;
        sum += weight;
      }
  return smp_point (disc->x + mx / sum, disc->y + my / sum);
}

gboolean
smp_find_pupil (const SmpPyramid *pyramid, SmpPoint near, double reach, SmpPoint *pupil)
{
  g_autofree Patch *patch = g_new (Patch, 1);
  double shrink = reach / REACH, scale = 1, shift = SHIFT, best = CONTRAST_MIN;
  gsize level = 0;
  gboolean found = FALSE;

  g_return_val_if_fail (reach > 0, FALSE);

  for (int i = 0; i < SCALES; i++, shrink *= SCALE_STEP, shift /= SCALE_STEP)
    {
      Disc disc = { .score = best };

      while (level + 1 < pyramid->n_levels && shrink >= 2 * scale)
        {
          level++;
          scale *= 2;
        }
      fill (patch, pyramid->levels[level], smp_point_scale (near, 1 / scale), shrink / scale);
      look (patch, i == 0 ? RADIUS_MIN : RADIUS_AGAIN, (int)shift, &disc);
      if (disc.radius == 0)
        continue;
      best = disc.score;
      *pupil = smp_point_add (near, smp_point_scale (middle_of (patch, &disc), shrink));
      found = TRUE;
    }
  return found;
}
