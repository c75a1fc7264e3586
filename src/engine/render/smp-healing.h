/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a dot is against the same dot healed, and the skin around it. */
typedef struct
{
  double pigment; /* amount of pigment, 1 healed */
  double width;   /* diameter, 1 healed */
  double crust;   /* dried blood over it, 0 to 1 */
  double redness; /* of the skin, 0 to 1 */
} SmpHealing;

/**
 * smp_healing_after:
 * @days: since the session, from 0
 *
 * Fresh dots are wider and darker under their scabs, a third of the pigment leaves within weeks,
 * redness within days (docs/constants.md, "Healing"). All four only ever fall.
 */
SmpHealing smp_healing_after (double days);

/* What is left of a healed dot. */
typedef struct
{
  double strength; /* of its visible darkening, 1 healed */
  double brown;    /* further factor of the brown share, which fades faster */
  double width;    /* diameter, 1 healed */
} SmpAgeing;

/**
 * smp_ageing_after:
 * @years: since the healing, from 0
 * @fading: loss of visible strength per year, 0 for the usual 10.5 %
 *
 * Illustrative: nobody publishes how SMP fades. The darkening of the whole dot falls by @fading a
 * year while the dot slowly widens, so that later is never darker.
 */
SmpAgeing smp_ageing_after (double years, double fading);

/* Years until less than the share at which a touch-up is due is left. */
double smp_ageing_touch_up_years (double fading);

G_END_DECLS
