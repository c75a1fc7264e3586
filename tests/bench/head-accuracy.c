/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/smp-hash.h"
#include "geometry/smp-outline.h"
#include "head-bound.h"
#include "head-girth.h"
#include "head-measures.h"
#include "photo/smp-head-search.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-decode.h"
#include "surface/smp-head-tape.h"
#include "surface/smp-head-fit.h"
#include "surface/smp-surface-head.h"

/* How well heads are fitted to a scanned one, from its landmarks with 2 px of noise and the focal
 * length of the photos' metadata: with them alone, and as the program does it, with the contour
 * that it finds in the picture. "Taped": and with the scan's circumference (head-girth.h) ± 5 mm.
 *
 * usage: head-accuracy FOLDER [ROUNDS]
 * FOLDER holds head_scan/lps_*.{json,jpg} with position and normal maps. */

#define NOISE_PX 2.0
#define NOISE_TAPE_MM 5.0
/* The scan's size is nominal, and near that of the mean head: so is this one. */
#define LARGER 1.06
#define N_VIEWS 7

enum
{
  FRONT,
  LEFT,
  RIGHT,
  LEFT_SIDE,
  RIGHT_SIDE,
  TOP,
  BACK,
};

static const char *const names[N_VIEWS]
    = { "front", "left45", "right45", "left90", "right90", "top", "back" };

static HeadScan *scans[N_VIEWS];
static HeadScan *larger[N_VIEWS]; /* the same pixels */
static double girth_mm;           /* of the scan */
static SmpImage *images[N_VIEWS];
static double focal_35[N_VIEWS]; /* as the photos' metadata tell */
static int n_rounds = 5;

typedef struct
{
  int n;
  int views[N_VIEWS];
  gboolean no_lens; /* as if the photos' metadata did not tell the focal length */
  double tape_mm;   /* round the head, before noise, or 0 */
} Set;

/* Of this thread, so that other work on the machine does not count. */
static double
processor_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Fits the views of the set to noisy landmarks; returns ms of the last fit. */
static double
fit (const Set *set, int round, gboolean with_contour, SmpHeadView *views, int *n_bad)
{
  SmpHeadSubject subject
      = { .tape_mm = set->tape_mm > 0 ? set->tape_mm
                                            + NOISE_TAPE_MM
                                                  * smp_hash_normal (
                                                      smp_hash_u64 ((guint64)round + 1, N_VIEWS, 0))
                                      : 0 };
  double start, ms;

  for (int i = 0; i < set->n; i++)
    {
      const HeadScan *scan = scans[set->views[i]];

      views[i] = (SmpHeadView){
        .view = scan->view,
        .width = scan->width,
        .height = scan->height,
        .landmarks = head_scan_noisy (scan, (guint64)round + 1, NOISE_PX),
        .focal_35 = set->no_lens ? 0 : focal_35[set->views[i]],
      };
      if (with_contour && smp_head_fit (&views[i], 1, NULL) == SMP_HEAD_FIT_GOOD)
        views[i].contour = smp_head_search_contour (images[set->views[i]], &views[i].head);
    }
  start = processor_ms ();
  *n_bad += smp_head_fit (views, (gsize)set->n, &subject) != SMP_HEAD_FIT_GOOD
            || subject.tape_left_out;
  ms = processor_ms () - start;
  for (int i = 0; i < set->n; i++)
    {
      *n_bad += !views[i].fitted;
      smp_landmarks_unref (views[i].landmarks);
      smp_polygon_unref (views[i].contour);
      views[i].landmarks = NULL;
      views[i].contour = NULL;
    }
  return ms;
}

static void
print_normals (const Set *set)
{
  for (int with_contour = 0; with_contour < 2; with_contour++)
    {
      double sum[N_VIEWS][3] = { { 0 } }, worst[N_VIEWS] = { 0 }, ms = 0, pooled = 0;
      int n_bad = 0;

      for (int round = 0; round < n_rounds; round++)
        {
          SmpHeadView views[N_VIEWS];
          g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));

          ms = MAX (ms, fit (set, round, with_contour, views, &n_bad));
          for (int i = 0; i < set->n; i++)
            {
              g_autoptr (GArray) errors = head_normal_errors (scans[set->views[i]], &views[i].head);
              const double shares[3] = { 0.5, 0.75, 0.95 };

              for (int k = 0; k < 3; k++)
                sum[i][k] += head_quantile (errors, shares[k]) / n_rounds;
              worst[i] = MAX (worst[i], head_quantile (errors, 0.5));
              g_array_append_vals (all, errors->data, errors->len);
            }
          pooled += head_quantile (all, 0.5) / n_rounds;
        }
      for (int i = 0; i < set->n; i++)
        printf ("%-8s %-10s of %d  median %4.1f°  worst %4.1f°  75%% %4.1f°  95%% %4.1f°\n",
                names[set->views[i]], with_contour ? "contour" : "landmarks", set->n, sum[i][0],
                worst[i], sum[i][1], sum[i][2]);
      if (set->n > 1)
        printf ("  all %d: median %.1f°\n", set->n, pooled);
      printf ("  fit %.1f ms%s\n", ms, n_bad > 0 ? ", POOR" : "");
    }
}

static double
share_within (GArray *errors, double most)
{
  double n = 0;

  for (guint i = 0; i < errors->len; i++)
    n += fabs (g_array_index (errors, double, i)) <= most;
  return errors->len > 0 ? 100 * n / errors->len : NAN;
}

static void
make_absolute (GArray *values)
{
  for (guint i = 0; i < values->len; i++)
    g_array_index (values, double, i) = fabs (g_array_index (values, double, i));
}

/* Errors of windows between two angles to the view. */
static GArray *
windows_between (const HeadDotErrors *errors, double from, double to)
{
  GArray *some = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < errors->windows->len; i++)
    {
      const HeadWindow *window = &g_array_index (errors->windows, HeadWindow, i);

      if (window->facing >= from && window->facing < to)
        g_array_append_val (some, window->error);
    }
  return some;
}

/* Errors of windows of which no place lies at more than an angle to the view. */
static GArray *
windows_within (const HeadDotErrors *errors, double most)
{
  GArray *some = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < errors->windows->len; i++)
    {
      const HeadWindow *window = &g_array_index (errors->windows, HeadWindow, i);

      if (window->steepest < most)
        g_array_append_val (some, window->error);
    }
  return some;
}

/* One line of the table of dots. */
static void
print_dot_errors (int view, const char *how, const SmpHead *head)
{
  HeadDotErrors e;
  g_autoptr (GArray) to_65 = NULL, to_75 = NULL, all_65 = NULL;
  double within_65, within_75, scale, lowest, highest;

  head_dot_errors (scans[view], head, &e);
  to_65 = windows_between (&e, 0, 65);
  to_75 = windows_between (&e, 65, 75);
  all_65 = windows_within (&e, 65);
  within_65 = share_within (to_65, 0.10);
  within_75 = share_within (to_75, 0.20);
  scale = head_quantile (to_65, 0.5);
  lowest = head_quantile (to_65, 0);
  highest = head_quantile (to_65, 1);
  make_absolute (e.ratio);
  printf ("%-8s %-12s <65°: %+3.0f to %+3.0f %%, %3.0f %% of %3u within 10 %% "
          "(wholly <65°: %3.0f %% of %3u), scale %+5.1f %%, ",
          names[view], how, 100 * lowest, 100 * highest, within_65, to_65->len,
          share_within (all_65, 0.10), all_65->len, 100 * scale);
  for (guint i = 0; i < to_65->len; i++)
    g_array_index (to_65, double, i) = (1 + g_array_index (to_65, double, i)) / (1 + scale) - 1;
  printf ("without it %3.0f %%;  <75°: %+3.0f to %+3.0f %%, %3.0f %% of %3u within 20 %%;  "
          "ratio %2.0f %%, angle %3.1f°, area %+5.1f %%\n",
          share_within (to_65, 0.10), 100 * head_quantile (to_75, 0),
          100 * head_quantile (to_75, 1), within_75, to_75->len, 100 * head_quantile (e.ratio, 0.5),
          head_quantile (e.angle, 0.5), 100 * e.area_error);
  g_array_unref (e.windows);
  g_array_unref (e.ratio);
  g_array_unref (e.angle);
}

static void
print_dots (const Set *set)
{
  SmpHeadView views[N_VIEWS];
  g_autofree char *how = g_strdup_printf ("of %d%s%s", set->n, set->no_lens ? ", no lens" : "",
                                          set->tape_mm > 0 ? ", taped" : "");
  int n_bad = 0;

  fit (set, 0, TRUE, views, &n_bad);
  for (int i = 0; i < set->n; i++)
    print_dot_errors (set->views[i], how, &views[i].head);
}

/* What a tape gains: the area of a zone in each view alone, over the rounds, and what the fit says
 * that it may be off by (twice the length's). */
static void
print_tape (HeadScan *const *of, double tape_mm)
{
  double all = 0;

  for (int view = 0; view < N_VIEWS; view++)
    {
      double sum = 0, squares = 0, told = 0, ms = 0;
      int n_bad = 0;

      for (int round = 0; round < n_rounds; round++)
        {
          SmpHeadView fitted;
          double error;

          ms = MAX (ms, fit (&(Set){ .n = 1, .views = { view }, .tape_mm = tape_mm }, round, TRUE,
                             &fitted, &n_bad));
          error = head_area_error (of[view], &fitted.head);
          sum += error / n_rounds;
          squares += error * error / n_rounds;
          told += 2 * fitted.head.uncertainty / n_rounds;
        }
      all += squares / N_VIEWS;
      printf ("%-8s %-7s area %+5.1f %% in the mean, root mean square %4.1f %%, told ± %4.1f %%, "
              "fit %.1f ms%s\n",
              names[view], tape_mm > 0 ? "taped" : "", 100 * sum, 100 * sqrt (squares), 100 * told,
              ms, n_bad > 0 ? ", POOR" : "");
    }
  printf ("  all: root mean square %.1f %%\n", 100 * sqrt (all));
}

/* What the program's kinds of surfaces could do at best. */
static void
print_bounds (void)
{
  static const char *const kinds[HEAD_N_BOUNDS] = { "ellipsoid", "cranium", "mean head" };
  SmpHead heads[N_VIEWS];

  for (HeadBound kind = 0; kind < HEAD_N_BOUNDS; kind++)
    {
      printf ("The %s that is nearest to the scan itself, %.2f mm from its scalp:\n", kinds[kind],
              head_bound (scans, N_VIEWS, kind, heads));
      for (int i = 0; i < N_VIEWS; i++)
        print_dot_errors (i, kinds[kind], &heads[i]);
    }
}

/* A tape round the cranium that is nearest to the scan, by the model. */
static double
bound_girth (void)
{
  SmpHead heads[N_VIEWS];

  head_bound (scans, N_VIEWS, HEAD_BOUND_CRANIUM, heads);
  return smp_head_tape_mm (heads[0].axes, heads[0].form);
}

static void
print_hairline (const Set *set)
{
  for (int i = 1; i < set->n; i++)
    {
      double sum = 0, worst = 0;

      for (int round = 0; round < n_rounds; round++)
        {
          SmpHeadView views[N_VIEWS];
          g_autoptr (GArray) errors = NULL;
          int n_bad = 0;

          fit (set, round, TRUE, views, &n_bad);
          errors = head_hairline_errors (scans[set->views[0]], &views[0].head, scans[set->views[i]],
                                         &views[i].head);
          sum += head_quantile (errors, 0.5) / n_rounds;
          worst = MAX (worst, head_quantile (errors, 0.5));
        }
      printf ("front → %-8s of %d  median %.1f mm, worst %.1f mm\n", names[set->views[i]], set->n,
              sum, worst);
    }
}

static void
print_speed (void)
{
  SmpHeadView views[N_VIEWS];
  g_autoptr (SmpSurface) surface = NULL;
  double best = 1e9, sum = 0;
  int n_bad = 0;

  fit (&(Set){ 1, { FRONT }, FALSE }, 0, FALSE, views, &n_bad);
  surface = smp_surface_head_new (&views[0].head);
  for (int round = 0; round < 9; round++)
    {
      double start = processor_ms ();
      SmpSurfacePoint at;

      for (int i = 0; i < 100000; i++)
        if (smp_surface_to_photo (surface, smp_point (i % 317 * 0.5 - 80, i / 317 * 0.5 - 30), &at))
          sum += at.px.x;
      best = MIN (best, processor_ms () - start);
    }
  printf ("\n100,000 places projected in %.1f ms (≤ 15) %s\n", best, sum > 0 ? "" : "nowhere");
}

static gboolean
load (const char *folder)
{
  for (int i = 0; i < N_VIEWS; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/lps_%s.jpg", folder, names[i]);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (SmpDecodedPhoto) decoded = NULL;

      scans[i] = head_scan_load (folder, names[i], &error);
      if (scans[i] != NULL)
        bytes = smp_photo_read_file (file, NULL, &error);
      if (bytes != NULL)
        decoded = smp_photo_decode (bytes, path, 0, NULL, &error);
      if (decoded == NULL)
        {
          printf ("skipped, for the scan is not here: %s\n", error->message);
          return FALSE;
        }
      images[i] = smp_image_ref (decoded->image);
      focal_35[i] = decoded->metadata.focal_length_35;
      larger[i] = head_scan_larger (scans[i], LARGER);
    }
  girth_mm = head_girth (scans, N_VIEWS);
  return TRUE;
}

int
main (int argc, char **argv)
{
  const char *data = argc > 1 ? argv[1] : "../shared/data";
  g_autofree char *folder = g_build_filename (data, "head_scan", NULL);
  const Set sets[] = {
    { 3, { FRONT, LEFT, RIGHT }, FALSE },
    { 3, { FRONT, LEFT, TOP }, FALSE },
    { 3, { FRONT, RIGHT, TOP }, FALSE },
    { 3, { FRONT, LEFT_SIDE, TOP }, FALSE },
    { 4, { FRONT, LEFT, RIGHT, TOP }, FALSE },
    { 2, { FRONT, LEFT }, FALSE },
    { 2, { FRONT, RIGHT }, FALSE },
    { 2, { FRONT, TOP }, FALSE },
  };

  if (!load (folder))
    return 77;
  if (argc > 2)
    n_rounds = (int)g_ascii_strtoll (argv[2], NULL, 10);
  printf ("Normals over the scalp in view, by fit (one view: ≤ 8°; three: ≤ 6°)\n");
  for (int i = 0; i < N_VIEWS; i++)
    print_normals (&(Set){ 1, { i }, FALSE });
  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++)
    print_normals (&sets[i]);
  printf (
      "\nDots per true cm² in 2 × 2 cm windows, their shape (≤ 10 %%, ≤ 10°), area (≤ 5 %%).\n"
      "A window counts by its mean angle to the view; \"wholly\" have no steeper place.\n"
      "\"Scale\" is the windows' median: what a wrong size of the head or distance of the camera\n"
      "does to all of them. Photos alone do not tell the size.\n");
  print_bounds ();
  for (int i = 0; i < N_VIEWS; i++)
    print_dots (&(Set){ 1, { i }, FALSE });
  for (int i = 0; i < N_VIEWS; i++)
    print_dots (&(Set){ 1, { i }, TRUE });
  for (int i = 0; i < N_VIEWS; i++)
    print_dots (&(Set){ .n = 1, .views = { i }, .tape_mm = girth_mm });
  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++)
    print_dots (&sets[i]);
  printf ("\nA tape round the scan tells %.0f mm, and %.0f mm round the cranium nearest to it\n",
          girth_mm, bound_girth ());
  print_tape (scans, 0);
  print_tape (scans, girth_mm);
  printf ("\nThe same pixels of a head that is %.0f %% larger\n", 100 * (LARGER - 1));
  print_tape (larger, 0);
  print_tape (larger, LARGER * girth_mm);
  printf ("\nA hairline drawn in the front view (≤ 5 mm)\n");
  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++)
    print_hairline (&sets[i]);
  print_speed ();
  for (int i = 0; i < N_VIEWS; i++)
    {
      head_scan_free (larger[i]);
      head_scan_free (scans[i]);
      smp_image_unref (images[i]);
    }
  return 0;
}
