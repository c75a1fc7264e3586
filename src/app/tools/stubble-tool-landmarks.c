/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "canvas/stubble-canvas-private.h"
#include "canvas/stubble-marks.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "tools/stubble-tool.h"

/* Asks for one landmark after the other; a press places it, a drag corrects it before it is let
 * go. */
typedef struct
{
  StubbleTool parent;
  gsize step;
} Landmarks;

static const struct
{
  const char *name;
  const char *hint;
} steps[] = {
  { SMP_LANDMARK_PUPIL_RIGHT, N_ ("Click the client’s right pupil (on the left of a front view)") },
  { SMP_LANDMARK_PUPIL_LEFT, N_ ("Click the client’s left pupil") },
  { SMP_LANDMARK_VERTEX, N_ ("Click the top of the head, or press Esc if it is out of sight") },
  { SMP_LANDMARK_CHIN, N_ ("Click the lowest point of the chin, or press Esc to leave it out") },
};

static void
place (StubbleTool *tool, SmpPoint point)
{
  Landmarks *self = (Landmarks *)tool;
  StubbleDocument *document = tool->canvas->document;
  const SmpPhoto *photo = _stubble_canvas_get_photo (tool->canvas);
  g_autoptr (SmpLandmarks) placed = NULL;

  if (self->step >= G_N_ELEMENTS (steps))
    return;
  point.x = CLAMP (point.x, 0, photo->width);
  point.y = CLAMP (point.y, 0, photo->height);
  placed = smp_landmarks_with_point (photo->landmarks, steps[self->step].name, &point);
  stubble_document_commit_landmarks (document, placed, _ ("Place Landmark"), "place-landmark");
}

static void
next (Landmarks *self)
{
  StubbleCanvas *canvas = self->parent.canvas;

  stubble_document_seal (canvas->document);
  self->step++;
  if (self->step < G_N_ELEMENTS (steps))
    stubble_canvas_tool_changed (canvas);
  else
    gtk_widget_activate_action (GTK_WIDGET (canvas), "win.tool", "s", "select");
}

static gboolean
press (StubbleTool *tool, SmpPoint point, int n_press, GdkModifierType state)
{
  if (n_press != 1)
    return TRUE;
  stubble_document_seal (tool->canvas->document);
  place (tool, point);
  return TRUE;
}

static void
release (StubbleTool *tool, SmpPoint point, gboolean moved)
{
  if (moved)
    place (tool, point);
  next ((Landmarks *)tool);
}

static gboolean
key (StubbleTool *tool, guint keyval, GdkModifierType state)
{
  Landmarks *self = (Landmarks *)tool;

  if (keyval != GDK_KEY_Escape)
    return FALSE;
  /* Without the pupils there is nothing to skip to. */
  if (self->step < 2)
    gtk_widget_activate_action (GTK_WIDGET (tool->canvas), "win.tool", "s", "select");
  else
    next (self);
  return TRUE;
}

static const char *
hint (StubbleTool *tool)
{
  Landmarks *self = (Landmarks *)tool;

  return self->step < G_N_ELEMENTS (steps) ? _ (steps[self->step].hint) : NULL;
}

const StubbleToolClass stubble_tool_landmarks = {
  .name = "landmarks",
  .cursor = "crosshair",
  .size = sizeof (Landmarks),
  .hint = hint,
  .press = press,
  .drag = place,
  .release = release,
  .key = key,
};
