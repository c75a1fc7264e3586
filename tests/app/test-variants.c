/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-consultation.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "window-fixture.h"

static guint
n_variants (StubbleWindow *self)
{
  return stubble_document_get_consultation (self->document)->variants->len;
}

static const SmpZone *
first_zone (StubbleWindow *self)
{
  return g_ptr_array_index (stubble_document_get_plan (self->document)->zones, 0);
}

/* Another one is a copy: what is edited then is its own. */
static void
test_edit (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  double density = first_zone (self)->density;
  g_autofree char *first = g_strdup (stubble_document_get_variant (self->document)->id);
  g_autofree char *second = NULL;
  g_autoptr (SmpZone) sparse = NULL;

  activate (self, "step", "compare");
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self), "variant-remove"));
  activate (self, "variant-new", NULL);
  flush ();
  g_assert_cmpuint (n_variants (self), ==, 2);
  second = g_strdup (stubble_document_get_variant (self->document)->id);
  g_assert_cmpstr (second, !=, first);
  g_assert_cmpstr (stubble_document_get_variant (self->document)->name, ==, "Variant B");
  sparse = smp_zone_copy (first_zone (self));
  sparse->density = 60;
  stubble_document_commit_zone (self->document, sparse, "Sparse", NULL);
  activate (self, "variant", first);
  g_assert_cmpfloat_with_epsilon (first_zone (self)->density, density, 1e-9);
  activate (self, "variant", second);
  g_assert_cmpfloat_with_epsilon (first_zone (self)->density, 60, 1e-9);
  activate (self, "variant", "none of them");
  g_assert_cmpstr (stubble_document_get_variant (self->document)->id, ==, second);

  activate (self, "variant-remove", NULL);
  g_assert_cmpuint (n_variants (self), ==, 1);
  g_assert_cmpfloat_with_epsilon (first_zone (self)->density, density, 1e-9);
  g_assert_nonnull (self->undo_toast);
  stubble_document_undo (self->document);
  g_assert_cmpuint (n_variants (self), ==, 2);
  while (stubble_document_get_undo_label (self->document) != NULL)
    stubble_document_undo (self->document);
  g_assert_cmpuint (n_variants (self), ==, 1);
  g_assert_cmpstr (stubble_document_get_variant (self->document)->id, ==, first);
  close_window (self);
}

/* Names, notes and the client's choice are of the consultation. */
static void
test_notes (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  GtkWidget *panels = GTK_WIDGET (self->panels), *row;
  const SmpVariant *variant;

  activate (self, "step", "compare");
  flush ();
  activate (self, "variant-new", NULL);
  flush ();
  row = find (panels, ADW_TYPE_ENTRY_ROW, "Variant’s Name");
  gtk_editable_set_text (GTK_EDITABLE (row), "Softer");
  row = find (panels, ADW_TYPE_ENTRY_ROW, "Variant’s Notes");
  gtk_editable_set_text (GTK_EDITABLE (row), "Higher at the temples");
  variant = stubble_document_get_variant (self->document);
  g_assert_cmpstr (variant->name, ==, "Softer");
  g_assert_cmpstr (variant->notes, ==, "Higher at the temples");
  /* A variant keeps a name. */
  row = find (panels, ADW_TYPE_ENTRY_ROW, "Variant’s Name");
  gtk_editable_set_text (GTK_EDITABLE (row), "");
  g_assert_cmpstr (stubble_document_get_variant (self->document)->name, ==, "Softer");

  row = find (panels, ADW_TYPE_ACTION_ROW, "Chosen by the Client");
  gtk_switch_set_active (GTK_SWITCH (find (row, GTK_TYPE_SWITCH, NULL)), TRUE);
  g_assert_cmpstr (stubble_document_get_consultation (self->document)->chosen_variant, ==,
                   stubble_document_get_variant (self->document)->id);
  stubble_document_undo (self->document);
  g_assert_null (stubble_document_get_consultation (self->document)->chosen_variant);
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (find (row, GTK_TYPE_SWITCH, NULL))));
  close_window (self);
}

static GtkWidget *
dialog_of (StubbleWindow *self)
{
  g_autoptr (GListModel) all = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);

      if (ADW_IS_WINDOW (window) && gtk_window_get_transient_for (window) == GTK_WINDOW (self))
        return GTK_WIDGET (window);
    }
  return NULL;
}

static int
count_pictures (GtkWidget *root)
{
  int n = GTK_IS_PICTURE (root) && gtk_picture_get_paintable (GTK_PICTURE (root)) != NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_pictures (child);
  return n;
}

static gboolean
has_two_pictures (gpointer data)
{
  return count_pictures (data) == 2;
}

static void
test_all (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  g_autofree char *first = g_strdup (stubble_document_get_variant (self->document)->id);
  GtkWidget *dialog;

  activate (self, "variant-new", NULL);
  activate (self, "variants", NULL);
  flush ();
  dialog = dialog_of (self);
  g_assert_nonnull (dialog);
  wait_until (has_two_pictures, dialog);
  g_assert_true (gtk_widget_activate_action (find (dialog, GTK_TYPE_FLOW_BOX, NULL),
                                             "variants.work-on", "s", first));
  flush ();
  g_assert_cmpstr (stubble_document_get_variant (self->document)->id, ==, first);
  g_assert_null (dialog_of (self));
  close_window (self);
}

static void
add (void)
{
  g_test_add_func ("/variants/edit", test_edit);
  g_test_add_func ("/variants/notes", test_notes);
  g_test_add_func ("/variants/all", test_all);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add);
}
