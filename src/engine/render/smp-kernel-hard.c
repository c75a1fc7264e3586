/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-kernel-vector.h"
#include "render/smp-render-kernel.h"

/* smp_dot_raster() of a small dot, and what it takes, many pixels at a time: the same operations on
 * each pixel, and the same order of sums. */

/* Room for a stamp whose rows end with as many zeros as are read beyond them. */
#define ROOM (SMP_DOT_SMALL_SIDE * (SMP_DOT_SMALL_SIDE + 2 * WIDE))

typedef struct
{
  int width;
  int height;
  int stride;
  float values[ROOM];
} Stamp;

static void
sample (const SmpDotShape *s, const SmpPixelBox *box, Stamp *stamp)
{
  float sigma = smp_dot_edge_sigma (s), inverse_width = 1 / (SMP_DOT_EDGE_PER_SIGMA * sigma);
  float shrink = smp_dot_shrink (s, sigma);
  float ia2 = 1 / (s->major * s->major * shrink), ib2 = 1 / (s->minor * s->minor * shrink);

  for (int y = 0; y < stamp->height; y++)
    {
      float *row = stamp->values + y * stamp->stride;
      float dy = (float)(box->y0 + y) + 0.5f - s->y;

      for (int x = 0; x < stamp->width; x += WIDE)
        {
          W dx = (wide_iota () + (float)(box->x0 + x)) + 0.5f - s->x;
          W p = dx * s->cosine + dy * s->sine, q = dy * s->cosine - dx * s->sine;
          W pa = p * ia2, qb = q * ib2, f = 1 - (p * pa + q * qb);
          W g = wide_root (pa * pa + qb * qb) * 2 + 1e-6f, t = f / g * inverse_width;

          t = wide_minimum (wide_maximum (t, wide (-1)), wide (1));
          t = 0.5f + t * (0.75f - 0.25f * t * t);
          *(WAt *)(row + x) = wide_select (wide_iota () < (float)(stamp->width - x), t, wide (0));
        }
      *(WAt *)(row + stamp->stride - WIDE) = wide (0);
    }
}

/* As make_area_exact() of smp-dot-raster.c. */
static void
make_area_exact (Stamp *stamp, float area)
{
  for (int pass = 0; pass < 4; pass++)
    {
      V sums = splat_v (0);
      I fulls = { 0 };
      float free_sum, k;
      int full = 0;

      for (int y = 0; y < stamp->height; y++)
        for (int x = 0; x < stamp->width; x += LANES)
          {
            V v = *(const VAt *)(stamp->values + y * stamp->stride + x);
            I is_free = v < 1;

            sums += (V)((I)v & is_free);
            fulls += is_free + 1;
          }
      free_sum = sum_of (sums);
      for (int i = 0; i < LANES; i++)
        full += fulls[i];
      if (!(free_sum > 0) || area <= (float)full)
        return;
      k = (area - (float)full) / free_sum;
      if (k > 0.9999f && k < 1.0001f)
        return;
      /* Full ones stay full, and zeros zeros. */
      for (int y = 0; y < stamp->height; y++)
        for (int x = 0; x < stamp->width; x += WIDE)
          {
            WAt *v = (WAt *)(stamp->values + y * stamp->stride + x);
            W scaled = wide_minimum (*v * k, wide (1));

            *v = wide_select (*v < 1, scaled, *v);
          }
    }
}

void
SMP_KERNEL_FUNC (splat_hard) (const SmpTile *tile, const SmpSplat *s)
{
  SmpPixelBox box = { s->box.x0 - s->x, s->box.y0 - s->y, s->box.x1 - s->x, s->box.y1 - s->y };
  int x0 = MAX (s->box.x0, tile->x0), x1 = MIN (s->box.x1, tile->x0 + tile->width);
  int y0 = MAX (s->box.y0, tile->y0), y1 = MIN (s->box.y1, tile->y0 + tile->height);
  W k0 = wide (s->k[0]), k1 = wide (s->k[1]), k2 = wide (s->k[2]);
  guint32 blocks = 0;
  Stamp stamp;

  stamp.width = box.x1 - box.x0;
  stamp.height = box.y1 - box.y0;
  stamp.stride = (stamp.width + WIDE - 1) / WIDE * WIDE + WIDE;
  sample (&s->shape, &box, &stamp);
  make_area_exact (&stamp, (float)G_PI * s->shape.major * s->shape.minor);
  for (int i = (x0 - tile->x0) / SMP_BLOCK; i <= (x1 - 1 - tile->x0) / SMP_BLOCK; i++)
    blocks |= 1u << i;
  for (int y = y0; y < y1; y++)
    {
      const float *from = stamp.values + (y - s->box.y0) * stamp.stride + (x0 - s->box.x0);
      float *at = tile->keep + (gsize)(y - tile->y0) * tile->stride + (x0 - tile->x0);

      for (int x = 0; x < x1 - x0; x += WIDE)
        {
          W share = *(const WAt *)(from + x);
          WAt *r = (WAt *)(at + x), *g = (WAt *)(at + x + tile->plane);
          WAt *b = (WAt *)(at + x + 2 * tile->plane);

          *r *= 1 - share * k0;
          *g *= 1 - share * k1;
          *b *= 1 - share * k2;
        }
      tile->touched[y - tile->y0] |= blocks;
    }
}
