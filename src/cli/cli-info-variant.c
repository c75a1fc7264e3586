/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/smp-limits.h"
#include "cli-info.h"
#include "cli-json.h"
#include "cli-scene.h"
#include "cli.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "project/smp-project-reader.h"
#include "record/smp-guides.h"
#include "stipple/smp-dots.h"
#include "stipple/smp-zone-head.h"
#include "stipple/smp-zone-measure.h"
#include "stipple/smp-zone-polygon.h"
#include "surface/smp-surface.h"

/* What is told of a variant: its shade, its zones with their dots, and what the guides measure. */

/* How the zone's edges run and its dots differ, as in the file. */
static void
describe_look (JsonBuilder *b, const SmpZone *zone)
{
  cli_begin_object (b, "feather");
  cli_add_double (b, "hairline", zone->feather[SMP_EDGE_HAIRLINE]);
  cli_add_double (b, "blend", zone->feather[SMP_EDGE_BLEND]);
  cli_add_double (b, "far_reach", zone->far_reach);
  cli_add_double (b, "far_share", zone->far_share);
  json_builder_end_object (b);
  cli_begin_object (b, "irregularity");
  cli_add_double (b, "amplitude", zone->irregularity_amplitude);
  cli_add_double (b, "wavelength", zone->irregularity_wavelength);
  cli_add_double (b, "macro_amplitude", zone->macro_amplitude);
  cli_add_double (b, "macro_wavelength", zone->macro_wavelength);
  json_builder_end_object (b);
  cli_begin_object (b, "variation");
  cli_add_double (b, "diameter", zone->variation.diameter);
  cli_add_double (b, "strength", zone->variation.strength);
  cli_add_double (b, "elongation", zone->variation.elongation);
  cli_add_double (b, "scatter", zone->variation.scatter);
  cli_add_double (b, "cluster", zone->variation.cluster);
  json_builder_end_object (b);
}

/* Adds the zone's dots to those of the sessions. */
static void
describe_zone (JsonBuilder *b,
               const SmpZone *zone,
               const SmpPhoto *photo,
               const SmpPlan *plan,
               const SmpDotCount *count,
               gboolean is_alone,
               gint64 total[SMP_LIMIT_SESSIONS])
{
  const guint *sessions = count->of_session;
  guint n = 0;

  for (gsize i = 0; i < plan->n_sessions; i++)
    {
      n += sessions[i];
      total[i] += sessions[i];
    }
  json_builder_begin_object (b);
  cli_add_string (b, "id", zone->id);
  cli_add_string (b, "kind", smp_zone_kind_to_string (zone->kind));
  cli_add_string (b, "space", zone->space);
  /* What it was called before; it may be "head" too. */
  cli_add_string (b, "photo", zone->space);
  if (is_alone)
    {
      json_builder_set_member_name (b, "only_in_photo");
      json_builder_add_boolean_value (b, TRUE);
    }
  if (zone->kind != SMP_ZONE_KEEP_OUT)
    {
      double area = smp_zone_area_cm2 (zone, photo);
      double uncertainty = smp_photo_area_uncertainty (photo);

      cli_add_double (b, "area_cm2", cli_rounded (area));
      cli_add_double (b, "area_uncertainty_cm2", cli_rounded (uncertainty * area));
      cli_add_double (b, "density", zone->density);
      cli_add_double (b, "dot_diameter_mm", zone->dot_diameter);
      cli_add_double (b, "deposit_diameter_mm",
                      floor (1000 * smp_zone_deposit (zone) + 0.5) / 1000);
      describe_look (b, zone);
      cli_add_int (b, "dots", n);
      cli_add_int (b, "dots_uncertainty", (gint64)(uncertainty * n + 0.5));
      json_builder_set_member_name (b, "dots_by_session");
      json_builder_begin_array (b);
      for (gsize i = 0; i < plan->n_sessions; i++)
        json_builder_add_int_value (b, sessions[i]);
      json_builder_end_array (b);
    }
  json_builder_end_object (b);
}

/* What zones on the head are measured with: any photo that has the head, else any. */
static const SmpPhoto *
photo_with_head (const SmpConsultation *consultation)
{
  for (guint i = 0; i < consultation->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (consultation->photos, i);

      if (smp_photo_uses_head (photo))
        return photo;
    }
  return consultation->photos->len > 0 ? g_ptr_array_index (consultation->photos, 0) : NULL;
}

/* What the guides measure in the first photo that shows a hairline from the front. */
static void
describe_guides (JsonBuilder *b, const SmpConsultation *consultation, const SmpPlan *plan)
{
  for (guint p = 0; p < consultation->photos->len; p++)
    {
      const SmpPhoto *photo = g_ptr_array_index (consultation->photos, p);
      g_autoptr (SmpGuides) guides = smp_guides_new (consultation, photo, plan);

      if (!guides->has_height || photo->view != SMP_VIEW_FRONT)
        continue;
      cli_begin_object (b, "guides");
      cli_add_string (b, "photo", photo->id);
      cli_add_double (b, "hairline_height_mm", cli_rounded (guides->height_mm));
      json_builder_set_member_name (b, "usual_height_mm");
      json_builder_begin_array (b);
      json_builder_add_double_value (b, guides->usual_low_mm);
      json_builder_add_double_value (b, guides->usual_high_mm);
      json_builder_end_array (b);
      if (guides->has_thirds)
        {
          json_builder_set_member_name (b, "thirds_mm");
          json_builder_begin_array (b);
          for (int i = 0; i < 3; i++)
            if (guides->thirds_mm[i] > 0)
              json_builder_add_double_value (b, cli_rounded (guides->thirds_mm[i]));
            else
              json_builder_add_null_value (b);
          json_builder_end_array (b);
        }
      if (guides->has_symmetry)
        {
          cli_begin_object (b, "asymmetry_mm");
          cli_add_double (b, "mean", cli_rounded (guides->asymmetry_mean_mm));
          cli_add_double (b, "most", cli_rounded (guides->asymmetry_most_mm));
          cli_add_double (b, "left_higher", cli_rounded (guides->left_higher_mm));
          json_builder_end_object (b);
        }
      g_autofree char *text = smp_guides_describe (guides);
      cli_add_string (b, "text", text);
      json_builder_end_object (b);
      return;
    }
}

gboolean
cli_describe_variant (JsonBuilder *b,
                      const SmpConsultation *consultation,
                      const SmpVariant *variant,
                      GError **error)
{
  const SmpPlan *plan = variant->plan;
  const SmpPhoto *shown_on = photo_with_head (consultation);
  gint64 total[SMP_LIMIT_SESSIONS] = { 0 }, all = 0;

  json_builder_begin_object (b);
  cli_add_string (b, "id", variant->id);
  cli_add_string (b, "name", variant->name);
  cli_add_int (b, "seed", (gint64)plan->seed);
  json_builder_set_member_name (b, "pigment");
  json_builder_begin_object (b);
  cli_add_string (b, "id", plan->pigment->id);
  cli_add_string (b, "name", plan->pigment->name);
  if (plan->pigment->has_colour)
    {
      g_autofree char *hex = g_strdup_printf ("#%02x%02x%02x", plan->pigment->colour[0],
                                              plan->pigment->colour[1], plan->pigment->colour[2]);

      cli_add_string (b, "colour", hex);
    }
  else
    {
      cli_add_double (b, "dilution", plan->pigment->dilution);
      cli_add_double (b, "warmth", plan->pigment->warmth);
    }
  json_builder_end_object (b);
  cli_add_int (b, "sessions", (gint64)plan->n_sessions);
  json_builder_set_member_name (b, "zones");
  json_builder_begin_array (b);
  for (guint p = 0; p < consultation->photos->len; p++)
    {
      const SmpPhoto *photo = g_ptr_array_index (consultation->photos, p);
      g_autoptr (SmpDotSet) dots = cli_place_dots (variant, photo, 0, error);
      SmpDotCount counts[SMP_LIMIT_ZONES];

      if (dots == NULL)
        return FALSE;
      smp_dot_set_count (dots, MIN (plan->zones->len, SMP_LIMIT_ZONES), counts);
      for (guint z = 0; z < plan->zones->len; z++)
        {
          const SmpZone *zone = g_ptr_array_index (plan->zones, z);
          gboolean here = strcmp (zone->space, photo->id) == 0
                          || (strcmp (zone->space, SMP_SPACE_HEAD) == 0 && photo == shown_on);

          if (here)
            describe_zone (b, zone, photo, plan, &counts[z], smp_zone_is_alone (zone, consultation),
                           total);
        }
    }
  json_builder_end_array (b);
  for (gsize i = 0; i < plan->n_sessions; i++)
    all += total[i];
  cli_add_int (b, "dots", all);
  describe_guides (b, consultation, plan);
  cli_describe_course (b, consultation, plan, total);
  json_builder_end_object (b);
  return TRUE;
}

static void
print_zone (JsonArray *array, guint index, JsonNode *node, gpointer data)
{
  JsonObject *zone = json_node_get_object (node);

  if (!json_object_has_member (zone, "dots"))
    printf (_ ("  %s (%s) on %s\n"), json_object_get_string_member (zone, "id"),
            json_object_get_string_member (zone, "kind"),
            json_object_get_string_member (zone, "photo"));
  else
    printf (
        _ ("  %s (%s) on %s: %.0f ± %.0f cm², %.0f dots per cm², %" PRId64 " ± %" PRId64
           " dots that look %.2f mm wide (pigment %.2f mm)\n"),
        json_object_get_string_member (zone, "id"), json_object_get_string_member (zone, "kind"),
        json_object_get_string_member (zone, "photo"),
        json_object_get_double_member (zone, "area_cm2"),
        json_object_get_double_member (zone, "area_uncertainty_cm2"),
        json_object_get_double_member (zone, "density"), json_object_get_int_member (zone, "dots"),
        json_object_get_int_member (zone, "dots_uncertainty"),
        json_object_get_double_member (zone, "dot_diameter_mm"),
        json_object_get_double_member (zone, "deposit_diameter_mm"));
  if (json_object_has_member (zone, "only_in_photo"))
    printf (_ ("    Only %s shows it, though other photos show the same head. To lay it on the "
               "head, so that all of them do: stubble-cli edit --onto-head %s\n"),
            json_object_get_string_member (zone, "photo"),
            json_object_get_string_member (zone, "id"));
}

void
cli_print_variant (JsonArray *array, guint index, JsonNode *node, gpointer data)
{
  JsonObject *variant = json_node_get_object (node);

  printf (
      _ ("Variant %s: %s, shade %s, %" PRId64 " dots in %" PRId64 " sessions\n"),
      json_object_get_string_member (variant, "id"),
      json_object_get_string_member (variant, "name"),
      json_object_get_string_member (json_object_get_object_member (variant, "pigment"), "name"),
      json_object_get_int_member (variant, "dots"),
      json_object_get_int_member (variant, "sessions"));
  json_array_foreach_element (json_object_get_array_member (variant, "zones"), print_zone, NULL);
  if (json_object_has_member (variant, "guides"))
    printf ("  %s\n", json_object_get_string_member (
                          json_object_get_object_member (variant, "guides"), "text"));
  cli_print_course (variant);
}
