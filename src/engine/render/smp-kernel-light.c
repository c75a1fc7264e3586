/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include "render/smp-kernel-vector.h"
#include "render/smp-render-kernel.h"

/* Opaque pixels as light in sixteen bits, for making a photo smaller. Whole numbers only, which are
 * the same on every machine: a product of two is its upper half. */

/* Numbers that are worked on at a time, and how many pixels that is. */
#if defined __AVX512BW__
#define NUMBERS 32
#elif defined __AVX2__
#define NUMBERS 16
#else
#define NUMBERS 8
#endif
#define PIXELS (NUMBERS / 4)

typedef guint16 N __attribute__ ((vector_size (2 * NUMBERS)));
typedef guint16 NAt __attribute__ ((vector_size (2 * NUMBERS), aligned (1), may_alias));
typedef guint8 Bytes __attribute__ ((vector_size (NUMBERS)));
typedef guint8 BytesAt __attribute__ ((vector_size (NUMBERS), aligned (1), may_alias));

INLINE N
all (guint16 n)
{
  return (N){ 0 } + n;
}

INLINE N
load (const guint16 *at)
{
  return *(const NAt *)at;
}

/* The upper half of the products. */
INLINE N
times (N a, N b)
{
#if defined __AVX512BW__
  return (N)_mm512_mulhi_epu16 ((__m512i)a, (__m512i)b);
#elif defined __AVX2__
  return (N)_mm256_mulhi_epu16 ((__m256i)a, (__m256i)b);
#elif defined __SSE2__
  return (N)_mm_mulhi_epu16 ((__m128i)a, (__m128i)b);
#else
  for (int i = 0; i < NUMBERS; i++)
    a[i] = (guint16)((guint32)a[i] * b[i] >> 16);
  return a;
#endif
}

/* At most 65535. */
INLINE N
plus (N a, N b)
{
#if defined __AVX512BW__
  return (N)_mm512_adds_epu16 ((__m512i)a, (__m512i)b);
#elif defined __AVX2__
  return (N)_mm256_adds_epu16 ((__m256i)a, (__m256i)b);
#elif defined __SSE2__
  return (N)_mm_adds_epu16 ((__m128i)a, (__m128i)b);
#else
  N sum = a + b;

  return sum | (N)(sum < a);
#endif
}

/* sRGB's curve from code 11 on as a polynomial of five powers with the least largest error in
 * codes, and below as its line. In 65536ths; the signs are those of the formula below. */
static const guint16 curve[6] = { 61, 2134, 34119, 43496, 19877, 5610 };
#define TOE_CODE 11
#define TOE_SLOPE 5100 /* of a 256th of a code's number */

INLINE N
decode (Bytes codes)
{
  N code = __builtin_convertvector(codes, N), x = code << 8 | code;
  N up = all (curve[4]) - times (all (curve[5]), x);
  N toe = times (code << 8, all (TOE_SLOPE)), in_toe = (N)(code < TOE_CODE);

  up = all (curve[3]) - times (up, x);
  up = all (curve[2]) + times (up, x);
  up = all (curve[1]) + times (up, x);
  up = plus (all (curve[0]), times (up, x));
  return (up & ~in_toe) | (toe & in_toe);
}

#ifdef __AVX512BW__
/* To look up 32 of 256 numbers costs half as much as to find them anew. */
typedef struct
{
  __m512i part[256 / NUMBERS];
} Light;

INLINE void
light_init (Light *self)
{
  const __m256i codes = _mm256_set_epi64x (0x1f1e1d1c1b1a1918, 0x1716151413121110,
                                           0x0f0e0d0c0b0a0908, 0x0706050403020100);

  for (int i = 0; i < 256 / NUMBERS; i++)
    self->part[i]
        = (__m512i)decode ((Bytes)_mm256_add_epi8 (codes, _mm256_set1_epi8 ((char)(i * NUMBERS))));
}

INLINE N
light_of (const Light *self, Bytes codes)
{
  __m512i code = _mm512_cvtepu8_epi16 ((__m256i)codes);
  __mmask32 bit6 = _mm512_test_epi16_mask (code, _mm512_set1_epi16 (64));
  __mmask32 bit7 = _mm512_test_epi16_mask (code, _mm512_set1_epi16 (128));
  __m512i a = _mm512_permutex2var_epi16 (self->part[0], code, self->part[1]);
  __m512i b = _mm512_permutex2var_epi16 (self->part[2], code, self->part[3]);
  __m512i c = _mm512_permutex2var_epi16 (self->part[4], code, self->part[5]);
  __m512i d = _mm512_permutex2var_epi16 (self->part[6], code, self->part[7]);

  a = _mm512_mask_mov_epi16 (a, bit6, b);
  c = _mm512_mask_mov_epi16 (c, bit6, d);
  return (N)_mm512_mask_mov_epi16 (a, bit7, c);
}
#else
typedef int Light;

INLINE void
light_init (Light *self)
{
}

INLINE N
light_of (const Light *self, Bytes codes)
{
  return decode (codes);
}
#endif

void
SMP_KERNEL_FUNC (decode_light) (const guint8 *px, int n, guint16 *light)
{
  Light codes;
  int i = 0;

  light_init (&codes);
  for (; i + PIXELS <= n; i += PIXELS)
    *(NAt *)(light + 4 * i) = light_of (&codes, *(const BytesAt *)(px + 4 * i));
  if (i < n)
    {
      guint8 rest[NUMBERS] = { 0 };

      memcpy (rest, px + 4 * i, 4 * (gsize)(n - i));
      *(NAt *)(light + 4 * i) = light_of (&codes, *(const BytesAt *)rest);
    }
}

/* Each product is half a step too small on average, and two or three are added up. */
#define LOST 1

INLINE void
mean_of_rows (const SmpLightRows *self, int n)
{
  const N lost = all (LOST);

  for (int i = 0; i < 4 * self->width; i += NUMBERS)
    {
      N sum = lost;

      for (int k = 0; k < n; k++)
        sum = plus (sum, times (load (self->rows[k] + i), all (self->weights[k])));
      *(NAt *)(self->to + i) = sum;
    }
}

void
SMP_KERNEL_FUNC (mean_of_rows) (const SmpLightRows *rows)
{
  /* A number of turns that never changes costs less than the sums. */
  switch (rows->n)
    {
    case 2:
      mean_of_rows (rows, 2);
      break;
    case 3:
      mean_of_rows (rows, 3);
      break;
    default:
      mean_of_rows (rows, rows->n);
      break;
    }
}

/* Some pixels of a row: those at @first, each @skip further. */
INLINE N
pick (const guint16 *light, const gint32 *first, int skip)
{
  const guint16 *from = light + 4 * (gssize)skip;
#if defined __AVX512BW__
  /* They lie among sixteen. */
  __m256i at = _mm256_sub_epi32 (_mm256_loadu_si256 ((const __m256i *)(gconstpointer)first),
                                 _mm256_set1_epi32 (first[0]));
  const guint16 *left = from + 4 * (gssize)first[0];

  return (N)_mm512_permutex2var_epi64 (_mm512_loadu_si512 (left), _mm512_cvtepi32_epi64 (at),
                                       _mm512_loadu_si512 (left + NUMBERS));
#else
  union
  {
    N numbers;
    guint64 pixels[PIXELS];
  } u;

  for (int i = 0; i < PIXELS; i++)
    memcpy (&u.pixels[i], from + 4 * (gssize)first[i], 8);
  return u.numbers;
#endif
}

/* A weight for each pixel, four times. */
INLINE N
spread (const guint16 *weights)
{
#if defined __AVX512BW__
  const gint64 four_ones = 0x0001000100010001;
  const __m512i four = _mm512_set_epi64 (7 * four_ones, 6 * four_ones, 5 * four_ones, 4 * four_ones,
                                         3 * four_ones, 2 * four_ones, four_ones, 0);
  __m128i w = _mm_loadu_si128 ((const __m128i *)(gconstpointer)weights);

  return (N)_mm512_permutexvar_epi16 (four, _mm512_castsi128_si512 (w));
#elif defined __AVX2__
  const __m256i four = _mm256_set_epi64x (0x0706070607060706, 0x0504050405040504,
                                          0x0302030203020302, 0x0100010001000100);
  __m128i w = _mm_loadl_epi64 ((const __m128i *)(gconstpointer)weights);

  return (N)_mm256_shuffle_epi8 (_mm256_broadcastq_epi64 (w), four);
#else
  guint16 a = weights[0], b = weights[1];

  return (N){ a, a, a, a, b, b, b, b };
#endif
}

/* The mean of the pixels that those of the row from @x on are made of. */
INLINE N
mean_at (const SmpLightColumns *self, int n, int x)
{
  N sum = all (LOST);

  for (int k = 0; k < n; k++)
    sum = plus (sum, times (pick (self->light, self->first + x, k),
                            spread (self->weights + (gsize)k * self->stride + x)));
  return sum;
}

#define STEP (65536 / SMP_LIGHT_STEPS)

#ifdef __AVX512BW__
#define PIECES(table, at)                                                                          \
  _mm512_permutex2var_epi16 (_mm512_loadu_si512 (table), at, _mm512_loadu_si512 ((table) + NUMBERS))

G_STATIC_ASSERT (SMP_LIGHT_PIECES == 2 * NUMBERS && SMP_LIGHT_RANGES == 3);

/* What SmpLightCodes has in its table, found anew in less time; every fourth number becomes that of
 * what is opaque. */
INLINE __m256i
encode (const SmpLightCodes *codes, N light)
{
  static const int ends[] = SMP_LIGHT_ENDS, shifts[] = SMP_LIGHT_SHIFTS;
  const __m256i opaque = _mm256_set1_epi32 ((int)0xff000000);
  __m512i middle = (__m512i)(light / STEP * STEP + STEP / 2);
  __m512i at = _mm512_srli_epi16 (middle, (guint)shifts[2]);
  __m512i begin = PIECES (codes->begin[2], at), rise = PIECES (codes->rise[2], at);
  __m512i part = _mm512_slli_epi16 (middle, (guint)(16 - shifts[2]));

  for (int r = 1; r >= 0; r--)
    {
      __mmask32 below = _mm512_cmplt_epu16_mask (middle, _mm512_set1_epi16 ((short)ends[r]));

      /* Skin is hardly ever so dark. */
      if (below == 0)
        break;
      at = _mm512_srli_epi16 (middle, (guint)shifts[r]);
      begin = _mm512_mask_mov_epi16 (begin, below, PIECES (codes->begin[r], at));
      rise = _mm512_mask_mov_epi16 (rise, below, PIECES (codes->rise[r], at));
      part = _mm512_mask_slli_epi16 (part, below, middle, (guint)(16 - shifts[r]));
    }
  begin = _mm512_add_epi16 (begin, _mm512_mulhi_epu16 (part, rise));
  return _mm256_or_si256 (_mm512_cvtepi16_epi8 (_mm512_srli_epi16 (begin, 8)), opaque);
}

INLINE void
mean_of_columns (const SmpLightColumns *self, int n)
{
  int x = 0;

  for (; x + PIXELS <= self->width; x += PIXELS)
    _mm256_storeu_si256 ((__m256i *)(gpointer)(self->to + 4 * (gsize)x),
                         encode (self->encode, mean_at (self, n, x)));
  if (x < self->width)
    {
      __m256i rest = encode (self->encode, mean_at (self, n, x));

      memcpy (self->to + 4 * (gsize)x, &rest, 4 * (gsize)(self->width - x));
    }
}
#else
/* Pixels whose light is found together, and then looked up one by one. */
#define CHUNK 64

INLINE void
look_up (const guint16 *steps, int n, const guint8 *codes, guint8 *to)
{
  for (int i = 0; i < n; i++, steps += 4, to += 4)
    {
      guint32 px = codes[steps[0]] | (guint32)codes[steps[1]] << 8 | (guint32)codes[steps[2]] << 16
                   | 0xff000000u;

      px = GUINT32_TO_LE (px);
      memcpy (to, &px, 4);
    }
}

INLINE void
mean_of_columns (const SmpLightColumns *self, int n)
{
  for (int x = 0; x < self->width; x += CHUNK)
    {
      guint16 steps[4 * CHUNK];
      int width = MIN (self->width - x, CHUNK);

      for (int i = 0; i < width; i += PIXELS)
        *(NAt *)(steps + 4 * i) = mean_at (self, n, x + i) / STEP;
      look_up (steps, width, self->encode->codes, self->to + 4 * (gsize)x);
    }
}
#endif

void
SMP_KERNEL_FUNC (mean_of_columns) (const SmpLightColumns *columns)
{
  switch (columns->n)
    {
    case 2:
      mean_of_columns (columns, 2);
      break;
    case 3:
      mean_of_columns (columns, 3);
      break;
    default:
      mean_of_columns (columns, columns->n);
      break;
    }
}
