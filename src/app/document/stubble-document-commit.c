/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>

#include "document/stubble-document-private.h"
#include "model/smp-consultation.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "stipple/smp-zone-head.h"

/* Edits of parts of the consultation: each makes a new whole and commits it. */

void
stubble_document_commit_plan (StubbleDocument *self,
                              const SmpPlan *plan,
                              const char *label,
                              const char *merge_key)
{
  g_autoptr (SmpConsultation) edited = NULL;

  edited = smp_consultation_with_plan (stubble_document_get_consultation (self),
                                       stubble_document_get_variant (self)->id, plan);
  stubble_document_commit (self, edited, label, merge_key);
}

void
stubble_document_commit_zone (StubbleDocument *self,
                              const SmpZone *zone,
                              const char *label,
                              const char *merge_key)
{
  g_autoptr (SmpPlan) plan = smp_plan_with_zone (stubble_document_get_plan (self), zone);
  g_autoptr (SmpConsultation) edited = smp_consultation_with_plan (
      stubble_document_get_consultation (self), stubble_document_get_variant (self)->id, plan);
  g_autoptr (SmpConsultation) shared = smp_consultation_share_zones (edited);

  stubble_document_commit (self, shared, label, merge_key);
}

void
stubble_document_commit_outline (StubbleDocument *self,
                                 const char *zone_id,
                                 const SmpOutline *outline,
                                 const char *label,
                                 const char *merge_key)
{
  const SmpZone *zone = smp_plan_get_zone (stubble_document_get_plan (self), zone_id);
  g_autoptr (SmpZone) edited = NULL;

  g_return_if_fail (zone != NULL);
  edited = smp_zone_copy (zone);
  smp_zone_set_outline (edited, outline);
  stubble_document_commit_zone (self, edited, label, merge_key);
}

/* The landmarks may tell another head then; without enough of them, or where they contradict each
 * other, photos are planes. */
static void
commit_photo (StubbleDocument *self,
              const SmpPhoto *photo,
              const char *label,
              const char *merge_key)
{
  g_autoptr (SmpConsultation) value
      = smp_consultation_with_photo (stubble_document_get_consultation (self), photo);

  _stubble_document_commit_fitted (self, value, label, merge_key);
}

void
stubble_document_commit_view (StubbleDocument *self, SmpView view)
{
  g_autoptr (SmpPhoto) edited = smp_photo_copy (stubble_document_get_photo (self));

  edited->view = view;
  if (edited->scale.method != SMP_SCALE_MANUAL)
    edited->scale = smp_photo_measure_scale (
        edited, smp_consultation_get_sex (stubble_document_get_consultation (self)));
  commit_photo (self, edited, _ ("Change View"), NULL);
}

void
stubble_document_commit_assessment (StubbleDocument *self,
                                    const SmpAssessment *assessment,
                                    const char *label)
{
  const SmpConsultation *value = stubble_document_get_consultation (self);
  g_autoptr (JsonObject) object = smp_assessment_to_json (assessment, value->assessment);
  g_autoptr (SmpConsultation) edited = smp_consultation_with_assessment (value, object);

  if (smp_consultation_get_sex (edited) != smp_consultation_get_sex (value))
    _stubble_document_commit_fitted (self, edited, label, NULL);
  else
    stubble_document_commit (self, edited, label, NULL);
}

void
stubble_document_commit_landmarks (StubbleDocument *self,
                                   const SmpLandmarks *landmarks,
                                   const char *label,
                                   const char *merge_key)
{
  const SmpPhoto *photo = stubble_document_get_photo (self);
  g_autoptr (SmpPhoto) edited = NULL;

  g_return_if_fail (photo != NULL);
  edited = smp_photo_copy (photo);
  smp_landmarks_unref (edited->landmarks);
  edited->landmarks = smp_landmarks_ref (landmarks);
  edited->scale = smp_photo_measure_scale (
      edited, smp_consultation_get_sex (stubble_document_get_consultation (self)));
  /* A landmark that is placed by itself leaves the ghost where it is. */
  if (stubble_document_get_ghost (self) != NULL)
    {
      SmpAffine placed = stubble_ghost_get_placed (self->ghost, photo->landmarks);

      stubble_ghost_place (self->ghost, landmarks, &placed);
    }
  commit_photo (self, edited, label, merge_key);
}

void
stubble_document_remove_zone (StubbleDocument *self, const char *zone_id)
{
  g_autoptr (SmpPlan) plan = NULL;

  plan = smp_plan_without_zone (stubble_document_get_plan (self), zone_id);
  stubble_document_commit_plan (self, plan, _ ("Remove Zone"), NULL);
}
