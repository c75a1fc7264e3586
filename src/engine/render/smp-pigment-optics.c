/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-pigment-optics.h"

#include "colour/smp-optics.h"
#include "model/smp-pigment.h"

void
smp_pigment_transmission (const SmpPigment *pigment, double transmission[3])
{
  if (pigment->has_colour)
    smp_optics_own_colour (pigment->colour, transmission);
  else
    smp_optics_pigment (pigment->dilution, pigment->warmth, transmission);
}

void
smp_pigment_swatch (const SmpPigment *pigment, guint8 rgb[3])
{
  double transmission[3];

  smp_pigment_transmission (pigment, transmission);
  smp_optics_patch (transmission, rgb);
}
