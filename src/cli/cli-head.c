/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "cli-head.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "geometry/smp-outline.h"
#include "model/smp-consultation.h"
#include "photo/smp-head-search.h"
#include "photo/smp-image.h"
#include "project/smp-project-link.h"
#include "project/smp-project-reader.h"
#include "stipple/smp-zone-head.h"
#include "surface/smp-head-misfit.h"

#define MM_PER_CM 10

gboolean
cli_parse_circumference (const char *text, double *mm, int *code)
{
  char *end = NULL;
  double cm = g_ascii_strtod (text, &end);

  *mm = cm * MM_PER_CM;
  if (end != text && *end == '\0'
      && ((*mm >= SMP_HEAD_CIRCUMFERENCE_LEAST && *mm <= SMP_HEAD_CIRCUMFERENCE_MOST)
          || (cm >= 0 && cm <= 0)))
    return TRUE;
  *code = cli_misuse (_ ("--head-circumference must be %.0f to %.0f cm, like 57.5, or 0 if it was "
                         "not measured, not “%s”"),
                      SMP_HEAD_CIRCUMFERENCE_LEAST / MM_PER_CM,
                      SMP_HEAD_CIRCUMFERENCE_MOST / MM_PER_CM, text);
  return FALSE;
}

static void
hint_clear (gpointer data)
{
  smp_polygon_unref (((SmpHeadHint *)data)->contour);
}

GArray *
cli_head_hints_new (void)
{
  GArray *hints = g_array_new (FALSE, TRUE, sizeof (SmpHeadHint));

  g_array_set_clear_func (hints, hint_clear);
  return hints;
}

SmpHeadHint
cli_head_hint (const SmpPhoto *photo, const SmpDecodedPhoto *decoded, SmpHeadView *alone)
{
  SmpHeadHint hint = { .focal_35 = decoded->metadata.focal_length_35 };

  *alone = smp_head_view_from_photo (photo);
  if (smp_head_fit (alone, 1, NULL) == SMP_HEAD_FIT_GOOD)
    hint.contour = smp_head_search_contour (decoded->image, &alone->head);
  else
    alone->fitted = FALSE;
  /* Borrowed from a photo that may go. */
  alone->landmarks = NULL;
  return hint;
}

/* Whether what is drawn in one photo is right in the others. */
static void
tell_carried (const SmpConsultation *consultation)
{
  double most = 0;

  for (guint i = 0; i < consultation->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (consultation->photos, i);

      if (smp_photo_uses_head (photo))
        most = MAX (most, photo->head.carried_mm);
    }
  if (most < SMP_HEAD_CARRIED_FAIR_MM)
    return;
  g_printerr ("stubble-cli: ");
  g_printerr (_ ("What is drawn in one photo may lie about %.0f mm off in another."), most);
  g_printerr (" %s\n", smp_consultation_describe_remedy (consultation));
}

void
cli_fit_head (SmpConsultation **consultation, GArray *hints)
{
  g_autofree SmpHeadView *views = NULL;
  SmpHeadSubject subject;
  SmpHeadFitQuality quality;
  SmpConsultation *fitted = smp_consultation_fit_head (
      *consultation, (const SmpHeadHint *)(gpointer)hints->data, &quality, &views, &subject);

  if (subject.tape_left_out)
    {
      g_printerr ("stubble-cli: ");
      g_printerr (
          _ ("A head circumference of %.1f cm contradicts the photos and is left out. Measure "
             "again, and check the landmarks and the ruler."),
          subject.tape_mm / MM_PER_CM);
      g_printerr ("\n");
    }
  for (guint i = 0; i < fitted->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (fitted->photos, i);
      g_autofree char *title = smp_consultation_dup_photo_title (fitted, photo);
      g_autofree char *misfit = smp_head_view_dup_misfit (&views[i], quality, photo->has_head);

      if (misfit != NULL)
        g_printerr ("stubble-cli: %s: %s\n", title, misfit);
    }
  tell_carried (fitted);
  smp_consultation_unref (*consultation);
  *consultation = fitted;
}

gboolean
cli_refit_head (SmpConsultation **consultation, GFile *file, int max_megapixels, GError **error)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autoptr (GArray) hints = cli_head_hints_new ();
  SmpConsultation *shared;

  for (guint i = 0; i < (*consultation)->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index ((*consultation)->photos, i);
      g_autoptr (GBytes) bytes
          = smp_project_dup_photo_bytes (*consultation, photo, folder, NULL, error);
      g_autoptr (SmpDecodedPhoto) decoded = NULL;
      SmpHeadView alone;
      SmpHeadHint hint;

      if (bytes == NULL)
        return FALSE;
      decoded = smp_photo_decode (bytes, photo->name, max_megapixels, NULL, error);
      if (decoded == NULL)
        return FALSE;
      hint = cli_head_hint (photo, decoded, &alone);
      g_array_append_val (hints, hint);
    }
  cli_fit_head (consultation, hints);
  shared = smp_consultation_share_zones (*consultation);
  smp_consultation_unref (*consultation);
  *consultation = shared;
  return TRUE;
}
