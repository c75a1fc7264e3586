/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-shade-match.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/smp-constants.h"
#include "base/smp-error.h"
#include "geometry/smp-outline.h"
#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "photo/smp-head-contour.h"
#include "photo/smp-image.h"

/* Of a place that a person pointed at; our choice. */
#define PLACE_RADIUS_MM 5.0

static gboolean
sample (const SmpShadeMatch *self,
        const SmpImage *image,
        double mm_per_px,
        const SmpPoint *place,
        SmpPatchKind kind,
        SmpSkinSample *found,
        GError **error)
{
  const SmpLab *like = kind == SMP_PATCH_SIDE ? &self->skin.lab : NULL;

  if (place == NULL)
    {
      if (smp_skin_sample_kind (image, self->patches, self->n_patches, kind, like, found))
        return TRUE;
      g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
                   kind == SMP_PATCH_SIDE
                       ? _ ("The shaved sides were not found in the photo. Place the pupils, or "
                            "point at the sides.")
                       : _ ("Bare skin was not found in the photo. Place the pupils, or point at "
                            "skin."));
      return FALSE;
    }
  if (smp_skin_sample (image, *place, PLACE_RADIUS_MM / mm_per_px, found))
    return TRUE;
  g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
               _ ("The place %.0f,%.0f lies outside the photo."), place->x, place->y);
  return FALSE;
}

static void
find_patches (SmpShadeMatch *self, const SmpImage *image, const SmpPhoto *photo)
{
  SmpFaceFrame frame;
  g_autoptr (SmpPolygon) contour = NULL;

  if (!smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, &frame))
    return;
  contour = smp_head_contour (image, &frame);
  if (contour != NULL)
    smp_face_frame_fit_contour (&frame, contour);
  smp_skin_patches (&frame, photo->scale.mm_per_px, self->patches);
  self->n_patches = SMP_N_PATCHES;
}

/* Whether what a person called hair looks like skin: light falls on places otherwise, so that only
 * what hair does and skin does not tells them apart. */
static gboolean
is_no_hair (const SmpSkinSample *hair, const SmpSkinSample *skin)
{
  return hair->linear[0] >= SMP_K (HAIR_KEEPS) * skin->linear[0]
         && hair->spread < SMP_K (HAIR_SPREAD);
}

SmpShadeMatch *
smp_shade_match (const SmpImage *image,
                 const SmpPhoto *photo,
                 const SmpShadePlaces *places,
                 const SmpPalette *const *palettes,
                 gsize n_palettes,
                 GError **error)
{
  g_autoptr (SmpShadeMatch) self = g_new0 (SmpShadeMatch, 1);
  double density = SMP_ZONE_DENSITY_DEFAULT, mm_per_px = photo->scale.mm_per_px;

  find_patches (self, image, photo);
  if (!sample (self, image, mm_per_px, places->skin, SMP_PATCH_FOREHEAD, &self->skin, error)
      || !sample (self, image, mm_per_px, places->hair != NULL ? places->hair : places->sides,
                  SMP_PATCH_SIDE, &self->sides, error))
    return NULL;
  if (places->hair != NULL)
    {
      smp_shade_stubble (self->skin.linear, self->sides.linear, self->target);
      if (is_no_hair (&self->sides, &self->skin))
        self->found = SMP_SIDES_BARE;
    }
  else
    {
      self->has_sides = TRUE;
      self->stubble
          = smp_stubble_measure (image, self->sides.centre, self->sides.radius, mm_per_px);
      if (self->stubble.resolved)
        density = self->stubble.density;
      if (smp_shade_sides (self->skin.linear, self->sides.between, self->sides.mean,
                           self->stubble.resolved, self->target))
        self->found = SMP_SIDES_SHADOWED;
      else if (smp_delta_e_2000 (smp_lab_from_linear (self->target), self->skin.lab)
               < SMP_K (BARE_DIFFERENCE))
        self->found = SMP_SIDES_BARE;
    }
  /* What lies in a shadow cannot be matched by pigment: the darkest shade would win; and on bare
   * skin the lightest, whatever the hair. */
  self->proposals = smp_shade_propose (palettes, self->found == SMP_SIDES_HAIR ? n_palettes : 0,
                                       self->skin.linear, self->target,
                                       places->hair != NULL ? self->sides.linear : NULL, density);
  return g_steal_pointer (&self);
}

void
smp_shade_match_free (SmpShadeMatch *self)
{
  g_clear_pointer (&self->proposals, g_array_unref);
  g_free (self);
}

static void
to_rgb (const double linear[3], guint8 rgb[3])
{
  for (int c = 0; c < 3; c++)
    rgb[c] = (guint8)(255 * smp_srgb_encode (CLAMP (linear[c], 0.0, 1.0)) + 0.5);
}

SmpConsultation *
smp_shade_match_apply (const SmpShadeMatch *self,
                       const SmpShadeProposal *proposal,
                       const SmpConsultation *consultation,
                       const SmpVariant *variant)
{
  g_autoptr (SmpPlan) plan = smp_plan_with_pigment (variant->plan, proposal->pigment);
  g_autoptr (SmpConsultation) planned = NULL;
  g_autoptr (JsonObject) object = NULL;
  SmpAssessment assessment = smp_assessment_from_json (consultation->assessment);

  for (guint i = 0; i < variant->plan->zones->len; i++)
    {
      const SmpZone *zone = g_ptr_array_index (variant->plan->zones, i);
      g_autoptr (SmpZone) copy = smp_zone_copy (zone);
      SmpPlan *next;

      if (zone->kind != SMP_ZONE_SCALP && zone->kind != SMP_ZONE_PATCH)
        continue;
      copy->density = proposal->density;
      copy->dot_diameter = proposal->diameter;
      next = smp_plan_with_zone (plan, copy);
      smp_plan_unref (plan);
      plan = next;
    }
  to_rgb (self->skin.linear, assessment.skin);
  assessment.has_skin = TRUE;
  /* What the plan is to blend with, so that it can be checked later: the newest counts. */
  assessment.has_stubble = self->has_sides;
  if (self->has_sides)
    to_rgb (self->target, assessment.stubble);
  else
    {
      to_rgb (self->sides.linear, assessment.hair);
      assessment.has_hair = TRUE;
    }
  object = smp_assessment_to_json (&assessment, consultation->assessment);
  planned = smp_consultation_with_plan (consultation, variant->id, plan);
  return smp_consultation_with_assessment (planned, object);
}
