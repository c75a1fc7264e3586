/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "colour/smp-colour.h"

G_BEGIN_DECLS

/* Classes of the individual typology angle, light to dark. */
typedef enum
{
  SMP_SKIN_VERY_LIGHT,   /* over 55° */
  SMP_SKIN_LIGHT,        /* 41 to 55 */
  SMP_SKIN_INTERMEDIATE, /* 28 to 41 */
  SMP_SKIN_TAN,          /* 10 to 28 */
  SMP_SKIN_BROWN,        /* -30 to 10 */
  SMP_SKIN_DARK,         /* to -30 */
} SmpSkinClass;

#define SMP_N_SKIN_CLASSES 6
#define SMP_N_MONK_TONES 10

/**
 * smp_skin_ita:
 *
 * Individual typology angle in degrees: arctan ((L* − 50) / b*) · 180 / π (Chardon 1991). Biased by
 * light and camera; a grey card makes it comparable.
 */
double smp_skin_ita (SmpLab lab);
SmpSkinClass smp_skin_class (double ita);
/* "very-light" … "dark", and for people. */
const char *smp_skin_class_to_string (SmpSkinClass klass);
const char *smp_skin_class_describe (SmpSkinClass klass);

/* A tone of the Monk Skin Tone scale, 1 to 10, encoded sRGB (skintone.google, CC BY 4.0). */
const guint8 *smp_monk_tone (int tone);
/* The tone of the smallest CIEDE2000 difference. */
int smp_monk_nearest (SmpLab lab, double *difference);

G_END_DECLS
