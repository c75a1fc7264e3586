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

/* At most two, of which the layouts are the caller's. */
#define MOST_BADGES 2

static guint
lay_out_split (StubbleCanvas *self, Badge badges[MOST_BADGES], const char *words)
{
  double at = _stubble_canvas_divider (self);
  double width = self->viewport.pane_width, height = self->viewport.pane_height;
  Badge *original = &badges[0], *simulated = &badges[1];

  badge_init (original, self, _ ("Original"), width);
  badge_init (simulated, self, words, width - original->width - GAP);
  if (self->is_rotated)
    place (&original->y, &simulated->y, (double[]){ original->height, simulated->height }, at,
           height - STUBBLE_CANVAS_FOOT);
  else
    place (&original->x, &simulated->x, (double[]){ original->width, simulated->width }, at, width);
  /* A part that is not there has none. */
  if (at >= (self->is_rotated ? height : width))
    g_clear_object (&simulated->layout);
  if (at > 0)
    return simulated->layout != NULL ? 2 : 1;
  g_clear_object (&original->layout);
  badges[0] = badges[1];
  return 1;
}

/* What says which part is which: how many. */
static guint
lay_out_badges (StubbleCanvas *self, Badge badges[MOST_BADGES])
{
  StubbleShow shown = _stubble_canvas_shown (self);
  double width = self->viewport.pane_width;
  g_autofree char *simulated = _stubble_canvas_dup_simulated (self);
  gboolean is_original
      = shown == STUBBLE_SHOW_BEFORE || (shown == STUBBLE_SHOW_FADE && self->fade <= 0);

  if (shown == STUBBLE_SHOW_SPLIT)
    return lay_out_split (self, badges, simulated);
  if (shown == STUBBLE_SHOW_SIDE_BY_SIDE)
    {
      badge_init (&badges[0], self, _ ("Original"), width - 2 * EDGE);
      badge_init (&badges[1], self, simulated, width - 2 * EDGE);
      badges[1].x += width + STUBBLE_CANVAS_GAP;
      return 2;
    }
  badge_init (&badges[0], self, is_original ? _ ("Original") : simulated, width - 2 * EDGE);
  return 1;
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
  g_object_unref (badge.layout);
}

void
_stubble_canvas_draw_badges (StubbleCanvas *self, GtkSnapshot *snapshot)
{
  Badge badges[MOST_BADGES];
  guint n = lay_out_badges (self, badges);

  for (guint i = 0; i < n; i++)
    {
      badge_draw (&badges[i], snapshot);
      g_object_unref (badges[i].layout);
    }
  if (self->is_presenting)
    draw_promise (self, snapshot);
}

void
_stubble_canvas_add_badges (StubbleCanvas *self, GArray *places)
{
  Badge badges[MOST_BADGES];
  guint n = lay_out_badges (self, badges);

  for (guint i = 0; i < n; i++)
    {
      SmpRect at = { floor (badges[i].x), floor (badges[i].y), badges[i].width, badges[i].height };

      g_array_append_val (places, at);
      g_object_unref (badges[i].layout);
    }
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
