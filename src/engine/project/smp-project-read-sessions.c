/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "project/smp-project-reader-private.h"

#include <math.h>
#include <string.h>

#include "base/smp-limits.h"
#include "model/smp-plan.h"

#include <glib/gi18n-lib.h>

/* Shares of sessions add up to 1 within rounding. */
#define SHARE_SLACK 1e-3
#define MAX_NEEDLES 20

gboolean
smp_project_parse_colour (const char *text, guint8 colour[3])
{
  if (strlen (text) != 7 || text[0] != '#')
    return FALSE;
  for (int i = 0; i < 3; i++)
    {
      int high = g_ascii_xdigit_value (text[1 + 2 * i]),
          low = g_ascii_xdigit_value (text[2 + 2 * i]);

      if (high < 0 || low < 0)
        return FALSE;
      colour[i] = (guint8)(16 * high + low);
    }
  return TRUE;
}

/* (nullable): a date, or none */
static char *
read_date (SmpJsonReader *r, JsonObject *object, const char *name)
{
  g_autofree char *text = smp_json_reader_string (r, object, name, FALSE, NULL);
  GDate date;

  if (text != NULL && !smp_plan_parse_date (text, &date))
    {
      gsize mark = smp_json_reader_push (r, name);

      smp_json_reader_fault (r, _ ("“%s” is no date; dates are like 2026-11-21."), text);
      smp_json_reader_pop (r, mark);
    }
  return g_steal_pointer (&text);
}

/* A number of the recipe or a session that may be missing: 0. */
static double
read_optional (SmpJsonReader *r, JsonObject *object, const char *name, double least, double most)
{
  return smp_json_reader_number (r, object, name, FALSE, 0, least, most);
}

int
smp_project_read_whole (SmpJsonReader *r, JsonObject *object, const char *name, int least, int most)
{
  double value = read_optional (r, object, name, least, most);

  if (value > floor (value))
    {
      gsize mark = smp_json_reader_push (r, name);

      smp_json_reader_fault (r, _ ("This must be a whole number."));
      smp_json_reader_pop (r, mark);
    }
  return (int)value;
}

void
smp_project_read_recipe (SmpJsonReader *r, JsonObject *object, SmpPlan *plan)
{
  static const char *const known[] = { "needle_mm", "needles", "depth_mm", NULL };
  JsonObject *recipe = smp_json_reader_object (r, object, "recipe", FALSE);
  gsize mark = smp_json_reader_push (r, "recipe");

  if (recipe != NULL)
    {
      plan->recipe.needle_mm
          = read_optional (r, recipe, "needle_mm", SMP_PLAN_NEEDLE_MIN, SMP_PLAN_NEEDLE_MAX);
      plan->recipe.needle_points = smp_project_read_whole (r, recipe, "needles", 1, MAX_NEEDLES);
      plan->recipe.depth_mm
          = read_optional (r, recipe, "depth_mm", SMP_PLAN_DEPTH_MIN, SMP_PLAN_DEPTH_MAX);
      plan->recipe.unknown = smp_json_reader_unknown (r, recipe, known);
    }
  smp_json_reader_pop (r, mark);
}

static void
read_session (SmpJsonReader *r, JsonObject *object, SmpSession *session)
{
  static const char *const known[]
      = { "share", "strength", "interval", "date", "done", "notes", NULL };

  session->share = smp_json_reader_number (r, object, "share", TRUE, 0, 0, 1);
  session->strength = read_optional (r, object, "strength", 0.05, 1);
  session->interval = smp_project_read_whole (r, object, "interval", 1, SMP_PLAN_INTERVAL_MAX);
  session->date = read_date (r, object, "date");
  session->done = read_date (r, object, "done");
  session->notes = smp_json_reader_string (r, object, "notes", FALSE, NULL);
  session->unknown = smp_json_reader_unknown (r, object, known);
}

void
smp_project_read_sessions (SmpJsonReader *r, JsonObject *object, SmpPlan *plan)
{
  JsonArray *array = smp_json_reader_array (r, object, "sessions", FALSE, SMP_LIMIT_SESSIONS);
  gsize mark = smp_json_reader_push (r, "sessions");
  guint n = array != NULL ? json_array_get_length (array) : 0;
  double sum = 0;

  if (array != NULL && n == 0)
    smp_json_reader_fault (r, _ ("A plan needs at least one session."));
  if (n > 0)
    {
      g_free (plan->sessions); /* the usual ones own nothing */
      plan->sessions = g_new0 (SmpSession, n);
      plan->n_sessions = n;
    }
  for (guint i = 0; i < n; i++)
    {
      gsize inner = smp_json_reader_push_index (r, i);
      JsonObject *element = smp_json_reader_element_object (r, array, i);

      if (element != NULL)
        {
          read_session (r, element, &plan->sessions[i]);
          sum += plan->sessions[i].share;
        }
      smp_json_reader_pop (r, inner);
    }
  if (n > 0 && !(ABS (sum - 1) <= SHARE_SLACK))
    smp_json_reader_fault (r, _ ("The shares of the sessions add up to %g; they must add up to 1."),
                           sum);
  smp_json_reader_pop (r, mark);
}
