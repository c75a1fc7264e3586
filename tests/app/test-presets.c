/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gstdio.h>

#include "dialogs/stubble-presets-dialog.h"
#include "model/smp-pigment.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "project/smp-preset-file.h"
#include "stubble-presets.h"
#include "window-fixture.h"

static const SmpZone *
zone (StubbleWindow *self)
{
  return stubble_document_get_zone (self->document);
}

static StubbleSavedPreset *
only (void)
{
  g_assert_cmpuint (stubble_presets_get ()->len, ==, 1);
  return g_ptr_array_index (stubble_presets_get (), 0);
}

static void
set_density (StubbleWindow *self, double density)
{
  g_autoptr (SmpZone) edited = smp_zone_copy (zone (self));

  edited->density = density;
  edited->feather[SMP_EDGE_HAIRLINE] = density / 10;
  stubble_document_commit_zone (self->document, edited, "Density", NULL);
}

static GtkWindow *
open_dialog (StubbleWindow *self)
{
  GtkWidget *dialog;

  activate (self, "presets", NULL);
  flush ();
  dialog = find_dialog (self);
  g_assert_nonnull (dialog);
  return GTK_WINDOW (dialog);
}

static void
save_as (GtkWindow *dialog, const char *name)
{
  GtkWidget *row = find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW, "Name");

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), name);
  g_signal_emit_by_name (row, "apply");
  flush ();
}

/* (nullable): the first button with that icon, @root itself included. */
static GtkWidget *
find_button (GtkWidget *root, const char *icon)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (root)), icon) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, icon);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_labelled (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0
      && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_labelled (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_mapped (gpointer data)
{
  return find_labelled (data, "Undo") != NULL;
}

/* Saved from one look, applied to another as one step, replaced, deleted, brought back. */
static void
test_presets (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  const SmpOutline *outline = zone (self)->outline;
  GMenuModel *menu = stubble_presets_get_menu ();
  GtkWindow *dialog;
  GtkWidget *button;
  g_autofree char *id = NULL;
  guint n;

  set_density (self, 66);
  dialog = open_dialog (self);
  g_assert_cmpuint (stubble_presets_get ()->len, ==, 0);
  save_as (dialog, "   ");
  g_assert_cmpuint (stubble_presets_get ()->len, ==, 0);
  save_as (dialog, " Soft & <light>_1 ");
  g_assert_cmpstr (only ()->preset->name, ==, "Soft & <light>_1");
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 1);
  g_assert_nonnull (find (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW, "Soft &amp; &lt;light&gt;_1"));
  id = g_strdup (only ()->id);

  set_density (self, 120);
  n = stubble_document_get_n_values (self->document);
  gtk_widget_activate (
      find (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW, "Soft &amp; &lt;light&gt;_1"));
  flush ();
  g_assert_cmpuint (stubble_document_get_n_values (self->document), ==, n + 1);
  g_assert_cmpstr (stubble_document_get_undo_label (self->document), ==, "Apply Preset");
  g_assert_cmpfloat (zone (self)->density, ==, 66);
  g_assert_cmpfloat (zone (self)->feather[SMP_EDGE_HAIRLINE], ==, 6.6);
  g_assert_true (zone (self)->outline == outline);
  stubble_document_undo (self->document);
  g_assert_cmpfloat (zone (self)->density, ==, 120);
  activate (self, "preset", id);
  g_assert_cmpfloat (zone (self)->density, ==, 66);

  /* The same name again replaces it; what it was can be brought back. */
  set_density (self, 50);
  dialog = open_dialog (self);
  save_as (dialog, "Soft & <light>_1");
  g_assert_cmpfloat (((SmpZone *)only ()->preset->look->zones->pdata[0])->density, ==, 50);
  wait_until (is_mapped, dialog);
  g_signal_emit_by_name (find_labelled (GTK_WIDGET (dialog), "Undo"), "clicked");
  flush ();
  g_assert_cmpfloat (((SmpZone *)only ()->preset->look->zones->pdata[0])->density, ==, 66);

  button = find_button (GTK_WIDGET (dialog), "user-trash-symbolic");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  flush ();
  g_assert_cmpuint (stubble_presets_get ()->len, ==, 0);
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 0);
  wait_until (is_mapped, dialog);
  g_signal_emit_by_name (find_labelled (GTK_WIDGET (dialog), "Undo"), "clicked");
  flush ();
  g_assert_cmpstr (only ()->id, ==, id);
  g_assert_true (stubble_presets_remove (id, NULL, NULL));
  gtk_window_close (dialog);
  close_window (self);
}

/* A file that somebody shared, and files that are none. */
static void
test_import (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "stubble-test-preset.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (SmpPlan) plan = smp_plan_new (1);
  g_autoptr (SmpPreset) preset = smp_preset_from_plan (plan, "Geteilt – für alle", NULL);
  g_autoptr (GBytes) bytes = smp_preset_write (preset);
  g_autoptr (SmpPigment) pigment = smp_pigment_new ("own", "Own", 33, 0.2);
  g_autoptr (SmpPlan) other_plan = smp_plan_with_pigment (plan, pigment);
  g_autoptr (SmpPreset) other = NULL;
  g_autoptr (GBytes) other_bytes = NULL;
  g_autoptr (SmpPreset) too_long = NULL;
  g_autofree char *long_name = g_strnfill (101, 'x'), *id = NULL;
  const SmpPreset *second;
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  g_assert_true (g_file_set_contents (path, text, (gssize)size, NULL));
  g_assert_nonnull (stubble_presets_import (file, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (only ()->preset->name, ==, preset->name);
  /* A name that no file name could be. */
  g_assert_null (strchr (only ()->id, ' '));
  g_assert_nonnull (stubble_presets_import (file, NULL, &error));
  g_assert_cmpuint (stubble_presets_get ()->len, ==, 1);
  /* Another of the same name does not take its place. */
  other = smp_preset_from_plan (other_plan, "Geteilt – für alle", NULL);
  other_bytes = smp_preset_write (other);
  text = g_bytes_get_data (other_bytes, &size);
  g_assert_true (g_file_set_contents (path, text, (gssize)size, NULL));
  second = stubble_presets_import (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second->name, ==, "Geteilt – für alle (2)");
  g_assert_cmpuint (stubble_presets_get ()->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const StubbleSavedPreset *saved = g_ptr_array_index (stubble_presets_get (), i);

      if (saved->preset != second)
        continue;
      id = g_strdup (saved->id);
    }
  g_assert_true (stubble_presets_remove (id, NULL, NULL));
  /* A name that would not be read again is not written. */
  too_long = smp_preset_from_plan (plan, long_name, NULL);
  g_assert_false (stubble_presets_save (too_long, NULL, &error));
  g_assert_nonnull (strstr (error->message, "at most 100"));
  g_clear_error (&error);
  g_assert_cmpuint (stubble_presets_get ()->len, ==, 1);

  g_assert_true (g_file_set_contents (path, "no preset", -1, NULL));
  g_assert_null (stubble_presets_import (file, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (stubble_presets_get ()->len, ==, 1);
  g_assert_true (stubble_presets_remove (only ()->id, NULL, NULL));
  g_unlink (path);
}

static void
add (void)
{
  g_test_add_func ("/presets/window", test_presets);
  g_test_add_func ("/presets/import", test_import);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add);
}
