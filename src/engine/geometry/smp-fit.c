/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "geometry/smp-fit.h"

#include "geometry/smp-outline.h"

/* A turn sharper than this, measured over a few tolerances of path, is meant as a corner; our
 * choice. */
#define CORNER_COSINE 0.34 /* about 70° of turn */
#define MAX_NODES 64

/* The stroke at even steps of path. */
typedef struct
{
  SmpPoint *points;
  gsize n;
  double step;
} Path;

static Path
resample (const SmpPoint *points, gsize n_points, double step, gboolean closed)
{
  double length = 0, walked = 0, next;
  gsize n_in = n_points + (closed ? 1 : 0);
  Path path = { 0 };

  for (gsize i = 1; i < n_in; i++)
    length += smp_point_distance (points[i - 1], points[i % n_points]);
  if (!(length > 0))
    return path;

  path.n = (gsize)CLAMP (ceil (length / step), 4.0, 4096.0) + 1;
  path.step = length / (double)(path.n - 1);
  path.points = g_new (SmpPoint, path.n);
  path.points[0] = points[0];
  next = path.step;
  for (gsize i = 1, k = 1; i < n_in && k < path.n; i++)
    {
      SmpPoint a = points[i - 1], b = points[i % n_points];
      double d = smp_point_distance (a, b);

      while (k < path.n && d > 0 && walked + d >= next - 1e-9 * length)
        {
          path.points[k++] = smp_point_lerp (a, b, CLAMP ((next - walked) / d, 0.0, 1.0));
          next += path.step;
        }
      walked += d;
      if (i + 1 == n_in)
        while (k < path.n)
          path.points[k++] = b;
    }
  return path;
}

/* Takes the tremor of the hand out: two passes of the kernel 1/4 1/2 1/4, ends kept. */
static void
smooth (Path *path, gboolean closed)
{
  g_autofree SmpPoint *old = g_new (SmpPoint, path->n);

  for (int pass = 0; pass < 2; pass++)
    {
      for (gsize i = 0; i < path->n; i++)
        old[i] = path->points[i];
      for (gsize i = 1; i + 1 < path->n; i++)
        path->points[i] = smp_point_scale (
            smp_point_add (smp_point_add (old[i - 1], old[i + 1]), smp_point_scale (old[i], 2)),
            0.25);
    }
  if (closed)
    path->points[path->n - 1] = path->points[0];
}

static double
turn_cosine (const Path *path, gsize i, gsize reach)
{
  SmpPoint a = smp_point_sub (path->points[i], path->points[i - reach]);
  SmpPoint b = smp_point_sub (path->points[i + reach], path->points[i]);
  double la = sqrt (smp_point_dot (a, a)), lb = sqrt (smp_point_dot (b, b));

  return la > 0 && lb > 0 ? smp_point_dot (a, b) / (la * lb) : 1;
}

/* A knot is an index of the path that becomes a node. */
typedef struct
{
  gsize at;
  gboolean corner;
} Knot;

static void
find_corners (const Path *path, GArray *knots, gsize reach)
{
  if (path->n < 2 * reach + 1)
    return;
  for (gsize i = reach; i + reach < path->n; i++)
    {
      double c = turn_cosine (path, i, reach);
      gboolean sharpest = c < CORNER_COSINE;

      for (gsize j = i >= 2 * reach ? i - reach : reach; sharpest && j <= i + reach; j++)
        if (j + reach < path->n && j != i
            && (turn_cosine (path, j, reach) < c || (j < i && !(turn_cosine (path, j, reach) > c))))
          sharpest = FALSE;
      if (sharpest)
        {
          Knot knot = { i, TRUE };

          g_array_append_val (knots, knot);
        }
    }
}

static SmpOutline *
outline_of (const Path *path, GArray *knots, gboolean closed)
{
  g_autofree SmpNode *nodes = g_new0 (SmpNode, knots->len);

  for (guint i = 0; i < knots->len; i++)
    {
      Knot knot = g_array_index (knots, Knot, i);

      nodes[i] = (SmpNode){ path->points[knot.at], knot.corner, SMP_EDGE_HAIRLINE };
    }
  return smp_outline_new (nodes, knots->len, closed);
}

/* How far the curve of the knots leaves the path, and where most. */
static double
deviation (const Path *path, GArray *knots, gboolean closed, gsize *worst)
{
  g_autoptr (SmpOutline) outline = outline_of (path, knots, closed);
  double most = 0;

  for (gsize s = 0; s < smp_outline_n_stretches (outline); s++)
    {
      gsize from = g_array_index (knots, Knot, s).at;
      gsize to = s + 1 < knots->len ? g_array_index (knots, Knot, s + 1).at : path->n - 1;
      SmpPoint c[4];
      SmpPoint samples[33];

      smp_outline_get_bezier (outline, s, c);
      for (int k = 0; k <= 32; k++)
        {
          double t = k / 32.0, u = 1 - t;
          double w[4] = { u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t };

          samples[k] = smp_point (0, 0);
          for (int m = 0; m < 4; m++)
            samples[k] = smp_point_add (samples[k], smp_point_scale (c[m], w[m]));
        }
      for (gsize i = from + 1; i < to; i++)
        {
          double d = G_MAXDOUBLE;

          for (int k = 0; k < 32; k++)
            {
              SmpPoint side = smp_point_sub (samples[k + 1], samples[k]);
              SmpPoint off = smp_point_sub (path->points[i], samples[k]);
              double len2 = smp_point_dot (side, side);
              double t = len2 > 0 ? CLAMP (smp_point_dot (off, side) / len2, 0.0, 1.0) : 0;

              d = MIN (d, smp_point_distance (path->points[i],
                                              smp_point_lerp (samples[k], samples[k + 1], t)));
            }
          if (d > most)
            {
              most = d;
              *worst = i;
            }
        }
    }
  return most;
}

static int
compare_knots (gconstpointer a, gconstpointer b)
{
  const Knot *ka = a, *kb = b;

  return ka->at < kb->at ? -1 : ka->at > kb->at;
}

static void
add_knot (GArray *knots, gsize at, gboolean corner)
{
  Knot knot = { at, corner };

  for (guint i = 0; i < knots->len; i++)
    if (g_array_index (knots, Knot, i).at == at)
      return;
  g_array_append_val (knots, knot);
  g_array_sort (knots, compare_knots);
}

SmpOutline *
smp_fit_stroke (const SmpPoint *points, gsize n_points, double tolerance, gboolean closed)
{
  g_autoptr (GArray) knots = g_array_new (FALSE, FALSE, sizeof (Knot));
  Path path;
  SmpOutline *outline;
  gsize worst = 0;

  g_return_val_if_fail (tolerance > 0, NULL);

  if (n_points < 2)
    return NULL;
  path = resample (points, n_points, tolerance, closed);
  if (path.n == 0)
    return NULL;
  smooth (&path, closed);

  find_corners (&path, knots, 4);
  add_knot (knots, 0, FALSE);
  if (closed)
    {
      add_knot (knots, path.n / 3, FALSE);
      add_knot (knots, 2 * path.n / 3, FALSE);
    }
  else
    add_knot (knots, path.n - 1, FALSE);

  while (knots->len < MAX_NODES && deviation (&path, knots, closed, &worst) > tolerance)
    {
      guint before = knots->len;

      add_knot (knots, worst, FALSE);
      if (knots->len == before)
        break;
    }

  /* Knots that came early are often not needed in the end. */
  for (guint i = 1; i + 1 < knots->len && knots->len > 3;)
    {
      Knot knot = g_array_index (knots, Knot, i);

      g_array_remove_index (knots, i);
      if (knot.corner || deviation (&path, knots, closed, &worst) > tolerance)
        g_array_insert_val (knots, i++, knot);
    }

  outline = outline_of (&path, knots, closed);
  g_free (path.points);
  return outline;
}
