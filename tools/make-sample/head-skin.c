/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "head-skin.h"

#include "base/smp-hash.h"

#define SEED 4711

static double
lattice (long x, long y, long z, int stream)
{
  guint64 index
      = ((guint64)(x & 0x1fffff) << 42) | ((guint64)(y & 0x1fffff) << 21) | (guint64)(z & 0x1fffff);

  return 2 * smp_hash_unit (smp_hash_u64 (SEED, (guint64)stream, index)) - 1;
}

double
head_noise (Vec p, double wavelength, int stream)
{
  Vec q = mul (p, 2 / wavelength);
  double fx = floor (q.x), fy = floor (q.y), fz = floor (q.z);
  double t[3] = { q.x - fx, q.y - fy, q.z - fz }, sum = 0;
  long x = (long)fx, y = (long)fy, z = (long)fz;

  for (int i = 0; i < 3; i++)
    t[i] = t[i] * t[i] * (3 - 2 * t[i]);
  for (int k = 0; k < 8; k++)
    {
      int i = k & 1, j = k >> 1 & 1, l = k >> 2;

      sum += lattice (x + i, y + j, z + l, stream) * (i ? t[0] : 1 - t[0]) * (j ? t[1] : 1 - t[1])
             * (l ? t[2] : 1 - t[2]);
    }
  return sum;
}

/* Height of the fine relief, mm: pores, lines, and the creases of a forehead. */
static double
relief (Vec p)
{
  double h = 0.045 * head_noise (p, 0.8, 1) + 0.045 * head_noise (p, 2.1, 2)
             + 0.06 * head_noise (p, 6, 3);
  double forehead = smooth (8, 16, p.y) * (1 - smooth (38, 48, p.y)) * smooth (55, 75, p.z);
  double lines = sin ((p.y + 2.2 * head_noise (p, 40, 4)) * 0.62 + 0.9 * head_noise (p, 18, 5));

  return h + forehead * 0.10 * smooth (0.55, 1, lines) * -1;
}

/* The smooth normal tilted by the slope of the relief. */
static Vec
bumpy (Vec p, Vec n, double strength)
{
  const double e = 0.12;
  double h = relief (p);
  Vec slope = vec (relief (add (p, vec (e, 0, 0))) - h, relief (add (p, vec (0, e, 0))) - h,
                   relief (add (p, vec (0, 0, e))) - h);
  Vec g = mul (slope, strength / e);

  return unit (sub (n, sub (g, mul (n, dot (g, n)))));
}

/* Coverage by round hairs cut short: a jittered lattice on the side of the head. */
static double
follicles (Vec p, double spacing, double radius, int stream)
{
  double u = atan2 (p.x, p.z) * 82 / spacing, v = p.y / spacing;
  double cover = 0;
  long iu = (long)floor (u), iv = (long)floor (v);

  for (long j = iv - 1; j <= iv + 1; j++)
    for (long i = iu - 1; i <= iu + 1; i++)
      {
        double cu = (double)i + 0.5 + 0.42 * lattice (i, j, 0, stream);
        double cv = (double)j + 0.5 + 0.42 * lattice (i, j, 1, stream);
        double r = radius * (1 + 0.25 * lattice (i, j, 2, stream)) / spacing;
        double d = hypot (u - cu, v - cv);

        cover = fmax (cover, 1 - smooth (r * 0.6, r * 1.5, d));
      }
  return cover;
}

/* Where shaven hair still grows: sides and back under a horseshoe. */
static double
horseshoe (Vec p)
{
  double border = 22 + 5 * head_noise (p, 30, 20) + 0.10 * (30 - p.z);
  double front = smooth (44, 20, p.z + 4 * head_noise (p, 16, 21));
  double below = smooth (border + 16, border - 10, p.y);
  double sideburn = smooth (-58, -40, p.y);

  double ear = smooth (70, 74, fabs (p.x)) * smooth (-6, -14, p.y);

  return front * below * sideburn * smooth (46, 64, fabs (p.x)) * (1 - ear);
}

static double
beard (Vec p)
{
  double x = fabs (p.x);
  double chin = smooth (-112, -120, p.y) * smooth (25, 55, p.z);
  double lip = smooth (-98, -94, p.y) * smooth (-84, -89, p.y) * smooth (30, 22, x);
  double jaw = smooth (-62, -100, p.y) * smooth (30, 50, x) * smooth (-10, 25, p.z);
  double lips = smooth (20, 24, x) + smooth (-97.5, -96, p.y) + smooth (-113, -114.5, p.y);

  return clamp01 (fmax (chin, fmax (lip, jaw))) * clamp01 (lips) * smooth (-160, -148, p.y);
}

static double
brow (Vec p)
{
  double x = fabs (p.x), arch = -21 + 4.5 * smooth (8, 36, x) - 6 * smooth (36, 54, x);
  double thick = mix (3.6, 1.6, smooth (16, 52, x)) * smooth (7, 14, x) * smooth (57, 44, x);
  double ragged = 1.1 * head_noise (vec (x, p.y * 0.3, 0), 1.6, 32);
  double band = smooth (thick + 1.8, thick - 1.8, fabs (p.y - arch) + ragged);
  /* Hairs lie outwards and up, in two layers that cross a little. */
  Vec q = vec (x * 0.90 + p.y * 0.43, (p.y * 0.90 - x * 0.43) * 9, 0);
  Vec r = vec (x * 0.97 + p.y * 0.24, (p.y * 0.97 - x * 0.24) * 9, 7);
  double hairs = fmax (smooth (-0.05, 0.30, head_noise (q, 7, 30)),
                       smooth (0.0, 0.35, head_noise (r, 6, 31)));

  return p.z > 50 ? band * smooth (0.3, 1.4, thick) * (0.30 + 0.70 * hairs) : 0;
}

static double
lashes (Vec p)
{
  double x = fabs (p.x) - EYE_X, y = p.y - EYE_Y - (-5.5 + 0.012 * x * x);

  return p.z > EYE_Z ? smooth (14.5, 11, fabs (x)) * exp (-y * y / 0.8) : 0;
}

static double
lips (Vec p)
{
  double upper = smooth (1.15, 0.85, hypot (p.x / 23, (p.y + 101) / 5));
  double lower = smooth (1.15, 0.85, hypot (p.x / 20, (p.y + 108.5) / 5.6));

  return p.z > 88 ? fmax (upper, lower) : 0;
}

/* What share of each colour the skin gives back. */
static void
albedo (Vec p, double out[3])
{
  double blood
      = 0.5 * head_noise (p, 46, 10) + 0.3 * head_noise (p, 14, 11) + 0.2 * head_noise (p, 4, 12);
  double melanin = 0.6 * head_noise (p, 60, 13) + 0.4 * head_noise (p, 9, 14);
  double cheek = exp (-(pow (fabs (p.x) - 44, 2) + pow (p.y + 66, 2)) / 700) * smooth (20, 60, p.z);
  double nose = exp (-(p.x * p.x + pow (p.y + 74, 2)) / 220) * smooth (90, 108, p.z);
  double ear = smooth (77, 84, fabs (p.x)) * smooth (30, 10, p.z);
  double freckle
      = smooth (0.62, 0.8, head_noise (p, 2.2, 15)) * smooth (-0.1, 0.6, head_noise (p, 40, 16));
  double pores = smooth (0.35, 0.75, head_noise (p, 0.75, 17));
  double grain = head_noise (p, 0.42, 18);
  double red = 0.24 * blood + 0.26 * cheek + 0.30 * nose + 0.40 * ear;
  double dark = 0.15 * melanin + 0.26 * freckle + 0.13 * pores + 0.055 * grain;
  double hair = fmax (0.80 * horseshoe (p) * follicles (p, 0.86, 0.13, 40),
                      0.50 * beard (p) * follicles (p, 0.95, 0.10, 41));
  double shadow = 0.17 * horseshoe (p) + 0.14 * beard (p);
  double lip = lips (p);

  out[0] = 0.60 * exp (-0.22 * red - 0.60 * dark);
  out[1] = 0.345 * exp (-0.75 * red - 0.95 * dark);
  out[2] = 0.225 * exp (-0.70 * red - 1.35 * dark);
  out[0] = mix (out[0], 0.47, 0.6 * lip);
  out[1] = mix (out[1], 0.20, 0.6 * lip);
  out[2] = mix (out[2], 0.165, 0.6 * lip);
  for (int c = 0; c < 3; c++)
    {
      static const double strand[3] = { 0.045, 0.032, 0.025 };

      out[c] *= 1 - shadow;
      out[c] = mix (out[c], strand[c], hair);
      out[c] = mix (out[c], strand[c], 0.82 * brow (p));
      out[c] = mix (out[c], strand[c], 0.75 * lashes (p));
    }
}

/* How much of a large lamp in direction l is seen from p. */
static double
lit (Vec p, Vec n, Vec l, double softness)
{
  double seen = 1, t = 2.5;
  Vec from = add (p, mul (n, 1.2));

  for (int i = 0; i < 26 && t < 260; i++)
    {
      double d = head_distance (add (from, mul (l, t)), NULL);

      seen = fmin (seen, 0.5 + 0.5 * softness * d / t);
      if (seen < 0)
        return 0;
      t += fmax (d, 3);
    }
  seen = clamp01 (seen);
  return seen * seen * (3 - 2 * seen);
}

static double
open_sky (Vec p, Vec n)
{
  static const double steps[5] = { 2, 6, 14, 28, 50 };
  double closed = 0, weight = 1;

  for (int i = 0; i < 5; i++)
    {
      double d = head_distance (add (p, mul (n, steps[i])), NULL);

      closed += weight * (steps[i] - d) / steps[i];
      weight *= 0.62;
    }
  return clamp01 (1 - 0.52 * closed);
}

/* GGX highlight of a rough skin surface. */
static double
shine (Vec n, Vec l, Vec v, double rough)
{
  Vec h = unit (add (l, v));
  double nh = fmax (dot (n, h), 0), nv = fmax (dot (n, v), 0.05), nl = fmax (dot (n, l), 0);
  double a2 = rough * rough * rough * rough, k = nh * nh * (a2 - 1) + 1;
  double fresnel = 0.028 + 0.972 * pow (1 - fmax (dot (h, v), 0), 5);
  double masking = 1 / fmax ((nl * 0.8 + 0.2) * (nv * 0.8 + 0.2) * 4, 0.2);

  return a2 / (G_PI * k * k) * fresnel * masking * nl;
}

typedef struct
{
  Vec direction;
  double colour[3];
  double softness;
} Lamp;

static const Lamp lamps[] = {
  { { -0.68, 0.52, 0.52 }, { 1.85, 1.76, 1.66 }, 4 },
  { { 0.78, 0.12, 0.61 }, { 0.26, 0.27, 0.30 }, 3 },
  { { 0.55, 0.45, -0.70 }, { 0.60, 0.62, 0.68 }, 4 },
};

static void
shade_skin (Vec p, Vec view, double rgb[3])
{
  /* Light wanders in skin, red the farthest: each colour sees its own softness of the shape. */
  Vec wide = head_normal (p, 3.2), middle = head_normal (p, 1.4), fine = head_normal (p, 0.5);
  Vec normals[3] = { bumpy (p, wide, 0.35), bumpy (p, middle, 0.6), bumpy (p, fine, 0.8) };
  Vec glossy = bumpy (p, fine, 1.0);
  static const double wrap[3] = { 0.34, 0.17, 0.10 };
  double sky = open_sky (p, middle), colour[3];
  double bald = smooth (20, 60, p.y);

  albedo (p, colour);
  for (int c = 0; c < 3; c++)
    {
      static const double sky_colour[3] = { 0.25, 0.26, 0.285 };
      double up = 0.65 + 0.35 * normals[c].y;

      /* What is closed off is lit by the skin around it. */
      rgb[c] = colour[c] * sky_colour[c] * up * mix (0.35 * colour[c] + 0.1, 1, sky);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (lamps); i++)
    {
      Vec l = unit (lamps[i].direction);
      double seen = lit (p, middle, l, lamps[i].softness);
      double gloss = 1.1 * shine (glossy, l, view, mix (0.46, 0.40, bald))
                     + 0.7 * shine (fine, l, view, 0.58);

      for (int c = 0; c < 3; c++)
        {
          double facing = fmax ((dot (normals[c], l) + wrap[c]) / (1 + wrap[c]), 0);
          /* The edge of a shadow is red for the same reason. */
          double through = pow (seen, c == 0 ? 0.72 : c == 1 ? 0.95 : 1.05);

          rgb[c] += lamps[i].colour[c]
                    * (colour[c] * facing * through + gloss * seen * (1 - 0.9 * brow (p)));
        }
    }
}

static void
shade_shirt (Vec p, double rgb[3])
{
  Vec n = head_normal (p, 1.5);
  double weave = 1 + 0.18 * head_noise (vec (p.x * 1, p.y * 3, p.z), 1.6, 50)
                 + 0.10 * head_noise (p, 25, 51);
  static const double cloth[3] = { 0.040, 0.048, 0.062 };
  double sky = open_sky (p, n);

  for (int c = 0; c < 3; c++)
    rgb[c] = cloth[c] * weave * 0.55 * sky;
  for (gsize i = 0; i < G_N_ELEMENTS (lamps); i++)
    {
      Vec l = unit (lamps[i].direction);
      double facing = fmax ((dot (n, l) + 0.1) / 1.1, 0) * lit (p, n, l, lamps[i].softness);

      for (int c = 0; c < 3; c++)
        rgb[c] += cloth[c] * weave * lamps[i].colour[c] * facing;
    }
}

void
head_shade (Vec p, Vec view, double rgb[3])
{
  Part part;

  head_distance (p, &part);
  if (part == PART_SHIRT)
    shade_shirt (p, rgb);
  else
    shade_skin (p, view, rgb);
}
