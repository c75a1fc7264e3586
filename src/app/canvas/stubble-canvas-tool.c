/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-canvas-tool.h"

#include <glib/gi18n.h>

#include "canvas/stubble-canvas-private.h"

/* The tool of the canvas, what it asks of the canvas, and what it leaves there for the window. */

void
_stubble_canvas_free_tool (StubbleCanvas *self)
{
  if (self->tool != NULL && self->tool->klass->clear != NULL)
    self->tool->klass->clear (self->tool);
  g_clear_pointer (&self->tool, g_free);
}

void
stubble_canvas_set_tool (StubbleCanvas *self, const StubbleToolClass *tool)
{
  if (tool != &stubble_tool_landmarks)
    g_clear_pointer (&self->asked, g_free);
  _stubble_canvas_free_tool (self);
  self->tool = g_malloc0 (tool->size);
  self->tool->klass = tool;
  self->tool->canvas = self;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), tool->cursor);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  _stubble_canvas_view_changed (self);
}

const StubbleToolClass *
stubble_canvas_get_tool (StubbleCanvas *self)
{
  return self->tool->klass;
}

const char *
stubble_canvas_get_hint (StubbleCanvas *self)
{
  if (self->is_flipped)
    return _ ("Flipped as in a mirror. The tools are off.");
  return self->tool->klass->hint != NULL ? self->tool->klass->hint (self->tool) : NULL;
}

void
stubble_canvas_tool_changed (StubbleCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  _stubble_canvas_emit (self, STUBBLE_CANVAS_VIEW);
}

double
stubble_canvas_reach (StubbleCanvas *self, double widget)
{
  return widget / self->viewport.zoom;
}

const StubblePen *
stubble_canvas_get_pen (StubbleCanvas *self)
{
  return &self->pen;
}

void
stubble_canvas_put_pen_away (StubbleCanvas *self)
{
  self->pen = STUBBLE_PEN_NONE;
}

void
stubble_canvas_set_marks (StubbleCanvas *self, StubbleMarks marks)
{
  self->marks = marks;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

StubbleMarks
stubble_canvas_get_marks (StubbleCanvas *self)
{
  return self->marks;
}

void
stubble_canvas_select_landmark (StubbleCanvas *self, const char *name)
{
  char *copy = g_strdup (name);

  g_free (self->landmark);
  self->landmark = copy;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  _stubble_canvas_emit (self, STUBBLE_CANVAS_VIEW);
}

const char *
stubble_canvas_get_landmark (StubbleCanvas *self)
{
  return self->landmark;
}

void
stubble_canvas_ask_landmark (StubbleCanvas *self, const char *name)
{
  char *copy = g_strdup (name);

  g_free (self->asked);
  self->asked = copy;
}

const char *
stubble_canvas_get_asked_landmark (StubbleCanvas *self)
{
  return self->asked;
}

void
stubble_canvas_set_mirror (StubbleCanvas *self, gboolean mirror)
{
  self->mirror = mirror;
}

gboolean
stubble_canvas_get_mirror (StubbleCanvas *self)
{
  return self->mirror;
}

void
stubble_canvas_give_stroke (StubbleCanvas *self, GArray *points, gboolean closed)
{
  g_clear_pointer (&self->stroke, g_array_unref);
  self->stroke = g_array_ref (points);
  self->stroke_closed = closed;
  _stubble_canvas_emit (self, STUBBLE_CANVAS_STROKE);
}

GArray *
stubble_canvas_take_stroke (StubbleCanvas *self, gboolean *closed)
{
  *closed = self->stroke_closed;
  return g_steal_pointer (&self->stroke);
}

void
stubble_canvas_give_ruler (StubbleCanvas *self, SmpPoint from, SmpPoint to)
{
  self->ruler_from = from;
  self->ruler_to = to;
  _stubble_canvas_emit (self, STUBBLE_CANVAS_RULER);
}

void
stubble_canvas_get_ruler (StubbleCanvas *self, SmpPoint *from, SmpPoint *to)
{
  *from = self->ruler_from;
  *to = self->ruler_to;
}

void
stubble_canvas_set_samples (StubbleCanvas *self, const StubbleSamples *samples)
{
  self->samples = *samples;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const StubbleSamples *
stubble_canvas_get_samples (StubbleCanvas *self)
{
  return &self->samples;
}

void
stubble_canvas_give_samples (StubbleCanvas *self, const StubbleSamples *samples)
{
  stubble_canvas_set_samples (self, samples);
  _stubble_canvas_emit (self, STUBBLE_CANVAS_SAMPLES);
}

void
stubble_canvas_set_brush (StubbleCanvas *self, const StubbleBrush *brush)
{
  self->brush.width_mm = CLAMP (brush->width_mm, STUBBLE_BRUSH_WIDTH_MIN, STUBBLE_BRUSH_WIDTH_MAX);
  self->brush.strength = CLAMP (brush->strength, 0, 1);
  if (self->companion != NULL)
    self->companion->brush = self->brush;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  _stubble_canvas_emit (self, STUBBLE_CANVAS_BRUSH);
}

const StubbleBrush *
stubble_canvas_get_brush (StubbleCanvas *self)
{
  return &self->brush;
}
