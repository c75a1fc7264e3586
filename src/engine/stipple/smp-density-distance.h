/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "geometry/smp-outline.h"
#include "stipple/smp-density-map.h"

G_BEGIN_DECLS

/* How far the cells of a map are from the sides of an outline. Distances are squared, mm² of the
 * map, G_MAXFLOAT where nothing is near. */

/* The sides of one kind of edge, in their order along the outline. */
typedef struct _SmpSides SmpSides;

/**
 * smp_sides_new:
 * @reach: mm of the map: how far from the sides distances matter
 * @outward: mm of the map: how far outside the outline anything of the zone may lie because of
 *   these sides
 */
SmpSides *smp_sides_new (const SmpPolygon *polygon, SmpEdge edge, double reach, double outward)
    G_GNUC_WARN_UNUSED_RESULT;
void smp_sides_free (SmpSides *self);

/**
 * smp_sides_measure:
 * @kinds: of each edge
 * @inside: by cell of the rows: whether it lies inside the outline
 * @passes: (nullable): by square block of SMP_DENSITY_TILE cells: whether nobody asks for it
 * @distance2: for each edge, by cell of the rows: gets the distance to its nearest side. Cells that
 *   are out of reach, or outside the outline and out of all that reaches outwards, may get
 *   G_MAXFLOAT instead
 *
 * Measures rows @y0 to before @y1. Cells are taken by square blocks: no side can be nearest to any
 * of a block's cells that is farther from its middle than the nearest one by more than the block
 * is wide.
 */
void smp_sides_measure (SmpSides *const kinds[SMP_N_EDGES],
                        const SmpDensityMap *map,
                        int y0,
                        int y1,
                        const guint8 *inside,
                        const guint8 *passes,
                        float *const distance2[SMP_N_EDGES]);

double smp_sides_reach (const SmpSides *self);

/* No cell depends on a side out of whose box, widened by so many mm, its centre lies. */
double smp_sides_influence (const SmpSides *self, const SmpDensityMap *map);

/* The distance of one cell to the nearest of those sides around which a box of @reach holds it. */
float smp_sides_boxed (const SmpSides *self, const SmpDensityMap *map, int x, int y);

/* The centre of a cell, mm of the map. */
static inline SmpPoint
smp_density_map_centre (const SmpDensityMap *map, int x, int y)
{
  return smp_point (map->origin.x + (x + 0.5) * map->cell_mm,
                    map->origin.y + (y + 0.5) * map->cell_mm);
}

/* The cells whose centres may lie within @reach of the straight line from @a to @b: columns from,
 * to before, and rows likewise, between @y0 and @y1. FALSE if there are none. */
gboolean smp_density_map_cells_near (
    const SmpDensityMap *map, SmpPoint a, SmpPoint b, double reach, int y0, int y1, int range[4]);

/* Lowers the distances of a range of cells to that of the line. @distance2 begins with row
 * @first_row of the map. */
void smp_segment_approach (const SmpDensityMap *map,
                           SmpPoint a,
                           SmpPoint b,
                           const int range[4],
                           int first_row,
                           float *distance2);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpSides, smp_sides_free)

G_END_DECLS
