/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "panels/stubble-swatch.h"

#include <math.h>
#include <string.h>

#define N_MAX 3

typedef struct
{
  guint8 rgb[3 * N_MAX];
  gsize n;
} Colours;

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Colours *self = data;
  double r = 7;

  cairo_new_sub_path (cr);
  cairo_arc (cr, width - r, r, r, -G_PI / 2, 0);
  cairo_arc (cr, width - r, height - r, r, 0, G_PI / 2);
  cairo_arc (cr, r, height - r, r, G_PI / 2, G_PI);
  cairo_arc (cr, r, r, r, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
  cairo_clip (cr);
  for (gsize i = 0; i < self->n; i++)
    {
      const guint8 *rgb = self->rgb + 3 * i;
      double left = floor ((double)width * (double)i / (double)self->n);

      cairo_set_source_rgb (cr, rgb[0] / 255.0, rgb[1] / 255.0, rgb[2] / 255.0);
      cairo_rectangle (cr, left, 0, width - left, height);
      cairo_fill (cr);
    }
}

GtkWidget *
stubble_swatch_new (int width, int height)
{
  GtkWidget *area = gtk_drawing_area_new ();
  Colours *self = g_new0 (Colours, 1);

  if (width > 0)
    gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), width);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), height);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw, self, NULL);
  g_object_set_data_full (G_OBJECT (area), "colours", self, g_free);
  gtk_widget_set_valign (area, GTK_ALIGN_CENTER);
  return area;
}

void
stubble_swatch_set (GtkWidget *swatch, const guint8 *rgb, gsize n)
{
  Colours *self = g_object_get_data (G_OBJECT (swatch), "colours");

  self->n = MIN (n, N_MAX);
  memcpy (self->rgb, rgb, 3 * self->n);
  gtk_widget_queue_draw (swatch);
}
