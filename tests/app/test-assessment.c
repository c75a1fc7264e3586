/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "window-fixture.h"

static SmpAssessment
assessment_of (StubbleWindow *self)
{
  return smp_assessment_from_json (stubble_document_get_consultation (self->document)->assessment);
}

static void
choose (GtkWidget *dialog, const char *title, guint n)
{
  GtkWidget *row = find (dialog, ADW_TYPE_COMBO_ROW, title);

  g_assert_nonnull (row);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), n);
}

/* Of the photo that is shown, mm. */
static double
head_width (StubbleWindow *self)
{
  const SmpPhoto *photo = stubble_document_get_photo (self->document);

  g_assert_true (photo->has_head);
  return 2 * photo->head.axes.x;
}

static void
test_answers (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  GtkWidget *dialog;
  g_autofree char *said = NULL;
  double width;

  activate (self, "assessment", NULL);
  flush ();
  dialog = find_dialog (self);
  g_assert_nonnull (dialog);

  width = head_width (self);
  choose (dialog, "Sex", SMP_SEX_FEMALE);
  g_assert_cmpfloat (head_width (self), <, 0.99 * width);
  stubble_document_undo (self->document);
  g_assert_cmpfloat (head_width (self), ==, width);
  choose (dialog, "Sex", SMP_SEX_MALE);
  choose (dialog, "Scale", SMP_HAIR_LOSS_NORWOOD);
  choose (dialog, "Stage", 6);
  g_assert_cmpstr (assessment_of (self).stage, ==, "3v");
  g_assert_cmpint (assessment_of (self).sex, ==, SMP_SEX_MALE);
  said = g_strdup (adw_action_row_get_subtitle (
      ADW_ACTION_ROW (find (dialog, ADW_TYPE_ACTION_ROW, "What It Means"))));
  g_assert_nonnull (strstr (said, "crown"));
  /* Another scale has other stages. */
  choose (dialog, "Scale", SMP_HAIR_LOSS_LUDWIG);
  g_assert_cmpstr (assessment_of (self).stage, ==, "");
  choose (dialog, "Stage", 2);
  g_assert_cmpstr (assessment_of (self).stage, ==, "2");

  /* Where a question comes from is told by a name, not by a key. */
  g_free (said);
  said = g_strdup (adw_action_row_get_subtitle (
      ADW_ACTION_ROW (find (dialog, ADW_TYPE_COMBO_ROW, "Takes blood thinners"))));
  g_assert_nonnull (strstr (said, "masterymind.co.uk"));
  g_assert_null (strstr (said, "GA4"));
  choose (dialog, "Sun", 3);
  g_assert_cmpuint (assessment_of (self).factors[SMP_FACTOR_SUN], ==, 3);
  g_assert_false (
      gtk_widget_get_visible (find (dialog, ADW_TYPE_ACTION_ROW, "See a clinician first")));
  choose (dialog, "Pregnant or nursing", SMP_ANSWER_YES);
  g_assert_true (
      gtk_widget_get_visible (find (dialog, ADW_TYPE_ACTION_ROW, "See a clinician first")));
  g_assert_cmpint (assessment_of (self).suitability[0], ==, SMP_ANSWER_YES);
  g_assert_cmpstr (stubble_document_get_undo_label (self->document), ==, "Answer Suitability");
  stubble_document_undo (self->document);
  g_assert_cmpint (assessment_of (self).suitability[0], ==, SMP_ANSWER_UNKNOWN);
  while (stubble_document_get_undo_label (self->document) != NULL)
    stubble_document_undo (self->document);
  g_assert_cmpint (assessment_of (self).sex, ==, SMP_SEX_UNKNOWN);
  gtk_window_destroy (GTK_WINDOW (dialog));
  close_window (self);
}

static gboolean
is_looked_through (gpointer data)
{
  return stubble_warnings_count (STUBBLE_WINDOW (data)->warnings) >= 0;
}

static void
test_warnings (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  const SmpZone *zone = stubble_document_get_zone (self->document);
  g_autoptr (SmpZone) dense = smp_zone_copy (zone);
  int before;

  wait_until (is_looked_through, self);
  before = stubble_warnings_count (self->warnings);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->warnings)) == (before > 0));
  dense->density = 290;
  stubble_document_commit_zone (self->document, dense, "Dense", NULL);
  g_assert_cmpint (stubble_warnings_count (self->warnings), ==, -1);
  wait_until (is_looked_through, self);
  g_assert_cmpint (stubble_warnings_count (self->warnings), >, before);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->warnings)));
  stubble_document_undo (self->document);
  wait_until (is_looked_through, self);
  g_assert_cmpint (stubble_warnings_count (self->warnings), ==, before);
  close_window (self);
}

static void
add (void)
{
  g_test_add_func ("/assessment/answers", test_answers);
  g_test_add_func ("/assessment/warnings", test_warnings);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add);
}
