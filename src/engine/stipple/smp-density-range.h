/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "geometry/smp-point.h"
#include "stipple/smp-density-map.h"

G_BEGIN_DECLS

/* Cells along the side of a block. A tile of cells is made of whole blocks. */
#define SMP_RANGE_BLOCK 4

/* Room for the ranges of a map of so many cells. */
SmpDensityRange *smp_density_ranges_new (int width, int height) G_GNUC_WARN_UNUSED_RESULT;

/* Bytes of them. */
gsize smp_density_ranges_size (const SmpDensityMap *map);

/* Notes between which limits the cells of whole rows of blocks lie: rows y0 ≤ y < y1 of cells. */
void smp_density_range_of_rows (SmpDensityMap *map, int y0, int y1);

/* Between which limits all lies that is sampled in a box, mm of the surface's map. Outside the map
 * they are 0. */
SmpDensityRange smp_density_range_in (const SmpDensityMap *map, const SmpRect *box);

G_END_DECLS
