/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "canvas/stubble-zone-view.h"
#include "document/stubble-document-io.h"
#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-fringe.h"
#include "model/smp-pattern.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "stipple/smp-zone-head.h"
#include "surface/smp-head-curve.h"
#include "surface/smp-head-front.h"
#include "window/stubble-window-private.h"

/* A stage that waits for the head's contour. */
typedef struct
{
  StubbleProposal base;
  SmpPattern pattern;
  SmpTemplate template;
} Proposal;

static void
proposal_free (Proposal *self)
{
  _stubble_proposal_clear (&self->base);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Proposal, proposal_free)

/* The plan without the zones that a proposal takes the place of. Scars, beards and what was drawn
 * by hand stay. */
static SmpPlan *
cleared_plan (const SmpPlan *plan, const SmpPhoto *photo)
{
  SmpPlan *cleared = smp_plan_ref (plan);

  for (guint i = 0; i < plan->zones->len; i++)
    {
      const SmpZone *zone = g_ptr_array_index (plan->zones, i);
      SmpPlan *next;

      if ((zone->kind != SMP_ZONE_SCALP && zone->kind != SMP_ZONE_PART)
          || !stubble_zone_is_in (zone, photo))
        continue;
      next = smp_plan_without_zone (cleared, zone->id);
      smp_plan_unref (cleared);
      cleared = next;
    }
  return cleared;
}

static void
add_zone (SmpPlan **plan, const SmpZone *zone)
{
  g_autoptr (SmpZone) copy = smp_zone_copy (zone);
  SmpPlan *next;

  g_free (copy->id);
  copy->id = smp_plan_new_zone_id (*plan);
  next = smp_plan_with_zone (*plan, copy);
  smp_plan_unref (*plan);
  *plan = next;
}

/* The stage goes into the assessment too: it is what was seen. */
static SmpConsultation *
with_stage (const SmpConsultation *consultation, const SmpPattern *pattern)
{
  SmpAssessment assessment = smp_assessment_from_json (consultation->assessment);
  g_autoptr (JsonObject) json = NULL;

  assessment.scale = pattern->scale;
  g_strlcpy (assessment.stage, pattern->stage, sizeof assessment.stage);
  json = smp_assessment_to_json (&assessment, consultation->assessment);
  return smp_consultation_with_assessment (consultation, json);
}

/* Adds what the stage lost; FALSE if that is nothing that can be shown here. */
static gboolean
add_zones (Proposal *self, const SmpPhoto *photo, const SmpPolygon *contour, SmpPlan **plan)
{
  g_autoptr (GPtrArray) front = NULL;
  g_autoptr (SmpZone) crown = NULL;
  const SmpWhorl usual = SMP_WHORL_DEFAULT;
  gboolean has_head = smp_photo_uses_head (photo);
  SmpFaceFrame frame;

  if (has_head && (photo->view != SMP_VIEW_FRONT || smp_fringe_is_left (&self->pattern)))
    {
      g_autoptr (SmpPhoto) from_front
          = smp_head_front (stubble_document_get_consultation (self->base.document), photo);

      front = smp_zones_from_pattern_on_head (&self->pattern, self->template, from_front);
    }
  else if (smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, &frame))
    {
      if (has_head)
        smp_face_frame_fit_head (&frame, &photo->head);
      front = smp_zones_from_pattern (&self->pattern, self->template, photo->id, &frame, contour,
                                      photo->scale.mm_per_px);
    }
  else
    return FALSE;
  for (guint i = 0; i < front->len; i++)
    add_zone (plan, g_ptr_array_index (front, i));
  if (!has_head || !smp_fringe_is_left (&self->pattern))
    crown = smp_crown_zone_from_pattern (&self->pattern, "crown",
                                         has_head ? &photo->head.whorl : &usual);
  if (crown != NULL && has_head)
    add_zone (plan, crown);
  else if (crown != NULL)
    stubble_window_toast (self->base.window,
                          _ ("This stage thins the crown too, but no landmarks tell where the head "
                             "is: draw that zone by hand."));
  return front->len > 0 || (crown != NULL && has_head);
}

static void
on_contour (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Proposal) self = data;
  StubbleDocument *document = self->base.document;
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpPolygon) contour = stubble_document_find_contour_finish (document, result, &error);
  const SmpPhoto *photo;
  g_autoptr (SmpPlan) plan = NULL;
  g_autoptr (SmpConsultation) planned = NULL;
  g_autoptr (SmpConsultation) staged = NULL;
  g_autoptr (SmpConsultation) shared = NULL;

  if (error != NULL || !_stubble_proposal_is_wanted (&self->base))
    return;
  photo = stubble_document_get_photo (document);
  plan = cleared_plan (stubble_document_get_plan (document), photo);
  if (!add_zones (self, photo, contour, &plan))
    {
      stubble_window_toast (self->base.window,
                            _ ("At this stage no hair is lost where this photo would show it: no "
                               "zone was made."));
      return;
    }
  planned = smp_consultation_with_plan (stubble_document_get_consultation (document),
                                        stubble_document_get_variant (document)->id, plan);
  staged = with_stage (planned, &self->pattern);
  shared = smp_consultation_share_zones (staged);
  stubble_document_commit (document, shared, _ ("Propose Zones"), NULL);
  stubble_document_select (document, NULL, -1);
}

void
_stubble_window_propose_pattern (StubbleWindow *self, const SmpPattern *pattern, SmpTemplate t)
{
  const SmpPhoto *photo = stubble_document_get_photo (self->document);
  Proposal *proposal;

  if (photo == NULL)
    return;
  if (!_stubble_proposal_has_place (photo))
    {
      stubble_window_toast (self, _ ("Zones are placed by the pupils: show where they are."));
      _stubble_window_begin_guide (self, pattern, t);
      return;
    }
  proposal = g_new0 (Proposal, 1);
  _stubble_proposal_init (&proposal->base, self);
  proposal->pattern = *pattern;
  proposal->template = t;
  stubble_document_find_contour_async (self->document, NULL, on_contour, proposal);
}
