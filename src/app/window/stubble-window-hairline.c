/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "canvas/stubble-zone-view.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone-proposal.h"
#include "model/smp-zone.h"
#include "stipple/smp-zone-head.h"
#include "surface/smp-head-curve.h"
#include "surface/smp-head-front.h"
#include "window/stubble-window-private.h"

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

void
_stubble_window_propose_hairline (StubbleWindow *self, SmpOutline *hairline)
{
  stubble_document_find_contour_async (self->document, hairline, on_contour,
                                       proposal_new (self, hairline, SMP_TEMPLATE_NATURAL));
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

  if (!_stubble_proposal_has_place (photo))
    {
      stubble_window_toast (self, _ ("A hairline is placed by the pupils: show where they are."));
      _stubble_window_begin_guide (self, NULL, t);
    }
  else if (_stubble_proposal_is_on_head (photo))
    stubble_document_settle_async (self->document, on_head, proposal_new (self, NULL, t));
  else
    stubble_document_find_contour_async (self->document, NULL, on_contour,
                                         proposal_new (self, NULL, t));
}
