/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stipple/smp-density-reuse.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "geometry/smp-outline.h"

typedef struct
{
  SmpPoint a;
  SmpPoint b;
  SmpEdge edge;
} Side;

static int
compare_numbers (double a, double b)
{
  return (a > b) - (a < b);
}

static int
compare_sides (gconstpointer a, gconstpointer b)
{
  const Side *s = a, *t = b;
  int order = compare_numbers (s->a.x, t->a.x);

  if (order == 0)
    order = compare_numbers (s->a.y, t->a.y);
  if (order == 0)
    order = compare_numbers (s->b.x, t->b.x);
  if (order == 0)
    order = compare_numbers (s->b.y, t->b.y);
  return order != 0 ? order : (int)s->edge - (int)t->edge;
}

static Side *
sorted_sides (const SmpPolygon *polygon, gsize *n)
{
  Side *sides = g_new (Side, polygon->n_points);

  *n = polygon->n_points;
  for (gsize i = 0; i < *n; i++)
    sides[i] = (Side){ polygon->points[i], polygon->points[(i + 1) % *n], polygon->edges[i] };
  qsort (sides, *n, sizeof *sides, compare_sides);
  return sides;
}

/* The sides that only one of the outlines has. */
static GArray *
changed_sides (const SmpPolygon *before, const SmpPolygon *polygon)
{
  GArray *changed = g_array_new (FALSE, FALSE, sizeof (Side));
  gsize n, m, i = 0, k = 0;
  g_autofree Side *old = sorted_sides (before, &n);
  g_autofree Side *new = sorted_sides (polygon, &m);

  while (i < n || k < m)
    {
      int order = i == n ? 1 : k == m ? -1 : compare_sides (&old[i], &new[k]);

      if (order < 0)
        g_array_append_val (changed, old[i]);
      else if (order > 0)
        g_array_append_val (changed, new[k]);
      i += order <= 0;
      k += order >= 0;
    }
  return changed;
}

/* How many cells lie between two places, if these are whole tiles. */
static gboolean
cells_between (double from, double to, double cell_mm, int *cells)
{
  double n = (to - from) / cell_mm;

  if (!(fabs (n) < 1e6) || fmod (n, SMP_DENSITY_TILE) < 0 || fmod (n, SMP_DENSITY_TILE) > 0)
    return FALSE;
  *cells = (int)n;
  return TRUE;
}

static guint8 *
tile_at (const SmpDensityReuse *self, int column, int row)
{
  return self->keeps + (gsize)row * (gsize)self->columns + (gsize)column;
}

/* The tiles whose cells the map before has too. */
static void
keep_common (SmpDensityReuse *self, const SmpDensityMap *map)
{
  for (int row = 0; row < self->rows; row++)
    for (int column = 0; column < self->columns; column++)
      {
        int x = column * SMP_DENSITY_TILE + self->dx, y = row * SMP_DENSITY_TILE + self->dy;
        int right = MIN ((column + 1) * SMP_DENSITY_TILE, map->width) + self->dx;
        int bottom = MIN ((row + 1) * SMP_DENSITY_TILE, map->height) + self->dy;

        *tile_at (self, column, row)
            = x >= 0 && y >= 0 && right <= self->from->width && bottom <= self->from->height;
      }
}

static void
drop_near (SmpDensityReuse *self, const SmpDensityMap *map, const Side *side, double reach)
{
  double per_tile = 1 / (map->cell_mm * SMP_DENSITY_TILE);
  SmpPoint low = smp_point (MIN (side->a.x, side->b.x), MIN (side->a.y, side->b.y));
  SmpPoint high = smp_point (MAX (side->a.x, side->b.x), MAX (side->a.y, side->b.y));
  double from_x = MAX (floor ((low.x - reach - map->origin.x) * per_tile), 0);
  double from_y = MAX (floor ((low.y - reach - map->origin.y) * per_tile), 0);
  double to_x = MIN (ceil ((high.x + reach - map->origin.x) * per_tile), self->columns);
  double to_y = MIN (ceil ((high.y + reach - map->origin.y) * per_tile), self->rows);

  for (int row = (int)from_y; row < to_y && from_x < to_x; row++)
    memset (tile_at (self, (int)from_x, row), 0, (gsize)(to_x - from_x));
}

/* Between an old and a new stretch of the outline what was inside is outside now, or the reverse:
 * as many times as changed sides lie to the left. */
static void
drop_turned (SmpDensityReuse *self, const SmpDensityMap *map, const GArray *changed, int row)
{
  SmpPoint middle = smp_point (0, map->origin.y + (row + 0.5) * SMP_DENSITY_TILE * map->cell_mm);
  g_autofree guint *turns = g_new0 (guint, self->columns + 1);
  guint n = 0;

  for (guint i = 0; i < changed->len; i++)
    {
      const Side *side = &g_array_index (changed, Side, i);
      SmpPoint a = side->a, b = side->b;
      double x;

      if ((a.y > middle.y) == (b.y > middle.y))
        continue;
      x = (b.x - a.x) * (middle.y - a.y) / (b.y - a.y) + a.x;
      x = ceil ((x - map->origin.x) / (map->cell_mm * SMP_DENSITY_TILE) - 0.5);
      turns[(int)CLAMP (x, 0, self->columns)]++;
    }
  for (int column = 0; column < self->columns; column++)
    {
      n += turns[column];
      if (n % 2 != 0)
        *tile_at (self, column, row) = FALSE;
    }
}

SmpDensityReuse *
smp_density_reuse_new (const SmpDensityMap *from, const SmpDensityMap *map, double reach)
{
  g_autoptr (SmpDensityReuse) self = g_new0 (SmpDensityReuse, 1);
  g_autoptr (GArray) changed = NULL;

  if (from->share == NULL || from->cell_mm < map->cell_mm || from->cell_mm > map->cell_mm
      || !cells_between (from->origin.x, map->origin.x, map->cell_mm, &self->dx)
      || !cells_between (from->origin.y, map->origin.y, map->cell_mm, &self->dy))
    return NULL;
  self->from = from;
  self->columns = (map->width + SMP_DENSITY_TILE - 1) / SMP_DENSITY_TILE;
  self->rows = (map->height + SMP_DENSITY_TILE - 1) / SMP_DENSITY_TILE;
  self->keeps = g_new (guint8, (gsize)self->columns * (gsize)self->rows);
  keep_common (self, map);
  changed = changed_sides (from->polygon, map->polygon);
  for (guint i = 0; i < changed->len; i++)
    drop_near (self, map, &g_array_index (changed, Side, i), reach);
  for (int row = 0; row < self->rows; row++)
    drop_turned (self, map, changed, row);
  return g_steal_pointer (&self);
}

void
smp_density_reuse_free (SmpDensityReuse *self)
{
  g_free (self->keeps);
  g_free (self);
}

const guint8 *
smp_density_reuse_row (const SmpDensityReuse *self, int row)
{
  return tile_at (self, 0, row);
}

static void
copy_cells (const SmpDensityReuse *self,
            const guint16 *from,
            const SmpDensityMap *map,
            guint16 *to,
            int x,
            int y,
            int n)
{
  memcpy (to + (gsize)y * (gsize)map->width + (gsize)x,
          from + (gsize)(y + self->dy) * (gsize)self->from->width + (gsize)(x + self->dx),
          (gsize)n * sizeof (guint16));
}

void
smp_density_reuse_copy (const SmpDensityReuse *self, SmpDensityMap *map, int row)
{
  int y0 = row * SMP_DENSITY_TILE, y1 = MIN (y0 + SMP_DENSITY_TILE, map->height);
  const guint8 *keeps = smp_density_reuse_row (self, row);

  for (int column = 0; column < self->columns;)
    {
      int first = column, x, width;

      while (column < self->columns && keeps[column])
        column++;
      x = first * SMP_DENSITY_TILE;
      width = MIN (column * SMP_DENSITY_TILE, map->width) - x;
      for (int y = y0; y < y1 && width > 0; y++)
        {
          copy_cells (self, self->from->share, map, map->share, x, y, width);
          if (map->limit != map->share)
            copy_cells (self, self->from->limit, map, map->limit, x, y, width);
        }
      if (column == first)
        column++;
    }
}
