/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "base/smp-error.h"
#include "model/smp-age.h"
#include "model/smp-plan.h"

static void
test_text (void)
{
  static const struct
  {
    const char *text;
    SmpAge age;
  } good[] = {
    { "fresh:1", { SMP_AGE_DAYS, 1, 0, 0 } },      { "fresh", { SMP_AGE_DAYS, 0, 0, 0 } },
    { "day3:2", { SMP_AGE_DAYS, 2, 3, 0 } },       { "day7:3", { SMP_AGE_DAYS, 3, 7, 0 } },
    { "day1.5:6", { SMP_AGE_DAYS, 6, 1.5, 0 } },   { "healed:3", { SMP_AGE_HEALED, 3, 0, 0 } },
    { "healed", { SMP_AGE_HEALED, 0, 0, 0 } },     { "years:5", { SMP_AGE_YEARS, 0, 5, 0 } },
    { "years:2.5", { SMP_AGE_YEARS, 0, 2.5, 0 } },
  };
  static const char *const bad[]
      = { "",        "fresh:0", "fresh:7",  "fresh:1.5", "fresh:",    "day:1",  "day36:1", "dayx:1",
          "healed:", "years",   "years:-1", "years:21",  "years:1e9", "soon:1", "day3:1:1" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *again = NULL;
      SmpAge age;

      g_assert_true (smp_age_from_string (good[i].text, &age, &error));
      g_assert_no_error (error);
      g_assert_true (smp_age_equal (&age, &good[i].age));
      again = smp_age_to_string (&age);
      g_assert_cmpstr (again, ==, good[i].text);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      SmpAge age;

      g_test_message ("“%s”", bad[i]);
      g_assert_false (smp_age_from_string (bad[i], &age, &error));
      g_assert_error (error, SMP_ERROR, SMP_ERROR_INVALID);
    }
}

static void
test_sessions (void)
{
  g_autoptr (SmpPlan) plan = smp_plan_new (1);
  g_autoptr (GError) error = NULL;
  SmpAge age = { .kind = SMP_AGE_DAYS, .session = 2, .amount = 3 };
  g_autofree char *text = smp_age_describe (&age, plan);

  g_assert_cmpstr (text, ==, "Day 3 after session 2");
  g_assert_cmpuint (smp_age_sessions (&age, plan), ==, 2);
  g_assert_true (smp_age_check (&age, plan, &error));
  age.session = 0;
  g_assert_cmpuint (smp_age_sessions (&age, plan), ==, 3);
  age.session = 4;
  g_assert_false (smp_age_check (&age, plan, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND);
}

static void
test_stages (void)
{
  g_autoptr (SmpPlan) plan = smp_plan_new (1);
  g_autoptr (GArray) sessions = smp_age_stages (plan, FALSE, 0);
  g_autoptr (GArray) years = smp_age_stages (plan, TRUE, 0.2);
  g_autofree char *first = smp_age_to_string (&g_array_index (sessions, SmpAge, 0));
  g_autofree char *last = smp_age_to_string (&g_array_index (sessions, SmpAge, 5));

  g_assert_cmpuint (sessions->len, ==, 6);
  g_assert_cmpstr (first, ==, "fresh:1");
  g_assert_cmpstr (last, ==, "healed:3");
  g_assert_cmpuint (years->len, ==, 5);
  for (guint i = 1; i < years->len; i++)
    {
      g_assert_cmpfloat (g_array_index (years, SmpAge, i).amount, >,
                         g_array_index (years, SmpAge, i - 1).amount);
      g_assert_cmpfloat_with_epsilon (g_array_index (years, SmpAge, i).fading, 0.2, 1e-12);
    }
}

/* A later session never takes strength away, whatever a file says. */
static void
test_strength (void)
{
  SmpSession sessions[]
      = { { .share = 0.5, .strength = 0.9 }, { .share = 0.3, .strength = 0.4 }, { .share = 0.2 } };
  g_autoptr (SmpPlan) usual = smp_plan_new (1);
  g_autoptr (SmpPlan) plan = smp_plan_with_sessions (usual, sessions, 3);
  g_autoptr (SmpPlan) single = smp_plan_with_sessions (usual, sessions + 2, 1);

  g_assert_cmpfloat_with_epsilon (smp_plan_session_strength (usual, 0), 0.6, 1e-12);
  g_assert_cmpfloat_with_epsilon (smp_plan_session_strength (usual, 1), 0.85, 1e-12);
  g_assert_cmpfloat_with_epsilon (smp_plan_session_strength (usual, 2), 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (smp_plan_session_strength (plan, 1), 0.9, 1e-12);
  g_assert_cmpfloat_with_epsilon (smp_plan_session_strength (plan, 2), 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (smp_plan_session_strength (single, 0), 1, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/age/text", test_text);
  g_test_add_func ("/model/age/sessions", test_sessions);
  g_test_add_func ("/model/age/stages", test_stages);
  g_test_add_func ("/model/age/strength", test_strength);
  return g_test_run ();
}
