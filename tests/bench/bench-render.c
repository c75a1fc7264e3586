/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <cairo.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "photo/smp-image.h"
#include "render/smp-look.h"
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
  const SmpPhotoGrain *grain; /* the pyramid's */
  SmpPlan *plan;
  SmpPlan *sparser; /* the same, less dense */
  SmpSurface *surface;
  SmpDotSet *dots;
  SmpDotSet *sparser_dots;
  SmpRenderWindow window;
  SmpLook *look;
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

/* A hair of 3 px in each square of 61. */
static void
add_hair (SmpImage *photo)
{
  for (int y = 0; y < photo->height; y++)
    for (int x = (y / 2) % 61; x + 3 < photo->width; x += 61)
      if (y % 61 < 45)
        memset (photo->pixels + (gsize)y * photo->stride + 4 * (gsize)x, 60, 11);
}

static void
add_shine (SmpImage *photo)
{
  double reach = photo->height / 5.0;

  for (int y = 0; y < photo->height; y++)
    for (int x = 0; x < photo->width; x++)
      {
        guint8 *px = photo->pixels + (gsize)y * photo->stride + 4 * (gsize)x;
        double dx = (x - photo->width / 2.0) / reach, dy = (y - photo->height / 2.0) / reach;
        int more = (int)(50 * MAX (1 - dx * dx - dy * dy, 0));

        for (int c = 0; c < 3; c++)
          px[c] = (guint8)MIN (px[c] + more, 255);
      }
}

static SmpPlan *
plan_of (const SmpOutline *outline, double diameter_mm, double density)
{
  g_autoptr (SmpZone) zone = smp_zone_new ("zone-1", SMP_ZONE_SCALP, "photo-1");
  g_autoptr (SmpPlan) empty = smp_plan_new (1);

  smp_zone_set_outline (zone, outline);
  zone->dot_diameter = diameter_mm;
  zone->density = density;
  return smp_plan_with_zone (empty, zone);
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

  for (int i = 0; i < 12; i++)
    nodes[i] = (SmpNode){ { width / 2.0 + rx * cos (i * G_PI / 6),
                            height / 2.0 + ry * sin (i * G_PI / 6) },
                          FALSE,
                          SMP_EDGE_HARD };
  outline = smp_outline_new (nodes, 12, TRUE);
  self->photo = smp_image_new (width, height, NULL);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint8 px[4]
            = { (guint8)(200 + (x ^ y) % 9), (guint8)(160 + x % 11), (guint8)(130 + y % 7), 255 };

        memcpy (self->photo->pixels + (gsize)y * self->photo->stride + 4 * (gsize)x, px, 4);
      }
  add_hair (self->photo);
  add_shine (self->photo);
  self->copy = smp_image_copy (self->photo, NULL);
  self->pyramid = smp_pyramid_new (self->photo, 0, NULL);
  self->grain = smp_pyramid_get_grain (self->pyramid, 0, NULL, NULL);
  self->plan = plan_of (outline, dot_px * mm_per_px, 295);
  self->sparser = plan_of (outline, dot_px * mm_per_px, 290);
  self->surface = smp_surface_plane_new (mm_per_px, 0);
  self->dots = smp_dots_place (self->plan, "photo-1", self->surface, 0, NULL, NULL);
  self->sparser_dots = smp_dots_place (self->sparser, "photo-1", self->surface, 0, NULL, NULL);
  self->look = smp_look_new (self->dots, self->plan, NULL);
  self->window = smp_render_window_whole (width, height, scale);
}

static void
scene_clear (Scene *self)
{
  smp_image_unref (self->photo);
  smp_image_unref (self->copy);
  smp_image_unref (self->after);
  smp_pyramid_unref (self->pyramid);
  smp_look_unref (self->look);
  smp_dot_set_unref (self->dots);
  smp_dot_set_unref (self->sparser_dots);
  smp_plan_unref (self->plan);
  smp_plan_unref (self->sparser);
  smp_surface_unref (self->surface);
}

static double
time_render (const Scene *self, SmpImage *before)
{
  SmpRenderOptions options = { .into = self->after };
  double start = now_ms ();
  g_autoptr (SmpImage) after
      = smp_render_after (before, &self->window, self->look, &options, NULL, NULL);

  return now_ms () - start;
}

/* With the photo's grain given back. */
static double
time_grained (const Scene *self, SmpImage *before)
{
  SmpRenderOptions options = { .into = self->after, .grain = self->grain };
  double start = now_ms ();
  g_autoptr (SmpImage) after
      = smp_render_after (before, &self->window, self->look, &options, NULL, NULL);

  return now_ms () - start;
}

/* Another zoom: the photo is drawn anew too. */
static double
time_zoom (const Scene *self, SmpImage *before)
{
  SmpRenderOptions options = { .into = before };
  double start = now_ms ();
  g_autoptr (SmpImage) again
      = smp_render_before (self->pyramid, &self->window, &options, NULL, NULL);

  return now_ms () - start + time_render (self, again);
}

/* Another density: the dots are placed anew too, with what is known of the zone, as the window does
 * it. */
static double
time_density (const Scene *self, SmpImage *before)
{
  double start = now_ms ();
  g_autoptr (SmpDotSet) dots = smp_dots_place_again (self->sparser_dots, self->plan, "photo-1",
                                                     self->surface, 0, NULL, NULL);
  g_autoptr (SmpLook) look = smp_look_new (dots, self->plan, NULL);
  Scene denser = *self;

  denser.look = look;
  return now_ms () - start + time_render (&denser, before);
}

static double
time_memcpy (const Scene *self, SmpImage *before)
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
report (const char *name, double value, double floor_ms)
{
  static gboolean is_first = TRUE;

  printf ("%s\n  \"%s\": {\"value\": %.3f, \"unit\": \"ms\", \"floor\": %.3f, \"ratio\": %.4f}",
          is_first ? "" : ",", name, value, floor_ms, value / floor_ms);
  is_first = FALSE;
}

typedef double (*Change) (const Scene *scene, SmpImage *before);

/* The median of each, one of each in turn. */
static void
report_change (const char *name, const Scene *scene, SmpImage *before, Change change)
{
  double times[ROUNDS], copies[ROUNDS];

  for (int i = 0; i < ROUNDS; i++)
    {
      copies[i] = time_memcpy (scene, before);
      times[i] = change (scene, before);
    }
  report (name, median (times), median (copies));
}

/* A part of a photo at a zoom: what another shade or age costs, another zoom, another density. */
static void
measure_viewport (const char *name, int width, int height, double dot_px, double scale)
{
  g_autofree char *zoom = g_strconcat (name, "_zoom", NULL);
  g_autofree char *density = g_strconcat (name, "_density", NULL);
  g_autofree char *grain = g_strconcat (name, "_grain", NULL);
  g_autoptr (SmpImage) before = NULL;
  Scene scene = { 0 };

  scene_init (&scene, width, height, 100000, dot_px, scale);
  before = smp_render_before (scene.pyramid, &scene.window, NULL, NULL, NULL);
  scene.after = smp_image_copy (before, NULL);
  smp_image_unref (scene.copy);
  scene.copy = smp_image_copy (before, NULL);
  g_printerr ("%s: %" G_GSIZE_FORMAT " dots\n", name, scene.dots->n_dots);
  report_change (name, &scene, before, time_render);
  report_change (grain, &scene, before, time_grained);
  report_change (density, &scene, before, time_density);
  report_change (zoom, &scene, before, time_zoom);
  scene_clear (&scene);
}

/* A whole photo of 24 MP in full size. */
static void
measure_whole (const char *name, double n, const char *cairo_name)
{
  g_autofree char *grain = g_strconcat (name, "_grain", NULL);
  Scene scene = { 0 };
  double render[ROUNDS], copy[ROUNDS], arcs[ROUNDS] = { 0 };
  g_autoptr (SmpImage) before = NULL;

  scene_init (&scene, 6000, 4000, n, 8, 1);
  before = smp_render_before (scene.pyramid, &scene.window, NULL, NULL, NULL);
  scene.after = smp_image_copy (before, NULL);
  g_printerr ("%s: %" G_GSIZE_FORMAT " dots\n", name, scene.dots->n_dots);
  for (int i = 0; i < ROUNDS; i++)
    {
      copy[i] = time_memcpy (&scene, before);
      render[i] = time_render (&scene, before);
      arcs[i] = cairo_name != NULL ? time_cairo (&scene) : 0;
    }
  if (cairo_name != NULL)
    report (cairo_name, median (render), median (arcs));
  report (name, median (render), median (copy));
  report_change (grain, &scene, before, time_grained);
  scene_clear (&scene);
}

int
main (void)
{
  printf ("{");
  measure_whole ("render_24mp_100k", 100000, "render_vs_cairo");
  measure_whole ("render_24mp_200k", 200000, NULL);
  measure_viewport ("viewport_1080p", 5120, 2880, 8, 0.375);
  measure_viewport ("viewport_4k", 5120, 2880, 8, 0.75);
  printf ("\n}\n");
  return 0;
}
