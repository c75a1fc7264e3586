/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "colour/smp-optics.h"

#include <math.h>

#include "base/smp-constants.h"
#include "colour/smp-colour.h"

/* Light skin on which shades and own colours are shown: Monk tone 5, #d7bd96. */
static const guint8 reference_skin[3] = { 0xd7, 0xbd, 0x96 };

/* An own colour that differs less from the skin is none; our choice. */
#define TRANSMISSION_MAX 0.98

/* Kubelka and Munk: what a layer of skin without absorption sends back over black. */
static double
layer (double depth_mm)
{
  double sz = SMP_K (VEIL_SCATTER) * depth_mm;

  return sz / (1 + sz);
}

/* Only relative to the usual depth, and never bluer than grey: measured casts of deep pigment are a
 * loss of red, not a gain of blue. */
static void
veil_at (double depth_mm, double veil[3])
{
  double v = SMP_K (VEIL_USUAL) * layer (depth_mm) / layer (SMP_K (DEPTH_USUAL));
  double deeper = MAX (depth_mm - SMP_K (DEPTH_USUAL), 0.0);

  veil[0] = v * exp (-SMP_K (RED_LOSS) * deeper);
  veil[1] = v;
  veil[2] = v;
}

SmpOptics
smp_optics_mix (double dilution, double warmth, double depth_mm)
{
  double depth
      = SMP_K (DEPTH_NEAT) * SMP_K (HEALED_PIGMENT) / (1 + dilution / SMP_K (DILUTION_HALF));
  double carbon[3], brown[3];
  SmpOptics optics;

  smp_constant_rgb (SMP_CONSTANT_CARBON_RED, carbon);
  smp_constant_rgb (SMP_CONSTANT_BROWN_RED, brown);
  for (int c = 0; c < 3; c++)
    {
      optics.carbon[c] = 2 * depth * carbon[c] * (1 - warmth);
      optics.brown[c] = 2 * depth * brown[c] * warmth;
    }
  veil_at (depth_mm, optics.veil);
  return optics;
}

SmpOptics
smp_optics_own (const guint8 rgb[3])
{
  SmpOptics optics = { 0 };

  for (int c = 0; c < 3; c++)
    {
      double t = smp_srgb_decode (rgb[c] / 255.0) / smp_srgb_decode (reference_skin[c] / 255.0);

      optics.carbon[c] = -log (CLAMP (t, SMP_K (OWN_TRANSMISSION_MIN), TRANSMISSION_MAX));
    }
  return optics;
}

void
smp_optics_transmission (const SmpOptics *self, const SmpOpticsState *state, double transmission[3])
{
  double crust[3];

  smp_constant_rgb (SMP_CONSTANT_CRUST_RED, crust);
  for (int c = 0; c < 3; c++)
    {
      double pigment = self->carbon[c] * state->carbon + self->brown[c] * state->brown;

      /* The crust lies above the skin and so over the veil. */
      transmission[c]
          = (self->veil[c] + (1 - self->veil[c]) * exp (-pigment)) * exp (-crust[c] * state->crust);
    }
}

void
smp_optics_patch (const double transmission[3], guint8 rgb[3])
{
  for (int c = 0; c < 3; c++)
    {
      double linear = smp_srgb_decode (reference_skin[c] / 255.0) * transmission[c];

      rgb[c] = (guint8)(255 * smp_srgb_encode (linear) + 0.5);
    }
}

double
smp_optics_depth_widening (double depth_mm)
{
  return 1 + SMP_K (DEPTH_WIDENING) * MAX (depth_mm - SMP_K (DEPTH_GOOD_MAX), 0.0);
}
