/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gstdio.h>

#include "canvas/stubble-canvas-private.h"
#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "panels/stubble-slider-row.h"
#include "stubble-palettes.h"
#include "window-fixture.h"

/* Rings stand once something was found. */
static gboolean
is_matched (gpointer data)
{
  return stubble_canvas_get_samples (STUBBLE_WINDOW (data)->canvas)->radius > 0;
}

static GtkWidget *
row (StubbleWindow *self, const char *title)
{
  GtkWidget *found = find (GTK_WIDGET (self->panels), ADW_TYPE_ACTION_ROW, title);

  g_assert_nonnull (found);
  return found;
}

static void
press (StubbleWindow *self, GtkWidget *found)
{
  gtk_widget_activate (found);
  flush ();
}

/* The first row of a proposal follows that of the skin. */
static GtkWidget *
first_proposal (StubbleWindow *self)
{
  GtkWidget *hair = row (self, "Match Longer Hair");

  return gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (hair));
}

static gboolean
has_proposal (gpointer data)
{
  return gtk_widget_get_visible (first_proposal (data));
}

static gboolean
says_no_hair (gpointer data)
{
  GtkWidget *group
      = gtk_widget_get_ancestor (row (data, "Match Longer Hair"), ADW_TYPE_PREFERENCES_GROUP);
  const char *text = adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (group));

  return text != NULL && strstr (text, "no hair is to be seen") != NULL;
}

static void
test_match (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  const SmpPlan *before = stubble_document_get_plan (self->document);
  double density = ((const SmpZone *)g_ptr_array_index (before->zones, 0))->density;
  g_autofree char *pigment = g_strdup (before->pigment->id);
  SmpAssessment assessment;
  const SmpZone *zone;

  activate (self, "step", "shade");
  flush ();
  press (self, row (self, "Match the Shaved Sides"));
  wait_until (is_matched, self);
  flush ();
  g_assert_cmpstr (stubble_canvas_get_tool (self->canvas)->name, ==, "sample");
  g_assert_null (stubble_document_get_undo_label (self->document));
  /* The sample's sides are bare: nothing there tells which shade blends in. */
  g_assert_false (gtk_widget_get_visible (first_proposal (self)));
  /* Nor do they show longer hair; that is where a person says it is. */
  press (self, row (self, "Match Longer Hair"));
  wait_until (says_no_hair, self);
  g_assert_false (gtk_widget_get_visible (first_proposal (self)));
  self->canvas->tool->klass->press (self->canvas->tool,
                                    stubble_canvas_get_samples (self->canvas)->sides, 1, 0);
  self->canvas->tool->klass->release (self->canvas->tool, smp_point (40, 40), TRUE);
  wait_until (has_proposal, self);

  press (self, first_proposal (self));
  g_assert_cmpstr (stubble_document_get_undo_label (self->document), ==, "Match Shade");
  zone = g_ptr_array_index (stubble_document_get_plan (self->document)->zones, 0);
  g_assert_true (ABS (zone->density - density) > 1e-9
                 || g_strcmp0 (stubble_document_get_plan (self->document)->pigment->id, pigment)
                        != 0);
  assessment
      = smp_assessment_from_json (stubble_document_get_consultation (self->document)->assessment);
  g_assert_true (assessment.has_skin);
  /* The sample's skin is that of a person: light enough, and more red than blue. */
  g_assert_cmpint (assessment.skin[0], >, 90);
  g_assert_cmpint (assessment.skin[0], >, assessment.skin[2] + 20);
  stubble_document_undo (self->document);
  g_assert_cmpstr (stubble_document_get_plan (self->document)->pigment->id, ==, pigment);
  close_window (self);
}

/* A ring dragged elsewhere samples there. */
static void
test_ring (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  StubbleSamples samples;
  SmpPoint skin;
  GtkWidget *found;
  g_autofree char *before = NULL;

  activate (self, "step", "shade");
  flush ();
  press (self, row (self, "Match the Shaved Sides"));
  wait_until (is_matched, self);
  flush ();
  found = gtk_widget_get_next_sibling (row (self, "Match Longer Hair"));
  before = g_strdup (adw_action_row_get_subtitle (ADW_ACTION_ROW (found)));
  samples = *stubble_canvas_get_samples (self->canvas);
  skin = samples.skin;
  /* The grey behind the head is no skin, and reads as none. */
  self->canvas->tool->klass->press (self->canvas->tool, skin, 1, 0);
  self->canvas->tool->klass->release (self->canvas->tool, smp_point (40, 40), TRUE);
  g_assert_cmpfloat (stubble_canvas_get_samples (self->canvas)->skin.x, <, skin.x - 40);
  for (gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
       g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (found)), before) == 0;)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  close_window (self);
}

static void
test_recipe (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  GtkWidget *slider;

  activate (self, "step", "shade");
  flush ();
  slider = find (GTK_WIDGET (self->panels), STUBBLE_TYPE_SLIDER_ROW, "Needle Diameter");
  gtk_range_set_value (GTK_RANGE (find (slider, GTK_TYPE_SCALE, NULL)), 0.3);
  g_assert_cmpfloat_with_epsilon (smp_plan_needle (stubble_document_get_plan (self->document)), 0.3,
                                  1e-9);
  slider
      = find (GTK_WIDGET (self->panels), STUBBLE_TYPE_SLIDER_ROW, "Water to One Part of Pigment");
  gtk_range_set_value (GTK_RANGE (find (slider, GTK_TYPE_SCALE, NULL)), 27);
  g_assert_cmpstr (stubble_document_get_plan (self->document)->pigment->id, ==, "own");
  g_assert_cmpfloat_with_epsilon (stubble_document_get_plan (self->document)->pigment->dilution, 27,
                                  1e-9);
  close_window (self);
}

static void
test_import (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "stubble-test-import.gpl", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  guint n = stubble_palettes_get ()->len;
  const SmpPalette *palette;

  g_assert_cmpuint (n, >=, 4);
  g_assert_true (
      g_file_set_contents (path, "GIMP Palette\nName: Mine\n#\n90 68 56 Warm\n", -1, NULL));
  palette = stubble_palettes_import (file, &error);
  g_assert_no_error (error);
  g_assert_nonnull (palette);
  g_assert_cmpuint (stubble_palettes_get ()->len, ==, n + 1);
  /* Again: another one beside it. */
  g_assert_nonnull (stubble_palettes_import (file, NULL));
  g_assert_cmpuint (stubble_palettes_get ()->len, ==, n + 2);
  g_assert_true (g_file_set_contents (path, "no palette", -1, NULL));
  g_assert_null (stubble_palettes_import (file, &error));
  g_assert_nonnull (error);
  g_unlink (path);
}

static void
add (void)
{
  g_test_add_func ("/shade/match", test_match);
  g_test_add_func ("/shade/ring", test_ring);
  g_test_add_func ("/shade/recipe", test_recipe);
  g_test_add_func ("/shade/import", test_import);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add);
}
