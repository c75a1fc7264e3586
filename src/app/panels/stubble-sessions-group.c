/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "panels/stubble-sessions-group.h"

#include <glib/gi18n.h>

#include "base/smp-constants.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "panels/stubble-date-row.h"
#include "panels/stubble-slider-row.h"
#include "record/smp-count-text.h"
#include "stipple/smp-zone-measure.h"

typedef struct
{
  GtkWidget *row; /* unfolds to the others */
  GtkWidget *share;
  GtkWidget *strength;
  GtkWidget *interval; /* (nullable): the first has none */
  GtkWidget *planned;
  GtkWidget *done;
  GtkWidget *notes;
} Session;

typedef struct
{
  StubblePanel *panel;
  GtkWidget *count;
  Session sessions[SMP_LIMIT_SESSIONS];
} Sessions;

static const SmpPlan *
plan_of (const Sessions *self)
{
  return stubble_document_get_plan (stubble_panel_get_document (self->panel));
}

static int
number_of (const Sessions *self, GtkWidget *widget)
{
  for (int i = 0; i < SMP_LIMIT_SESSIONS; i++)
    {
      const Session *s = &self->sessions[i];

      if (widget == s->share || widget == s->strength || widget == s->interval
          || widget == s->planned || widget == s->done || widget == s->notes)
        return i;
    }
  return -1;
}

/* Sessions up to the last one of which something was recorded: these are not thrown away. */
static gsize
n_recorded (const SmpPlan *plan)
{
  gsize n = plan->n_sessions;

  while (n > 1 && plan->sessions[n - 1].done == NULL && plan->sessions[n - 1].notes == NULL)
    n--;
  return n;
}

static void
on_count (StubbleSliderRow *row, Sessions *self)
{
  gsize n = MAX ((gsize)stubble_slider_row_get_value (row), n_recorded (plan_of (self)));
  g_autoptr (SmpPlan) plan = smp_plan_with_n_sessions (plan_of (self), n);

  /* No fewer than the sessions that were done need. */
  if (plan->n_sessions == plan_of (self)->n_sessions)
    stubble_slider_row_set_value (row, (double)plan->n_sessions);
  else
    stubble_document_commit_plan (stubble_panel_get_document (self->panel), plan,
                                  _ ("Change Sessions"), "session-count");
}

static void
on_share (StubbleSliderRow *row, Sessions *self)
{
  int n = number_of (self, GTK_WIDGET (row));
  g_autoptr (SmpPlan) plan = smp_plan_with_session_share (plan_of (self), (guint)n,
                                                          stubble_slider_row_get_value (row) / 100);
  g_autofree char *key = g_strdup_printf ("session-share-%d", n);

  stubble_document_commit_plan (stubble_panel_get_document (self->panel), plan,
                                _ ("Change Sessions"), key);
}

/* How dark the dots are after it, and how long after the one before. */
static void
on_course (StubbleSliderRow *row, Sessions *self)
{
  const SmpPlan *plan = plan_of (self);
  int n = number_of (self, GTK_WIDGET (row));
  gboolean is_strength = GTK_WIDGET (row) == self->sessions[n].strength;
  double value = stubble_slider_row_get_value (row);
  SmpSession sessions[SMP_LIMIT_SESSIONS];
  g_autoptr (SmpPlan) edited = NULL;
  g_autofree char *key
      = g_strdup_printf ("session-%s-%d", is_strength ? "strength" : "interval", n);

  for (gsize i = 0; i < plan->n_sessions; i++)
    sessions[i] = plan->sessions[i];
  if (is_strength)
    sessions[n].strength = value / 100;
  else
    sessions[n].interval = (int)value;
  edited = smp_plan_with_sessions (plan, sessions, plan->n_sessions);
  stubble_document_commit_plan (stubble_panel_get_document (self->panel), edited,
                                _ ("Change Sessions"), key);
}

/* Takes what the rows of a session say. */
static void
commit_session (Sessions *self, GtkWidget *widget, const char *label, const char *key)
{
  const SmpPlan *plan = plan_of (self);
  int n = number_of (self, widget);
  SmpSession sessions[SMP_LIMIT_SESSIONS];
  const Session *rows = &self->sessions[n];
  const char *notes = gtk_editable_get_text (GTK_EDITABLE (rows->notes));
  g_autoptr (SmpPlan) edited = NULL;

  for (gsize i = 0; i < plan->n_sessions; i++)
    sessions[i] = plan->sessions[i];
  sessions[n].date = (char *)stubble_date_row_get_date (STUBBLE_DATE_ROW (rows->planned));
  sessions[n].done = (char *)stubble_date_row_get_date (STUBBLE_DATE_ROW (rows->done));
  sessions[n].notes = notes[0] != '\0' ? (char *)notes : NULL;
  edited = smp_plan_with_sessions (plan, sessions, plan->n_sessions);
  stubble_document_commit_plan (stubble_panel_get_document (self->panel), edited, label, key);
}

static void
on_date (StubbleDateRow *row, Sessions *self)
{
  int n = number_of (self, GTK_WIDGET (row));

  commit_session (
      self, GTK_WIDGET (row),
      GTK_WIDGET (row) == self->sessions[n].done ? _ ("Record Session") : _ ("Plan Session"), NULL);
}

static void
on_notes (GtkEditable *row, Sessions *self)
{
  g_autofree char *key = NULL;

  if (stubble_panel_is_updating (self->panel))
    return;
  key = g_strdup_printf ("session-notes-%d", number_of (self, GTK_WIDGET (row)));
  commit_session (self, GTK_WIDGET (row), _ ("Edit Session Notes"), key);
}

/* "4,337 dots, about 1.1 h, on 01.12.26" */
static char *
describe (const Sessions *self, const SmpPlan *plan, guint n)
{
  int dots = stubble_canvas_count_session_dots (stubble_panel_get_canvas (self->panel), n);
  double uncertainty = smp_photo_area_uncertainty (
      stubble_document_get_photo (stubble_panel_get_document (self->panel)));
  g_autofree char *date = smp_plan_session_date (plan, n);
  g_autoptr (GString) text = g_string_new (NULL);

  if (dots >= 0)
    g_string_append_printf (text,
                            g_dngettext (NULL, "%'d dot in this photo’s zones, about %.1f h",
                                         "%'d dots in this photo’s zones, about %.1f h",
                                         (gulong)dots),
                            (int)smp_count_round (dots, uncertainty), smp_plan_hours (dots));
  if (plan->sessions[n].done != NULL)
    g_string_append_printf (text, _ (", done on %s"), plan->sessions[n].done);
  else if (date != NULL)
    g_string_append_printf (text, _ (", on %s"), date);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
update_session (Sessions *self, const SmpPlan *plan, guint n)
{
  Session *rows = &self->sessions[n];
  const SmpSession *session = &plan->sessions[n];
  g_autofree char *text = describe (self, plan, n);
  g_autofree char *usual = smp_plan_session_date (plan, n);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (rows->row), text);
  stubble_slider_row_set_value (STUBBLE_SLIDER_ROW (rows->share), session->share * 100);
  stubble_slider_row_set_value (STUBBLE_SLIDER_ROW (rows->strength),
                                100 * smp_plan_session_strength (plan, n));
  if (rows->interval != NULL)
    stubble_slider_row_set_value (STUBBLE_SLIDER_ROW (rows->interval),
                                  session->interval > 0 ? session->interval
                                                        : SMP_K (SESSION_INTERVAL));
  /* A share of the only session is all there is. */
  gtk_widget_set_sensitive (rows->share, plan->n_sessions > 1);
  stubble_date_row_set_date (STUBBLE_DATE_ROW (rows->planned), session->date, usual);
  stubble_date_row_set_date (STUBBLE_DATE_ROW (rows->done), session->done, NULL);
  stubble_panel_set_entry (rows->notes, session->notes);
}

void
stubble_sessions_group_update (GtkWidget *group)
{
  Sessions *self = g_object_get_data (G_OBJECT (group), "sessions");
  const SmpPlan *plan = plan_of (self);

  stubble_slider_row_set_value (STUBBLE_SLIDER_ROW (self->count), (double)plan->n_sessions);
  for (guint i = 0; i < SMP_LIMIT_SESSIONS; i++)
    {
      gtk_widget_set_visible (self->sessions[i].row, i < plan->n_sessions);
      if (i < plan->n_sessions)
        update_session (self, plan, i);
    }
}

static void
add_session (Sessions *self, AdwPreferencesGroup *group, guint n)
{
  Session *rows = &self->sessions[n];
  g_autofree char *title = g_strdup_printf (_ ("Session %u"), n + 1);

  rows->row = adw_expander_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (rows->row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (rows->row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  rows->share = stubble_slider_row_new (_ ("Share of the Dots"), "%", 1, 100, 1, 0);
  g_signal_connect (rows->share, "moved", G_CALLBACK (on_share), self);
  stubble_panel_seal_settled (self->panel, rows->share);
  rows->strength = stubble_slider_row_new (_ ("Strength of All Dots After It"), "%", 10, 100, 1, 0);
  g_signal_connect (rows->strength, "moved", G_CALLBACK (on_course), self);
  stubble_panel_seal_settled (self->panel, rows->strength);
  if (n > 0)
    {
      rows->interval = stubble_slider_row_new (_ ("After the One Before"), _ ("days"), 1, 90, 1, 0);
      g_signal_connect (rows->interval, "moved", G_CALLBACK (on_course), self);
      stubble_panel_seal_settled (self->panel, rows->interval);
    }
  rows->planned = stubble_date_row_new (_ ("Planned"));
  g_signal_connect (rows->planned, "chosen", G_CALLBACK (on_date), self);
  rows->done = stubble_date_row_new (_ ("Done"));
  g_signal_connect (rows->done, "chosen", G_CALLBACK (on_date), self);
  rows->notes = stubble_panel_entry_row (self->panel, _ ("Notes"));
  g_signal_connect (rows->notes, "changed", G_CALLBACK (on_notes), self);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (rows->row), rows->share);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (rows->row), rows->strength);
  if (rows->interval != NULL)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (rows->row), rows->interval);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (rows->row), rows->planned);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (rows->row), rows->done);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (rows->row), rows->notes);
  adw_preferences_group_add (group, rows->row);
}

GtkWidget *
stubble_sessions_group_add (StubblePanel *panel)
{
  AdwPreferencesGroup *group = stubble_panel_add_group (
      panel, _ ("Sessions"), _ ("Each adds its share of the dots to those before."));
  Sessions *self = g_new0 (Sessions, 1);

  self->panel = panel;
  g_object_set_data_full (G_OBJECT (group), "sessions", self, g_free);
  self->count = stubble_slider_row_new (_ ("Number"), "", 1, SMP_LIMIT_SESSIONS, 1, 0);
  g_signal_connect (self->count, "moved", G_CALLBACK (on_count), self);
  stubble_panel_seal_settled (self->panel, self->count);
  adw_preferences_group_add (group, self->count);
  for (guint i = 0; i < SMP_LIMIT_SESSIONS; i++)
    add_session (self, group, i);
  return GTK_WIDGET (group);
}
