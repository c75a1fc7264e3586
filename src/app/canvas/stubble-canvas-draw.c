/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-canvas-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "canvas/stubble-guides.h"
#include "canvas/stubble-marks.h"
#include "canvas/stubble-texture.h"
#include "canvas/stubble-zone-view.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "photo/smp-image.h"

void
_stubble_canvas_drop_textures (StubbleCanvas *self)
{
  g_clear_object (&self->before);
  g_clear_object (&self->after);
  g_clear_object (&self->split);
}

static GdkTexture *
make_texture (const StubbleFrame *frame, GBytes *bytes)
{
  return gdk_memory_texture_new (frame->window.width, frame->window.height, STUBBLE_SHOWN_FORMAT,
                                 bytes, 4 * (gsize)frame->window.width);
}

/* Both pictures in one texture, cut at a column: one texture costs half of two. */
static GdkTexture *
make_split (StubbleCanvas *self, const StubbleFrame *frame, int column)
{
  gsize stride = 4 * (gsize)frame->window.width, left = 4 * (gsize)column, size;
  const guint8 *before = g_bytes_get_data (frame->before_shown, &size);
  const guint8 *after = g_bytes_get_data (frame->after_shown, NULL);
  guint8 *pixels = stubble_buffers_take (self->buffers, size);
  g_autoptr (GBytes) bytes = NULL;

  for (gsize at = 0; at < size; at += stride)
    {
      memcpy (pixels + at, before + at, left);
      memcpy (pixels + at + left, after + at + left, stride - left);
    }
  bytes = stubble_buffers_seal (self->buffers, pixels, size);
  return make_texture (frame, bytes);
}

/* The texture for one part: before, after, or both cut at the divider. */
static GdkTexture *
texture_for (StubbleCanvas *self, const StubbleFrame *frame, SmpPictureContent part, SmpRect place)
{
  if (part == SMP_PICTURE_BEFORE)
    {
      if (self->before == NULL)
        self->before = make_texture (frame, frame->before_shown);
      return self->before;
    }
  if (part == SMP_PICTURE_AFTER)
    {
      if (self->after == NULL)
        self->after = make_texture (frame, frame->after_shown);
      return self->after;
    }
  double share = (_stubble_canvas_divider (self) - place.x) / place.width;
  int column = CLAMP ((int)floor (share * frame->window.width + 0.5), 0, frame->window.width);

  if (self->split == NULL || self->split_column != column)
    {
      g_clear_object (&self->split);
      self->split = make_split (self, frame, column);
      self->split_column = column;
    }
  return self->split;
}

/* A word in a dark pill at the top of its part, centred at @x or beginning or ending there. */
static void
draw_badge (StubbleCanvas *self, GtkSnapshot *snapshot, const char *word, double x, double align)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), word);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  const GdkRGBA back = { 0.08f, 0.08f, 0.08f, 0.78f }, white = { 1, 1, 1, 1 };
  GskRoundedRect pill;
  int width, height;
  double w, h;

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, &height);
  w = width + 24;
  h = height + 10;
  x = floor (CLAMP (x - align * w, 0, MAX (gtk_widget_get_width (GTK_WIDGET (self)) - w, 0)));
  gsk_rounded_rect_init_from_rect (&pill, &GRAPHENE_RECT_INIT ((float)x, 12, (float)w, (float)h),
                                   (float)h / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &pill);
  gtk_snapshot_append_color (snapshot, &back, &pill.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)x + 12, 17));
  gtk_snapshot_append_layout (snapshot, layout, &white);
  gtk_snapshot_restore (snapshot);
}

/* Whether the plan does anything in this photo. */
static gboolean
has_zone (StubbleCanvas *self)
{
  const SmpPlan *plan = stubble_document_get_plan (self->document);

  for (guint i = 0; i < plan->zones->len; i++)
    if (stubble_zone_is_in (g_ptr_array_index (plan->zones, i), _stubble_canvas_get_photo (self)))
      return TRUE;
  return FALSE;
}

static void
draw_badges (StubbleCanvas *self, GtkSnapshot *snapshot)
{
  double width = self->viewport.pane_width;
  g_autofree char *age = smp_age_describe (&self->age, stubble_document_get_plan (self->document));
  g_autofree char *simulated = has_zone (self) ? g_strdup_printf ("%s · %s", _ ("Simulated"), age)
                                               : g_strdup (_ ("Simulated · nothing yet"));

  switch (_stubble_canvas_shown (self))
    {
    case SMP_PICTURE_BEFORE:
      draw_badge (self, snapshot, _ ("Original"), 12, 0);
      break;
    case SMP_PICTURE_AFTER:
      draw_badge (self, snapshot, simulated, 12, 0);
      break;
    case SMP_PICTURE_SPLIT:
      draw_badge (self, snapshot, _ ("Original"), MAX (_stubble_canvas_divider (self) - 12, 0), 1);
      draw_badge (self, snapshot, simulated, _stubble_canvas_divider (self) + 12, 0);
      break;
    case SMP_PICTURE_SIDE_BY_SIDE:
    case SMP_PICTURE_SESSIONS:
    case SMP_PICTURE_YEARS:
    default:
      draw_badge (self, snapshot, _ ("Original"), 12, 0);
      draw_badge (self, snapshot, simulated, width + STUBBLE_CANVAS_GAP + 12, 0);
      break;
    }
}

/* Marks of zones and landmarks and of the tool as one node with tight bounds. */
static void
draw_marks (StubbleCanvas *self, GtkSnapshot *snapshot)
{
  cairo_surface_t *recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (recording);
  double x, y, width, height;

  stubble_marks_draw (cr, self->document, _stubble_canvas_get_photo (self),
                      _stubble_canvas_get_surface (self), &self->viewport, self->marks,
                      self->tool->klass == &stubble_tool_select);
  if (_stubble_canvas_get_guides (self) != NULL)
    stubble_guides_draw (cr, _stubble_canvas_get_guides (self), &self->viewport);
  if (self->tool->klass->draw != NULL)
    self->tool->klass->draw (self->tool, cr);
  cairo_destroy (cr);
  cairo_recording_surface_ink_extents (recording, &x, &y, &width, &height);
  if (width > 0 && height > 0)
    {
      double x0 = MAX (floor (x), 0), y0 = MAX (floor (y), 0);
      double x1 = MIN (ceil (x + width), self->viewport.pane_width);
      double y1 = MIN (ceil (y + height), self->viewport.pane_height);

      if (x1 > x0 && y1 > y0)
        {
          cr = gtk_snapshot_append_cairo (
              snapshot,
              &GRAPHENE_RECT_INIT ((float)x0, (float)y0, (float)(x1 - x0), (float)(y1 - y0)));
          cairo_set_source_surface (cr, recording, 0, 0);
          cairo_paint (cr);
          cairo_destroy (cr);
        }
    }
  cairo_surface_destroy (recording);
}

static void
draw_divider (StubbleCanvas *self, GtkSnapshot *snapshot)
{
  double x = _stubble_canvas_divider (self), middle = floor (self->viewport.pane_height / 2);
  const GdkRGBA white = { 1, 1, 1, 1 }, shade = { 0, 0, 0, 0.35f };
  cairo_t *cr;

  gtk_snapshot_append_color (
      snapshot, &shade,
      &GRAPHENE_RECT_INIT ((float)x - 2, 0, 4, (float)self->viewport.pane_height));
  gtk_snapshot_append_color (
      snapshot, &white,
      &GRAPHENE_RECT_INIT ((float)x - 1, 0, 2, (float)self->viewport.pane_height));
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
}

/* What there is of the photo while its pixels come. */
static void
draw_thumbnail (StubbleCanvas *self, GtkSnapshot *snapshot)
{
  SmpImage *thumbnail
      = stubble_document_get_thumbnail (self->document, _stubble_canvas_get_photo (self));
  SmpPoint origin = stubble_viewport_origin (&self->viewport);
  g_autoptr (GdkTexture) texture = NULL;

  if (thumbnail == NULL)
    return;
  texture = stubble_texture_new (thumbnail);
  gtk_snapshot_append_texture (
      snapshot, texture,
      &GRAPHENE_RECT_INIT ((float)origin.x, (float)origin.y,
                           (float)(self->viewport.zoom * self->viewport.photo_width),
                           (float)(self->viewport.zoom * self->viewport.photo_height)));
}

static void
draw_part (StubbleCanvas *self, GtkSnapshot *snapshot, SmpPictureContent part, double left)
{
  const StubbleFrame *frame = stubble_renderer_get_frame (self->renderer);
  SmpRect place;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)left, 0));
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)self->viewport.pane_width,
                                                         (float)self->viewport.pane_height));
  if (frame == NULL)
    draw_thumbnail (self, snapshot);
  else
    {
      place = stubble_viewport_place (&self->viewport, &frame->window);
      gtk_snapshot_append_texture (snapshot, texture_for (self, frame, part, place),
                                   &GRAPHENE_RECT_INIT ((float)place.x, (float)place.y,
                                                        (float)place.width, (float)place.height));
    }
  if (self->document != NULL && !self->is_held)
    draw_marks (self, snapshot);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_restore (snapshot);
}

void
_stubble_canvas_draw (StubbleCanvas *self, GtkSnapshot *snapshot)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  /* Neutral, so that it shifts no colour of the skin for the eye. */
  float grey = dark ? 0.20f : 0.47f;
  GdkRGBA surround = { grey, grey, grey, 1 };

  gtk_snapshot_append_color (
      snapshot, &surround,
      &GRAPHENE_RECT_INIT (0, 0, (float)gtk_widget_get_width (GTK_WIDGET (self)),
                           (float)gtk_widget_get_height (GTK_WIDGET (self))));
  if (_stubble_canvas_get_photo (self) == NULL || self->viewport.photo_width < 1)
    return;
  if (_stubble_canvas_shown (self) == SMP_PICTURE_SIDE_BY_SIDE)
    {
      draw_part (self, snapshot, SMP_PICTURE_BEFORE, 0);
      draw_part (self, snapshot, SMP_PICTURE_AFTER, self->viewport.pane_width + STUBBLE_CANVAS_GAP);
    }
  else
    draw_part (self, snapshot, _stubble_canvas_shown (self), 0);
  if (_stubble_canvas_shown (self) == SMP_PICTURE_SPLIT)
    draw_divider (self, snapshot);
  if (stubble_renderer_get_frame (self->renderer) != NULL)
    draw_badges (self, snapshot);
}
