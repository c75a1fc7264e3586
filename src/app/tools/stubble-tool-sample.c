/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "canvas/stubble-canvas-tool.h"
#include "canvas/stubble-marks.h"
#include "model/smp-photo.h"
#include "tools/stubble-tool.h"

/* A ring is never too small to be taken, widget px. */
#define RADIUS_MIN 14.0
/* What an arrow key moves, widget px. */
#define KEY_STEP 4.0

typedef enum
{
  RING_NONE,
  RING_SKIN,
  RING_SIDES,
} Ring;

/* Two rings, one on bare skin and one on the hair to match, each dragged to where it belongs. */
typedef struct
{
  StubbleTool parent;
  Ring held;
  Ring last; /* what the arrow keys move */
  SmpPoint offset;
} Sample;

static double
radius_of (StubbleTool *tool)
{
  return MAX (stubble_canvas_get_samples (tool->canvas)->radius
                  * stubble_canvas_get_viewport (tool->canvas)->zoom,
              RADIUS_MIN);
}

static Ring
ring_at (StubbleTool *tool, SmpPoint point)
{
  const StubbleSamples *samples = stubble_canvas_get_samples (tool->canvas);
  double reach = stubble_canvas_reach (tool->canvas, radius_of (tool));
  double to_skin = smp_point_distance (point, samples->skin);
  double to_sides = smp_point_distance (point, samples->sides);

  if (MIN (to_skin, to_sides) > reach)
    return RING_NONE;
  return to_skin < to_sides ? RING_SKIN : RING_SIDES;
}

static void
move (StubbleTool *tool, Ring ring, SmpPoint to, gboolean is_done)
{
  const SmpPhoto *photo = stubble_document_get_photo (stubble_canvas_get_document (tool->canvas));
  StubbleSamples samples = *stubble_canvas_get_samples (tool->canvas);
  SmpPoint *place = ring == RING_SKIN ? &samples.skin : &samples.sides;

  *place = smp_point (CLAMP (to.x, 0, photo->width), CLAMP (to.y, 0, photo->height));
  if (is_done)
    stubble_canvas_give_samples (tool->canvas, &samples);
  else
    stubble_canvas_set_samples (tool->canvas, &samples);
}

static gboolean
press (StubbleTool *tool, SmpPoint point, int n_press, GdkModifierType state)
{
  Sample *self = (Sample *)tool;
  const StubbleSamples *samples = stubble_canvas_get_samples (tool->canvas);

  self->held = ring_at (tool, point);
  if (self->held == RING_NONE)
    return FALSE;
  self->last = self->held;
  self->offset = smp_point_sub (self->held == RING_SKIN ? samples->skin : samples->sides, point);
  return TRUE;
}

static void
drag (StubbleTool *tool, SmpPoint point)
{
  Sample *self = (Sample *)tool;

  if (self->held != RING_NONE)
    move (tool, self->held, smp_point_add (point, self->offset), FALSE);
}

static void
release (StubbleTool *tool, SmpPoint point, gboolean moved)
{
  Sample *self = (Sample *)tool;

  if (self->held != RING_NONE && moved)
    move (tool, self->held, smp_point_add (point, self->offset), TRUE);
  self->held = RING_NONE;
}

static const char *
hover (StubbleTool *tool, SmpPoint point)
{
  return ring_at (tool, point) != RING_NONE ? "move" : "grab";
}

static gboolean
key (StubbleTool *tool, guint keyval, GdkModifierType state)
{
  Sample *self = (Sample *)tool;
  const StubbleSamples *samples = stubble_canvas_get_samples (tool->canvas);
  SmpPoint by;

  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    {
      self->last = self->last == RING_SIDES ? RING_SKIN : RING_SIDES;
      stubble_canvas_tool_changed (tool->canvas);
      return TRUE;
    }
  if (!stubble_tool_arrow (keyval, state, &by))
    return stubble_tool_escape (tool, keyval, state);
  if (self->last == RING_NONE)
    self->last = RING_SKIN;
  by = smp_point_scale (by, stubble_canvas_reach (tool->canvas, KEY_STEP));
  move (tool, self->last,
        smp_point_add (self->last == RING_SKIN ? samples->skin : samples->sides, by), TRUE);
  return TRUE;
}

static void
draw (StubbleTool *tool, cairo_t *cr)
{
  const StubbleViewport *viewport = stubble_canvas_get_viewport (tool->canvas);
  const StubbleSamples *samples = stubble_canvas_get_samples (tool->canvas);
  SmpPoint skin = stubble_viewport_to_widget (viewport, samples->skin);
  SmpPoint sides = stubble_viewport_to_widget (viewport, samples->sides);

  if (samples->radius <= 0)
    return;
  /* Words on the outer sides: a word between the rings would lie over the other one. */
  stubble_marks_ring (cr, skin, radius_of (tool), _ ("Bare skin"), skin.x < sides.x,
                      viewport->pane_width);
  stubble_marks_ring (cr, sides, radius_of (tool), _ ("Hair to match"), sides.x <= skin.x,
                      viewport->pane_width);
}

static const char *
hint (StubbleTool *tool)
{
  return ((Sample *)tool)->last == RING_SIDES
             ? _ (
                 "Drag the rings to bare skin and to the hair to match; arrow keys move the hair’s "
                 "ring")
             : _ (
                 "Drag the rings to bare skin and to the hair to match; arrow keys move the skin’s "
                 "ring");
}

const StubbleToolClass stubble_tool_sample = {
  .name = "sample",
  .cursor = "grab",
  .size = sizeof (Sample),
  .hint = hint,
  .press = press,
  .drag = drag,
  .release = release,
  .hover = hover,
  .key = key,
  .draw = draw,
};
