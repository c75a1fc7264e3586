/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "canvas/stubble-canvas-tool.h"
#include "canvas/stubble-zone-view.h"
#include "model/smp-consultation.h"
#include "model/smp-face-frame.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "surface/smp-surface.h"
#include "tools/stubble-landmark-edit.h"
#include "tools/stubble-outline-edit.h"
#include "tools/stubble-tool.h"

/* How near the pointer must be, widget px. A finger's target is 44 px across. */
#define NODE_REACH 16.0
#define CURVE_REACH 9.0

typedef enum
{
  GRIP_NONE,
  GRIP_NODE,
  GRIP_CURVE,
  GRIP_LANDMARK,
} Grip;

typedef struct
{
  StubbleTool parent;
  Grip grip;
  SmpOutline *base; /* at the beginning of the drag */
  SmpPoint offset;  /* from the pointer to the thing */
  char *name;       /* of the zone or the landmark */
  gsize stretch;
  double t;
  int node;
  int partner;
  gboolean has_frame;
  SmpFaceFrame frame;
  char *said;              /* (nullable): the last hint */
  SmpConsultation *before; /* (nullable): at the beginning of the drag */
} Select;

static double
px (Select *self, double widget)
{
  return stubble_canvas_reach (self->parent.canvas, widget);
}

static void
drop (Select *self)
{
  self->grip = GRIP_NONE;
  g_clear_pointer (&self->base, smp_outline_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->before, smp_consultation_unref);
}

/* What is dragged goes back, and is let go. */
static gboolean
give_up (Select *self)
{
  StubbleDocument *document = stubble_canvas_get_document (self->parent.canvas);

  if (self->grip == GRIP_NONE)
    return FALSE;
  stubble_document_seal (document);
  if (stubble_document_get_consultation (document) != self->before)
    stubble_document_undo (document);
  drop (self);
  return TRUE;
}

static const SmpPhoto *
photo_of (Select *self)
{
  return stubble_canvas_get_photo (self->parent.canvas);
}

static const SmpSurface *
surface_of (Select *self)
{
  return stubble_canvas_get_surface (self->parent.canvas);
}

static void
get_frame (Select *self, const SmpZone *zone)
{
  self->has_frame = stubble_canvas_get_mirror (self->parent.canvas)
                    && stubble_zone_frame (zone, photo_of (self), &self->frame);
}

static const SmpFaceFrame *
frame (Select *self)
{
  return self->has_frame ? &self->frame : NULL;
}

static int
node_at (Select *self, const SmpZone *zone, SmpPoint point)
{
  return stubble_zone_node_at (zone, surface_of (self), point, px (self, NODE_REACH));
}

/* Whether the outline is under the pointer; where, if asked for. */
static gboolean
is_on_curve (Select *self, const SmpZone *zone, SmpPoint point, gsize *stretch, double *t)
{
  return stubble_zone_project (zone, surface_of (self), point, stretch, t) < px (self, CURVE_REACH);
}

/* What is dragged out of the picture could not be taken again. */
static SmpPoint
inside (Select *self, SmpPoint point)
{
  const SmpPhoto *photo = photo_of (self);

  return smp_point (CLAMP (point.x, 0, photo->width), CLAMP (point.y, 0, photo->height));
}

/* The same of a node that moves with another: of a zone that lies in the picture.
 * @outline: (transfer full) */
static SmpOutline *
keep_inside (Select *self, const SmpZone *zone, SmpOutline *outline, int index)
{
  SmpOutline *kept;
  SmpNode node;

  if (index < 0 || strcmp (zone->space, photo_of (self)->id) != 0)
    return outline;
  node = outline->nodes[index];
  node.point = inside (self, node.point);
  kept = smp_outline_with_node (outline, (gsize)index, &node);
  smp_outline_unref (outline);
  return kept;
}

/* The landmark under the pointer, if landmarks are seen. */
static const SmpLandmark *
landmark_at (Select *self, SmpPoint point)
{
  if ((stubble_canvas_get_marks (self->parent.canvas) & STUBBLE_MARKS_LANDMARKS) == 0)
    return NULL;
  return stubble_landmark_at (self->parent.canvas, point, px (self, NODE_REACH));
}

static void
grab_landmark (Select *self, const SmpLandmark *landmark, SmpPoint point)
{
  self->grip = GRIP_LANDMARK;
  self->name = g_strdup (landmark->name);
  self->offset = smp_point_sub (landmark->point, point);
  stubble_canvas_select_landmark (self->parent.canvas, self->name);
}

/* The zone whose outline is under the pointer, else the one that holds it. */
static const SmpZone *
zone_at (Select *self, SmpPoint point)
{
  const SmpPlan *plan
      = stubble_document_get_plan (stubble_canvas_get_document (self->parent.canvas));

  for (guint i = 0; i < plan->zones->len; i++)
    {
      const SmpZone *zone = g_ptr_array_index (plan->zones, i);

      if (stubble_zone_is_in (zone, photo_of (self)) && is_on_curve (self, zone, point, NULL, NULL))
        return zone;
    }
  for (guint i = plan->zones->len; i-- > 0;)
    {
      const SmpZone *zone = g_ptr_array_index (plan->zones, i);

      if (stubble_zone_is_in (zone, photo_of (self))
          && stubble_zone_holds (zone, surface_of (self), point))
        return zone;
    }
  return NULL;
}

static gboolean
grab_zone (Select *self, const SmpZone *zone, SmpPoint point, int n_press)
{
  StubbleDocument *document = stubble_canvas_get_document (self->parent.canvas);
  int node = node_at (self, zone, point);
  SmpPoint at;

  get_frame (self, zone);
  /* The pen's other end takes a node away. */
  if (node >= 0 && stubble_canvas_get_pen (self->parent.canvas)->is_eraser)
    {
      stubble_document_select (document, zone->id, node);
      gtk_widget_activate_action (GTK_WIDGET (self->parent.canvas), "win.node-remove", NULL);
      return TRUE;
    }
  if (node >= 0 && n_press == 2)
    {
      g_autoptr (SmpOutline) edited
          = stubble_outline_toggle_corner (zone->outline, node, frame (self));

      stubble_document_commit_outline (document, zone->id, edited, _ ("Change Corner"), NULL);
      return TRUE;
    }
  if (node >= 0)
    {
      self->grip = GRIP_NODE;
      self->node = node;
      self->partner = stubble_outline_partner (zone->outline, node, frame (self));
      (void)!stubble_zone_to_photo (zone, surface_of (self), zone->outline->nodes[node].point, &at);
      self->offset = smp_point_sub (at, point);
    }
  else if (n_press == 1 && is_on_curve (self, zone, point, &self->stretch, &self->t))
    {
      self->grip = GRIP_CURVE;
      self->offset = smp_point (0, 0);
    }
  else
    return FALSE;
  self->base = smp_outline_ref (zone->outline);
  self->name = g_strdup (zone->id);
  stubble_document_select (document, zone->id, node);
  return TRUE;
}

static gboolean
press (StubbleTool *tool, SmpPoint point, int n_press, GdkModifierType state)
{
  Select *self = (Select *)tool;
  StubbleDocument *document = stubble_canvas_get_document (tool->canvas);
  const SmpLandmark *landmark = landmark_at (self, point);
  const SmpZone *zone;

  drop (self);
  self->before = smp_consultation_ref (stubble_document_get_consultation (document));
  if (landmark != NULL)
    {
      if (n_press == 1)
        grab_landmark (self, landmark, point);
      return TRUE;
    }
  if ((stubble_canvas_get_marks (tool->canvas) & STUBBLE_MARKS_ZONES) == 0)
    return FALSE;
  zone = stubble_document_get_zone (document);
  if (zone != NULL && grab_zone (self, zone, point, n_press))
    return TRUE;
  zone = zone_at (self, point);
  if (zone != NULL)
    stubble_document_select (document, zone->id, -1);
  return FALSE;
}

static void
drag (StubbleTool *tool, SmpPoint point)
{
  Select *self = (Select *)tool;
  StubbleDocument *document = stubble_canvas_get_document (tool->canvas);
  SmpPoint to = smp_point_add (point, self->offset);

  if (self->grip == GRIP_LANDMARK)
    {
      stubble_landmark_move (tool->canvas, self->name, to, "move-landmark");
      return;
    }
  if (self->grip == GRIP_CURVE)
    {
      /* A stretch bends by a node that is added where it was taken. */
      SmpOutline *added = stubble_outline_add (self->base, self->stretch, self->t, frame (self),
                                               &self->node, &self->partner);

      smp_outline_unref (self->base);
      self->base = added;
      self->grip = GRIP_NODE;
    }
  if (self->grip == GRIP_NODE)
    {
      const SmpZone *zone = smp_plan_get_zone (stubble_document_get_plan (document), self->name);
      g_autoptr (SmpOutline) moved = NULL;

      /* Beside the head there is no place for a node: it stays where it was last. */
      if (zone == NULL
          || !stubble_zone_from_photo (zone, surface_of (self), inside (self, to), &to))
        return;
      moved = stubble_outline_move (self->base, self->node, self->partner, to, frame (self));
      moved = keep_inside (self, zone, g_steal_pointer (&moved), self->partner);
      stubble_document_commit_outline (document, self->name, moved, _ ("Move Outline"),
                                       "move-node");
      stubble_document_select (document, self->name, self->node);
    }
}

static void
release (StubbleTool *tool, SmpPoint point, gboolean moved)
{
  Select *self = (Select *)tool;

  if (self->grip == GRIP_CURVE && !moved)
    {
      int node, partner;
      g_autoptr (SmpOutline) added
          = stubble_outline_add (self->base, self->stretch, self->t, frame (self), &node, &partner);

      stubble_document_commit_outline (stubble_canvas_get_document (tool->canvas), self->name,
                                       added, _ ("Add Node"), NULL);
      stubble_document_select (stubble_canvas_get_document (tool->canvas), self->name, node);
    }
  stubble_document_seal (stubble_canvas_get_document (tool->canvas));
  drop (self);
}

static const char *
hover (StubbleTool *tool, SmpPoint point)
{
  Select *self = (Select *)tool;
  const SmpZone *zone = stubble_document_get_zone (stubble_canvas_get_document (tool->canvas));

  if (landmark_at (self, point) != NULL)
    return "move";
  if ((stubble_canvas_get_marks (tool->canvas) & STUBBLE_MARKS_ZONES) == 0 || zone == NULL)
    return NULL;
  if (!stubble_zone_is_in (zone, photo_of (self)))
    return NULL;
  if (node_at (self, zone, point) >= 0)
    return "move";
  if (is_on_curve (self, zone, point, NULL, NULL))
    return "copy";
  return NULL;
}

/* Arrow keys: 0.1 mm, with Shift 1 mm. */
static gboolean
nudge (Select *self, guint keyval, GdkModifierType state)
{
  StubbleDocument *document = stubble_canvas_get_document (self->parent.canvas);
  const SmpZone *zone = stubble_document_get_zone (document);
  int node = stubble_document_get_node (document);
  double step = ((state & GDK_SHIFT_MASK) != 0 ? 1.0 : 0.1) / surface_of (self)->mm_per_px;
  g_autoptr (SmpOutline) moved = NULL;
  SmpPoint by, to;

  if (zone == NULL || node < 0 || !stubble_tool_arrow (keyval, state, &by)
      || !stubble_zone_to_photo (zone, surface_of (self), zone->outline->nodes[node].point, &to))
    return FALSE;
  to = smp_point_add (to, smp_point_scale (by, step));
  if (!stubble_zone_from_photo (zone, surface_of (self), inside (self, to), &to))
    return TRUE;
  get_frame (self, zone);
  moved = stubble_outline_move (zone->outline, node,
                                stubble_outline_partner (zone->outline, node, frame (self)), to,
                                frame (self));
  stubble_document_commit_outline (document, zone->id, moved, _ ("Move Outline"), "nudge-node");
  return TRUE;
}

static gboolean
key (StubbleTool *tool, guint keyval, GdkModifierType state)
{
  if (keyval == GDK_KEY_Escape && give_up ((Select *)tool))
    return TRUE;
  if ((stubble_canvas_get_marks (tool->canvas) & STUBBLE_MARKS_LANDMARKS) != 0)
    {
      if (keyval == GDK_KEY_l && state == 0)
        return stubble_landmark_next (tool->canvas);
      return stubble_landmark_nudge (tool->canvas, keyval, state);
    }
  if ((stubble_canvas_get_marks (tool->canvas) & STUBBLE_MARKS_ZONES) == 0)
    return FALSE;
  if (keyval == GDK_KEY_Delete || keyval == GDK_KEY_BackSpace)
    return stubble_document_get_node (stubble_canvas_get_document (tool->canvas)) >= 0
           && gtk_widget_activate_action (GTK_WIDGET (tool->canvas), "win.node-remove", NULL);
  return nudge ((Select *)tool, keyval, state);
}

/* While a landmark is dragged, what lies under it is seen enlarged. */
static void
draw (StubbleTool *tool, cairo_t *cr)
{
  Select *self = (Select *)tool;

  if (self->grip == GRIP_LANDMARK)
    stubble_landmark_magnify (tool->canvas, self->name, cr);
}

/* (nullable): what comes next in a photo that shows nothing planned yet. */
static char *
dup_next_hint (StubbleCanvas *canvas)
{
  StubbleDocument *document = stubble_canvas_get_document (canvas);
  const SmpPhoto *photo = document != NULL ? stubble_canvas_get_photo (canvas) : NULL;
  SmpFaceFrame frame;

  if (photo == NULL)
    return NULL;
  if (stubble_zones_wait_for_head (stubble_document_get_plan (document), photo))
    /* Translators: %s is the view of a photo: “Left profile”. */
    return g_strdup_printf (_ ("Next: check the view (%s), then place landmarks (Ctrl+L): what is "
                               "planned shows here too"),
                            smp_view_describe (photo->view));
  if (stubble_document_get_plan (document)->zones->len > 0)
    return NULL;
  if (smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, &frame))
    return g_strdup (_ ("Next: choose a hairline (F2), or the zones of a stage (F3)"));
  return g_strdup (
      _ ("Next: choose a hairline (F2), or the zones of a stage (F3); you will be asked where the "
         "pupils are"));
}

static const char *
hint (StubbleTool *tool)
{
  Select *self = (Select *)tool;
  StubbleCanvas *canvas = tool->canvas;
  g_autofree char *next = dup_next_hint (canvas), *landmark = NULL;

  g_clear_pointer (&self->said, g_free);
  if (stubble_canvas_get_document (canvas) != NULL
      && (stubble_canvas_get_marks (canvas) & STUBBLE_MARKS_LANDMARKS) != 0)
    landmark = stubble_landmark_dup_hint (canvas);
  if (landmark != NULL && next != NULL)
    return self->said = g_strconcat (landmark, "\n", next, NULL);
  if (landmark != NULL)
    return self->said = g_steal_pointer (&landmark);
  if (stubble_canvas_get_document (tool->canvas) == NULL
      || (stubble_canvas_get_marks (tool->canvas) & STUBBLE_MARKS_ZONES) == 0
      || stubble_document_get_zone (stubble_canvas_get_document (tool->canvas)) == NULL)
    return self->said = g_steal_pointer (&next);
  return _ ("Drag nodes or the line; click the line to add a node, double-click one for a corner");
}

static void
clear (StubbleTool *tool)
{
  drop ((Select *)tool);
  g_clear_pointer (&((Select *)tool)->said, g_free);
}

const StubbleToolClass stubble_tool_select = {
  .name = "select",
  .cursor = "default",
  .size = sizeof (Select),
  .hint = hint,
  .press = press,
  .drag = drag,
  .release = release,
  .hover = hover,
  .key = key,
  .draw = draw,
  .clear = clear,
};
