/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-plan.h"
#include "panels/stubble-date-row.h"
#include "panels/stubble-slider-row.h"
#include "window-fixture.h"

static GtkWidget *
session_row (StubbleWindow *self, const char *title)
{
  GtkWidget *row = find (GTK_WIDGET (self->panels), ADW_TYPE_EXPANDER_ROW, title);

  g_assert_nonnull (row);
  return row;
}

static void
test_dates (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  g_autoptr (GDateTime) day = g_date_time_new_utc (2027, 1, 11, 12, 0, 0);
  const SmpPlan *plan;
  GtkWidget *first, *row, *notes;
  g_autofree char *second = NULL;

  activate (self, "step", "time");
  flush ();
  first = session_row (self, "Session 1");
  row = find (first, STUBBLE_TYPE_DATE_ROW, "Planned");
  gtk_calendar_select_day (GTK_CALENDAR (find (row, GTK_TYPE_CALENDAR, NULL)), day);
  plan = stubble_document_get_plan (self->document);
  g_assert_cmpstr (plan->sessions[0].date, ==, "2027-01-11");
  /* The others follow by their intervals. */
  second = smp_plan_session_date (plan, 1);
  g_assert_cmpstr (second, >, "2027-01-11");
  g_assert_cmpstr (stubble_document_get_undo_label (self->document), ==, "Plan Session");

  notes = find (first, ADW_TYPE_ENTRY_ROW, "Notes");
  gtk_editable_set_text (GTK_EDITABLE (notes), "Numbed");
  g_assert_cmpstr (stubble_document_get_plan (self->document)->sessions[0].notes, ==, "Numbed");
  /* A new number of sessions forgets nothing of those that stay. */
  row = find (GTK_WIDGET (self->panels), STUBBLE_TYPE_SLIDER_ROW, "Number");
  gtk_range_set_value (GTK_RANGE (find (row, GTK_TYPE_SCALE, NULL)), 2);
  plan = stubble_document_get_plan (self->document);
  g_assert_cmpuint (plan->n_sessions, ==, 2);
  g_assert_cmpstr (plan->sessions[0].date, ==, "2027-01-11");
  g_assert_false (gtk_widget_get_visible (session_row (self, "Session 3")));
  while (stubble_document_get_undo_label (self->document) != NULL)
    stubble_document_undo (self->document);
  g_assert_null (stubble_document_get_plan (self->document)->sessions[0].date);
  close_window (self);
}

static void
slide (GtkWidget *row, const char *title, double value)
{
  GtkWidget *slider = find (row, STUBBLE_TYPE_SLIDER_ROW, title);

  g_assert_nonnull (slider);
  gtk_range_set_value (GTK_RANGE (find (slider, GTK_TYPE_SCALE, NULL)), value);
}

/* Strength and interval of a session are set; what was done keeps its share when others change. */
static void
test_course (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  g_autoptr (GDateTime) day = g_date_time_new_utc (2027, 1, 11, 12, 0, 0);
  const SmpPlan *plan;
  GtkWidget *first, *row;
  g_autofree char *second = NULL;
  double share;

  activate (self, "step", "time");
  flush ();
  first = session_row (self, "Session 1");
  row = find (first, STUBBLE_TYPE_DATE_ROW, "Done");
  gtk_calendar_select_day (GTK_CALENDAR (find (row, GTK_TYPE_CALENDAR, NULL)), day);
  plan = stubble_document_get_plan (self->document);
  g_assert_cmpstr (plan->sessions[0].done, ==, "2027-01-11");
  share = plan->sessions[0].share;
  slide (session_row (self, "Session 2"), "Strength of All Dots After It", 77);
  slide (session_row (self, "Session 2"), "After the One Before", 30);
  plan = stubble_document_get_plan (self->document);
  g_assert_cmpfloat_with_epsilon (smp_plan_session_strength (plan, 1), 0.77, 1e-9);
  g_assert_cmpint (plan->sessions[1].interval, ==, 30);
  second = smp_plan_session_date (plan, 1);
  g_assert_cmpstr (second, ==, "2027-02-10");

  slide (session_row (self, "Session 2"), "Share of the Dots", 20);
  plan = stubble_document_get_plan (self->document);
  g_assert_cmpfloat (plan->sessions[0].share, ==, share);
  g_assert_cmpfloat_with_epsilon (plan->sessions[1].share, 0.2, 1e-9);
  slide (GTK_WIDGET (self->panels), "Number", 5);
  plan = stubble_document_get_plan (self->document);
  g_assert_cmpuint (plan->n_sessions, ==, 5);
  g_assert_cmpfloat (plan->sessions[0].share, ==, share);
  g_assert_cmpstr (plan->sessions[0].done, ==, "2027-01-11");
  /* Nor does it go away, and what it has not placed needs another. */
  slide (GTK_WIDGET (self->panels), "Number", 1);
  plan = stubble_document_get_plan (self->document);
  g_assert_cmpuint (plan->n_sessions, ==, 2);
  g_assert_cmpfloat (plan->sessions[0].share, ==, share);
  close_window (self);
}

/* Sun hastens fading: the slider starts where the answers say. */
static void
test_fading (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  const SmpConsultation *value = stubble_document_get_consultation (self->document);
  SmpAssessment assessment = smp_assessment_from_json (value->assessment);
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (SmpConsultation) edited = NULL;
  GtkWidget *row;
  double before;

  activate (self, "step", "time");
  flush ();
  row = find (GTK_WIDGET (self->panels), STUBBLE_TYPE_SLIDER_ROW, "Fading");
  before = stubble_slider_row_get_value (STUBBLE_SLIDER_ROW (row));
  assessment.factors[SMP_FACTOR_SUN] = 3;
  object = smp_assessment_to_json (&assessment, value->assessment);
  edited = smp_consultation_with_assessment (value, object);
  stubble_document_commit (self->document, edited, "Sun", NULL);
  g_assert_cmpfloat (stubble_slider_row_get_value (STUBBLE_SLIDER_ROW (row)), >, before + 0.4);
  close_window (self);
}

static gboolean
has_picture (gpointer data)
{
  GtkWidget *picture = find (data, GTK_TYPE_PICTURE, NULL);

  return picture != NULL && gtk_picture_get_paintable (GTK_PICTURE (picture)) != NULL;
}

static void
test_stages (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  GtkWidget *dialog;
  GdkPaintable *picture;

  activate (self, "stages", NULL);
  flush ();
  dialog = find_dialog (self);
  g_assert_nonnull (dialog);
  wait_until (has_picture, dialog);
  /* Original and six stages, four in a row. */
  picture = gtk_picture_get_paintable (GTK_PICTURE (find (dialog, GTK_TYPE_PICTURE, NULL)));
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (picture), >, 3 * 850);
  gtk_window_destroy (GTK_WINDOW (dialog));
  /* Closed before it is drawn: nothing comes after. */
  activate (self, "stages", NULL);
  flush ();
  gtk_window_destroy (GTK_WINDOW (find_dialog (self)));
  flush ();
  close_window (self);
}

static void
add (void)
{
  g_test_add_func ("/time/dates", test_dates);
  g_test_add_func ("/time/course", test_course);
  g_test_add_func ("/time/fading", test_fading);
  g_test_add_func ("/time/stages", test_stages);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add);
}
