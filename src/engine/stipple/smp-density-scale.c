/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stipple/smp-density-scale.h"

#include "stipple/smp-density-distance.h"
#include "surface/smp-surface.h"

SmpDensityScale *
smp_density_scale_new (const SmpDensityMap *map)
{
  int width = map->width / SMP_SCALE_STEP + 2, height = map->height / SMP_SCALE_STEP + 2;
  SmpDensityScale *self;

  if (map->surface->klass->atlas_scale == NULL)
    return NULL;
  self = g_malloc (sizeof *self + (gsize)width * (gsize)height * sizeof self->at[0]);
  self->width = width;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      self->at[(gsize)y * (gsize)width + (gsize)x] = smp_surface_atlas_scale (
          map->surface, smp_density_map_centre (map, x * SMP_SCALE_STEP, y * SMP_SCALE_STEP));
  return self;
}

void
smp_density_scale_free (SmpDensityScale *self)
{
  g_free (self);
}
