/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "geometry/smp-outline.h"

#include <string.h>

/* Below this distance (px) two nodes count as one place and give no direction. */
#define SAME_PLACE 1e-9
/* Samples of a stretch that the search for the nearest point starts from. */
#define PROJECT_SAMPLES 24

static SmpOutline *
outline_alloc (gsize n_nodes, gboolean closed)
{
  SmpOutline *self;

  self = g_atomic_rc_box_alloc0 (sizeof (SmpOutline) + n_nodes * sizeof (SmpNode));
  self->n_nodes = n_nodes;
  self->closed = closed;
  return self;
}

/**
 * smp_outline_new:
 * @nodes: (array length=n_nodes): at least 2, or 3 if @closed
 *
 * Returns: (transfer full): the outline
 */
SmpOutline *
smp_outline_new (const SmpNode *nodes, gsize n_nodes, gboolean closed)
{
  SmpOutline *self;

  g_return_val_if_fail (n_nodes >= (closed ? 3 : 2), NULL);

  self = outline_alloc (n_nodes, closed);
  memcpy (self->nodes, nodes, n_nodes * sizeof (SmpNode));
  return self;
}

SmpOutline *
smp_outline_ref (const SmpOutline *self)
{
  return g_atomic_rc_box_acquire ((SmpOutline *)self);
}

void
smp_outline_unref (const SmpOutline *self)
{
  if (self != NULL)
    g_atomic_rc_box_release ((SmpOutline *)self);
}

gsize
smp_outline_n_stretches (const SmpOutline *self)
{
  return self->closed ? self->n_nodes : self->n_nodes - 1;
}

/* The handle that leaves @here towards @next, given the node before @here. Centripetal
 * Catmull-Rom as Bézier: Yuksel, Schaefer, Keyser, "Parameterization and applications of
 * Catmull-Rom curves", 2011, with distances to the power 1/2. */
static SmpPoint
handle (SmpPoint before, SmpPoint here, SmpPoint next)
{
  double l1 = smp_point_distance (before, here);
  double l2 = smp_point_distance (here, next);
  double d1, d2, k;
  SmpPoint p;

  if (l2 < SAME_PLACE)
    return here;
  if (l1 < SAME_PLACE)
    return smp_point_lerp (here, next, 1.0 / 3.0);

  d1 = sqrt (l1);
  d2 = sqrt (l2);
  k = 1.0 / (3.0 * d1 * (d1 + d2));
  p = smp_point_scale (next, d1 * d1);
  p = smp_point_sub (p, smp_point_scale (before, d2 * d2));
  p = smp_point_add (p, smp_point_scale (here, 2 * d1 * d1 + 3 * d1 * d2 + d2 * d2));
  return smp_point_scale (p, k);
}

/* The neighbour that gives node @index its tangent; a corner or an end has none of its own and
 * takes the direction of the stretch, so the neighbour is the mirror of the other end. */
static SmpPoint
tangent_neighbour (const SmpOutline *self, gsize index, gboolean forwards, SmpPoint other)
{
  SmpPoint here = self->nodes[index].point;
  gsize n = self->n_nodes;
  gboolean end = !self->closed && (forwards ? index + 1 == n : index == 0);

  if (self->nodes[index].corner || end)
    return smp_point_sub (smp_point_scale (here, 2), other);
  return self->nodes[(forwards ? index + 1 : index + n - 1) % n].point;
}

void
smp_outline_get_bezier (const SmpOutline *self, gsize stretch, SmpPoint control[4])
{
  gsize a = stretch;
  gsize b = (stretch + 1) % self->n_nodes;
  SmpPoint pa = self->nodes[a].point;
  SmpPoint pb = self->nodes[b].point;

  control[0] = pa;
  control[1] = handle (tangent_neighbour (self, a, FALSE, pb), pa, pb);
  control[2] = handle (tangent_neighbour (self, b, TRUE, pa), pb, pa);
  control[3] = pb;
}

static SmpPoint
bezier_at (const SmpPoint control[4], double t)
{
  double s = 1 - t;
  double w0 = s * s * s, w1 = 3 * s * s * t, w2 = 3 * s * t * t, w3 = t * t * t;

  return (SmpPoint){
    w0 * control[0].x + w1 * control[1].x + w2 * control[2].x + w3 * control[3].x,
    w0 * control[0].y + w1 * control[1].y + w2 * control[2].y + w3 * control[3].y,
  };
}

/* How many straight sides keep within the tolerance: Wang's bound for a cubic. */
static gsize
n_sides (const SmpPoint c[4], double tolerance)
{
  SmpPoint a = smp_point_add (smp_point_sub (c[0], smp_point_scale (c[1], 2)), c[2]);
  SmpPoint b = smp_point_add (smp_point_sub (c[1], smp_point_scale (c[2], 2)), c[3]);
  double bend = sqrt (MAX (smp_point_dot (a, a), smp_point_dot (b, b)));

  return (gsize)CLAMP (ceil (sqrt (0.75 * bend / tolerance)), 1.0, 256.0);
}

SmpPolygon *
smp_outline_flatten (const SmpOutline *self, double tolerance)
{
  gsize n_stretches = smp_outline_n_stretches (self);
  g_autofree gsize *counts = g_new (gsize, n_stretches);
  gsize total = self->closed ? 0 : 1;
  SmpPolygon *polygon;
  gsize k = 0;

  g_return_val_if_fail (tolerance > 0, NULL);

  for (gsize i = 0; i < n_stretches; i++)
    {
      SmpPoint c[4];

      smp_outline_get_bezier (self, i, c);
      counts[i] = n_sides (c, tolerance);
      total += counts[i];
    }

  polygon = smp_polygon_alloc (total, self->closed);
  for (gsize i = 0; i < n_stretches; i++)
    {
      SmpPoint c[4];

      smp_outline_get_bezier (self, i, c);
      for (gsize j = 0; j < counts[i]; j++, k++)
        {
          polygon->points[k] = bezier_at (c, (double)j / (double)counts[i]);
          polygon->edges[k] = self->nodes[i].edge;
          polygon->stretches[k] = i;
        }
    }
  if (!self->closed)
    {
      polygon->points[k] = self->nodes[self->n_nodes - 1].point;
      polygon->edges[k] = self->nodes[n_stretches - 1].edge;
      polygon->stretches[k] = n_stretches - 1;
    }
  smp_polygon_seal (polygon);
  return polygon;
}

double
smp_outline_project (
    const SmpOutline *self, SmpPoint point, gsize *stretch, double *t, SmpPoint *nearest)
{
  gsize n = smp_outline_n_stretches (self);
  double best = G_MAXDOUBLE, best_t = 0;
  gsize best_stretch = 0;
  SmpPoint c[4], q;
  double lo, hi;

  for (gsize i = 0; i < n; i++)
    {
      smp_outline_get_bezier (self, i, c);
      for (int k = 0; k <= PROJECT_SAMPLES; k++)
        {
          double at = (double)k / PROJECT_SAMPLES;
          double d = smp_point_distance (bezier_at (c, at), point);

          if (d < best)
            {
              best = d;
              best_t = at;
              best_stretch = i;
            }
        }
    }

  smp_outline_get_bezier (self, best_stretch, c);
  lo = MAX (best_t - 1.0 / PROJECT_SAMPLES, 0);
  hi = MIN (best_t + 1.0 / PROJECT_SAMPLES, 1);
  for (int k = 0; k < 40; k++)
    {
      double a = lo + (hi - lo) / 3, b = hi - (hi - lo) / 3;

      if (smp_point_distance (bezier_at (c, a), point)
          < smp_point_distance (bezier_at (c, b), point))
        hi = b;
      else
        lo = a;
    }
  best_t = (lo + hi) / 2;
  q = bezier_at (c, best_t);
  if (stretch != NULL)
    *stretch = best_stretch;
  if (t != NULL)
    *t = best_t;
  if (nearest != NULL)
    *nearest = q;
  return smp_point_distance (q, point);
}

SmpOutline *
smp_outline_with_node (const SmpOutline *self, gsize index, const SmpNode *node)
{
  SmpOutline *copy;

  g_return_val_if_fail (index < self->n_nodes, NULL);

  copy = smp_outline_new (self->nodes, self->n_nodes, self->closed);
  copy->nodes[index] = *node;
  return copy;
}

SmpOutline *
smp_outline_insert (const SmpOutline *self, gsize stretch, double t)
{
  SmpOutline *copy;
  SmpPoint c[4];

  g_return_val_if_fail (stretch < smp_outline_n_stretches (self), NULL);

  copy = outline_alloc (self->n_nodes + 1, self->closed);
  memcpy (copy->nodes, self->nodes, (stretch + 1) * sizeof (SmpNode));
  smp_outline_get_bezier (self, stretch, c);
  copy->nodes[stretch + 1]
      = (SmpNode){ .point = bezier_at (c, t), .edge = self->nodes[stretch].edge };
  memcpy (copy->nodes + stretch + 2, self->nodes + stretch + 1,
          (self->n_nodes - stretch - 1) * sizeof (SmpNode));
  return copy;
}

SmpOutline *
smp_outline_remove (const SmpOutline *self, gsize index)
{
  SmpOutline *copy;

  g_return_val_if_fail (index < self->n_nodes, NULL);

  if (self->n_nodes <= (self->closed ? 3 : 2))
    return NULL;
  copy = outline_alloc (self->n_nodes - 1, self->closed);
  memcpy (copy->nodes, self->nodes, index * sizeof (SmpNode));
  memcpy (copy->nodes + index, self->nodes + index + 1,
          (self->n_nodes - index - 1) * sizeof (SmpNode));
  return copy;
}
