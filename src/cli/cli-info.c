/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "base/smp-limits.h"
#include "cli-info.h"
#include "cli-scene.h"
#include "cli.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "project/smp-project-reader.h"
#include "record/smp-guides.h"
#include "stipple/smp-density-map.h"
#include "stipple/smp-dots.h"
#include "stipple/smp-zone-measure.h"
#include "stipple/smp-zone-polygon.h"
#include "surface/smp-surface.h"

/* Adds members to the object at hand. */
static void
add_string (JsonBuilder *b, const char *name, const char *value)
{
  json_builder_set_member_name (b, name);
  json_builder_add_string_value (b, value);
}

static void
add_double (JsonBuilder *b, const char *name, double value)
{
  json_builder_set_member_name (b, name);
  json_builder_add_double_value (b, value);
}

static void
add_int (JsonBuilder *b, const char *name, gint64 value)
{
  json_builder_set_member_name (b, name);
  json_builder_add_int_value (b, value);
}

/* Three decimals are enough for people and for scripts. */
static double
rounded (double value)
{
  return floor (value * 1000 + 0.5) / 1000;
}

static void
describe_head (JsonBuilder *b, const SmpHead *head)
{
  const double axes[3] = { head->axes.x, head->axes.y, head->axes.z };

  json_builder_set_member_name (b, "head");
  json_builder_begin_object (b);
  json_builder_set_member_name (b, "axes_mm");
  json_builder_begin_array (b);
  for (int i = 0; i < 3; i++)
    json_builder_add_double_value (b, rounded (axes[i]));
  json_builder_end_array (b);
  add_double (b, "distance_mm", rounded (smp_vec3_length (smp_head_eye (head))));
  add_double (b, "mm_per_px", smp_head_mm_per_px (head));
  add_double (b, "focal_px", rounded (head->camera.focal_px));
  add_double (b, "uncertainty", rounded (head->uncertainty));
  add_double (b, "residual_mm", rounded (head->residual_mm));
  json_builder_end_object (b);
}

static void
describe_photo (JsonBuilder *b, const SmpPhoto *photo)
{
  json_builder_begin_object (b);
  add_string (b, "id", photo->id);
  add_string (b, "name", photo->name);
  add_string (b, "view", smp_view_to_string (photo->view));
  add_int (b, "width", photo->width);
  add_int (b, "height", photo->height);
  json_builder_set_member_name (b, "scale");
  json_builder_begin_object (b);
  add_double (b, "mm_per_px", photo->scale.mm_per_px);
  add_string (b, "method", smp_scale_method_to_string (photo->scale.method));
  add_double (b, "uncertainty", rounded (photo->scale.uncertainty));
  json_builder_end_object (b);
  add_string (b, "surface", smp_photo_uses_head (photo) ? "head" : "plane");
  if (smp_photo_uses_head (photo))
    describe_head (b, &photo->head);
  json_builder_end_object (b);
}

/* The dots of a zone by session. On the head they are those of all of the scalp, seen in a photo or
 * not: what the density map makes us expect. FALSE if the map cannot be made. */
static gboolean
count_dots (const SmpZone *zone,
            const SmpPhoto *photo,
            const SmpPlan *plan,
            const SmpDotSet *dots,
            guint number,
            guint *sessions,
            GError **error)
{
  g_autoptr (SmpSurface) surface = NULL;
  g_autoptr (SmpDensityMap) map = NULL;
  double n;

  if (strcmp (zone->space, SMP_SPACE_HEAD) != 0)
    {
      for (gsize i = 0; i < dots->n_dots; i++)
        sessions[dots->dots[i].session] += dots->dots[i].zone == number;
      return TRUE;
    }
  surface = smp_surface_for_photo (photo);
  if (!smp_zone_is_on (zone, photo->id, surface))
    return TRUE;
  map = smp_density_map_new (zone, surface, plan->seed, 0, NULL, error);
  if (map == NULL)
    return FALSE;
  n = map->density * smp_density_map_effective_area (map);
  for (gsize i = 0; i < plan->n_sessions; i++)
    sessions[i] = (guint)(n * plan->sessions[i].share + 0.5);
  return TRUE;
}

static void
begin_object (JsonBuilder *b, const char *name)
{
  json_builder_set_member_name (b, name);
  json_builder_begin_object (b);
}

/* How the zone's edges run and its dots differ, as in the file. */
static void
describe_look (JsonBuilder *b, const SmpZone *zone)
{
  begin_object (b, "feather");
  add_double (b, "hairline", zone->feather[SMP_EDGE_HAIRLINE]);
  add_double (b, "blend", zone->feather[SMP_EDGE_BLEND]);
  add_double (b, "far_reach", zone->far_reach);
  add_double (b, "far_share", zone->far_share);
  json_builder_end_object (b);
  begin_object (b, "irregularity");
  add_double (b, "amplitude", zone->irregularity_amplitude);
  add_double (b, "wavelength", zone->irregularity_wavelength);
  add_double (b, "macro_amplitude", zone->macro_amplitude);
  add_double (b, "macro_wavelength", zone->macro_wavelength);
  json_builder_end_object (b);
  begin_object (b, "variation");
  add_double (b, "diameter", zone->variation.diameter);
  add_double (b, "strength", zone->variation.strength);
  add_double (b, "elongation", zone->variation.elongation);
  add_double (b, "scatter", zone->variation.scatter);
  add_double (b, "cluster", zone->variation.cluster);
  json_builder_end_object (b);
}

/* Adds the zone's dots to those of the sessions. */
static gboolean
describe_zone (JsonBuilder *b,
               const SmpZone *zone,
               const SmpPhoto *photo,
               const SmpPlan *plan,
               const SmpDotSet *dots,
               guint number,
               gint64 total[SMP_LIMIT_SESSIONS],
               GError **error)
{
  guint sessions[SMP_LIMIT_SESSIONS] = { 0 };
  guint n = 0;

  if (zone->kind != SMP_ZONE_KEEP_OUT
      && !count_dots (zone, photo, plan, dots, number, sessions, error))
    return FALSE;
  for (gsize i = 0; i < plan->n_sessions; i++)
    {
      n += sessions[i];
      total[i] += sessions[i];
    }
  json_builder_begin_object (b);
  add_string (b, "id", zone->id);
  add_string (b, "kind", smp_zone_kind_to_string (zone->kind));
  add_string (b, "photo", zone->space);
  if (zone->kind != SMP_ZONE_KEEP_OUT)
    {
      double area = smp_zone_area_cm2 (zone, photo);
      double uncertainty = smp_photo_area_uncertainty (photo);

      add_double (b, "area_cm2", rounded (area));
      add_double (b, "area_uncertainty_cm2", rounded (uncertainty * area));
      add_double (b, "density", zone->density);
      add_double (b, "dot_diameter_mm", zone->dot_diameter);
      describe_look (b, zone);
      add_int (b, "dots", n);
      add_int (b, "dots_uncertainty", (gint64)(uncertainty * n + 0.5));
      json_builder_set_member_name (b, "dots_by_session");
      json_builder_begin_array (b);
      for (gsize i = 0; i < plan->n_sessions; i++)
        json_builder_add_int_value (b, sessions[i]);
      json_builder_end_array (b);
    }
  json_builder_end_object (b);
  return TRUE;
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
      begin_object (b, "guides");
      add_string (b, "photo", photo->id);
      add_double (b, "hairline_height_mm", rounded (guides->height_mm));
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
              json_builder_add_double_value (b, rounded (guides->thirds_mm[i]));
            else
              json_builder_add_null_value (b);
          json_builder_end_array (b);
        }
      if (guides->has_symmetry)
        {
          begin_object (b, "asymmetry_mm");
          add_double (b, "mean", rounded (guides->asymmetry_mean_mm));
          add_double (b, "most", rounded (guides->asymmetry_most_mm));
          add_double (b, "left_higher", rounded (guides->left_higher_mm));
          json_builder_end_object (b);
        }
      g_autofree char *text = smp_guides_describe (guides);
      add_string (b, "text", text);
      json_builder_end_object (b);
      return;
    }
}

static gboolean
describe_variant (JsonBuilder *b,
                  const SmpConsultation *consultation,
                  const SmpVariant *variant,
                  GError **error)
{
  const SmpPlan *plan = variant->plan;
  const SmpPhoto *shown_on = photo_with_head (consultation);
  gint64 total[SMP_LIMIT_SESSIONS] = { 0 }, all = 0;

  json_builder_begin_object (b);
  add_string (b, "id", variant->id);
  add_string (b, "name", variant->name);
  add_int (b, "seed", (gint64)plan->seed);
  json_builder_set_member_name (b, "pigment");
  json_builder_begin_object (b);
  add_string (b, "id", plan->pigment->id);
  add_string (b, "name", plan->pigment->name);
  if (plan->pigment->has_colour)
    {
      g_autofree char *hex = g_strdup_printf ("#%02x%02x%02x", plan->pigment->colour[0],
                                              plan->pigment->colour[1], plan->pigment->colour[2]);

      add_string (b, "colour", hex);
    }
  else
    {
      add_double (b, "dilution", plan->pigment->dilution);
      add_double (b, "warmth", plan->pigment->warmth);
    }
  json_builder_end_object (b);
  add_int (b, "sessions", (gint64)plan->n_sessions);
  json_builder_set_member_name (b, "zones");
  json_builder_begin_array (b);
  for (guint p = 0; p < consultation->photos->len; p++)
    {
      const SmpPhoto *photo = g_ptr_array_index (consultation->photos, p);
      g_autoptr (SmpDotSet) dots = cli_place_dots (variant, photo, 0, error);

      if (dots == NULL)
        return FALSE;
      for (guint z = 0; z < plan->zones->len; z++)
        {
          const SmpZone *zone = g_ptr_array_index (plan->zones, z);
          gboolean here = strcmp (zone->space, photo->id) == 0
                          || (strcmp (zone->space, SMP_SPACE_HEAD) == 0 && photo == shown_on);

          if (here && !describe_zone (b, zone, photo, plan, dots, z, total, error))
            return FALSE;
        }
    }
  json_builder_end_array (b);
  for (gsize i = 0; i < plan->n_sessions; i++)
    all += total[i];
  add_int (b, "dots", all);
  describe_guides (b, consultation, plan);
  cli_describe_course (b, consultation, plan, total);
  json_builder_end_object (b);
  return TRUE;
}

static JsonNode *
describe (const SmpConsultation *consultation, GFile *folder, GError **error)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_object (b);
  add_string (b, "id", consultation->id);
  add_string (b, "created", consultation->created);
  json_builder_set_member_name (b, "photos");
  json_builder_begin_array (b);
  for (guint i = 0; i < consultation->photos->len; i++)
    describe_photo (b, g_ptr_array_index (consultation->photos, i));
  json_builder_end_array (b);
  json_builder_set_member_name (b, "variants");
  json_builder_begin_array (b);
  for (guint i = 0; i < consultation->variants->len; i++)
    if (!describe_variant (b, consultation, g_ptr_array_index (consultation->variants, i), error))
      return NULL;
  json_builder_end_array (b);
  cli_describe_assessment (b, consultation);
  cli_describe_warnings (b, consultation, folder);
  json_builder_end_object (b);
  return json_builder_get_root (b);
}

static void
print_head (JsonObject *head)
{
  JsonArray *axes = json_object_get_array_member (head, "axes_mm");

  printf (_ ("  Head: half axes %.0f × %.0f × %.0f mm (side, up, front), %.0f mm from the camera, "
             "%.4f mm per px ± %.0f %%, landmarks %.1f mm off a usual head\n"),
          json_array_get_double_element (axes, 0), json_array_get_double_element (axes, 1),
          json_array_get_double_element (axes, 2),
          json_object_get_double_member (head, "distance_mm"),
          json_object_get_double_member (head, "mm_per_px"),
          100 * json_object_get_double_member (head, "uncertainty"),
          json_object_get_double_member (head, "residual_mm"));
}

static void
print_photo (JsonArray *array, guint index, JsonNode *node, gpointer data)
{
  JsonObject *photo = json_node_get_object (node);
  JsonObject *scale = json_object_get_object_member (photo, "scale");

  printf (_ ("Photo %s: %s, %s, %" PRId64 " × %" PRId64
             " px, %.4f mm per px ± %.0f %% (%s), surface: %s\n"),
          json_object_get_string_member (photo, "id"),
          json_object_get_string_member (photo, "name"),
          json_object_get_string_member (photo, "view"),
          json_object_get_int_member (photo, "width"), json_object_get_int_member (photo, "height"),
          json_object_get_double_member (scale, "mm_per_px"),
          100 * json_object_get_double_member (scale, "uncertainty"),
          json_object_get_string_member (scale, "method"),
          json_object_get_string_member (photo, "surface"));
  if (json_object_has_member (photo, "head"))
    print_head (json_object_get_object_member (photo, "head"));
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
           " dots of %.2f mm\n"),
        json_object_get_string_member (zone, "id"), json_object_get_string_member (zone, "kind"),
        json_object_get_string_member (zone, "photo"),
        json_object_get_double_member (zone, "area_cm2"),
        json_object_get_double_member (zone, "area_uncertainty_cm2"),
        json_object_get_double_member (zone, "density"), json_object_get_int_member (zone, "dots"),
        json_object_get_int_member (zone, "dots_uncertainty"),
        json_object_get_double_member (zone, "dot_diameter_mm"));
}

static void
print_variant (JsonArray *array, guint index, JsonNode *node, gpointer data)
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

static void
print_warning (JsonArray *array, guint index, JsonNode *node, gpointer data)
{
  printf (_ ("Warning: %s\n"), json_node_get_string (node));
}

static void
print_note (JsonArray *array, guint index, JsonNode *node, gpointer data)
{
  printf (_ ("Note: %s\n"), json_node_get_string (node));
}

static void
print_text (JsonNode *root)
{
  JsonObject *object = json_node_get_object (root);

  json_array_foreach_element (json_object_get_array_member (object, "photos"), print_photo, NULL);
  json_array_foreach_element (json_object_get_array_member (object, "variants"), print_variant,
                              NULL);
  cli_print_assessment (json_object_get_object_member (object, "assessment"));
  json_array_foreach_element (json_object_get_array_member (object, "warnings"), print_warning,
                              NULL);
  json_array_foreach_element (json_object_get_array_member (object, "notes"), print_note, NULL);
}

int
cli_info (int argc, char **argv)
{
  g_autofree char *format = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("text (usual) or json"), "FORMAT" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (SmpConsultation) consultation = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (JsonNode) root = NULL;
  gboolean json;
  int code;

  if (!cli_parse (&argc, &argv, entries, "FILE",
                  _ ("Tells photos, scales, areas, dots, pigment and warnings."), &code))
    return code;
  if (argc != 2)
    return cli_misuse (_ ("“info” takes one consultation file"));
  json = format != NULL && strcmp (format, "json") == 0;
  if (format != NULL && !json && strcmp (format, "text") != 0)
    return cli_misuse (_ ("--format must be text or json, not “%s”"), format);

  file = cli_file (argv[1]);
  consultation = smp_project_load (file, NULL, &error);
  if (consultation == NULL)
    return cli_fail (argv[1], error);
  folder = g_file_get_parent (file);
  root = describe (consultation, folder, &error);
  if (root == NULL)
    return cli_fail (argv[1], error);
  if (json)
    {
      g_autofree char *text = json_to_string (root, TRUE);

      printf ("%s\n", text);
    }
  else
    print_text (root);
  return CLI_OK;
}
