/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "canvas/stubble-canvas.h"
#include "canvas/stubble-zone-view.h"
#include "dialogs/stubble-ruler-dialog.h"
#include "geometry/smp-fit.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone-proposal.h"
#include "model/smp-zone.h"
#include "stipple/smp-zone-head.h"
#include "surface/smp-head-curve.h"
#include "surface/smp-head-front.h"
#include "surface/smp-surface.h"
#include "tools/stubble-outline-redraw.h"
#include "window/stubble-window-private.h"

/* How far a fitted curve may leave the hand's stroke, mm on the skin… */
#define FIT_MM 1.2
/* …and at least this, widget px: nobody draws better than that. */
#define FIT_WIDGET 3.0

/* A stroke that begins and ends so near to the outline, mm on the skin and widget px, redraws it;
 * our choice: nobody begins elsewhere so near by chance. */
#define REDRAW_MM 5.0
#define REDRAW_WIDGET 14.0

/* A hairline that waits for the head, and for its contour. */
typedef struct
{
  StubbleProposal base;
  SmpOutline *hairline; /* (nullable): drawn; else the template */
  SmpTemplate template;
} Proposal;

static void
proposal_free (Proposal *self)
{
  g_clear_pointer (&self->hairline, smp_outline_unref);
  _stubble_proposal_clear (&self->base);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Proposal, proposal_free)

/* The zone that a new hairline replaces: the first scalp zone of the photo. */
static const SmpZone *
scalp_zone (StubbleDocument *document)
{
  const SmpPlan *plan = stubble_document_get_plan (document);
  const SmpPhoto *photo = stubble_document_get_photo (document);

  for (guint i = 0; i < plan->zones->len; i++)
    {
      const SmpZone *zone = g_ptr_array_index (plan->zones, i);

      if (zone->kind == SMP_ZONE_SCALP && stubble_zone_is_in (zone, photo))
        return zone;
    }
  return NULL;
}

static SmpZone *
zone_from_hairline (StubbleDocument *document,
                    const SmpOutline *hairline,
                    const SmpPolygon *contour,
                    const char *id)
{
  const SmpPhoto *photo = stubble_document_get_photo (document);
  const SmpZone *old = scalp_zone (document);
  SmpZone *zone = old != NULL ? smp_zone_copy (old) : smp_zone_new (id, SMP_ZONE_SCALP, photo->id);
  g_autoptr (SmpOutline) outline = NULL;
  SmpFaceFrame frame;
  gboolean has_frame
      = smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, &frame);

  outline = smp_propose_scalp_zone (hairline, has_frame ? &frame : NULL, contour,
                                    photo->scale.mm_per_px);
  /* Where it was drawn; it goes on to the head from there. */
  g_free (zone->space);
  zone->space = g_strdup (photo->id);
  smp_zone_set_outline (zone, outline);
  if (old == NULL)
    smp_zone_apply_look (zone, smp_template_look (SMP_TEMPLATE_NATURAL));
  return zone;
}

static void
on_contour (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Proposal) proposal = data;
  StubbleDocument *document = proposal->base.document;
  g_autoptr (SmpPolygon) contour = NULL;
  g_autoptr (SmpZone) zone = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  const SmpPhoto *photo;
  const SmpZone *old;
  SmpFaceFrame frame;

  contour = stubble_document_find_contour_finish (document, result, &error);
  if (error != NULL || !_stubble_proposal_is_wanted (&proposal->base))
    return;
  photo = stubble_document_get_photo (document);
  old = scalp_zone (document);
  id = old != NULL ? g_strdup (old->id)
                   : smp_plan_new_zone_id (stubble_document_get_plan (document));
  if (proposal->hairline != NULL)
    zone = zone_from_hairline (document, proposal->hairline, contour, id);
  else if (smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, &frame))
    {
      if (smp_photo_uses_head (photo))
        smp_face_frame_fit_head (&frame, &photo->head);
      zone = smp_zone_from_template (proposal->template, id, photo->id, &frame, contour,
                                     photo->scale.mm_per_px);
    }
  else
    return;
  stubble_document_commit_zone (
      document, zone, proposal->hairline != NULL ? _ ("Draw Hairline") : _ ("Place Hairline"),
      NULL);
  stubble_document_select (document, id, -1);
}

static Proposal *
proposal_new (StubbleWindow *self, SmpOutline *hairline, SmpTemplate t)
{
  Proposal *proposal = g_new0 (Proposal, 1);

  _stubble_proposal_init (&proposal->base, self);
  proposal->hairline = hairline != NULL ? smp_outline_ref (hairline) : NULL;
  proposal->template = t;
  return proposal;
}

static void
propose (StubbleWindow *self, SmpOutline *hairline, SmpTemplate t)
{
  stubble_document_find_contour_async (self->document, hairline, on_contour,
                                       proposal_new (self, hairline, t));
}

/* In a photo that shows the head from elsewhere the hairline is laid on the head. */
static void
on_head (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Proposal) proposal = data;
  StubbleDocument *document = proposal->base.document;
  const SmpPhoto *photo;
  g_autoptr (SmpPhoto) front = NULL;
  g_autoptr (SmpZone) zone = NULL;
  g_autofree char *id = NULL;
  SmpPattern stage = smp_pattern_noted (stubble_document_get_consultation (document)->assessment);
  const SmpZone *old;

  if (!stubble_document_settle_finish (document, result)
      || !_stubble_proposal_is_wanted (&proposal->base))
    return;
  photo = stubble_document_get_photo (document);
  if (!smp_photo_uses_head (photo))
    return;
  front = smp_head_front (stubble_document_get_consultation (document), photo);
  old = scalp_zone (document);
  id = old != NULL ? g_strdup (old->id)
                   : smp_plan_new_zone_id (stubble_document_get_plan (document));
  zone = smp_zone_from_template_on_head (proposal->template, id, front, &stage);
  if (zone == NULL)
    return;
  stubble_document_commit_zone (document, zone, _ ("Place Hairline"), NULL);
  stubble_document_select (document, id, -1);
}

void
_stubble_window_place_template (StubbleWindow *self, SmpTemplate t)
{
  const SmpPhoto *photo = stubble_document_get_photo (self->document);
  SmpFaceFrame frame;

  if (photo->view != SMP_VIEW_FRONT && smp_photo_uses_head (photo))
    {
      stubble_document_settle_async (self->document, on_head, proposal_new (self, NULL, t));
      return;
    }
  if (smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, &frame))
    {
      propose (self, NULL, t);
      return;
    }
  stubble_window_toast (self, _ ("A hairline is placed by the pupils: show where they are."));
  _stubble_window_begin_guide (self, NULL, t);
}

void
_stubble_window_begin_guide (StubbleWindow *self, const SmpPattern *pattern, SmpTemplate t)
{
  _stubble_window_forget_guide (self);
  _stubble_window_set_state (self, "tool", "landmarks");
  self->pending_template = (int)t;
  if (pattern != NULL)
    self->pending_pattern = g_memdup2 (pattern, sizeof *pattern);
}

void
_stubble_window_forget_guide (StubbleWindow *self)
{
  self->pending_template = -1;
  g_clear_pointer (&self->pending_pattern, g_free);
  g_clear_pointer (&self->asked, g_free);
}

void
_stubble_window_end_guide (StubbleWindow *self)
{
  const SmpPhoto *photo
      = self->document != NULL ? stubble_document_get_photo (self->document) : NULL;
  g_autofree SmpPattern *pattern = g_steal_pointer (&self->pending_pattern);
  int waiting = self->pending_template;
  SmpFaceFrame frame;

  _stubble_window_forget_guide (self);
  /* Whoever left before the pupils were there is not asked again. */
  if (waiting < 0 || photo == NULL
      || (!(photo->view != SMP_VIEW_FRONT && smp_photo_uses_head (photo))
          && !smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, &frame)))
    return;
  if (pattern != NULL)
    _stubble_window_propose_pattern (self, pattern, (SmpTemplate)waiting);
  else
    _stubble_window_place_template (self, (SmpTemplate)waiting);
}

static gboolean
end_guide (gpointer data)
{
  StubbleWindow *self = data;

  self->guide = 0;
  if (self->pending_template >= 0 && self->document != NULL)
    _stubble_window_set_state (self, "tool", "select");
  return G_SOURCE_REMOVE;
}

void
_stubble_window_follow_guide (StubbleWindow *self, const char *hint)
{
  const SmpPhoto *photo
      = self->document != NULL ? stubble_document_get_photo (self->document) : NULL;
  SmpPoint vertex;

  if (self->pending_template < 0 || photo == NULL || self->guide != 0)
    return;
  if (!smp_landmarks_get (photo->landmarks, SMP_LANDMARK_VERTEX, &vertex))
    {
      g_free (self->asked);
      self->asked = g_strdup (hint);
    }
  /* The point is there while it is still dragged; the next question comes when it is let go. Three
   * landmarks make a head: the preview first, more of them when somebody wants to. */
  else if (self->asked != NULL && g_strcmp0 (hint, self->asked) != 0)
    self->guide = g_idle_add (end_guide, self);
}

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
    propose (self, fitted, SMP_TEMPLATE_NATURAL);
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
