/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "base/smp-constants.h"
#include "model/smp-plan.h"
#include "record/smp-warnings-private.h"

#include <glib/gi18n-lib.h>

/* Days from the session before to @session, by their dates or the interval that is planned. */
static int
days_before (const SmpPlan *plan, guint session)
{
  g_autofree char *before = smp_plan_session_date (plan, session - 1);
  g_autofree char *after = smp_plan_session_date (plan, session);
  GDate from, to;
  int interval = plan->sessions[session].interval;

  if (before != NULL && after != NULL && smp_plan_parse_date (before, &from)
      && smp_plan_parse_date (after, &to))
    return g_date_days_between (&from, &to);
  return interval > 0 ? interval : (int)SMP_K (SESSION_INTERVAL);
}

static void
check_interval (GPtrArray *warnings, const SmpVariant *variant, guint session)
{
  int days = days_before (variant->plan, session);

  if (days < 0)
    smp_warnings_add (warnings, "session-order", variant->id,
                      smp_constants[SMP_CONSTANT_SESSION_INTERVAL].sources,
                      g_strdup_printf (_ ("Session %u is dated before session %u. Each builds on "
                                          "the healed one before: check the dates."),
                                       session + 1, session));
  else if (days < SMP_K (INTERVAL_LEAST))
    smp_warnings_add (
        warnings, "interval-short", variant->id, smp_constants[SMP_CONSTANT_INTERVAL_LEAST].sources,
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                      "Session %u follows after %d day. Sources leave at least "
                                      "%.0f days, mostly weeks: unhealed skin hides how dark the "
                                      "dots become.",
                                      "Session %u follows after %d days. Sources leave at least "
                                      "%.0f days, mostly weeks: unhealed skin hides how dark the "
                                      "dots become.",
                                      (gulong)days),
                         session + 1, days, SMP_K (INTERVAL_LEAST)));
}

static void
check_strength (GPtrArray *warnings, const SmpVariant *variant, guint session)
{
  double own = variant->plan->sessions[session].strength;
  double before = smp_plan_session_strength (variant->plan, session - 1);

  if (own > 0 && own < before - 1e-6)
    smp_warnings_add (
        warnings, "strength-falls", variant->id,
        smp_constants[SMP_CONSTANT_SESSION_FIRST_STRENGTH].sources,
        g_strdup_printf (_ ("Session %u is set to a strength of %.0f %%, and the dots have %.0f %% "
                            "before it. A session makes darker, none lighter: it counts as "
                            "%.0f %%."),
                         session + 1, 100 * own, 100 * before, 100 * before));
}

void
smp_warnings_add_sessions (GPtrArray *warnings, const SmpVariant *variant)
{
  const SmpPlan *plan = variant->plan;

  for (guint i = 1; i < plan->n_sessions; i++)
    {
      check_interval (warnings, variant, i);
      check_strength (warnings, variant, i);
    }
  if (plan->n_sessions > 1 && smp_plan_session_strength (plan, 0) > SMP_K (FIRST_STRENGTH_MOST))
    smp_warnings_add (
        warnings, "first-session-dark", variant->id,
        smp_constants[SMP_CONSTANT_FIRST_STRENGTH_MOST].sources,
        g_strdup (_ ("The first session is as dark as the last. Start lighter and judge "
                     "the healed colour before going darker.")));
}
