/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-canvas-private.h"

#include <glib/gi18n.h>

/* What stands over the pictures and is never left out: which is the original and which is
 * simulated. And the divider between both. */

/* Free space around a badge, widget px. */
#define EDGE 12
#define GAP 8
/* For a sentence, broken into lines. */
#define LEAST_ROOM 140

typedef struct
{
  PangoLayout *layout;
  double x;
  double y;
  double width;
  double height;
} Badge;

static void
badge_init (Badge *badge, StubbleCanvas *self, const char *words, double most_width)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int width, height;

  badge->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (badge->layout, attributes);
  pango_layout_get_pixel_size (badge->layout, &width, &height);
  if (width + 24 > most_width && most_width > 24)
    {
      pango_layout_set_width (badge->layout, (int)(most_width - 24) * PANGO_SCALE);
      pango_layout_set_wrap (badge->layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_get_pixel_size (badge->layout, &width, &height);
    }
  badge->width = width + 24;
  badge->height = height + 10;
  badge->x = badge->y = EDGE;
}

/* Words in a dark pill. */
static void
badge_draw (Badge *badge, GtkSnapshot *snapshot)
{
  const GdkRGBA back = { 0.08f, 0.08f, 0.08f, 0.78f }, white = { 1, 1, 1, 1 };
  float x = (float)floor (badge->x), y = (float)floor (badge->y);
  GskRoundedRect pill;

  gsk_rounded_rect_init_from_rect (
      &pill, &GRAPHENE_RECT_INIT (x, y, (float)badge->width, (float)badge->height),
      MIN ((float)badge->height / 2, 15));
  gtk_snapshot_push_rounded_clip (snapshot, &pill);
  gtk_snapshot_append_color (snapshot, &back, &pill.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x + EDGE, y + 5));
  gtk_snapshot_append_layout (snapshot, badge->layout, &white);
  gtk_snapshot_restore (snapshot);
  g_clear_object (&badge->layout);
}

/* Both badges at the divider that crosses a side of the canvas at @at: each next to it, and beside
 * each other where a part has no room for its own, but never beyond the canvas as long as both fit
 * into it. @sizes are those of the badges along that side; @first and @second their places. */
static void
place (double *first, double *second, const double sizes[2], double at, double length)
{
  *first = CLAMP (at - EDGE - sizes[0], 0, MAX (length - sizes[0], 0));
  *second = CLAMP (at + EDGE, 0, MAX (length - sizes[1], 0));
  if (*first + sizes[0] + GAP > *second)
    {
      if (at < length / 2)
        *second = MIN (*first + sizes[0] + GAP, MAX (length - sizes[1], 0));
      *first = MAX (*second - GAP - sizes[0], 0);
    }
}

static void
draw_split_badges (StubbleCanvas *self, GtkSnapshot *snapshot, const char *words)
{
  double at = _stubble_canvas_divider (self);
  double width = self->viewport.pane_width, height = self->viewport.pane_height;
  Badge original, simulated;

  badge_init (&original, self, _ ("Original"), width);
  badge_init (&simulated, self, words, width - original.width - GAP);
  if (self->is_rotated)
    place (&original.y, &simulated.y, (double[]){ original.height, simulated.height }, at,
           height - STUBBLE_CANVAS_FOOT);
  else
    place (&original.x, &simulated.x, (double[]){ original.width, simulated.width }, at, width);
  /* A part that is not there has none. */
  if (at > 0)
    badge_draw (&original, snapshot);
  if (at < (self->is_rotated ? height : width))
    badge_draw (&simulated, snapshot);
  g_clear_object (&original.layout);
  g_clear_object (&simulated.layout);
}

static void
draw_badge (
    StubbleCanvas *self, GtkSnapshot *snapshot, const char *words, double left, double width)
{
  Badge badge;

  badge_init (&badge, self, words, width - 2 * EDGE);
  badge.x += left;
  badge_draw (&badge, snapshot);
}

/* The sentence that goes with every simulated picture that is shown to a client: on it, in the
 * lower corner of what is seen of the photo. */
static void
draw_promise (StubbleCanvas *self, GtkSnapshot *snapshot)
{
  const StubbleViewport *v = &self->viewport;
  SmpRect bounds = stubble_viewport_bounds (v);
  SmpPoint end = { bounds.x + bounds.width, bounds.y + bounds.height };
  double left = 0, width = v->pane_width, room = width;
  StubbleShow shown = _stubble_canvas_shown (self);
  Badge badge;

  if (shown == STUBBLE_SHOW_BEFORE)
    return;
  if (shown == STUBBLE_SHOW_SIDE_BY_SIDE)
    left = width + STUBBLE_CANVAS_GAP;
  if (self->is_flipped)
    end.x = width - bounds.x;
  end.x = CLAMP (end.x, 0, width);
  /* Beside the divider, as long as there is room for a word. */
  if (shown == STUBBLE_SHOW_SPLIT && !self->is_rotated)
    room = end.x - _stubble_canvas_divider (self);
  badge_init (&badge, self, _ ("Simulated – not a promise of results"),
              (room > LEAST_ROOM ? room : width) - 2 * EDGE);
  badge.x = left + MAX (end.x - EDGE - badge.width, 0);
  badge.y = MAX (CLAMP (end.y, 0, v->pane_height) - EDGE - badge.height, 0);
  badge_draw (&badge, snapshot);
}

void
_stubble_canvas_draw_badges (StubbleCanvas *self, GtkSnapshot *snapshot)
{
  double width = self->viewport.pane_width;
  g_autofree char *simulated = _stubble_canvas_dup_simulated (self);

  switch (_stubble_canvas_shown (self))
    {
    case STUBBLE_SHOW_BEFORE:
      draw_badge (self, snapshot, _ ("Original"), 0, width);
      break;
    case STUBBLE_SHOW_SPLIT:
      draw_split_badges (self, snapshot, simulated);
      break;
    case STUBBLE_SHOW_SIDE_BY_SIDE:
      draw_badge (self, snapshot, _ ("Original"), 0, width);
      draw_badge (self, snapshot, simulated, width + STUBBLE_CANVAS_GAP, width);
      break;
    case STUBBLE_SHOW_FADE:
      draw_badge (self, snapshot, self->fade > 0 ? simulated : _ ("Original"), 0, width);
      break;
    case STUBBLE_SHOW_AFTER:
    case STUBBLE_SHOW_FLICKER:
    default:
      draw_badge (self, snapshot, simulated, 0, width);
      break;
    }
  if (self->is_presenting)
    draw_promise (self, snapshot);
}

static void
append_line (GtkSnapshot *snapshot, const GdkRGBA *colour, double at, double half, double length)
{
  gtk_snapshot_append_color (
      snapshot, colour,
      &GRAPHENE_RECT_INIT ((float)(at - half), 0, (float)(2 * half), (float)length));
}

void
_stubble_canvas_draw_divider (StubbleCanvas *self, GtkSnapshot *snapshot)
{
  double x = _stubble_canvas_divider (self);
  double length = self->is_rotated ? self->viewport.pane_width : self->viewport.pane_height;
  double middle = floor (length / 2);
  const GdkRGBA white = { 1, 1, 1, 1 }, shade = { 0, 0, 0, 0.35f };
  cairo_t *cr;

  gtk_snapshot_save (snapshot);
  if (self->is_rotated)
    {
      /* A quarter turn: what is upright at x lies level at y. */
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)length, 0));
      gtk_snapshot_rotate (snapshot, 90);
    }
  append_line (snapshot, &shade, x, 2, length);
  append_line (snapshot, &white, x, 1, length);
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT ((float)x - 20, (float)middle - 20, 40, 40));
  cairo_arc (cr, x, middle, 16, 0, 2 * G_PI);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.35);
  cairo_set_line_width (cr, 3);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.2, 0.2, 0.2);
  cairo_set_line_width (cr, 2);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (int side = -1; side <= 1; side += 2)
    {
      cairo_move_to (cr, x + side * 4, middle - 5);
      cairo_line_to (cr, x + side * 9, middle);
      cairo_line_to (cr, x + side * 4, middle + 5);
    }
  cairo_stroke (cr);
  cairo_destroy (cr);
  gtk_snapshot_restore (snapshot);
}
