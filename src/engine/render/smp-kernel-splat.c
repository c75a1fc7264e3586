/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-kernel-vector.h"
#include "render/smp-render-kernel.h"

/* Dots take their light from the planes of a tile. */

INLINE void
take (const SmpTile *tile, float *at, V share, V k0, V k1, V k2)
{
  VAt *r = (VAt *)at, *g = (VAt *)(at + tile->plane), *b = (VAt *)(at + 2 * tile->plane);

  *r *= 1 - share * k0;
  *g *= 1 - share * k1;
  *b *= 1 - share * k2;
}

INLINE void
wide_take (const SmpTile *tile, float *at, W share, W k0, W k1, W k2)
{
  WAt *r = (WAt *)at, *g = (WAt *)(at + tile->plane), *b = (WAt *)(at + 2 * tile->plane);

  *r *= 1 - share * k0;
  *g *= 1 - share * k1;
  *b *= 1 - share * k2;
}

INLINE guint32
blocks_between (int x0, int x1)
{
  return (guint32)((G_GUINT64_CONSTANT (2) << ((x1 - 1) / SMP_BLOCK)) - 1)
         & ~((1u << (x0 / SMP_BLOCK)) - 1);
}

/* A dot's form, b − xx dx² − a dx, in each of some rows. */
typedef struct
{
  float a[SMP_TILE_MAX];
  float b[SMP_TILE_MAX];
} Rows;

INLINE void
rows_init (Rows *rows, const SmpSplat *s, int y0, int n)
{
  for (int i = 0; i < n; i += LANES)
    {
      V dy = (iota () + (float)(y0 + i - s->y)) - s->oy;

      *(VAt *)(rows->a + i) = s->xy * dy;
      *(VAt *)(rows->b + i) = 1 - s->yy * dy * dy;
    }
}

/* What the dot covers of eight pixels in a row; @along is xx dx². */
INLINE V
cover (const SmpSplat *s, float a, float b, V dx, V along)
{
  V w = maximum ((b - along) - a * dx, splat_v (0));

  return (w * w) * (s->c[0] + w * (s->c[1] + w * (s->c[2] + w * s->c[3])));
}

INLINE W
wide_cover (const SmpSplat *s, float a, float b, W dx, W along)
{
  W w = wide_maximum ((b - along) - a * dx, wide (0));

  return (w * w) * (s->c[0] + w * (s->c[1] + w * (s->c[2] + w * s->c[3])));
}

/* What the samples of a dot add up to. */
INLINE float
sum_up (const SmpSplat *s)
{
  V sum = splat_v (0);

  for (int y0 = s->box.y0; y0 < s->box.y1; y0 += SMP_TILE_MAX)
    {
      Rows rows;
      int n = MIN (s->box.y1 - y0, SMP_TILE_MAX);

      rows_init (&rows, s, y0, n);
      for (int x = s->box.x0; x < s->box.x1; x += LANES)
        {
          V dx = (iota () + (float)(x - s->x)) - s->ox, along = s->xx * dx * dx;

          for (int i = 0; i < n; i++)
            sum += cover (s, rows.a[i], rows.b[i], dx, along);
        }
    }
  return sum_of (sum);
}

/* A dot of at most 8 × 8 pixels, looked at once for its sum and for what it takes. It may overlap
 * the tile's side: there is room for it. */
static void
splat_small (const SmpTile *tile, const SmpSplat *s)
{
  V stamp[LANES], sum = splat_v (0), k0, k1, k2;
  V dx = (iota () + (float)(s->box.x0 - s->x)) - s->ox, along = s->xx * dx * dx;
  V dy = (iota () + (float)(s->box.y0 - s->y)) - s->oy;
  V a = s->xy * dy, b = 1 - s->yy * dy * dy;
  int height = s->box.y1 - s->box.y0, top = s->box.y0 - tile->y0, x0 = s->box.x0 - tile->x0;
  int y0 = MAX (-top, 0), y1 = MIN (tile->height - top, height);
  guint32 blocks = blocks_between (MAX (x0, 0), MIN (s->box.x1 - tile->x0, tile->width));
  float *at = tile->keep + (gssize)(top + y0) * (gssize)tile->stride + x0, scale = 1;

  for (int i = 0; i < height; i++)
    {
      stamp[i] = cover (s, a[i], b[i], dx, along);
      sum += stamp[i];
    }
  if (s->kind == SMP_SPLAT_SUMMED)
    scale = s->area / sum_of (sum);
  k0 = minimum (splat_v (s->k[0] * scale), splat_v (1));
  k1 = minimum (splat_v (s->k[1] * scale), splat_v (1));
  k2 = minimum (splat_v (s->k[2] * scale), splat_v (1));
  for (int i = y0; i < y1; i++, at += tile->stride)
    {
      take (tile, at, stamp[i], k0, k1, k2);
      tile->touched[top + i] |= blocks;
    }
}

/* Strip by strip of four, eight or sixteen columns: those that lie beyond the dot or the tile get
 * nothing or are not looked at. */
static void
splat_large (const SmpTile *tile, const SmpSplat *s)
{
  float scale = s->kind == SMP_SPLAT_SUMMED ? s->area / sum_up (s) : 1;
  W k0 = wide (MIN (s->k[0] * scale, 1.0f)), k1 = wide (MIN (s->k[1] * scale, 1.0f)),
    k2 = wide (MIN (s->k[2] * scale, 1.0f));
  int x0 = MAX (s->box.x0, tile->x0), x1 = MIN (s->box.x1, tile->x0 + tile->width);
  int y0 = MAX (s->box.y0, tile->y0), y1 = MIN (s->box.y1, tile->y0 + tile->height);
  guint32 blocks = blocks_between (x0 - tile->x0, x1 - tile->x0);
  Rows rows;

  rows_init (&rows, s, y0, y1 - y0);
  for (int x = x0; x < x1; x += WIDE)
    {
      float *at = tile->keep + (gsize)(y0 - tile->y0) * tile->stride + (x - tile->x0);
      W dx = (wide_iota () + (float)(x - s->x)) - s->ox, along = s->xx * dx * dx;

      for (int i = 0; i < y1 - y0; i++, at += tile->stride)
        wide_take (tile, at, wide_cover (s, rows.a[i], rows.b[i], dx, along), k0, k1, k2);
    }
  for (int y = y0 - tile->y0; y < y1 - tile->y0; y++)
    tile->touched[y] |= blocks;
}

void
SMP_KERNEL_FUNC (splat) (const SmpTile *tile, const SmpSplat *s)
{
  if (s->kind == SMP_SPLAT_HARD)
    SMP_KERNEL_FUNC (splat_hard) (tile, s);
  else if (s->box.x1 - s->box.x0 <= LANES && s->box.y1 - s->box.y0 <= LANES)
    splat_small (tile, s);
  else
    splat_large (tile, s);
}
