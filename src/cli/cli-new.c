/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/smp-error.h"
#include "cli-head.h"
#include "cli-zones.h"
#include "cli.h"
#include "model/smp-consultation.h"
#include "model/smp-fringe.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone-proposal.h"
#include "model/smp-zone.h"
#include "photo/smp-head-contour.h"
#include "photo/smp-head-search.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-decode.h"
#include "project/smp-project-landmarks.h"
#include "project/smp-project-link.h"
#include "project/smp-project-reader.h"
#include "project/smp-project-save.h"
#include "stipple/smp-zone-head.h"
#include "surface/smp-head-consultation.h"
#include "surface/smp-head-curve.h"
#include "surface/smp-head-front.h"

typedef struct
{
  GHashTable *landmarks; /* (nullable): of SmpLandmarks, by file name */
  gboolean has_template;
  SmpTemplate template; /* natural if none was given */
  gboolean has_pattern;
  SmpPattern pattern;
  guint n_pattern_zones;
  gboolean link;
  int max_megapixels;      /* of a photo; 0: the usual limit */
  double circumference_mm; /* of the head, or 0 */
  SmpSex sex;              /* of the client */
  GFile *output;
  guint n_templates;      /* photos that got the template */
  GArray *hints;          /* of SmpHeadHint, one for each photo */
  GPtrArray *silhouettes; /* of SmpPolygon, one for each photo; NULL: not needed or not found */
  SmpHeadView alone;      /* the last photo with a head of its own; fitted if it has one */
} NewJob;

/* Adds the zone of the template, or those of the pattern, if the photo has what it needs. */
static gboolean
add_template (NewJob *job,
              SmpConsultation **consultation,
              const SmpPhoto *photo,
              const SmpPolygon *silhouette)
{
  g_autoptr (SmpZone) zone = NULL;
  SmpFaceFrame frame;

  /* What goes around the head is laid there. */
  if (job->has_pattern && smp_photo_uses_head (photo) && smp_fringe_is_left (&job->pattern))
    return FALSE;
  if (photo->view != SMP_VIEW_FRONT
      || !smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, &frame))
    return FALSE;
  if (smp_photo_uses_head (photo))
    smp_face_frame_fit_head (&frame, &photo->head);
  if (job->has_pattern)
    {
      job->n_pattern_zones += cli_pattern_add_front (&job->pattern, job->template, consultation,
                                                     photo, &frame, silhouette);
      return TRUE;
    }
  zone = smp_zone_from_template (job->template, "zone-1", photo->id, &frame, silhouette,
                                 photo->scale.mm_per_px);
  cli_add_zone (consultation, zone);
  return TRUE;
}

/* On the photos from the front, once the head has been fitted to all of them: where it is then is
 * where hairlines are measured. */
static void
add_templates (NewJob *job, SmpConsultation **consultation)
{
  g_autoptr (SmpConsultation) fitted = smp_consultation_ref (*consultation);

  for (guint i = 0; i < fitted->photos->len; i++)
    if (add_template (job, consultation, g_ptr_array_index (fitted->photos, i),
                      g_ptr_array_index (job->silhouettes, i)))
      job->n_templates++;
}

static void
polygon_free (gpointer data)
{
  g_clear_pointer ((SmpPolygon **)&data, smp_polygon_unref);
}

/* The head's outline, which a template wants, while the photo's pixels are at hand. */
static void
add_silhouette (NewJob *job, const SmpPhoto *photo, const SmpImage *image)
{
  gboolean wanted = job->has_template || job->has_pattern;
  SmpPolygon *silhouette = NULL;
  SmpFaceFrame frame;

  if (wanted && photo->view == SMP_VIEW_FRONT
      && smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, &frame))
    silhouette = smp_head_contour (image, &frame);
  g_ptr_array_add (job->silhouettes, silhouette);
}

/* Where no photo is from the front: on the head, if one shows where that is. */
static gboolean
add_template_on_head (NewJob *job, SmpConsultation **consultation)
{
  const SmpPhoto *photo = cli_photo_with_head (*consultation);
  g_autoptr (SmpPhoto) front = photo != NULL ? smp_head_front (*consultation, photo) : NULL;
  g_autoptr (GPtrArray) zones = NULL;

  if (photo == NULL)
    return FALSE;
  if (job->has_pattern)
    {
      zones = smp_zones_from_pattern_on_head (&job->pattern, job->template, front);
      job->n_pattern_zones = zones->len;
    }
  else
    {
      SmpZone *zone = smp_zone_from_template_on_head (job->template, "zone-1", front, NULL);

      zones = g_ptr_array_new_with_free_func ((GDestroyNotify)smp_zone_unref);
      if (zone != NULL)
        g_ptr_array_add (zones, zone);
    }
  for (guint i = 0; i < zones->len; i++)
    cli_add_zone (consultation, g_ptr_array_index (zones, i));
  /* A stage may have lost nothing; a hairline must be there. */
  return job->has_pattern || zones->len > 0;
}

static void
share_zones (SmpConsultation **consultation)
{
  SmpConsultation *shared = smp_consultation_share_zones (*consultation);

  smp_consultation_unref (*consultation);
  *consultation = shared;
}

static gboolean
add_link (const NewJob *job, SmpPhoto *photo, GFile *file, GError **error)
{
  photo->link = smp_project_dup_link (job->output, file);
  if (photo->link == NULL)
    g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
                 _ ("“%s” cannot be linked to, as a consultation only keeps paths that are UTF-8. "
                    "Rename the file or its folder, or leave out --link."),
                 photo->name);
  return photo->link != NULL;
}

static gboolean
add_photo (
    NewJob *job, SmpConsultation **consultation, const char *path, SmpView view, GError **error)
{
  g_autoptr (GFile) file = cli_file (path);
  g_autoptr (GBytes) bytes = smp_photo_read_file (file, NULL, error);
  g_autoptr (SmpDecodedPhoto) decoded = NULL;
  g_autoptr (SmpPhoto) photo = NULL;
  g_autofree char *id = smp_consultation_new_photo_id (*consultation);
  SmpConsultation *edited;
  SmpHeadHint hint;

  if (bytes == NULL || !smp_project_check_not_input (file, job->output, error))
    return FALSE;
  decoded = smp_photo_decode (bytes, path, job->max_megapixels, NULL, error);
  if (decoded == NULL)
    return FALSE;
  for (gsize i = 0; decoded->notices != NULL && decoded->notices[i] != NULL; i++)
    g_printerr ("stubble-cli: %s: %s\n", path, decoded->notices[i]);

  photo = smp_photo_new (id);
  g_free (photo->name);
  /* The name may be in any encoding, and a consultation has only UTF-8. */
  photo->name = g_filename_display_basename (path);
  photo->view = view;
  photo->width = decoded->image->width;
  photo->height = decoded->image->height;
  photo->taken = g_strdup (decoded->metadata.taken);
  photo->camera = g_strdup (decoded->metadata.camera);
  photo->focal_35mm = decoded->metadata.focal_length_35;
  g_free (photo->sha256);
  photo->sha256 = smp_photo_sha256 (bytes);
  if (job->landmarks != NULL)
    {
      const SmpLandmarks *landmarks = g_hash_table_lookup (job->landmarks, photo->name);

      if (landmarks != NULL)
        {
          if (!smp_landmarks_check (landmarks, view, photo->width, photo->height, error))
            return FALSE;
          smp_landmarks_unref (photo->landmarks);
          photo->landmarks = smp_landmarks_ref (landmarks);
        }
    }
  photo->scale = smp_photo_measure_scale (photo, job->sex);
  if (job->link && !add_link (job, photo, file, error))
    return FALSE;

  edited = job->link ? smp_consultation_with_photo (*consultation, photo)
                     : smp_consultation_with_photo_bytes (*consultation, photo, bytes);
  smp_consultation_unref (*consultation);
  *consultation = edited;
  hint = cli_head_hint (photo, decoded, &job->alone);
  g_array_append_val (job->hints, hint);
  add_silhouette (job, photo, decoded->image);
  return TRUE;
}

/* The views, one for each photo; the last one given holds for the rest. */
static gboolean
parse_views (const char *text, int n_photos, SmpView *views, int *code)
{
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "front", ",", -1);
  int n_words = (int)g_strv_length (words);

  if (n_words == 0 || n_words > n_photos)
    {
      *code = cli_misuse (_ ("--view names %d views for %d photos"), n_words, n_photos);
      return FALSE;
    }
  for (int i = 0; i < n_photos; i++)
    {
      const char *word = words[MIN (i, n_words - 1)];

      if (!smp_view_from_string (word, &views[i]))
        {
          *code = cli_misuse (_ ("--view does not know “%s”; views are front, left-oblique, "
                                 "right-oblique, left-profile, right-profile, vertex, back and "
                                 "close-up"),
                              word);
          return FALSE;
        }
    }
  return TRUE;
}

/* Landmarks for photos that were not given are a slip of the pen. */
static gboolean
check_landmarks (NewJob *job, int n_photos, char **paths, GError **error)
{
  GHashTableIter iter;
  gpointer name;

  if (job->landmarks == NULL)
    return TRUE;
  for (int i = 0; i < n_photos; i++)
    {
      g_autofree char *base = g_filename_display_basename (paths[i]);

      if (g_hash_table_contains (job->landmarks, base))
        return TRUE;
    }
  g_hash_table_iter_init (&iter, job->landmarks);
  g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
               _ ("The landmarks are of other photos, “%s” for one. Write the names of the photos' "
                  "files into the landmarks file."),
               g_hash_table_iter_next (&iter, &name, NULL) ? (const char *)name : "");
  return FALSE;
}

static SmpConsultation *
start (const NewJob *job)
{
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  SmpConsultation *measured
      = smp_consultation_with_head_circumference (empty, job->circumference_mm);
  SmpAssessment assessment = { .sex = job->sex };
  g_autoptr (JsonObject) json = NULL;
  SmpConsultation *asked;

  if (job->sex == SMP_SEX_UNKNOWN)
    return measured;
  json = smp_assessment_to_json (&assessment, NULL);
  asked = smp_consultation_with_assessment (measured, json);
  smp_consultation_unref (measured);
  return asked;
}

static int
make (NewJob *job, int n_photos, char **paths, const SmpView *views)
{
  g_autoptr (SmpConsultation) consultation = start (job);
  g_autoptr (GError) error = NULL;

  if (!check_landmarks (job, n_photos, paths, &error))
    return cli_fail (NULL, error);
  for (int i = 0; i < n_photos; i++)
    if (!add_photo (job, &consultation, paths[i], views[i], &error))
      return cli_fail (paths[i], error);
  if (job->has_pattern)
    cli_pattern_note (&job->pattern, &consultation);
  cli_fit_head (&consultation, job->hints);
  if (job->has_template || job->has_pattern)
    add_templates (job, &consultation);
  share_zones (&consultation);
  if ((job->has_template || job->has_pattern) && job->n_templates == 0
      && !add_template_on_head (job, &consultation))
    {
      g_set_error (&error, SMP_ERROR, SMP_ERROR_INVALID,
                   _ ("No hairline could be placed: it needs a front view with both pupils, or "
                      "landmarks enough to tell where the head is. Give them with --landmarks."));
      return cli_fail (paths[0], error);
    }
  if (job->has_pattern)
    cli_pattern_finish (&job->pattern, &consultation, job->n_pattern_zones);
  if (!smp_project_save (consultation, job->output, NULL, NULL, &error))
    {
      g_autofree char *path = g_file_get_parse_name (job->output);

      return cli_fail (path, error);
    }
  return CLI_OK;
}

static GHashTable *
load_landmarks (const char *path, GError **error)
{
  g_autoptr (GFile) file = cli_file (path);
  g_autoptr (GBytes) bytes = smp_project_read_file (file, NULL, error);
  g_auto (GStrv) unknown = NULL;
  GHashTable *landmarks
      = bytes != NULL ? smp_project_read_landmarks_file (bytes, path, &unknown, error) : NULL;

  for (gsize i = 0; unknown != NULL && unknown[i] != NULL; i++)
    {
      g_auto (GStrv) tokens = g_strsplit (unknown[i], "/", -1);

      /* "/head.jpg/vertx", or a member of a ruler. */
      if (g_strv_length (tokens) == 3)
        cli_tell_unknown_landmark (path, unknown[i]);
      else
        cli_tell_unknown (path, unknown[i]);
    }
  return landmarks;
}

int
cli_new (int argc, char **argv)
{
  g_autofree char *output = NULL, *view = NULL, *landmarks = NULL, *template = NULL;
  g_autofree char *pattern = NULL, *sex = NULL, *circumference = NULL;
  NewJob job = { 0 };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Consultation file to write"), "FILE" },
    { "view", 0, 0, G_OPTION_ARG_STRING, &view,
      N_ ("View of each photo, with commas between; front if not given"), "VIEW,…" },
    { "landmarks", 0, 0, G_OPTION_ARG_FILENAME, &landmarks,
      N_ ("JSON file: photo file name → landmarks"), "FILE" },
    { "template", 0, 0, G_OPTION_ARG_STRING, &template,
      N_ ("Hairline to place: natural, broken, defined, edge, receded, rounded, widows-peak, "
          "female-closed or female-rounded"),
      "NAME" },
    { "pattern", 0, 0, G_OPTION_ARG_STRING, &pattern,
      N_ ("Propose zones for a stage of hair loss: norwood:3v, ludwig:2, sinclair:4, basp:M2V1"),
      "SCALE:STAGE" },
    { "sex", 0, 0, G_OPTION_ARG_STRING, &sex,
      N_ ("Of the client: male, female or other; usual sizes of head and eyes go by it"), "SEX" },
    { "head-circumference", 0, 0, G_OPTION_ARG_STRING, &circumference,
      N_ ("Round the head by tape, above the brows; tells the size of all photos"), "CM" },
    { "link", 0, 0, G_OPTION_ARG_NONE, &job.link,
      N_ ("Keep the photos’ paths instead of the photos"), NULL },
    { "max-megapixels", 0, 0, G_OPTION_ARG_INT, &job.max_megapixels,
      N_ ("Refuse photos of more million pixels; 100 if not given"), "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree SmpView *views = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  int code;

  if (!cli_parse (&argc, &argv, entries, "PHOTO… -o FILE", _ ("Makes a consultation from photos."),
                  &code)
      || !cli_check_megapixels (job.max_megapixels, &code))
    return code;
  if (argc < 2 || output == NULL)
    return cli_misuse (_ ("“new” takes photos and -o FILE"));
  if (template != NULL && !smp_template_from_string (template, &job.template))
    return cli_misuse (_ ("--template does not know “%s”; templates are natural, broken, defined, "
                          "edge, receded, rounded, widows-peak, female-closed and female-rounded"),
                       template);
  if (pattern != NULL && !smp_pattern_from_string (pattern, &job.pattern))
    return cli_misuse (_ ("--pattern does not know “%s”; patterns are norwood:1 to norwood:7 with "
                          "2a, 3a, 3v, 4a and 5a, ludwig:1 to ludwig:3, sinclair:1 to sinclair:5, "
                          "and basp: with a stage like M2, C1V2 or U3"),
                       pattern);
  if (sex != NULL && !smp_sex_from_string (sex, &job.sex))
    return cli_misuse (_ ("--sex does not know “%s”; it is male, female, other or unknown"), sex);
  if (circumference != NULL
      && !cli_parse_circumference (circumference, &job.circumference_mm, &code))
    return code;
  job.has_pattern = pattern != NULL;
  job.has_template = template != NULL;
  views = g_new (SmpView, argc - 1);
  if (!parse_views (view, argc - 1, views, &code))
    return code;

  file = cli_file (output);
  job.output = file;
  job.hints = cli_head_hints_new ();
  job.silhouettes = g_ptr_array_new_with_free_func (polygon_free);
  if (landmarks != NULL)
    {
      job.landmarks = load_landmarks (landmarks, &error);
      if (job.landmarks == NULL)
        {
          g_array_unref (job.hints);
          g_ptr_array_unref (job.silhouettes);
          return cli_fail (landmarks, error);
        }
    }
  code = make (&job, argc - 1, argv + 1, views);
  g_array_unref (job.hints);
  g_ptr_array_unref (job.silhouettes);
  g_clear_pointer (&job.landmarks, g_hash_table_unref);
  return code;
}
