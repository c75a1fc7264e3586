/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"

G_BEGIN_DECLS

/**
 * smp_zone_area_cm2:
 * @zone: drawn in the photo, or on the head
 * @photo: gives the surface
 *
 * Area inside the outline on the scalp, cm², whatever its feathers; on a head the area of the
 * curved surface. 0 for a zone that the photo cannot show.
 */
double smp_zone_area_cm2 (const SmpZone *zone, const SmpPhoto *photo);

/* How uncertain areas of the photo's scalp are, relative, one standard deviation: they go with the
 * square of lengths. The same holds for the number of dots at a density. */
double smp_photo_area_uncertainty (const SmpPhoto *photo);

G_END_DECLS
