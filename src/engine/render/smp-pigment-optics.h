/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"

G_BEGIN_DECLS

/**
 * smp_pigment_transmission:
 * @transmission: (out): share of the skin's light that comes back through the middle of a healed
 *   dot: red, green, blue, linear, 0 to 1
 */
void smp_pigment_transmission (const SmpPigment *pigment, double transmission[3]);

/* How a closed patch of the pigment looks on light skin, sRGB: for swatches. */
void smp_pigment_swatch (const SmpPigment *pigment, guint8 rgb[3]);

G_END_DECLS
