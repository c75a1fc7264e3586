/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SmpOptics:
 *
 * A healed dot of pigment in the skin, per channel red, green, blue. Light passes it twice; what
 * the skin over it sends back by itself is a veil that pigment cannot darken.
 */
typedef struct
{
  double carbon[3]; /* optical depth of the carbon, both passes */
  double brown[3];  /* of the brown share */
  double veil[3];   /* share of the skin's light */
} SmpOptics;

/* How much of a healed dot is there; all 1 and no crust is healed. */
typedef struct
{
  double carbon;
  double brown;
  double crust; /* dried blood over it, 0 to 1 */
} SmpOpticsState;

#define SMP_OPTICS_HEALED ((SmpOpticsState){ .carbon = 1, .brown = 1 })

/**
 * smp_optics_mix:
 * @dilution: parts of water to one of pigment
 * @warmth: share of brown, 0 to 1
 * @depth_mm: of skin over the pigment: deeper is lighter and less red
 */
SmpOptics smp_optics_mix (double dilution, double warmth, double depth_mm);

/**
 * smp_optics_own:
 * @rgb: what a closed patch of healed pigment should look like on the reference skin, encoded sRGB
 */
SmpOptics smp_optics_own (const guint8 rgb[3]);

/**
 * smp_optics_transmission:
 * @transmission: (out): red, green, blue, linear
 *
 * The share of the skin's light that comes back through the middle of a dot.
 */
void smp_optics_transmission (const SmpOptics *self,
                              const SmpOpticsState *state,
                              double transmission[3]);

/* How a closed patch of a transmission looks on the reference skin, encoded sRGB. */
void smp_optics_patch (const double transmission[3], guint8 rgb[3]);

/* By how much the dot's diameter grows at a depth: 1 where it is good. */
double smp_optics_depth_widening (double depth_mm);

G_END_DECLS
