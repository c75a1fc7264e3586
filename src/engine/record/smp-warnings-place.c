/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "geometry/smp-outline.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "record/smp-warnings-private.h"
#include "stipple/smp-zone-measure.h"

/* Whether all nodes lie beyond the same border of the photo in which the zone is drawn. */
static gboolean
is_beside (const SmpZone *zone, const SmpPhoto *photo)
{
  SmpRect box = SMP_RECT_EMPTY;

  for (gsize i = 0; i < zone->outline->n_nodes; i++)
    smp_rect_include (&box, zone->outline->nodes[i].point);
  return box.x > photo->width || box.y > photo->height || box.x + box.width < 0
         || box.y + box.height < 0;
}

static gboolean
has_head (const SmpConsultation *consultation)
{
  for (guint i = 0; i < consultation->photos->len; i++)
    if (smp_photo_uses_head (g_ptr_array_index (consultation->photos, i)))
      return TRUE;
  return FALSE;
}

/* The largest area that a photo gives the zone, cm². */
static double
area_of (const SmpConsultation *consultation, const SmpZone *zone)
{
  double most = 0;

  for (guint i = 0; i < consultation->photos->len; i++)
    most = MAX (most, smp_zone_area_cm2 (zone, g_ptr_array_index (consultation->photos, i)));
  return most;
}

void
smp_warnings_add_place (GPtrArray *warnings,
                        const SmpConsultation *consultation,
                        const SmpZone *zone)
{
  const SmpPhoto *drawn_in = smp_consultation_get_photo (consultation, zone->space);
  double area;

  if (drawn_in != NULL && is_beside (zone, drawn_in))
    {
      smp_warnings_add (warnings, "zone-beside-photo", zone->id, "",
                        g_strdup (_ ("The zone lies beside its photo, so nothing of it is seen. "
                                     "Move it on to the skin, or delete it.")));
      return;
    }
  if (drawn_in == NULL && !has_head (consultation))
    {
      smp_warnings_add (warnings, "zone-without-head", zone->id, "",
                        g_strdup (_ ("The zone lies on the head, and no photo tells where that is. "
                                     "Place landmarks in one, and the zone is there again.")));
      return;
    }
  if (zone->density <= 0)
    return;
  area = area_of (consultation, zone);
  if (area > 0 && area * zone->density >= 1)
    return;
  smp_warnings_add (
      warnings, "zone-without-area", zone->id, "",
      g_strdup_printf (
          _ ("The zone's outline holds %.2f mm² of skin, less than one dot has at %.0f "
             "dots per cm². Draw it larger, or delete it."),
          100 * area, zone->density));
}
