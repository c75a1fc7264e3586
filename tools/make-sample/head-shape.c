/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "head-shape.h"

#include <stddef.h>

/* Distances after Quilez, "Distance functions": ellipsoid (bound), capsule, round cone, and the
 * polynomial smooth union. */
static double
ellipsoid (Vec p, Vec centre, Vec r)
{
  Vec q = sub (p, centre);
  double k0 = length (vec (q.x / r.x, q.y / r.y, q.z / r.z));
  double k1 = length (vec (q.x / (r.x * r.x), q.y / (r.y * r.y), q.z / (r.z * r.z)));

  return k1 > 1e-9 ? k0 * (k0 - 1) / k1 : -fmin (r.x, fmin (r.y, r.z));
}

static double
capsule (Vec p, Vec a, Vec b, double ra, double rb)
{
  Vec pa = sub (p, a), ba = sub (b, a);
  double t = clamp01 (dot (pa, ba) / dot (ba, ba));

  return length (sub (pa, mul (ba, t))) - mix (ra, rb, t);
}

static double
join (double a, double b, double k)
{
  double h = clamp01 (0.5 + 0.5 * (b - a) / k);

  return mix (b, a, h) - k * h * (1 - h);
}

static double
carve (double a, double b, double k)
{
  return -join (-a, b, k);
}

/* One eye with closed lids: a ball, a crease over it, a seam where the lids meet. */
static double
eye (Vec p, double d)
{
  Vec centre = vec (EYE_X, EYE_Y, EYE_Z);
  Vec q = sub (p, centre);
  double ball = length (q) - EYE_RADIUS;
  double seam_y = -5.5 + 0.012 * q.x * q.x;
  double crease_y = 4.5 - 0.016 * q.x * q.x;

  d = carve (d, ellipsoid (p, vec (EYE_X, EYE_Y + 1, EYE_Z + 19), vec (19, 13, 13)), 9);
  d = join (d, ball, 4.5);
  if (q.z > 0 && fabs (q.x) < 16)
    {
      double inside = 1 - smooth (11, 16, fabs (q.x));

      d += inside * 0.75 * exp (-(q.y - seam_y) * (q.y - seam_y) / 0.5);
      d += inside * 0.55 * exp (-(q.y - crease_y) * (q.y - crease_y) / 1.2);
    }
  return d;
}

static double
nose (Vec p, double d)
{
  d = join (d, capsule (p, vec (0, -30, 88), vec (0, -74, 112), 7.5, 11.5), 11);
  d = join (d, ellipsoid (p, vec (0, -76, 113), vec (12.5, 9.5, 10)), 7);
  d = join (d, ellipsoid (p, vec (12.5, -79, 102), vec (7.5, 7.5, 9)), 5);
  d = carve (d, ellipsoid (p, vec (6.5, -86, 106), vec (3.6, 3, 5)), 2.5);
  return d;
}

static double
mouth (Vec p, double d)
{
  double x = p.x, line = -104.5 + 0.0016 * x * x - 1.2 * exp (-x * x / 18);

  d = join (d, ellipsoid (p, vec (0, -101, 86), vec (30, 18, 17)), 12);
  d = join (d, ellipsoid (p, vec (0, -100.8, 98.6), vec (21, 4.2, 5)), 5);
  d = join (d, ellipsoid (p, vec (0, -108.2, 98), vec (18, 4.8, 5)), 5.5);
  d += 1.3 * exp (-(p.y - line) * (p.y - line) / 2.2) * (1 - smooth (19, 25, fabs (x)))
       * smooth (84, 92, p.z);
  return d;
}

static double
ear (Vec p, double d)
{
  /* Leaning back and a little out. */
  Vec q = sub (p, vec (67.5, -42, -10));
  Vec r = vec (q.x * 0.94 + q.z * 0.34, q.y * 0.98 - q.z * 0.17, -q.x * 0.34 + q.z * 0.94);
  double shell = ellipsoid (r, vec (4, 0, -4), vec (5.5, 31, 18));

  shell = carve (shell, ellipsoid (r, vec (8.5, 2, -4), vec (4.2, 22, 11)), 3);
  shell = join (shell, ellipsoid (r, vec (4, -24, 1), vec (5, 9, 8)), 5);
  shell = join (shell, ellipsoid (r, vec (5, -3, 8), vec (4, 7, 4)), 3);
  return join (d, shell, 6);
}

double
head_distance (Vec p, Part *part)
{
  /* Both sides are alike but for a slight lean, so that it is no mannequin. */
  Vec s = vec (fabs (p.x - 0.7 * smooth (-20, -150, p.y)), p.y, p.z);
  double d = ellipsoid (s, vec (0, 0, -6), vec (75, 86, 98));
  double cloth;

  d = join (d, ellipsoid (s, vec (0, 24, -14), vec (73, 63, 88)), 14);
  d = join (d, ellipsoid (s, vec (0, -16, 28), vec (64, 70, 70)), 22);
  d = join (d, ellipsoid (s, vec (0, -70, 32), vec (59, 62, 60)), 22);
  d = join (d, ellipsoid (s, vec (0, -106, 34), vec (55, 42, 50)), 20);
  d = join (d, ellipsoid (s, vec (0, -136, 70), vec (24, 15, 17)), 20);
  d = join (d, ellipsoid (s, vec (37, -62, 58), vec (21, 20, 25)), 24);
  d = join (d, capsule (s, vec (8, -20, 88), vec (44, -19, 70), 8.5, 7), 14);
  d = eye (s, d);
  d = nose (s, d);
  d = mouth (s, d);
  d = ear (s, d);
  d = join (d, capsule (s, vec (0, -90, -16), vec (0, -230, -28), 53, 60), 22);
  d = join (d, capsule (s, vec (22, -150, 18), vec (10, -222, 22), 12, 10), 16);

  cloth = ellipsoid (s, vec (0, -330, -35), vec (225, 128, 105));
  cloth = join (cloth, capsule (s, vec (0, -214, -26), vec (60, -232, -30), 60, 50), 30);
  cloth = fmax (cloth, -(length (sub (p, vec (0, -196, 8))) - 69));
  d = join (d, ellipsoid (s, vec (0, -335, -35), vec (220, 122, 100)), 25);
  if (part != NULL)
    *part = cloth < d ? PART_SHIRT : PART_SKIN;
  return fmin (d, cloth);
}

Vec
head_normal (Vec p, double reach)
{
  const double e = reach;

  return unit (vec (
      head_distance (vec (p.x + e, p.y, p.z), NULL) - head_distance (vec (p.x - e, p.y, p.z), NULL),
      head_distance (vec (p.x, p.y + e, p.z), NULL) - head_distance (vec (p.x, p.y - e, p.z), NULL),
      head_distance (vec (p.x, p.y, p.z + e), NULL)
          - head_distance (vec (p.x, p.y, p.z - e), NULL)));
}
