/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-dot-raster.h"

#include <math.h>
#include <string.h>

#include "render/smp-soft-disc.h"

/* Variance of a uniform pixel. */
#define PIXEL_VARIANCE (1.0f / 12.0f)
/* Half width of a smoothstep edge of unit variance: √5. */
#define EDGE_PER_SIGMA 2.2360680f
/* Dots with a smaller major half axis may be integrated as Gaussians. */
#define GAUSS_MAX_AXIS 1.25f
/* A Gaussian may not cover a pixel more than this: a disc's flat top would be lost. */
#define GAUSS_MAX_PEAK 0.5f
#define GAUSS_REACH 3.3f
/* From this minor half axis on the edge's area is exact enough without a sum over the stamp. */
#define LARGE_AXIS 20.0f
/* Soft dots fit into a small stamp. */
#define SOFT_MAX_AXIS 24.0f
/* A small stamp is at most this wide and high. */
#define SMALL_SIDE 96

/* Φ, the normal distribution function, between −4 and 4. */
#define PHI_STEPS 2048

static const float *
phi_table (void)
{
  static float table[PHI_STEPS + 2];
  static gsize once;

  if (g_once_init_enter (&once))
    {
      for (int i = 0; i < PHI_STEPS + 2; i++)
        table[i] = (float)(0.5 * erfc (-(8.0 * i / PHI_STEPS - 4.0) / sqrt (2.0)));
      g_once_init_leave (&once, 1);
    }
  return table;
}

void
smp_dot_raster_prepare (void)
{
  float profile[SMP_SOFT_DISC_STEPS + 2];

  phi_table ();
  smp_soft_disc_profile (1, profile);
}

static float
phi (const float *table, float z)
{
  float at = (CLAMP (z, -4.0f, 4.0f) + 4.0f) * (PHI_STEPS / 8.0f);
  int i = (int)at;

  return table[i] + (table[i + 1] - table[i]) * (at - (float)i);
}

/* Standard deviations along x and y of the ellipse with its blur. */
static void
gauss_sigma (const SmpDotShape *s, float *sx, float *sy)
{
  float a2 = s->major * s->major * 0.25f, b2 = s->minor * s->minor * 0.25f;
  float c2 = s->cosine * s->cosine, s2 = s->sine * s->sine;
  float blur2 = s->blur * s->blur;

  *sx = sqrtf (a2 * c2 + b2 * s2 + blur2);
  *sy = sqrtf (a2 * s2 + b2 * c2 + blur2);
}

static gboolean
is_gauss (const SmpDotShape *s)
{
  const float *table = phi_table ();
  float sx, sy, peak;

  if (s->major > GAUSS_MAX_AXIS)
    return FALSE;
  gauss_sigma (s, &sx, &sy);
  if (!(sx > 1e-6f) || !(sy > 1e-6f))
    return (float)G_PI * s->major * s->minor <= GAUSS_MAX_PEAK;
  peak = (float)G_PI * s->major * s->minor * (2 * phi (table, 0.5f / sx) - 1)
         * (2 * phi (table, 0.5f / sy) - 1);
  return peak <= GAUSS_MAX_PEAK;
}

static float
edge_sigma (const SmpDotShape *s)
{
  return sqrtf (s->blur * s->blur + PIXEL_VARIANCE);
}

/* Whether the softness reaches far enough into the dot to round its top. */
static gboolean
is_soft (const SmpDotShape *s)
{
  return sqrtf (s->major * s->minor) < SMP_SOFT_DISC_MAX * edge_sigma (s)
         && s->major < SOFT_MAX_AXIS;
}

SmpPixelBox
smp_dot_raster_box (const SmpDotShape *s)
{
  float rx, ry;

  if (is_gauss (s))
    {
      gauss_sigma (s, &rx, &ry);
      rx *= GAUSS_REACH;
      ry *= GAUSS_REACH;
    }
  else
    {
      float w
          = is_soft (s) ? SMP_SOFT_DISC_REACH * edge_sigma (s) : EDGE_PER_SIGMA * edge_sigma (s);
      float a2 = s->major * s->major, b2 = s->minor * s->minor;
      float c2 = s->cosine * s->cosine, s2 = s->sine * s->sine;

      rx = sqrtf (a2 * c2 + b2 * s2) + w;
      ry = sqrtf (a2 * s2 + b2 * c2) + w;
    }
  return (SmpPixelBox){
    .x0 = (int)floorf (s->x - rx),
    .y0 = (int)floorf (s->y - ry),
    .x1 = (int)floorf (s->x + rx) + 1,
    .y1 = (int)floorf (s->y + ry) + 1,
  };
}

/* How much of a normal distribution falls into each of n pixels from @first on; sums to 1. */
static void
gauss_axis (float centre, float sigma, int first, int n, float *share)
{
  const float *table = phi_table ();
  float sum = 0, below;

  if (!(sigma > 1e-6f))
    {
      int at = CLAMP ((int)floorf (centre) - first, 0, n - 1);

      memset (share, 0, (gsize)n * sizeof (float));
      share[at] = 1;
      return;
    }
  below = phi (table, ((float)first - centre) / sigma);
  for (int i = 0; i < n; i++)
    {
      float to = phi (table, ((float)(first + i + 1) - centre) / sigma);

      share[i] = to - below;
      sum += share[i];
      below = to;
    }
  for (int i = 0; i < n; i++)
    share[i] /= sum;
}

static void
raster_gauss (const SmpDotShape *s,
              const SmpPixelBox *box,
              const SmpPixelBox *clip,
              float *coverage,
              gsize stride)
{
  float column[SMALL_SIDE], row[SMALL_SIDE], sx, sy;
  float area = (float)G_PI * s->major * s->minor;

  gauss_sigma (s, &sx, &sy);
  gauss_axis (s->x, sx, box->x0, box->x1 - box->x0, column);
  gauss_axis (s->y, sy, box->y0, box->y1 - box->y0, row);
  for (int y = clip->y0; y < clip->y1; y++)
    {
      float k = area * row[y - box->y0];
      float *out = coverage + (gsize)(y - clip->y0) * stride;

      for (int x = clip->x0; x < clip->x1; x++)
        out[x - clip->x0] = k * column[x - box->x0];
    }
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
      float x0 = (float)clip->x0 + 0.5f - s->x;

      for (int i = 0; i < n; i++)
        {
          float dx = x0 + (float)i;
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

/* The blurred disc, stretched to the ellipse, sampled at the pixel centres of the clip. */
static void
sample_soft (const SmpDotShape *s, const SmpPixelBox *clip, float *coverage, gsize stride)
{
  float profile[SMP_SOFT_DISC_STEPS + 2];
  float sigma = edge_sigma (s), radius = sqrtf (s->major * s->minor);
  float steps = SMP_SOFT_DISC_STEPS / (radius + SMP_SOFT_DISC_REACH * sigma);
  float a = steps * radius / s->major, b = steps * radius / s->minor;
  int n = clip->x1 - clip->x0;

  smp_soft_disc_profile (radius / sigma, profile);
  for (int y = clip->y0; y < clip->y1; y++)
    {
      float *restrict out = coverage + (gsize)(y - clip->y0) * stride;
      float dy = (float)y + 0.5f - s->y, x0 = (float)clip->x0 + 0.5f - s->x;

      /* In two loops, so that the first is done for several pixels at once. */
      for (int i = 0; i < n; i++)
        {
          float dx = x0 + (float)i;
          float p = (dx * s->cosine + dy * s->sine) * a, q = (dy * s->cosine - dx * s->sine) * b;
          float at = sqrtf (p * p + q * q);

          out[i] = at < SMP_SOFT_DISC_STEPS ? at : SMP_SOFT_DISC_STEPS;
        }
      for (int i = 0; i < n; i++)
        {
          int k = (int)out[i];

          out[i] = profile[k] + (profile[k + 1] - profile[k]) * (out[i] - (float)k);
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

/* Whether the blurred disc is smooth enough that samples a pixel apart add up to its area: aliasing
 * is e^(−2π²σ²), below 0.1 % from 0.6 px on. */
static gboolean
is_smooth (const SmpDotShape *s)
{
  return edge_sigma (s) * sqrtf (s->minor / s->major) > 0.6f;
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

  if (is_soft (s))
    sample_soft (s, box, stamp, width);
  else
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

  if (fits && is_gauss (shape))
    raster_gauss (shape, box, clip, coverage, stride);
  else if (is_soft (shape) && is_smooth (shape))
    sample_soft (shape, clip, coverage, stride);
  else if (fits && (shape->minor < LARGE_AXIS || is_soft (shape)))
    raster_small (shape, box, clip, coverage, stride);
  else
    sample_edge (shape, clip, coverage, stride);
}
