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

char *
smp_head_view_dup_misfit (const SmpHeadView *view, SmpHeadFitQuality quality, gboolean keeps_head)
{
  if (view->left_out)
    return g_strdup (
        keeps_head ? _ ("The landmarks do not fit the head of the other photos. The head stays as "
                        "it was. Check the landmarks and the view.")
                   : _ ("The landmarks do not fit the head of the other photos. The photo is taken "
                        "as flat. Check the landmarks and the view."));
  if (!view->fitted || quality != SMP_HEAD_FIT_POOR)
    return NULL;
  return g_strdup_printf (
      keeps_head ? _ ("The landmarks fit no head: they are %.0f mm off. The head stays as it was. "
                      "Check the landmarks and the view.")
                 : _ ("The landmarks fit no head: they are %.0f mm off. The photo is taken as "
                      "flat. Check the landmarks and the view."),
      view->head.residual_mm);
}

char *
smp_head_dup_misfit (const SmpConsultation *consultation, const SmpPhoto *photo)
{
  guint n, at;
  g_autofree SmpHeadView *views = NULL;
  SmpHeadSubject subject;
  SmpHeadFitQuality quality;

  g_return_val_if_fail (consultation != NULL, NULL);
  g_return_val_if_fail (photo != NULL, NULL);

  n = consultation->photos->len;
  if (photo->landmarks->n_points < LANDMARKS_MIN
      || !g_ptr_array_find (consultation->photos, photo, &at))
    return NULL;
  views = g_new0 (SmpHeadView, n);
  subject = smp_consultation_get_subject (consultation);
  for (guint i = 0; i < n; i++)
    views[i] = smp_head_view_from_photo (g_ptr_array_index (consultation->photos, i));
  quality = smp_head_fit (views, n, &subject);
  return smp_head_view_dup_misfit (&views[at], quality, photo->has_head);
}
