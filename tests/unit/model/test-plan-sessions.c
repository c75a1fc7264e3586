/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include <glib.h>

#include "base/smp-limits.h"
#include "model/smp-plan.h"

static double
sum (const SmpPlan *plan)
{
  double total = 0;

  for (gsize i = 0; i < plan->n_sessions; i++)
    {
      g_assert_cmpfloat (plan->sessions[i].share, >, 0);
      total += plan->sessions[i].share;
    }
  return total;
}

static void
test_number (void)
{
  g_autoptr (SmpPlan) plan = smp_plan_new (1);

  for (gsize n = 1; n <= SMP_LIMIT_SESSIONS; n++)
    {
      g_autoptr (SmpPlan) other = smp_plan_with_n_sessions (plan, n);

      g_assert_cmpuint (other->n_sessions, ==, n);
      g_assert_cmpfloat_with_epsilon (sum (other), 1, 1e-12);
      /* None places more than the one before. */
      for (gsize i = 1; i < n; i++)
        g_assert_cmpfloat (other->sessions[i].share, <=, other->sessions[i - 1].share);
    }
}

static void
test_back (void)
{
  g_autoptr (SmpPlan) plan = smp_plan_new (1);
  g_autoptr (SmpPlan) noted = smp_plan_copy (plan);
  g_autoptr (SmpPlan) more = NULL;
  g_autoptr (SmpPlan) back = NULL;

  noted->sessions[1].notes = g_strdup ("lighter at the temples");
  more = smp_plan_with_n_sessions (noted, 5);
  back = smp_plan_with_n_sessions (more, 3);
  for (gsize i = 0; i < 3; i++)
    g_assert_cmpfloat (back->sessions[i].share, ==, plan->sessions[i].share);
  g_assert_cmpstr (back->sessions[1].notes, ==, "lighter at the temples");
}

static void
test_share (void)
{
  g_autoptr (SmpPlan) plan = smp_plan_new (1);
  g_autoptr (SmpPlan) half = smp_plan_with_session_share (plan, 0, 0.5);
  g_autoptr (SmpPlan) all = smp_plan_with_session_share (plan, 1, 1);
  g_autoptr (SmpPlan) one = smp_plan_with_n_sessions (plan, 1);
  g_autoptr (SmpPlan) still = smp_plan_with_session_share (one, 0, 0.2);

  g_assert_cmpfloat_with_epsilon (half->sessions[0].share, 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (sum (half), 1, 1e-12);
  g_assert_cmpfloat (half->sessions[1].share, >, half->sessions[2].share);
  /* The others keep something. */
  g_assert_cmpfloat_with_epsilon (sum (all), 1, 1e-12);
  g_assert_cmpfloat (all->sessions[0].share, >=, 0.01 - 1e-12);
  g_assert_cmpfloat (still->sessions[0].share, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan-sessions/number", test_number);
  g_test_add_func ("/plan-sessions/back", test_back);
  g_test_add_func ("/plan-sessions/share", test_share);
  return g_test_run ();
}
