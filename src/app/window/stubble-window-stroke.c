/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "canvas/stubble-canvas.h"
#include "canvas/stubble-zone-view.h"
#include "dialogs/stubble-ruler-dialog.h"
#include "geometry/smp-fit.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "surface/smp-surface.h"
#include "tools/stubble-outline-redraw.h"
#include "window/stubble-window-private.h"

/* What a tool drew becomes a hairline, a zone, a stretch of an outline, or a length. */

/* How far a fitted curve may leave the hand's stroke, mm on the skin… */
#define FIT_MM 1.2
/* …and at least this, widget px: nobody draws better than that. */
#define FIT_WIDGET 3.0

/* A stroke that begins and ends so near to the outline, mm on the skin and widget px, redraws it;
 * our choice: nobody begins elsewhere so near by chance. */
#define REDRAW_MM 5.0
#define REDRAW_WIDGET 14.0

static void
add_zone (StubbleWindow *self, const SmpOutline *outline, SmpZoneKind kind)
{
  const SmpPlan *plan = stubble_document_get_plan (self->document);
  g_autofree char *id = smp_plan_new_zone_id (plan);
  g_autoptr (SmpZone) zone = NULL;
  g_autofree SmpNode *nodes = g_memdup2 (outline->nodes, outline->n_nodes * sizeof (SmpNode));
  g_autoptr (SmpOutline) closed = NULL;

  /* A zone that is drawn by itself runs into what surrounds it. */
  for (gsize i = 0; i < outline->n_nodes; i++)
    nodes[i].edge = SMP_EDGE_BLEND;
  closed = smp_outline_new (nodes, outline->n_nodes, TRUE);
  zone = smp_zone_new (id, kind, stubble_document_get_photo (self->document)->id);
  if (kind == SMP_ZONE_PATCH)
    zone->feather[SMP_EDGE_BLEND] = 5;
  smp_zone_set_outline (zone, closed);
  stubble_document_commit_zone (self->document, zone,
                                kind == SMP_ZONE_KEEP_OUT ? _ ("Draw Keep-Out") : _ ("Draw Zone"),
                                NULL);
  stubble_document_select (self->document, id, -1);
}

/* A stroke along the selected zone's outline draws that stretch again. FALSE if it does not begin
 * and end there. */
static gboolean
redraw (StubbleWindow *self, StubbleCanvas *canvas, const GArray *points, double tolerance)
{
  const SmpZone *zone = stubble_document_get_zone (self->document);
  const SmpPhoto *photo = stubble_document_get_photo (self->document);
  const SmpSurface *surface = stubble_canvas_get_surface (canvas);
  g_autofree SmpPoint *places = g_new (SmpPoint, points->len);
  g_autoptr (SmpOutline) redrawn = NULL;
  double unit = surface->mm_per_px, reach;
  SmpFaceFrame frame;
  gboolean mirrors;

  if (zone == NULL || !stubble_zone_is_in (zone, photo))
    return FALSE;
  /* px of the photo become mm on the head. */
  if (strcmp (zone->space, photo->id) == 0)
    unit = 1;
  for (guint i = 0; i < points->len; i++)
    if (!stubble_zone_from_photo (zone, surface, g_array_index (points, SmpPoint, i), &places[i]))
      return FALSE;
  reach = MAX (REDRAW_MM / surface->mm_per_px,
               REDRAW_WIDGET / stubble_canvas_get_viewport (canvas)->zoom);
  mirrors = stubble_canvas_get_mirror (canvas) && stubble_zone_frame (zone, photo, &frame);
  redrawn = stubble_outline_redraw_both (zone->outline, places, points->len, reach * unit,
                                         tolerance * unit, mirrors ? &frame : NULL);
  if (redrawn == NULL)
    return FALSE;
  stubble_document_commit_outline (self->document, zone->id, redrawn, _ ("Redraw Outline"), NULL);
  stubble_document_select (self->document, zone->id, -1);
  return TRUE;
}

void
_stubble_window_on_stroke (StubbleCanvas *canvas, StubbleWindow *self)
{
  gboolean closed;
  g_autoptr (GArray) points = stubble_canvas_take_stroke (canvas, &closed);
  double mm_per_px = stubble_document_get_photo (self->document)->scale.mm_per_px;
  double tolerance
      = MAX (FIT_MM / mm_per_px, FIT_WIDGET / stubble_canvas_get_viewport (canvas)->zoom);
  g_autoptr (SmpOutline) fitted = NULL;

  if (points == NULL)
    return;
  if (stubble_canvas_get_tool (canvas) != &stubble_tool_keep_out
      && redraw (self, canvas, points, tolerance))
    {
      _stubble_window_set_state (self, "tool", "select");
      return;
    }
  fitted = smp_fit_stroke ((const SmpPoint *)(gconstpointer)points->data, points->len, tolerance,
                           closed);
  if (fitted == NULL || (closed && fitted->n_nodes < 3))
    {
      stubble_window_toast (self, _ ("That stroke is too small: draw it larger, or zoom in."));
      return;
    }
  if (closed)
    add_zone (self, fitted,
              stubble_canvas_get_tool (canvas) == &stubble_tool_keep_out ? SMP_ZONE_KEEP_OUT
                                                                         : SMP_ZONE_PATCH);
  else
    _stubble_window_propose_hairline (self, fitted);
  _stubble_window_set_state (self, "tool", "select");
}

static void
on_length (double mm, gpointer data)
{
  g_autoptr (StubbleWindow) self = data;
  SmpRuler ruler = { .mm = mm };
  g_autoptr (SmpLandmarks) landmarks = NULL;

  if (mm > 0 && self->document != NULL)
    {
      stubble_canvas_get_ruler (_stubble_window_active_canvas (self), &ruler.from, &ruler.to);
      landmarks = smp_landmarks_with_ruler (stubble_document_get_photo (self->document)->landmarks,
                                            &ruler);
      stubble_document_commit_landmarks (self->document, landmarks, _ ("Measure"), NULL);
      _stubble_window_set_state (self, "tool", "select");
    }
}

void
_stubble_window_on_ruler (StubbleCanvas *canvas, StubbleWindow *self)
{
  SmpPoint from, to;
  double length;

  stubble_canvas_get_ruler (canvas, &from, &to);
  length = smp_point_distance (from, to)
           * stubble_document_get_photo (self->document)->scale.mm_per_px;
  stubble_ruler_dialog_ask (GTK_WINDOW (self), length, on_length, g_object_ref (self));
}
