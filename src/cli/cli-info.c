/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "cli-info.h"
#include "cli-json.h"
#include "cli.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "project/smp-project-reader.h"
#include "surface/smp-surface.h"

static void
describe_head (JsonBuilder *b, const SmpHead *head)
{
  const double axes[3] = { head->axes.x, head->axes.y, head->axes.z };

  json_builder_set_member_name (b, "head");
  json_builder_begin_object (b);
  json_builder_set_member_name (b, "axes_mm");
  json_builder_begin_array (b);
  for (int i = 0; i < 3; i++)
    json_builder_add_double_value (b, cli_rounded (axes[i]));
  json_builder_end_array (b);
  cli_add_double (b, "distance_mm", cli_rounded (smp_vec3_length (smp_head_eye (head))));
  cli_add_double (b, "mm_per_px", smp_head_mm_per_px (head));
  cli_add_double (b, "focal_px", cli_rounded (head->camera.focal_px));
  cli_add_double (b, "uncertainty", cli_rounded (head->uncertainty));
  cli_add_double (b, "residual_mm", cli_rounded (head->residual_mm));
  if (head->carried_mm > 0)
    cli_add_double (b, "carried_mm", cli_rounded (head->carried_mm));
  json_builder_end_object (b);
}

static void
describe_photo (JsonBuilder *b, const SmpPhoto *photo)
{
  json_builder_begin_object (b);
  cli_add_string (b, "id", photo->id);
  cli_add_string (b, "name", photo->name);
  cli_add_string (b, "view", smp_view_to_string (photo->view));
  cli_add_int (b, "width", photo->width);
  cli_add_int (b, "height", photo->height);
  json_builder_set_member_name (b, "scale");
  json_builder_begin_object (b);
  cli_add_double (b, "mm_per_px", photo->scale.mm_per_px);
  cli_add_string (b, "method", smp_scale_method_to_string (photo->scale.method));
  cli_add_double (b, "uncertainty", cli_rounded (photo->scale.uncertainty));
  json_builder_end_object (b);
  cli_add_string (b, "surface", smp_photo_uses_head (photo) ? "head" : "plane");
  if (smp_photo_uses_head (photo))
    describe_head (b, &photo->head);
  json_builder_end_object (b);
}

static JsonNode *
describe (const SmpConsultation *consultation, GFile *folder, GError **error)
{
  g_autoptr (JsonBuilder) b = json_builder_new ();

  json_builder_begin_object (b);
  cli_add_string (b, "id", consultation->id);
  cli_add_string (b, "created", consultation->created);
  if (consultation->client.head_circumference_mm > 0)
    cli_add_double (b, "head_circumference_mm", consultation->client.head_circumference_mm);
  json_builder_set_member_name (b, "photos");
  json_builder_begin_array (b);
  for (guint i = 0; i < consultation->photos->len; i++)
    describe_photo (b, g_ptr_array_index (consultation->photos, i));
  json_builder_end_array (b);
  json_builder_set_member_name (b, "variants");
  json_builder_begin_array (b);
  for (guint i = 0; i < consultation->variants->len; i++)
    if (!cli_describe_variant (b, consultation, g_ptr_array_index (consultation->variants, i),
                               error))
      return NULL;
  json_builder_end_array (b);
  cli_describe_assessment (b, consultation);
  cli_describe_warnings (b, consultation, folder);
  json_builder_end_object (b);
  return json_builder_get_root (b);
}

/* The head's scale, and that of the landmarks, which may lie elsewhere and nearer or further. */
static void
print_head (JsonObject *head, JsonObject *scale)
{
  JsonArray *axes = json_object_get_array_member (head, "axes_mm");
  const char *method = json_object_get_string_member (scale, "method");

  printf (_ ("  Head: half axes %.0f × %.0f × %.0f mm (side, up, front), %.0f mm from the camera, "
             "%.4f mm per px ± %.0f %% where it is nearest to the camera, landmarks %.1f mm off a "
             "usual head\n"),
          json_array_get_double_element (axes, 0), json_array_get_double_element (axes, 1),
          json_array_get_double_element (axes, 2),
          json_object_get_double_member (head, "distance_mm"),
          json_object_get_double_member (head, "mm_per_px"),
          100 * json_object_get_double_member (head, "uncertainty"),
          json_object_get_double_member (head, "residual_mm"));
  if (strcmp (method, smp_scale_method_to_string (SMP_SCALE_ASSUMED)) != 0)
    printf (_ ("  By landmarks alone (%s): %.4f mm per px ± %.0f %% at their distance from the "
               "camera\n"),
            method, json_object_get_double_member (scale, "mm_per_px"),
            100 * json_object_get_double_member (scale, "uncertainty"));
  if (json_object_has_member (head, "carried_mm"))
    printf (_ ("  What is drawn here is right to ± %.1f mm in the subject’s other photos\n"),
            json_object_get_double_member (head, "carried_mm"));
}

static void
print_photo (JsonArray *array, guint index, JsonNode *node, gpointer data)
{
  JsonObject *photo = json_node_get_object (node);
  JsonObject *scale = json_object_get_object_member (photo, "scale");
  const char *id = json_object_get_string_member (photo, "id");
  const char *name = json_object_get_string_member (photo, "name");
  const char *view = json_object_get_string_member (photo, "view");
  gint64 width = json_object_get_int_member (photo, "width");
  gint64 height = json_object_get_int_member (photo, "height");

  if (json_object_has_member (photo, "head"))
    {
      printf (_ ("Photo %s: %s, %s, %" PRId64 " × %" PRId64 " px, surface: head\n"), id, name, view,
              width, height);
      print_head (json_object_get_object_member (photo, "head"), scale);
      return;
    }
  printf (_ ("Photo %s: %s, %s, %" PRId64 " × %" PRId64
             " px, %.4f mm per px ± %.0f %% (%s), surface: %s\n"),
          id, name, view, width, height, json_object_get_double_member (scale, "mm_per_px"),
          100 * json_object_get_double_member (scale, "uncertainty"),
          json_object_get_string_member (scale, "method"),
          json_object_get_string_member (photo, "surface"));
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

  if (json_object_has_member (object, "head_circumference_mm"))
    printf (_ ("Head circumference: %.1f cm by tape\n"),
            json_object_get_double_member (object, "head_circumference_mm") / 10);
  json_array_foreach_element (json_object_get_array_member (object, "photos"), print_photo, NULL);
  json_array_foreach_element (json_object_get_array_member (object, "variants"), cli_print_variant,
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
    cli_print_json (root);
  else
    print_text (root);
  return CLI_OK;
}
