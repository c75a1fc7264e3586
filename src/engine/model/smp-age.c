/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-age.h"

#include <string.h>

#include "base/smp-constants.h"
#include "base/smp-error.h"
#include "base/smp-limits.h"
#include "model/smp-plan.h"

#include <glib/gi18n-lib.h>

#define SLACK 1e-9

/* Years of the strip; a touch-up falls between the third and the fourth. */
static const double strip_years[] = { 1, 3, 5, 10 };

/* A decimal number in the C locale that takes the whole text. */
static gboolean
parse_number (const char *text, double min, double max, double *value)
{
  char *end;

  if (!g_ascii_isdigit (text[0]))
    return FALSE;
  *value = g_ascii_strtod (text, &end);
  return *end == '\0' && *value >= min && *value <= max;
}

/* "3" of "day3", an empty session for none. */
static gboolean
parse_parts (const char *stage, const char *argument, SmpAge *age)
{
  double session = 0;

  *age = SMP_AGE_USUAL;
  if (strcmp (stage, "years") == 0)
    {
      age->kind = SMP_AGE_YEARS;
      return argument != NULL && parse_number (argument, 0, SMP_AGE_YEARS_MAX, &age->amount);
    }
  if (argument != NULL && !parse_number (argument, 1, SMP_LIMIT_SESSIONS, &session))
    return FALSE;
  age->session = (guint)session;
  if (session > age->session)
    return FALSE;
  if (strcmp (stage, "healed") == 0)
    return TRUE;
  age->kind = SMP_AGE_DAYS;
  if (strcmp (stage, "fresh") == 0)
    return TRUE;
  return g_str_has_prefix (stage, "day")
         && parse_number (stage + strlen ("day"), 0, SMP_K (HEALED_DAYS), &age->amount);
}

gboolean
smp_age_from_string (const char *text, SmpAge *age, GError **error)
{
  const char *colon = strchr (text, ':');
  g_autofree char *stage
      = colon != NULL ? g_strndup (text, (gsize)(colon - text)) : g_strdup (text);

  if (parse_parts (stage, colon != NULL ? colon + 1 : NULL, age))
    return TRUE;
  g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
               _ ("“%s” is no age; ages are fresh:K, day3:K, day7:K and healed:K after session K "
                  "(1 to %d), and years:N (0 to %d)."),
               text, SMP_LIMIT_SESSIONS, SMP_AGE_YEARS_MAX);
  return FALSE;
}

char *
smp_age_to_string (const SmpAge *age)
{
  char amount[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *session
      = age->session > 0 ? g_strdup_printf (":%u", age->session) : g_strdup ("");

  g_ascii_formatd (amount, sizeof amount, "%.6g", age->amount);
  switch (age->kind)
    {
    case SMP_AGE_YEARS:
      return g_strdup_printf ("years:%s", amount);
    case SMP_AGE_DAYS:
      if (!(age->amount > 0))
        return g_strdup_printf ("fresh%s", session);
      return g_strdup_printf ("day%s%s", amount, session);
    case SMP_AGE_HEALED:
    default:
      return g_strdup_printf ("healed%s", session);
    }
}

guint
smp_age_sessions (const SmpAge *age, const SmpPlan *plan)
{
  guint n = (guint)MAX (plan->n_sessions, 1);

  return age->kind == SMP_AGE_YEARS || age->session == 0 ? n : MIN (age->session, n);
}

char *
smp_age_describe (const SmpAge *age, const SmpPlan *plan)
{
  guint session = smp_age_sessions (age, plan);
  g_autofree char *amount = g_strdup_printf ("%g", age->amount);

  switch (age->kind)
    {
    case SMP_AGE_YEARS:
      if (!(age->amount > 0))
        return g_strdup (_ ("Healed"));
      /* Translators: %s is a number of years, 5 or 2.5. */
      return g_strdup_printf (ngettext ("After %s year", "After %s years", age->amount > 1 ? 2 : 1),
                              amount);
    case SMP_AGE_DAYS:
      if (!(age->amount > 0))
        return g_strdup_printf (_ ("Right after session %u"), session);
      /* Translators: %s is a number of days, %u that of the session. */
      return g_strdup_printf (_ ("Day %s after session %u"), amount, session);
    case SMP_AGE_HEALED:
    default:
      return g_strdup_printf (_ ("Healed after session %u"), session);
    }
}

gboolean
smp_age_check (const SmpAge *age, const SmpPlan *plan, GError **error)
{
  if (age->kind == SMP_AGE_YEARS || age->session <= plan->n_sessions)
    return TRUE;
  g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
               ngettext ("There is no session %u: the plan has %u session.",
                         "There is no session %u: the plan has %u sessions.", plan->n_sessions),
               age->session, (guint)plan->n_sessions);
  return FALSE;
}

gboolean
smp_age_equal (const SmpAge *a, const SmpAge *b)
{
  return a->kind == b->kind && a->session == b->session && ABS (a->amount - b->amount) < SLACK
         && ABS (a->fading - b->fading) < SLACK;
}

GArray *
smp_age_stages (const SmpPlan *plan, gboolean years, double fading)
{
  GArray *stages = g_array_new (FALSE, FALSE, sizeof (SmpAge));

  if (years)
    {
      SmpAge age = SMP_AGE_USUAL;

      g_array_append_val (stages, age);
      for (gsize i = 0; i < G_N_ELEMENTS (strip_years); i++)
        {
          age = (SmpAge){ .kind = SMP_AGE_YEARS, .amount = strip_years[i], .fading = fading };
          g_array_append_val (stages, age);
        }
      return stages;
    }
  for (guint session = 1; session <= MAX (plan->n_sessions, 1); session++)
    {
      SmpAge fresh = { .kind = SMP_AGE_DAYS, .session = session };
      SmpAge healed = { .kind = SMP_AGE_HEALED, .session = session };

      g_array_append_val (stages, fresh);
      g_array_append_val (stages, healed);
    }
  return stages;
}
