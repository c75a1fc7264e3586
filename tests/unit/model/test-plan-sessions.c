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

/* Sessions 1 and 2 of the usual three are done, of other shares than the usual. */
static SmpPlan *
half_done (void)
{
  g_autoptr (SmpPlan) plan = smp_plan_new (1);
  SmpPlan *done = smp_plan_copy (plan);

  done->sessions[0].share = 0.5;
  done->sessions[1].share = 0.2;
  done->sessions[2].share = 0.3;
  done->sessions[0].done = g_strdup ("2027-01-11");
  done->sessions[1].done = g_strdup ("2027-02-08");
  return done;
}

/* Another number of sessions does not change what was done. */
static void
test_done_number (void)
{
  g_autoptr (SmpPlan) plan = half_done ();

  for (gsize n = 1; n <= SMP_LIMIT_SESSIONS; n++)
    {
      g_autoptr (SmpPlan) other = smp_plan_with_n_sessions (plan, n);

      /* Two hold 70 % of the dots: a third is needed. */
      g_assert_cmpuint (other->n_sessions, ==, MAX (n, 3));
      g_assert_cmpfloat (other->sessions[0].share, ==, 0.5);
      g_assert_cmpfloat (other->sessions[1].share, ==, 0.2);
      g_assert_cmpstr (other->sessions[1].done, ==, "2027-02-08");
      g_assert_cmpfloat_with_epsilon (sum (other), 1, 1e-12);
    }
}

/* Nor does another share. */
static void
test_done_share (void)
{
  g_autoptr (SmpPlan) three = half_done ();
  g_autoptr (SmpPlan) plan = smp_plan_with_n_sessions (three, 4);
  g_autoptr (SmpPlan) more = smp_plan_with_session_share (plan, 2, 0.2);
  g_autoptr (SmpPlan) most = smp_plan_with_session_share (plan, 3, 1);
  g_autoptr (SmpPlan) only = smp_plan_with_session_share (three, 2, 0.9);
  g_autoptr (SmpPlan) corrected = smp_plan_with_session_share (three, 0, 0.6);

  g_assert_cmpfloat (more->sessions[0].share, ==, 0.5);
  g_assert_cmpfloat (more->sessions[1].share, ==, 0.2);
  g_assert_cmpfloat_with_epsilon (more->sessions[2].share, 0.2, 1e-12);
  g_assert_cmpfloat_with_epsilon (more->sessions[3].share, 0.1, 1e-12);
  g_assert_cmpfloat (most->sessions[0].share, ==, 0.5);
  g_assert_cmpfloat_with_epsilon (most->sessions[2].share, 0.01, 1e-12);
  g_assert_cmpfloat_with_epsilon (sum (most), 1, 1e-12);
  /* Nothing is left to give. */
  g_assert_cmpfloat_with_epsilon (only->sessions[2].share, 0.3, 1e-12);
  /* One that was done can be corrected; what is planned gives. */
  g_assert_cmpfloat_with_epsilon (corrected->sessions[0].share, 0.6, 1e-12);
  g_assert_cmpfloat (corrected->sessions[1].share, ==, 0.2);
  g_assert_cmpfloat_with_epsilon (corrected->sessions[2].share, 0.2, 1e-12);
}

/* After a plan that was done whole, a touch-up places no dots anew. */
static void
test_touch_up (void)
{
  g_autoptr (SmpPlan) plan = half_done ();
  g_autoptr (SmpPlan) more = NULL;

  plan->sessions[2].done = g_strdup ("2027-03-08");
  more = smp_plan_with_n_sessions (plan, 4);
  g_assert_cmpuint (more->n_sessions, ==, 4);
  g_assert_cmpfloat (more->sessions[2].share, ==, 0.3);
  g_assert_cmpfloat_with_epsilon (more->sessions[3].share, 0, 1e-9);
}

/* What was done was done so strongly: it does not fade because more is to come. */
static void
test_done_strength (void)
{
  g_autoptr (SmpPlan) plan = half_done ();
  g_autoptr (SmpPlan) more = NULL;
  double strengths[3];

  plan->sessions[2].done = g_strdup ("2027-03-08");
  for (guint i = 0; i < 3; i++)
    strengths[i] = smp_plan_session_strength (plan, i);
  more = smp_plan_with_n_sessions (plan, 5);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat (smp_plan_session_strength (more, i), ==, strengths[i]);
}

/* Two sessions were done and placed all but a hundredth: the third cannot be taken away, or shares
 * would not add up to 1. */
static void
test_last_hundredth (void)
{
  g_autoptr (SmpPlan) empty = smp_plan_new (1);
  g_autoptr (SmpPlan) three = smp_plan_with_n_sessions (empty, 3);
  g_autoptr (SmpPlan) plan = smp_plan_with_session_share (three, 0, 0.98);
  g_autoptr (SmpPlan) fewer = NULL;
  double sum = 0;

  plan->sessions[0].done = g_strdup ("2027-01-08");
  plan->sessions[1].done = g_strdup ("2027-02-08");
  fewer = smp_plan_with_n_sessions (plan, 2);
  for (gsize i = 0; i < fewer->n_sessions; i++)
    sum += fewer->sessions[i].share;
  g_assert_cmpfloat_with_epsilon (sum, 1, 1e-9);
}

/* Shares of a file may add up to a little more than 1; none is less than 0 for that. */
static void
test_slack (void)
{
  SmpSession sessions[] = { { .share = 0.5, .done = (char *)"2027-01-08" },
                            { .share = 0.5005, .done = (char *)"2027-02-08" },
                            { .share = 0 } };
  g_autoptr (SmpPlan) empty = smp_plan_new (1);
  g_autoptr (SmpPlan) plan = smp_plan_with_sessions (empty, sessions, 3);
  g_autoptr (SmpPlan) changed = smp_plan_with_session_share (plan, 2, 0.3);

  g_assert_cmpfloat (changed->sessions[2].share, >=, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan-sessions/number", test_number);
  g_test_add_func ("/plan-sessions/back", test_back);
  g_test_add_func ("/plan-sessions/share", test_share);
  g_test_add_func ("/plan-sessions/done-number", test_done_number);
  g_test_add_func ("/plan-sessions/done-share", test_done_share);
  g_test_add_func ("/plan-sessions/touch-up", test_touch_up);
  g_test_add_func ("/plan-sessions/done-strength", test_done_strength);
  g_test_add_func ("/plan-sessions/last-hundredth", test_last_hundredth);
  g_test_add_func ("/plan-sessions/slack", test_slack);
  return g_test_run ();
}
