/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "geometry/smp-least-squares.h"

#include <math.h>
#include <string.h>

/* A step that changes the sum of squares by less than this share ends the search. */
#define ENOUGH 1e-8
#define DAMPING_START 1e-3
#define DAMPING_MOST 1e12

typedef struct
{
  const SmpLeastSquares *problem;
  double *residuals;
  double *trial_residuals;
  double *plus;
  double *minus;
  double *jacobian; /* by parameter: n_parameters rows of n_residuals */
  double *normal;
  double *factor;
  double *gradient;
  double *step;
  double *trial;
} Work;

static double *
take (double **pool, gsize n)
{
  double *taken = *pool;

  *pool += n;
  return taken;
}

static double
half_sum (const double *residuals, gsize n)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += residuals[i] * residuals[i];
  return isfinite (sum) ? sum / 2 : G_MAXDOUBLE;
}

static void
differentiate (Work *w, double *parameters)
{
  const SmpLeastSquares *p = w->problem;
  gsize m = p->n_residuals;

  for (gsize j = 0; j < p->n_parameters; j++)
    {
      double at = parameters[j], h = p->steps[j];
      double *row = w->jacobian + j * m;

      memcpy (w->plus, w->residuals, m * sizeof (double));
      memcpy (w->minus, w->residuals, m * sizeof (double));
      parameters[j] = at + h;
      p->residuals (parameters, (int)j, w->plus, p->data);
      parameters[j] = at - h;
      p->residuals (parameters, (int)j, w->minus, p->data);
      parameters[j] = at;
      for (gsize i = 0; i < m; i++)
        {
          double slope = (w->plus[i] - w->minus[i]) / (2 * h);

          row[i] = isfinite (slope) ? slope : 0;
        }
    }
}

/* The normal matrix and the gradient. Rows are mostly zeros, so their ends are skipped. */
static void
multiply (Work *w)
{
  const SmpLeastSquares *p = w->problem;
  gsize n = p->n_parameters, m = p->n_residuals;

  for (gsize j = 0; j < n; j++)
    {
      const double *a = w->jacobian + j * m;
      gsize from = 0, to = m;
      double slope = 0;

      while (from < to && !(fabs (a[from]) > 0))
        from++;
      while (to > from && !(fabs (a[to - 1]) > 0))
        to--;
      for (gsize i = from; i < to; i++)
        slope += a[i] * w->residuals[i];
      w->gradient[j] = slope;
      for (gsize k = 0; k <= j; k++)
        {
          const double *b = w->jacobian + k * m;
          double sum = 0;

          for (gsize i = from; i < to; i++)
            sum += a[i] * b[i];
          w->normal[j * n + k] = w->normal[k * n + j] = sum;
        }
    }
}

/* Cholesky factor of the damped normal matrix; FALSE if it is not positive definite. */
static gboolean
factorise (Work *w, double damping)
{
  gsize n = w->problem->n_parameters;
  double *l = w->factor;

  memcpy (l, w->normal, n * n * sizeof (double));
  for (gsize j = 0; j < n; j++)
    l[j * n + j] += damping * MAX (w->normal[j * n + j], 1e-12);
  for (gsize j = 0; j < n; j++)
    {
      double pivot = l[j * n + j];

      for (gsize k = 0; k < j; k++)
        pivot -= l[j * n + k] * l[j * n + k];
      if (!(pivot > 0))
        return FALSE;
      pivot = sqrt (pivot);
      l[j * n + j] = pivot;
      for (gsize i = j + 1; i < n; i++)
        {
          double sum = l[i * n + j];

          for (gsize k = 0; k < j; k++)
            sum -= l[i * n + k] * l[j * n + k];
          l[i * n + j] = sum / pivot;
        }
    }
  return TRUE;
}

/* Solves (L Lᵀ) x = b in place. */
static void
substitute (const double *l, gsize n, double *b)
{
  for (gsize i = 0; i < n; i++)
    {
      for (gsize k = 0; k < i; k++)
        b[i] -= l[i * n + k] * b[k];
      b[i] /= l[i * n + i];
    }
  for (gsize i = n; i-- > 0;)
    {
      for (gsize k = i + 1; k < n; k++)
        b[i] -= l[k * n + i] * b[k];
      b[i] /= l[i * n + i];
    }
}

static void
invert (Work *w, double *covariance)
{
  gsize n = w->problem->n_parameters;
  double damping = 0;

  /* A direction that nothing holds gets a wide but finite spread. */
  while (!factorise (w, damping))
    damping = damping > 0 ? damping * 10 : 1e-12;
  for (gsize j = 0; j < n; j++)
    {
      memset (w->step, 0, n * sizeof (double));
      w->step[j] = 1;
      substitute (w->factor, n, w->step);
      for (gsize i = 0; i < n; i++)
        covariance[i * n + j] = w->step[i];
    }
}

static void
search (Work *w, double *parameters, SmpLeastSquaresResult *result)
{
  const SmpLeastSquares *p = w->problem;
  gsize n = p->n_parameters, m = p->n_residuals;
  double damping = DAMPING_START, grow = 2;

  differentiate (w, parameters);
  multiply (w);
  while (result->iterations < p->max_iterations && damping < DAMPING_MOST)
    {
      double cost, expected = 0, gain;

      result->iterations++;
      if (!factorise (w, damping))
        {
          damping *= grow;
          grow *= 2;
          continue;
        }
      for (gsize j = 0; j < n; j++)
        w->step[j] = -w->gradient[j];
      substitute (w->factor, n, w->step);
      for (gsize j = 0; j < n; j++)
        {
          w->trial[j] = parameters[j] + w->step[j];
          expected += 0.5 * w->step[j]
                      * (damping * MAX (w->normal[j * n + j], 1e-12) * w->step[j] - w->gradient[j]);
        }
      p->residuals (w->trial, -1, w->trial_residuals, p->data);
      cost = half_sum (w->trial_residuals, m);
      gain = expected > 0 ? (result->cost - cost) / expected : -1;
      if (gain > 0)
        {
          gboolean enough = result->cost - cost <= ENOUGH * (result->cost + ENOUGH);
          double t = 2 * gain - 1;

          memcpy (parameters, w->trial, n * sizeof (double));
          memcpy (w->residuals, w->trial_residuals, m * sizeof (double));
          result->cost = cost;
          damping *= MAX (1.0 / 3, 1 - t * t * t);
          grow = 2;
          if (enough)
            {
              result->converged = TRUE;
              return;
            }
          differentiate (w, parameters);
          multiply (w);
        }
      else if (expected <= ENOUGH * (result->cost + ENOUGH))
        {
          result->converged = TRUE;
          return;
        }
      else
        {
          damping *= grow;
          grow *= 2;
        }
    }
}

SmpLeastSquaresResult
smp_least_squares_solve (const SmpLeastSquares *self, double *parameters, double *covariance)
{
  gsize n = self->n_parameters, m = self->n_residuals;
  g_autofree double *memory = g_new0 (double, 4 * m + n * m + 2 * n * n + 3 * n + 1);
  double *pool = memory;
  SmpLeastSquaresResult result = { 0 };
  Work work = { .problem = self };

  work.residuals = take (&pool, m);
  work.trial_residuals = take (&pool, m);
  work.plus = take (&pool, m);
  work.minus = take (&pool, m);
  work.jacobian = take (&pool, n * m);
  work.normal = take (&pool, n * n);
  work.factor = take (&pool, n * n);
  work.gradient = take (&pool, n);
  work.step = take (&pool, n);
  work.trial = take (&pool, n);

  self->residuals (parameters, -1, work.residuals, self->data);
  result.cost = half_sum (work.residuals, m);
  search (&work, parameters, &result);
  if (covariance != NULL)
    {
      differentiate (&work, parameters);
      multiply (&work);
      invert (&work, covariance);
    }
  return result;
}
