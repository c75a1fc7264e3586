/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "geometry/smp-point.h"

G_BEGIN_DECLS

/**
 * SmpAffine:
 *
 * An affine map of the plane: x' = xx x + xy y + x0, y' = yx x + yy y + y0.
 */
typedef struct
{
  double xx, xy, yx, yy, x0, y0;
} SmpAffine;

static inline SmpAffine
smp_affine_stretch (double sx, double sy)
{
  return (SmpAffine){ sx, 0, 0, sy, 0, 0 };
}

static inline SmpAffine
smp_affine_shift (SmpPoint by)
{
  return (SmpAffine){ 1, 0, 0, 1, by.x, by.y };
}

/* Makes larger by @factor and turns by @angle (rad, from x to y) about a point that stays. */
static inline SmpAffine
smp_affine_about (SmpPoint centre, double factor, double angle)
{
  double c = factor * cos (angle), s = factor * sin (angle);

  return (SmpAffine){
    c, -s, s, c, centre.x - c * centre.x + s * centre.y, centre.y - s * centre.x - c * centre.y
  };
}

static inline SmpPoint
smp_affine_apply (const SmpAffine *self, SmpPoint p)
{
  return (SmpPoint){ self->xx * p.x + self->xy * p.y + self->x0,
                     self->yx * p.x + self->yy * p.y + self->y0 };
}

/* First @first, then @self. */
static inline SmpAffine
smp_affine_after (const SmpAffine *self, const SmpAffine *first)
{
  SmpPoint origin = smp_affine_apply (self, (SmpPoint){ first->x0, first->y0 });

  return (SmpAffine){ self->xx * first->xx + self->xy * first->yx,
                      self->xx * first->xy + self->xy * first->yy,
                      self->yx * first->xx + self->yy * first->yx,
                      self->yx * first->xy + self->yy * first->yy,
                      origin.x,
                      origin.y };
}

/* How much larger lengths become: the root of how much larger areas do. */
static inline double
smp_affine_factor (const SmpAffine *self)
{
  return sqrt (fabs (self->xx * self->yy - self->xy * self->yx));
}

G_END_DECLS
