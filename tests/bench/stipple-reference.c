/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "stipple-reference.h"

#include <math.h>
#include <string.h>

#include "base/smp-hash.h"

/* Yuksel 2015, section 3. */
#define ALPHA_HALVINGS 3 /* (1 − d/d_max)^8 by squaring thrice */
#define BETA 0.65
#define GAMMA 1.5

static double
shortest (double d)
{
  return d > 0.5 ? d - 1 : d < -0.5 ? d + 1 : d;
}

double *
reference_throw_darts (guint n, guint64 seed)
{
  double *xy = g_new (double, 2 * (gsize)n);
  int side = MAX ((int)sqrt (n), 1);
  g_autofree gint32 *head = g_new (gint32, (gsize)side * (gsize)side);
  g_autofree gint32 *next = g_new (gint32, n);
  double share = 0.8;
  guint64 counter = 0;

  memset (head, -1, (gsize)side * (gsize)side * sizeof *head);
  for (guint i = 0, tries = 0; i < n;)
    {
      double x = smp_hash_unit (smp_hash_u64 (seed, 1, counter));
      double y = smp_hash_unit (smp_hash_u64 (seed, 2, counter));
      double r = MIN (share * sqrt (2 / (sqrt (3) * (i + 1))), 0.45);
      int reach = MIN ((int)ceil (r * side), (side - 1) / 2);
      int cx = (int)(x * side), cy = (int)(y * side);
      gboolean hit = FALSE;

      counter++;
      for (int dy = -reach; dy <= reach && !hit; dy++)
        for (int dx = -reach; dx <= reach && !hit; dx++)
          for (gint32 k = head[(cy + dy + side) % side * side + (cx + dx + side) % side];
               k >= 0 && !hit; k = next[k])
            hit = hypot (shortest (xy[2 * k] - x), shortest (xy[2 * k + 1] - y)) < r;
      if (!hit)
        {
          xy[2 * i] = x;
          xy[2 * i + 1] = y;
          next[i] = head[cy * side + cx];
          head[cy * side + cx] = (gint32)i;
          i++;
          tries = 0;
        }
      else if (++tries % 64 == 0)
        share *= 0.995;
    }
  return xy;
}

typedef struct
{
  const double *xy;
  guint *ids; /* the points of this round */
  guint n;
  double *weight; /* by point */
  /* Cells of d_max: where the neighbours of a point are. */
  int side;
  guint *start;
  guint *cells;
  /* A heap with the heaviest point on top. */
  guint *heap;
  guint *place; /* by point: where it is in the heap, or G_MAXUINT once it fell */
  guint in_heap;
} Round;

static void
heap_put (Round *self, guint at, guint id)
{
  self->heap[at] = id;
  self->place[id] = at;
}

static void
heap_down (Round *self, guint at)
{
  guint id = self->heap[at];

  for (;;)
    {
      guint child = 2 * at + 1;

      if (child >= self->in_heap)
        break;
      if (child + 1 < self->in_heap
          && self->weight[self->heap[child + 1]] > self->weight[self->heap[child]])
        child++;
      if (self->weight[self->heap[child]] <= self->weight[id])
        break;
      heap_put (self, at, self->heap[child]);
      at = child;
    }
  heap_put (self, at, id);
}

static guint
heap_pop (Round *self)
{
  guint id = self->heap[0];

  self->place[id] = G_MAXUINT;
  self->in_heap--;
  if (self->in_heap > 0)
    {
      heap_put (self, 0, self->heap[self->in_heap]);
      heap_down (self, 0);
    }
  return id;
}

static void
sort_into_cells (Round *self, double d_max)
{
  gsize n_cells;
  g_autofree guint *next = NULL;
  g_autofree guint *cell = g_new (guint, self->n);

  self->side = MAX ((int)floor (1 / d_max), 1);
  n_cells = (gsize)self->side * (gsize)self->side;
  self->start = g_new0 (guint, n_cells + 1);
  self->cells = g_new (guint, self->n);
  for (guint i = 0; i < self->n; i++)
    {
      const double *p = self->xy + 2 * (gsize)self->ids[i];

      cell[i] = (guint)((int)(p[1] * self->side) * self->side + (int)(p[0] * self->side));
      self->start[cell[i] + 1]++;
    }
  for (gsize c = 0; c < n_cells; c++)
    self->start[c + 1] += self->start[c];
  next = g_memdup2 (self->start, n_cells * sizeof (guint));
  for (guint i = 0; i < self->n; i++)
    self->cells[next[cell[i]]++] = self->ids[i];
}

/* Sums the weights that the neighbours lay on a point, or takes the point's weight from them. */
static double
visit (Round *self, guint id, double d_min, double d_max, gboolean take)
{
  const double *p = self->xy + 2 * (gsize)id;
  int cx = (int)(p[0] * self->side), cy = (int)(p[1] * self->side);
  int reach = MIN (1, (self->side - 1) / 2);
  double sum = 0;

  for (int dy = -reach; dy <= reach; dy++)
    for (int dx = -reach; dx <= reach; dx++)
      {
        int y = (cy + dy + self->side) % self->side, x = (cx + dx + self->side) % self->side;
        gsize c = (gsize)y * (gsize)self->side + (gsize)x;

        for (guint k = self->start[c]; k < self->start[c + 1]; k++)
          {
            guint other = self->cells[k];
            double ex = shortest (self->xy[2 * (gsize)other] - p[0]);
            double ey = shortest (self->xy[2 * (gsize)other + 1] - p[1]);
            double d2 = ex * ex + ey * ey, w;

            if (other == id || d2 >= d_max * d_max || (take && self->place[other] == G_MAXUINT))
              continue;
            w = 1 - MAX (sqrt (d2), d_min) / d_max;
            for (int i = 0; i < ALPHA_HALVINGS; i++)
              w *= w;
            sum += w;
            if (take)
              {
                self->weight[other] -= w;
                heap_down (self, self->place[other]);
              }
          }
      }
  return sum;
}

/* Eliminates the heaviest points until @keep are left; those that fall go to @fallen in turn. */
static void
eliminate (Round *self, guint keep, double d_max, guint *fallen)
{
  double d_min = d_max * BETA * (1 - pow ((double)keep / self->n, GAMMA));
  guint n_fallen = 0, left = 0;

  sort_into_cells (self, d_max);
  self->in_heap = self->n;
  for (guint i = 0; i < self->n; i++)
    heap_put (self, i, self->ids[i]);
  for (guint i = 0; i < self->n; i++)
    self->weight[self->ids[i]] = visit (self, self->ids[i], d_min, d_max, FALSE);
  for (guint i = self->n / 2; i-- > 0;)
    heap_down (self, i);
  while (self->in_heap > keep)
    {
      guint id = heap_pop (self);

      visit (self, id, d_min, d_max, TRUE);
      fallen[n_fallen++] = id;
    }
  for (guint i = 0; i < self->n; i++)
    if (self->place[self->ids[i]] != G_MAXUINT)
      self->ids[left++] = self->ids[i];
  self->n = left;
  g_free (self->start);
  g_free (self->cells);
}

double *
reference_eliminate_samples (guint n, guint over, guint64 seed)
{
  guint n_all = n * over;
  g_autofree double *xy = g_new (double, 2 * (gsize)n_all);
  g_autofree guint *ids = g_new (guint, n_all);
  g_autofree double *weight = g_new (double, n_all);
  g_autofree guint *heap = g_new (guint, n_all);
  g_autofree guint *place = g_new (guint, n_all);
  g_autofree guint *fallen = g_new (guint, n_all);
  double *ordered = g_new (double, 2 * (gsize)n);
  double d_max = 2 * sqrt (1 / (2 * sqrt (3) * n));
  Round round
      = { .xy = xy, .ids = ids, .n = n_all, .weight = weight, .heap = heap, .place = place };
  guint at = n;

  for (guint i = 0; i < n_all; i++)
    {
      ids[i] = i;
      xy[2 * (gsize)i] = smp_hash_unit (smp_hash_u64 (seed, 1, i));
      xy[2 * (gsize)i + 1] = smp_hash_unit (smp_hash_u64 (seed, 2, i));
    }
  eliminate (&round, n, d_max, fallen);
  while (round.n > 2)
    {
      guint before = round.n;

      d_max *= sqrt (2);
      eliminate (&round, round.n / 2, MIN (d_max, 0.5), fallen);
      for (guint i = 0; i < before - round.n; i++)
        memcpy (ordered + 2 * (gsize)--at, xy + 2 * (gsize)fallen[i], 2 * sizeof (double));
    }
  while (round.n > 0)
    memcpy (ordered + 2 * (gsize)--at, xy + 2 * (gsize)round.ids[--round.n], 2 * sizeof (double));
  return ordered;
}
