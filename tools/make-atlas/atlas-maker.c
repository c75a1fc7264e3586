/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "atlas-maker.h"

#include <math.h>
#include <string.h>

#include "base/smp-hash.h"
#include "base/smp-parallel.h"

const AtlasSettings atlas_usual_settings = {
  .n_points = 262144,
  .seed = 20260101,
  .iterations = 800,
  .stages = 8,
  .gauss = 1.2,
  .whole = 0.5,
  .gauss_size = 0.70,
  .spring = 0.30,
  .distance = 0.65,
};

/* The repulsion (1 − d²/R²)^7 has R = 4 gauss_size / √n and is close to a Gaussian, but made of
 * products alone. */
#define GAUSS_POWER 8
/* Darts begin so far apart, in hexagonal distances. */
#define DART_DISTANCE 0.82
/* Smaller prefixes are not seen alone. */
#define SMALLEST_PREFIX 64
#define LANES 4

/* Lane by lane the same on every machine. */
typedef float Lanes __attribute__ ((vector_size (LANES * sizeof (float))));
typedef gint32 Mask __attribute__ ((vector_size (LANES * sizeof (gint32))));

/* The first n points, sorted into the cells of the unit square and of a rim around it that repeats
 * the opposite edge, so that a row of neighbouring cells is one run of points. */
typedef struct
{
  int side;  /* cells of the square */
  int rim;   /* cells around it */
  int width; /* of all */
  guint n;
  guint *start; /* width² + 1 */
  float *x;     /* LANES more than points */
  float *y;
  guint *id;
} Grid;

static double
wrap (double x)
{
  x -= floor (x);
  return x < 1 ? x : 0;
}

/* The shorter way round the torus. */
static double
shortest (double d)
{
  return d > 0.5 ? d - 1 : d < -0.5 ? d + 1 : d;
}

/* Puts a point into its cell and into those of the rim that repeat it: counts, or fills in. */
static void
grid_put (Grid *self, const double *p, guint i, guint *next, gboolean fill)
{
  int cx = MIN ((int)(p[0] * self->side), self->side - 1) + self->rim;
  int cy = MIN ((int)(p[1] * self->side), self->side - 1) + self->rim;

  for (int oy = -1; oy <= 1; oy++)
    for (int ox = -1; ox <= 1; ox++)
      {
        int x = cx + ox * self->side, y = cy + oy * self->side;
        guint *at;

        if (x < 0 || y < 0 || x >= self->width || y >= self->width)
          continue;
        at = &next[(gsize)y * (gsize)self->width + (gsize)x];
        if (fill)
          {
            self->x[*at] = (float)(p[0] + ox);
            self->y[*at] = (float)(p[1] + oy);
            self->id[*at] = i;
          }
        ++*at;
      }
}

/* @reach: how far neighbours are sought; @crowd: points of a cell, on average */
static void
grid_build (Grid *self, const double *points, guint n, double reach, double crowd)
{
  gsize cells, total = 0;
  g_autofree guint *next = NULL;

  self->side = MAX ((int)floor (sqrt (n / crowd)), 1);
  self->rim = MIN ((int)ceil (reach * self->side), self->side);
  self->width = self->side + 2 * self->rim;
  self->n = n;
  cells = (gsize)self->width * (gsize)self->width;
  next = g_new0 (guint, cells);
  for (guint i = 0; i < n; i++)
    grid_put (self, points + 2 * i, i, next, FALSE);
  self->start = g_new (guint, cells + 1);
  for (gsize c = 0; c < cells; c++)
    {
      self->start[c] = (guint)total;
      total += next[c];
      next[c] = self->start[c];
    }
  self->start[cells] = (guint)total;
  self->x = g_new0 (float, total + LANES);
  self->y = g_new0 (float, total + LANES);
  self->id = g_new0 (guint, total);
  for (guint i = 0; i < n; i++)
    grid_put (self, points + 2 * i, i, next, TRUE);
}

static void
grid_clear (Grid *self)
{
  g_clear_pointer (&self->start, g_free);
  g_clear_pointer (&self->x, g_free);
  g_clear_pointer (&self->y, g_free);
  g_clear_pointer (&self->id, g_free);
}

/* The run of points in the cells around one, in a row of cells. */
static void
grid_run (const Grid *self, int cx, int y, guint run[2])
{
  const guint *row = self->start + (gsize)y * (gsize)self->width;

  run[0] = row[cx - self->rim];
  run[1] = row[cx + self->rim + 1];
}

/* Distance of neighbours in the densest packing of n points on the torus. */
static double
hexagonal_distance (double n)
{
  return sqrt (2 / (sqrt (3) * n));
}

/* Ordered darts in the gaps of the first @from points: the radius shrinks with each place that many
 * darts did not find. */
static void
throw_darts (guint64 seed, double *points, guint from, guint to)
{
  double share = DART_DISTANCE;
  guint64 counter = 0;
  int side = MAX ((int)floor (sqrt (to)), 1);
  g_autofree gint32 *head = g_new (gint32, (gsize)side * (gsize)side);
  g_autofree gint32 *next = g_new (gint32, to);

  memset (head, -1, (gsize)side * (gsize)side * sizeof *head);
  for (guint i = 0; i < to; i++)
    {
      gsize cell;

      for (int tries = 1; i >= from; tries++)
        {
          double x = smp_hash_unit (smp_hash_u64 (seed, 1 + 4 * (guint64)from, counter));
          double y = smp_hash_unit (smp_hash_u64 (seed, 2 + 4 * (guint64)from, counter));
          double r = MIN (share * hexagonal_distance (i + 1), 0.45);
          int reach = MIN ((int)ceil (r * side), side / 2);
          int cx = (int)(x * side), cy = (int)(y * side);
          gboolean hit = FALSE;

          counter++;
          for (int dy = -reach; dy <= reach && !hit; dy++)
            for (int dx = -reach; dx <= reach && !hit; dx++)
              for (gint32 k = head[(cy + dy + side) % side * side + (cx + dx + side) % side];
                   k >= 0 && !hit; k = next[k])
                {
                  double ex = shortest (points[2 * k] - x), ey = shortest (points[2 * k + 1] - y);

                  hit = ex * ex + ey * ey < r * r;
                }
          if (!hit)
            {
              points[2 * i] = x;
              points[2 * i + 1] = y;
              share = MIN (share * 1.0005, DART_DISTANCE);
              break;
            }
          if (tries % 200 == 0)
            share *= 0.995;
        }
      cell = (gsize)(points[2 * i + 1] * side) * (gsize)side + (gsize)(points[2 * i] * side);
      next[i] = head[cell];
      head[cell] = (gint32)i;
    }
}

typedef struct
{
  const AtlasSettings *settings;
  const double *points;
  double *force; /* sum of what the levels want, in lengths of the torus */
  float *levels; /* how many levels moved the point */
  Grid grid;
  double gauss;
  float weight; /* of this level among those of a point */
} Level;

/* The repulsion that a point at px, py feels. */
static void
repulsion (const Grid *grid, int cx, int cy, float px, float py, float inverse, double out[2])
{
  Lanes fx = { 0 }, fy = { 0 };

  for (int y = cy - grid->rim; y <= cy + grid->rim; y++)
    {
      guint run[2];

      grid_run (grid, cx, y, run);
      for (guint k = run[0]; k < run[1]; k += LANES)
        {
          gint32 left = (gint32)(run[1] - k);
          const Mask lane = { 0, 1, 2, 3 }, end = { left, left, left, left };
          Mask inside = lane < end;
          Lanes ex, ey, q, w;

          memcpy (&ex, grid->x + k, sizeof ex);
          memcpy (&ey, grid->y + k, sizeof ey);
          ex = px - ex;
          ey = py - ey;
          q = 1 - (ex * ex + ey * ey) * inverse;
          q = (Lanes)((Mask)q & inside & (q > 0));
          w = q * q;
          w = w * w * w * q; /* q⁷: derivative of q⁸ */
          fx += ex * w;
          fy += ey * w;
        }
    }
  out[0] = (double)((fx[0] + fx[1]) + (fx[2] + fx[3]));
  out[1] = (double)((fy[0] + fy[1]) + (fy[2] + fy[3]));
}

static double
gauss_reach (const AtlasSettings *settings, guint n)
{
  return sqrt (2 * GAUSS_POWER * settings->gauss_size * settings->gauss_size / n);
}

/* A row of cells. */
static void
gauss_row (gsize item, int worker, gpointer data)
{
  Level *self = data;
  const Grid *grid = &self->grid;
  double reach = gauss_reach (self->settings, grid->n);
  float inverse = (float)(1 / (reach * reach));
  double gauss = self->gauss * (double)self->weight;
  int cy = (int)item + grid->rim;

  for (int cx = grid->rim; cx < grid->rim + grid->side; cx++)
    {
      const guint *cell = grid->start + (gsize)cy * (gsize)grid->width + (gsize)cx;

      for (guint a = cell[0]; a < cell[1]; a++)
        {
          guint i = grid->id[a];
          double force[2];

          repulsion (grid, cx, cy, grid->x[a], grid->y[a], inverse, force);
          self->force[2 * i] += gauss * force[0];
          self->force[2 * i + 1] += gauss * force[1];
          self->levels[i] += self->weight;
        }
    }
}

static double
spring_reach (const AtlasSettings *settings, guint n)
{
  return settings->distance * hexagonal_distance (n / 2 + 1);
}

/* Springs of the pairs whose later point lies in the octave that the grid's prefix ends. */
static void
spring_row (gsize item, int worker, gpointer data)
{
  Level *self = data;
  const Grid *grid = &self->grid;
  guint octave = grid->n / 2;
  float longest2
      = (float)(spring_reach (self->settings, grid->n) * spring_reach (self->settings, grid->n));
  int cy = (int)item + grid->rim;

  for (int cx = grid->rim; cx < grid->rim + grid->side; cx++)
    {
      const guint *cell = grid->start + (gsize)cy * (gsize)grid->width + (gsize)cx;

      for (guint a = cell[0]; a < cell[1]; a++)
        {
          guint i = grid->id[a];
          double fx = 0, fy = 0;

          for (int y = cy - grid->rim; y <= cy + grid->rim; y++)
            {
              guint run[2];

              grid_run (grid, cx, y, run);
              for (guint k = run[0]; k < run[1]; k++)
                {
                  float ex = grid->x[a] - grid->x[k], ey = grid->y[a] - grid->y[k];
                  float d2 = ex * ex + ey * ey;
                  guint later = MAX (i, grid->id[k]);
                  double rest, d;

                  if (d2 >= longest2 || !(d2 > 0) || later < octave)
                    continue;
                  rest = self->settings->distance * hexagonal_distance (later + 1);
                  d = sqrt ((double)d2);
                  if (d >= rest)
                    continue;
                  fx += (double)ex * (rest - d) / d;
                  fy += (double)ey * (rest - d) / d;
                }
            }
          self->force[2 * i] += self->settings->spring * fx;
          self->force[2 * i + 1] += self->settings->spring * fy;
        }
    }
}

static void
run_level (Level *level, guint n, double reach, double crowd, SmpParallelFunc func)
{
  grid_build (&level->grid, level->points, n, reach, crowd);
  smp_parallel_for ((gsize)level->grid.side, level->settings->n_threads, func, level, NULL, NULL);
  grid_clear (&level->grid);
}

static void
run_gauss (Level *level, guint n, double weight)
{
  level->weight = (float)weight;
  run_level (level, n, gauss_reach (level->settings, n), 2, gauss_row);
}

/* Moves the first n points once. */
static void
iterate (const AtlasSettings *settings, double *points, guint n, int iteration)
{
  g_autofree double *force = g_new0 (double, 2 * (gsize)n);
  g_autofree float *levels = g_new0 (float, n);
  Level level = { .settings = settings, .points = points, .force = force, .levels = levels };
  double phase = smp_hash_unit (smp_hash_u64 (settings->seed, 3, (guint64)iteration));
  double done = (double)iteration / settings->iterations;
  /* No step beyond a fraction of the spacing. */
  double most = 0.25 * hexagonal_distance (n);

  /* The even tone is found first; towards the end the springs have the last word. */
  level.gauss = settings->gauss * (done < 0.7 ? 1 : (1 - done) / 0.3);
  /* The whole set counts in every iteration, the prefixes in turn. */
  run_gauss (&level, n, settings->whole);
  for (double k = phase;; k += 1)
    {
      guint prefix = (guint)floor (n * exp2 (-k / 2));

      if (prefix < SMALLEST_PREFIX)
        break;
      run_gauss (&level, prefix, 1);
    }
  for (guint i = 0; i < n; i++)
    {
      force[2 * i] /= (double)levels[i];
      force[2 * i + 1] /= (double)levels[i];
    }
  for (guint prefix = n; prefix >= 16; prefix /= 2)
    run_level (&level, prefix, spring_reach (settings, prefix), 1, spring_row);

  for (guint i = 0; i < n; i++)
    {
      double l = sqrt (force[2 * i] * force[2 * i] + force[2 * i + 1] * force[2 * i + 1]);
      double k = l > most ? most / l : 1;

      points[2 * i] = wrap (points[2 * i] + k * force[2 * i]);
      points[2 * i + 1] = wrap (points[2 * i + 1] + k * force[2 * i + 1]);
    }
}

double *
atlas_make (const AtlasSettings *settings)
{
  double *points = g_new (double, 2 * (gsize)settings->n_points);
  guint from = 0;

  for (int stage = settings->stages; stage >= 0; stage--)
    {
      guint to = settings->n_points >> stage;

      throw_darts (settings->seed, points, from, to);
      for (int i = 0; i < settings->iterations; i++)
        iterate (settings, points, to, i);
      from = to;
    }
  return points;
}

guint16 *
atlas_quantise (const double *points, guint n_points)
{
  guint16 *xy = g_new (guint16, 2 * (gsize)n_points);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < n_points; i++)
    {
      guint x = (guint)floor (points[2 * i] * 65536) & 0xffff;
      guint y = (guint)floor (points[2 * i + 1] * 65536) & 0xffff;

      /* Two points on one place would never both be seen. */
      while (!g_hash_table_add (taken, GUINT_TO_POINTER ((x << 16 | y) + 1)))
        x = (x + 1) & 0xffff;
      xy[2 * i] = (guint16)x;
      xy[2 * i + 1] = (guint16)y;
    }
  return xy;
}
