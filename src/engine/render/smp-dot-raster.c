/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-dot-raster.h"

#include <math.h>
#include <string.h>

/* Variance of a uniform pixel. */
#define PIXEL_VARIANCE (1.0f / 12.0f)
/* Half width of a smoothstep edge of unit variance: √5. */
#define EDGE_PER_SIGMA 2.2360680f
/* From this minor half axis on the edge's area is exact enough without a sum over the stamp. */
#define LARGE_AXIS 20.0f
/* A small stamp is at most this wide and high. */
#define SMALL_SIDE 96

static float
edge_sigma (const SmpDotShape *s)
{
  return sqrtf (s->blur * s->blur + PIXEL_VARIANCE);
}

SmpPixelBox
smp_dot_raster_box (const SmpDotShape *s)
{
  float w = EDGE_PER_SIGMA * edge_sigma (s);
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
  float sigma = edge_sigma (s);
  float inverse_width = 1 / (EDGE_PER_SIGMA * sigma);
  /* A soft edge of variance σ² around radius r holds the area π (r² + σ²), and the first-order
   * distance, (r² − d²) / 2d for a circle, adds as much again. */
  float shrink = MAX (1 - 2 * sigma * sigma / (s->major * s->minor), 0.05f);
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

/* Scales the stamp so that its sum is the area, no pixel over 1. */
static void
make_area_exact (float *stamp, gsize n, float area)
{
  for (int pass = 0; pass < 4; pass++)
    {
      float free_sum = 0, full = 0, k;

      for (gsize i = 0; i < n; i++)
        if (stamp[i] < 1)
          free_sum += stamp[i];
        else
          full += 1;
      if (!(free_sum > 0) || area <= full)
        return;
      k = (area - full) / free_sum;
      if (k > 0.9999f && k < 1.0001f)
        return;
      for (gsize i = 0; i < n; i++)
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
  float stamp[SMALL_SIDE * SMALL_SIDE];
  gsize width = (gsize)(box->x1 - box->x0), n = width * (gsize)(box->y1 - box->y0);

  sample_edge (s, box, stamp, width);
  make_area_exact (stamp, n, (float)G_PI * s->major * s->minor);
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
  gboolean fits = box->x1 - box->x0 <= SMALL_SIDE && box->y1 - box->y0 <= SMALL_SIDE;

  if (fits && shape->minor < LARGE_AXIS)
    raster_small (shape, box, clip, coverage, stride);
  else
    sample_edge (shape, clip, coverage, stride);
}
