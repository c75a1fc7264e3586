/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>

#include "geometry/smp-least-squares.h"

static void
rosenbrock (const double *p, int changed, double *r, gpointer data)
{
  r[0] = 10 * (p[1] - p[0] * p[0]);
  /* The second one knows nothing of the second parameter. */
  if (changed != 1)
    r[1] = 1 - p[0];
}

/* A curved valley, from the usual start. */
static void
test_valley (void)
{
  const double steps[2] = { 1e-5, 1e-5 };
  SmpLeastSquares problem = { 2, 2, rosenbrock, NULL, steps, 200 };
  double p[2] = { -1.2, 1 };
  SmpLeastSquaresResult result = smp_least_squares_solve (&problem, p, NULL);

  g_assert_true (result.converged);
  g_assert_cmpfloat (result.cost, <, 1e-12);
  g_assert_cmpfloat_with_epsilon (p[0], 1, 1e-5);
  g_assert_cmpfloat_with_epsilon (p[1], 1, 1e-5);
}

/* y = p₀ + p₁ x, measured at 0, 1, 2, 3 with a spread of 2. */
static void
line (const double *p, int changed, double *r, gpointer data)
{
  static const double y[4] = { 1, 3, 5, 7.4 };

  for (int i = 0; i < 4; i++)
    r[i] = (p[0] + p[1] * i - y[i]) / 2;
}

static void
test_covariance (void)
{
  const double steps[2] = { 1e-3, 1e-3 };
  SmpLeastSquares problem = { 2, 4, line, NULL, steps, 50 };
  double p[2] = { 0, 0 }, covariance[4];
  SmpLeastSquaresResult result = smp_least_squares_solve (&problem, p, covariance);

  g_assert_true (result.converged);
  /* By hand: slope Σ(x − 1.5)(y − ȳ)/5, variance of the slope 2²/5, of the offset 2² · 14/20. */
  g_assert_cmpfloat_with_epsilon (p[1], 2.12, 1e-6);
  g_assert_cmpfloat_with_epsilon (p[0], 0.92, 1e-6);
  g_assert_cmpfloat_with_epsilon (covariance[3], 0.8, 1e-6);
  g_assert_cmpfloat_with_epsilon (covariance[0], 2.8, 1e-6);
  g_assert_cmpfloat_with_epsilon (covariance[1], -1.2, 1e-6);
}

/* Nothing holds the second parameter; it stays, and its spread is wide but finite. */
static void
loose (const double *p, int changed, double *r, gpointer data)
{
  r[0] = p[0] - 3;
}

static void
test_loose (void)
{
  const double steps[2] = { 1e-3, 1e-3 };
  SmpLeastSquares problem = { 2, 1, loose, NULL, steps, 50 };
  double p[2] = { 0, 5 }, covariance[4];

  smp_least_squares_solve (&problem, p, covariance);
  g_assert_cmpfloat_with_epsilon (p[0], 3, 1e-5);
  g_assert_cmpfloat_with_epsilon (p[1], 5, 1e-9);
  g_assert_true (isfinite (covariance[3]));
  g_assert_cmpfloat (covariance[3], >, 1e3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/least-squares/valley", test_valley);
  g_test_add_func ("/least-squares/covariance", test_covariance);
  g_test_add_func ("/least-squares/loose", test_loose);
  return g_test_run ();
}
