/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "surface/smp-head-consultation.h"

#include "model/smp-consultation.h"

SmpConsultation *
smp_consultation_fit_head (const SmpConsultation *self,
                           const SmpHeadHint *hints,
                           SmpHeadFitQuality *quality,
                           SmpHeadView **views)
{
  gsize n = self->photos->len;
  g_autofree SmpHeadView *tried = g_new0 (SmpHeadView, MAX (n, 1));
  SmpConsultation *now = smp_consultation_ref (self);
  SmpWhorl whorl = SMP_WHORL_DEFAULT;

  for (gsize i = 0; i < n; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (self->photos, i);

      tried[i] = smp_head_view_from_photo (photo);
      if (hints != NULL)
        {
          tried[i].focal_35 = hints[i].focal_35;
          tried[i].contour = hints[i].contour;
        }
      if (photo->has_head)
        whorl = photo->head.whorl;
    }
  *quality = smp_head_fit (tried, n);
  for (gsize i = 0; i < n; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (self->photos, i);
      gboolean good = *quality == SMP_HEAD_FIT_GOOD && tried[i].fitted;
      g_autoptr (SmpPhoto) posed = NULL;
      SmpConsultation *next;

      tried[i].head.whorl = whorl;
      if (!good && !photo->has_head)
        continue;
      posed = smp_photo_with_head (photo, good ? &tried[i].head : NULL);
      next = smp_consultation_with_photo (now, posed);
      smp_consultation_unref (now);
      now = next;
    }
  if (views != NULL)
    *views = g_steal_pointer (&tried);
  return now;
}
