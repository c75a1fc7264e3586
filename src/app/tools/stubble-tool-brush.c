/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "base/smp-limits.h"
#include "canvas/stubble-canvas-tool.h"
#include "canvas/stubble-marks.h"
#include "canvas/stubble-zone-view.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "stipple/smp-zone-polygon.h"
#include "surface/smp-surface.h"
#include "tools/stubble-tool.h"

/* Places of a stroke are as far apart as this share of its radius; our choice: between them the
 * brush follows straight lines, which nobody sees. */
#define SPACING 0.12
/* What an arrow key moves the brush, mm; with Shift the second. */
#define KEY_STEP 1.0
#define KEY_LEAP 5.0
/* What [ and ] make of the width. */
#define WIDTH_FACTOR 1.15
/* Places along a side of the photo at which a zone is looked for. */
#define GRID 28

/* Paints density into the selected zone, or takes it away. One stroke is one step back. */
typedef struct
{
  StubbleTool parent;
  gboolean has_place; /* whether the brush is over the photo */
  SmpPoint place;     /* px of the photo: of the brush */
  char *zone;         /* (nullable): id of the zone that is painted in */
  SmpZone *base;      /* (nullable): as it was before the stroke */
  gboolean remove;
  GArray *points;      /* (nullable) of SmpPoint, in the zone's space */
  GArray *pressures;   /* (nullable) of double */
  gboolean is_pressed; /* by a pen that tells how much */
  gboolean has_passed; /* there are places that are not committed yet */
} Brush;

static const SmpPhoto *
photo_of (Brush *self)
{
  return stubble_canvas_get_photo (self->parent.canvas);
}

/* The surface that a zone lies on. */
static const SmpSurface *
surface_of (Brush *self, const SmpZone *zone)
{
  const SmpSurface *surface = stubble_canvas_get_surface (self->parent.canvas);

  return g_str_equal (zone->space, SMP_SPACE_HEAD) ? surface
                                                   : smp_surface_for_kind (surface, zone->kind);
}

/* (nullable): the zone to paint in, if the photo shows it. */
static const SmpZone *
zone_of (Brush *self)
{
  StubbleDocument *document = stubble_canvas_get_document (self->parent.canvas);
  const SmpZone *zone = document != NULL ? stubble_document_get_zone (document) : NULL;

  return zone != NULL && stubble_zone_is_in (zone, photo_of (self)) ? zone : NULL;
}

/* Whether density is taken away: by the tool, or by the pen's other end. */
static gboolean
removes (Brush *self)
{
  return self->parent.klass == &stubble_tool_brush_remove
         || stubble_canvas_get_pen (self->parent.canvas)->is_eraser;
}

static void
drop (Brush *self)
{
  g_clear_pointer (&self->zone, g_free);
  g_clear_pointer (&self->base, smp_zone_unref);
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->pressures, g_array_unref);
}

/* To a hundredth, as outlines on a head are: files stay legible. */
static SmpPoint
rounded (SmpPoint p)
{
  return smp_point (floor (p.x * 100 + 0.5) / 100, floor (p.y * 100 + 0.5) / 100);
}

/* What the stroke is called in undo. In a zone that is kept free, more of it is fewer dots. */
static const char *
label_of (Brush *self)
{
  if (self->base->kind == SMP_ZONE_KEEP_OUT)
    return self->remove ? _ ("Keep Less Free") : _ ("Keep Free");
  return self->remove ? _ ("Remove Density") : _ ("Add Density");
}

/* The zone with the stroke as far as it is drawn. */
static void
commit (Brush *self)
{
  StubbleDocument *document = stubble_canvas_get_document (self->parent.canvas);
  const StubbleBrush *brush = stubble_canvas_get_brush (self->parent.canvas);
  g_autoptr (SmpZone) painted = NULL;
  SmpStroke stroke = {
    .remove = self->remove,
    .radius = brush->width_mm / 2,
    .amount = brush->strength,
    .n_points = self->points->len,
    .points = (SmpPoint *)(gpointer)self->points->data,
    .pressure = self->is_pressed ? (double *)(gpointer)self->pressures->data : NULL,
  };

  /* It may have been taken away from under the brush, by the keyboard. */
  if (smp_plan_get_zone (stubble_document_get_plan (document), self->zone) == NULL)
    {
      drop (self);
      return;
    }
  painted = smp_zone_copy (self->base);
  smp_zone_add_stroke (painted, &stroke);
  stubble_document_commit_zone (document, painted, label_of (self), "brush");
}

/* Adds a place to the stroke unless it is hardly another, or beside the head. */
static gboolean
add_place (Brush *self, SmpPoint px)
{
  const SmpSurface *surface = surface_of (self, self->base);
  double spacing = SPACING * stubble_canvas_get_brush (self->parent.canvas)->width_mm / 2, pressure;
  SmpPoint place;

  if (self->points->len >= SMP_LIMIT_STROKE_POINTS
      || !stubble_zone_from_photo (self->base, surface, px, &place))
    return FALSE;
  if (!g_str_equal (self->base->space, SMP_SPACE_HEAD))
    spacing /= surface->mm_per_px;
  place = rounded (place);
  if (self->points->len > 0
      && smp_point_distance (place, g_array_index (self->points, SmpPoint, self->points->len - 1))
             < spacing)
    return FALSE;
  pressure = floor (stubble_canvas_get_pen (self->parent.canvas)->pressure * 100 + 0.5) / 100;
  self->is_pressed |= pressure < 1;
  g_array_append_val (self->points, place);
  g_array_append_val (self->pressures, pressure);
  return TRUE;
}

static gboolean
begin (Brush *self, SmpPoint px)
{
  const SmpZone *zone = zone_of (self);

  drop (self);
  if (zone == NULL)
    return FALSE;
  if (zone->n_strokes >= SMP_LIMIT_STROKES)
    {
      stubble_canvas_tell (self->parent.canvas,
                           _ ("This zone has as many brush strokes as it can hold. Undo some, or "
                              "remove all of them."));
      return FALSE;
    }
  self->remove = removes (self);
  self->is_pressed = self->has_passed = FALSE;
  self->zone = g_strdup (zone->id);
  self->base = smp_zone_ref (zone);
  self->points = g_array_new (FALSE, FALSE, sizeof (SmpPoint));
  self->pressures = g_array_new (FALSE, FALSE, sizeof (double));
  stubble_document_seal (stubble_canvas_get_document (self->parent.canvas));
  if (add_place (self, px))
    commit (self);
  return TRUE;
}

static gboolean
press (StubbleTool *tool, SmpPoint point, int n_press, GdkModifierType state)
{
  Brush *self = (Brush *)tool;

  self->has_place = TRUE;
  self->place = point;
  if (n_press != 1)
    return TRUE;
  if (begin (self, point))
    return TRUE;
  if (zone_of (self) == NULL)
    stubble_canvas_tell (tool->canvas, _ ("The brush paints inside a zone: choose or draw one."));
  return TRUE;
}

static void
pass (StubbleTool *tool, SmpPoint point)
{
  Brush *self = (Brush *)tool;

  if (self->base != NULL && add_place (self, point))
    self->has_passed = TRUE;
}

static void
drag (StubbleTool *tool, SmpPoint point)
{
  Brush *self = (Brush *)tool;

  self->has_place = TRUE;
  self->place = point;
  pass (tool, point);
  if (self->has_passed)
    commit (self);
  self->has_passed = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (tool->canvas));
}

static void
release (StubbleTool *tool, SmpPoint point, gboolean moved)
{
  stubble_document_seal (stubble_canvas_get_document (tool->canvas));
  drop ((Brush *)tool);
  gtk_widget_queue_draw (GTK_WIDGET (tool->canvas));
}

/* As if it had not been begun: a second finger came, or Esc. */
static void
cancel (StubbleTool *tool)
{
  Brush *self = (Brush *)tool;
  gboolean has_painted = self->points != NULL && self->points->len > 0;

  drop (self);
  if (!has_painted)
    return;
  stubble_document_seal (stubble_canvas_get_document (tool->canvas));
  stubble_document_undo (stubble_canvas_get_document (tool->canvas));
}

static const char *
hover (StubbleTool *tool, SmpPoint point)
{
  Brush *self = (Brush *)tool;

  self->has_place = TRUE;
  self->place = point;
  gtk_widget_queue_draw (GTK_WIDGET (tool->canvas));
  return NULL;
}

static void
leave (StubbleTool *tool)
{
  ((Brush *)tool)->has_place = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (tool->canvas));
}

/* In the middle of what the photo shows of the zone, for the keyboard: of the places of a grid that
 * it holds, the one nearest to their mean. */
static void
put_in_zone (Brush *self, const SmpZone *zone)
{
  const SmpSurface *surface = surface_of (self, zone);
  const SmpPhoto *photo = photo_of (self);
  SmpPoint held[GRID * GRID], mean = { 0, 0 };
  double best = G_MAXDOUBLE;
  int n = 0;

  for (int i = 0; i < GRID * GRID; i++)
    {
      held[n] = smp_point ((i % GRID + 0.5) * photo->width / GRID,
                           (i / GRID + 0.5) * photo->height / GRID);
      if (stubble_zone_holds (zone, surface, held[n]))
        mean = smp_point_add (mean, held[n++]);
    }
  self->has_place = TRUE;
  self->place = smp_point (photo->width / 2.0, photo->height / 2.0);
  for (int i = 0; i < n; i++)
    if (smp_point_distance (held[i], smp_point_scale (mean, 1.0 / n)) < best)
      {
        best = smp_point_distance (held[i], smp_point_scale (mean, 1.0 / n));
        self->place = held[i];
      }
}

static gboolean
move_by_key (Brush *self, guint keyval, GdkModifierType state)
{
  const SmpZone *zone = zone_of (self);
  double step;
  SmpPoint to;

  if (zone == NULL || !stubble_tool_arrow (keyval, state, &to))
    return FALSE;
  step = ((state & GDK_SHIFT_MASK) != 0 ? KEY_LEAP : KEY_STEP) / surface_of (self, zone)->mm_per_px;
  if (self->has_place)
    self->place = smp_point_add (self->place, smp_point_scale (to, step));
  else
    put_in_zone (self, zone);
  gtk_widget_queue_draw (GTK_WIDGET (self->parent.canvas));
  return TRUE;
}

/* A dab where the brush is. */
static gboolean
dab (Brush *self)
{
  const SmpZone *zone = zone_of (self);

  if (zone == NULL)
    return FALSE;
  if (!self->has_place)
    put_in_zone (self, zone);
  stubble_canvas_put_pen_away (self->parent.canvas);
  if (begin (self, self->place))
    release (&self->parent, self->place, FALSE);
  return TRUE;
}

static gboolean
key (StubbleTool *tool, guint keyval, GdkModifierType state)
{
  Brush *self = (Brush *)tool;
  StubbleBrush brush = *stubble_canvas_get_brush (tool->canvas);

  switch (keyval)
    {
    case GDK_KEY_Escape:
      if (self->base != NULL)
        cancel (tool);
      else
        stubble_tool_leave (tool);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return dab (self);
    case GDK_KEY_bracketleft:
    case GDK_KEY_bracketright:
      brush.width_mm *= keyval == GDK_KEY_bracketleft ? 1 / WIDTH_FACTOR : WIDTH_FACTOR;
      stubble_canvas_set_brush (tool->canvas, &brush);
      return TRUE;
    default:
      return move_by_key (self, keyval, state);
    }
}

/* The brush as it lies on the skin: a circle in millimetres, which the photo shows as an ellipse
 * where the head turns away. */
static void
trace_brush (Brush *self, cairo_t *cr, const SmpZone *zone, double radius_mm)
{
  const SmpSurface *surface = surface_of (self, zone);
  const StubbleViewport *viewport = stubble_canvas_get_viewport (self->parent.canvas);
  double k = 1 / surface->mm_per_px, j[4] = { k, 0, 0, k };
  SmpSurfacePoint at;
  SmpPoint uv;

  if (smp_surface_to_scalp (surface, self->place, &uv) && smp_surface_to_photo (surface, uv, &at))
    memcpy (j, at.jacobian, sizeof j);
  cairo_new_path (cr);
  for (int i = 0; i < 48; i++)
    {
      double u = radius_mm * cos (i * G_PI / 24), v = radius_mm * sin (i * G_PI / 24);
      SmpPoint p
          = stubble_viewport_to_widget (viewport, smp_point (self->place.x + j[0] * u + j[1] * v,
                                                             self->place.y + j[2] * u + j[3] * v));

      cairo_line_to (cr, p.x, p.y);
    }
  cairo_close_path (cr);
}

static void
draw (StubbleTool *tool, cairo_t *cr)
{
  Brush *self = (Brush *)tool;
  const SmpZone *zone = self->base != NULL ? self->base : zone_of (self);
  SmpPoint middle;
  double radius = stubble_canvas_get_brush (tool->canvas)->width_mm / 2;
  gboolean remove = self->base != NULL ? self->remove : removes (self);

  if (!self->has_place || zone == NULL)
    return;
  trace_brush (self, cr, zone, radius);
  stubble_marks_stroke (cr, FALSE);
  /* Up to half its radius the brush has its whole strength. */
  trace_brush (self, cr, zone, radius / 2);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.5);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  middle = stubble_viewport_to_widget (stubble_canvas_get_viewport (tool->canvas), self->place);
  cairo_move_to (cr, middle.x - 4, middle.y);
  cairo_line_to (cr, middle.x + 4, middle.y);
  if (!remove)
    {
      cairo_move_to (cr, middle.x, middle.y - 4);
      cairo_line_to (cr, middle.x, middle.y + 4);
    }
  stubble_marks_stroke (cr, FALSE);
}

static const char *
hint (StubbleTool *tool)
{
  Brush *self = (Brush *)tool;

  if (zone_of (self) == NULL)
    return _ ("The brush paints inside a zone: choose or draw one.");
  return tool->klass == &stubble_tool_brush_remove
             ? _ ("Paint density away; [ and ] change the width, arrow keys and Enter paint too")
             : _ ("Paint density in; [ and ] change the width, arrow keys and Enter paint too");
}

static void
clear (StubbleTool *tool)
{
  drop ((Brush *)tool);
}

#define BRUSH_TOOL(id)                                                                             \
  {                                                                                                \
    .name = id, .cursor = "crosshair", .size = sizeof (Brush), .draws = TRUE, .hint = hint,        \
    .press = press, .drag = drag, .pass = pass, .release = release, .cancel = cancel,              \
    .hover = hover, .leave = leave, .key = key, .draw = draw, .clear = clear,                      \
  }

const StubbleToolClass stubble_tool_brush_add = BRUSH_TOOL ("brush-add");
const StubbleToolClass stubble_tool_brush_remove = BRUSH_TOOL ("brush-remove");
