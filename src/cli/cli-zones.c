/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "cli-zones.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/smp-error.h"
#include "cli.h"
#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-fringe.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "stipple/smp-zone-head.h"
#include "stipple/smp-zone-polygon.h"

/* Adds the zone under the next free id. */
void
cli_add_zone (SmpConsultation **consultation, const SmpZone *zone)
{
  const SmpVariant *variant = smp_consultation_get_default_variant (*consultation);
  g_autoptr (SmpZone) copy = smp_zone_copy (zone);
  g_autoptr (SmpPlan) plan = NULL;
  SmpConsultation *edited;

  g_free (copy->id);
  copy->id = smp_plan_new_zone_id (variant->plan);
  plan = smp_plan_with_zone (variant->plan, copy);
  edited = smp_consultation_with_plan (*consultation, variant->id, plan);
  smp_consultation_unref (*consultation);
  *consultation = edited;
}

guint
cli_pattern_add_front (const SmpPattern *pattern,
                       SmpTemplate t,
                       SmpConsultation **consultation,
                       const SmpPhoto *photo,
                       const SmpFaceFrame *frame,
                       const SmpPolygon *silhouette)
{
  g_autoptr (GPtrArray) zones
      = smp_zones_from_pattern (pattern, t, photo->id, frame, silhouette, photo->scale.mm_per_px);

  for (guint i = 0; i < zones->len; i++)
    cli_add_zone (consultation, g_ptr_array_index (zones, i));
  return zones->len;
}

const SmpPhoto *
cli_photo_with_head (const SmpConsultation *consultation)
{
  for (guint i = 0; i < consultation->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (consultation->photos, i);

      if (smp_photo_uses_head (photo))
        return photo;
    }
  return NULL;
}

void
cli_pattern_note (const SmpPattern *pattern, SmpConsultation **consultation)
{
  SmpAssessment assessment = smp_assessment_from_json ((*consultation)->assessment);
  g_autoptr (JsonObject) json = NULL;
  SmpConsultation *edited;

  assessment.scale = pattern->scale;
  g_strlcpy (assessment.stage, pattern->stage, sizeof assessment.stage);
  json = smp_assessment_to_json (&assessment, (*consultation)->assessment);
  edited = smp_consultation_with_assessment (*consultation, json);
  smp_consultation_unref (*consultation);
  *consultation = edited;
}

void
cli_pattern_finish (const SmpPattern *pattern, SmpConsultation **consultation, guint n_zones)
{
  const SmpPhoto *photo = cli_photo_with_head (*consultation);
  const SmpWhorl usual = SMP_WHORL_DEFAULT;
  g_autoptr (SmpZone) crown
      = photo != NULL && smp_fringe_is_left (pattern)
            ? NULL
            : smp_crown_zone_from_pattern (pattern, "crown",
                                           photo != NULL ? &photo->head.whorl : &usual);
  g_autofree char *name = smp_pattern_to_string (pattern);

  if (crown != NULL && photo != NULL)
    cli_add_zone (consultation, crown);
  else if (crown != NULL)
    g_printerr (_ ("stubble-cli: %s thins the crown, but no photo’s landmarks tell where the head "
                   "is; draw that zone by hand.\n"),
                name);
  else if (n_zones == 0)
    g_printerr (_ ("stubble-cli: %s has lost no hair; no zone was made.\n"), name);
}

/* (transfer full): why a zone is still that of a photo. @photo: (nullable) */
static char *
why_not_on_head (const SmpZone *zone, const SmpPhoto *photo)
{
  if (photo == NULL || !smp_photo_uses_head (photo))
    return g_strdup_printf (_ ("Zone “%s” stays in its photo, which has no head. Place three "
                               "landmarks there, or take away the scale that was typed in."),
                            zone->id);
  if (zone->kind == SMP_ZONE_BEARD || zone->kind == SMP_ZONE_BROW)
    return g_strdup_printf (_ ("Zone “%s” stays in its photo: beards and brows lie on the face, "
                               "not on the scalp. Draw it in the other photos too."),
                            zone->id);
  return g_strdup_printf (_ ("Zone “%s” stays in its photo: it is not on the head there. Draw it "
                             "on the scalp."),
                          zone->id);
}

/* Tells of zones that stayed. @id: (nullable): the one that was meant, which must not */
static gboolean
check_on_head (const SmpConsultation *consultation, const char *id, GError **error)
{
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_found = 0;

  for (guint v = 0; v < consultation->variants->len; v++)
    {
      const SmpPlan *plan
          = ((const SmpVariant *)g_ptr_array_index (consultation->variants, v))->plan;

      for (guint z = 0; z < plan->zones->len; z++)
        {
          const SmpZone *zone = g_ptr_array_index (plan->zones, z);
          g_autofree char *why = NULL;

          if (id != NULL && strcmp (zone->id, id) != 0)
            continue;
          n_found++;
          if (strcmp (zone->space, SMP_SPACE_HEAD) == 0 || !g_hash_table_add (told, zone->id))
            continue;
          why = why_not_on_head (zone, smp_consultation_get_photo (consultation, zone->space));
          if (id != NULL)
            {
              g_set_error_literal (error, SMP_ERROR, SMP_ERROR_INVALID, why);
              return FALSE;
            }
          g_printerr ("stubble-cli: %s\n", why);
        }
    }
  if (id != NULL && n_found == 0)
    g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
                 _ ("No zone is called “%s”. “stubble-cli info” lists the zones."), id);
  return id == NULL || n_found > 0;
}

gboolean
cli_zones_onto_head (SmpConsultation **consultation, char **ids, GError **error)
{
  for (gsize i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      const char *id = strcmp (ids[i], "all") != 0 ? ids[i] : NULL;
      SmpConsultation *laid = smp_consultation_zones_onto_head (*consultation, id);

      smp_consultation_unref (*consultation);
      *consultation = laid;
      if (!check_on_head (laid, id, error))
        return FALSE;
    }
  return TRUE;
}
