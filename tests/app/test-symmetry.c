/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "views-fixture.h"

#include "geometry/smp-outline.h"
#include "model/smp-zone.h"
#include "record/smp-guides.h"

/* A hairline's symmetry in the step Hairline. */

static gboolean
is_offered (gpointer button)
{
  return gtk_widget_get_visible (button) && gtk_widget_get_sensitive (button);
}

static gboolean
is_not_offered (gpointer button)
{
  return !gtk_widget_get_visible (button);
}

static double
asymmetry (StubbleWindow *self)
{
  g_autoptr (SmpGuides) guides
      = smp_guides_new (stubble_document_get_consultation (self->document), photo (self, 0),
                        stubble_document_get_plan (self->document));

  g_assert_true (guides->has_symmetry);
  return guides->asymmetry_mean_mm;
}

/* A hairline whose sides have come to differ is made symmetric where that is told, in one step. */
static void
test_make_symmetric (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  GtkWidget *row, *button;
  double first;

  act (self, "step", "hairline");
  row = find (GTK_WIDGET (self->panels), ADW_TYPE_ACTION_ROW, "Symmetry");
  button = find (row, GTK_TYPE_BUTTON, NULL);
  g_assert_nonnull (button);
  for (gsize i = 0; i < zone (self)->outline->n_nodes; i++)
    {
      SmpNode node = zone (self)->outline->nodes[i];
      g_autoptr (SmpOutline) moved = NULL;

      node.point.x += 3;
      moved = smp_outline_with_node (zone (self)->outline, i, &node);
      stubble_document_commit_outline (self->document, zone (self)->id, moved, "Shift", "shift");
    }
  first = asymmetry (self);
  g_assert_cmpfloat (first, >, 1);
  wait_until (is_offered, button);
  act (self, "make-symmetric", NULL);
  g_test_message ("%.2f mm, then %.2f mm", first, asymmetry (self));
  g_assert_cmpfloat (asymmetry (self), <, 0.3);
  wait_until (is_not_offered, button);
  /* What is even already is no other step to undo. */
  act (self, "make-symmetric", NULL);
  g_assert_cmpstr (stubble_document_get_undo_label (self->document), ==, "Make Symmetric");
  act (self, "undo", NULL);
  g_assert_cmpfloat (asymmetry (self), ==, first);
  close_window (self);
}

/* A flat hairline of another photo has nothing to do with the midline of this one. */
static void
test_elsewhere (void)
{
  StubbleWindow *self = open_sample ("sample.stubble.json");
  g_autoptr (SmpZone) elsewhere = smp_zone_copy (zone (self));
  g_autoptr (SmpOutline) before = NULL;

  act (self, "step", "hairline");
  g_free (elsewhere->space);
  elsewhere->space = g_strdup ("photo-elsewhere");
  stubble_document_commit_zone (self->document, elsewhere, "Elsewhere", NULL);
  before = smp_outline_ref (zone (self)->outline);
  g_assert_false (
      g_action_get_enabled (g_action_map_lookup_action (G_ACTION_MAP (self), "make-symmetric")));
  act (self, "make-symmetric", NULL);
  g_assert_true (zone (self)->outline == before);
  close_window (self);
}

static void
add_tests (void)
{
  g_test_add_func ("/symmetry/made", test_make_symmetric);
  g_test_add_func ("/symmetry/elsewhere", test_elsewhere);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add_tests);
}
