/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double l;
  double a;
  double b;
} SmpLab;

/* sRGB transfer function (IEC 61966-2-1), both ways, for 0 to 1. */
double smp_srgb_decode (double encoded);
double smp_srgb_encode (double linear);

/* The same for 8-bit values: 256 linear values, 0 to 1. (transfer none) */
const float *smp_srgb_decode_table (void);
/* Linear 0 to 1 as SMP_SRGB_ENCODE_STEPS steps → 8-bit code; off by less than 0.03 code. */
#define SMP_SRGB_ENCODE_STEPS 65535
const guint8 *smp_srgb_encode_table (void);

/* Luminance of linear sRGB, 0 to 1 (IEC 61966-2-1). */
static inline float
smp_luminance (float red, float green, float blue)
{
  return 0.2126f * red + 0.7152f * green + 0.0722f * blue;
}

/* CIE L*a*b* with white D65 of an 8-bit or of a linear sRGB colour. */
SmpLab smp_lab_from_srgb8 (const guint8 rgb[3]);
SmpLab smp_lab_from_linear (const double rgb[3]);

/* CIEDE2000 colour difference (Sharma, Wu, Dalal 2005), kL = kC = kH = 1. */
double smp_delta_e_2000 (SmpLab a, SmpLab b);

G_END_DECLS
