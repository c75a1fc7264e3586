/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "colour/smp-colour.h"

#include <math.h>
#include <pthread.h>

double
smp_srgb_decode (double encoded)
{
  if (encoded <= 0.04045)
    return encoded / 12.92;
  return pow ((encoded + 0.055) / 1.055, 2.4);
}

double
smp_srgb_encode (double linear)
{
  if (linear <= 0.0031308)
    return linear * 12.92;
  return 1.055 * pow (linear, 1 / 2.4) - 0.055;
}

static float decode_table[256];
static guint8 encode_table[SMP_SRGB_ENCODE_STEPS + 1];

static void
make_decode_table (void)
{
  for (int i = 0; i < 256; i++)
    decode_table[i] = (float)smp_srgb_decode (i / 255.0);
}

const float *
smp_srgb_decode_table (void)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;

  pthread_once (&once, make_decode_table);
  return decode_table;
}

static void
make_encode_table (void)
{
  int code = 0;

  /* Code c ends where the encoded value reaches c + 1/2: one power per code and not per step. */
  for (int i = 0; i <= SMP_SRGB_ENCODE_STEPS; i++)
    {
      while (code < 255
             && i >= smp_srgb_decode ((code + 0.5) / 255) * (double)SMP_SRGB_ENCODE_STEPS)
        code++;
      encode_table[i] = (guint8)code;
    }
}

const guint8 *
smp_srgb_encode_table (void)
{
  static pthread_once_t once = PTHREAD_ONCE_INIT;

  pthread_once (&once, make_encode_table);
  return encode_table;
}

/* f of CIE 15:2004, 8.2.1.1, with its exact constants. */
static double
lab_f (double t)
{
  const double delta = 6.0 / 29.0;

  if (t > delta * delta * delta)
    return cbrt (t);
  return t / (3 * delta * delta) + 4.0 / 29.0;
}

SmpLab
smp_lab_from_linear (const double rgb[3])
{
  /* IEC 61966-2-1, sRGB to XYZ. White is the sum of each row, so that greys have a* = b* = 0. */
  static const double m[3][3]
      = { { 0.4124, 0.3576, 0.1805 }, { 0.2126, 0.7152, 0.0722 }, { 0.0193, 0.1192, 0.9505 } };
  double f[3];

  for (int i = 0; i < 3; i++)
    {
      double sum = m[i][0] * rgb[0] + m[i][1] * rgb[1] + m[i][2] * rgb[2];
      double white = m[i][0] + m[i][1] + m[i][2];

      f[i] = lab_f (sum / white);
    }
  return (SmpLab){ 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2]) };
}

SmpLab
smp_lab_from_srgb8 (const guint8 rgb[3])
{
  const float *decode = smp_srgb_decode_table ();
  double linear[3];

  for (int i = 0; i < 3; i++)
    linear[i] = (double)decode[rgb[i]];
  return smp_lab_from_linear (linear);
}
