/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "tools/stubble-outline-redraw.h"

#include "geometry/smp-fit.h"

/* A stroke that ends so near to where it began, as a share of its length, goes around something. */
#define ROUND_TRIP 0.2

/* A place on the outline. */
typedef struct
{
  gsize stretch;
  double t;
  SmpPoint point;
} Place;

/* The outline from @from forward to @to. */
typedef struct
{
  Place from;
  Place to;
  gsize n_nodes; /* between them */
} Arc;

static gsize
nodes_between (const SmpOutline *outline, const Place *from, const Place *to)
{
  gsize n = outline->n_nodes;

  if (from->stretch == to->stretch)
    return from->t <= to->t ? 0 : n;
  return (to->stretch + n - from->stretch) % n;
}

static SmpPoint
point_at (const SmpOutline *outline, gsize stretch, double t)
{
  SmpPoint c[4], a, b, d;

  smp_outline_get_bezier (outline, stretch, c);
  a = smp_point_lerp (c[0], c[1], t);
  b = smp_point_lerp (c[1], c[2], t);
  d = smp_point_lerp (c[2], c[3], t);
  return smp_point_lerp (smp_point_lerp (a, b, t), smp_point_lerp (b, d, t), t);
}

/* The arc as a chain of points. */
static GArray *
chain_of (const SmpOutline *outline, const Arc *arc)
{
  GArray *chain = g_array_new (FALSE, FALSE, sizeof (SmpPoint));
  const int pieces = 12;

  for (gsize k = 0; k <= arc->n_nodes; k++)
    {
      gsize stretch = (arc->from.stretch + k) % outline->n_nodes;
      double from = k == 0 ? arc->from.t : 0, to = k == arc->n_nodes ? arc->to.t : 1;

      for (int i = 0; i <= pieces; i++)
        {
          SmpPoint p = point_at (outline, stretch, from + (to - from) * i / pieces);

          g_array_append_val (chain, p);
        }
    }
  return chain;
}

static double
distance_to_chain (const GArray *chain, SmpPoint p)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i + 1 < chain->len; i++)
    {
      SmpPoint a = g_array_index (chain, SmpPoint, i), b = g_array_index (chain, SmpPoint, i + 1);
      SmpPoint side = smp_point_sub (b, a);
      double length2 = smp_point_dot (side, side);
      double t = length2 > 0 ? smp_point_dot (smp_point_sub (p, a), side) / length2 : 0;

      best = MIN (best, smp_point_distance (p, smp_point_lerp (a, b, CLAMP (t, 0, 1))));
    }
  return best;
}

/* Mean distance of the stroke from the arc. */
static double
distance_to_arc (const SmpOutline *outline, const Arc *arc, const SmpPoint *points, gsize n)
{
  g_autoptr (GArray) chain = chain_of (outline, arc);
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += distance_to_chain (chain, points[i]);
  return sum / (double)n;
}

static double
length_of (const SmpPoint *points, gsize n)
{
  double sum = 0;

  for (gsize i = 1; i < n; i++)
    sum += smp_point_distance (points[i - 1], points[i]);
  return sum;
}

/* The stroke from the arc's beginning to its end, as an open outline. */
static SmpOutline *
fit (const Arc *arc, gboolean reverse, const SmpPoint *points, gsize n, double tolerance)
{
  g_autofree SmpPoint *stroke = g_new (SmpPoint, n + 2);

  stroke[0] = arc->from.point;
  for (gsize i = 0; i < n; i++)
    stroke[1 + i] = points[reverse ? n - 1 - i : i];
  stroke[n + 1] = arc->to.point;
  return smp_fit_stroke (stroke, n + 2, tolerance, FALSE);
}

/* The outline with the arc's nodes replaced by those of the stroke. */
static SmpOutline *
join (const SmpOutline *outline, const Arc *arc, const SmpOutline *drawn, double tolerance)
{
  gsize n = outline->n_nodes, n_kept = n - arc->n_nodes, last = drawn->n_nodes - 1;
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (SmpNode));

  for (gsize k = 0; k < drawn->n_nodes; k++)
    {
      SmpNode node = drawn->nodes[k];
      gsize stretch = k == 0 ? arc->from.stretch : arc->to.stretch;

      if (k > 0 && k < last)
        (void)smp_outline_project (outline, node.point, &stretch, NULL, NULL);
      node.edge = outline->nodes[stretch].edge;
      g_array_append_val (nodes, node);
    }
  for (gsize k = 0; k < n_kept; k++)
    {
      const SmpNode *node = &outline->nodes[(arc->to.stretch + 1 + k) % n];

      /* One at the very end of the stroke would be there twice. */
      if (smp_point_distance (node->point, arc->from.point) > 2 * tolerance
          && smp_point_distance (node->point, arc->to.point) > 2 * tolerance)
        g_array_append_val (nodes, *node);
    }
  if (nodes->len < 3)
    return NULL;
  return smp_outline_new ((const SmpNode *)(gconstpointer)nodes->data, nodes->len, TRUE);
}

SmpOutline *
stubble_outline_redraw (const SmpOutline *outline,
                        const SmpPoint *points,
                        gsize n_points,
                        double reach,
                        double tolerance)
{
  g_autoptr (SmpOutline) drawn = NULL;
  Arc forth, back;
  gboolean reverse;

  g_return_val_if_fail (outline->closed, NULL);

  if (n_points < 2
      || smp_point_distance (points[0], points[n_points - 1])
             < ROUND_TRIP * length_of (points, n_points)
      || smp_outline_project (outline, points[0], &forth.from.stretch, &forth.from.t,
                              &forth.from.point)
             > reach
      || smp_outline_project (outline, points[n_points - 1], &forth.to.stretch, &forth.to.t,
                              &forth.to.point)
             > reach)
    return NULL;
  forth.n_nodes = nodes_between (outline, &forth.from, &forth.to);
  back.from = forth.to;
  back.to = forth.from;
  back.n_nodes = nodes_between (outline, &back.from, &back.to);
  reverse = distance_to_arc (outline, &back, points, n_points)
            < distance_to_arc (outline, &forth, points, n_points);
  if (reverse)
    forth = back;
  drawn = fit (&forth, reverse, points, n_points, tolerance);
  return drawn != NULL && drawn->n_nodes >= 2 ? join (outline, &forth, drawn, tolerance) : NULL;
}

/* On which side of the midline the stroke is: −1 or 1, 0 if on both. */
static int
side_of (const SmpPoint *points, gsize n, const SmpFaceFrame *frame, double slack)
{
  double least = G_MAXDOUBLE, most = -G_MAXDOUBLE;

  for (gsize i = 0; i < n; i++)
    {
      double x = smp_point_dot (smp_point_sub (points[i], frame->origin), frame->right);

      least = MIN (least, x);
      most = MAX (most, x);
    }
  if (least > -slack)
    return 1;
  return most < slack ? -1 : 0;
}

SmpOutline *
stubble_outline_redraw_both (const SmpOutline *outline,
                             const SmpPoint *points,
                             gsize n_points,
                             double reach,
                             double tolerance,
                             const SmpFaceFrame *frame)
{
  SmpOutline *one = stubble_outline_redraw (outline, points, n_points, reach, tolerance);
  g_autofree SmpPoint *mirrored = NULL;
  SmpOutline *both;

  if (one == NULL || frame == NULL || side_of (points, n_points, frame, tolerance) == 0)
    return one;
  mirrored = g_new (SmpPoint, n_points);
  for (gsize i = 0; i < n_points; i++)
    mirrored[i] = smp_face_frame_mirror (frame, points[i]);
  both = stubble_outline_redraw (one, mirrored, n_points, reach, tolerance);
  if (both == NULL)
    return one;
  smp_outline_unref (one);
  return both;
}
