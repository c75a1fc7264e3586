/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "base/smp-constants.h"
#include "cli-info.h"
#include "cli-json.h"
#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-decode.h"
#include "project/smp-project-reader.h"
#include "record/smp-warnings.h"
#include "render/smp-healing.h"

static void
add_text (JsonBuilder *b, const char *name, const char *value)
{
  if (value != NULL)
    cli_add_string (b, name, value);
}

static void
add_number (JsonBuilder *b, const char *name, double value)
{
  cli_add_double (b, name, cli_rounded (value));
}

static void
describe_recipe (JsonBuilder *b, const SmpPlan *plan)
{
  json_builder_set_member_name (b, "recipe");
  json_builder_begin_object (b);
  add_number (b, "needle_mm", smp_plan_needle (plan));
  if (plan->recipe.needle_points > 0)
    cli_add_int (b, "needles", plan->recipe.needle_points);
  add_number (b, "depth_mm", smp_plan_depth (plan));
  json_builder_end_object (b);
}

void
cli_describe_course (JsonBuilder *b,
                     const SmpConsultation *consultation,
                     const SmpPlan *plan,
                     const gint64 dots[SMP_LIMIT_SESSIONS])
{
  SmpAssessment assessment = smp_assessment_from_json (consultation->assessment);
  double hours = 0;

  describe_recipe (b, plan);
  json_builder_set_member_name (b, "course");
  json_builder_begin_array (b);
  for (guint i = 0; i < plan->n_sessions; i++)
    {
      g_autofree char *date = smp_plan_session_date (plan, i);

      json_builder_begin_object (b);
      cli_add_int (b, "session", i + 1);
      add_number (b, "share", plan->sessions[i].share);
      add_number (b, "strength", smp_plan_session_strength (plan, i));
      cli_add_int (b, "dots", dots[i]);
      add_number (b, "hours", smp_plan_hours ((double)dots[i]));
      add_text (b, "date", date);
      add_text (b, "done", plan->sessions[i].done);
      json_builder_end_object (b);
      hours += smp_plan_hours ((double)dots[i]);
    }
  json_builder_end_array (b);
  add_number (b, "hours", hours);
  add_number (b, "touch_up_years", smp_ageing_touch_up_years (smp_assessment_fading (&assessment)));
}

void
cli_describe_assessment (JsonBuilder *b, const SmpConsultation *consultation)
{
  SmpAssessment assessment = smp_assessment_from_json (consultation->assessment);
  g_autofree char *loss = smp_hair_loss_describe (assessment.scale, assessment.stage);

  json_builder_set_member_name (b, "assessment");
  json_builder_begin_object (b);
  add_text (b, "hair_loss", loss);
  if (assessment.fitzpatrick > 0)
    cli_add_int (b, "fitzpatrick", assessment.fitzpatrick);
  add_number (b, "fading_per_year", smp_assessment_fading (&assessment));
  json_builder_end_object (b);
}

/* The photo's pixels, or NULL: a photo that cannot be read has no shine to warn of. */
static SmpDecodedPhoto *
decode (const SmpConsultation *consultation, const SmpPhoto *photo, GFile *folder)
{
  g_autoptr (GBytes) bytes = smp_project_dup_photo_bytes (consultation, photo, folder, NULL, NULL);

  return bytes != NULL ? smp_photo_decode (bytes, photo->name, 0, NULL, NULL) : NULL;
}

static void
take_all (GPtrArray *to, GPtrArray *from)
{
  g_ptr_array_extend_and_steal (to, from);
}

/* Bare skin in the first photo that shows some. */
static gboolean
find_skin (const SmpConsultation *consultation, GFile *folder, double skin[3])
{
  const SmpPlan *plan = smp_consultation_get_default_variant (consultation)->plan;

  for (guint i = 0; i < consultation->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (consultation->photos, i);
      g_autoptr (SmpDecodedPhoto) decoded = decode (consultation, photo, folder);

      if (decoded != NULL && smp_warnings_find_skin (photo, decoded->image, plan, skin))
        return TRUE;
    }
  return FALSE;
}

static GPtrArray *
gather_warnings (const SmpConsultation *consultation, GFile *folder)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify)smp_warning_free);
  const SmpPlan *plan = smp_consultation_get_default_variant (consultation)->plan;
  double found[3];
  const double *skin = find_skin (consultation, folder, found) ? found : NULL;

  for (guint i = 0; i < consultation->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (consultation->photos, i);
      g_autoptr (SmpDecodedPhoto) decoded = decode (consultation, photo, folder);

      take_all (all, smp_warnings_for_photo (consultation, photo,
                                             decoded != NULL ? decoded->image : NULL, plan, skin));
    }
  take_all (all, smp_warnings_for_assessment (consultation));
  for (guint i = 0; i < consultation->variants->len; i++)
    take_all (all, smp_warnings_for_variant (consultation,
                                             g_ptr_array_index (consultation->variants, i), skin));
  return all;
}

/* The texts of the warnings, or of the notes. */
static void
add_texts (JsonBuilder *b, const char *name, const GPtrArray *warnings, gboolean notes)
{
  json_builder_set_member_name (b, name);
  json_builder_begin_array (b);
  for (guint i = 0; i < warnings->len; i++)
    {
      const SmpWarning *warning = g_ptr_array_index (warnings, i);
      g_autofree char *sources = smp_sources_describe (warning->sources);
      g_autofree char *text = warning->sources[0] != '\0'
                                  /* Translators: a warning, and the sources that it rests on. */
                                  ? g_strdup_printf (_ ("%s (Sources: %s)"), warning->text, sources)
                                  : g_strdup (warning->text);

      if (warning->is_note == notes)
        json_builder_add_string_value (b, text);
    }
  json_builder_end_array (b);
}

void
cli_describe_warnings (JsonBuilder *b, const SmpConsultation *consultation, GFile *folder)
{
  g_autoptr (GPtrArray) warnings = gather_warnings (consultation, folder);

  add_texts (b, "warnings", warnings, FALSE);
  add_texts (b, "notes", warnings, TRUE);
  json_builder_set_member_name (b, "warning_details");
  json_builder_begin_array (b);
  for (guint i = 0; i < warnings->len; i++)
    {
      const SmpWarning *warning = g_ptr_array_index (warnings, i);

      json_builder_begin_object (b);
      add_text (b, "kind", warning->is_note ? "note" : "warning");
      add_text (b, "id", warning->id);
      add_text (b, "about", warning->about);
      add_text (b, "text", warning->text);
      add_text (b, "sources", warning->sources);
      json_builder_end_object (b);
    }
  json_builder_end_array (b);
}

static void
print_session (JsonArray *array, guint index, JsonNode *node, gpointer data)
{
  JsonObject *session = json_node_get_object (node);

  printf (_ ("  Session %" PRId64 ": %" PRId64 " dots, about %.1f h, strength %.0f %%"),
          json_object_get_int_member (session, "session"),
          json_object_get_int_member (session, "dots"),
          json_object_get_double_member (session, "hours"),
          100 * json_object_get_double_member (session, "strength"));
  if (json_object_has_member (session, "done"))
    printf (_ (", done on %s"), json_object_get_string_member (session, "done"));
  else if (json_object_has_member (session, "date"))
    printf (_ (", on %s"), json_object_get_string_member (session, "date"));
  printf ("\n");
}

void
cli_print_course (JsonObject *variant)
{
  JsonObject *recipe = json_object_get_object_member (variant, "recipe");

  json_array_foreach_element (json_object_get_array_member (variant, "course"), print_session,
                              NULL);
  printf (_ ("  Needle %.2f mm, depth %.2f mm; a touch-up is due after about %.1f years "
             "(illustrative)\n"),
          json_object_get_double_member (recipe, "needle_mm"),
          json_object_get_double_member (recipe, "depth_mm"),
          json_object_get_double_member (variant, "touch_up_years"));
}

void
cli_print_assessment (JsonObject *assessment)
{
  if (json_object_has_member (assessment, "hair_loss"))
    printf (_ ("Hair loss: %s\n"), json_object_get_string_member (assessment, "hair_loss"));
}
