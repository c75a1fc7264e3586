/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "colour/smp-optics.h"

#include <math.h>

#include "colour/smp-colour.h"

/* Absorption of carbon at 610, 550 and 460 nm relative to 550 nm: Ångström exponent 1.03 (You et
 * al. 2016); domain notes, "Carbon absorption". */
static const double carbon[3] = { 0.90, 1.00, 1.20 };
/* A brown (iron oxide) pigment lets more red through and less blue; our choice. */
static const double brown[3] = { 0.55, 1.00, 1.55 };
/* What the skin over the pigment sends back, as a share of the skin's own light, at 0.2 to 0.3 mm:
 * the Kubelka-Munk veil of the domain notes (0.29 / 0.37 / 0.49 at 0.2 mm) overstates it for small
 * dots, and measured blue casts are a loss of red, not a gain of blue (JAMA Dermatology 2016), so
 * the veil is neutral and lower; our choice. */
static const double veil[3] = { 0.08, 0.08, 0.08 };
/* Optical depth of one pass at dilution 0, and the dilution that halves it; calibrated so that 1:5
 * is near black and 1:40 is a light shade; our choice (domain notes: "treat absolute pigment
 * strength as a calibrated parameter"). */
#define DEPTH_NEAT 4.8
#define DILUTION_HALF 7.0
/* Early loss: two thirds of the pigment stay (Bäumler); healed dots are what is modelled. */
#define HEALED_SHARE 0.67
/* Light skin on which shades and own colours are shown: Monk tone 5, #d7bd96. */
static const guint8 reference_skin[3] = { 0xd7, 0xbd, 0x96 };

#define TRANSMISSION_MIN 0.02
#define TRANSMISSION_MAX 0.98

void
smp_optics_pigment (double dilution, double warmth, double transmission[3])
{
  double depth = DEPTH_NEAT * HEALED_SHARE / (1 + dilution / DILUTION_HALF);

  for (int c = 0; c < 3; c++)
    {
      double absorption = carbon[c] + (brown[c] - carbon[c]) * warmth;

      transmission[c] = veil[c] + (1 - veil[c]) * exp (-2 * depth * absorption);
    }
}

void
smp_optics_own_colour (const guint8 rgb[3], double transmission[3])
{
  for (int c = 0; c < 3; c++)
    {
      double t = smp_srgb_decode (rgb[c] / 255.0) / smp_srgb_decode (reference_skin[c] / 255.0);

      transmission[c] = CLAMP (t, TRANSMISSION_MIN, TRANSMISSION_MAX);
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
