/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "cli-head.h"
#include "cli-zones.h"
#include "cli.h"
#include "model/smp-consultation.h"
#include "model/smp-palette.h"
#include "model/smp-plan.h"
#include "project/smp-preset-file.h"
#include "project/smp-project-edit.h"
#include "project/smp-project-link.h"
#include "project/smp-project-reader.h"
#include "project/smp-project-save.h"

/* The default variant with a shade of a palette. */
static SmpConsultation *
with_shade (const SmpConsultation *consultation,
            const char *palette_name,
            const char *shade,
            GError **error)
{
  const SmpVariant *variant = smp_consultation_get_default_variant (consultation);
  g_autoptr (SmpPalette) palette
      = cli_load_palette (palette_name != NULL ? palette_name : "carbon", error);
  const SmpPigment *pigment = palette != NULL ? cli_find_shade (palette, shade, error) : NULL;
  g_autoptr (SmpPlan) plan = NULL;

  if (pigment == NULL)
    return NULL;
  plan = smp_plan_with_pigment (variant->plan, pigment);
  return smp_consultation_with_plan (consultation, variant->id, plan);
}

/* The default variant with the look of a preset. Tells of members that nothing knows. */
static SmpConsultation *
with_preset (const SmpConsultation *consultation, const char *path, GError **error)
{
  const SmpVariant *variant = smp_consultation_get_default_variant (consultation);
  g_autoptr (GFile) file = cli_file (path);
  g_auto (GStrv) unknown = NULL;
  g_autoptr (SmpPreset) preset = smp_preset_load (file, &unknown, NULL, error);
  g_autoptr (SmpPlan) plan = NULL;

  if (preset == NULL)
    return NULL;
  for (gsize i = 0; unknown != NULL && unknown[i] != NULL; i++)
    cli_tell_unknown (path, unknown[i]);
  plan = smp_preset_apply (preset, variant->plan);
  return smp_consultation_with_plan (consultation, variant->id, plan);
}

/* What was set and means nothing may be misspelt. @pointer ends with "/-" where it was added. */
static void
tell_unknown (GStrv unknown, const char *path, const char *pointer)
{
  gsize length = strlen (pointer) - (g_str_has_suffix (pointer, "/-") ? 2 : 0);

  for (gsize i = 0; unknown[i] != NULL; i++)
    if (strncmp (unknown[i], pointer, length) == 0
        && (unknown[i][length] == '\0' || unknown[i][length] == '/'))
      cli_tell_unknown (path, unknown[i]);
}

/* Where another sex or tape is told, scales and heads go by it. @client: as it was */
static gboolean
follow_client (SmpConsultation **consultation,
               const SmpHeadSubject *client,
               GFile *from,
               int max_megapixels,
               GError **error)
{
  SmpHeadSubject now = smp_consultation_get_subject (*consultation);

  if (now.sex != client->sex)
    {
      SmpConsultation *scaled = smp_consultation_with_scales_anew (*consultation);

      smp_consultation_unref (*consultation);
      *consultation = scaled;
    }
  else if (!(fabs (now.tape_mm - client->tape_mm) > 0))
    return TRUE;
  return cli_refit_head (consultation, from, max_megapixels, error);
}

/* What to change, by the command line. */
typedef struct
{
  GStrv sets;
  GStrv onto_head;
  char *palette;
  char *shade;
  char *preset;
  char *circumference;
  double circumference_mm;
  int max_megapixels;
  char *output;
} EditJob;

static void
edit_job_clear (EditJob *self)
{
  g_strfreev (self->sets);
  g_strfreev (self->onto_head);
  g_free (self->palette);
  g_free (self->shade);
  g_free (self->preset);
  g_free (self->circumference);
  g_free (self->output);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EditJob, edit_job_clear)

/* @edited: (transfer full) (nullable): takes the place of the consultation, if it is one */
static gboolean
take (SmpConsultation **consultation, SmpConsultation *edited)
{
  if (edited == NULL)
    return FALSE;
  smp_consultation_unref (*consultation);
  *consultation = edited;
  return TRUE;
}

/* Members, one after another. Returns the program's code. */
static int
set_members (const EditJob *job, const char *path, SmpConsultation **consultation)
{
  for (gsize i = 0; job->sets != NULL && job->sets[i] != NULL; i++)
    {
      g_autofree char *pointer = NULL;
      g_auto (GStrv) unknown = NULL;
      g_autoptr (GError) error = NULL;
      const char *set = job->sets[i], *equals = strchr (set, '=');

      if (set[0] != '/' || equals == NULL)
        return cli_misuse (_ ("--set must be like /variants/0/plan/seed=7, not “%s”"), set);
      pointer = g_strndup (set, (gsize)(equals - set));
      if (!take (consultation,
                 smp_project_edit (*consultation, pointer, equals + 1, &unknown, &error)))
        return cli_fail (path, error);
      tell_unknown (unknown, path, pointer);
    }
  return CLI_OK;
}

/* All that is asked for, and what follows from it. Returns the program's code. */
static int
edit (const EditJob *job, const char *path, GFile *from, SmpConsultation **consultation)
{
  SmpHeadSubject client = smp_consultation_get_subject (*consultation);
  g_autoptr (GError) error = NULL;
  int code;

  if (job->preset != NULL && !take (consultation, with_preset (*consultation, job->preset, &error)))
    return cli_fail (job->preset, error);
  if (job->shade != NULL
      && !take (consultation, with_shade (*consultation, job->palette, job->shade, &error)))
    return cli_fail (path, error);
  code = set_members (job, path, consultation);
  if (code != CLI_OK)
    return code;
  if (job->circumference != NULL)
    take (consultation,
          smp_consultation_with_head_circumference (*consultation, job->circumference_mm));
  if (!follow_client (consultation, &client, from, job->max_megapixels, &error)
      || !cli_zones_onto_head (consultation, job->onto_head, &error))
    return cli_fail (path, error);
  return CLI_OK;
}

static int
save (const SmpConsultation *consultation, const char *output, GFile *from)
{
  g_autoptr (GFile) to = cli_file (output);
  g_autoptr (SmpConsultation) relinked = NULL;
  g_autoptr (GError) error = NULL;

  if (smp_project_check_output (consultation, from, to, &error))
    relinked = smp_project_relink (consultation, from, to, NULL, &error);
  if (relinked == NULL || !smp_project_save (relinked, to, NULL, NULL, &error))
    return cli_fail (output, error);
  return CLI_OK;
}

/* Whether the command line can be followed; else @code is the program's. */
static gboolean
read_options (EditJob *job, int *argc, char ***argv, int *code)
{
  const GOptionEntry entries[] = {
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &job->sets,
      N_ ("Member by its JSON Pointer, and its new value as JSON"), "/POINTER=VALUE" },
    { "palette", 0, 0, G_OPTION_ARG_FILENAME, &job->palette,
      N_ ("Palette of the shade: carbon (usual), dark, medium, light, a JSON or a .gpl file"),
      "PALETTE" },
    { "shade", 0, 0, G_OPTION_ARG_STRING, &job->shade,
      N_ ("Give the chosen variant this shade of the palette"), "ID" },
    { "preset", 0, 0, G_OPTION_ARG_FILENAME, &job->preset,
      N_ ("Give the chosen variant the look of a preset"), "PRESET.json" },
    { "head-circumference", 0, 0, G_OPTION_ARG_STRING, &job->circumference,
      N_ ("Round the head by tape, above the brows; 0 for none. Fits the head anew"), "CM" },
    { "onto-head", 0, 0, G_OPTION_ARG_STRING_ARRAY, &job->onto_head,
      N_ ("Lay this zone of a photo on the head, so that all its photos show it; or all"), "ZONE" },
    { "max-megapixels", 0, 0, G_OPTION_ARG_INT, &job->max_megapixels,
      N_ ("Refuse photos of more million pixels; 100 if not given"), "N" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &job->output, N_ ("File to write"), "FILE" },
    G_OPTION_ENTRY_NULL,
  };

  if (!cli_parse (argc, argv, entries, "FILE --set /POINTER=VALUE… -o FILE",
                  _ ("Changes members of a consultation; the result is checked like any file."),
                  code)
      || !cli_check_megapixels (job->max_megapixels, code))
    return FALSE;
  if (*argc != 2
      || (job->sets == NULL && job->shade == NULL && job->preset == NULL
          && job->circumference == NULL && job->onto_head == NULL)
      || job->output == NULL)
    {
      *code = cli_misuse (_ ("“edit” takes a consultation file, --set /POINTER=VALUE, --shade ID, "
                             "--preset FILE, --head-circumference CM or --onto-head ZONE, and -o "
                             "FILE"));
      return FALSE;
    }
  return job->circumference == NULL
         || cli_parse_circumference (job->circumference, &job->circumference_mm, code);
}

int
cli_edit (int argc, char **argv)
{
  g_auto (EditJob) job = { 0 };
  g_autoptr (SmpConsultation) consultation = NULL;
  g_autoptr (GFile) from = NULL;
  g_autoptr (GError) error = NULL;
  int code;

  if (!read_options (&job, &argc, &argv, &code))
    return code;
  from = cli_file (argv[1]);
  consultation = smp_project_load (from, NULL, &error);
  if (consultation == NULL)
    return cli_fail (argv[1], error);
  code = edit (&job, argv[1], from, &consultation);
  return code == CLI_OK ? save (consultation, job.output, from) : code;
}
