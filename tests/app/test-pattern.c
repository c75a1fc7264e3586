/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas-fixture.h"

#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-pattern.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "panels/stubble-pattern-group.h"
#include "project/smp-project-writer.h"

/* Zones proposed by classification, in the window. */

static guint
n_zones (StubbleWindow *self, SmpZoneKind kind)
{
  const SmpPlan *plan = stubble_document_get_plan (self->document);
  guint n = 0;

  for (guint i = 0; i < plan->zones->len; i++)
    n += ((const SmpZone *)g_ptr_array_index (plan->zones, i))->kind == kind;
  return n;
}

static SmpAssessment
assessment (StubbleWindow *self)
{
  return smp_assessment_from_json (stubble_document_get_consultation (self->document)->assessment);
}

static gboolean
is_proposed (gpointer data)
{
  return g_strcmp0 (stubble_document_get_undo_label (STUBBLE_WINDOW (data)->document),
                    "Propose Zones")
         == 0;
}

static void
choose (StubbleWindow *self, const char *title, guint n)
{
  GtkWidget *row
      = find (GTK_WIDGET (gtk_stack_get_visible_child (self->panels)), ADW_TYPE_COMBO_ROW, title);

  g_assert_nonnull (row);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), n);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, n);
}

static GtkWidget *
button (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
propose (StubbleWindow *self)
{
  g_signal_emit_by_name (
      button (GTK_WIDGET (gtk_stack_get_visible_child (self->panels)), "Propose Zones"), "clicked");
  wait_until (is_proposed, self);
  wait_until (is_settled, self);
}

static StubbleWindow *
open_zones (const char *name)
{
  StubbleWindow *self = open_window (name);

  activate (self, "step", "zones");
  return self;
}

/* Norwood 3 vertex: the front's zone, and the crown's on the head. */
static void
test_norwood (void)
{
  StubbleWindow *self = open_zones ("sample.stubble.json");
  g_autoptr (GBytes) first = smp_project_write (stubble_document_get_consultation (self->document));
  g_autoptr (GBytes) last = NULL;
  const SmpPlan *before = stubble_document_get_plan (self->document);
  const SmpZone *old = g_ptr_array_index (before->zones, 0);

  g_assert_cmpuint (n_zones (self, SMP_ZONE_SCALP), ==, 1);
  choose (self, "Scale", SMP_HAIR_LOSS_NORWOOD - 1);
  choose (self, "Stage", 5);
  g_assert_cmpstr (smp_hair_loss_get_stage (SMP_HAIR_LOSS_NORWOOD, 5), ==, "3v");
  old = g_ptr_array_index (before->zones, 0);
  propose (self);
  g_assert_cmpuint (stubble_document_get_plan (self->document)->zones->len, >=, 2);
  for (guint i = 0; i < stubble_document_get_plan (self->document)->zones->len; i++)
    g_assert_true (g_ptr_array_index (stubble_document_get_plan (self->document)->zones, i) != old);
  g_assert_cmpint (assessment (self).scale, ==, SMP_HAIR_LOSS_NORWOOD);
  g_assert_cmpstr (assessment (self).stage, ==, "3v");
  g_assert_cmpint (stubble_canvas_count_dots (self->canvas, -1), >, 100);
  activate (self, "undo", NULL);
  last = smp_project_write (stubble_document_get_consultation (self->document));
  g_assert_true (g_bytes_equal (first, last));
  close_window (self);
}

/* Ludwig keeps the hairline: a part, in place of the scalp's zone; other kinds stay. */
static void
test_ludwig (void)
{
  StubbleWindow *self = open_zones ("sample.stubble.json");
  g_autoptr (SmpZone) scar = smp_zone_copy (stubble_document_get_zone (self->document));
  GtkWidget *panel = GTK_WIDGET (gtk_stack_get_visible_child (self->panels));

  g_free (scar->id);
  scar->id = g_strdup ("scar");
  scar->kind = SMP_ZONE_SCAR;
  stubble_document_commit_zone (self->document, scar, "Scar", NULL);
  choose (self, "Scale", SMP_HAIR_LOSS_LUDWIG - 1);
  choose (self, "Stage", 1);
  g_assert_false (gtk_widget_is_sensitive (find (panel, ADW_TYPE_COMBO_ROW, "Hairline")));
  propose (self);
  g_assert_cmpuint (n_zones (self, SMP_ZONE_PART), ==, 1);
  g_assert_cmpuint (n_zones (self, SMP_ZONE_SCALP), ==, 0);
  g_assert_cmpuint (n_zones (self, SMP_ZONE_SCAR), ==, 1);
  /* Once more it takes the place of its own. */
  stubble_document_seal (self->document);
  choose (self, "Stage", 2);
  stubble_document_commit_zone (self->document, scar, "Again", NULL);
  propose (self);
  g_assert_cmpuint (n_zones (self, SMP_ZONE_PART), ==, 1);
  close_window (self);
}

/* BASP joins its types; the panel begins with the assessment's. */
static void
test_basp (void)
{
  StubbleWindow *self = open_zones ("sample.stubble.json");
  GtkWidget *panel = GTK_WIDGET (gtk_stack_get_visible_child (self->panels));

  g_assert_false (gtk_widget_get_visible (find (panel, ADW_TYPE_COMBO_ROW, "Crown, Type V")));
  choose (self, "Scale", SMP_HAIR_LOSS_BASP - 1);
  g_assert_true (gtk_widget_get_visible (find (panel, ADW_TYPE_COMBO_ROW, "Crown, Type V")));
  choose (self, "Stage", 3);
  choose (self, "Crown, Type V", 2);
  choose (self, "Front, Type F", 1);
  propose (self);
  g_assert_cmpstr (assessment (self).stage, ==, "M2F1V2");
  /* A panel that is made anew. */
  panel = g_object_ref_sink (stubble_pattern_group_new (self->document));
  g_assert_cmpuint (adw_combo_row_get_selected (
                        ADW_COMBO_ROW (find (panel, ADW_TYPE_COMBO_ROW, "Crown, Type V"))),
                    ==, 2);
  g_assert_cmpuint (adw_combo_row_get_selected (
                        ADW_COMBO_ROW (find (panel, ADW_TYPE_COMBO_ROW, "Front, Type F"))),
                    ==, 1);
  g_assert_cmpuint (
      adw_combo_row_get_selected (ADW_COMBO_ROW (find (panel, ADW_TYPE_COMBO_ROW, "Stage"))), ==,
      3);
  g_object_unref (panel);
  close_window (self);
}

/* Every stage of every scale comes to an end: zones, or a sentence. */
static void
test_all_stages (void)
{
  StubbleWindow *self = open_zones ("sample.stubble.json");
  guint n_without = 0, n_with = 0;

  for (guint scale = SMP_HAIR_LOSS_NORWOOD; scale < SMP_N_HAIR_LOSS_SCALES; scale++)
    for (guint i = 0; smp_hair_loss_get_stage ((SmpHairLossScale)scale, i) != NULL; i++)
      {
        SmpPattern pattern = { .scale = (SmpHairLossScale)scale };
        g_autofree char *name = NULL;

        g_strlcpy (pattern.stage, smp_hair_loss_get_stage ((SmpHairLossScale)scale, i),
                   sizeof pattern.stage);
        name = smp_pattern_to_string (&pattern);
        g_action_group_activate_action (G_ACTION_GROUP (self), "pattern",
                                        g_variant_new ("(ss)", name, "female-rounded"));
        for (int k = 0; k < 1000 && !is_proposed (self); k++)
          {
            g_usleep (2000);
            flush ();
          }
        if (!is_proposed (self))
          {
            g_test_message ("%s: nothing", name);
            n_without++;
            continue;
          }
        n_with++;
        g_assert_cmpstr (assessment (self).stage, ==, pattern.stage);
        g_assert_cmpuint (stubble_document_get_plan (self->document)->zones->len, >, 0);
        activate (self, "undo", NULL);
      }
  /* Norwood 1, Sinclair 1, BASP L, M0, C0. */
  g_assert_cmpuint (n_without, ==, 5);
  g_assert_cmpuint (n_with, >, 20);
  close_window (self);
}

/* From a bare photo the pupils are asked for first. */
static void
test_no_pupils (void)
{
  StubbleWindow *self = open_zones ("head-front.jpg");

  g_action_group_activate_action (G_ACTION_GROUP (self), "pattern",
                                  g_variant_new ("(ss)", "norwood:5", "natural"));
  g_assert_true (stubble_canvas_get_tool (self->canvas) == &stubble_tool_landmarks);
  g_assert_null (stubble_document_get_undo_label (self->document));
  /* Nonsense does nothing. */
  activate (self, "tool", "select");
  g_action_group_activate_action (G_ACTION_GROUP (self), "pattern",
                                  g_variant_new ("(ss)", "norwood:9", "natural"));
  g_assert_true (stubble_canvas_get_tool (self->canvas) == &stubble_tool_select);
  close_window (self);
}

static gboolean
has_zone (gpointer data)
{
  return stubble_document_get_zone (((StubbleWindow *)data)->document) != NULL;
}

static gboolean
asks_for (StubbleWindow *self, const char *what)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->hint))
         && strstr (gtk_label_get_text (self->hint), what) != NULL;
}

static gboolean
says_next (gpointer data)
{
  return asks_for (data, "Next: choose a hairline (F2)");
}

static gboolean
says_nodes (gpointer data)
{
  return asks_for (data, "Drag nodes");
}

/* A click there. */
static void
place (StubbleWindow *self, SmpPoint px)
{
  SmpPoint at = stubble_viewport_to_widget (stubble_canvas_get_viewport (self->canvas), px);

  g_signal_emit_by_name (find_drag (self->canvas), "drag-begin", at.x, at.y);
  g_signal_emit_by_name (find_drag (self->canvas), "drag-end", 0.0, 0.0);
  flush ();
}

static const SmpPoint pupils[] = { { 1178, 2102 }, { 1822, 2102 } };
static const SmpPoint vertex = { 1500, 908 };

/* From a bare photo: the stage waits for pupils and top of the head, and something says what comes
 * next all the way. */
static void
test_guided (void)
{
  StubbleWindow *self = open_window ("head-front.jpg");

  wait_until (says_next, self);
  activate (self, "step", "zones");
  wait_until (says_next, self);
  g_action_group_activate_action (G_ACTION_GROUP (self), "pattern",
                                  g_variant_new ("(ss)", "norwood:5", "natural"));
  g_assert_true (asks_for (self, "right pupil"));
  place (self, pupils[0]);
  g_assert_true (asks_for (self, "left pupil"));
  place (self, pupils[1]);
  g_assert_true (asks_for (self, "top of the head"));
  place (self, vertex);
  wait_until (has_zone, self);
  wait_until (says_nodes, self);
  g_assert_true (stubble_canvas_get_tool (self->canvas) == &stubble_tool_select);
  g_assert_cmpstr (stubble_document_get_undo_label (self->document), ==, "Propose Zones");
  /* It waits no more. */
  activate (self, "undo", NULL);
  activate (self, "tool", "landmarks");
  activate (self, "tool", "select");
  flush ();
  wait_until (is_settled, self);
  g_assert_null (stubble_document_get_zone (self->document));
  wait_until (says_next, self);
  close_window (self);
}

/* Landmarks first: then a template is placed at once. And who leaves the guide is let go. */
static void
test_landmarks_first (void)
{
  StubbleWindow *self = open_window ("head-front.jpg");

  activate (self, "template", "natural");
  g_assert_true (asks_for (self, "right pupil"));
  activate (self, "tool", "select");
  g_assert_true (stubble_canvas_get_tool (self->canvas) == &stubble_tool_select);
  g_assert_true (says_next (self));

  activate (self, "tool", "landmarks");
  place (self, pupils[0]);
  place (self, pupils[1]);
  place (self, vertex);
  g_assert_true (asks_for (self, "chin"));
  activate (self, "tool", "select");
  g_assert_null (stubble_document_get_zone (self->document));
  g_assert_true (says_next (self));
  g_assert_false (asks_for (self, "pupils"));
  activate (self, "step", "hairline");
  activate (self, "template", "natural");
  g_assert_true (stubble_canvas_get_tool (self->canvas) == &stubble_tool_select);
  wait_until (has_zone, self);
  wait_until (says_nodes, self);
  close_window (self);
}

static void
add (void)
{
  g_test_add_func ("/pattern/norwood", test_norwood);
  g_test_add_func ("/pattern/ludwig", test_ludwig);
  g_test_add_func ("/pattern/basp", test_basp);
  g_test_add_func ("/pattern/all-stages", test_all_stages);
  g_test_add_func ("/pattern/guided", test_guided);
  g_test_add_func ("/pattern/landmarks-first", test_landmarks_first);
  g_test_add_func ("/pattern/no-pupils", test_no_pupils);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add);
}
