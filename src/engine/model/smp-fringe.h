/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "model/smp-pattern.h"

G_BEGIN_DECLS

/* A place on the cranium: azimuth from the front, as a share of half a turn to either side, and
 * height over its centre, as a share of its half axis up. */
typedef struct
{
  double azimuth;
  double height;
} SmpFringePlace;

#define SMP_FRINGE_PLACES 5

/**
 * SmpFringe:
 *
 * How far down scalp is treated beside and behind, from over the temple to the middle of the back.
 */
typedef struct
{
  SmpFringePlace places[SMP_FRINGE_PLACES];
} SmpFringe;

/**
 * smp_fringe_of:
 * @pattern: (nullable): the stage of hair loss, if one is known
 *
 * Where a stage has lost all of the front, hair is left as a fringe around the head, lower the
 * later the stage: down to its upper border. Otherwise as for Norwood 5, the mildest stage that has
 * lost the top of the head and the crown: about 260 cm² on a usual head, between the 197 and 310
 * cm² that are the top of a scalp (40 % of 492 to 775 cm², by the SALT score). Sides and nape,
 * nearly as much again, are treated only where somebody says so. A stage that has lost a band
 * behind the hairline has hair behind it, and such a zone goes on nowhere. Descriptions of the
 * stages (Norwood 1975) have no millimetres: heights are our choice.
 *
 * Returns: (nullable): %NULL where hair is left behind the zone
 */
const SmpFringe *smp_fringe_of (const SmpPattern *pattern);

/* Whether the stage has lost all of the front, so that its zone ends at a fringe. Such a zone takes
 * in the crown, and belongs on the head where there is one: a photo shows but a part of it. */
gboolean smp_fringe_is_left (const SmpPattern *pattern);

G_END_DECLS
