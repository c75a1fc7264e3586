/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-render-kernel.h"

#include "render/smp-kernel-vector.h"

#define HALVES (SMP_BLOCK / LANES)

/* The sRGB curve above its toe is V = 269.025 (linear)^(1/2.4) − 14.025 in 8-bit codes, so that a
 * share p of the light gives V' = V − (1 − p^(1/2.4)) (V + 14.025): exact, without decoding. */
#define CURVE_OFFSET 14.025f
/* In the toe V = 3294.6 linear, up to 0.0031308. */
#define TOE_SLOPE 3294.6f
#define TOE_LINEAR 0.0031308f
#define TOE_CODE 11.0f
/* 1 − p^(1/2.4) = (1 − z) q (z) with z = √p: least relative error for p from 0.0064 on, where it is
 * 0.0004, so at most 0.1 code; below lies the toe. */
static const float loss[5] = { 0.98174146f, -0.38854223f, 0.57675021f, -0.52757173f, 0.19135438f };

/* White less than this share of a pixel's light is taken for noise; our choice. */
#define SHINE_NOISE 0.02f
/* A pixel darker than this share of the skin's brightness is all hair, and one brighter than the
 * other is all skin; between, a mixture. Our choice. */
#define HAIR_DARK 0.25f
#define HAIR_LIGHT 0.65f
#define HAIR_SLOPE (HAIR_LIGHT / (HAIR_LIGHT - HAIR_DARK))
/* What the dot covers of eight pixels in a row, the first @x from its own; @a and @b are its form
 * in that row. */
INLINE V
cover (const SmpSplat *s, float a, float b, int x)
{
  V dx = (splat_v ((float)x) + iota ()) - s->ox;
  V w = b - dx * (s->xx * dx + a);

  w = maximum (w, splat_v (0));
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
  k0 = splat_v (MIN (s->k[0] * scale, 1.0f));
  k1 = splat_v (MIN (s->k[1] * scale, 1.0f));
  k2 = splat_v (MIN (s->k[2] * scale, 1.0f));
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
  V k0 = splat_v (MIN (s->k[0] * scale, 1.0f)), k1 = splat_v (MIN (s->k[1] * scale, 1.0f)),
    k2 = splat_v (MIN (s->k[2] * scale, 1.0f));
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

void
SMP_KERNEL_FUNC (splat) (const SmpTile *tile, const SmpSplat *s)
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

/* Eight pixels. */
INLINE void
put_pixels (guint8 *to, U pixels, gboolean stream)
{
#ifdef __SSE2__
  union
  {
    U all;
    __m128i part[2];
  } u = { pixels };

  if (stream)
    {
      _mm_stream_si128 ((__m128i *)(gpointer)to, u.part[0]);
      _mm_stream_si128 ((__m128i *)(gpointer)(to + 16), u.part[1]);
      return;
    }
#endif
  *(UAt *)to = pixels;
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

/* The codes of light of which a share is kept, not yet rounded. Where all is kept, exactly those
 * that were. */
INLINE V
darken (V old, V keep)
{
  V z = root (keep);
  V share = (1 - z) * (loss[0] + z * (loss[1] + z * (loss[2] + z * (loss[3] + z * loss[4]))));

  return old - share * (old + CURVE_OFFSET);
}

/* Linear light of codes, with an error of 1 % from code 12 on: enough to tell what is shine. */
INLINE V
decode_roughly (V code)
{
  return 1e-4f
         + code
               * (2.1331856e-4f
                  + code * (6.0121788e-6f + code * (5.2727875e-8f + code * -7.7277714e-11f)));
}

/* Pigment darkens only what comes from the skin: not shine, which is reflected above it, nor hair,
 * which lies over it. Raises the share of light that the pixels keep. */
INLINE void
put_back (const V old[3], const SmpPhotoOver *over, V keep[3])
{
  V light[3] = { decode_roughly (old[0]), decode_roughly (old[1]), decode_roughly (old[2]) };
  V mean = (light[0] + light[1] + light[2]) * (1 / 3.0f);
  V shine = light[0] * over->white[0] + light[1] * over->white[1] + light[2] * over->white[2];
  V l01 = light[0] * light[1], sure, inverse, skin, share[3];

  /* No channel gives back more than it has. */
  shine = minimum (shine, minimum (minimum (light[0], light[1]), light[2]));
  shine = maximum (shine, splat_v (0));
  /* What the skin's own variation and noise look like is taken for less. */
  sure = shine * shine + (SHINE_NOISE * SHINE_NOISE) * (mean * mean);
  /* One division for five. */
  inverse = 1 / (l01 * light[2] * mean * sure);
  /* The share of the pixel that is not hair. */
  skin = HAIR_SLOPE - (HAIR_SLOPE * HAIR_DARK * over->bright) * (l01 * light[2] * sure * inverse);
  skin = minimum (maximum (skin, splat_v (0)), splat_v (1));
  shine = shine * shine * shine * (mean * inverse) * skin;
  share[0] = skin - shine * (light[1] * light[2]);
  share[1] = skin - shine * (light[0] * light[2]);
  share[2] = skin - shine * l01;
  for (int c = 0; c < 3; c++)
    keep[c] = 1 - (1 - keep[c]) * share[c];
}

/* @row: with the block as its first. */
INLINE void
block (const SmpRow *row, const SmpPhotoOver *over)
{
  V old[HALVES][3], kept[HALVES][3], code[HALVES][3];
  U out[HALVES];

  /* Step by step for both halves: each waits long for its roots and division, and meanwhile the
   * other can go on. */
  for (int h = 0; h < HALVES; h++)
    for (gsize c = 0; c < 3; c++)
      {
        VAt *keep = (VAt *)(row->keep + c * row->plane + LANES * h);

        old[h][c] = channel (*(const UAt *)(row->before + 4 * LANES * h), 8 * (int)c);
        kept[h][c] = *keep;
        *keep = splat_v (1);
      }
  if (over != NULL)
    for (int h = 0; h < HALVES; h++)
      put_back (old[h], over, kept[h]);
  for (int h = 0; h < HALVES; h++)
    for (int c = 0; c < 3; c++)
      code[h][c] = darken (old[h][c], kept[h][c]);
  for (int h = 0; h < HALVES; h++)
    {
      V noise = dither ((guint32)(row->x + LANES * h), (guint32)row->y), *v = code[h];

      if (G_UNLIKELY (any (minimum (minimum (v[0], v[1]), v[2]) < TOE_CODE)))
        for (int c = 0; c < 3; c++)
          v[c] = toe (v[c], old[h][c], kept[h][c], row->decode);
      out[h] = *(const UAt *)(row->before + 4 * LANES * h) & 0xff000000u;
      /* The noise is less than 1: what was a whole code stays one. */
      for (int c = 0; c < 3; c++)
        out[h] |= (U) __builtin_convertvector(v[c] + noise, I) << (8 * c);
    }
  for (int h = 0; h < HALVES; h++)
    put_pixels (row->after + 4 * LANES * h, out[h], row->stream);
}

INLINE void
copy_block (const SmpRow *row)
{
  for (int h = 0; h < HALVES; h++)
    put_pixels (row->after + 4 * LANES * h, *(const UAt *)(row->before + 4 * LANES * h),
                row->stream);
}

void
SMP_KERNEL_FUNC (composite) (const SmpRow *whole)
{
  SmpRow row = *whole;

  for (int i = 0; i < whole->n / SMP_BLOCK; i++)
    {
      if (row.touched & 1)
        block (&row, row.over != NULL ? row.over + i : NULL);
      else
        copy_block (&row);
      row.before += 4 * SMP_BLOCK;
      row.after += 4 * SMP_BLOCK;
      row.x += SMP_BLOCK;
      row.keep += SMP_BLOCK;
      row.touched >>= 1;
    }
}
