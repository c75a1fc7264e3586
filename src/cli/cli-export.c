/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "base/smp-error.h"
#include "cli-scene.h"
#include "cli.h"
#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "photo/smp-image.h"
#include "project/smp-project-link.h"
#include "project/smp-project-reader.h"
#include "record/smp-picture-file.h"
#include "record/smp-picture.h"
#include "record/smp-record.h"

/* A file of the record, which is none that the consultation is made of. */
static GFile *
output_file (const CliScene *scene, GFile *project, const char *folder, char *name, GError **error)
{
  g_autofree char *owned = name;
  g_autofree char *path = g_build_filename (folder, owned, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (!smp_project_check_not_input (project, file, error)
      || !smp_project_check_output (scene->consultation, project, file, error))
    return NULL;
  return g_steal_pointer (&file);
}

static gboolean
write_picture (const CliScene *scene,
               const char *path,
               GFile *project,
               const SmpAge *age,
               gboolean match_grain,
               const char *folder,
               GError **error)
{
  g_autoptr (SmpPyramid) pyramid = NULL;
  g_autoptr (SmpImage) picture = NULL;
  g_autoptr (GFile) file = NULL;
  const SmpPictureOptions options = { .stamp = TRUE, .match_grain = match_grain };
  SmpPictureInfo info = { .simulated = TRUE };

  file = output_file (scene, project, folder, g_strdup_printf ("%s.png", scene->photo->id), error);
  if (file != NULL)
    pyramid = cli_scene_load_pixels (scene, path, 0, error);
  if (pyramid != NULL)
    picture = smp_picture_compose (pyramid, scene->dots, scene->variant->plan, age, 1,
                                   SMP_PICTURE_SIDE_BY_SIDE, &options, NULL, error);
  return picture != NULL && smp_picture_save (picture, file, SMP_PICTURE_PNG, &info, NULL, error);
}

/* The scene of the project that photos are taken from, and its file. */
typedef struct
{
  const CliScene *scene;
  GFile *project;
} Source;

static GBytes *
get_photo (const SmpPhoto *photo, gpointer data, GCancellable *cancellable, GError **error)
{
  const Source *source = data;
  g_autoptr (GFile) folder = g_file_get_parent (source->project);

  return smp_project_dup_photo_bytes (source->scene->consultation, photo, folder, cancellable,
                                      error);
}

static gboolean
write_record (const char *path,
              const char *variant_id,
              SmpAge age,
              gboolean match_grain,
              const char *folder,
              GError **error)
{
  g_autoptr (GFile) project = cli_file (path);
  g_autoptr (CliScene) first = cli_scene_open (path, NULL, variant_id, 0, error);
  g_autoptr (GFile) pdf = NULL;
  SmpAssessment assessment;

  if (first == NULL)
    return FALSE;
  assessment = smp_assessment_from_json (first->consultation->assessment);
  age.fading = smp_assessment_fading (&assessment);
  if (!smp_age_check (&age, first->variant->plan, error))
    return FALSE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID, _ ("The folder “%s” cannot be made: %s."),
                   folder, g_strerror (errno));
      return FALSE;
    }
  for (guint i = 0; i < first->consultation->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (first->consultation->photos, i);
      g_autoptr (CliScene) scene = cli_scene_open (path, photo->id, variant_id, 0, error);

      if (scene == NULL || !write_picture (scene, path, project, &age, match_grain, folder, error))
        return FALSE;
    }
  pdf = output_file (first, project, folder, g_strdup ("record.pdf"), error);
  return pdf != NULL
         && smp_record_save_pdf (first->consultation, first->variant, &age, match_grain, get_photo,
                                 &(Source){ first, project }, pdf, NULL, error);
}

int
cli_export (int argc, char **argv)
{
  g_autofree char *variant = NULL, *age_text = NULL, *folder = NULL;
  gboolean match_grain = FALSE;
  const GOptionEntry entries[] = {
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &folder, N_ ("Folder that is made and filled"),
      "DIR" },
    { "variant", 0, 0, G_OPTION_ARG_STRING, &variant, N_ ("Variant, by its id"), "ID" },
    { "age", 0, 0, G_OPTION_ARG_STRING, &age_text,
      N_ ("Stage of the simulated pictures: fresh:1, healed:3, years:5 …"), "AGE" },
    { "grain", 0, 0, G_OPTION_ARG_NONE, &match_grain,
      N_ ("Match grain: give dots the noise that the photo has around them"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  SmpAge age = SMP_AGE_USUAL;
  int code;

  if (!cli_parse (
          &argc, &argv, entries, "FILE --record DIR",
          _ ("Writes the record of a visit into a folder: each photo beside its simulation, "
             "and a PDF with plan, recipe, answers, expectations and aftercare."),
          &code))
    return code;
  if (argc != 2 || folder == NULL)
    return cli_misuse (_ ("“export” takes one consultation file and --record DIR"));
  if (age_text != NULL && !smp_age_from_string (age_text, &age, &error))
    return cli_misuse ("%s", error->message);
  if (!write_record (argv[1], variant, age, match_grain, folder, &error))
    return cli_fail (argv[1], error);
  return CLI_OK;
}
