/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "base/smp-constants.h"
#include "base/smp-limits.h"
#include "model/smp-plan.h"

/* Least share of a session. */
#define LEAST 0.01
/* Shares of which less than this is left place all dots. */
#define ALL 1e-6

/* The usual three, and other numbers falling like them from first to last. */
static void
usual_shares (double *shares, gsize n)
{
  double first = SMP_K (SESSION_FIRST_SHARE), second = SMP_K (SESSION_SECOND_SHARE), sum = 0;
  double last = 1 - first - second;

  for (gsize i = 0; i < n; i++)
    {
      shares[i] = n > 1 ? first + (last - first) * (double)i / (double)(n - 1) : 1;
      sum += shares[i];
    }
  for (gsize i = 0; i < n; i++)
    shares[i] /= sum;
  if (n == 3)
    {
      shares[0] = first;
      shares[1] = second;
      shares[2] = last;
    }
}

/* What was done is over: its share stands. */
static gboolean
is_done (const SmpSession *session)
{
  return session->done != NULL;
}

/* Spreads @left over those of @open by @weights, each of which gets LEAST where
 * there is enough. */
static void
spread (SmpSession *sessions, gsize n, const gboolean *open, const double *weights, double left)
{
  double sum = 0, least;
  gsize n_open = 0;

  for (gsize i = 0; i < n; i++)
    if (open[i])
      {
        n_open++;
        sum += weights[i];
      }
  if (n_open == 0)
    return;
  least = MIN (LEAST, MAX (left, 0) / (double)n_open);
  left = MAX (left - least * (double)n_open, 0);
  for (gsize i = 0; i < n; i++)
    if (open[i])
      sessions[i].share = least + left * (sum > 0 ? weights[i] / sum : 1 / (double)n_open);
}

/* Sessions that there must be: those that were done, and one for what they have not placed. */
static gsize
least_sessions (const SmpPlan *self, gsize n)
{
  double done = 0;
  gsize n_done = 0;

  for (gsize i = 0; i < self->n_sessions; i++)
    if (is_done (&self->sessions[i]))
      {
        n = MAX (n, i + 1);
        n_done++;
        done += self->sessions[i].share;
      }
  return n_done == n && done < 1 - ALL ? MIN (n + 1, SMP_LIMIT_SESSIONS) : n;
}

SmpPlan *
smp_plan_with_n_sessions (const SmpPlan *self, gsize n)
{
  SmpSession sessions[SMP_LIMIT_SESSIONS] = { 0 };
  double shares[SMP_LIMIT_SESSIONS], done = 0;
  gboolean open[SMP_LIMIT_SESSIONS], all_open = TRUE;

  g_return_val_if_fail (n >= 1 && n <= SMP_LIMIT_SESSIONS, NULL);

  n = least_sessions (self, n);
  usual_shares (shares, n);
  for (gsize i = 0; i < n; i++)
    {
      if (i < self->n_sessions)
        sessions[i] = self->sessions[i];
      open[i] = !is_done (&sessions[i]);
      all_open = all_open && open[i];
      /* What was done does not change with what is to come. */
      if (!open[i])
        sessions[i].strength = smp_plan_session_strength (self, (guint)i);
      if (open[i])
        sessions[i].share = shares[i];
      else
        done += sessions[i].share;
    }
  if (!all_open)
    spread (sessions, n, open, shares, 1 - done);
  return smp_plan_with_sessions (self, sessions, n);
}

SmpPlan *
smp_plan_with_session_share (const SmpPlan *self, guint session, double share)
{
  SmpSession sessions[SMP_LIMIT_SESSIONS] = { 0 };
  double weights[SMP_LIMIT_SESSIONS], done = 0;
  gboolean open[SMP_LIMIT_SESSIONS];
  gsize n = self->n_sessions, n_open = 0;

  g_return_val_if_fail (session < n && n <= SMP_LIMIT_SESSIONS, NULL);

  for (gsize i = 0; i < n; i++)
    {
      sessions[i] = self->sessions[i];
      weights[i] = MAX (sessions[i].share - LEAST, 0);
      open[i] = i != session && !is_done (&sessions[i]);
      n_open += open[i];
      if (i != session && is_done (&sessions[i]))
        done += sessions[i].share;
    }
  if (n_open == 0)
    share = MAX (1 - done, 0);
  else
    share = CLAMP (share, MIN (LEAST, 1 - done), MAX (1 - done - LEAST * (double)n_open, 0));
  sessions[session].share = share;
  spread (sessions, n, open, weights, 1 - done - share);
  return smp_plan_with_sessions (self, sessions, n);
}
