/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-guides.h"

#include <glib/gi18n.h>

#include "canvas/stubble-marks.h"

static void
stroke (cairo_t *cr, const SmpGuideLine *line)
{
  static const double dash[] = { 2, 5 };
  gboolean is_measure = line->kind == SMP_GUIDE_HEIGHT;

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.4);
  cairo_set_line_width (cr, is_measure ? 5 : 3);
  cairo_set_dash (cr, dash, is_measure ? 0 : 2, 0);
  cairo_stroke_preserve (cr);
  if (is_measure)
    cairo_set_source_rgb (cr, 1.0, 0.80, 0.25);
  else
    cairo_set_source_rgba (cr, 0.62, 1.0, 0.86, 0.95);
  cairo_set_line_width (cr, is_measure ? 3 : 1.5);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* The measure, beside the middle of its line: (transfer full) (nullable). */
static char *
find_measure (const SmpGuides *guides, const StubbleViewport *viewport, SmpPoint *at)
{
  for (guint i = 0; i < guides->lines->len && guides->has_height; i++)
    {
      const SmpGuideLine *line = &g_array_index (guides->lines, SmpGuideLine, i);
      SmpPoint middle;

      if (line->kind != SMP_GUIDE_HEIGHT)
        continue;
      middle = stubble_viewport_to_widget (viewport,
                                           smp_point_lerp (line->points[(line->n_points - 1) / 2],
                                                           line->points[line->n_points / 2], 0.5));
      *at = smp_point (middle.x + 8, middle.y + 4);
      return g_strdup_printf (_ ("%.1f cm"), guides->height_mm / 10);
    }
  return NULL;
}

gboolean
stubble_guides_find_word (cairo_t *cr,
                          const SmpGuides *guides,
                          const StubbleViewport *viewport,
                          SmpRect *box)
{
  SmpPoint at;
  g_autofree char *text = find_measure (guides, viewport, &at);

  if (text != NULL)
    *box = stubble_marks_word_box (cr, at, text);
  return text != NULL;
}

void
stubble_guides_draw (cairo_t *cr, const SmpGuides *guides, const StubbleViewport *viewport)
{
  SmpPoint at;
  g_autofree char *text = NULL;

  for (guint i = 0; i < guides->lines->len; i++)
    {
      const SmpGuideLine *line = &g_array_index (guides->lines, SmpGuideLine, i);

      cairo_new_path (cr);
      for (gsize k = 0; k < line->n_points; k++)
        {
          SmpPoint p = stubble_viewport_to_widget (viewport, line->points[k]);

          cairo_line_to (cr, p.x, p.y);
        }
      stroke (cr, line);
    }
  text = find_measure (guides, viewport, &at);
  if (text != NULL)
    stubble_marks_word (cr, at, text);
}
