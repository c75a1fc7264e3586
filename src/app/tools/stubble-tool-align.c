/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "canvas/stubble-canvas-tool.h"
#include "canvas/stubble-marks.h"
#include "photo/smp-image.h"
#include "tools/stubble-tool.h"

/* How near the pointer must be to a corner, and how large it is drawn, widget px. */
#define REACH 24.0
#define CORNER 5.0
/* How much of the photo before is seen. */
#define SEEN 0.5
/* What keys move by, widget px, turn by, rad, and enlarge by. */
#define KEY_MOVE 1.0
#define KEY_TURN (0.1 * G_PI / 180)
#define KEY_FACTOR 1.001
/* And with Shift, so many times that. */
#define KEY_LARGE 10

typedef enum
{
  GRIP_NONE,
  GRIP_MOVE,
  GRIP_TURN, /* a corner: turns and resizes about the middle */
} Grip;

/* Lays the photo before over its retake, and takes along what was placed and drawn there. */
typedef struct
{
  StubbleTool parent;
  Grip grip;
  SmpPoint from; /* px: where the drag began */
  SmpAffine by;  /* what the drag does, px to px; committed at its end */
  GdkPixbuf *picture;
  const StubbleGhost *shown; /* borrowed, only compared: of @picture */
} Align;

/* (nullable): what is laid over the photo of this canvas. */
static const StubbleGhost *
ghost_of (Align *self)
{
  StubbleCanvas *canvas = self->parent.canvas;

  if (stubble_canvas_get_document (canvas) == NULL
      || stubble_canvas_get_photo (canvas)
             != stubble_document_get_photo (stubble_canvas_get_document (canvas)))
    return NULL;
  return stubble_document_get_ghost (stubble_canvas_get_document (canvas));
}

/* From px of the picture to those of the photo, with the drag. */
static SmpAffine
map_of (Align *self, const StubbleGhost *ghost)
{
  SmpAffine placed
      = stubble_ghost_get_placed (ghost, stubble_canvas_get_photo (self->parent.canvas)->landmarks);

  return self->grip == GRIP_NONE ? placed : smp_affine_after (&self->by, &placed);
}

/* A place on the picture, 0 to 1 of its sides, in px of the photo. */
static SmpPoint
place (const StubbleGhost *ghost, const SmpAffine *map, double x, double y)
{
  const SmpImage *picture = stubble_ghost_get_picture (ghost);

  return smp_affine_apply (map, smp_point (x * picture->width, y * picture->height));
}

static gboolean
is_on_corner (Align *self, const StubbleGhost *ghost, SmpPoint point)
{
  SmpAffine map = map_of (self, ghost);
  double reach = stubble_canvas_reach (self->parent.canvas, REACH);

  for (int i = 0; i < 4; i++)
    if (smp_point_distance (place (ghost, &map, i % 2, i / 2), point) < reach)
      return TRUE;
  return FALSE;
}

static void
commit (Align *self, const SmpAffine *by, const char *merge_key)
{
  stubble_document_commit_aligned (stubble_canvas_get_document (self->parent.canvas), by,
                                   _ ("Align Retake"), merge_key);
}

static gboolean
press (StubbleTool *tool, SmpPoint point, int n_press, GdkModifierType state)
{
  Align *self = (Align *)tool;
  const StubbleGhost *ghost = ghost_of (self);

  self->grip = GRIP_NONE;
  if (ghost == NULL)
    return FALSE;
  self->grip = is_on_corner (self, ghost, point) ? GRIP_TURN : GRIP_MOVE;
  self->from = point;
  self->by = smp_affine_shift (smp_point (0, 0));
  return TRUE;
}

static void
drag (StubbleTool *tool, SmpPoint point)
{
  Align *self = (Align *)tool;
  const StubbleGhost *ghost = ghost_of (self);

  if (ghost == NULL || self->grip == GRIP_NONE)
    return;
  if (self->grip == GRIP_MOVE)
    self->by = smp_affine_shift (smp_point_sub (point, self->from));
  else
    {
      SmpAffine placed
          = stubble_ghost_get_placed (ghost, stubble_canvas_get_photo (tool->canvas)->landmarks);
      SmpPoint centre = place (ghost, &placed, 0.5, 0.5);
      SmpPoint a = smp_point_sub (self->from, centre), b = smp_point_sub (point, centre);
      double before = smp_point_distance (self->from, centre);
      double now = smp_point_distance (point, centre);

      if (before < 1 || now < 1)
        return;
      self->by = smp_affine_about (centre, now / before,
                                   atan2 (smp_point_cross (a, b), smp_point_dot (a, b)));
    }
  gtk_widget_queue_draw (GTK_WIDGET (tool->canvas));
}

static void
release (StubbleTool *tool, SmpPoint point, gboolean moved)
{
  Align *self = (Align *)tool;
  gboolean is_held = self->grip != GRIP_NONE;

  self->grip = GRIP_NONE;
  if (is_held && moved && ghost_of (self) != NULL)
    {
      commit (self, &self->by, NULL);
      stubble_document_seal (stubble_canvas_get_document (tool->canvas));
    }
  gtk_widget_queue_draw (GTK_WIDGET (tool->canvas));
}

static void
cancel (StubbleTool *tool)
{
  ((Align *)tool)->grip = GRIP_NONE;
  gtk_widget_queue_draw (GTK_WIDGET (tool->canvas));
}

static const char *
hover (StubbleTool *tool, SmpPoint point)
{
  Align *self = (Align *)tool;
  const StubbleGhost *ghost = ghost_of (self);

  if (ghost == NULL)
    return NULL;
  return is_on_corner (self, ghost, point) ? "nwse-resize" : "move";
}

static gboolean
key (StubbleTool *tool, guint keyval, GdkModifierType state)
{
  Align *self = (Align *)tool;
  const StubbleGhost *ghost = ghost_of (self);
  int times = (state & GDK_SHIFT_MASK) != 0 ? KEY_LARGE : 1;
  double step = stubble_canvas_reach (tool->canvas, times * KEY_MOVE), turn = 0, factor = 1;
  SmpPoint shift = { 0, 0 };
  SmpAffine placed, by;

  if (keyval == GDK_KEY_Escape || keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    return stubble_tool_leave (tool);
  if (ghost == NULL || self->grip != GRIP_NONE || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (stubble_tool_arrow (keyval, state, &shift))
    shift = smp_point_scale (shift, step);
  else
    switch (keyval)
      {
      case GDK_KEY_comma:
      case GDK_KEY_semicolon: /* a comma with Shift, on many keyboards */
      case GDK_KEY_less:
        turn = -times * KEY_TURN;
        break;
      case GDK_KEY_period:
      case GDK_KEY_colon:
      case GDK_KEY_greater:
        turn = times * KEY_TURN;
        break;
      case GDK_KEY_Page_Up:
        factor = pow (KEY_FACTOR, times);
        break;
      case GDK_KEY_Page_Down:
        factor = pow (KEY_FACTOR, -times);
        break;
      default:
        return FALSE;
      }
  placed = map_of (self, ghost);
  by = smp_affine_about (place (ghost, &placed, 0.5, 0.5), factor, turn);
  by.x0 += shift.x;
  by.y0 += shift.y;
  commit (self, &by, "align-key");
  return TRUE;
}

static const char *
hint (StubbleTool *tool)
{
  if (ghost_of ((Align *)tool) == NULL)
    return _ ("Only a photo that you have just replaced by a retake can be aligned");
  return _ (
      "Drag the replaced photo until it lies on the retake, at a corner to turn and resize it "
      "(keys: arrows, comma and period, Page Up and Down); Enter when both agree");
}

static GdkPixbuf *
make_picture (const SmpImage *image)
{
  g_autoptr (GdkPixbuf) view
      = gdk_pixbuf_new_from_data (image->pixels, GDK_COLORSPACE_RGB, TRUE, 8, image->width,
                                  image->height, (int)image->stride, NULL, NULL);

  return gdk_pixbuf_copy (view);
}

static void
draw (StubbleTool *tool, cairo_t *cr)
{
  Align *self = (Align *)tool;
  const StubbleViewport *viewport = stubble_canvas_get_viewport (tool->canvas);
  const StubbleGhost *ghost = ghost_of (self);
  SmpPoint origin, corner[4];
  SmpAffine map;
  cairo_matrix_t matrix;

  if (ghost == NULL)
    return;
  if (self->shown != ghost)
    {
      g_clear_object (&self->picture);
      self->picture = make_picture (stubble_ghost_get_picture (ghost));
      self->shown = ghost;
    }
  map = map_of (self, ghost);
  origin = stubble_viewport_to_widget (viewport, smp_point (0, 0));
  cairo_save (cr);
  cairo_translate (cr, origin.x, origin.y);
  cairo_rotate (cr, viewport->angle * G_PI / 180);
  cairo_scale (cr, viewport->zoom, viewport->zoom);
  cairo_matrix_init (&matrix, map.xx, map.yx, map.xy, map.yy, map.x0, map.y0);
  cairo_transform (cr, &matrix);
  gdk_cairo_set_source_pixbuf (cr, self->picture, 0, 0);
  cairo_paint_with_alpha (cr, SEEN);
  cairo_restore (cr);

  for (int i = 0; i < 4; i++)
    corner[i] = stubble_viewport_to_widget (viewport, place (ghost, &map, i % 2, i / 2));
  cairo_move_to (cr, corner[0].x, corner[0].y);
  cairo_line_to (cr, corner[1].x, corner[1].y);
  cairo_line_to (cr, corner[3].x, corner[3].y);
  cairo_line_to (cr, corner[2].x, corner[2].y);
  cairo_close_path (cr);
  stubble_marks_stroke (cr, FALSE);
  for (int i = 0; i < 4; i++)
    {
      cairo_new_sub_path (cr);
      cairo_arc (cr, corner[i].x, corner[i].y, CORNER, 0, 2 * G_PI);
    }
  stubble_marks_stroke (cr, TRUE);
}

static void
clear (StubbleTool *tool)
{
  g_clear_object (&((Align *)tool)->picture);
}

const StubbleToolClass stubble_tool_align = {
  .name = "align",
  .cursor = "move",
  .size = sizeof (Align),
  .hint = hint,
  .press = press,
  .drag = drag,
  .release = release,
  .cancel = cancel,
  .hover = hover,
  .key = key,
  .draw = draw,
  .clear = clear,
};
