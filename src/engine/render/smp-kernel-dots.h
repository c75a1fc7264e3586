/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "render/smp-kernel-vector.h"

/* For the files that work on eight dots at once, each in a lane of its own. */

/* Light spreads in the skin over the pigment, so that a dot has no sharp edge even in a sharp
 * photo: standard deviation in mm; our choice, a fraction of its depth of 0.2 to 0.5 mm. */
#define SMP_SKIN_BLUR_MM 0.09f
/* Variance of a uniform pixel. */
#define SMP_PIXEL_VARIANCE (1.0f / 12.0f)
/* A soft splat's polynomial ends at the square root of so many variances. */
#define SMP_REACH2 8.8f

typedef float Q __attribute__ ((vector_size (16)));
typedef float QAt __attribute__ ((vector_size (16), aligned (4), may_alias));
typedef gint32 IAt __attribute__ ((vector_size (32), aligned (4), may_alias));

typedef union
{
  V v;
  Q half[2];
} Quads;

INLINE V
load (const float *at)
{
  return *(const VAt *)at;
}

INLINE void
store (float *at, V v)
{
  *(VAt *)at = v;
}

INLINE V
to_float (I v)
{
  return __builtin_convertvector(v, V);
}

INLINE I
to_int (V v)
{
  return __builtin_convertvector(v, I);
}

/* By halves: compilers compare wider vectors than the processor's lane by lane. */
INLINE I
less (V a, V b)
{
#ifdef __AVX__
  return a < b;
#else
  union
  {
    I v;
    gint32 __attribute__ ((vector_size (16))) half[2];
  } u;
  Quads x = { a }, y = { b };

  u.half[0] = x.half[0] < y.half[0];
  u.half[1] = x.half[1] < y.half[1];
  return u.v;
#endif
}

INLINE I
at_least (V a, V b)
{
#ifdef __AVX__
  return a >= b;
#else
  union
  {
    I v;
    gint32 __attribute__ ((vector_size (16))) half[2];
  } u;
  Quads x = { a }, y = { b };

  u.half[0] = x.half[0] >= y.half[0];
  u.half[1] = x.half[1] >= y.half[1];
  return u.v;
#endif
}

INLINE I
floor_of (V v)
{
  I i = to_int (v);

  return i + less (v, to_float (i));
}

/* Of each half, the first (or last) two of a and b by turns. */
INLINE V
low_of (V a, V b)
{
#ifdef __AVX__
  return (V)_mm256_unpacklo_ps ((__m256)a, (__m256)b);
#else
  const gint32 __attribute__ ((vector_size (16))) turns = { 0, 4, 1, 5 };
  Quads x = { a }, y = { b };

  x.half[0] = __builtin_shuffle (x.half[0], y.half[0], turns);
  x.half[1] = __builtin_shuffle (x.half[1], y.half[1], turns);
  return x.v;
#endif
}

INLINE V
high_of (V a, V b)
{
#ifdef __AVX__
  return (V)_mm256_unpackhi_ps ((__m256)a, (__m256)b);
#else
  const gint32 __attribute__ ((vector_size (16))) turns = { 2, 6, 3, 7 };
  Quads x = { a }, y = { b };

  x.half[0] = __builtin_shuffle (x.half[0], y.half[0], turns);
  x.half[1] = __builtin_shuffle (x.half[1], y.half[1], turns);
  return x.v;
#endif
}

/* In each half of four, what was the row becomes the column. */
INLINE void
turn (V rows[4])
{
  V a = low_of (rows[0], rows[2]), b = low_of (rows[1], rows[3]);
  V c = high_of (rows[0], rows[2]), d = high_of (rows[1], rows[3]);

  rows[0] = low_of (a, b);
  rows[1] = high_of (a, b);
  rows[2] = low_of (c, d);
  rows[3] = high_of (c, d);
}

INLINE V
both (const float *first, const float *second)
{
#ifdef __AVX__
  return (V)_mm256_loadu2_m128 (second, first);
#else
  Quads u;

  u.half[0] = *(const QAt *)first;
  u.half[1] = *(const QAt *)second;
  return u.v;
#endif
}

INLINE void
put_both (float *first, float *second, V v)
{
#ifdef __AVX__
  _mm256_storeu2_m128 (second, first, (__m256)v);
#else
  Quads u = { v };

  *(QAt *)first = u.half[0];
  *(QAt *)second = u.half[1];
#endif
}

INLINE V
four_of_two (const SmpDot *first, const SmpDot *second, gsize offset)
{
  return both ((const float *)(gconstpointer)((const guint8 *)first + offset),
               (const float *)(gconstpointer)((const guint8 *)second + offset));
}

/* Four numbers in a row of each of eight dots. */
INLINE void
four_of (const SmpDot *const *dots, gsize offset, V fields[4])
{
  for (int i = 0; i < 4; i++)
    fields[i] = four_of_two (dots[i], dots[i + 4], offset);
  turn (fields);
}

/* The first of them. */
INLINE V
first_of (const SmpDot *const *dots, gsize offset)
{
  V a = low_of (four_of_two (dots[0], dots[4], offset), four_of_two (dots[2], dots[6], offset));
  V b = low_of (four_of_two (dots[1], dots[5], offset), four_of_two (dots[3], dots[7], offset));

  return low_of (a, b);
}

/* What the kernels need of eight dots. */
typedef struct
{
  V x_px;
  V y_px;
  V diameter_mm;
  V axis_ratio;
  V angle_rad;
  V px_per_mm;
} Dots;

/* Four numbers at a time. */
G_STATIC_ASSERT (G_STRUCT_OFFSET (SmpDot, y_px) == G_STRUCT_OFFSET (SmpDot, x_px) + 4);
G_STATIC_ASSERT (G_STRUCT_OFFSET (SmpDot, axis_ratio) == G_STRUCT_OFFSET (SmpDot, diameter_mm) + 8);
G_STATIC_ASSERT (G_STRUCT_OFFSET (SmpDot, angle_rad) == G_STRUCT_OFFSET (SmpDot, diameter_mm) + 12);
G_STATIC_ASSERT (G_STRUCT_OFFSET (SmpDot, px_per_mm) + 16 <= sizeof (SmpDot));

INLINE Dots
dots_of (const SmpDot *const *dots)
{
  V place[4], form[4];

  four_of (dots, G_STRUCT_OFFSET (SmpDot, x_px), place);
  four_of (dots, G_STRUCT_OFFSET (SmpDot, diameter_mm), form);
  return (Dots){
    .x_px = place[0],
    .y_px = place[1],
    .diameter_mm = form[0],
    .axis_ratio = form[2],
    .angle_rad = form[3],
    .px_per_mm = first_of (dots, G_STRUCT_OFFSET (SmpDot, px_per_mm)),
  };
}
