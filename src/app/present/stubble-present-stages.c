/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "present/stubble-present-stages.h"

#include <glib/gi18n.h>

#include "model/smp-plan.h"

/* Years after which it is shown. */
static const int years[] = { 1, 3, 5, 10 };

static void
stage_clear (StubbleStage *stage)
{
  g_free (stage->label);
}

GArray *
stubble_present_stages (const SmpPlan *plan, double fading)
{
  GArray *stages = g_array_new (FALSE, FALSE, sizeof (StubbleStage));
  StubbleStage stage;

  g_array_set_clear_func (stages, (GDestroyNotify)stage_clear);
  for (guint i = 1; i <= plan->n_sessions; i++)
    {
      stage.age = (SmpAge){ .kind = SMP_AGE_DAYS, .session = i };
      stage.label = g_strdup_printf (_ ("Session %u"), i);
      g_array_append_val (stages, stage);
    }
  stage.age = (SmpAge){ .kind = SMP_AGE_HEALED, .session = (guint)plan->n_sessions };
  stage.label = g_strdup (_ ("Healed"));
  g_array_append_val (stages, stage);
  for (gsize i = 0; i < G_N_ELEMENTS (years); i++)
    {
      stage.age = (SmpAge){ .kind = SMP_AGE_YEARS, .amount = years[i], .fading = fading };
      stage.label = g_strdup_printf (ngettext ("%d year", "%d years", (gulong)years[i]), years[i]);
      g_array_append_val (stages, stage);
    }
  return stages;
}

/* Sessions, days after them and years as one number that grows with time. */
static double
when (const SmpAge *age, const SmpPlan *plan)
{
  double session = smp_age_sessions (age, plan);

  switch (age->kind)
    {
    case SMP_AGE_DAYS:
      return session + age->amount / 1000;
    case SMP_AGE_YEARS:
      return (double)plan->n_sessions + 1 + age->amount;
    case SMP_AGE_HEALED:
    default:
      return session + 0.9;
    }
}

#define SAME 1e-9

int
stubble_present_stage_at (const GArray *stages, const SmpAge *age, const SmpPlan *plan)
{
  for (guint i = 0; i < stages->len; i++)
    {
      double there = when (&g_array_index (stages, StubbleStage, i).age, plan);

      if (ABS (there - when (age, plan)) < SAME)
        return (int)i;
    }
  return -1;
}

int
stubble_present_stage_step (const GArray *stages, const SmpAge *age, const SmpPlan *plan, int by)
{
  double now = when (age, plan);
  int last = (int)stages->len - 1;

  if (by > 0)
    {
      for (int i = 0; i <= last; i++)
        if (when (&g_array_index (stages, StubbleStage, i).age, plan) > now + SAME)
          return MIN (i + by - 1, last);
      return last;
    }
  for (int i = last; i >= 0; i--)
    if (when (&g_array_index (stages, StubbleStage, i).age, plan) < now - SAME)
      return MAX (i + by + 1, 0);
  return 0;
}
