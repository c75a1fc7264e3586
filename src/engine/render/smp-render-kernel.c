/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-render-kernel.h"

#ifdef __SSE2__
#include <immintrin.h>
#endif
#include <string.h>

/* This file is compiled once for each instruction set, SMP_KERNEL being what the kernel is called.
 * Its code is written for eight lanes; the compiler makes two times four of them where it must. */

#define LANES 8

typedef float V __attribute__ ((vector_size (32)));
typedef gint32 I __attribute__ ((vector_size (32)));
typedef guint32 U __attribute__ ((vector_size (32)));
typedef float VAt __attribute__ ((vector_size (32), aligned (4), may_alias));
typedef guint32 UAt __attribute__ ((vector_size (32), aligned (1), may_alias));

/* The sRGB curve above its toe is V = 269.025 (linear)^(1/2.4) − 14.025 in 8-bit codes, so that a
 * share p of the light gives V' = V − (1 − p^(1/2.4)) (V + 14.025): exact, without decoding. */
#define CURVE_OFFSET 14.025f
/* In the toe V = 3294.6 linear, up to 0.0031308. */
#define TOE_SLOPE 3294.6f
#define TOE_LINEAR 0.0031308f
#define TOE_CODE 11.0f
/* 1 − p^(1/2.4) = (1 − z) q (z) with z = √p: least relative error for p from 0.0036 on, where it is
 * 0.00025, so at most 0.06 code; below lies the toe. */
static const float loss[6]
    = { 0.98622680f, -0.46650148f, 1.01332559f, -1.55877698f, 1.26278367f, -0.40397485f };

#define INLINE static inline __attribute__ ((always_inline))

INLINE V
splat_v (float f)
{
  return (V){ f, f, f, f, f, f, f, f };
}

INLINE V
iota (void)
{
  return (V){ 0, 1, 2, 3, 4, 5, 6, 7 };
}

INLINE V
pick (I mask, V yes, V no)
{
  return (V)(((I)yes & mask) | ((I)no & ~mask));
}

INLINE V
root (V v)
{
#if defined __AVX__
  return (V)_mm256_sqrt_ps ((__m256)v);
#elif defined __SSE2__
  union
  {
    V v;
    __m128 half[2];
  } u = { v };

  u.half[0] = _mm_sqrt_ps (u.half[0]);
  u.half[1] = _mm_sqrt_ps (u.half[1]);
  return u.v;
#else
  for (int i = 0; i < LANES; i++)
    v[i] = __builtin_sqrtf (v[i]);
  return v;
#endif
}

INLINE gboolean
any (I mask)
{
#if defined __AVX__
  return _mm256_movemask_ps ((__m256)mask) != 0;
#else
  union
  {
    I mask;
    guint64 part[4];
  } u = { mask };

  return (u.part[0] | u.part[1] | u.part[2] | u.part[3]) != 0;
#endif
}

/* What the dot covers of eight pixels in a row, the first @x from its own; @a and @b are its form
 * in that row. */
INLINE V
cover (const SmpSplat *s, float a, float b, int x)
{
  V dx = (splat_v ((float)x) + iota ()) - s->ox;
  V w = b - dx * (s->xx * dx + a);

  w = (V)((I)w & (w > 0));
  return (w * w) * (s->c[0] + w * (s->c[1] + w * s->c[2]));
}

INLINE void
take (const SmpTile *tile, float *at, V share, V k0, V k1, V k2)
{
  VAt *r = (VAt *)at, *g = (VAt *)(at + tile->plane), *b = (VAt *)(at + 2 * tile->plane);

  *r *= 1 - share * k0;
  *g *= 1 - share * k1;
  *b *= 1 - share * k2;
}

/* Always the same order. */
INLINE float
sum_of (V v)
{
  return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
}

INLINE guint32
blocks_between (int x0, int x1)
{
  return (guint32)((G_GUINT64_CONSTANT (2) << ((x1 - 1) / SMP_BLOCK)) - 1)
         & ~((1u << (x0 / SMP_BLOCK)) - 1);
}

/* A stamp of at most 8 × 8 pixels, scaled so that it sums up to the dot's area. It may overlap the
 * tile's side: there is room for it. */
INLINE void
splat_small (const SmpTile *tile, const SmpSplat *s)
{
  V stamp[LANES], sum = splat_v (0), k0, k1, k2;
  int height = s->box.y1 - s->box.y0, left = s->box.x0 - s->x;
  int y0 = MAX (s->box.y0, tile->y0), y1 = MIN (s->box.y1, tile->y0 + tile->height);
  int x0 = s->box.x0 - tile->x0;
  guint32 blocks = blocks_between (MAX (x0, 0), MIN (s->box.x1 - tile->x0, tile->width));
  float scale;

  for (int i = 0; i < height; i++)
    {
      float dy = (float)(s->box.y0 + i - s->y) - s->oy;

      stamp[i] = cover (s, s->xy * dy, 1 - s->yy * dy * dy, left);
      sum += stamp[i];
    }
  scale = s->area / sum_of (sum);
  k0 = splat_v (s->k[0] * scale);
  k1 = splat_v (s->k[1] * scale);
  k2 = splat_v (s->k[2] * scale);
  for (int y = y0; y < y1; y++)
    {
      float *at = tile->keep + (gssize)(y - tile->y0) * (gssize)tile->stride + x0;

      take (tile, at, stamp[y - s->box.y0], k0, k1, k2);
      tile->touched[y - tile->y0] |= blocks;
    }
}

/* What the samples of a thin dot add up to. */
static float
sum_up (const SmpSplat *s)
{
  V sum = splat_v (0);

  for (int y = s->box.y0; y < s->box.y1; y++)
    {
      float dy = (float)(y - s->y) - s->oy;

      for (int x = s->box.x0; x < s->box.x1; x += LANES)
        sum += cover (s, s->xy * dy, 1 - s->yy * dy * dy, x - s->x);
    }
  return sum_of (sum);
}

INLINE void
splat_large (const SmpTile *tile, const SmpSplat *s)
{
  float scale = s->kind == SMP_SPLAT_THIN ? s->area / sum_up (s) : 1;
  V k0 = splat_v (s->k[0] * scale), k1 = splat_v (s->k[1] * scale), k2 = splat_v (s->k[2] * scale);
  int x0 = MAX (s->box.x0, tile->x0), x1 = MIN (s->box.x1, tile->x0 + tile->width);
  int y0 = MAX (s->box.y0, tile->y0), y1 = MIN (s->box.y1, tile->y0 + tile->height);
  guint32 blocks = blocks_between (x0 - tile->x0, x1 - tile->x0);

  for (int y = y0; y < y1; y++)
    {
      float *row = tile->keep + (gssize)(y - tile->y0) * (gssize)tile->stride - tile->x0;
      float dy = (float)(y - s->y) - s->oy;
      float a = s->xy * dy, b = 1 - s->yy * dy * dy;

      for (int x = x0; x < x1; x += LANES)
        take (tile, row + x, cover (s, a, b, x - s->x), k0, k1, k2);
      tile->touched[y - tile->y0] |= blocks;
    }
}

static void
splat (const SmpTile *tile, const SmpSplat *s)
{
  if (s->kind == SMP_SPLAT_SMALL)
    splat_small (tile, s);
  else
    splat_large (tile, s);
}

/* A fixed pattern of 0 to 1 over the picture: a pixel's position, mixed (the constants are those of
 * the murmur3 finaliser and of golden ratios). A small dot takes less than half a code from each
 * pixel around it; plain rounding would lose it altogether. So the fraction decides, over this
 * pattern, how many of the pixels take a whole code: the dose is kept. */
INLINE V
dither (guint32 x, guint32 y)
{
  const U steps = { 0,
                    0x9e3779b1u,
                    0x9e3779b1u * 2u,
                    0x9e3779b1u * 3u,
                    0x9e3779b1u * 4u,
                    0x9e3779b1u * 5u,
                    0x9e3779b1u * 6u,
                    0x9e3779b1u * 7u };
  U h = (x * 0x9e3779b1u + steps) ^ (y * 0x85ebca77u);

  h = (h ^ h >> 15) * 0x2c1b3c6du;
  h ^= h >> 13;
  h = (h & 0xffff);
  return __builtin_convertvector((I)h, V) * (1 / 65536.0f);
}

/* Codes near the toe, one by one. */
static V
toe (V code, V old, V keep, const float *decode)
{
  for (int i = 0; i < LANES; i++)
    if (code[i] < TOE_CODE && keep[i] < 1)
      {
        float linear = decode[(int)old[i]] * keep[i];

        if (linear <= TOE_LINEAR)
          code[i] = TOE_SLOPE * linear;
      }
  return code;
}

INLINE V
channel (U pixels, int shift)
{
  return __builtin_convertvector((I)((pixels >> shift) & 255), V);
}

INLINE U
darken (V old, V keep, V noise, const float *decode)
{
  V z = root (keep);
  V share
      = (1 - z)
        * (loss[0] + z * (loss[1] + z * (loss[2] + z * (loss[3] + z * (loss[4] + z * loss[5])))));
  V code = old - share * (old + CURVE_OFFSET);

  if (G_UNLIKELY (any (code < TOE_CODE)))
    code = toe (code, old, keep, decode);
  /* What keeps all its light keeps its code. */
  code = pick (keep < 1, code + noise, old);
  return (U) __builtin_convertvector(code, I);
}

/* How much of the pixels' light is shine, by which they are whiter than the skin around
 * (dichromatic reflection, Shafer 1985): in the plane of the skin's colour and white, the part
 * along white. Light that the dot would take from it stays. */
INLINE void
put_shine_back (const guint8 *px, const SmpBlockLight *light, const float *decode, V keep[3])
{
  V linear[3], mean, amount, white, least;

  for (int c = 0; c < 3; c++)
    linear[c]
        = (V){ decode[px[c]],      decode[px[4 + c]],  decode[px[8 + c]],  decode[px[12 + c]],
               decode[px[16 + c]], decode[px[20 + c]], decode[px[24 + c]], decode[px[28 + c]] };
  mean = (linear[0] + linear[1] + linear[2]) * (1 / 3.0f);
  amount = linear[0] * light->along[0] + linear[1] * light->along[1] + linear[2] * light->along[2];
  amount = (V)((I)amount & (amount > 0));
  white = mean - amount * light->skin_mean;
  white = (white - SMP_SHINE_MIN * mean) * (1 / (1 - SMP_SHINE_MIN));
  white = (V)((I)white & (white > 0));
  /* No channel gives back more than it has. */
  least = pick (linear[0] < linear[1], linear[0], linear[1]);
  least = pick (linear[2] < least, linear[2], least);
  white = pick (white < least, white, least);
  for (int c = 0; c < 3; c++)
    keep[c] += (1 - keep[c]) * (white / (linear[c] + 1e-7f));
}

INLINE void
block (const guint8 *before,
       guint8 *after,
       guint32 x,
       guint32 y,
       const float *keep,
       gsize plane,
       const SmpBlockLight *light,
       const float *decode)
{
  for (int half = 0; half < SMP_BLOCK; half += LANES)
    {
      const guint8 *from = before + 4 * half;
      U pixels = *(const UAt *)from, out;
      V kept[3] = { *(const VAt *)(keep + half), *(const VAt *)(keep + plane + half),
                    *(const VAt *)(keep + 2 * plane + half) };
      V noise = dither (x + (guint32)half, y);

      if (light->has_shine)
        put_shine_back (from, light, decode, kept);
      out = pixels & 0xff000000u;
      for (int c = 0; c < 3; c++)
        out |= darken (channel (pixels, 8 * c), kept[c], noise, decode) << (8 * c);
      *(UAt *)(after + 4 * half) = out;
    }
}

static void
composite (const guint8 *before,
           guint8 *after,
           int n,
           int x,
           int y,
           const float *keep,
           gsize plane,
           guint32 touched,
           const SmpBlockLight *lights,
           const float *decode)
{
  for (int at = 0; at < n; at += SMP_BLOCK, touched >>= 1, lights++)
    if (touched & 1)
      block (before + 4 * at, after + 4 * at, (guint32)(x + at), (guint32)y, keep + at, plane,
             lights, decode);
    else
      memcpy (after + 4 * at, before + 4 * at, 4 * SMP_BLOCK);
}

const SmpRenderKernel SMP_KERNEL = { SMP_KERNEL_NAME, splat, composite };
