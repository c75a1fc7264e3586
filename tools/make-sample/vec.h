/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <math.h>

/* Points and vectors of space, mm: x to the subject's left, y up, z out of the face. */
typedef struct
{
  double x;
  double y;
  double z;
} Vec;

static inline Vec
vec (double x, double y, double z)
{
  return (Vec){ x, y, z };
}

static inline Vec
add (Vec a, Vec b)
{
  return vec (a.x + b.x, a.y + b.y, a.z + b.z);
}

static inline Vec
sub (Vec a, Vec b)
{
  return vec (a.x - b.x, a.y - b.y, a.z - b.z);
}

static inline Vec
mul (Vec a, double k)
{
  return vec (a.x * k, a.y * k, a.z * k);
}

static inline double
dot (Vec a, Vec b)
{
  return a.x * b.x + a.y * b.y + a.z * b.z;
}

static inline double
length (Vec a)
{
  return sqrt (dot (a, a));
}

static inline Vec
unit (Vec a)
{
  return mul (a, 1 / fmax (length (a), 1e-12));
}

static inline double
clamp01 (double v)
{
  return v < 0 ? 0 : v > 1 ? 1 : v;
}

static inline double
smooth (double from, double to, double v)
{
  double t = clamp01 ((v - from) / (to - from));

  return t * t * (3 - 2 * t);
}

static inline double
mix (double a, double b, double t)
{
  return a + (b - a) * t;
}
