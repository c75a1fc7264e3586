/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "canvas/stubble-canvas-tool.h"
#include "canvas/stubble-marks.h"
#include "tools/stubble-tool.h"

/* Shorter than this, widget px, is a slip of the hand. */
#define LENGTH_MIN 8.0

typedef struct
{
  StubbleTool parent;
  gboolean is_drawing;
  SmpPoint from;
  SmpPoint to;
} Ruler;

static gboolean
press (StubbleTool *tool, SmpPoint point, int n_press, GdkModifierType state)
{
  Ruler *self = (Ruler *)tool;

  self->is_drawing = n_press == 1;
  self->from = self->to = point;
  return TRUE;
}

static void
drag (StubbleTool *tool, SmpPoint point)
{
  ((Ruler *)tool)->to = point;
  stubble_canvas_tool_changed (tool->canvas);
}

static void
release (StubbleTool *tool, SmpPoint point, gboolean moved)
{
  Ruler *self = (Ruler *)tool;
  SmpPoint from = self->from;

  self->is_drawing = FALSE;
  if (smp_point_distance (from, point) * stubble_canvas_get_viewport (tool->canvas)->zoom
      < LENGTH_MIN)
    return;
  /* The tool may be gone after this. */
  stubble_canvas_give_ruler (tool->canvas, from, point);
}

static void
draw (StubbleTool *tool, cairo_t *cr)
{
  Ruler *self = (Ruler *)tool;
  SmpPoint a, b;

  if (!self->is_drawing)
    return;
  a = stubble_viewport_to_widget (stubble_canvas_get_viewport (tool->canvas), self->from);
  b = stubble_viewport_to_widget (stubble_canvas_get_viewport (tool->canvas), self->to);
  cairo_new_path (cr);
  cairo_move_to (cr, a.x, a.y);
  cairo_line_to (cr, b.x, b.y);
  stubble_marks_stroke (cr, TRUE);
}

static const char *
hint (StubbleTool *tool)
{
  return _ ("Drag along a length that you know, then type it in millimetres");
}

const StubbleToolClass stubble_tool_ruler = {
  .name = "ruler",
  .cursor = "crosshair",
  .size = sizeof (Ruler),
  .hint = hint,
  .press = press,
  .drag = drag,
  .release = release,
  .key = stubble_tool_escape,
  .draw = draw,
};
