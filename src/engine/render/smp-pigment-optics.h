/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "colour/smp-optics.h"

G_BEGIN_DECLS

/* The pigment in the skin at a depth; an own colour looks as it was given at any depth. */
SmpOptics smp_pigment_optics (const SmpPigment *pigment, double depth_mm);

/**
 * smp_pigment_transmission:
 * @transmission: (out): share of the skin's light that comes back through the middle of a healed
 *   dot at the usual depth: red, green, blue, linear, 0 to 1
 */
void smp_pigment_transmission (const SmpPigment *pigment, double transmission[3]);

/* How a closed patch of the pigment looks on light skin, sRGB: for swatches. */
void smp_pigment_swatch (const SmpPigment *pigment, guint8 rgb[3]);

G_END_DECLS
