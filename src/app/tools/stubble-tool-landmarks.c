/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "canvas/stubble-canvas-tool.h"
#include "canvas/stubble-magnifier.h"
#include "canvas/stubble-marks.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "tools/stubble-tool.h"

/* How far a click may be from what it snaps to, widget px; less than half of a finger's target. */
#define SNAP_REACH 18.0
/* What the arrow keys move by, px of the photo. */
#define KEY_STEP 1.0
#define KEY_STEP_LARGE 10.0
#define MAX_STEPS 7

/* Asks for one landmark after the other; a press places it, a drag corrects it before it is let go,
 * and the arrow keys with Enter do the same. */
typedef struct
{
  StubbleTool parent;
  gsize step;
  gboolean has_cursor; /* the pointer or the keys are at @cursor, px */
  SmpPoint cursor;
  gboolean is_free; /* Alt: nothing snaps */
} Landmarks;

/* What is asked for in a view: first what the head cannot do without. */
static const struct
{
  guint n_needed;
  const char *names[MAX_STEPS];
} steps[SMP_N_VIEWS] = {
  [SMP_VIEW_FRONT] = { 2,
                       { SMP_LANDMARK_PUPIL_RIGHT, SMP_LANDMARK_PUPIL_LEFT, SMP_LANDMARK_VERTEX,
                         SMP_LANDMARK_CHIN } },
  [SMP_VIEW_LEFT_OBLIQUE] = { 2,
                              { SMP_LANDMARK_PUPIL_RIGHT, SMP_LANDMARK_PUPIL_LEFT,
                                SMP_LANDMARK_VERTEX, SMP_LANDMARK_CHIN, "tragion_left" } },
  [SMP_VIEW_RIGHT_OBLIQUE] = { 2,
                               { SMP_LANDMARK_PUPIL_RIGHT, SMP_LANDMARK_PUPIL_LEFT,
                                 SMP_LANDMARK_VERTEX, SMP_LANDMARK_CHIN, "tragion_right" } },
  [SMP_VIEW_LEFT_PROFILE] = { 1,
                              { SMP_LANDMARK_PUPIL_LEFT, "tragion_left", SMP_LANDMARK_VERTEX,
                                "opisthocranion", SMP_LANDMARK_CHIN, SMP_LANDMARK_SUBNASALE } },
  [SMP_VIEW_RIGHT_PROFILE] = { 1,
                               { SMP_LANDMARK_PUPIL_RIGHT, "tragion_right", SMP_LANDMARK_VERTEX,
                                 "opisthocranion", SMP_LANDMARK_CHIN, SMP_LANDMARK_SUBNASALE } },
  [SMP_VIEW_VERTEX]
  = { 2, { SMP_LANDMARK_EURYON_RIGHT, SMP_LANDMARK_EURYON_LEFT, "opisthocranion", "pronasale" } },
  [SMP_VIEW_BACK] = { 2,
                      { "tragion_left", "tragion_right", SMP_LANDMARK_VERTEX,
                        SMP_LANDMARK_EURYON_LEFT, SMP_LANDMARK_EURYON_RIGHT } },
  /* A close-up shows no head; whoever asks knows what the pupils are for. */
  [SMP_VIEW_CLOSE_UP] = { 2, { SMP_LANDMARK_PUPIL_RIGHT, SMP_LANDMARK_PUPIL_LEFT } },
};

static const struct
{
  const char *name;
  const char *hint;
} hints[] = {
  { SMP_LANDMARK_PUPIL_RIGHT, N_ ("Click the client’s right pupil (on the left of a front view)") },
  { SMP_LANDMARK_PUPIL_LEFT, N_ ("Click the client’s left pupil") },
  { SMP_LANDMARK_VERTEX, N_ ("Click the top of the head, or press Esc if it is out of sight") },
  { SMP_LANDMARK_CHIN, N_ ("Click the lowest point of the chin, or press Esc to leave it out") },
  { "tragion_left", N_ ("Click the small flap before the opening of the left ear, or press Esc") },
  { "tragion_right",
    N_ ("Click the small flap before the opening of the right ear, or press Esc") },
  { "opisthocranion", N_ ("Click the point of the head furthest behind, or press Esc") },
  { SMP_LANDMARK_SUBNASALE, N_ ("Click where the nose meets the upper lip, or press Esc") },
  { SMP_LANDMARK_EURYON_RIGHT,
    N_ ("Click where the head is widest on the client’s right, or press Esc") },
  { SMP_LANDMARK_EURYON_LEFT,
    N_ ("Click where the head is widest on the client’s left, or press Esc") },
  { "pronasale", N_ ("Click the tip of the nose, or press Esc") },
  { SMP_LANDMARK_IRIS_RIGHT_OUTER,
    N_ ("Click the edge of the right iris towards the ear, or press Esc") },
  { SMP_LANDMARK_IRIS_RIGHT_INNER,
    N_ ("Click the edge of the right iris towards the nose, or press Esc") },
  { SMP_LANDMARK_IRIS_LEFT_OUTER,
    N_ ("Click the edge of the left iris towards the ear, or press Esc") },
  { SMP_LANDMARK_IRIS_LEFT_INNER,
    N_ ("Click the edge of the left iris towards the nose, or press Esc") },
};

/* One edge of an iris tells nothing without the other. */
static const struct
{
  const char *first;
  const char *second;
} pairs[] = {
  { SMP_LANDMARK_IRIS_RIGHT_OUTER, SMP_LANDMARK_IRIS_RIGHT_INNER },
  { SMP_LANDMARK_IRIS_RIGHT_INNER, SMP_LANDMARK_IRIS_RIGHT_OUTER },
  { SMP_LANDMARK_IRIS_LEFT_INNER, SMP_LANDMARK_IRIS_LEFT_OUTER },
  { SMP_LANDMARK_IRIS_LEFT_OUTER, SMP_LANDMARK_IRIS_LEFT_INNER },
};

/* (nullable): the landmark that is asked for. */
static const char *
asked (Landmarks *self)
{
  StubbleCanvas *canvas = self->parent.canvas;
  const SmpPhoto *photo = stubble_canvas_get_photo (canvas);

  if (stubble_canvas_get_asked_landmark (canvas) != NULL)
    return self->step == 0 ? stubble_canvas_get_asked_landmark (canvas) : NULL;
  if (photo == NULL || self->step >= MAX_STEPS)
    return NULL;
  return steps[photo->view].names[self->step];
}

static void
put (Landmarks *self, SmpPoint point, gboolean snap)
{
  StubbleCanvas *canvas = self->parent.canvas;
  const SmpPhoto *photo = stubble_canvas_get_photo (canvas);
  const char *name = asked (self);
  g_autoptr (SmpLandmarks) placed = NULL;

  if (name == NULL)
    return;
  if (snap && !self->is_free)
    stubble_document_snap (stubble_canvas_get_document (canvas), photo, name,
                           stubble_canvas_reach (canvas, SNAP_REACH), &point);
  point.x = CLAMP (point.x, 0, photo->width);
  point.y = CLAMP (point.y, 0, photo->height);
  self->cursor = point;
  placed = smp_landmarks_with_point (photo->landmarks, name, &point);
  stubble_canvas_select_landmark (canvas, name);
  stubble_document_commit_landmarks (stubble_canvas_get_document (canvas), placed,
                                     _ ("Place Landmark"), "place-landmark");
}

/* (nullable): what goes with the only landmark that is asked for, and is not placed yet. */
static const char *
other_of_pair (StubbleCanvas *canvas)
{
  const char *asked_alone = stubble_canvas_get_asked_landmark (canvas);

  for (gsize i = 0; asked_alone != NULL && i < G_N_ELEMENTS (pairs); i++)
    if (g_str_equal (pairs[i].first, asked_alone)
        && !smp_landmarks_get (stubble_canvas_get_photo (canvas)->landmarks, pairs[i].second, NULL))
      return pairs[i].second;
  return NULL;
}

/* Right and left are the client's own: not everybody knows. */
static void
put_pupils_right (StubbleCanvas *canvas)
{
  const SmpPhoto *photo = stubble_canvas_get_photo (canvas);
  g_autoptr (SmpLandmarks) exchanged
      = smp_landmarks_exchange_pupils (photo->landmarks, photo->view);

  if (exchanged != NULL)
    stubble_document_commit_landmarks (stubble_canvas_get_document (canvas), exchanged,
                                       _ ("Place Landmark"), "place-landmark");
}

static void
next (Landmarks *self)
{
  StubbleCanvas *canvas = self->parent.canvas;
  const char *other = other_of_pair (canvas);

  stubble_document_seal (stubble_canvas_get_document (canvas));
  if (other != NULL)
    stubble_canvas_ask_landmark (canvas, other);
  else
    self->step++;
  if (asked (self) != NULL)
    stubble_canvas_tool_changed (canvas);
  else
    stubble_tool_leave (&self->parent);
}

static gboolean
press (StubbleTool *tool, SmpPoint point, int n_press, GdkModifierType state)
{
  Landmarks *self = (Landmarks *)tool;

  if (n_press != 1)
    return TRUE;
  self->is_free = (state & GDK_ALT_MASK) != 0;
  self->has_cursor = TRUE;
  stubble_document_seal (stubble_canvas_get_document (tool->canvas));
  put (self, point, FALSE);
  return TRUE;
}

static void
drag (StubbleTool *tool, SmpPoint point)
{
  put ((Landmarks *)tool, point, FALSE);
}

static void
release (StubbleTool *tool, SmpPoint point, gboolean moved)
{
  /* Whoever drags has seen where it goes; a click means what is near. */
  put ((Landmarks *)tool, point, !moved);
  put_pupils_right (tool->canvas);
  next ((Landmarks *)tool);
}

static const char *
hover (StubbleTool *tool, SmpPoint point)
{
  Landmarks *self = (Landmarks *)tool;

  self->cursor = point;
  self->has_cursor = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (tool->canvas));
  return NULL;
}

/* The arrow keys move a cross, which Enter places. */
static gboolean
move_cursor (Landmarks *self, guint keyval, GdkModifierType state)
{
  StubbleCanvas *canvas = self->parent.canvas;
  const StubbleViewport *viewport = stubble_canvas_get_viewport (canvas);
  double step = (state & GDK_SHIFT_MASK) != 0 ? KEY_STEP_LARGE : KEY_STEP;
  SmpPoint to;

  if (!stubble_tool_arrow (keyval, state, &to))
    return FALSE;
  if (!self->has_cursor)
    self->cursor
        = stubble_viewport_to_photo (viewport, viewport->pane_width / 2, viewport->pane_height / 2);
  self->has_cursor = TRUE;
  self->cursor = smp_point_add (self->cursor, smp_point_scale (to, step));
  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  return TRUE;
}

static gboolean
key (StubbleTool *tool, guint keyval, GdkModifierType state)
{
  Landmarks *self = (Landmarks *)tool;

  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && self->has_cursor)
    {
      self->is_free = (state & GDK_ALT_MASK) != 0;
      stubble_document_seal (stubble_canvas_get_document (tool->canvas));
      put (self, self->cursor, TRUE);
      put_pupils_right (tool->canvas);
      next (self);
      return TRUE;
    }
  if (keyval != GDK_KEY_Escape)
    return move_cursor (self, keyval, state);
  /* Without what is needed there is nothing to skip to. */
  if (stubble_canvas_get_asked_landmark (tool->canvas) != NULL
      || self->step < steps[stubble_canvas_get_photo (tool->canvas)->view].n_needed)
    stubble_tool_leave (tool);
  else
    next (self);
  return TRUE;
}

static const char *
hint (StubbleTool *tool)
{
  const char *name = asked ((Landmarks *)tool);

  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (hints); i++)
    if (g_str_equal (hints[i].name, name))
      return _ (hints[i].hint);
  return name != NULL ? stubble_marks_landmark_label (name) : NULL;
}

static void
draw (StubbleTool *tool, cairo_t *cr)
{
  Landmarks *self = (Landmarks *)tool;
  const SmpPhoto *photo = stubble_canvas_get_photo (tool->canvas);
  const SmpPyramid *picture;
  int shrink;

  if (!self->has_cursor || asked (self) == NULL)
    return;
  picture
      = stubble_document_need_picture (stubble_canvas_get_document (tool->canvas), photo, &shrink);
  stubble_marks_cross (
      cr, stubble_viewport_to_widget (stubble_canvas_get_viewport (tool->canvas), self->cursor));
  if (picture != NULL)
    stubble_magnifier_draw (cr, picture, shrink, stubble_canvas_get_viewport (tool->canvas),
                            self->cursor);
}

const StubbleToolClass stubble_tool_landmarks = {
  .name = "landmarks",
  .cursor = "crosshair",
  .size = sizeof (Landmarks),
  .hint = hint,
  .press = press,
  .drag = drag,
  .release = release,
  .hover = hover,
  .key = key,
  .draw = draw,
};
