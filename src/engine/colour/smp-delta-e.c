/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "colour/smp-colour.h"

#include <math.h>

/* The equations are numbered as in Sharma, Wu, Dalal: The CIEDE2000 color-difference formula,
 * Color Research and Application 30 (2005). Angles are degrees. */

static double
radians (double degrees)
{
  return degrees * (G_PI / 180);
}

static double
pow7 (double x)
{
  double x2 = x * x;

  return x2 * x2 * x2 * x;
}

/* Equation 7. */
static double
hue (double a, double b)
{
  double h;

  if (fabs (a) <= 0 && fabs (b) <= 0)
    return 0;
  h = atan2 (b, a) * (180 / G_PI);
  return h < 0 ? h + 360 : h;
}

/* Equation 10. */
static double
hue_difference (double h1, double h2, double chroma_product)
{
  double d = h2 - h1;

  if (chroma_product <= 0)
    return 0;
  if (d > 180)
    return d - 360;
  if (d < -180)
    return d + 360;
  return d;
}

/* Equation 14. */
static double
hue_mean (double h1, double h2, double chroma_product)
{
  double sum = h1 + h2;

  if (chroma_product <= 0)
    return sum;
  if (fabs (h1 - h2) <= 180)
    return sum / 2;
  return sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
}

double
smp_delta_e_2000 (SmpLab p, SmpLab q)
{
  const double pow25_7 = 6103515625.0;
  double c_mean = (hypot (p.a, p.b) + hypot (q.a, q.b)) / 2;
  double g = 0.5 * (1 - sqrt (pow7 (c_mean) / (pow7 (c_mean) + pow25_7)));
  double a1 = (1 + g) * p.a, a2 = (1 + g) * q.a;
  double c1 = hypot (a1, p.b), c2 = hypot (a2, q.b);
  double h1 = hue (a1, p.b), h2 = hue (a2, q.b);
  double d_l = q.l - p.l;
  double d_c = c2 - c1;
  double d_h = 2 * sqrt (c1 * c2) * sin (radians (hue_difference (h1, h2, c1 * c2)) / 2);
  double l = (p.l + q.l) / 2;
  double c = (c1 + c2) / 2;
  double h = hue_mean (h1, h2, c1 * c2);
  double t = 1 - 0.17 * cos (radians (h - 30)) + 0.24 * cos (radians (2 * h))
             + 0.32 * cos (radians (3 * h + 6)) - 0.20 * cos (radians (4 * h - 63));
  double theta = 30 * exp (-((h - 275) / 25) * ((h - 275) / 25));
  double r_c = 2 * sqrt (pow7 (c) / (pow7 (c) + pow25_7));
  double s_l = 1 + 0.015 * (l - 50) * (l - 50) / sqrt (20 + (l - 50) * (l - 50));
  double s_c = 1 + 0.045 * c;
  double s_h = 1 + 0.015 * c * t;
  double r_t = -sin (radians (2 * theta)) * r_c;
  double x = d_l / s_l, y = d_c / s_c, z = d_h / s_h;

  return sqrt (MAX (0, x * x + y * y + z * z + r_t * y * z));
}
