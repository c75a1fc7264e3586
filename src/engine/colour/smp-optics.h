/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * smp_optics_pigment:
 * @dilution: parts of water to one of pigment
 * @warmth: share of brown, 0 to 1
 * @transmission: (out): red, green, blue, linear
 *
 * The share of the skin's light that comes back through the middle of a healed dot. Light passes
 * the pigment twice; what the skin over the pigment sends back by itself is a veil that pigment
 * cannot darken.
 */
void smp_optics_pigment (double dilution, double warmth, double transmission[3]);

/**
 * smp_optics_own_colour:
 * @rgb: what a closed patch of healed pigment should look like on the reference skin, encoded sRGB
 * @transmission: (out): red, green, blue, linear
 */
void smp_optics_own_colour (const guint8 rgb[3], double transmission[3]);

/* How a closed patch of a transmission looks on the reference skin, encoded sRGB. */
void smp_optics_patch (const double transmission[3], guint8 rgb[3]);

G_END_DECLS
