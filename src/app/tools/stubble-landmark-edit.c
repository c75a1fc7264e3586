/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "tools/stubble-landmark-edit.h"

#include <glib/gi18n.h>

#include "canvas/stubble-magnifier.h"
#include "canvas/stubble-marks.h"
#include "model/smp-photo.h"
#include "tools/stubble-tool.h"

static const SmpLandmarks *
landmarks_of (StubbleCanvas *canvas)
{
  return stubble_canvas_get_photo (canvas)->landmarks;
}

const SmpLandmark *
stubble_landmark_at (StubbleCanvas *canvas, SmpPoint point, double reach)
{
  const SmpLandmarks *landmarks = landmarks_of (canvas);

  for (gsize i = 0; i < landmarks->n_points; i++)
    if (smp_point_distance (landmarks->points[i].point, point) < reach)
      return &landmarks->points[i];
  return NULL;
}

void
stubble_landmark_move (StubbleCanvas *canvas, const char *name, SmpPoint to, const char *merge)
{
  const SmpPhoto *photo = stubble_canvas_get_photo (canvas);
  g_autoptr (SmpLandmarks) moved = NULL;

  to = smp_point (CLAMP (to.x, 0, photo->width), CLAMP (to.y, 0, photo->height));
  moved = smp_landmarks_with_point (photo->landmarks, name, &to);
  stubble_document_commit_landmarks (stubble_canvas_get_document (canvas), moved,
                                     _ ("Move Landmark"), merge);
}

gboolean
stubble_landmark_nudge (StubbleCanvas *canvas, guint keyval, GdkModifierType state)
{
  const char *name = stubble_canvas_get_landmark (canvas);
  double step = (state & GDK_SHIFT_MASK) != 0 ? 10 : 1;
  SmpPoint by, at;

  if (name == NULL || !stubble_tool_arrow (keyval, state, &by)
      || !smp_landmarks_get (landmarks_of (canvas), name, &at))
    return FALSE;
  stubble_landmark_move (canvas, name, smp_point_add (at, smp_point_scale (by, step)),
                         "nudge-landmark");
  return TRUE;
}

gboolean
stubble_landmark_next (StubbleCanvas *canvas)
{
  const SmpLandmarks *landmarks = landmarks_of (canvas);
  const char *now = stubble_canvas_get_landmark (canvas);
  gsize next = 0;

  if (landmarks->n_points == 0)
    return FALSE;
  for (gsize i = 0; i < landmarks->n_points; i++)
    if (g_strcmp0 (landmarks->points[i].name, now) == 0)
      next = (i + 1) % landmarks->n_points;
  stubble_document_seal (stubble_canvas_get_document (canvas));
  stubble_canvas_select_landmark (canvas, landmarks->points[next].name);
  return TRUE;
}

void
stubble_landmark_magnify (StubbleCanvas *canvas, const char *name, cairo_t *cr)
{
  const SmpPyramid *picture;
  SmpPoint at;
  int shrink;

  if (!smp_landmarks_get (landmarks_of (canvas), name, &at))
    return;
  picture = stubble_document_need_picture (stubble_canvas_get_document (canvas),
                                           stubble_canvas_get_photo (canvas), &shrink);
  if (picture != NULL)
    stubble_magnifier_draw (cr, picture, shrink, stubble_canvas_get_viewport (canvas), at);
}

char *
stubble_landmark_dup_hint (StubbleCanvas *canvas)
{
  const char *name = stubble_canvas_get_landmark (canvas);

  if (name == NULL || !smp_landmarks_get (landmarks_of (canvas), name, NULL))
    return NULL;
  /* Translators: %s is a landmark. */
  return g_strdup_printf (_ ("%s: drag it, or move it with the arrow keys; L for the next"),
                          stubble_marks_landmark_label (name));
}
