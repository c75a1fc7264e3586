/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "stipple-reference.h"
#include "stipple/smp-dots.h"
#include "surface/smp-surface-plane.h"

/* How fast dots come from a changed density, on one core, with all their attributes. */

#define ROUNDS 41
#define AREA_CM2 500.0
#define MM_PER_PX 0.1

static int
compare (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return x < y ? -1 : x > y;
}

static double
median (double *values, int n)
{
  qsort (values, (gsize)n, sizeof (double), compare);
  return values[n / 2];
}

/* Of this process alone: the machine may be busy. */
static double
now_ms (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* A round scalp of so many cm² with a feathered edge in front. */
static SmpPlan *
make_plan (double density)
{
  double r = sqrt (AREA_CM2 / G_PI) * 10 / MM_PER_PX;
  SmpNode nodes[12];
  g_autoptr (SmpOutline) outline = NULL;
  g_autoptr (SmpZone) zone = smp_zone_new ("zone-1", SMP_ZONE_SCALP, "photo-1");
  g_autoptr (SmpPlan) empty = smp_plan_new (1);

  for (int i = 0; i < 12; i++)
    nodes[i] = (SmpNode){ { r * (1.1 + cos (i * G_PI / 6)), r * (1.1 + sin (i * G_PI / 6)) },
                          FALSE,
                          i < 6 ? SMP_EDGE_HAIRLINE : SMP_EDGE_HARD };
  outline = smp_outline_new (nodes, 12, TRUE);
  smp_zone_set_outline (zone, outline);
  zone->density = density;
  return smp_plan_with_zone (empty, zone);
}

static void
measure (const char *name, double density)
{
  g_autoptr (SmpSurface) surface = smp_surface_plane_new (MM_PER_PX, 0);
  g_autoptr (SmpPlan) first = make_plan (density * 0.9);
  g_autoptr (SmpPlan) plan = smp_plan_copy (first);
  g_autoptr (SmpDotSet) last = smp_dots_place (first, "photo-1", surface, 1, NULL, NULL);
  double place[ROUNDS], copy[ROUNDS];
  gsize n = 0;

  {
    /* The slider was moved: the same zone but for its density. */
    g_autoptr (SmpZone) zone = smp_zone_copy (g_ptr_array_index (first->zones, 0));
    SmpPlan *moved;

    zone->density = density;
    moved = smp_plan_with_zone (plan, zone);
    smp_plan_unref (plan);
    plan = moved;
  }
  for (int i = 0; i < ROUNDS; i++)
    {
      double start = now_ms ();
      g_autoptr (SmpDotSet) dots
          = smp_dots_place_again (last, plan, "photo-1", surface, 1, NULL, NULL);
      g_autofree SmpDot *target = NULL;

      place[i] = now_ms () - start;
      n = dots->n_dots;
      target = g_new (SmpDot, n);
      memcpy (target, dots->dots, n * sizeof (SmpDot));
      start = now_ms ();
      memcpy (target, dots->dots, n * sizeof (SmpDot));
      copy[i] = now_ms () - start;
    }
  {
    double ms = median (place, ROUNDS), floor_ms = median (copy, ROUNDS);

    /* median() has sorted them. */
    g_printerr ("%s: %" G_GSIZE_FORMAT " dots, %.1f million a second, %.2f ms at best\n", name, n,
                (double)n / ms / 1e3, place[0]);
    printf ("  \"%s\": {\"value\": %.3f, \"unit\": \"ms\", \"floor\": %.3f, \"ratio\": %.4f},\n",
            name, ms, floor_ms, ms / floor_ms);
    if (density > 100)
      {
        double start = now_ms (), slow;
        g_autofree double *points = reference_eliminate_samples ((guint)n, 5, 1);

        slow = now_ms () - start;
        printf ("  \"dots_vs_elimination\": {\"value\": %.3f, \"unit\": \"ms\", \"floor\": %.3f, "
                "\"ratio\": %.6f},\n",
                ms, slow, ms / slow);
      }
  }
}

/* Everything anew: the density map too. */
static void
measure_anew (void)
{
  g_autoptr (SmpSurface) surface = smp_surface_plane_new (MM_PER_PX, 0);
  g_autoptr (SmpPlan) plan = make_plan (210);
  double place[ROUNDS], copy[ROUNDS];

  for (int i = 0; i < ROUNDS; i++)
    {
      double start = now_ms ();
      g_autoptr (SmpDotSet) dots = smp_dots_place (plan, "photo-1", surface, 1, NULL, NULL);
      g_autofree SmpDot *target = NULL;

      place[i] = now_ms () - start;
      target = g_memdup2 (dots->dots, dots->n_dots * sizeof (SmpDot));
      start = now_ms ();
      memcpy (target, dots->dots, dots->n_dots * sizeof (SmpDot));
      copy[i] = now_ms () - start;
    }
  printf ("  \"dots_500cm2_new_zone\": {\"value\": %.3f, \"unit\": \"ms\", \"floor\": %.3f, "
          "\"ratio\": %.4f}\n",
          median (place, ROUNDS), median (copy, ROUNDS),
          median (place, ROUNDS) / median (copy, ROUNDS));
}

int
main (void)
{
  printf ("{\n");
  measure ("dots_500cm2", 210);
  measure ("dots_500cm2_sparse", 21);
  measure_anew ();
  printf ("}\n");
  return 0;
}
