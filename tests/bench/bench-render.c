/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <cairo.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "photo/smp-image.h"
#include "render/smp-render.h"
#include "stipple/smp-dots.h"
#include "surface/smp-surface-plane.h"

#define ROUNDS 7

typedef struct
{
  SmpImage *photo;
  SmpImage *copy;
  SmpImage *after;
  SmpPyramid *pyramid;
  SmpDotSet *dots;
  SmpRenderWindow window;
  const SmpPigment *pigment;
} Scene;

static int
compare (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return x < y ? -1 : x > y;
}

static double
median (double *values)
{
  qsort (values, ROUNDS, sizeof (double), compare);
  return values[ROUNDS / 2];
}

static double
now_ms (void)
{
  return (double)g_get_monotonic_time () / 1000;
}

/* An ellipse over most of the picture, with about @n dots of 8 px. */
static void
scene_init (Scene *self, int width, int height, double n, double dot_px, double scale)
{
  double rx = width * 0.45, ry = height * 0.40;
  /* The scale at which the ellipse holds that many dots at nearly the highest density. */
  double cm2 = n / 295, mm_per_px = sqrt (cm2 * 100 / (G_PI * rx * ry));
  SmpNode nodes[12];
  g_autoptr (SmpOutline) outline = NULL;
  g_autoptr (SmpZone) zone = smp_zone_new ("zone-1", SMP_ZONE_SCALP, "photo-1");
  g_autoptr (SmpPlan) empty = smp_plan_new (1);
  g_autoptr (SmpPlan) plan = NULL;
  g_autoptr (SmpSurface) surface = smp_surface_plane_new (mm_per_px, 0);

  for (int i = 0; i < 12; i++)
    nodes[i] = (SmpNode){ { width / 2.0 + rx * cos (i * G_PI / 6),
                            height / 2.0 + ry * sin (i * G_PI / 6) },
                          FALSE,
                          SMP_EDGE_HARD };
  outline = smp_outline_new (nodes, 12, TRUE);
  smp_zone_set_outline (zone, outline);
  zone->dot_diameter = dot_px * mm_per_px;
  zone->density = 295;
  self->photo = smp_image_new (width, height, NULL);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint8 px[4]
            = { (guint8)(200 + (x ^ y) % 9), (guint8)(160 + x % 11), (guint8)(130 + y % 7), 255 };

        memcpy (self->photo->pixels + (gsize)y * self->photo->stride + 4 * (gsize)x, px, 4);
      }
  self->copy = smp_image_copy (self->photo, NULL);
  self->pyramid = smp_pyramid_new (self->photo, 0, NULL);
  plan = smp_plan_with_zone (empty, zone);
  self->dots = smp_dots_place (plan, "photo-1", surface, 0, NULL, NULL);
  self->pigment = smp_pigment_builtin_by_id ("carbon-15");
  self->window = smp_render_window_whole (width, height, scale);
}

static void
scene_clear (Scene *self)
{
  smp_image_unref (self->photo);
  smp_image_unref (self->copy);
  smp_image_unref (self->after);
  smp_pyramid_unref (self->pyramid);
  smp_dot_set_unref (self->dots);
}

static double
time_render (const Scene *self, const SmpImage *before)
{
  SmpRenderOptions options = { .into = self->after };
  double start = now_ms ();
  g_autoptr (SmpImage) after
      = smp_render_after (before, &self->window, self->dots, self->pigment, &options, NULL, NULL);

  return now_ms () - start;
}

static double
time_memcpy (const Scene *self, const SmpImage *before)
{
  double start = now_ms ();

  memcpy (self->copy->pixels, before->pixels, before->stride * (gsize)before->height);
  return now_ms () - start;
}

/* How a beginner would do it: the photo, and an arc for each dot. */
static double
time_cairo (const Scene *self)
{
  double start = now_ms ();
  cairo_surface_t *photo = cairo_image_surface_create_for_data (
      self->copy->pixels, CAIRO_FORMAT_RGB24, self->copy->width, self->copy->height,
      (int)self->copy->stride);
  cairo_surface_t *target
      = cairo_image_surface_create (CAIRO_FORMAT_RGB24, self->copy->width, self->copy->height);
  cairo_t *cr = cairo_create (target);

  cairo_set_source_surface (cr, photo, 0, 0);
  cairo_paint (cr);
  cairo_set_source_rgba (cr, 0.1, 0.1, 0.1, 0.8);
  for (gsize i = 0; i < self->dots->n_dots; i++)
    {
      const SmpDot *dot = &self->dots->dots[i];

      cairo_arc (cr, (double)dot->x_px, (double)dot->y_px,
                 (double)(dot->diameter_mm * dot->px_per_mm) / 2, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (target);
  cairo_surface_destroy (photo);
  return now_ms () - start;
}

static void
report (const char *name, double value, double floor_ms, gboolean last)
{
  printf ("  \"%s\": {\"value\": %.3f, \"unit\": \"ms\", \"floor\": %.3f, \"ratio\": %.4f}%s\n",
          name, value, floor_ms, value / floor_ms, last ? "" : ",");
}

static void
measure (const char *name,
         int width,
         int height,
         double n,
         double dot_px,
         double scale,
         const char *cairo_name,
         gboolean last)
{
  Scene scene = { 0 };
  double render[ROUNDS], copy[ROUNDS], arcs[ROUNDS];
  g_autoptr (SmpImage) before = NULL;

  scene_init (&scene, width, height, n, dot_px, scale);
  before = smp_render_before (scene.pyramid, &scene.window, NULL, NULL, NULL);
  scene.after = smp_image_copy (before, NULL);
  for (int i = 0; i < ROUNDS; i++)
    {
      copy[i] = time_memcpy (&scene, before);
      render[i] = time_render (&scene, before);
      arcs[i] = cairo_name != NULL && i < 3 ? time_cairo (&scene) : 0;
    }
  g_printerr ("%s: %" G_GSIZE_FORMAT " dots\n", name, scene.dots->n_dots);
  if (cairo_name != NULL)
    {
      double sorted[3] = { arcs[0], arcs[1], arcs[2] };

      qsort (sorted, 3, sizeof (double), compare);
      report (cairo_name, median (render), sorted[1], FALSE);
    }
  report (name, median (render), median (copy), last);
  scene_clear (&scene);
}

int
main (void)
{
  printf ("{\n");
  measure ("render_24mp_100k", 6000, 4000, 100000, 8, 1, "render_vs_cairo", FALSE);
  measure ("render_24mp_200k", 6000, 4000, 200000, 8, 1, NULL, FALSE);
  measure ("viewport_1080p", 3840, 2160, 100000, 6, 0.5, NULL, FALSE);
  measure ("viewport_4k", 3840, 2160, 100000, 6, 1, NULL, TRUE);
  printf ("}\n");
  return 0;
}
