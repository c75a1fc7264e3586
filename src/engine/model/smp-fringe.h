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
 * later the stage: down to its upper border. Otherwise over the ears and down to the nape, where
 * shaved hair ends, for dots blend into the hair that there is. A stage that has lost a band behind
 * the hairline has hair behind it, and such a zone goes on nowhere. Descriptions of the stages have
 * no millimetres (domain notes, "Norwood–Hamilton" and "Scalp areas"): heights are our choice.
 *
 * Returns: (nullable): %NULL where hair is left behind the zone
 */
const SmpFringe *smp_fringe_of (const SmpPattern *pattern);

/* Whether the stage has lost all of the front, so that its zone ends at a fringe. Such a zone takes
 * in the crown, and belongs on the head where there is one: a photo shows but a part of it. */
gboolean smp_fringe_is_left (const SmpPattern *pattern);

G_END_DECLS
