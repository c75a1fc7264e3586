/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "model/smp-head.h"

G_BEGIN_DECLS

/**
 * smp_growth_direction:
 * @whorl: of the head
 * @uv: a place on the head's map, mm
 *
 * Where stubble points: away from the crown's whorl, hence forward in front, down the sides and
 * down behind, and around the whorl near it (Unger 2004: copy what grows there). Smooth but at the
 * whorl itself.
 *
 * Returns: unit vector on the map, which keeps angles
 */
SmpPoint smp_growth_direction (const SmpWhorl *whorl, SmpPoint uv);

G_END_DECLS
