/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"

G_BEGIN_DECLS

/* A zone's hairline against the face, as a photo from the front shows it. */
typedef struct
{
  double height;         /* of its middle over the glabella, mm along the skin */
  double straightness;   /* standard deviation from a straight line in the middle 70 mm, mm */
  gboolean has_sides;    /* it reaches the verticals through the outer corners of the eyes */
  double side_rise;      /* near there over the middle, mm: of the lower side, or of the higher one
                          * where these corners were not placed */
  gboolean has_symmetry; /* both sides are there to compare */
  double asymmetry_mean; /* mm between it and its mirror image on the skin */
  double asymmetry_most;
  double left_higher; /* mm by which its left side is higher on average */
} SmpHairlineMeasure;

/**
 * smp_hairline_measure:
 * @zone: in the photo, or on the head that it shows
 * @photo: from the front, with the pupils
 *
 * Returns: %FALSE where there is no hairline over the middle of the face, or no face to measure by
 */
gboolean
smp_hairline_measure (const SmpZone *zone, const SmpPhoto *photo, SmpHairlineMeasure *measure);

G_END_DECLS
