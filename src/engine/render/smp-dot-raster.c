/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-dot-raster.h"

#include <math.h>
#include <string.h>

SmpPixelBox
smp_dot_raster_box (const SmpDotShape *s)
{
  float w = SMP_DOT_EDGE_PER_SIGMA * smp_dot_edge_sigma (s);
  float a2 = s->major * s->major, b2 = s->minor * s->minor;
  float c2 = s->cosine * s->cosine, s2 = s->sine * s->sine;
  float rx = sqrtf (a2 * c2 + b2 * s2) + w, ry = sqrtf (a2 * s2 + b2 * c2) + w;

  return (SmpPixelBox){
    .x0 = (int)floorf (s->x - rx),
    .y0 = (int)floorf (s->y - ry),
    .x1 = (int)floorf (s->x + rx) + 1,
    .y1 = (int)floorf (s->y + ry) + 1,
  };
}

/* Coverage with a soft edge, sampled at the pixel centres of the clip. The distance to the edge is
 * the ellipse's implicit function over its gradient (first order). */
static void
sample_edge (const SmpDotShape *s, const SmpPixelBox *clip, float *coverage, gsize stride)
{
  float sigma = smp_dot_edge_sigma (s);
  float inverse_width = 1 / (SMP_DOT_EDGE_PER_SIGMA * sigma);
  float shrink = smp_dot_shrink (s, sigma);
  float a2 = s->major * s->major * shrink, b2 = s->minor * s->minor * shrink;
  float ia2 = 1 / a2, ib2 = 1 / b2;
  int n = clip->x1 - clip->x0;

  for (int y = clip->y0; y < clip->y1; y++)
    {
      float *restrict out = coverage + (gsize)(y - clip->y0) * stride;
      float dy = (float)y + 0.5f - s->y;

      for (int i = 0; i < n; i++)
        {
          float dx = (float)(clip->x0 + i) + 0.5f - s->x;
          float p = (dx * s->cosine + dy * s->sine), q = (dy * s->cosine - dx * s->sine);
          float pa = p * ia2, qb = q * ib2;
          float f = 1 - (p * pa + q * qb);
          float g = sqrtf (pa * pa + qb * qb) * 2 + 1e-6f;
          float t = f / g * inverse_width;

          t = t < -1 ? -1 : t > 1 ? 1 : t;
          out[i] = 0.5f + t * (0.75f - 0.25f * t * t);
        }
    }
}

/* The sum of a stamp's values below 1 and the number of the others; eight sums of every eighth
 * column, as processors add them up. */
static float
sum_of_free (const float *stamp, gsize width, gsize height, float *full)
{
  float s[8] = { 0 };

  *full = 0;
  for (gsize y = 0; y < height; y++)
    for (gsize x = 0; x < width; x++)
      if (stamp[y * width + x] < 1)
        s[x % 8] += stamp[y * width + x];
      else
        *full += 1;
  return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
}

/* Scales the stamp so that its sum is the area, no pixel over 1. */
static void
make_area_exact (float *stamp, gsize width, gsize height, float area)
{
  for (int pass = 0; pass < 4; pass++)
    {
      float full, free_sum = sum_of_free (stamp, width, height, &full), k;

      if (!(free_sum > 0) || area <= full)
        return;
      k = (area - full) / free_sum;
      if (k > 0.9999f && k < 1.0001f)
        return;
      for (gsize i = 0; i < width * height; i++)
        if (stamp[i] < 1)
          stamp[i] = MIN (stamp[i] * k, 1.0f);
    }
}

static void
raster_small (const SmpDotShape *s,
              const SmpPixelBox *box,
              const SmpPixelBox *clip,
              float *coverage,
              gsize stride)
{
  float stamp[SMP_DOT_SMALL_SIDE * SMP_DOT_SMALL_SIDE];
  gsize width = (gsize)(box->x1 - box->x0);

  sample_edge (s, box, stamp, width);
  make_area_exact (stamp, width, (gsize)(box->y1 - box->y0), (float)G_PI * s->major * s->minor);
  for (int y = clip->y0; y < clip->y1; y++)
    memcpy (coverage + (gsize)(y - clip->y0) * stride,
            stamp + (gsize)(y - box->y0) * width + (clip->x0 - box->x0),
            (gsize)(clip->x1 - clip->x0) * sizeof (float));
}

void
smp_dot_raster (const SmpDotShape *shape,
                const SmpPixelBox *box,
                const SmpPixelBox *clip,
                float *coverage,
                gsize stride)
{
  if (smp_dot_is_small (shape, box))
    raster_small (shape, box, clip, coverage, stride);
  else
    sample_edge (shape, clip, coverage, stride);
}
