/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "geometry/smp-vec3.h"

G_BEGIN_DECLS

#define SMP_CONFOCAL_STEPS 256

/* An integral over a quarter turn, from 0 to 1, with its slope, to be looked up both ways. */
typedef struct
{
  double value[SMP_CONFOCAL_STEPS + 1];
  double slope[SMP_CONFOCAL_STEPS + 1];
} SmpConfocalTable;

/* The conformal map between an ellipsoid and the unit sphere. */
typedef struct
{
  int order[3];   /* axis numbers (0 x, 1 y, 2 z), longest first */
  double axes[3]; /* longest first, a little apart */
  double modulus; /* of the sphere's coordinates */
  SmpVec3 given;  /* axes as given */
  SmpConfocalTable ellipsoid[2];
  SmpConfocalTable sphere[2];
} SmpConfocal;

void smp_confocal_init (SmpConfocal *self, SmpVec3 axes);

/* From a place on the ellipsoid to the unit sphere, and back. The six ends of the axes stay ends.
 */
SmpVec3 smp_confocal_to_sphere (const SmpConfocal *self, SmpVec3 place);
SmpVec3 smp_confocal_to_ellipsoid (const SmpConfocal *self, SmpVec3 direction);

G_END_DECLS
