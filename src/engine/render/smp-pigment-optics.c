/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-pigment-optics.h"

#include "base/smp-constants.h"
#include "model/smp-pigment.h"

SmpOptics
smp_pigment_optics (const SmpPigment *pigment, double depth_mm)
{
  return pigment->has_colour ? smp_optics_own (pigment->colour)
                             : smp_optics_mix (pigment->dilution, pigment->warmth, depth_mm);
}

void
smp_pigment_transmission (const SmpPigment *pigment, double transmission[3])
{
  SmpOptics optics = smp_pigment_optics (pigment, SMP_K (DEPTH_USUAL));

  smp_optics_transmission (&optics, &SMP_OPTICS_HEALED, transmission);
}

void
smp_pigment_swatch (const SmpPigment *pigment, guint8 rgb[3])
{
  double transmission[3];

  smp_pigment_transmission (pigment, transmission);
  smp_optics_patch (transmission, rgb);
}
