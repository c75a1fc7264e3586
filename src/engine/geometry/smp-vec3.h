/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

/* A place or a vector in space, mm if nothing else is said. */
typedef struct
{
  double x;
  double y;
  double z;
} SmpVec3;

static inline SmpVec3
smp_vec3 (double x, double y, double z)
{
  return (SmpVec3){ x, y, z };
}

static inline SmpVec3
smp_vec3_add (SmpVec3 a, SmpVec3 b)
{
  return (SmpVec3){ a.x + b.x, a.y + b.y, a.z + b.z };
}

static inline SmpVec3
smp_vec3_sub (SmpVec3 a, SmpVec3 b)
{
  return (SmpVec3){ a.x - b.x, a.y - b.y, a.z - b.z };
}

static inline SmpVec3
smp_vec3_scale (SmpVec3 a, double k)
{
  return (SmpVec3){ a.x * k, a.y * k, a.z * k };
}

/* Component by component. */
static inline SmpVec3
smp_vec3_mul (SmpVec3 a, SmpVec3 b)
{
  return (SmpVec3){ a.x * b.x, a.y * b.y, a.z * b.z };
}

static inline SmpVec3
smp_vec3_div (SmpVec3 a, SmpVec3 b)
{
  return (SmpVec3){ a.x / b.x, a.y / b.y, a.z / b.z };
}

static inline double
smp_vec3_dot (SmpVec3 a, SmpVec3 b)
{
  return a.x * b.x + a.y * b.y + a.z * b.z;
}

static inline SmpVec3
smp_vec3_cross (SmpVec3 a, SmpVec3 b)
{
  return (SmpVec3){ a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x };
}

static inline double
smp_vec3_length (SmpVec3 a)
{
  return sqrt (smp_vec3_dot (a, a));
}

/* Undefined for the null vector. */
static inline SmpVec3
smp_vec3_unit (SmpVec3 a)
{
  return smp_vec3_scale (a, 1 / smp_vec3_length (a));
}

G_END_DECLS
