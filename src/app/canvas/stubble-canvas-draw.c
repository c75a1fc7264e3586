/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-canvas-private.h"

#include <adwaita.h>
#include <string.h>

#include "canvas/stubble-guides.h"
#include "canvas/stubble-marks.h"
#include "canvas/stubble-texture.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
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

/* Both pictures in one texture, cut at a column or at a row: one texture costs half of two. */
static GdkTexture *
make_split (StubbleCanvas *self, const StubbleFrame *frame, int cut)
{
  gsize stride = 4 * (gsize)frame->window.width, size;
  const guint8 *first = g_bytes_get_data (frame->before_shown, &size);
  const guint8 *second = g_bytes_get_data (frame->after_shown, NULL);
  guint8 *pixels = stubble_buffers_take (self->buffers, size);
  g_autoptr (GBytes) bytes = NULL;

  if (self->is_rotated)
    {
      gsize above = stride * (gsize)cut;

      memcpy (pixels, first, above);
      memcpy (pixels + above, second + above, size - above);
    }
  else
    {
      gsize left = 4 * (gsize)cut;

      /* Flipped, the original is at the right of the texture: drawn, it is at the left again. */
      if (self->is_flipped)
        {
          const guint8 *swap = first;

          first = second;
          second = swap;
        }
      for (gsize at = 0; at < size; at += stride)
        {
          memcpy (pixels + at, first + at, left);
          memcpy (pixels + at + left, second + at + left, stride - left);
        }
    }
  bytes = stubble_buffers_seal (self->buffers, pixels, size);
  return make_texture (frame, bytes);
}

/* The texture for one part: before, after, or both cut at the divider. */
static GdkTexture *
texture_for (StubbleCanvas *self, const StubbleFrame *frame, StubbleShow part, SmpRect place)
{
  double share;
  int length, cut;

  if (part == STUBBLE_SHOW_BEFORE)
    {
      if (self->before == NULL)
        self->before = make_texture (frame, frame->before_shown);
      return self->before;
    }
  if (part == STUBBLE_SHOW_AFTER)
    {
      if (self->after == NULL)
        self->after = make_texture (frame, frame->after_shown);
      return self->after;
    }
  if (self->is_rotated)
    {
      share = (_stubble_canvas_divider (self) - place.y) / place.height;
      length = frame->window.height;
    }
  else
    {
      double divider = _stubble_canvas_divider (self);

      if (self->is_flipped)
        divider = self->viewport.pane_width - divider;
      share = (divider - place.x) / place.width;
      length = frame->window.width;
    }
  cut = CLAMP ((int)floor (share * length + 0.5), 0, length);
  if (self->split == NULL || self->split_cut != cut)
    {
      g_clear_object (&self->split);
      self->split = make_split (self, frame, cut);
      self->split_cut = cut;
    }
  return self->split;
}

static void
draw_selected_landmark (StubbleCanvas *self, cairo_t *cr)
{
  SmpPoint px;

  if ((self->marks & STUBBLE_MARKS_LANDMARKS) == 0 || self->landmark == NULL
      || !smp_landmarks_get (stubble_canvas_get_photo (self)->landmarks, self->landmark, &px))
    return;
  px = stubble_viewport_to_widget (&self->viewport, px);
  cairo_new_path (cr);
  cairo_arc (cr, px.x, px.y, 17, 0, 2 * G_PI);
  stubble_marks_stroke (cr, TRUE);
}

/* Marks of zones and landmarks and of the tool as one node with tight bounds. */
static void
draw_marks (StubbleCanvas *self, GtkSnapshot *snapshot)
{
  cairo_surface_t *recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (recording);
  g_autoptr (GArray) taken = NULL;
  double x, y, width, height;

  if ((self->marks & STUBBLE_MARKS_LANDMARKS) != 0)
    taken = _stubble_canvas_list_taken (self, cr);
  stubble_marks_draw (cr, self->document, stubble_canvas_get_photo (self),
                      stubble_canvas_get_surface (self), &self->viewport, self->marks,
                      self->tool->klass == &stubble_tool_select, taken, self->places);
  draw_selected_landmark (self, cr);
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

/* What there is of the photo while its pixels come. */
static void
draw_thumbnail (StubbleCanvas *self, GtkSnapshot *snapshot)
{
  SmpImage *thumbnail
      = stubble_document_get_thumbnail (self->document, stubble_canvas_get_photo (self));
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

/* From here on what is drawn lies in the frame of the viewport. */
static void
turn (StubbleCanvas *self, GtkSnapshot *snapshot)
{
  SmpPoint pivot = stubble_viewport_pivot (&self->viewport);

  if (stubble_viewport_is_upright (&self->viewport))
    return;
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)pivot.x, (float)pivot.y));
  gtk_snapshot_rotate (snapshot, (float)self->viewport.angle);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)-pivot.x, (float)-pivot.y));
}

static void
append_texture (StubbleCanvas *self, GtkSnapshot *snapshot, StubbleShow part)
{
  const StubbleFrame *frame = stubble_renderer_get_frame (self->renderer);
  SmpRect place = stubble_viewport_place (&self->viewport, &frame->window);

  gtk_snapshot_append_texture (snapshot, texture_for (self, frame, part, place),
                               &GRAPHENE_RECT_INIT ((float)place.x, (float)place.y,
                                                    (float)place.width, (float)place.height));
}

/* The simulated picture over the original, both ready: nothing is rendered for another share. */
static void
append_fade (StubbleCanvas *self, GtkSnapshot *snapshot)
{
  if (self->fade < 1)
    append_texture (self, snapshot, STUBBLE_SHOW_BEFORE);
  if (self->fade <= 0)
    return;
  gtk_snapshot_push_opacity (snapshot, self->fade);
  append_texture (self, snapshot, STUBBLE_SHOW_AFTER);
  gtk_snapshot_pop (snapshot);
}

/* One side of the divider, from @from to @to along the pane. */
static void
append_side (StubbleCanvas *self, GtkSnapshot *snapshot, StubbleShow part, double from, double to)
{
  double width = self->viewport.pane_width, height = self->viewport.pane_height;
  graphene_rect_t side
      = self->is_rotated ? GRAPHENE_RECT_INIT (0, (float)from, (float)width, (float)(to - from))
                         : GRAPHENE_RECT_INIT ((float)from, 0, (float)(to - from), (float)height);

  if (to <= from)
    return;
  gtk_snapshot_push_clip (snapshot, &side);
  gtk_snapshot_save (snapshot);
  turn (self, snapshot);
  append_texture (self, snapshot, part);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
}

/* The divider cuts a turned texture along no row or column: both are drawn, each on its side. */
static void
append_turned_split (StubbleCanvas *self, GtkSnapshot *snapshot)
{
  double at = _stubble_canvas_divider (self);
  double length = self->is_rotated ? self->viewport.pane_height : self->viewport.pane_width;
  gboolean swap = self->is_flipped && !self->is_rotated;

  if (swap)
    at = length - at;
  append_side (self, snapshot, swap ? STUBBLE_SHOW_AFTER : STUBBLE_SHOW_BEFORE, 0, at);
  append_side (self, snapshot, swap ? STUBBLE_SHOW_BEFORE : STUBBLE_SHOW_AFTER, at, length);
}

static void
append_picture (StubbleCanvas *self, GtkSnapshot *snapshot, StubbleShow part)
{
  if (part == STUBBLE_SHOW_SPLIT && !stubble_viewport_is_upright (&self->viewport)
      && stubble_renderer_get_frame (self->renderer) != NULL)
    {
      append_turned_split (self, snapshot);
      return;
    }
  gtk_snapshot_save (snapshot);
  turn (self, snapshot);
  if (stubble_renderer_get_frame (self->renderer) == NULL)
    draw_thumbnail (self, snapshot);
  else if (part == STUBBLE_SHOW_FADE)
    append_fade (self, snapshot);
  else
    append_texture (self, snapshot, part);
  gtk_snapshot_restore (snapshot);
}

static void
draw_part (StubbleCanvas *self, GtkSnapshot *snapshot, StubbleShow part, double left)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)left, 0));
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)self->viewport.pane_width,
                                                         (float)self->viewport.pane_height));
  if (self->is_flipped)
    {
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)self->viewport.pane_width, 0));
      gtk_snapshot_scale (snapshot, -1, 1);
    }
  append_picture (self, snapshot, part);
  if (_stubble_canvas_has_tools (self))
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
  if (stubble_canvas_get_photo (self) == NULL || self->viewport.photo_width < 1)
    return;
  if (_stubble_canvas_shown (self) == STUBBLE_SHOW_SIDE_BY_SIDE)
    {
      draw_part (self, snapshot, STUBBLE_SHOW_BEFORE, 0);
      draw_part (self, snapshot, STUBBLE_SHOW_AFTER,
                 self->viewport.pane_width + STUBBLE_CANVAS_GAP);
    }
  else
    draw_part (self, snapshot, _stubble_canvas_shown (self), 0);
  if (_stubble_canvas_shown (self) == STUBBLE_SHOW_SPLIT)
    _stubble_canvas_draw_divider (self, snapshot);
  if (stubble_renderer_get_frame (self->renderer) != NULL)
    _stubble_canvas_draw_badges (self, snapshot);
}
