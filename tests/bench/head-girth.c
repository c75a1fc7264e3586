/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "head-girth.h"

/* Half the thickness of the slice, and how far over the brows it is, mm. */
#define SLICE_MM 2.0
#define OVER_BROWS_MM 8.0
/* The skin over brows and behind, from which the plane is taken, is that near the middle, mm. */
#define MIDDLE_MM 4.0

static gint
compare_points (gconstpointer a, gconstpointer b)
{
  const SmpPoint *p = a, *q = b;

  if (p->x < q->x || p->x > q->x)
    return p->x < q->x ? -1 : 1;
  return p->y < q->y ? -1 : p->y > q->y;
}

/* Length of one half of the hull of sorted points (Andrew 1979). */
static double
half_hull (GArray *points, gboolean back)
{
  g_autoptr (GArray) hull = g_array_new (FALSE, FALSE, sizeof (SmpPoint));
  double sum = 0;

  for (guint i = 0; i < points->len; i++)
    {
      SmpPoint p = g_array_index (points, SmpPoint, back ? points->len - 1 - i : i);

      while (hull->len > 1)
        {
          SmpPoint a = g_array_index (hull, SmpPoint, hull->len - 2);
          SmpPoint b = g_array_index (hull, SmpPoint, hull->len - 1);

          if ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) > 0)
            break;
          g_array_set_size (hull, hull->len - 1);
        }
      g_array_append_val (hull, p);
    }
  for (guint i = 1; i < hull->len; i++)
    sum += smp_point_distance (g_array_index (hull, SmpPoint, i - 1),
                               g_array_index (hull, SmpPoint, i));
  return sum;
}

double
head_girth (HeadScan *const *scans, int n)
{
  g_autoptr (GArray) slice = g_array_new (FALSE, FALSE, sizeof (SmpPoint));
  SmpVec3 front = { 0 }, rear = { 0 };
  double slope;

  /* In the scan's space: y up, z out of the face. */
  for (int pass = 0; pass < 2; pass++)
    for (int i = 0; i < n; i++)
      for (int at = 0; at < scans[i]->map_width * scans[i]->map_height; at++)
        {
          SmpVec3 p = scans[i]->position[at];
          double off;

          if (!(smp_vec3_dot (p, p) > 0))
            continue;
          if (pass == 0)
            {
              if (p.z < rear.z && head_scan_is_scalp (scans[i], at))
                rear = p;
              if (fabs (p.x) < MIDDLE_MM && p.z > front.z
                  && fabs (p.y - scans[i]->brows_mm - OVER_BROWS_MM) < 1)
                front = p;
              continue;
            }
          slope = (front.y - rear.y) / (front.z - rear.z);
          off = (p.y - rear.y - slope * (p.z - rear.z)) / hypot (1, slope);
          if (fabs (off) < SLICE_MM)
            {
              SmpPoint in_plane = { p.x, p.z * hypot (1, slope) };

              g_array_append_val (slice, in_plane);
            }
        }
  g_array_sort (slice, compare_points);
  return half_hull (slice, FALSE) + half_hull (slice, TRUE);
}

HeadScan *
head_scan_larger (const HeadScan *self, double times)
{
  HeadScan *larger = g_memdup2 (self, sizeof *self);
  gsize n = (gsize)self->map_width * (gsize)self->map_height;

  larger->name = g_strdup (self->name);
  larger->truth.translation = smp_vec3_scale (self->truth.translation, times);
  larger->position = g_new (SmpVec3, n);
  for (gsize i = 0; i < n; i++)
    larger->position[i] = smp_vec3_scale (self->position[i], times);
  larger->normal = g_memdup2 (self->normal, n * sizeof (SmpVec3));
  larger->landmarks = smp_landmarks_ref (self->landmarks);
  larger->brows_mm *= times;
  larger->size *= times;
  return larger;
}
