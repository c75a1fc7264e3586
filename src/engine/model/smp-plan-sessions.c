/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "base/smp-constants.h"
#include "base/smp-limits.h"
#include "model/smp-plan.h"

/* Least share of a session. */
#define LEAST 0.01

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

SmpPlan *
smp_plan_with_n_sessions (const SmpPlan *self, gsize n)
{
  SmpSession sessions[SMP_LIMIT_SESSIONS] = { 0 };
  double shares[SMP_LIMIT_SESSIONS];

  g_return_val_if_fail (n >= 1 && n <= SMP_LIMIT_SESSIONS, NULL);

  usual_shares (shares, n);
  for (gsize i = 0; i < n; i++)
    {
      if (i < self->n_sessions)
        sessions[i] = self->sessions[i];
      sessions[i].share = shares[i];
    }
  return smp_plan_with_sessions (self, sessions, n);
}

SmpPlan *
smp_plan_with_session_share (const SmpPlan *self, guint session, double share)
{
  SmpSession sessions[SMP_LIMIT_SESSIONS] = { 0 };
  gsize n = self->n_sessions;
  double others = 0, left;

  g_return_val_if_fail (session < n && n <= SMP_LIMIT_SESSIONS, NULL);

  share = n > 1 ? CLAMP (share, LEAST, 1 - LEAST * (double)(n - 1)) : 1;
  left = 1 - share - LEAST * (double)(n - 1);
  for (gsize i = 0; i < n; i++)
    if (i != session)
      others += MAX (self->sessions[i].share - LEAST, 0);
  for (gsize i = 0; i < n; i++)
    {
      double own = MAX (self->sessions[i].share - LEAST, 0);

      sessions[i] = self->sessions[i];
      if (i == session)
        sessions[i].share = share;
      else
        sessions[i].share = LEAST + left * (others > 0 ? own / others : 1 / (double)(n - 1));
    }
  return smp_plan_with_sessions (self, sessions, n);
}
