/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "canvas/stubble-canvas-tool.h"
#include "canvas/stubble-marks.h"
#include "tools/stubble-tool.h"

/* Freehand strokes: an open one is a hairline, a closed one a zone. */
typedef struct
{
  StubbleTool parent;
  GArray *points; /* (nullable) of SmpPoint, px */
} Stroke;

/* Shorter strokes, widget px, are slips of the hand. */
#define LENGTH_MIN 30.0
/* Places nearer to the last one, widget px, are passed over: half of what the fit may leave, so
 * that a hand that rests or trembles adds nothing, and long strokes are drawn within a frame. */
#define SPACING 1.5

static gboolean
is_zone (StubbleTool *tool)
{
  return tool->klass != &stubble_tool_hairline;
}

static gboolean
press (StubbleTool *tool, SmpPoint point, int n_press, GdkModifierType state)
{
  Stroke *self = (Stroke *)tool;

  g_clear_pointer (&self->points, g_array_unref);
  self->points = g_array_new (FALSE, FALSE, sizeof (SmpPoint));
  g_array_append_val (self->points, point);
  return TRUE;
}

static void
pass (StubbleTool *tool, SmpPoint point)
{
  Stroke *self = (Stroke *)tool;
  double zoom = stubble_canvas_get_viewport (tool->canvas)->zoom;

  if (self->points != NULL
      && smp_point_distance (point, g_array_index (self->points, SmpPoint, self->points->len - 1))
                 * zoom
             >= SPACING)
    g_array_append_val (self->points, point);
}

static void
drag (StubbleTool *tool, SmpPoint point)
{
  pass (tool, point);
  gtk_widget_queue_draw (GTK_WIDGET (tool->canvas));
}

static double
length (const GArray *points)
{
  double sum = 0;

  for (guint i = 1; i < points->len; i++)
    sum += smp_point_distance (g_array_index (points, SmpPoint, i - 1),
                               g_array_index (points, SmpPoint, i));
  return sum;
}

static void
release (StubbleTool *tool, SmpPoint point, gboolean moved)
{
  Stroke *self = (Stroke *)tool;
  g_autoptr (GArray) points = g_steal_pointer (&self->points);

  gtk_widget_queue_draw (GTK_WIDGET (tool->canvas));
  if (points == NULL
      || length (points) * stubble_canvas_get_viewport (tool->canvas)->zoom < LENGTH_MIN)
    return;
  /* The tool may be gone after this. */
  stubble_canvas_give_stroke (tool->canvas, points, is_zone (tool));
}

/* A second finger came down. */
static void
cancel (StubbleTool *tool)
{
  g_clear_pointer (&((Stroke *)tool)->points, g_array_unref);
  gtk_widget_queue_draw (GTK_WIDGET (tool->canvas));
}

static void
draw (StubbleTool *tool, cairo_t *cr)
{
  Stroke *self = (Stroke *)tool;

  if (self->points == NULL || self->points->len < 2)
    return;
  cairo_new_path (cr);
  for (guint i = 0; i < self->points->len; i++)
    {
      SmpPoint p = stubble_viewport_to_widget (stubble_canvas_get_viewport (tool->canvas),
                                               g_array_index (self->points, SmpPoint, i));

      cairo_line_to (cr, p.x, p.y);
    }
  if (is_zone (tool))
    cairo_close_path (cr);
  stubble_marks_stroke (cr, TRUE);
}

static const char *
hint (StubbleTool *tool)
{
  if (tool->klass == &stubble_tool_keep_out)
    return _ ("Draw around what is to be kept free of dots, in one stroke");
  return is_zone (tool) ? _ ("Draw around the zone in one stroke")
                        : _ ("Draw the hairline in one stroke, from temple to temple");
}

static void
clear (StubbleTool *tool)
{
  g_clear_pointer (&((Stroke *)tool)->points, g_array_unref);
}

#define STROKE_TOOL(id)                                                                            \
  {                                                                                                \
    .name = id, .cursor = "crosshair", .size = sizeof (Stroke), .draws = TRUE, .hint = hint,       \
    .press = press, .drag = drag, .pass = pass, .release = release, .cancel = cancel,              \
    .key = stubble_tool_escape, .draw = draw, .clear = clear,                                      \
  }

const StubbleToolClass stubble_tool_hairline = STROKE_TOOL ("hairline");
const StubbleToolClass stubble_tool_zone = STROKE_TOOL ("zone");
const StubbleToolClass stubble_tool_keep_out = STROKE_TOOL ("keep-out");
