/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "geometry/smp-outline.h"
#include "head-scan.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-decode.h"
#include "surface/smp-head-fit.h"
#include "photo/smp-head-search.h"

#define ROUNDS 20
#define NOISE_PX 2.0

static gboolean with_contour;
static SmpImage *images[SMP_N_VIEWS];

static const char *const names[]
    = { "front", "left45", "right45", "left90", "right90", "top", "back" };

static int
compare (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return x < y ? -1 : x > y;
}

static double
quantile (GArray *values, double share)
{
  if (values->len == 0)
    return NAN;
  qsort (values->data, values->len, sizeof (double), compare);
  return g_array_index (values, double, (guint)(share * (values->len - 1)));
}

static SmpVec3
turned (SmpQuaternion q, SmpVec3 v)
{
  SmpVec3 rows[3];

  smp_quaternion_to_matrix (q, rows);
  return smp_vec3 (smp_vec3_dot (rows[0], v), smp_vec3_dot (rows[1], v), smp_vec3_dot (rows[2], v));
}

/* Degrees between the fit's normals and the scan's, over the scalp that the view shows. */
static GArray *
normal_errors (const HeadScan *scan, const SmpHead *head)
{
  GArray *errors = g_array_new (FALSE, FALSE, sizeof (double));

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
        error = acos (CLAMP (smp_vec3_dot (mine, theirs), -1.0, 1.0)) * 180 / G_PI;
        g_array_append_val (errors, error);
      }
  return errors;
}

static SmpHeadView
view_of (const HeadScan *scan, const SmpLandmarks *landmarks)
{
  return (SmpHeadView){
    .view = scan->view, .width = scan->width, .height = scan->height, .landmarks = landmarks
  };
}

/* Fits views together over all rounds and prints the errors of each. */
static void
table_normals (HeadScan *const *scans, gsize n)
{
  double sum[8][3] = { { 0 } }, worst[8] = { 0 }, ms = 0, scale = 0;
  int bad = 0;

  for (int round = 0; round < ROUNDS; round++)
    {
      SmpHeadView views[8];
      gint64 start;

      for (gsize i = 0; i < n; i++)
        views[i] = view_of (scans[i], head_scan_noisy (scans[i], (guint64)round + 1, NOISE_PX));
      if (with_contour)
        {
          smp_head_fit (views, n);
          for (gsize i = 0; i < n; i++)
            views[i].contour = smp_head_search_contour (images[scans[i]->view], &views[i].head);
        }
      start = g_get_monotonic_time ();
      bad += smp_head_fit (views, n) != SMP_HEAD_FIT_GOOD;
      ms += (double)(g_get_monotonic_time () - start) / 1000 / ROUNDS;
      for (gsize i = 0; i < n; i++)
        {
          g_autoptr (GArray) errors = normal_errors (scans[i], &views[i].head);
          double median = quantile (errors, 0.5);

          sum[i][0] += median / ROUNDS;
          sum[i][1] += quantile (errors, 0.75) / ROUNDS;
          sum[i][2] += quantile (errors, 0.95) / ROUNDS;
          worst[i] = MAX (worst[i], median);
          if (round == 0)
            {
              SmpHead *h = &views[i].head;
              SmpVec3 v = h->axes;
              SmpQuaternion d = smp_quaternion_mul (
                  (SmpQuaternion){ scans[i]->truth.rotation.w, -scans[i]->truth.rotation.x,
                                   -scans[i]->truth.rotation.y, -scans[i]->truth.rotation.z },
                  h->rotation);

              if (g_getenv ("HEAD_VERBOSE") != NULL)
                fprintf (stderr,
                         "  %s: axes %.1f %.1f %.1f turn %.1f %.1f %.1f focal %.0f depth %.0f/%.0f "
                         "unc %.3f turn %.1f res %.1f\n",
                         scans[i]->name, v.x, v.y, v.z, 2 * d.x * d.w * 57.3, 2 * d.y * d.w * 57.3,
                         2 * d.z * d.w * 57.3, h->camera.focal_px, h->translation.z,
                         scans[i]->truth.translation.z, h->uncertainty,
                         views[i].turn_uncertainty * 57.3, h->residual_mm);
            }
          smp_landmarks_unref (views[i].landmarks);
          smp_polygon_unref (views[i].contour);
        }
      scale += 0;
    }
  for (gsize i = 0; i < n; i++)
    printf ("%-8s of %zu: median %.1f° (worst %.1f°), 75%% %.1f°, 95%% %.1f°\n", scans[i]->name, n,
            sum[i][0], worst[i], sum[i][1], sum[i][2]);
  printf ("  fit %.1f ms, %d of %d not good\n", ms, bad, ROUNDS);
}

int
main (int argc, char **argv)
{
  const char *data = argc > 1 ? argv[1] : g_getenv ("STUBBLE_SHARED_DATA");
  g_autofree char *folder
      = g_build_filename (data != NULL ? data : "../shared/data", "head_scan", NULL);
  HeadScan *scans[G_N_ELEMENTS (names)];

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      scans[i] = head_scan_load (folder, names[i], &error);
      if (scans[i] == NULL)
        {
          printf ("{\"skipped\": \"%s\"}\n", error->message);
          return 77;
        }
    }
  with_contour = argc > 2;
  if (with_contour)
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
      {
        g_autofree char *path = g_strdup_printf ("%s/lps_%s.jpg", folder, names[i]);
        g_autoptr (GFile) file = g_file_new_for_path (path);
        g_autoptr (GBytes) bytes = smp_photo_read_file (file, NULL, NULL);
        g_autoptr (SmpDecodedPhoto) d = smp_photo_decode (bytes, path, 0, NULL, NULL);

        images[scans[i]->view] = smp_image_ref (d->image);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    table_normals (&scans[i], 1);
  table_normals (scans, 3);
  table_normals ((HeadScan *[]){ scans[0], scans[2], scans[5] }, 3);
  table_normals ((HeadScan *[]){ scans[0], scans[3], scans[5] }, 3);
  table_normals ((HeadScan *[]){ scans[0], scans[1], scans[2], scans[5] }, 4);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    head_scan_free (scans[i]);
  return 0;
}
