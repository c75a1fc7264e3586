/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-silhouette.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "colour/smp-colour.h"
#include "geometry/smp-outline.h"
#include "photo/smp-image.h"
#include "photo/smp-silhouette-private.h"

/*
 * The picture is unrolled around the forehead, one row for each ray. The contour is one sample of
 * each ray, found by dynamic programming: it should lie where the colour changes most along the
 * ray, with colours of the head inside and colours of the background outside, and move little from
 * ray to ray. The colours are learned from what is surely head and surely background, and again
 * from each contour, as in GrabCut (Rother, Kolmogorov, Blake 2004) but with a star-shaped cut.
 */

/* Rays of the contour to either side of the top; a little more than a half circle is searched, so
 * that the ends that are given have neighbours. */
#define HALF_FAN 60
#define HALF_SEARCH 68
#define FAN (2 * HALF_SEARCH + 1)
/* Where the contour may be, in samples. */
#define FIRST 35
#define LAST 175
#define MAX_STEP 5
/* What lies farther out than this is taken for background at first. */
#define OUTER 145
/* Samples behind an edge that should look like background. */
#define OUTSIDE 10
#define ROUNDS 5
/* Rounds before the contour is drawn to a smooth shape. */
#define FREE_ROUNDS 3
/* Samples outside of the contour of which nothing is taken for sure: hair may stand there. */
#define MARGIN 40

/* Radius in pixels of the picture that is worked on. */
#define WORK_RADIUS 180.0

/* Weights of the parts of the cost. */
#define WEIGHT_REGION 0.22f
#define WEIGHT_EDGE 14.0f
#define WEIGHT_PRIOR 25.0f
#define WEIGHT_STEP 0.6f
#define WEIGHT_SHAPE 6.0f
/* Distance from the smooth shape, in samples, at which half of its weight is paid. */
#define HALF_SHAPE 7.0f
/* Coefficients of that shape, a polynomial over the angle. */
#define TERMS 5
/* Colour difference at which an edge counts half, as a multiple of what is usual far outside, and
 * its limits. */
#define HALF_EDGE 3.0f
#define LEAST_HALF_EDGE 3.0f
#define MOST_HALF_EDGE 10.0f

typedef struct
{
  SmpSample *samples; /* SMP_RAYS × SMP_SAMPLES */
  float *edges;       /* of the same size, 0 to 1 */
  int contour[FAN];   /* sample of each ray, from the subject's right */
  gboolean has_shape;
  double shape[TERMS]; /* a smooth curve near the contour: sample over the angle, -1 to 1 */
} Silhouette;

static int
ray_of (int fan)
{
  return (fan - HALF_SEARCH + SMP_RAYS) % SMP_RAYS;
}

static SmpPoint
direction (double ray, SmpPoint up)
{
  double angle = ray * (2 * G_PI / SMP_RAYS);
  SmpPoint side = { -up.y, up.x };

  return smp_point_add (smp_point_scale (up, cos (angle)), smp_point_scale (side, sin (angle)));
}

static SmpSample
take_sample (const SmpImage *image, SmpPoint p)
{
  const float *decode = smp_srgb_decode_table ();
  double x = p.x - 0.5, y = p.y - 0.5;
  int x0 = (int)floor (x), y0 = (int)floor (y);
  double fx = x - x0, fy = y - y0;
  double rgb[3] = { 0 }, alpha = 0;
  SmpSample sample = { 0 };
  SmpLab lab;

  if (x0 < 0 || y0 < 0 || x0 + 1 >= image->width || y0 + 1 >= image->height)
    return sample;
  for (int k = 0; k < 4; k++)
    {
      const guint8 *q
          = image->pixels + (gsize)(y0 + k / 2) * image->stride + (gsize)(x0 + k % 2) * 4;
      double w = (k % 2 ? fx : 1 - fx) * (k / 2 ? fy : 1 - fy);

      for (int c = 0; c < 3; c++)
        rgb[c] += w * (double)decode[q[c]];
      alpha += w * q[3];
    }
  lab = smp_lab_from_linear (rgb);
  sample.lab[0] = (float)lab.l;
  sample.lab[1] = (float)lab.a;
  sample.lab[2] = (float)lab.b;
  sample.is_inside = alpha > 250;
  return sample;
}

static void
unroll (Silhouette *self, const SmpImage *image, SmpPoint centre, SmpPoint up, double radius)
{
  for (int ray = 0; ray < SMP_RAYS; ray++)
    {
      SmpSample *row = self->samples + ray * SMP_SAMPLES;
      SmpPoint d = direction (ray, up);

      for (int s = 0; s < SMP_SAMPLES; s++)
        {
          double r = (s + 0.5) * radius / SMP_SAMPLES_PER_RADIUS;

          row[s] = take_sample (image, smp_point_add (centre, smp_point_scale (d, r)));
          /* Beyond the picture its last colour goes on, so that its border is no edge. */
          if (!row[s].is_inside && s > 0)
            memcpy (row[s].lab, row[s - 1].lab, sizeof row[s].lab);
        }
    }
}

/* Difference of the mean colours of the @n samples before and after @at. */
static float
contrast (const SmpSample *ray, int at, int n)
{
  float sum[3] = { 0 };

  for (int i = 0; i < n; i++)
    {
      for (int c = 0; c < 3; c++)
        sum[c] += ray[at + i].lab[c] - ray[at - 1 - i].lab[c];
    }
  return sqrtf (sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]) / (float)n;
}

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  float x = *(const float *)a, y = *(const float *)b;

  return (x > y) - (x < y);
}

/* The median of the edges behind the upper part of the head. */
static float
usual_edge (const float *edges)
{
  g_autofree float *values = g_new (float, FAN *(LAST - OUTER));
  gsize n = 0;

  for (int fan = 0; fan < FAN; fan++)
    {
      for (int s = OUTER; s < LAST; s++)
        values[n++] = edges[ray_of (fan) * SMP_SAMPLES + s];
    }
  qsort (values, n, sizeof *values, compare_floats);
  return values[n / 2];
}

/* An edge counts if it is there both nearby and farther off: so does a border between two areas,
 * and not a hair or a wrinkle. */
static void
find_edges (Silhouette *self)
{
  float half;

  for (int ray = 0; ray < SMP_RAYS; ray++)
    {
      const SmpSample *row = self->samples + ray * SMP_SAMPLES;

      for (int s = FIRST; s <= LAST; s++)
        {
          float near = contrast (row, s, 2), far = contrast (row, s, 7);

          self->edges[ray * SMP_SAMPLES + s] = sqrtf (near * far);
        }
    }
  half = CLAMP (HALF_EDGE * usual_edge (self->edges), LEAST_HALF_EDGE, MOST_HALF_EDGE);
  for (int i = 0; i < SMP_RAYS * SMP_SAMPLES; i++)
    self->edges[i] /= self->edges[i] + half;
}

/* Before there is a contour: the face around and below the centre, and far outside. */
static void
guess_labels (gint8 *is_head)
{
  for (int ray = 0; ray < SMP_RAYS; ray++)
    {
      int off_top = MIN (ray, SMP_RAYS - ray);
      int off_chin = SMP_RAYS / 2 - off_top;
      int head = off_chin < SMP_RAYS / 10 ? 90 : 48;
      int behind = off_top <= HALF_SEARCH ? OUTER : SMP_SAMPLES;

      for (int s = 0; s < SMP_SAMPLES; s++)
        is_head[ray * SMP_SAMPLES + s] = s < head ? 1 : s < behind ? -1 : 0;
    }
}

/* After a contour: sure is what lies well inside and well outside of it. */
static void
refine_labels (const Silhouette *self, int margin, gint8 *is_head)
{
  for (int fan = 0; fan < FAN; fan++)
    {
      gint8 *row = is_head + ray_of (fan) * SMP_SAMPLES;
      int r = self->contour[fan];

      for (int s = 0; s < SMP_SAMPLES; s++)
        row[s] = s < r - 3 ? 1 : s < MAX (r + margin, 0) ? -1 : 0;
    }
}

static double
shape_at (const Silhouette *self, int fan)
{
  double x = (double)(fan - HALF_SEARCH) / HALF_SEARCH, y = 0;

  for (int i = TERMS - 1; i >= 0; i--)
    y = y * x + self->shape[i];
  return y;
}

/* Solves a · x = b by Gauss' elimination with pivots; b becomes x. */
static void
solve (double a[TERMS][TERMS], double b[TERMS])
{
  for (int i = 0; i < TERMS; i++)
    {
      int pivot = i;

      for (int k = i + 1; k < TERMS; k++)
        pivot = fabs (a[k][i]) > fabs (a[pivot][i]) ? k : pivot;
      for (int c = 0; c < TERMS; c++)
        {
          double t = a[i][c];

          a[i][c] = a[pivot][c];
          a[pivot][c] = t;
        }
      double t = b[i];

      b[i] = b[pivot];
      b[pivot] = t;
      for (int k = 0; k < TERMS; k++)
        {
          double factor = k != i ? a[k][i] / a[i][i] : 0;

          for (int c = i; c < TERMS; c++)
            a[k][c] -= factor * a[i][c];
          b[k] -= factor * b[i];
        }
    }
  for (int i = 0; i < TERMS; i++)
    b[i] /= a[i][i];
}

/* The smooth shape that most of the contour follows: least squares in which places count less the
 * farther off they are (Cauchy's weights), and places without an edge least. */
static void
fit_shape (Silhouette *self)
{
  for (int round = 0; round < 8; round++)
    {
      double a[TERMS][TERMS] = { 0 }, b[TERMS] = { 0 };

      for (int fan = 0; fan < FAN; fan++)
        {
          double x = (double)(fan - HALF_SEARCH) / HALF_SEARCH;
          double off = round > 0 ? (self->contour[fan] - shape_at (self, fan)) / 4 : 0;
          double edge = (double)self->edges[ray_of (fan) * SMP_SAMPLES + self->contour[fan]];
          double weight = (0.1 + edge) / (1 + off * off);
          double powers[TERMS] = { 1 };

          for (int i = 1; i < TERMS; i++)
            powers[i] = powers[i - 1] * x;
          for (int i = 0; i < TERMS; i++)
            {
              for (int k = 0; k < TERMS; k++)
                a[i][k] += weight * powers[i] * powers[k];
              b[i] += weight * powers[i] * self->contour[fan];
            }
        }
      solve (a, b);
      memcpy (self->shape, b, sizeof self->shape);
    }
  self->has_shape = TRUE;
}

/* Cost of each place of the contour on one ray. */
static void
ray_costs (const Silhouette *self, const SmpHeadColours *colours, int fan, float *costs)
{
  int ray = ray_of (fan);
  float middle = self->has_shape ? (float)shape_at (self, fan) : 0;
  float region[SMP_SAMPLES + 1];
  const SmpSample *row = self->samples + ray * SMP_SAMPLES;

  region[0] = 0;
  for (int s = 0; s < SMP_SAMPLES; s++)
    {
      float ratio = row[s].is_inside ? smp_head_colours_log_ratio (colours, ray, s) : -1;

      region[s + 1] = region[s] - ratio;
    }
  for (int s = FIRST; s <= LAST; s++)
    {
      float off = (float)(s - SMP_SAMPLES_PER_RADIUS) / SMP_SAMPLES_PER_RADIUS;
      /* An edge to what looks like background, and not one from skin to hair. */
      float behind = (region[s + OUTSIDE] - region[s]) / OUTSIDE;
      float edge = self->edges[ray * SMP_SAMPLES + s] / (1 + expf (-2 * behind));

      float d = (float)s - middle;

      costs[s] = WEIGHT_REGION * region[s] + WEIGHT_PRIOR * off * off - WEIGHT_EDGE * edge;
      if (self->has_shape)
        costs[s] += WEIGHT_SHAPE * d * d / (d * d + HALF_SHAPE * HALF_SHAPE);
    }
}

static void
trace (Silhouette *self, const SmpHeadColours *colours)
{
  g_autofree float *total = g_new (float, FAN *SMP_SAMPLES);
  g_autofree gint8 *steps = g_new0 (gint8, FAN * SMP_SAMPLES);
  int best = FIRST;

  for (int fan = 0; fan < FAN; fan++)
    {
      float costs[SMP_SAMPLES];
      float *row = total + fan * SMP_SAMPLES;

      ray_costs (self, colours, fan, costs);
      for (int s = FIRST; s <= LAST; s++)
        {
          float least = fan == 0 ? 0 : G_MAXFLOAT;

          for (int step = -MAX_STEP; step <= MAX_STEP && fan > 0; step++)
            {
              int from = s + step;
              float cost;

              if (from < FIRST || from > LAST)
                continue;
              cost = row[from - SMP_SAMPLES] + WEIGHT_STEP * (float)(step * step);
              if (cost < least)
                {
                  least = cost;
                  steps[fan * SMP_SAMPLES + s] = (gint8)step;
                }
            }
          row[s] = least + costs[s];
        }
    }
  for (int s = FIRST; s <= LAST; s++)
    {
      const float *last = total + (FAN - 1) * SMP_SAMPLES;

      if (last[s] < last[best])
        best = s;
    }
  for (int fan = FAN - 1; fan >= 0; fan--)
    {
      self->contour[fan] = best;
      best += steps[fan * SMP_SAMPLES + best];
    }
}

/* Whether the colours on the two sides of a place are told apart. */
static gboolean
parts_colours (const SmpHeadColours *colours, int ray, int sample)
{
  float inside = 0, outside = 0;

  for (int i = 2; i < 2 + OUTSIDE; i++)
    {
      inside += smp_head_colours_log_ratio (colours, ray, sample - i);
      outside += smp_head_colours_log_ratio (colours, ray, sample + i);
    }
  return inside - outside > OUTSIDE;
}

/* Whether there is a contour at all: most of it must part different colours. */
static gboolean
is_clear (const Silhouette *self, const SmpHeadColours *colours)
{
  int clear = 0, n = 0, at_limit = 0;

  for (int fan = HALF_SEARCH - HALF_FAN; fan <= HALF_SEARCH + HALF_FAN; fan++, n++)
    {
      int s = self->contour[fan];
      const SmpSample *row = self->samples + ray_of (fan) * SMP_SAMPLES;

      clear += !row[s + 3].is_inside || parts_colours (colours, ray_of (fan), s);
      at_limit += s <= FIRST + 1 || s >= LAST - 1;
    }
  return clear * 10 >= n * 6 && at_limit * 4 < n;
}

/* The contour without the steps of the samples: a Gaussian of two rays. */
static double
smooth_radius (const Silhouette *self, int fan)
{
  double sum = 0, weight = 0;

  for (int k = -4; k <= 4; k++)
    {
      int i = CLAMP (fan + k, 0, FAN - 1);
      double w = exp (-k * k / 8.0);

      sum += w * self->contour[i];
      weight += w;
    }
  return sum / weight / SMP_SAMPLES_PER_RADIUS;
}

static gboolean
find_contour (Silhouette *self)
{
  g_autoptr (SmpHeadColours) colours = smp_head_colours_new (self->samples);
  g_autofree gint8 *is_head = g_new (gint8, SMP_RAYS * SMP_SAMPLES);

  find_edges (self);
  guess_labels (is_head);
  for (int round = 0; round < ROUNDS; round++)
    {
      smp_head_colours_learn (colours, is_head);
      trace (self, colours);
      if (round >= FREE_ROUNDS - 1)
        fit_shape (self);
      refine_labels (self, MARGIN, is_head);
    }
  return is_clear (self, colours);
}

SmpPolygon *
smp_find_silhouette (const SmpImage *image, SmpPoint centre, SmpPoint up, double radius)
{
  g_autoptr (SmpImage) small = NULL;
  g_autofree SmpSample *samples = NULL;
  g_autofree float *edges = NULL;
  Silhouette self = { 0 };
  SmpPolygon *polygon;
  double scale;

  g_return_val_if_fail (image != NULL, NULL);
  g_return_val_if_fail (isfinite (radius) && radius > 0, NULL);

  scale = MIN (1, WORK_RADIUS / radius);
  small = smp_image_resize (image, MAX (1, (int)lround (image->width * scale)),
                            MAX (1, (int)lround (image->height * scale)), 0, NULL);
  if (small == NULL)
    return NULL;
  scale = (double)small->width / image->width;
  self.samples = samples = g_new (SmpSample, SMP_RAYS * SMP_SAMPLES);
  self.edges = edges = g_new0 (float, SMP_RAYS *SMP_SAMPLES);
  unroll (&self, small, smp_point_scale (centre, scale), up, radius * scale);
  if (!find_contour (&self))
    return NULL;

  polygon = smp_polygon_alloc (2 * HALF_FAN + 1, FALSE);
  for (int i = 0; i <= 2 * HALF_FAN; i++)
    {
      SmpPoint d = direction (i - HALF_FAN, up);
      double r = smooth_radius (&self, i + HALF_SEARCH - HALF_FAN) * radius;

      polygon->points[i] = smp_point_add (centre, smp_point_scale (d, r));
    }
  smp_polygon_seal (polygon);
  return polygon;
}
