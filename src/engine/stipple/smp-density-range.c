/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stipple/smp-density-range.h"

#include <math.h>

#include "stipple/smp-density-reuse.h"

/* Strips of a map are filled side by side. */
G_STATIC_ASSERT (SMP_DENSITY_TILE % SMP_RANGE_BLOCK == 0);

static int
blocks_of (int cells)
{
  return (cells + SMP_RANGE_BLOCK - 1) / SMP_RANGE_BLOCK;
}

SmpDensityRange *
smp_density_ranges_new (int width, int height)
{
  return g_new (SmpDensityRange, (gsize)blocks_of (width) * (gsize)blocks_of (height));
}

gsize
smp_density_ranges_size (const SmpDensityMap *map)
{
  return (gsize)blocks_of (map->width) * (gsize)blocks_of (map->height) * sizeof (SmpDensityRange);
}

static SmpDensityRange
range_of_block (const SmpDensityMap *map, int x0, int y0)
{
  int x1 = MIN (x0 + SMP_RANGE_BLOCK, map->width), y1 = MIN (y0 + SMP_RANGE_BLOCK, map->height);
  guint16 least = G_MAXUINT16, most = 0;

  for (int y = y0; y < y1; y++)
    for (int x = x0; x < x1; x++)
      {
        guint16 limit = map->limit[(gsize)y * (gsize)map->width + (gsize)x];

        least = MIN (least, limit);
        most = MAX (most, limit);
      }
  return (SmpDensityRange){ least, most };
}

void
smp_density_range_of_rows (SmpDensityMap *map, int y0, int y1)
{
  SmpDensityRange *range = map->ranges + y0 / SMP_RANGE_BLOCK * blocks_of (map->width);

  for (int y = y0; y < y1; y += SMP_RANGE_BLOCK)
    for (int x = 0; x < map->width; x += SMP_RANGE_BLOCK)
      *range++ = range_of_block (map, x, y);
}

SmpDensityRange
smp_density_range_in (const SmpDensityMap *map, const SmpRect *box)
{
  /* A place between the centres of four cells is sampled from them. */
  double x0 = floor ((box->x - map->origin.x) / map->cell_mm - 0.5);
  double y0 = floor ((box->y - map->origin.y) / map->cell_mm - 0.5);
  double x1 = floor ((box->x + box->width - map->origin.x) / map->cell_mm - 0.5) + 1;
  double y1 = floor ((box->y + box->height - map->origin.y) / map->cell_mm - 0.5) + 1;
  SmpDensityRange range = { G_MAXUINT16, 0 };
  int columns = blocks_of (map->width);

  if (map->ranges == NULL || !(x1 >= 0 && y1 >= 0 && x0 < map->width && y0 < map->height))
    return (SmpDensityRange){ 0, 0 };
  if (x0 < 0 || y0 < 0 || x1 >= map->width || y1 >= map->height)
    range.least = 0;
  for (int row = (int)MAX (y0, 0) / SMP_RANGE_BLOCK;
       row <= (int)MIN (y1, map->height - 1) / SMP_RANGE_BLOCK; row++)
    for (int column = (int)MAX (x0, 0) / SMP_RANGE_BLOCK;
         column <= (int)MIN (x1, map->width - 1) / SMP_RANGE_BLOCK; column++)
      {
        const SmpDensityRange *block = &map->ranges[row * columns + column];

        range.least = MIN (range.least, block->least);
        range.most = MAX (range.most, block->most);
      }
  return range;
}
