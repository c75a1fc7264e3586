/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "stipple/smp-density-map.h"

G_BEGIN_DECLS

/* Cells between the places where a curved surface is asked for its scale. */
#define SMP_SCALE_STEP 8

/* The surface's scale at every SMP_SCALE_STEP-th cell of a map. */
typedef struct
{
  int width; /* of a row of them */
  double at[];
} SmpDensityScale;

/* Returns: (nullable): what a plane has not */
SmpDensityScale *smp_density_scale_new (const SmpDensityMap *map) G_GNUC_WARN_UNUSED_RESULT;
void smp_density_scale_free (SmpDensityScale *self);

/* mm of the map per mm of scalp at a cell (bilinear). @self: (nullable): 1 on a plane */
static inline double
smp_density_scale_at (const SmpDensityScale *self, int x, int y)
{
  const double *row;
  double tx, ty, top, bottom;

  if (self == NULL)
    return 1;
  row = self->at + (gsize)(y / SMP_SCALE_STEP) * (gsize)self->width + (gsize)(x / SMP_SCALE_STEP);
  tx = (double)(x % SMP_SCALE_STEP) / SMP_SCALE_STEP;
  ty = (double)(y % SMP_SCALE_STEP) / SMP_SCALE_STEP;
  top = row[0] + (row[1] - row[0]) * tx;
  row += self->width;
  bottom = row[0] + (row[1] - row[0]) * tx;
  return top + (bottom - top) * ty;
}

G_END_DECLS
