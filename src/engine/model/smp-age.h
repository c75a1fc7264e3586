/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-types.h"

G_BEGIN_DECLS

typedef enum
{
  SMP_AGE_DAYS,   /* some days after a session, 0 = fresh */
  SMP_AGE_HEALED, /* weeks after a session */
  SMP_AGE_YEARS,  /* years after the last session has healed */
} SmpAgeKind;

/**
 * SmpAge:
 *
 * Where a picture stands on the time line. All zero but for @kind = %SMP_AGE_HEALED is the usual:
 * healed after the last session.
 */
typedef struct
{
  SmpAgeKind kind;
  guint session; /* 1 = first; 0 = the last of the plan. Of days and healed */
  double amount; /* days, up to those of healing, or years */
  double fading; /* loss of visible strength per year, 0 for the usual; of years */
} SmpAge;

#define SMP_AGE_USUAL ((SmpAge){ .kind = SMP_AGE_HEALED })
#define SMP_AGE_YEARS_MAX 20

/**
 * smp_age_from_string:
 * @text: "fresh:K", "dayN:K", "healed:K" or "years:N"; without :K the last session is meant
 */
gboolean smp_age_from_string (const char *text, SmpAge *age, GError **error);
/* The same text again. (transfer full) */
char *smp_age_to_string (const SmpAge *age) G_GNUC_WARN_UNUSED_RESULT;
/* For people: "3 days after session 1". (transfer full) */
char *smp_age_describe (const SmpAge *age, const SmpPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the plan has the session. */
gboolean smp_age_check (const SmpAge *age, const SmpPlan *plan, GError **error);
/* How many of the plan's sessions have been by then, at least 1. */
guint smp_age_sessions (const SmpAge *age, const SmpPlan *plan);
gboolean smp_age_equal (const SmpAge *a, const SmpAge *b);

/**
 * smp_age_stages:
 * @years: whether later years are wanted instead of sessions
 *
 * The stages of a strip: fresh and healed after each session, or healed and 1, 3, 5, 10 years.
 *
 * Returns: (transfer full): an array of #SmpAge
 */
GArray *
smp_age_stages (const SmpPlan *plan, gboolean years, double fading) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
