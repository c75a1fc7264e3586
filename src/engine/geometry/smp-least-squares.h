/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SmpResidualsFunc:
 * @parameters: where to evaluate
 * @changed: −1, or the number of the only parameter that differs from where @residuals are from
 * @residuals: (inout): each divided by its spread, so that a good fit leaves about 1. Those that
 *   the changed parameter does not touch may be left as they are.
 * @data: of the problem
 */
typedef void (*SmpResidualsFunc) (const double *parameters,
                                  int changed,
                                  double *residuals,
                                  gpointer data);

/* A sum of squares to be made small. */
typedef struct
{
  gsize n_parameters;
  gsize n_residuals;
  SmpResidualsFunc residuals;
  gpointer data;
  const double *steps; /* of the parameters, for central differences */
  int max_iterations;
} SmpLeastSquares;

typedef struct
{
  double cost; /* half the sum of squares */
  int iterations;
  gboolean converged;
} SmpLeastSquaresResult;

/**
 * smp_least_squares_solve:
 * @parameters: (inout): the start, then the best
 * @covariance: (out) (nullable): n × n, the inverse of the normal matrix at the end
 *
 * Levenberg–Marquardt with the damping of Marquardt 1963 (scaled by the diagonal) and the update of
 * Nielsen 1999, derivatives by central differences, all in double. Same input, same bits.
 *
 * Returns: how well it went. Without convergence the parameters are still the best that were seen.
 */
SmpLeastSquaresResult
smp_least_squares_solve (const SmpLeastSquares *self, double *parameters, double *covariance);

G_END_DECLS
