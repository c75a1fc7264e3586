/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "stipple/smp-density-map.h"

G_BEGIN_DECLS

/* While a node of an outline is dragged, most of the zone's map stays as it was. Tiles of it that
 * no changed side of the outline comes near are taken from the map before. */

/* Cells along a side of a tile. Maps are made by rows of tiles. */
#define SMP_DENSITY_TILE 16

typedef struct
{
  const SmpDensityMap *from;
  int dx; /* cells: from a column of the new map to that of the map before */
  int dy;
  int columns; /* tiles */
  int rows;
  guint8 *keeps; /* by tile, row after row: whether it is as it was */
} SmpDensityReuse;

/**
 * smp_density_reuse_new:
 * @from: the map before; nothing but the outline makes its cells others
 * @map: the new one, of which place, size and outline are set
 * @reach: mm: no cell depends on a side out of whose box, widened by this, it lies
 *
 * Returns: (nullable): what of @from can be taken for @map; %NULL if its cells lie otherwise. Lends
 *   @from
 */
SmpDensityReuse *smp_density_reuse_new (const SmpDensityMap *from,
                                        const SmpDensityMap *map,
                                        double reach) G_GNUC_WARN_UNUSED_RESULT;
void smp_density_reuse_free (SmpDensityReuse *self);

/* By tile of a row of tiles: whether it is kept. */
const guint8 *smp_density_reuse_row (const SmpDensityReuse *self, int row);

/* Copies what is kept of a row of tiles into @map. */
void smp_density_reuse_copy (const SmpDensityReuse *self, SmpDensityMap *map, int row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpDensityReuse, smp_density_reuse_free)

G_END_DECLS
