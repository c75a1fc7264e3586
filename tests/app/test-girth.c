/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "views-fixture.h"

#include <string.h>

#include "document/stubble-document-private.h"
#include "model/smp-consultation.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"

/* The head circumference in the step Photo. */

static GtkWidget *
girth_entry (StubbleWindow *self, GtkWidget **row)
{
  *row = find (GTK_WIDGET (self), ADW_TYPE_ACTION_ROW, "Head Circumference");
  g_assert_nonnull (*row);
  return find (*row, GTK_TYPE_ENTRY, NULL);
}

static double
girth_of (StubbleWindow *self)
{
  return stubble_document_get_consultation (self->document)->client.head_circumference_mm;
}

static void
type (GtkWidget *entry, const char *text)
{
  for (int n = 1; text[n - 1] != '\0'; n++)
    {
      g_autofree char *so_far = g_strndup (text, (gsize)n);

      gtk_editable_set_text (GTK_EDITABLE (entry), so_far);
    }
}

/* What a tape tells is typed, and the head of all photos is as large at once, in one step. */
static void
test_girth (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  g_autoptr (SmpConsultation) first
      = smp_consultation_ref (stubble_document_get_consultation (self->document));
  SmpHead before = photo (self, 0)->head;
  guint steps = stubble_document_get_n_values (self->document);
  GtkWidget *row, *entry = girth_entry (self, &row);

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  type (entry, "60,5");
  g_assert_cmpfloat (girth_of (self), ==, 605);
  g_assert_cmpfloat (photo (self, 0)->head.axes.z, >, 1.03 * before.axes.z);
  g_assert_cmpfloat (photo (self, 1)->head.axes.z, ==, photo (self, 0)->head.axes.z);
  g_assert_cmpfloat (photo (self, 0)->head.uncertainty, <, 0.9 * before.uncertainty);
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "60.5");
  wait_until (rests, self);
  g_assert_cmpfloat (photo (self, 0)->head.axes.z, >, 1.03 * before.axes.z);
  g_assert_cmpuint (stubble_document_get_n_values (self->document), ==, steps + 1);
  g_assert_cmpstr (stubble_document_get_undo_label (self->document), ==, "Set Head Circumference");

  /* Another one is another step; millimetres are taken for what they are. */
  type (entry, "582");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpfloat (girth_of (self), ==, 582);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "58.2");
  g_assert_cmpuint (stubble_document_get_n_values (self->document), ==, steps + 2);
  wait_until (rests, self);
  act (self, "undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "60.5");
  act (self, "undo", NULL);
  g_assert_true (stubble_document_get_consultation (self->document) == first);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  close_window (self);
}

/* What no head can be is not taken, and said so when it is left; nothing is none. */
static void
test_girth_wrong (void)
{
  static const char *const wrong[] = { "20", "-57", "57 inches", "nan", "1000", "5" };
  StubbleWindow *self = open_sample ("sample.stubble.json");
  GtkWidget *row, *entry = girth_entry (self, &row);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (entry), wrong[i]);
      g_assert_false (gtk_widget_has_css_class (row, "warning-row"));
      g_signal_emit_by_name (entry, "activate");
      g_assert_cmpfloat (girth_of (self), ==, 0);
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, wrong[i]);
      g_assert_true (gtk_widget_has_css_class (row, "warning-row"));
      g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "45 to 70 cm"));
      gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                        GTK_ACCESSIBLE_INVALID_TRUE);
    }
  gtk_editable_set_text (GTK_EDITABLE (entry), "57");
  g_assert_false (gtk_widget_has_css_class (row, "warning-row"));
  g_assert_cmpfloat (girth_of (self), ==, 570);
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_assert_cmpfloat (girth_of (self), ==, 0);
  wait_until (rests, self);
  close_window (self);
}

/* A ruler on the scalp says otherwise: the tape is left out, and the row says so. */
static void
test_girth_contradicts (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  GtkWidget *row, *entry = girth_entry (self, &row);
  SmpRuler ruler = { { 1300, 1100 }, { 1700, 1100 }, 0 };
  g_autoptr (SmpLandmarks) ruled = NULL;
  SmpVec3 from = { 0 }, to = { 0 };
  double length;

  g_assert_true (smp_head_hit (&photo (self, 0)->head, ruler.from, &from));
  g_assert_true (smp_head_hit (&photo (self, 0)->head, ruler.to, &to));
  ruler.mm = smp_vec3_length (smp_vec3_sub (to, from));
  ruled = smp_landmarks_with_ruler (photo (self, 0)->landmarks, &ruler);
  stubble_document_commit_landmarks (self->document, ruled, "Ruler", NULL);
  length = photo (self, 0)->head.axes.z;
  gtk_editable_set_text (GTK_EDITABLE (entry), "58");
  g_assert_false (gtk_widget_has_css_class (row, "warning-row"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "69.5");
  g_assert_cmpfloat (girth_of (self), ==, 695);
  g_assert_true (photo (self, 0)->has_head);
  g_assert_cmpfloat_with_epsilon (photo (self, 0)->head.axes.z, length, 0.005 * length);
  g_assert_true (gtk_widget_has_css_class (row, "warning-row"));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "69.5 cm"));
  wait_until (rests, self);
  close_window (self);
}

/* Of a bare photo nothing says where the head is; what the tape told counts later. */
static void
test_girth_first (void)
{
  StubbleWindow *self = open_sample ("head-front.jpg");
  GtkWidget *row, *entry = girth_entry (self, &row);

  gtk_editable_set_text (GTK_EDITABLE (entry), "60");
  g_assert_cmpfloat (girth_of (self), ==, 600);
  g_assert_false (photo (self, 0)->has_head);
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "Counts once"));
  wait_until (rests, self);
  close_window (self);
}

static void
add_tests (void)
{
  g_test_add_func ("/girth/taken", test_girth);
  g_test_add_func ("/girth/wrong", test_girth_wrong);
  g_test_add_func ("/girth/contradicts", test_girth_contradicts);
  g_test_add_func ("/girth/first", test_girth_first);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add_tests);
}
