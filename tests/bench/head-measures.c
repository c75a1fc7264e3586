/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "head-measures.h"

#include <math.h>
#include <stdlib.h>

#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "stipple/smp-dots.h"
#include "stipple/smp-zone-measure.h"
#include "surface/smp-surface-head.h"

#define DEGREE (G_PI / 180)
#define DENSITY 200.0
/* Half the side of a window, mm, and from one to the next in the map. */
#define HALF_WINDOW 10.0
#define WINDOW_STEP 6
/* A window with less scalp than this share is cut by the zone's edge or the horizon. */
#define WHOLE 0.93

static int
compare (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return x < y ? -1 : x > y;
}

double
head_quantile (GArray *values, double share)
{
  if (values->len == 0)
    return NAN;
  qsort (values->data, values->len, sizeof (double), compare);
  return g_array_index (values, double, (guint)(share * (values->len - 1) + 0.5));
}

static SmpVec3
turned (SmpQuaternion q, SmpVec3 v)
{
  SmpVec3 rows[3];

  smp_quaternion_to_matrix (q, rows);
  return smp_vec3 (smp_vec3_dot (rows[0], v), smp_vec3_dot (rows[1], v), smp_vec3_dot (rows[2], v));
}

static GArray *
numbers (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

GArray *
head_normal_errors (const HeadScan *scan, const SmpHead *head)
{
  GArray *errors = numbers ();

  for (int y = 0; y < scan->map_height; y += 2)
    for (int x = 0; x < scan->map_width; x += 2)
      {
        int at = y * scan->map_width + x;
        SmpVec3 place, mine, theirs;
        double error;

        if (!head_scan_is_scalp (scan, at))
          continue;
        smp_head_hit (head, head_scan_px (scan, x, y), &place);
        mine = turned (head->rotation, smp_head_normal (head, place));
        theirs = turned (scan->truth.rotation, smp_vec3_unit (scan->normal[at]));
        error = acos (CLAMP (smp_vec3_dot (mine, theirs), -1.0, 1.0)) / DEGREE;
        g_array_append_val (errors, error);
      }
  return errors;
}

/* mm² of the true surface that a map's pixel shows; 0 at the head's contour. */
static double
pixel_area (const HeadScan *scan, int at)
{
  int x = at % scan->map_width, y = at / scan->map_width;
  SmpVec3 dx, dy;
  double area;

  if (x == 0 || y == 0 || x + 1 == scan->map_width || y + 1 == scan->map_height)
    return 0;
  for (int k = -1; k <= 1; k += 2)
    if (!head_scan_is_head (scan, at + k) || !head_scan_is_head (scan, at + k * scan->map_width))
      return 0;
  dx = smp_vec3_sub (scan->position[at + 1], scan->position[at - 1]);
  dy = smp_vec3_sub (scan->position[at + scan->map_width], scan->position[at - scan->map_width]);
  area = smp_vec3_length (smp_vec3_cross (dx, dy)) / 4;
  return area;
}

/* The outline around all scalp that faces the camera at least so much, by rays from its middle. */
static SmpOutline *
scalp_outline (const HeadScan *scan, double least_facing, double grow)
{
  enum
  {
    RAYS = 72
  };
  SmpPoint middle = { 0, 0 };
  double n = 0;
  SmpNode nodes[RAYS];

  for (int at = 0; at < scan->map_width * scan->map_height; at++)
    if (head_scan_is_scalp (scan, at) && head_scan_facing (scan, at) > least_facing)
      {
        middle = smp_point_add (middle,
                                head_scan_px (scan, at % scan->map_width, at / scan->map_width));
        n++;
      }
  middle = smp_point_scale (middle, 1 / n);
  for (int i = 0; i < RAYS; i++)
    {
      double c = cos (i * 2 * G_PI / RAYS), s = sin (i * 2 * G_PI / RAYS), r = 0;

      for (double t = 0; t < 2000; t += 4)
        {
          int at = head_scan_at (scan, smp_point (middle.x + t * c, middle.y + t * s));

          if (at < 0 || !head_scan_is_scalp (scan, at)
              || head_scan_facing (scan, at) < least_facing)
            break;
          r = t;
        }
      nodes[i] = (SmpNode){ { middle.x + (r + grow) * c, middle.y + (r + grow) * s },
                            FALSE,
                            SMP_EDGE_HARD };
    }
  return smp_outline_new (nodes, RAYS, TRUE);
}

/* Dots per true cm² around every sixth place of the map. */
static void
window_errors (const HeadScan *scan,
               const SmpPolygon *zone,
               const guint *counts,
               HeadDotErrors *errors)
{
  int w = scan->map_width;

  for (int cy = 0; cy < scan->map_height; cy += WINDOW_STEP)
    for (int cx = 0; cx < w; cx += WINDOW_STEP)
      {
        int centre = cy * w + cx;
        SmpVec3 p, normal, e1, e2;
        double area = 0, facing = 0, steepest = 0, dots = 0;

        if (!head_scan_is_scalp (scan, centre) || head_scan_facing (scan, centre) < 0.15)
          continue;
        p = scan->position[centre];
        normal = smp_vec3_unit (scan->normal[centre]);
        e1 = smp_vec3_unit (smp_vec3_cross (normal, fabs (normal.y) < 0.8 ? smp_vec3 (0, 1, 0)
                                                                          : smp_vec3 (1, 0, 0)));
        e2 = smp_vec3_cross (normal, e1);
        for (int y = MAX (cy - 40, 0); y < MIN (cy + 40, scan->map_height); y++)
          for (int x = MAX (cx - 40, 0); x < MIN (cx + 40, w); x++)
            {
              int at = y * w + x;
              SmpVec3 d;
              double patch, angle;

              if (!head_scan_is_scalp (scan, at))
                continue;
              d = smp_vec3_sub (scan->position[at], p);
              if (fabs (smp_vec3_dot (d, e1)) > HALF_WINDOW
                  || fabs (smp_vec3_dot (d, e2)) > HALF_WINDOW
                  || !smp_polygon_contains (zone, head_scan_px (scan, x, y)))
                continue;
              patch = pixel_area (scan, at);
              if (!(patch > 0))
                continue;
              angle = acos (CLAMP (head_scan_facing (scan, at), 0.0, 1.0)) / DEGREE;
              area += patch;
              facing += patch * angle;
              steepest = MAX (steepest, angle);
              dots += counts[at];
            }
        if (area < WHOLE * 4 * HALF_WINDOW * HALF_WINDOW)
          continue;
        g_array_append_val (errors->windows, ((HeadWindow){ centre, facing / area, steepest,
                                                            dots / (area / 100) / DENSITY - 1 }));
      }
}

/* The ellipse that a circle on the true surface is in the picture. */
static void
true_ellipse (const HeadScan *scan, int at, double *ratio, double *angle)
{
  SmpVec3 normal = smp_vec3_unit (scan->normal[at]), e1, e2;
  SmpPoint o = smp_head_project (&scan->truth, scan->position[at]), a, b;
  double xx, yy, xy, mean, spread;

  e1 = smp_vec3_unit (
      smp_vec3_cross (normal, fabs (normal.y) < 0.8 ? smp_vec3 (0, 1, 0) : smp_vec3 (1, 0, 0)));
  e2 = smp_vec3_cross (normal, e1);
  a = smp_point_sub (smp_head_project (&scan->truth, smp_vec3_add (scan->position[at], e1)), o);
  b = smp_point_sub (smp_head_project (&scan->truth, smp_vec3_add (scan->position[at], e2)), o);
  xx = a.x * a.x + b.x * b.x;
  yy = a.y * a.y + b.y * b.y;
  xy = a.x * a.y + b.x * b.y;
  mean = (xx + yy) / 2;
  spread = sqrt ((xx - yy) * (xx - yy) / 4 + xy * xy);
  *ratio = sqrt (MAX (mean - spread, 0) / (mean + spread));
  *angle = 0.5 * atan2 (2 * xy, xx - yy);
}

static void
shape_error (const HeadScan *scan, int at, const SmpDot *dot, HeadDotErrors *errors)
{
  double ratio, angle, error;

  if (head_scan_facing (scan, at) < cos (75 * DEGREE))
    return;
  true_ellipse (scan, at, &ratio, &angle);
  error = (double)dot->axis_ratio / ratio - 1;
  g_array_append_val (errors->ratio, error);
  if (ratio > 0.8)
    return;
  error = fabs ((double)dot->angle_rad - angle);
  error = MIN (fmod (error, G_PI), G_PI - fmod (error, G_PI)) / DEGREE;
  g_array_append_val (errors->angle, error);
}

/* The zone's measured area against that of the scan under it. */
double
head_area_error (const HeadScan *scan, const SmpHead *head)
{
  g_autoptr (SmpPhoto) photo = smp_photo_new ("photo-1");
  g_autoptr (SmpZone) zone = smp_zone_new ("zone-1", SMP_ZONE_SCALP, "photo-1");
  g_autoptr (SmpOutline) outline = scalp_outline (scan, cos (60 * DEGREE), -16);
  g_autoptr (SmpPolygon) polygon = smp_outline_flatten (outline, 0.5);
  double area = 0;

  photo->width = scan->width;
  photo->height = scan->height;
  photo->has_head = TRUE;
  photo->head = *head;
  smp_zone_set_outline (zone, outline);
  for (int at = 0; at < scan->map_width * scan->map_height; at++)
    if (smp_polygon_contains (polygon,
                              head_scan_px (scan, at % scan->map_width, at / scan->map_width)))
      area += pixel_area (scan, at) / 100;
  return smp_zone_area_cm2 (zone, photo) / area - 1;
}

void
head_dot_errors (const HeadScan *scan, const SmpHead *head, HeadDotErrors *errors)
{
  g_autoptr (SmpSurface) surface = smp_surface_head_new (head);
  g_autoptr (SmpOutline) outline = scalp_outline (scan, 0, 30);
  g_autoptr (SmpPolygon) polygon = smp_outline_flatten (outline, 0.5);
  g_autoptr (SmpZone) zone = smp_zone_new ("zone-1", SMP_ZONE_SCALP, "photo-1");
  g_autoptr (SmpPlan) empty = smp_plan_new (1);
  g_autoptr (SmpPlan) plan = NULL;
  g_autoptr (SmpDotSet) dots = NULL;
  g_autofree guint *counts = g_new0 (guint, (gsize)(scan->map_width * scan->map_height));

  errors->windows = g_array_new (FALSE, FALSE, sizeof (HeadWindow));
  errors->ratio = numbers ();
  errors->angle = numbers ();
  smp_zone_set_outline (zone, outline);
  zone->density = DENSITY;
  plan = smp_plan_with_zone (empty, zone);
  dots = smp_dots_place (plan, "photo-1", surface, 0, NULL, NULL);
  g_assert (dots != NULL);
  for (gsize i = 0; i < dots->n_dots; i++)
    {
      const SmpDot *dot = &dots->dots[i];
      int at = head_scan_at (scan, smp_point ((double)dot->x_px, (double)dot->y_px));

      if (!head_scan_is_scalp (scan, at))
        continue;
      counts[at]++;
      shape_error (scan, at, dot, errors);
    }
  window_errors (scan, polygon, counts, errors);
  errors->area_error = head_area_error (scan, head);
}

GArray *
head_hairline_errors (const HeadScan *front,
                      const SmpHead *front_head,
                      const HeadScan *other,
                      const SmpHead *other_head)
{
  GArray *errors = numbers ();
  g_autoptr (SmpSurface) from = smp_surface_head_new (front_head);
  g_autoptr (SmpSurface) to = smp_surface_head_new (other_head);

  /* A hairline of a usual shape: 65 mm over the glabella in the middle, falling to the temples. */
  for (double x = -60; x <= 60; x += 2)
    {
      double height = 50 - 22 * x * x / 3600;
      SmpPoint px = { 0, 0 }, uv;
      SmpSurfacePoint shown;
      SmpVec3 truth;
      double error;
      int at = -1, best = -1;

      /* Where the front view shows the scan at this breadth and height. */
      for (int i = 0; i < front->map_width * front->map_height; i++)
        if (head_scan_is_scalp (front, i)
            && (best < 0
                || hypot (front->position[i].x - x, front->position[i].y - height)
                       < hypot (front->position[best].x - x, front->position[best].y - height)))
          best = i;
      if (best < 0)
        continue;
      px = head_scan_px (front, best % front->map_width, best / front->map_width);
      truth = front->position[best];
      /* Only where the other view sees it. */
      at = head_scan_at (other, smp_head_project (&other->truth, truth));
      if (!head_scan_is_scalp (other, at)
          || smp_vec3_length (smp_vec3_sub (other->position[at], truth)) > 3)
        continue;
      error = 99;
      if (smp_surface_to_scalp (from, px, &uv) && smp_surface_to_photo (to, uv, &shown))
        {
          at = head_scan_at (other, shown.px);
          if (at >= 0 && smp_vec3_length (other->position[at]) > 0)
            error = smp_vec3_length (smp_vec3_sub (other->position[at], truth));
        }
      g_array_append_val (errors, error);
    }
  return errors;
}
