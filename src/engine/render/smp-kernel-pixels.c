/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-render-kernel.h"

#include "render/smp-kernel-vector.h"

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

#define HAIR_SLOPE (SMP_HAIR_LIGHT / (SMP_HAIR_LIGHT - SMP_HAIR_DARK))

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
  k0 = splat_v (MIN (s->k[0] * scale, 1.0f));
  k1 = splat_v (MIN (s->k[1] * scale, 1.0f));
  k2 = splat_v (MIN (s->k[2] * scale, 1.0f));
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

/* A fixed pattern of 0 to 1 over the picture: a pixel's position, mixed (the constants are those of
 * the murmur3 finaliser and of golden ratios). A small dot takes less than half a code from each
 * pixel around it; plain rounding would lose it altogether. So the fraction decides, over this
 * pattern, how many of the pixels take a whole code: the dose is kept. */
INLINE W
dither (guint32 x, guint32 y)
{
  const WU steps = (WU) __builtin_convertvector(wide_iota (), WI) * 0x9e3779b1u;
  WU h = (x * 0x9e3779b1u + steps) ^ (y * 0x85ebca77u);

  h = (h ^ h >> 15) * 0x2c1b3c6du;
  return __builtin_convertvector((WI)(h >> 16), W) * (1 / 65536.0f);
}

INLINE void
put_pixels (guint8 *to, WU pixels, gboolean stream)
{
#ifdef __SSE2__
  union
  {
    WU all;
    __m128i part[WIDE / 4];
  } u = { pixels };

  if (stream)
    {
      for (int i = 0; i < WIDE / 4; i++)
        _mm_stream_si128 ((__m128i *)(gpointer)(to + 16 * i), u.part[i]);
      return;
    }
#endif
  *(WUAt *)to = pixels;
}

/* Codes near the toe, one by one. */
INLINE W
toe (W code, W old, W taken, const float *decode)
{
  if (!any_below (code, TOE_CODE))
    return code;
  for (int i = 0; i < WIDE; i++)
    if (code[i] < TOE_CODE && taken[i] > 0)
      {
        float linear = decode[(int)old[i]] * (1 - taken[i]);

        if (linear <= TOE_LINEAR)
          code[i] = TOE_SLOPE * linear;
      }
  return code;
}

INLINE W
channel (WU pixels, int shift)
{
  return __builtin_convertvector((WI)((pixels >> shift) & 255), W);
}

/* The codes of light of which a share is taken, not yet rounded. Where none is, exactly those that
 * were. */
INLINE W
darken (W old, W taken)
{
  W z = wide_root (1 - taken);
  W share = (1 - z) * (loss[0] + z * (loss[1] + z * (loss[2] + z * (loss[3] + z * loss[4]))));

  return old - share * (old + CURVE_OFFSET);
}

/* Linear light of codes, enough to tell what is shine: of quartics that with the least relative
 * error, where 0.5 % from code 34 on weigh as much as 3 % from 14 on and 8 % from 8 on. It is off
 * by 0.11 %, 0.6 % and 1.7 %; below code 8 it is too bright, and never 0. */
INLINE W
decode_roughly (W code)
{
  return 9.6884460e-4f
         + code
               * (1.1790838e-4f
                  + code * (8.4386096e-6f + code * (3.3305488e-8f - code * 3.1469121e-11f)));
}

/* A processor waits long for roots and divisions; meanwhile it can go on elsewhere, so that as many
 * pixels are worked on step by step as its registers hold. */
#ifdef __AVX2__
#define AT_ONCE 2
#else
#define AT_ONCE 1
#endif
/* So much of a block is worked on at a time. */
#define PARTS (SMP_BLOCK / WIDE)

/* What some of the wide parts of a row hold. */
typedef W Codes[AT_ONCE * PARTS][3];

/* Pigment darkens only what comes from the skin: not shine, which is reflected above it, nor hair,
 * which lies over it. Lowers the share of light that is taken from the pixels. */
INLINE void
put_back (Codes old, const SmpPhotoOver *blocks, int n, Codes taken)
{
  Codes light, pair; /* of pair the product of all but that channel */
  W inverse[AT_ONCE * PARTS], skin[AT_ONCE * PARTS], shine[AT_ONCE * PARTS];

  for (int h = 0; h < n; h++)
    for (int c = 0; c < 3; c++)
      light[h][c] = decode_roughly (old[h][c]);
  for (int h = 0; h < n; h++)
    {
      pair[h][0] = light[h][1] * light[h][2];
      pair[h][1] = light[h][0] * light[h][2];
      pair[h][2] = light[h][0] * light[h][1];
      inverse[h] = 1 / (pair[h][2] * light[h][2]);
    }
  for (int h = 0; h < n; h++)
    {
      const SmpPhotoOver *over = &blocks[h / PARTS];
      W r = light[h][0], g = light[h][1], b = light[h][2];

      shine[h] = r * over->white[0] + g * over->white[1] + b * over->white[2];
      /* No channel gives back more than it has. */
      shine[h] = wide_maximum (
          wide_minimum (shine[h], wide_minimum (wide_minimum (r, g - over->dull), b)), wide (0));
      /* The share of the pixel that is not hair: 1 / g is rb times the inverse. */
      skin[h]
          = HAIR_SLOPE - (HAIR_SLOPE * SMP_HAIR_DARK * over->bright) * (pair[h][1] * inverse[h]);
      skin[h] = wide_minimum (wide_maximum (skin[h], wide (0)), wide (1));
      shine[h] *= inverse[h] * skin[h];
    }
  for (int h = 0; h < n; h++)
    for (int c = 0; c < 3; c++)
      taken[h][c] *= skin[h] - shine[h] * pair[h][c];
}

/* @row: with the first of @n_blocks blocks as its first. Returns FALSE, and writes nothing, where
 * the codes come near the toe, but if @near_toe. */
INLINE gboolean
composite_blocks (const SmpRow *row, const SmpPhotoOver *over, int n_blocks, gboolean near_toe)
{
  Codes old, taken, code;
  W least = wide (255);
  int n = n_blocks * PARTS;

  for (int h = 0; h < n; h++)
    {
      WU pixels = *(const WUAt *)(row->before + 4 * WIDE * h);

      for (gsize c = 0; c < 3; c++)
        {
          old[h][c] = channel (pixels, 8 * (int)c);
          taken[h][c] = 1 - *(WAt *)(row->keep + c * row->plane + WIDE * h);
        }
    }
  if (over != NULL)
    put_back (old, over, n, taken);
  for (int h = 0; h < n; h++)
    for (int c = 0; c < 3; c++)
      if (near_toe)
        code[h][c] = toe (darken (old[h][c], taken[h][c]), old[h][c], taken[h][c], row->decode);
      else
        {
          code[h][c] = darken (old[h][c], taken[h][c]);
          least = wide_minimum (least, code[h][c]);
        }
  if (!near_toe && any_below (least, TOE_CODE))
    return FALSE;
  for (int h = 0; h < n; h++)
    {
      W noise = dither ((guint32)(row->x + WIDE * h), (guint32)row->y);
      WU out = *(const WUAt *)(row->before + 4 * WIDE * h) & 0xff000000u;

      /* The noise is less than 1: what was a whole code stays one. */
      for (int c = 0; c < 3; c++)
        out |= (WU) __builtin_convertvector(code[h][c] + noise, WI) << (8 * c);
      put_pixels (row->after + 4 * WIDE * h, out, row->stream);
      for (gsize c = 0; c < 3; c++)
        *(WAt *)(row->keep + c * row->plane + WIDE * h) = wide (1);
    }
  return TRUE;
}

static void composite_near_toe (const SmpRow *row, const SmpPhotoOver *over, int n_blocks)
    __attribute__ ((noinline));

static void
composite_near_toe (const SmpRow *row, const SmpPhotoOver *over, int n_blocks)
{
  if (n_blocks == AT_ONCE)
    composite_blocks (row, over, AT_ONCE, TRUE);
  else
    composite_blocks (row, over, 1, TRUE);
}

INLINE void
copy_block (const SmpRow *row)
{
  for (int h = 0; h < PARTS; h++)
    put_pixels (row->after + 4 * WIDE * h, *(const WUAt *)(row->before + 4 * WIDE * h),
                row->stream);
}

void
SMP_KERNEL_FUNC (composite) (const SmpRow *whole)
{
  SmpRow row = *whole;

  for (int i = 0, step; i < whole->n / SMP_BLOCK; i += step)
    {
      const SmpPhotoOver *over = row.over != NULL ? row.over + i : NULL;

      step = 1;
      if (!(row.touched & 1))
        copy_block (&row);
      else if (AT_ONCE > 1 && (row.touched & 3) == 3 && i + 1 < whole->n / SMP_BLOCK)
        {
          step = AT_ONCE;
          if (!composite_blocks (&row, over, AT_ONCE, FALSE))
            composite_near_toe (&row, over, AT_ONCE);
        }
      else if (!composite_blocks (&row, over, 1, FALSE))
        composite_near_toe (&row, over, 1);
      row.before += 4 * SMP_BLOCK * step;
      row.after += 4 * SMP_BLOCK * step;
      row.x += SMP_BLOCK * step;
      row.keep += SMP_BLOCK * step;
      row.touched >>= step;
    }
}

/* A change of a normal number's deviation by a changes the mean of (V + 14.025 + n)^2.4 as much as
 * 0.7 a² / (V + 14.025) more of V would: so much less keeps the light. */
#define CONVEXITY 0.7f
/* Deviations of noise that a code has room for on both sides. */
#define NOISE_ROOM 4
/* The least difference of codes to learn from how noise goes through. */
#define NOISE_LEAST 0.5f

/* A block's codes from what they were and the shares of light that dots take. */
INLINE void
shade (const SmpRow *row, const SmpPhotoOver *over, Codes old, Codes taken, Codes code)
{
  Codes its;

  for (int h = 0; h < PARTS; h++)
    for (int c = 0; c < 3; c++)
      its[h][c] = taken[h][c];
  if (over != NULL)
    put_back (old, over, PARTS, its);
  for (int h = 0; h < PARTS; h++)
    for (int c = 0; c < 3; c++)
      code[h][c] = toe (darken (old[h][c], its[h][c]), old[h][c], its[h][c], row->decode);
}

/* Adds to @square, for each code of a block, the square of how much of the photo's noise comes
 * through: of what a little more and a little less light come out as, the difference against what
 * it was. Noise of all channels together (@which is 7), or of the one whose bit is set. */
INLINE void
look_through (const SmpRow *row,
              const SmpPhotoOver *over,
              Codes old,
              Codes taken,
              guint which,
              W delta,
              Codes square)
{
  Codes more, less, of_more, of_less;

  for (int h = 0; h < PARTS; h++)
    for (guint c = 0; c < 3; c++)
      {
        W d = which >> c & 1 ? delta : wide (0);

        more[h][c] = wide_minimum (old[h][c] + d, wide (255));
        less[h][c] = wide_maximum (old[h][c] - d, wide (0));
      }
  shade (row, over, more, taken, of_more);
  shade (row, over, less, taken, of_less);
  for (int h = 0; h < PARTS; h++)
    for (int c = 0; c < 3; c++)
      {
        int from = which == 7 ? c : (int)which >> 1;
        W gain = (of_more[h][c] - of_less[h][c]) / (more[h][from] - less[h][from]);

        square[h][c] += gain * gain;
      }
}

/* What is missing of the variance of the photo's noise in the codes of a block, its own being 1.
 * Dots take noise with the light; shine that is told by it, or hair, brings some back. Exactly 0
 * where nothing is taken. */
INLINE void
missing_noise (const SmpRow *row,
               const SmpPhotoOver *over,
               const SmpRowGrain *grain,
               Codes old,
               Codes taken,
               Codes missing)
{
  W delta = wide (MAX (grain->sigma[0], NOISE_LEAST));
  Codes all = { 0 }, each = { 0 };

  look_through (row, over, old, taken, 7, delta, all);
  if (grain->own > 0)
    for (guint c = 0; c < 3; c++)
      look_through (row, over, old, taken, 1u << c, delta, each);
  for (int h = 0; h < PARTS; h++)
    for (int c = 0; c < 3; c++)
      {
        missing[h][c] = (1 - grain->own) * (1 - all[h][c]);
        if (grain->own > 0)
          missing[h][c] += grain->own * (1 - each[h][c]);
        missing[h][c] = wide_maximum (missing[h][c], wide (0));
      }
}

/* The code with as much noise as is missing, for the same mean of light. */
INLINE W
with_noise (W code, W missing, W noise, const SmpRowGrain *grain)
{
  W a = grain->sigma[0] * wide_root (missing);

  /* What would be cut off on one side would move the mean. */
  a = wide_minimum (a,
                    wide_maximum (wide_minimum (code, 255 - code) * (1.0f / NOISE_ROOM), wide (0)));
  code += a * noise - CONVEXITY * grain->variance * a * a / (code + CURVE_OFFSET);
  return wide_minimum (wide_maximum (code, wide (0)), wide (255));
}

static void
composite_block_grained (const SmpRow *row, const SmpPhotoOver *over, const SmpRowGrain *grain)
{
  Codes old, taken, code, missing;

  for (int h = 0; h < PARTS; h++)
    {
      WU pixels = *(const WUAt *)(row->before + 4 * WIDE * h);

      for (gsize c = 0; c < 3; c++)
        {
          WAt *keep = (WAt *)(row->keep + c * row->plane + WIDE * h);

          old[h][c] = channel (pixels, 8 * (int)c);
          taken[h][c] = 1 - *keep;
          *keep = wide (1);
        }
    }
  shade (row, over, old, taken, code);
  missing_noise (row, over, grain, old, taken, missing);
  for (int h = 0; h < PARTS; h++)
    {
      W whole = dither ((guint32)(row->x + WIDE * h), (guint32)row->y);
      WU out = *(const WUAt *)(row->before + 4 * WIDE * h) & 0xff000000u;

      for (gsize c = 0; c < 3; c++)
        {
          W noise = *(const WAt *)(grain->noise + c * grain->plane + WIDE * h);
          W sum = with_noise (code[h][c], missing[h][c], noise, grain) + whole;

          out |= (WU) __builtin_convertvector(sum, WI) << (8 * c);
        }
      put_pixels (row->after + 4 * WIDE * h, out, row->stream);
    }
}

void
SMP_KERNEL_FUNC (composite_grained) (const SmpRow *whole, const SmpRowGrain *grain)
{
  SmpRow row = *whole;
  SmpRowGrain its = *grain;

  for (int i = 0; i < whole->n / SMP_BLOCK; i++)
    {
      if (row.touched & 1)
        composite_block_grained (&row, row.over != NULL ? row.over + i : NULL, &its);
      else
        copy_block (&row);
      row.before += 4 * SMP_BLOCK;
      row.after += 4 * SMP_BLOCK;
      row.x += SMP_BLOCK;
      row.keep += SMP_BLOCK;
      row.touched >>= 1;
      its.noise += SMP_BLOCK;
      its.sigma++;
    }
}
