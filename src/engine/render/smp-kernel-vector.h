/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#ifdef __SSE2__
#include <immintrin.h>
#endif

#include "render/smp-render-kernel.h"

/* For the files that are compiled once for each instruction set. Their code is written for eight
 * lanes; the compiler makes two times four of them where it must. The same operations on floats in
 * the same order give the same bytes. */

/* Functions of a kernel, named after its set. */
#define SMP_KERNEL_FUNC(name) SMP_KERNEL_FUNC_ (name, SMP_KERNEL_SET)
#define SMP_KERNEL_FUNC_(name, set) SMP_KERNEL_FUNC__ (name, set)
#define SMP_KERNEL_FUNC__(name, set) smp_kernel_##name##_##set

void SMP_KERNEL_FUNC (reach) (const SmpDotsInPicture *picture,
                              const SmpTileGrid *grid,
                              const SmpDot *dots,
                              gsize n,
                              guint32 *first,
                              guint32 *size);
void SMP_KERNEL_FUNC (splats_of) (const SmpDotsInPicture *picture,
                                  const SmpDot *const *dots,
                                  SmpSplat *splats);
void SMP_KERNEL_FUNC (prepare) (const SmpSplatShapes *shapes, SmpSplat *splats);
void SMP_KERNEL_FUNC (splat) (const SmpTile *tile, const SmpSplat *splat);
void SMP_KERNEL_FUNC (splat_hard) (const SmpTile *tile, const SmpSplat *splat);
void SMP_KERNEL_FUNC (copy) (const guint8 *from, guint8 *to, int n, gboolean stream);
void SMP_KERNEL_FUNC (composite) (const SmpRow *row);
void SMP_KERNEL_FUNC (composite_grained) (const SmpRow *row, const SmpRowGrain *grain);
void SMP_KERNEL_FUNC (grain_line) (const SmpGrainLine *line);
void SMP_KERNEL_FUNC (grain_row) (const SmpGrainRow *row);
void SMP_KERNEL_FUNC (mean_row) (const SmpRowMean *mean);
void SMP_KERNEL_FUNC (decode_light) (const guint8 *px, int n, guint16 *light);
void SMP_KERNEL_FUNC (mean_of_rows) (const SmpLightRows *rows);
void SMP_KERNEL_FUNC (mean_of_columns) (const SmpLightColumns *columns);

#define LANES 8

typedef float V __attribute__ ((vector_size (32)));
typedef gint32 I __attribute__ ((vector_size (32)));
typedef guint32 U __attribute__ ((vector_size (32)));
typedef float VAt __attribute__ ((vector_size (32), aligned (4), may_alias));
typedef guint32 UAt __attribute__ ((vector_size (32), aligned (1), may_alias));

#ifdef __SSE2__
typedef union
{
  V v;
  __m128 half[2];
} Halves;
#endif

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

/* Both are what the processor's are: the second where neither is less. */
INLINE V
minimum (V a, V b)
{
#if defined __AVX__
  return (V)_mm256_min_ps ((__m256)a, (__m256)b);
#elif defined __SSE2__
  Halves x = { a }, y = { b };

  x.half[0] = _mm_min_ps (x.half[0], y.half[0]);
  x.half[1] = _mm_min_ps (x.half[1], y.half[1]);
  return x.v;
#else
  I less = a < b;

  return (V)(((I)a & less) | ((I)b & ~less));
#endif
}

INLINE V
maximum (V a, V b)
{
#if defined __AVX__
  return (V)_mm256_max_ps ((__m256)a, (__m256)b);
#elif defined __SSE2__
  Halves x = { a }, y = { b };

  x.half[0] = _mm_max_ps (x.half[0], y.half[0]);
  x.half[1] = _mm_max_ps (x.half[1], y.half[1]);
  return x.v;
#else
  I more = a > b;

  return (V)(((I)a & more) | ((I)b & ~more));
#endif
}

INLINE V
root (V v)
{
#if defined __AVX__
  return (V)_mm256_sqrt_ps ((__m256)v);
#elif defined __SSE2__
  Halves u = { v };

  u.half[0] = _mm_sqrt_ps (u.half[0]);
  u.half[1] = _mm_sqrt_ps (u.half[1]);
  return u.v;
#else
  for (int i = 0; i < LANES; i++)
    v[i] = __builtin_sqrtf (v[i]);
  return v;
#endif
}

/* Always in the same order. */
INLINE float
sum_of (V v)
{
  typedef float Half __attribute__ ((vector_size (16)));
  union
  {
    V all;
    Half half[2];
  } u = { v };
  Half sum = u.half[0] + u.half[1];

  sum += __builtin_shufflevector (sum, sum, 2, 3, 0, 1);
  return sum[0] + sum[1];
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

/* Pixels are worked on as wide as the set allows: four, eight or sixteen lanes. What is done to one
 * lane does not depend on their number, so that the bytes do not either. */
#ifdef __AVX512F__
#define WIDE 16

typedef float W __attribute__ ((vector_size (64)));
typedef gint32 WI __attribute__ ((vector_size (64)));
typedef guint32 WU __attribute__ ((vector_size (64)));
typedef float WAt __attribute__ ((vector_size (64), aligned (4), may_alias));
typedef gint32 WIAt __attribute__ ((vector_size (64), aligned (4), may_alias));
typedef guint32 WUAt __attribute__ ((vector_size (64), aligned (1), may_alias));

INLINE W
wide (float f)
{
  return (W)_mm512_set1_ps (f);
}

INLINE W
wide_iota (void)
{
  return (W){ 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 };
}

INLINE W
wide_minimum (W a, W b)
{
  return (W)_mm512_min_ps ((__m512)a, (__m512)b);
}

INLINE W
wide_maximum (W a, W b)
{
  return (W)_mm512_max_ps ((__m512)a, (__m512)b);
}

INLINE W
wide_root (W v)
{
  return (W)_mm512_sqrt_ps ((__m512)v);
}

INLINE gboolean
any_below (W v, float limit)
{
  return _mm512_cmp_ps_mask ((__m512)v, _mm512_set1_ps (limit), _CMP_LT_OS) != 0;
}
#elif defined __AVX2__
#define WIDE LANES

typedef V W;
typedef I WI;
typedef U WU;
typedef VAt WAt;
typedef gint32 WIAt __attribute__ ((vector_size (32), aligned (4), may_alias));
typedef UAt WUAt;

#define wide splat_v
#define wide_iota iota
#define wide_minimum minimum
#define wide_maximum maximum
#define wide_root root

INLINE gboolean
any_below (W v, float limit)
{
  return any (v < limit);
}
#else
#define WIDE 4

typedef float W __attribute__ ((vector_size (16)));
typedef gint32 WI __attribute__ ((vector_size (16)));
typedef guint32 WU __attribute__ ((vector_size (16)));
typedef float WAt __attribute__ ((vector_size (16), aligned (4), may_alias));
typedef gint32 WIAt __attribute__ ((vector_size (16), aligned (4), may_alias));
typedef guint32 WUAt __attribute__ ((vector_size (16), aligned (1), may_alias));

INLINE W
wide (float f)
{
  return (W){ f, f, f, f };
}

INLINE W
wide_iota (void)
{
  return (W){ 0, 1, 2, 3 };
}

INLINE gboolean
wide_any (WI mask)
{
#ifdef __SSE2__
  return _mm_movemask_epi8 ((__m128i)mask) != 0;
#else
  union
  {
    WI mask;
    guint64 part[2];
  } u = { mask };

  return (u.part[0] | u.part[1]) != 0;
#endif
}

#ifdef __SSE2__
INLINE W
wide_minimum (W a, W b)
{
  return (W)_mm_min_ps ((__m128)a, (__m128)b);
}

INLINE W
wide_maximum (W a, W b)
{
  return (W)_mm_max_ps ((__m128)a, (__m128)b);
}

INLINE W
wide_root (W v)
{
  return (W)_mm_sqrt_ps ((__m128)v);
}
#else
INLINE W
wide_minimum (W a, W b)
{
  WI less = a < b;

  return (W)(((WI)a & less) | ((WI)b & ~less));
}

INLINE W
wide_maximum (W a, W b)
{
  WI more = a > b;

  return (W)(((WI)a & more) | ((WI)b & ~more));
}

INLINE W
wide_root (W v)
{
  for (int i = 0; i < WIDE; i++)
    v[i] = __builtin_sqrtf (v[i]);
  return v;
}
#endif

INLINE gboolean
any_below (W v, float limit)
{
  return wide_any (v < limit);
}
#endif

/* Lane by lane the first where the mask is set, else the second. */
INLINE W
wide_select (WI mask, W a, W b)
{
  return (W)(((WI)a & mask) | ((WI)b & ~mask));
}
