/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "surface/smp-head-misfit.h"

#include <glib/gi18n-lib.h>

#include "model/smp-consultation.h"
#include "model/smp-landmarks.h"
#include "surface/smp-head-consultation.h"

/* Fewer landmarks tell nothing of a head. */
#define LANDMARKS_MIN 3

/* Whether the landmarks contradict a head, or that of the other photos, and by how much: as the fit
 * itself judges. */
static gboolean
is_poor (const SmpConsultation *consultation, const SmpPhoto *photo, double *mm)
{
  guint n = consultation->photos->len;
  g_autofree SmpHeadView *views = g_new0 (SmpHeadView, MAX (n, 1));
  SmpHeadSubject subject = smp_consultation_get_subject (consultation);
  SmpHeadFitQuality quality;

  for (guint i = 0; i < n; i++)
    views[i] = smp_head_view_from_photo (g_ptr_array_index (consultation->photos, i));
  quality = smp_head_fit (views, n, &subject);
  for (guint i = 0; i < n; i++)
    if (g_ptr_array_index (consultation->photos, i) == photo
        && (views[i].left_out || (views[i].fitted && quality == SMP_HEAD_FIT_POOR)))
      {
        *mm = views[i].head.residual_mm;
        return TRUE;
      }
  return FALSE;
}

char *
smp_head_dup_misfit (const SmpConsultation *consultation, const SmpPhoto *photo)
{
  double mm = 0;

  g_return_val_if_fail (consultation != NULL, NULL);
  g_return_val_if_fail (photo != NULL, NULL);

  if (photo->landmarks->n_points < LANDMARKS_MIN || !is_poor (consultation, photo, &mm))
    return NULL;
  return g_strdup_printf (
      photo->has_head
          ? _ ("The landmarks fit no head: they are %.0f mm off. The head stays as it was. "
               "Check the landmarks and the view.")
          : _ ("The landmarks fit no head: they are %.0f mm off. The photo is taken as "
               "flat. Check the landmarks and the view."),
      mm);
}
