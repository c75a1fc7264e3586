/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/smp-error.h"
#include "base/smp-parallel.h"
#include "cli-scene.h"
#include "cli.h"
#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "photo/smp-image.h"
#include "project/smp-project-link.h"
#include "record/smp-picture-file.h"
#include "record/smp-picture.h"
#include "render/smp-render.h"

typedef struct
{
  char *output;
  char *photo;
  char *variant;
  SmpPictureContent content;
  SmpAge age;
  double scale; /* 0: from the size */
  int width;    /* box to fit in, 0: none */
  int height;
  int max_megapixels; /* of the photo; 0: the usual limit */
  gboolean progress;
  SmpPictureOptions options;
} RenderJob;

typedef struct
{
  const RenderJob *job;
  char **files;
  char **outputs;
  GError **errors;
} Batch;

static double
scale_for (const RenderJob *job, const SmpImage *photo, const SmpDotSet *dots)
{
  SmpRect part = smp_picture_part (photo, dots, job->content);

  if (job->width > 0)
    return MIN (job->width / part.width, job->height / part.height);
  return job->scale;
}

/* A file that is being written. */
typedef struct
{
  const char *output;
  int tenths; /* told so far */
} Writing;

static void
on_written (double share, gpointer data)
{
  Writing *self = data;
  int tenths = (int)(share * 10);

  if (tenths > self->tenths && tenths < 10)
    /* Translators: progress: a file, and how much of it has been written. */
    g_printerr (_ ("%s: %d %%\n"), self->output, tenths * 10);
  self->tenths = tenths;
}

static gboolean
render_file (const RenderJob *job, const char *path, const char *output, GError **error)
{
  g_autoptr (CliScene) scene = NULL;
  g_autoptr (SmpPyramid) pyramid = NULL;
  g_autoptr (SmpImage) picture = NULL;
  g_autoptr (GFile) file = cli_file (output);
  g_autoptr (GFile) project_file = NULL;
  SmpPictureFormat format;
  SmpAssessment assessment;
  SmpAge age = job->age;
  Writing writing = { .output = output };
  SmpPictureInfo info = { .simulated = job->content != SMP_PICTURE_BEFORE,
                          .n_threads = job->options.n_threads,
                          .progress = job->progress ? on_written : NULL,
                          .progress_data = &writing };

  if (!smp_picture_format_from_name (output, &format, error))
    return FALSE;
  scene = cli_scene_open (path, job->photo, job->variant, job->options.n_threads, error);
  if (scene == NULL)
    return FALSE;
  project_file = cli_file (path);
  if (!smp_project_check_not_input (project_file, file, error)
      || !smp_project_check_output (scene->consultation, project_file, file, error))
    return FALSE;
  assessment = smp_assessment_from_json (scene->consultation->assessment);
  age.fading = smp_assessment_fading (&assessment);
  if (!smp_age_check (&age, scene->variant->plan, error))
    return FALSE;
  scene->max_megapixels = job->max_megapixels;
  pyramid = cli_scene_load_pixels (scene, path, job->options.n_threads, error);
  if (pyramid == NULL)
    return FALSE;
  picture = smp_picture_compose (pyramid, scene->dots, scene->variant->plan, &age,
                                 scale_for (job, pyramid->levels[0], scene->dots), job->content,
                                 &job->options, NULL, error);
  if (picture == NULL)
    return FALSE;
  return smp_picture_save (picture, file, format, &info, NULL, error);
}

static void
render_item (gsize item, int worker, gpointer data)
{
  Batch *batch = data;

  if (!render_file (batch->job, batch->files[item], batch->outputs[item], &batch->errors[item]))
    return;
  if (batch->job->progress)
    g_printerr ("%s\n", batch->outputs[item]);
}

/* Several files go into a folder, each under its own name as PNG. */
static char *
output_in_folder (const char *folder, const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = NULL;

  if (g_str_has_suffix (base, ".stubble.json"))
    base[strlen (base) - strlen (".stubble.json")] = '\0';
  else if (g_str_has_suffix (base, ".json"))
    base[strlen (base) - strlen (".json")] = '\0';
  name = g_strconcat (base, ".png", NULL);
  return g_build_filename (folder, name, NULL);
}

static int
render_all (RenderJob *job, int n_files, char **files)
{
  g_auto (GStrv) outputs = g_new0 (char *, n_files + 1);
  g_autofree GError **errors = g_new0 (GError *, n_files);
  Batch batch = { job, files, outputs, errors };
  int code = CLI_OK, threads = job->options.n_threads;

  for (int i = 0; i < n_files; i++)
    {
      outputs[i] = n_files == 1 ? g_strdup (job->output) : output_in_folder (job->output, files[i]);
      for (int k = 0; k < i; k++)
        if (strcmp (outputs[k], outputs[i]) == 0)
          return cli_misuse (_ ("“%s” and “%s” would both become “%s”"), files[k], files[i],
                             outputs[i]);
    }
  if (n_files == 1)
    render_item (0, 0, &batch);
  else
    {
      /* Files side by side use the processors better than the parts of one. */
      job->options.n_threads = 1;
      smp_parallel_for ((gsize)n_files, threads, render_item, &batch, NULL, NULL);
    }
  for (int i = 0; i < n_files; i++)
    if (errors[i] != NULL)
      {
        code = cli_fail (files[i], errors[i]);
        g_error_free (errors[i]);
      }
  return code;
}

static gboolean
parse_size (const char *text, int *width, int *height)
{
  char *end;
  gint64 w = g_ascii_strtoll (text, &end, 10), h;

  if (end == text || (*end != 'x' && *end != 'X'))
    return FALSE;
  text = end + 1;
  h = g_ascii_strtoll (text, &end, 10);
  if (end == text || *end != '\0' || w < 1 || h < 1 || w > 100000 || h > 100000)
    return FALSE;
  *width = (int)w;
  *height = (int)h;
  return TRUE;
}

int
cli_render (int argc, char **argv)
{
  RenderJob job = { .scale = 1, .age = SMP_AGE_USUAL };
  g_autofree char *output = NULL, *photo = NULL, *variant = NULL, *show = NULL, *size = NULL;
  g_autofree char *scale = NULL, *age = NULL;
  g_autoptr (GError) error = NULL;
  gboolean no_stamp = FALSE;
  int code;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
      N_ ("Picture to write: .png, .jpg, .webp or .tiff; a folder for several files"), "OUT" },
    { "photo", 0, 0, G_OPTION_ARG_STRING, &photo, N_ ("Photo, by its id; the first if not given"),
      "ID" },
    { "variant", 0, 0, G_OPTION_ARG_STRING, &variant, N_ ("Variant, by its id"), "ID" },
    { "show", 0, 0, G_OPTION_ARG_STRING, &show,
      N_ ("before, after (usual), split, side-by-side, sessions, years or hair-loss"), "WHAT" },
    { "age", 0, 0, G_OPTION_ARG_STRING, &age,
      N_ ("fresh:K, day3:K, day7:K, healed:K (usual, after the last session) or years:N"), "AGE" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &size, N_ ("Fit the photo into this many pixels"), "WxH" },
    { "scale", 0, 0, G_OPTION_ARG_STRING, &scale, N_ ("Scale of the photo, 1 is full size"), "S" },
    { "grain", 0, 0, G_OPTION_ARG_NONE, &job.options.match_grain,
      N_ ("Match grain: give dots the noise that the photo has around them"), NULL },
    { "threads", 0, 0, G_OPTION_ARG_INT, &job.options.n_threads,
      N_ ("Threads, 0 for one per processor"), "N" },
    { "tile", 0, 0, G_OPTION_ARG_INT, &job.options.tile, N_ ("Side of a work tile in pixels"),
      "N" },
    { "no-stamp", 0, 0, G_OPTION_ARG_NONE, &no_stamp,
      N_ ("Leave the stamp out: for the practitioner’s own copy"), NULL },
    { "max-megapixels", 0, 0, G_OPTION_ARG_INT, &job.max_megapixels,
      N_ ("Refuse photos of more million pixels; 100 if not given"), "N" },
    { "progress", 0, 0, G_OPTION_ARG_NONE, &job.progress,
      N_ ("Tell how far the writing is, and what has been written"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!cli_parse (&argc, &argv, entries, "FILE… -o OUT", _ ("Renders consultations to pictures."),
                  &code)
      || !cli_check_threads (job.options.n_threads, job.options.tile, &code)
      || !cli_check_megapixels (job.max_megapixels, &code))
    return code;
  if (argc < 2 || output == NULL)
    return cli_misuse (_ ("“render” takes a consultation file and -o OUT"));
  if (argc > 2 && !g_file_test (output, G_FILE_TEST_IS_DIR))
    return cli_misuse (_ ("For several files -o must be a folder that exists, and “%s” is none"),
                       output);
  if (show != NULL && !smp_picture_content_from_string (show, &job.content))
    return cli_misuse (_ ("--show must be before, after, split, side-by-side, "
                          "sessions, years or hair-loss, not “%s”"),
                       show);
  if (show == NULL)
    job.content = SMP_PICTURE_AFTER;
  if (age != NULL && !smp_age_from_string (age, &job.age, &error))
    return cli_misuse ("--age: %s", error->message);
  if (size != NULL && scale != NULL)
    return cli_misuse (_ ("Give --size or --scale, not both"));
  if (size != NULL && !parse_size (size, &job.width, &job.height))
    return cli_misuse (_ ("--size must be like 1600x1200, not “%s”"), size);
  if (scale != NULL)
    {
      char *end;

      job.scale = g_ascii_strtod (scale, &end);
      if (*end != '\0' || !(job.scale >= 0.01) || !(job.scale <= 8))
        return cli_misuse (_ ("--scale must be 0.01 to 8, not “%s”"), scale);
    }
  if (age != NULL && job.content == SMP_PICTURE_BEFORE)
    return cli_misuse (_ ("--age is of the simulated picture; --show before has none"));
  job.output = output;
  job.photo = photo;
  job.variant = variant;
  job.options.stamp = !no_stamp;
  return render_all (&job, argc - 1, argv + 1);
}
