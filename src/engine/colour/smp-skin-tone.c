/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "colour/smp-skin-tone.h"

#include <math.h>

#include "base/smp-constants.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *id;
  const char *name;
} classes[SMP_N_SKIN_CLASSES] = {
  [SMP_SKIN_VERY_LIGHT] = { "very-light", N_ ("very light") },
  [SMP_SKIN_LIGHT] = { "light", N_ ("light") },
  [SMP_SKIN_INTERMEDIATE] = { "intermediate", N_ ("intermediate") },
  [SMP_SKIN_TAN] = { "tan", N_ ("tan") },
  [SMP_SKIN_BROWN] = { "brown", N_ ("brown") },
  [SMP_SKIN_DARK] = { "dark", N_ ("dark") },
};

static const guint8 monk[SMP_N_MONK_TONES][3] = {
  { 0xf6, 0xed, 0xe4 }, { 0xf3, 0xe7, 0xdb }, { 0xf7, 0xea, 0xd0 }, { 0xea, 0xda, 0xba },
  { 0xd7, 0xbd, 0x96 }, { 0xa0, 0x7e, 0x56 }, { 0x82, 0x5c, 0x43 }, { 0x60, 0x41, 0x34 },
  { 0x3a, 0x31, 0x2a }, { 0x29, 0x24, 0x20 },
};

double
smp_skin_ita (SmpLab lab)
{
  /* Skin is yellowish; where a picture says otherwise, the angle stays in its range. */
  return atan2 (lab.l - 50, MAX (lab.b, 1e-6)) * 180 / G_PI;
}

SmpSkinClass
smp_skin_class (double ita)
{
  const double least[] = { SMP_K (ITA_VERY_LIGHT), SMP_K (ITA_LIGHT), SMP_K (ITA_INTERMEDIATE),
                           SMP_K (ITA_TAN), SMP_K (ITA_BROWN) };
  guint i = 0;

  while (i < G_N_ELEMENTS (least) && !(ita > least[i]))
    i++;
  return (SmpSkinClass)i;
}

const char *
smp_skin_class_to_string (SmpSkinClass klass)
{
  g_return_val_if_fail (klass < SMP_N_SKIN_CLASSES, NULL);

  return classes[klass].id;
}

const char *
smp_skin_class_describe (SmpSkinClass klass)
{
  g_return_val_if_fail (klass < SMP_N_SKIN_CLASSES, NULL);

  return _ (classes[klass].name);
}

const guint8 *
smp_monk_tone (int tone)
{
  g_return_val_if_fail (tone >= 1 && tone <= SMP_N_MONK_TONES, NULL);

  return monk[tone - 1];
}

int
smp_monk_nearest (SmpLab lab, double *difference)
{
  double least = G_MAXDOUBLE;
  int nearest = 1;

  for (int tone = 1; tone <= SMP_N_MONK_TONES; tone++)
    {
      double d = smp_delta_e_2000 (lab, smp_lab_from_srgb8 (monk[tone - 1]));

      if (d < least)
        {
          least = d;
          nearest = tone;
        }
    }
  if (difference != NULL)
    *difference = least;
  return nearest;
}
