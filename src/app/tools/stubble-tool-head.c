/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "canvas/stubble-canvas-tool.h"
#include "canvas/stubble-marks.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "surface/smp-head-curve.h"
#include "surface/smp-head-fit.h"
#include "surface/smp-surface.h"
#include "tools/stubble-head-grid.h"
#include "tools/stubble-tool.h"

/* How near the pointer must be to the whorl, widget px. */
#define WHORL_REACH 20.0
/* The same for a handle on the contour; how far that may be from an edge in the photo to snap to
 * it; how large it is drawn. */
#define HANDLE_REACH 16.0
#define SNAP_REACH 10.0
#define HANDLE 5.0
#define HANDLE_CHOSEN 8.0
/* What a click may slip by, widget px. */
#define SLIP 3.0
/* Handles all around; those that lie on the face or the neck are left out. */
#define HANDLES 12
/* The number of the whorl among what keys move, after the handles. */
#define WHORL (HANDLES + 1)
/* The lowest place of a handle, of the cranium's height. */
#define HANDLE_LOWEST -0.15
/* What the arrow keys turn by, rad. */
#define KEY_TURN (G_PI / 180)
#define KEY_TURN_LARGE (5 * G_PI / 180)
/* What they move a handle by, widget px. */
#define KEY_MOVE 1.0
#define KEY_MOVE_LARGE 10.0

typedef enum
{
  GRIP_NONE,
  GRIP_TURN, /* as a ball under the hand */
  GRIP_ROLL, /* beside the head: about the line of sight */
  GRIP_WHORL,
  GRIP_HANDLE, /* on the contour */
} Grip;

/* Turns the head under a grid of latitude and longitude until it lies on the photo, draws its
 * contour to where it is, and moves its whorl. */
typedef struct
{
  StubbleTool parent;
  Grip grip;
  Grip over; /* what a press would take where the pointer is, once it was seen */
  int handle;
  int chosen; /* number of what keys move, from 1 on: a handle, or WHORL; 0: they turn the head */
  SmpPoint from; /* px: where the handle's drag began */
  SmpPoint last; /* px */
} Head;

/* (nullable): the head of the photo. */
static const SmpHead *
head_of (Head *self)
{
  const SmpPhoto *photo = stubble_canvas_get_photo (self->parent.canvas);

  return photo != NULL && smp_photo_uses_head (photo) ? &photo->head : NULL;
}

static gboolean
whorl_px (Head *self, const SmpHead *head, SmpPoint *px)
{
  SmpSurfacePoint at;

  if (!smp_surface_to_photo (stubble_canvas_get_surface (self->parent.canvas), head->whorl.at, &at))
    return FALSE;
  *px = at.px;
  return TRUE;
}

static gboolean
is_on_whorl (Head *self, const SmpHead *head, SmpPoint point)
{
  SmpPoint px;

  return whorl_px (self, head, &px)
         && smp_point_distance (px, point)
                < stubble_canvas_reach (self->parent.canvas, WHORL_REACH);
}

static void
turn (Head *self, const SmpHead *head, SmpVec3 by, const char *merge_key)
{
  SmpQuaternion rotation = smp_quaternion_mul (smp_quaternion_from_vector (by), head->rotation);

  stubble_document_commit_pose (stubble_canvas_get_document (self->parent.canvas), &rotation,
                                _ ("Turn Head"), merge_key);
}

static SmpPoint
centre_of (const SmpHead *head)
{
  return smp_camera_project (&head->camera, head->translation);
}

static char *
handle_name (int handle)
{
  return g_strdup_printf (SMP_LANDMARK_SILHOUETTE "_%d", handle + 1);
}

/* A place on the contour. FALSE where that is not the cranium. */
static gboolean
limb_px (const SmpHead *head, double angle, SmpPoint *px)
{
  SmpVec3 place;

  *px = smp_head_limb_px (head, angle);
  smp_head_hit (head, *px, &place);
  return place.y > HANDLE_LOWEST * head->axes.y;
}

/* A handle: where it was dragged to, or on the contour. */
static gboolean
handle_px (Head *self, const SmpHead *head, int handle, SmpPoint *px)
{
  g_autofree char *name = handle_name (handle);

  return smp_landmarks_get (stubble_canvas_get_photo (self->parent.canvas)->landmarks, name, px)
         || limb_px (head, handle * 2 * G_PI / HANDLES, px);
}

static gboolean
is_placed (Head *self, int handle)
{
  g_autofree char *name = handle_name (handle);
  SmpPoint px;

  return smp_landmarks_get (stubble_canvas_get_photo (self->parent.canvas)->landmarks, name, &px);
}

/* The handle there, or -1. */
static int
handle_at (Head *self, const SmpHead *head, SmpPoint point)
{
  double least = stubble_canvas_reach (self->parent.canvas, HANDLE_REACH);
  int found = -1;

  for (int i = 0; i < HANDLES; i++)
    {
      SmpPoint px;

      if (handle_px (self, head, i, &px) && smp_point_distance (px, point) < least)
        {
          least = smp_point_distance (px, point);
          found = i;
        }
    }
  return found;
}

/* NULL lets the handle go back to the contour. */
static void
put_handle (Head *self, const SmpPoint *point, const char *merge_key)
{
  StubbleCanvas *canvas = self->parent.canvas;
  const SmpPhoto *photo = stubble_canvas_get_photo (canvas);
  g_autofree char *name = handle_name (self->handle);
  g_autoptr (SmpLandmarks) landmarks = smp_landmarks_with_point (photo->landmarks, name, point);

  stubble_document_commit_landmarks (stubble_canvas_get_document (canvas), landmarks,
                                     _ ("Draw Head’s Contour"), merge_key);
}

static void
move_whorl (Head *self, const SmpHead *head, SmpPoint point)
{
  SmpWhorl whorl = head->whorl;

  if (smp_surface_to_scalp (stubble_canvas_get_surface (self->parent.canvas), point, &whorl.at))
    stubble_document_commit_whorl (stubble_canvas_get_document (self->parent.canvas), &whorl,
                                   _ ("Move Whorl"), "move-whorl");
}

static void
turn_whorl_around (Head *self, const SmpHead *head)
{
  SmpWhorl whorl = head->whorl;

  whorl.clockwise = !whorl.clockwise;
  stubble_document_commit_whorl (stubble_canvas_get_document (self->parent.canvas), &whorl,
                                 _ ("Turn Whorl Around"), NULL);
}

/* What a press takes there. */
static Grip
grip_at (Head *self, const SmpHead *head, SmpPoint point, GdkModifierType state)
{
  if (is_on_whorl (self, head, point))
    return GRIP_WHORL;
  if (handle_at (self, head, point) >= 0)
    return GRIP_HANDLE;
  return smp_head_limb_distance (head, point) < 0 && (state & GDK_SHIFT_MASK) == 0 ? GRIP_TURN
                                                                                   : GRIP_ROLL;
}

static gboolean
press (StubbleTool *tool, SmpPoint point, int n_press, GdkModifierType state)
{
  Head *self = (Head *)tool;
  const SmpHead *head = head_of (self);
  Grip grip;

  self->grip = GRIP_NONE;
  if (head == NULL)
    return FALSE;
  /* A drag is a step of its own, also after keys moved the same. */
  stubble_document_seal (stubble_canvas_get_document (tool->canvas));
  self->last = point;
  grip = grip_at (self, head, point, state);
  if (grip == GRIP_WHORL)
    {
      self->grip = grip;
      if (n_press == 2)
        turn_whorl_around (self, head);
    }
  else if (grip == GRIP_HANDLE)
    {
      self->handle = handle_at (self, head, point);
      self->from = point;
      if (n_press == 1)
        self->grip = grip;
      else if (is_placed (self, self->handle))
        put_handle (self, NULL, NULL);
    }
  else if (n_press == 1)
    self->grip = grip;
  return TRUE;
}

static void
drag (StubbleTool *tool, SmpPoint point)
{
  Head *self = (Head *)tool;
  const SmpHead *head = head_of (self);
  SmpPoint d = smp_point_sub (point, self->last);

  if (head == NULL || self->grip == GRIP_NONE)
    return;
  if (self->grip == GRIP_WHORL)
    move_whorl (self, head, point);
  else if (self->grip == GRIP_HANDLE)
    {
      /* A click that slips by a pixel places nothing. */
      if (smp_point_distance (point, self->from) >= stubble_canvas_reach (tool->canvas, SLIP))
        put_handle (self, &point, "drag-handle");
    }
  else if (self->grip == GRIP_TURN)
    {
      /* The near side goes with the hand. */
      double radius = head->axes.x / smp_head_mm_per_px (head);

      turn (self, head, smp_vec3 (d.y / radius, -d.x / radius, 0), "turn-head");
    }
  else
    {
      SmpPoint a = smp_point_sub (self->last, centre_of (head));
      SmpPoint b = smp_point_sub (point, centre_of (head));

      turn (self, head, smp_vec3 (0, 0, atan2 (smp_point_cross (a, b), smp_point_dot (a, b))),
            "turn-head");
    }
  self->last = point;
}

static void
release (StubbleTool *tool, SmpPoint point, gboolean moved)
{
  Head *self = (Head *)tool;

  /* Where the photo shows an edge close by, that is the contour. */
  if (self->grip == GRIP_HANDLE && moved
      && stubble_document_snap (stubble_canvas_get_document (tool->canvas),
                                stubble_canvas_get_photo (tool->canvas), SMP_LANDMARK_SILHOUETTE,
                                stubble_canvas_reach (tool->canvas, SNAP_REACH), &point))
    put_handle (self, &point, "drag-handle");
  self->grip = GRIP_NONE;
  self->over = GRIP_NONE;
  stubble_document_seal (stubble_canvas_get_document (tool->canvas));
  stubble_canvas_tool_changed (tool->canvas);
}

static void
set_over (Head *self, Grip over)
{
  if (self->over == over)
    return;
  self->over = over;
  stubble_canvas_tool_changed (self->parent.canvas);
}

static const char *
hover (StubbleTool *tool, SmpPoint point)
{
  Head *self = (Head *)tool;
  const SmpHead *head = head_of (self);

  if (head == NULL)
    return NULL;
  set_over (self, grip_at (self, head, point, 0));
  return self->over == GRIP_WHORL || self->over == GRIP_HANDLE ? "move" : "grab";
}

static void
leave (StubbleTool *tool)
{
  set_over ((Head *)tool, GRIP_NONE);
}

/* Where what keys may move is. FALSE where it is not seen. */
static gboolean
choice_px (Head *self, const SmpHead *head, int choice, SmpPoint *px)
{
  return choice == WHORL ? whorl_px (self, head, px) : handle_px (self, head, choice - 1, px);
}

/* What keys move: what was chosen, as long as this photo shows it. */
static int
chosen (Head *self, const SmpHead *head)
{
  SmpPoint px;

  return self->chosen != 0 && choice_px (self, head, self->chosen, &px) ? self->chosen : 0;
}

static void
choose (Head *self, int choice)
{
  /* What is moved next is a step of its own. */
  stubble_document_seal (stubble_canvas_get_document (self->parent.canvas));
  self->chosen = choice;
  gtk_widget_queue_draw (GTK_WIDGET (self->parent.canvas));
  stubble_canvas_tool_changed (self->parent.canvas);
}

/* The next handle around the head, one way or the other, and after the last one the whorl. */
static void
choose_next (Head *self, const SmpHead *head, int by)
{
  SmpPoint px;
  int from = self->chosen == 0 && by < 0 ? 1 : self->chosen;

  for (int i = 1; i <= WHORL; i++)
    {
      int choice = ((from - 1 + by * i) % WHORL + WHORL) % WHORL + 1;

      if (!choice_px (self, head, choice, &px))
        continue;
      choose (self, choice);
      break;
    }
}

static gboolean
key_on_whorl (Head *self, const SmpHead *head, guint keyval)
{
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    turn_whorl_around (self, head);
  else if (keyval == GDK_KEY_Escape)
    choose (self, 0);
  else
    return FALSE;
  return TRUE;
}

/* Keys that choose a handle or the whorl, and move or change the chosen one. */
static gboolean
key_on_choice (Head *self, const SmpHead *head, guint keyval, GdkModifierType state)
{
  StubbleCanvas *canvas = self->parent.canvas;
  double step
      = stubble_canvas_reach (canvas, (state & GDK_SHIFT_MASK) != 0 ? KEY_MOVE_LARGE : KEY_MOVE);
  SmpPoint to, px;

  if (keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_Page_Up)
    {
      choose_next (self, head, keyval == GDK_KEY_Page_Down ? 1 : -1);
      return TRUE;
    }
  if (self->chosen == 0 || !choice_px (self, head, self->chosen, &px))
    return FALSE;
  self->handle = self->chosen - 1;
  if (stubble_tool_arrow (keyval, state, &to))
    {
      px = smp_point_add (px, smp_point_scale (to, step));
      if (self->chosen == WHORL)
        move_whorl (self, head, px);
      else
        put_handle (self, &px, "handle-key");
    }
  else if (self->chosen == WHORL)
    return key_on_whorl (self, head, keyval);
  else if (keyval == GDK_KEY_Delete && is_placed (self, self->handle))
    put_handle (self, NULL, NULL);
  else if (keyval == GDK_KEY_Escape)
    choose (self, 0);
  else
    return FALSE;
  return TRUE;
}

static gboolean
key (StubbleTool *tool, guint keyval, GdkModifierType state)
{
  Head *self = (Head *)tool;
  const SmpHead *head = head_of (self);
  double by = (state & GDK_SHIFT_MASK) != 0 ? KEY_TURN_LARGE : KEY_TURN;
  SmpVec3 turns = { 0, 0, 0 };
  SmpPoint to;

  if (head != NULL && (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0
      && key_on_choice (self, head, keyval, state))
    return TRUE;
  if (keyval == GDK_KEY_Escape)
    return stubble_tool_leave (tool);
  if (head == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (stubble_tool_arrow (keyval, state, &to))
    turns = smp_vec3 (by * to.y, -by * to.x, 0);
  else if (keyval == GDK_KEY_comma)
    turns.z = -by;
  else if (keyval == GDK_KEY_period)
    turns.z = by;
  else
    return FALSE;
  turn (self, head, turns, "turn-head-key");
  return TRUE;
}

/* What the pointer can do where it is: all of it at once would cover the head in a small window. */
static const char *
hint_of_pointer (const Head *self)
{
  switch (self->over)
    {
    case GRIP_TURN:
      return _ ("Drag the grid until it lies on the head; arrow keys turn it too");
    case GRIP_ROLL:
      return _ ("Drag beside the head to lean it; comma and period do too");
    case GRIP_HANDLE:
      return _ ("Drag the point to the head’s contour; double-click lets it go back");
    case GRIP_WHORL:
      return _ ("Drag the whorl to its place; double-click turns it around");
    case GRIP_NONE:
    default:
      return _ ("Drag the grid onto the head, points and whorl to their places; Page Down takes "
                "these");
    }
}

static const char *
hint (StubbleTool *tool)
{
  Head *self = (Head *)tool;
  const SmpHead *head = head_of (self);

  if (head == NULL)
    return _ ("Place the landmarks first: the photo has no head yet");
  /* The head is looked at while it is turned. */
  if (self->grip != GRIP_NONE)
    return NULL;
  if (chosen (self, head) == WHORL)
    return _ ("Whorl: arrow keys move it, Enter turns it around, Page Down takes a point");
  if (chosen (self, head) != 0)
    return _ ("Point on the contour: arrow keys move it, Delete lets it go back, Page Down takes "
              "the next one");
  return hint_of_pointer (self);
}

static void
draw_handles (Head *self, cairo_t *cr, const SmpHead *head)
{
  for (int i = 0; i < HANDLES; i++)
    {
      SmpPoint px;

      if (!handle_px (self, head, i, &px))
        continue;
      px = stubble_viewport_to_widget (stubble_canvas_get_viewport (self->parent.canvas), px);
      cairo_new_sub_path (cr);
      cairo_arc (cr, px.x, px.y, i + 1 == self->chosen ? HANDLE_CHOSEN : HANDLE, 0, 2 * G_PI);
    }
  stubble_marks_stroke (cr, TRUE);
}

static void
draw (StubbleTool *tool, cairo_t *cr)
{
  Head *self = (Head *)tool;
  const StubbleViewport *viewport = stubble_canvas_get_viewport (tool->canvas);
  const SmpHead *head = head_of (self);
  SmpPoint whorl;

  if (head == NULL)
    return;
  stubble_head_grid_draw (cr, viewport, head);
  draw_handles (self, cr, head);
  if (whorl_px (self, head, &whorl))
    {
      whorl = stubble_viewport_to_widget (viewport, whorl);
      stubble_head_grid_draw_whorl (cr, whorl, head->whorl.clockwise);
      if (self->chosen == WHORL)
        {
          cairo_new_path (cr);
          cairo_arc (cr, whorl.x, whorl.y, WHORL_REACH, 0, 2 * G_PI);
          stubble_marks_stroke (cr, TRUE);
        }
    }
}

const StubbleToolClass stubble_tool_head = {
  .name = "head",
  .cursor = "grab",
  .size = sizeof (Head),
  .hint = hint,
  .press = press,
  .drag = drag,
  .release = release,
  .hover = hover,
  .leave = leave,
  .key = key,
  .draw = draw,
};
