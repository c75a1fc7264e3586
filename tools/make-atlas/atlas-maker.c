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
  .iterations = 600,
  .gauss = 1.2,
  .gauss_size = 0.65,
  .spring = 0.30,
  .distance = 0.655,
};

/* The repulsion (1 − d²/R²)^7 has R = 4 gauss_size / √n and is close to a Gaussian, but made of
 * products alone. */
#define GAUSS_POWER 8
/* Points that one work item moves. */
#define BLOCK 1024

/* The first n points in cells of about one point. */
typedef struct
{
  int side;
  guint n;
  guint *start;
  guint *points;
} Grid;

static double
wrap (double x)
{
  return x - floor (x);
}

/* The shorter way round the torus. */
static double
shortest (double d)
{
  return d > 0.5 ? d - 1 : d < -0.5 ? d + 1 : d;
}

static guint
cell_of (const Grid *grid, const double *p)
{
  int x = MIN ((int)(p[0] * grid->side), grid->side - 1);
  int y = MIN ((int)(p[1] * grid->side), grid->side - 1);

  return (guint)(y * grid->side + x);
}

static void
grid_build (Grid *grid, const double *points, guint n)
{
  int side = MAX ((int)floor (sqrt (n)), 1);
  gsize cells = (gsize)side * (gsize)side;

  grid->side = side;
  grid->n = n;
  grid->start = g_new0 (guint, cells + 1);
  grid->points = g_new (guint, n);
  for (guint i = 0; i < n; i++)
    grid->start[cell_of (grid, points + 2 * i) + 1]++;
  for (gsize c = 0; c < cells; c++)
    grid->start[c + 1] += grid->start[c];
  {
    g_autofree guint *next = g_memdup2 (grid->start, cells * sizeof (guint));

    for (guint i = 0; i < n; i++)
      grid->points[next[cell_of (grid, points + 2 * i)]++] = i;
  }
}

static void
grid_clear (Grid *grid)
{
  g_clear_pointer (&grid->start, g_free);
  g_clear_pointer (&grid->points, g_free);
}

/* Distance of neighbours in the densest packing of n points on the torus. */
static double
hexagonal_distance (double n)
{
  return sqrt (2 / (sqrt (3) * n));
}

/* Ordered darts: the radius shrinks with each place that many darts did not find. */
static double *
throw_darts (const AtlasSettings *settings)
{
  guint n = settings->n_points;
  double *points = g_new (double, 2 * (gsize)n);
  double share = 0.78;
  guint64 counter = 0;
  Grid none = { .side = MAX ((int)floor (sqrt (n)), 1) };
  gsize cells = (gsize)none.side * (gsize)none.side;
  g_autofree gint32 *head = g_new (gint32, cells);
  g_autofree gint32 *next = g_new (gint32, n);

  memset (head, -1, cells * sizeof *head);
  for (guint i = 0; i < n; i++)
    {
      int tries = 0;

      for (;;)
        {
          double p[2] = { smp_hash_unit (smp_hash_u64 (settings->seed, 1, counter)),
                          smp_hash_unit (smp_hash_u64 (settings->seed, 2, counter)) };
          double r = MIN (share * hexagonal_distance (i + 1), 0.45);
          int reach = (int)ceil (r * none.side), cx = (int)(p[0] * none.side);
          int cy = (int)(p[1] * none.side);
          gboolean free_place = TRUE;

          counter++;
          reach = MIN (reach, none.side / 2);
          for (int dy = -reach; dy <= reach && free_place; dy++)
            for (int dx = -reach; dx <= reach && free_place; dx++)
              {
                int x = (cx + dx + none.side) % none.side, y = (cy + dy + none.side) % none.side;

                for (gint32 k = head[y * none.side + x]; k >= 0; k = next[k])
                  {
                    double ex = shortest (points[2 * k] - p[0]);
                    double ey = shortest (points[2 * k + 1] - p[1]);

                    if (ex * ex + ey * ey < r * r)
                      {
                        free_place = FALSE;
                        break;
                      }
                  }
              }
          if (free_place)
            {
              guint cell = cell_of (&none, p);

              points[2 * i] = p[0];
              points[2 * i + 1] = p[1];
              next[i] = head[cell];
              head[cell] = (gint32)i;
              share = MIN (share * 1.0005, 0.78);
              break;
            }
          if (++tries % 24 == 0)
            share *= 0.995;
        }
    }
  return points;
}

typedef struct
{
  const AtlasSettings *settings;
  const double *points;
  double *force; /* sum of what the levels want, in lengths of the torus */
  float *levels; /* how many levels moved the point */
  Grid grid;
  double gauss;
} Level;

static void
gauss_block (gsize item, int worker, gpointer data)
{
  Level *self = data;
  const Grid *grid = &self->grid;
  guint from = (guint)item * BLOCK, to = MIN (from + BLOCK, grid->n);
  double spacing = 1 / sqrt (grid->n), size = self->settings->gauss_size * spacing;
  double reach2 = 2 * GAUSS_POWER * size * size, inverse = 1 / reach2;
  int cells = (int)ceil (sqrt (reach2) * grid->side);

  cells = MIN (cells, (grid->side - 1) / 2);
  for (guint i = from; i < to; i++)
    {
      double px = self->points[2 * i], py = self->points[2 * i + 1], fx = 0, fy = 0;
      int cx = MIN ((int)(px * grid->side), grid->side - 1);
      int cy = MIN ((int)(py * grid->side), grid->side - 1);

      for (int dy = -cells; dy <= cells; dy++)
        {
          int y = (cy + dy + grid->side) % grid->side;

          for (int dx = -cells; dx <= cells; dx++)
            {
              int x = (cx + dx + grid->side) % grid->side;
              guint cell = (guint)(y * grid->side + x);

              for (guint k = grid->start[cell]; k < grid->start[cell + 1]; k++)
                {
                  guint j = grid->points[k];
                  double ex = shortest (px - self->points[2 * j]);
                  double ey = shortest (py - self->points[2 * j + 1]);
                  double q = 1 - (ex * ex + ey * ey) * inverse, w;

                  if (q <= 0 || j == i)
                    continue;
                  w = q * q;
                  w = w * w * w * q; /* q⁷: derivative of q⁸ */
                  fx += ex * w;
                  fy += ey * w;
                }
            }
        }
      self->force[2 * i] += self->gauss * fx;
      self->force[2 * i + 1] += self->gauss * fy;
      self->levels[i] += 1;
    }
}

/* Springs of the pairs whose later point lies in the octave that the grid's prefix ends. */
static void
spring_block (gsize item, int worker, gpointer data)
{
  Level *self = data;
  const Grid *grid = &self->grid;
  guint from = (guint)item * BLOCK, to = MIN (from + BLOCK, grid->n), octave = grid->n / 2;
  double longest = self->settings->distance * hexagonal_distance (octave + 1);
  int cells = MIN ((int)ceil (longest * grid->side), (grid->side - 1) / 2);

  for (guint i = from; i < to; i++)
    {
      double px = self->points[2 * i], py = self->points[2 * i + 1], fx = 0, fy = 0;
      int cx = MIN ((int)(px * grid->side), grid->side - 1);
      int cy = MIN ((int)(py * grid->side), grid->side - 1);

      for (int dy = -cells; dy <= cells; dy++)
        {
          int y = (cy + dy + grid->side) % grid->side;

          for (int dx = -cells; dx <= cells; dx++)
            {
              int x = (cx + dx + grid->side) % grid->side;
              guint cell = (guint)(y * grid->side + x);

              for (guint k = grid->start[cell]; k < grid->start[cell + 1]; k++)
                {
                  guint j = grid->points[k], later = MAX (i, j);
                  double ex, ey, d2, rest;

                  if (j == i || later < octave)
                    continue;
                  ex = shortest (px - self->points[2 * j]);
                  ey = shortest (py - self->points[2 * j + 1]);
                  d2 = ex * ex + ey * ey;
                  rest = self->settings->distance * hexagonal_distance (later + 1);
                  if (d2 >= rest * rest || !(d2 > 0))
                    continue;
                  {
                    double d = sqrt (d2), push = (rest - d) / d;

                    fx += ex * push;
                    fy += ey * push;
                  }
                }
            }
        }
      self->force[2 * i] += self->settings->spring * fx;
      self->force[2 * i + 1] += self->settings->spring * fy;
    }
}

static void
run_level (Level *level, guint n, SmpParallelFunc func)
{
  grid_build (&level->grid, level->points, n);
  smp_parallel_for ((n + BLOCK - 1) / BLOCK, level->settings->n_threads, func, level, NULL, NULL);
  grid_clear (&level->grid);
}

static void
iterate (const AtlasSettings *settings, double *points, int iteration)
{
  guint n = settings->n_points;
  g_autofree double *force = g_new0 (double, 2 * (gsize)n);
  g_autofree float *levels = g_new0 (float, n);
  Level level = { .settings = settings, .points = points, .force = force, .levels = levels };
  double phase = smp_hash_unit (smp_hash_u64 (settings->seed, 3, (guint64)iteration));
  double done = (double)iteration / settings->iterations;
  /* The even tone is found first; towards the end the springs have the last word. */
  double calm = done < 0.7 ? 1 : (1 - done) / 0.3;

  level.gauss = settings->gauss * calm;
  /* The whole set counts in every iteration, the prefixes in turn. */
  run_level (&level, n, gauss_block);
  for (double k = phase;; k += 1)
    {
      guint prefix = (guint)floor (n * exp2 (-k / 2));

      if (prefix < 64)
        break;
      run_level (&level, prefix, gauss_block);
    }
  for (guint i = 0; i < n; i++)
    if (levels[i] > 0)
      {
        force[2 * i] /= (double)levels[i];
        force[2 * i + 1] /= (double)levels[i];
      }
  for (guint prefix = n; prefix >= 16; prefix /= 2)
    run_level (&level, prefix, spring_block);

  for (guint i = 0; i < n; i++)
    {
      /* No step beyond a fraction of the spacing that the point sees. */
      double most = 0.25 * hexagonal_distance (MAX (n, i + 1));
      double l = sqrt (force[2 * i] * force[2 * i] + force[2 * i + 1] * force[2 * i + 1]);
      double k = l > most ? most / l : 1;

      points[2 * i] = wrap (points[2 * i] + k * force[2 * i]);
      points[2 * i + 1] = wrap (points[2 * i + 1] + k * force[2 * i + 1]);
    }
}

double *
atlas_make (const AtlasSettings *settings)
{
  double *points = throw_darts (settings);

  for (int i = 0; i < settings->iterations; i++)
    iterate (settings, points, i);
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
