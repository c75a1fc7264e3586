/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "surface/smp-confocal.h"

/* With the semi-axes a > b > c, λ = b² + (a² − b²) sin²θ and μ = c² + (b² − c²) sin²φ:
 *
 *   x = a cos θ √((a² − μ) / (a² − c²))      ds² = (λ − μ) (dU² + dV²)
 *   y = b sin θ cos φ                        dU = √(λ / (λ − c²)) dθ
 *   z = c sin φ √((λ − c²) / (a² − c²))      dV = √(μ / (a² − μ)) dφ
 *
 * (Jacobi 1839). The unit sphere with a, b², c → 1, m, 0 and without the λ and μ in the numerators
 * has the same form. Equal shares of U and of V make the map conformal once m is such that both
 * have the same ratio of their whole lengths, which for the sphere is K(1 − m) / K(m). */

/* Axes closer to each other than this are moved apart for the map, mm: the coordinates degenerate
 * for equal axes. The map is then conformal within a percent. */
#define APART 0.4

/* √((p0 + p1 s) / (q0 + q1 s)), s = sin² x */
typedef struct
{
  double p0, p1, q0, q1;
} Integrand;

static double
integrand_at (const Integrand *f, double x)
{
  double s = sin (x);

  s *= s;
  return sqrt ((f->p0 + f->p1 * s) / (f->q0 + f->q1 * s));
}

/* Returns the whole integral. */
static double
table_init (SmpConfocalTable *self, const Integrand *f)
{
  /* Gauss and Legendre, four points. */
  static const double at[2] = { 0.3399810435848563, 0.8611363115940526 };
  static const double weight[2] = { 0.6521451548625461, 0.3478548451374538 };
  double h = G_PI_2 / SMP_CONFOCAL_STEPS, sum = 0;

  self->value[0] = 0;
  for (int i = 0; i < SMP_CONFOCAL_STEPS; i++)
    {
      double middle = (i + 0.5) * h, part = 0;

      for (int k = 0; k < 2; k++)
        part += weight[k]
                * (integrand_at (f, middle - at[k] * h / 2)
                   + integrand_at (f, middle + at[k] * h / 2));
      sum += part * h / 2;
      self->value[i + 1] = sum;
    }
  for (int i = 0; i <= SMP_CONFOCAL_STEPS; i++)
    {
      self->value[i] /= sum;
      self->slope[i] = integrand_at (f, i * h) / sum * h;
    }
  return sum;
}

/* Value and slope within step i at t, 0 to 1, by Hermite's cubic. */
static double
cubic (const SmpConfocalTable *self, int i, double t, double *slope)
{
  double rise = self->value[i + 1] - self->value[i];
  double m0 = self->slope[i], m1 = self->slope[i + 1];
  double c2 = 3 * rise - 2 * m0 - m1, c3 = m0 + m1 - 2 * rise;

  *slope = m0 + t * (2 * c2 + t * 3 * c3);
  return self->value[i] + t * (m0 + t * (c2 + t * c3));
}

static double
table_share (const SmpConfocalTable *self, double angle)
{
  double x = angle * (SMP_CONFOCAL_STEPS / G_PI_2), slope;
  int i = CLAMP ((int)x, 0, SMP_CONFOCAL_STEPS - 1);

  return cubic (self, i, x - i, &slope);
}

static double
table_angle (const SmpConfocalTable *self, double share)
{
  int low = 0, high = SMP_CONFOCAL_STEPS;
  double t;

  while (high - low > 1)
    {
      int middle = (low + high) / 2;

      if (self->value[middle] <= share)
        low = middle;
      else
        high = middle;
    }
  t = (share - self->value[low]) / (self->value[low + 1] - self->value[low]);
  for (int i = 0; i < 3; i++)
    {
      double slope, value = cubic (self, low, t, &slope);

      t -= (value - share) / slope;
    }
  return (low + CLAMP (t, 0.0, 1.0)) * (G_PI_2 / SMP_CONFOCAL_STEPS);
}

/* Complete elliptic integral of the first kind by the arithmetic-geometric mean. */
static double
complete_integral (double m)
{
  double a = 1, b = sqrt (1 - m);

  for (int i = 0; i < 8; i++)
    {
      double mean = (a + b) / 2;

      b = sqrt (a * b);
      a = mean;
    }
  return G_PI_2 / a;
}

/* The m of which K(1 − m) / K(m), which falls, is the ratio. */
static double
modulus_for (double ratio)
{
  double low = 0, high = 1;

  for (int i = 0; i < 52; i++)
    {
      double m = (low + high) / 2;

      if (complete_integral (1 - m) > ratio * complete_integral (m))
        low = m;
      else
        high = m;
    }
  return (low + high) / 2;
}

static double
get (SmpVec3 v, int axis)
{
  return axis == 0 ? v.x : axis == 1 ? v.y : v.z;
}

static void
set (SmpVec3 *v, int axis, double value)
{
  if (axis == 0)
    v->x = value;
  else if (axis == 1)
    v->y = value;
  else
    v->z = value;
}

void
smp_confocal_init (SmpConfocal *self, SmpVec3 axes)
{
  double a2, b2, c2, u, v;

  self->given = axes;
  for (int i = 0; i < 3; i++)
    self->order[i] = i;
  for (int i = 0; i < 2; i++)
    for (int k = 0; k < 2 - i; k++)
      if (get (axes, self->order[k]) < get (axes, self->order[k + 1]))
        {
          int other = self->order[k];

          self->order[k] = self->order[k + 1];
          self->order[k + 1] = other;
        }
  self->axes[1] = get (axes, self->order[1]);
  self->axes[0] = MAX (get (axes, self->order[0]), self->axes[1] + APART);
  self->axes[2] = MIN (get (axes, self->order[2]), self->axes[1] - APART);

  a2 = self->axes[0] * self->axes[0];
  b2 = self->axes[1] * self->axes[1];
  c2 = self->axes[2] * self->axes[2];
  u = table_init (&self->ellipsoid[0], &(Integrand){ b2, a2 - b2, b2 - c2, a2 - b2 });
  v = table_init (&self->ellipsoid[1], &(Integrand){ c2, b2 - c2, a2 - c2, c2 - b2 });
  self->modulus = modulus_for (u / v);
  table_init (&self->sphere[0], &(Integrand){ 1, 0, self->modulus, 1 - self->modulus });
  table_init (&self->sphere[1], &(Integrand){ 1, 0, 1, -self->modulus });
}

static double
angle_of_sin2 (double s2)
{
  s2 = CLAMP (s2, 0.0, 1.0);
  return atan2 (sqrt (s2), sqrt (1 - s2));
}

/* The larger and the smaller root of τ² − sum τ + product, both of them positive. */
static void
roots (double sum, double product, double *larger, double *smaller)
{
  *larger = (sum + sqrt (MAX (sum * sum - 4 * product, 0))) / 2;
  *smaller = product / *larger;
}

SmpVec3
smp_confocal_to_sphere (const SmpConfocal *self, SmpVec3 place)
{
  double a2 = self->axes[0] * self->axes[0], b2 = self->axes[1] * self->axes[1],
         c2 = self->axes[2] * self->axes[2];
  double m = self->modulus, squares = 0, fourths = 0, lambda, mu, theta, phi, st, sp, result[3];
  SmpVec3 direction = { 0, 0, 0 };

  for (int i = 0; i < 3; i++)
    {
      double share = get (place, self->order[i]) / get (self->given, self->order[i]);

      squares += share * share * self->axes[i] * self->axes[i];
      fourths += share * share / (self->axes[i] * self->axes[i]);
    }
  roots (a2 + b2 + c2 - squares, a2 * b2 * c2 * fourths, &lambda, &mu);
  theta = angle_of_sin2 ((lambda - b2) / (a2 - b2));
  phi = angle_of_sin2 ((mu - c2) / (b2 - c2));

  theta = table_angle (&self->sphere[0], table_share (&self->ellipsoid[0], theta));
  phi = table_angle (&self->sphere[1], table_share (&self->ellipsoid[1], phi));
  st = sin (theta);
  sp = sin (phi);
  result[0] = cos (theta) * sqrt (1 - m * sp * sp);
  result[1] = st * cos (phi);
  result[2] = sp * sqrt (m + (1 - m) * st * st);
  for (int i = 0; i < 3; i++)
    set (&direction, self->order[i], copysign (result[i], get (place, self->order[i])));
  return direction;
}

SmpVec3
smp_confocal_to_ellipsoid (const SmpConfocal *self, SmpVec3 direction)
{
  double a2 = self->axes[0] * self->axes[0], b2 = self->axes[1] * self->axes[1],
         c2 = self->axes[2] * self->axes[2];
  double m = self->modulus, s2[3], lambda, mu, theta, phi, st, sp, result[3];
  SmpVec3 place = { 0, 0, 0 };

  for (int i = 0; i < 3; i++)
    {
      double s = get (direction, self->order[i]);

      s2[i] = s * s;
    }
  roots (m * s2[0] + s2[1] + (1 + m) * s2[2], m * s2[2], &lambda, &mu);
  theta = angle_of_sin2 ((lambda - m) / (1 - m));
  phi = angle_of_sin2 (mu / m);

  theta = table_angle (&self->ellipsoid[0], table_share (&self->sphere[0], theta));
  phi = table_angle (&self->ellipsoid[1], table_share (&self->sphere[1], phi));
  st = sin (theta);
  sp = sin (phi);
  /* As shares of the axes, so that they hold for the axes as given. */
  result[0] = cos (theta) * sqrt ((a2 - c2 - (b2 - c2) * sp * sp) / (a2 - c2));
  result[1] = st * cos (phi);
  result[2] = sp * sqrt ((b2 - c2 + (a2 - b2) * st * st) / (a2 - c2));
  for (int i = 0; i < 3; i++)
    set (&place, self->order[i],
         copysign (result[i], get (direction, self->order[i])) * get (self->given, self->order[i]));
  return place;
}
