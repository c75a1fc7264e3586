/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-marks.h"

#include <glib/gi18n.h>

#include "canvas/stubble-zone-view.h"
#include "geometry/smp-outline.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "surface/smp-head-fit.h"

/* The accent of the marks: told from skin and hair of any shade. */
#define ACCENT 0.21, 0.52, 0.89
/* Height of words, widget px. */
#define WORD_SIZE 12
/* Around letters, rounded up, widget px. */
#define RIM 2.0
/* Between a ring and its word, widget px. */
#define BESIDE 6.0
/* Instead of a node: none are drawn. */
#define NO_NODES -2

void
stubble_marks_stroke (cairo_t *cr, gboolean is_strong)
{
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.45);
  cairo_set_line_width (cr, is_strong ? 4.5 : 3);
  cairo_stroke_preserve (cr);
  if (is_strong)
    cairo_set_source_rgb (cr, 0.38, 0.68, 1.0);
  else
    cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
  cairo_set_line_width (cr, is_strong ? 2.5 : 1.5);
  cairo_stroke (cr);
}

PangoLayout *
stubble_marks_lay_out (cairo_t *cr, const char *word)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Sans Bold");

  pango_font_description_set_absolute_size (font, WORD_SIZE * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, word, -1);
  return layout;
}

void
stubble_marks_draw_layout (cairo_t *cr, SmpPoint point, PangoLayout *layout)
{
  cairo_new_path (cr);
  cairo_move_to (cr, point.x, point.y - (double)pango_layout_get_baseline (layout) / PANGO_SCALE);
  pango_cairo_layout_path (cr, layout);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.7);
  cairo_set_line_width (cr, 3);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill (cr);
}

void
stubble_marks_word (cairo_t *cr, SmpPoint point, const char *word)
{
  g_autoptr (PangoLayout) layout = stubble_marks_lay_out (cr, word);

  stubble_marks_draw_layout (cr, point, layout);
}

SmpRect
stubble_marks_word_box (cairo_t *cr, SmpPoint point, const char *word)
{
  g_autoptr (PangoLayout) layout = stubble_marks_lay_out (cr, word);
  double baseline = (double)pango_layout_get_baseline (layout) / PANGO_SCALE;
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  return (SmpRect){ point.x - RIM, point.y - baseline - RIM, width + 2 * RIM, height + 2 * RIM };
}

void
stubble_marks_cross (cairo_t *cr, SmpPoint point)
{
  cairo_new_path (cr);
  cairo_arc (cr, point.x, point.y, 7, 0, 2 * G_PI);
  cairo_new_sub_path (cr);
  cairo_move_to (cr, point.x - 12, point.y);
  cairo_line_to (cr, point.x - 3, point.y);
  cairo_move_to (cr, point.x + 3, point.y);
  cairo_line_to (cr, point.x + 12, point.y);
  cairo_move_to (cr, point.x, point.y - 12);
  cairo_line_to (cr, point.x, point.y - 3);
  cairo_move_to (cr, point.x, point.y + 3);
  cairo_line_to (cr, point.x, point.y + 12);
  stubble_marks_stroke (cr, TRUE);
}

SmpPoint
stubble_marks_ring_word (
    cairo_t *cr, SmpPoint centre, double radius, const char *word, gboolean left, double pane_width)
{
  double width = stubble_marks_word_box (cr, centre, word).width - 2 * RIM;
  double from = left ? centre.x - radius - BESIDE - width : centre.x + radius + BESIDE;

  if (from >= RIM && from + width <= pane_width - RIM)
    return smp_point (from, centre.y);
  return smp_point (CLAMP (centre.x - width / 2, RIM, MAX (pane_width - RIM - width, RIM)),
                    centre.y - radius - BESIDE);
}

void
stubble_marks_ring (
    cairo_t *cr, SmpPoint centre, double radius, const char *word, gboolean left, double pane_width)
{
  cairo_new_path (cr);
  cairo_arc (cr, centre.x, centre.y, radius, 0, 2 * G_PI);
  stubble_marks_stroke (cr, TRUE);
  stubble_marks_word (cr, stubble_marks_ring_word (cr, centre, radius, word, left, pane_width),
                      word);
}

const char *
stubble_marks_landmark_label (const char *name)
{
  static const struct
  {
    const char *name;
    const char *label;
  } labels[] = {
    { SMP_LANDMARK_PUPIL_RIGHT, N_ ("Right pupil") },
    { SMP_LANDMARK_PUPIL_LEFT, N_ ("Left pupil") },
    { SMP_LANDMARK_IRIS_RIGHT_OUTER, N_ ("Right iris, outer edge") },
    { SMP_LANDMARK_IRIS_RIGHT_INNER, N_ ("Right iris, inner edge") },
    { SMP_LANDMARK_IRIS_LEFT_INNER, N_ ("Left iris, inner edge") },
    { SMP_LANDMARK_IRIS_LEFT_OUTER, N_ ("Left iris, outer edge") },
    { SMP_LANDMARK_VERTEX, N_ ("Top of head") },
    { SMP_LANDMARK_CHIN, N_ ("Chin") },
    { SMP_LANDMARK_GLABELLA, N_ ("Glabella") },
    { SMP_LANDMARK_SUBNASALE, N_ ("Base of nose") },
    { SMP_LANDMARK_EURYON_RIGHT, N_ ("Widest right") },
    { SMP_LANDMARK_EURYON_LEFT, N_ ("Widest left") },
    { SMP_LANDMARK_CANTHUS_RIGHT, N_ ("Outer corner of the right eye") },
    { SMP_LANDMARK_CANTHUS_LEFT, N_ ("Outer corner of the left eye") },
    { "tragion_right", N_ ("Right ear") },
    { "tragion_left", N_ ("Left ear") },
    { "opisthocranion", N_ ("Back of head") },
    { "pronasale", N_ ("Tip of nose") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (labels[i].name, name) == 0)
      return _ (labels[i].label);
  return g_str_has_prefix (name, SMP_LANDMARK_SILHOUETTE) ? _ ("Contour") : name;
}

static void
draw_node (cairo_t *cr, SmpPoint p, const SmpNode *node, gboolean is_selected)
{
  double r = is_selected ? 7 : 5;

  cairo_new_path (cr);
  if (node->corner)
    cairo_rectangle (cr, p.x - r, p.y - r, 2 * r, 2 * r);
  else
    cairo_arc (cr, p.x, p.y, r, 0, 2 * G_PI);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.55);
  cairo_set_line_width (cr, 4);
  cairo_stroke_preserve (cr);
  if (is_selected)
    cairo_set_source_rgb (cr, ACCENT);
  else
    cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

static void
trace (cairo_t *cr,
       const SmpZone *zone,
       const SmpSurface *surface,
       const StubbleViewport *viewport,
       gsize stretch)
{
  SmpPoint points[STUBBLE_ZONE_PIECES + 1];
  gboolean seen[STUBBLE_ZONE_PIECES + 1];

  stubble_zone_trace (zone, surface, stretch, points, seen);
  cairo_new_path (cr);
  for (int k = 0; k <= STUBBLE_ZONE_PIECES; k++)
    {
      SmpPoint w = stubble_viewport_to_widget (viewport, points[k]);

      if (seen[k] && k > 0 && seen[k - 1])
        cairo_line_to (cr, w.x, w.y);
      else if (seen[k])
        cairo_move_to (cr, w.x, w.y);
    }
}

static void
draw_zone (cairo_t *cr,
           const SmpZone *zone,
           const SmpSurface *surface,
           const StubbleViewport *viewport,
           gboolean is_selected,
           int selected_node)
{
  const SmpOutline *outline = zone->outline;

  for (gsize i = 0; i < smp_outline_n_stretches (outline); i++)
    {
      static const double dash[] = { 7, 6 };

      trace (cr, zone, surface, viewport, i);
      cairo_set_dash (cr, dash, outline->nodes[i].edge == SMP_EDGE_BLEND ? 2 : 0, 0);
      stubble_marks_stroke (cr, is_selected && outline->nodes[i].edge == SMP_EDGE_HAIRLINE);
    }
  cairo_set_dash (cr, NULL, 0, 0);
  if (!is_selected || selected_node == NO_NODES)
    return;
  for (gsize i = 0; i < outline->n_nodes; i++)
    {
      SmpPoint at;

      if (stubble_zone_to_photo (zone, surface, outline->nodes[i].point, &at))
        draw_node (cr, stubble_viewport_to_widget (viewport, at), &outline->nodes[i],
                   (int)i == selected_node);
    }
}

/* The measure of the ruler: where it begins, and (transfer full). */
static char *
ruler_word (const SmpPhoto *photo, const StubbleViewport *viewport, SmpPoint *at)
{
  const SmpLandmarks *landmarks = photo->landmarks;
  SmpPoint a = stubble_viewport_to_widget (viewport, landmarks->ruler.from);
  SmpPoint b = stubble_viewport_to_widget (viewport, landmarks->ruler.to);

  *at = smp_point ((a.x + b.x) / 2 + 8, (a.y + b.y) / 2 - 8);
  return g_strdup_printf (_ ("%.4g mm"), landmarks->ruler.mm);
}

static void
draw_ruler (cairo_t *cr, const SmpPhoto *photo, const StubbleViewport *viewport)
{
  SmpPoint a = stubble_viewport_to_widget (viewport, photo->landmarks->ruler.from);
  SmpPoint b = stubble_viewport_to_widget (viewport, photo->landmarks->ruler.to);
  SmpPoint at;
  g_autofree char *word = ruler_word (photo, viewport, &at);

  cairo_new_path (cr);
  cairo_move_to (cr, a.x, a.y);
  cairo_line_to (cr, b.x, b.y);
  stubble_marks_stroke (cr, TRUE);
  stubble_marks_word (cr, at, word);
}

static void
draw_landmarks (cairo_t *cr,
                const SmpPhoto *photo,
                const StubbleViewport *viewport,
                const GArray *taken,
                StubbleMarkPlaces *places)
{
  const SmpLandmarks *landmarks = photo->landmarks;
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (SmpRect));
  g_autoptr (GArray) words = NULL;

  if (taken != NULL)
    g_array_append_vals (all, taken->data, taken->len);
  if (landmarks->has_ruler)
    {
      SmpPoint at;
      g_autofree char *word = ruler_word (photo, viewport, &at);
      SmpRect box = stubble_marks_word_box (cr, at, word);

      g_array_append_val (all, box);
    }
  words = stubble_mark_words_new (cr, photo, viewport, all, places);
  for (gsize i = 0; i < landmarks->n_points; i++)
    stubble_marks_cross (cr, stubble_viewport_to_widget (viewport, landmarks->points[i].point));
  stubble_mark_words_draw (words, cr);
  if (landmarks->has_ruler)
    draw_ruler (cr, photo, viewport);
}

void
stubble_marks_draw (cairo_t *cr,
                    StubbleDocument *document,
                    const SmpPhoto *photo,
                    const SmpSurface *surface,
                    const StubbleViewport *viewport,
                    StubbleMarks marks,
                    gboolean nodes,
                    const GArray *taken,
                    StubbleMarkPlaces *places)
{
  const SmpPlan *plan = stubble_document_get_plan (document);
  int selected = stubble_document_get_zone_index (document);

  if ((marks & STUBBLE_MARKS_ZONES) != 0)
    for (int i = 0; i < (int)plan->zones->len; i++)
      {
        const SmpZone *zone = g_ptr_array_index (plan->zones, i);

        if (stubble_zone_is_in (zone, photo))
          draw_zone (cr, zone, surface, viewport, i == selected,
                     nodes ? stubble_document_get_node (document) : NO_NODES);
      }
  if ((marks & STUBBLE_MARKS_LANDMARKS) != 0)
    draw_landmarks (cr, photo, viewport, taken, places);
}
