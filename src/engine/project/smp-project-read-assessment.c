/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "project/smp-project-reader-private.h"

#include "base/smp-constants.h"
#include "model/smp-assessment.h"

#include <glib/gi18n-lib.h>

static void fault_at (SmpJsonReader *r, const char *name, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static void
fault_at (SmpJsonReader *r, const char *name, const char *format, ...)
{
  gsize mark = smp_json_reader_push (r, name);
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  smp_json_reader_fault (r, "%s", message);
  smp_json_reader_pop (r, mark);
}

static void
check_hair_loss (SmpJsonReader *r, JsonObject *assessment)
{
  static const char *const known[] = { "scale", "stage", NULL };
  JsonObject *loss = smp_json_reader_object (r, assessment, "hair_loss", FALSE);
  gsize mark = smp_json_reader_push (r, "hair_loss");

  if (loss != NULL)
    {
      g_autofree char *scale_name = smp_json_reader_string (r, loss, "scale", TRUE, "unknown");
      g_autofree char *stage = smp_json_reader_string (r, loss, "stage", FALSE, "");
      SmpHairLossScale scale;

      smp_json_reader_note_unknown (r, loss, known);
      if (!smp_hair_loss_scale_from_string (scale_name, &scale))
        fault_at (r, "scale",
                  _ ("“%s” is no scale of hair loss; scales are norwood, ludwig, sinclair and "
                     "basp."),
                  scale_name);
      else if (stage[0] != '\0' && scale != SMP_HAIR_LOSS_UNKNOWN
               && !smp_hair_loss_has_stage (scale, stage))
        fault_at (r, "stage", _ ("The scale has no stage “%s”."), stage);
    }
  smp_json_reader_pop (r, mark);
}

static void
check_fading (SmpJsonReader *r, JsonObject *assessment)
{
  JsonObject *fading = smp_json_reader_object (r, assessment, "fading", FALSE);
  gsize mark = smp_json_reader_push (r, "fading");

  if (fading != NULL)
    {
      const char *known[SMP_N_FACTORS + 2] = { [SMP_N_FACTORS] = "rate" };

      smp_json_reader_number (r, fading, "rate", FALSE, 0, SMP_K (FADING_MIN), SMP_K (FADING_MAX));
      for (SmpFactor f = 0; f < SMP_N_FACTORS; f++)
        {
          const char *name = smp_factor_to_string (f);
          g_autofree char *level = smp_json_reader_string (r, fading, name, FALSE, NULL);

          known[f] = name;
          if (level != NULL && smp_factor_level_from_string (f, level) == 0)
            fault_at (r, name, _ ("“%s” is no answer here."), level);
        }
      smp_json_reader_note_unknown (r, fading, known);
    }
  smp_json_reader_pop (r, mark);
}

static void
check_suitability (SmpJsonReader *r, JsonObject *assessment)
{
  const SmpSuitabilityItem *items = smp_suitability_items ();
  JsonObject *answers = smp_json_reader_object (r, assessment, "suitability", FALSE);
  gsize mark = smp_json_reader_push (r, "suitability");
  const char *known[SMP_N_SUITABILITY + 1] = { NULL };

  for (gsize i = 0; answers != NULL && i < SMP_N_SUITABILITY; i++)
    {
      g_autofree char *text = smp_json_reader_string (r, answers, items[i].id, FALSE, "unknown");
      SmpAnswer answer;

      known[i] = items[i].id;
      if (!smp_answer_from_string (text, &answer))
        fault_at (r, items[i].id, _ ("“%s” is no answer; answers are yes, no and unknown."), text);
    }
  if (answers != NULL)
    smp_json_reader_note_unknown (r, answers, known);
  smp_json_reader_pop (r, mark);
}

static void
check_colour (SmpJsonReader *r, JsonObject *assessment, const char *name)
{
  g_autofree char *text = smp_json_reader_string (r, assessment, name, FALSE, NULL);
  guint8 rgb[3];

  if (text != NULL && !smp_project_parse_colour (text, rgb))
    fault_at (r, name, _ ("“%s” is no colour; colours are like #3a3330."), text);
}

void
smp_project_check_assessment (SmpJsonReader *r, JsonObject *assessment)
{
  static const char *const known[]
      = { "sex",         "fitzpatrick", "hair_loss",      "fading", "suitability",
          "skin_colour", "hair_colour", "stubble_colour", NULL };
  gsize mark = smp_json_reader_push (r, "assessment");
  g_autofree char *sex_name = smp_json_reader_string (r, assessment, "sex", FALSE, "unknown");
  SmpSex sex;

  if (!smp_sex_from_string (sex_name, &sex))
    fault_at (r, "sex", _ ("“%s” is none of male, female, other and unknown."), sex_name);
  smp_project_read_whole (r, assessment, "fitzpatrick", 1, 6);
  check_hair_loss (r, assessment);
  check_fading (r, assessment);
  check_suitability (r, assessment);
  check_colour (r, assessment, "skin_colour");
  check_colour (r, assessment, "hair_colour");
  check_colour (r, assessment, "stubble_colour");
  smp_json_reader_note_unknown (r, assessment, known);
  smp_json_reader_pop (r, mark);
}
