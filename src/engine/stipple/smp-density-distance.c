/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stipple/smp-density-distance.h"

#include "stipple/smp-density-reuse.h"

/* Cells along the sides of blocks: of those for which all sides are looked at, and of those that
 * look at what was found for these. */
#define LARGE_BLOCK SMP_DENSITY_TILE
#define BLOCK 4
/* What rounding may make of a distance, mm, and much more. */
#define SLACK 1e-6

typedef struct
{
  SmpPoint a;
  SmpPoint b;
  double end; /* mm along the outline: of b */
} Side;

struct _SmpSides
{
  gsize n;
  Side *sides;
  double reach;
  double boxed; /* no box of @reach around a side goes farther from it */
  double outward;
};

/* Sides that may be nearest to a cell of a block, and how far they are from its middle. */
typedef struct
{
  gsize n;
  Side *sides;
  double *distances;
} Candidates;

/* Cells of which all that may be near is found together. */
typedef struct
{
  int range[4]; /* columns from, to before, rows from, to before */
  SmpPoint middle;
  double half; /* mm from there to the farthest cell */
  gboolean has_inside;
  gboolean has_outside;
} Block;

SmpSides *
smp_sides_new (const SmpPolygon *polygon, SmpEdge edge, double reach, double outward)
{
  SmpSides *self = g_new0 (SmpSides, 1);
  gsize n = smp_polygon_n_sides (polygon);
  double along = 0;

  self->sides = g_new (Side, n);
  self->reach = reach;
  self->outward = outward;
  for (gsize i = 0; i < n; i++)
    {
      SmpPoint a = polygon->points[i], b = polygon->points[(i + 1) % polygon->n_points];

      double length = smp_point_distance (a, b);

      along += length;
      if (polygon->edges[i] != edge)
        continue;
      self->sides[self->n++] = (Side){ a, b, along };
      /* The corners beside a slanted side. */
      if (length > 0)
        self->boxed = MAX (self->boxed, fabs (a.x - b.x) * fabs (a.y - b.y) / length);
    }
  self->boxed += G_SQRT2 * reach;
  return self;
}

void
smp_sides_free (SmpSides *self)
{
  g_free (self->sides);
  g_free (self);
}

double
smp_sides_reach (const SmpSides *self)
{
  return self->reach;
}

double
smp_sides_influence (const SmpSides *self, const SmpDensityMap *map)
{
  /* The boxes of smp_density_map_cells_near() are up to two cells wider than asked. */
  return MAX (self->reach, self->outward + map->cell_mm) + 2 * map->cell_mm;
}

static inline double
segment_distance2 (SmpPoint a, SmpPoint b, SmpPoint p)
{
  SmpPoint side = smp_point_sub (b, a), off = smp_point_sub (p, a);
  double len2 = smp_point_dot (side, side);
  double t = len2 > 0 ? CLAMP (smp_point_dot (off, side) / len2, 0.0, 1.0) : 0;
  SmpPoint d = smp_point_sub (off, smp_point_scale (side, t));

  return smp_point_dot (d, d);
}

gboolean
smp_density_map_cells_near (
    const SmpDensityMap *map, SmpPoint a, SmpPoint b, double reach, int y0, int y1, int range[4])
{
  double k = 1 / map->cell_mm;

  range[0] = (int)MAX (floor ((MIN (a.x, b.x) - reach - map->origin.x) * k - 0.5), 0);
  range[1] = (int)MIN (ceil ((MAX (a.x, b.x) + reach - map->origin.x) * k + 0.5), map->width);
  range[2] = (int)MAX (floor ((MIN (a.y, b.y) - reach - map->origin.y) * k - 0.5), y0);
  range[3] = (int)MIN (ceil ((MAX (a.y, b.y) + reach - map->origin.y) * k + 0.5), y1);
  return range[0] < range[1] && range[2] < range[3];
}

/* So many cells are measured at a time: loops of just that length become vector code. */
#define AT_ONCE 4

/* The same as segment_distance2(). @side and @len2 are those of a segment that is no point, or any
 * and 1. */
static inline void
approach_at_once (
    SmpPoint a, SmpPoint side, double len2, const double *columns, double y, float *distance2)
{
  double x[AT_ONCE], t[AT_ONCE], off_y = y - a.y;
  float d[AT_ONCE];

  for (int i = 0; i < AT_ONCE; i++)
    x[i] = columns[i] - a.x;
  for (int i = 0; i < AT_ONCE; i++)
    t[i] = (x[i] * side.x + off_y * side.y) / len2;
  for (int i = 0; i < AT_ONCE; i++)
    t[i] = t[i] < 0 ? 0 : t[i];
  for (int i = 0; i < AT_ONCE; i++)
    t[i] = t[i] > 1 ? 1 : t[i];
  for (int i = 0; i < AT_ONCE; i++)
    {
      double dx = x[i] - side.x * t[i], dy = off_y - side.y * t[i];

      d[i] = (float)(dx * dx + dy * dy);
    }
  for (int i = 0; i < AT_ONCE; i++)
    distance2[i] = distance2[i] < d[i] ? distance2[i] : d[i];
}

void
smp_segment_approach (const SmpDensityMap *map,
                      SmpPoint a,
                      SmpPoint b,
                      const int range[4],
                      int first_row,
                      float *distance2)
{
  SmpPoint side = smp_point_sub (b, a);
  double len2 = smp_point_dot (side, side);

  if (!(len2 > 0))
    {
      side = smp_point (0, 0);
      len2 = 1;
    }
  for (int x = range[0]; x < range[1]; x += AT_ONCE)
    {
      double columns[AT_ONCE];
      int n = MIN (AT_ONCE, range[1] - x);

      for (int i = 0; i < AT_ONCE; i++)
        columns[i] = smp_density_map_centre (map, x + i, 0).x;
      for (int y = range[2]; y < range[3]; y++)
        {
          float *row = distance2 + (gsize)(y - first_row) * (gsize)map->width + (gsize)x;
          double centre = smp_density_map_centre (map, x, y).y;

          if (n == AT_ONCE)
            approach_at_once (a, side, len2, columns, centre, row);
          else
            for (int i = 0; i < n; i++)
              {
                float d = (float)segment_distance2 (a, b, smp_point (columns[i], centre));

                row[i] = MIN (row[i], d);
              }
        }
    }
}

/* Those of the sides that may be the nearest of cells of the block, none if all are farther from
 * it than @reach. Those beyond what the nearest so far allows are passed over, with as many after
 * them as the outline cannot come back in. */
static void
find_candidates (const Side *sides, gsize n, const Block *block, double reach, Candidates *found)
{
  double nearest = reach + block->half;
  gsize n_found = 0;

  for (gsize i = 0; i < n;)
    {
      const Side *side = &sides[i];
      double d = sqrt (segment_distance2 (side->a, side->b, block->middle));
      double too_far = d - (nearest + 2 * block->half + SLACK);

      i++;
      if (too_far > 0)
        {
          while (i < n && sides[i].end - side->end < too_far)
            i++;
          continue;
        }
      nearest = MIN (nearest, d);
      found->sides[n_found] = *side;
      found->distances[n_found++] = d;
    }
  found->n = 0;
  for (gsize k = 0; k < n_found; k++)
    if (found->distances[k] <= nearest + 2 * block->half + SLACK)
      found->sides[found->n++] = found->sides[k];
}

static Block
block_at (const SmpDensityMap *map, int x, int y, int size, int y0, int y1, const guint8 *inside)
{
  Block self = { .range = { x, MIN (x + size, map->width), y, MIN (y + size, y1) } };
  SmpPoint first = smp_density_map_centre (map, x, y);
  SmpPoint last = smp_density_map_centre (map, self.range[1] - 1, self.range[3] - 1);

  self.middle = smp_point_lerp (first, last, 0.5);
  self.half = smp_point_distance (first, last) / 2;
  for (y = self.range[2]; y < self.range[3]; y++)
    for (x = self.range[0]; x < self.range[1]; x++)
      {
        gboolean is_inside = inside[(gsize)(y - y0) * (gsize)map->width + (gsize)x];

        self.has_inside |= is_inside;
        self.has_outside |= !is_inside;
      }
  return self;
}

/* How far to look for sides of an edge: nowhere, everywhere that matters, or, where something
 * reaches out, as far as boxes around the sides reach, for these decide there: see
 * smp_sides_boxed(). */
static double
reach_from (const SmpSides *self, const Block *block, const SmpDensityMap *map, gboolean out)
{
  if (out)
    return self->boxed + 4 * map->cell_mm;
  return block->has_inside ? self->reach : -1;
}

static void
measure_block (SmpSides *const kinds[SMP_N_EDGES],
               const SmpDensityMap *map,
               const Block *large,
               int y0,
               int y1,
               const guint8 *inside,
               Candidates *wide,
               Candidates *narrow,
               float *const distance2[SMP_N_EDGES])
{
  gboolean out = FALSE;

  for (int edge = 0; edge < SMP_N_EDGES && large->has_outside; edge++)
    {
      find_candidates (kinds[edge]->sides, kinds[edge]->n, large, kinds[edge]->outward, wide);
      out |= wide->n > 0;
    }
  for (int edge = 0; edge < SMP_N_EDGES; edge++)
    {
      double reach = reach_from (kinds[edge], large, map, out);

      if (reach < 0)
        continue;
      find_candidates (kinds[edge]->sides, kinds[edge]->n, large, reach, wide);
      for (int y = large->range[2]; y < large->range[3] && wide->n > 0; y += BLOCK)
        for (int x = large->range[0]; x < large->range[1]; x += BLOCK)
          {
            Block block = block_at (map, x, y, BLOCK, y0, y1, inside);

            find_candidates (wide->sides, wide->n, &block, reach, narrow);
            for (gsize k = 0; k < narrow->n; k++)
              smp_segment_approach (map, narrow->sides[k].a, narrow->sides[k].b, block.range, y0,
                                    distance2[edge]);
          }
    }
}

void
smp_sides_measure (SmpSides *const kinds[SMP_N_EDGES],
                   const SmpDensityMap *map,
                   int y0,
                   int y1,
                   const guint8 *inside,
                   const guint8 *passes,
                   float *const distance2[SMP_N_EDGES])
{
  gsize n_cells = (gsize)map->width * (gsize)(y1 - y0);
  gsize n = MAX (MAX (kinds[0]->n, kinds[1]->n), kinds[2]->n) + 1;
  g_autofree Side *sides = g_new (Side, 2 * n);
  g_autofree double *distances = g_new (double, 2 * n);
  Candidates wide = { 0, sides, distances }, narrow = { 0, sides + n, distances + n };

  for (int edge = 0; edge < SMP_N_EDGES; edge++)
    for (gsize i = 0; i < n_cells; i++)
      distance2[edge][i] = G_MAXFLOAT;
  for (int y = y0; y < y1; y += LARGE_BLOCK)
    for (int x = 0; x < map->width; x += LARGE_BLOCK)
      {
        Block large;

        if (passes != NULL && passes[x / LARGE_BLOCK])
          continue;
        large = block_at (map, x, y, LARGE_BLOCK, y0, y1, inside);
        measure_block (kinds, map, &large, y0, y1, inside, &wide, &narrow, distance2);
      }
}

float
smp_sides_boxed (const SmpSides *self, const SmpDensityMap *map, int x, int y)
{
  float nearest = G_MAXFLOAT;
  int range[4];

  for (gsize i = 0; i < self->n; i++)
    {
      const Side *side = &self->sides[i];

      if (smp_density_map_cells_near (map, side->a, side->b, self->reach, y, y + 1, range)
          && x >= range[0] && x < range[1])
        {
          float d = (float)segment_distance2 (side->a, side->b, smp_density_map_centre (map, x, y));

          nearest = MIN (nearest, d);
        }
    }
  return nearest;
}
