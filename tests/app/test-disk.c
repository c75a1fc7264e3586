/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-consultation.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "project/smp-project-reader.h"
#include "project/smp-project-save.h"
#include "project/smp-recovery.h"
#include "window-fixture.h"

static gboolean
is_told (gpointer data)
{
  StubbleWindow *self = data;

  return gtk_widget_get_visible (self->disk_bar)
         && gtk_info_bar_get_revealed (GTK_INFO_BAR (self->disk_bar));
}

static gboolean
is_reloaded (gpointer data)
{
  StubbleWindow *self = data;

  return self->reloading == NULL && self->disk_check == 0;
}

static gboolean
is_saved (gpointer data)
{
  StubbleWindow *self = data;

  return !self->is_saving && !stubble_document_is_modified (self->document);
}

static gboolean
has_copy (gpointer data)
{
  StubbleWindow *self = data;
  g_autoptr (GFile) folder = stubble_recovery_folder ();
  g_autoptr (GFile) file
      = smp_recovery_file (folder, stubble_document_get_consultation (self->document)->id);

  return g_file_query_exists (file, NULL);
}

static double
density (StubbleWindow *self)
{
  return stubble_document_get_zone (self->document)->density;
}

static SmpConsultation *
with_density (const SmpConsultation *consultation, double value)
{
  const SmpVariant *variant = smp_consultation_get_default_variant (consultation);
  g_autoptr (SmpZone) zone = smp_zone_copy (g_ptr_array_index (variant->plan->zones, 0));
  g_autoptr (SmpPlan) plan = NULL;

  zone->density = value;
  plan = smp_plan_with_zone (variant->plan, zone);
  return smp_consultation_with_plan (consultation, variant->id, plan);
}

/* As another program would. */
static void
write_density (StubbleWindow *self, double value)
{
  GFile *file = stubble_document_get_file (self->document);
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpConsultation) read = smp_project_load (file, NULL, &error);
  g_autoptr (SmpConsultation) edited = with_density (read, value);

  g_assert_no_error (error);
  g_assert_true (smp_project_save (edited, file, NULL, NULL, &error));
}

static void
edit (StubbleWindow *self, double value)
{
  g_autoptr (SmpConsultation) edited
      = with_density (stubble_document_get_consultation (self->document), value);

  stubble_document_commit (self->document, edited, "Edit", NULL);
}

/* The file was looked at, and nothing is told. */
static gboolean
has_looked (gpointer data)
{
  StubbleWindow *self = data;

  g_assert_false (is_told (self));
  return self->disk_check == 0;
}

typedef struct
{
  StubbleWindow *window;
  guint check;
  gint64 due; /* when that looks, µs; G_MAXINT64 until there is one */
} Look;

/* While a saving runs every look is followed by another: the one that was due has been. One that a
 * later event put off has not. */
static gboolean
has_looked_again (gpointer data)
{
  Look *look = data;
  guint check = look->window->disk_check;
  GSource *source;

  g_assert_false (is_told (look->window));
  if (check == look->check)
    return FALSE;
  if (g_get_monotonic_time () >= look->due)
    return TRUE;
  source = g_main_context_find_source_by_id (NULL, check);
  look->check = check;
  look->due = source != NULL ? g_source_get_ready_time (source) : G_MAXINT64;
  return FALSE;
}

static gboolean
is_quiet (gpointer data)
{
  return !is_told (data);
}

static void
reload (StubbleWindow *self)
{
  gtk_info_bar_response (GTK_INFO_BAR (self->disk_bar), 1);
  g_assert_false (is_told (self));
  wait_until (is_reloaded, self);
}

static void
test_reload (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  double before = density (self);

  wait_until (has_looked, self);
  write_density (self, 71);
  wait_until (is_told, self);
  g_assert_cmpfloat (density (self), ==, before);
  reload (self);
  g_assert_cmpfloat (density (self), ==, 71);
  g_assert_false (stubble_document_is_modified (self->document));
  g_assert_cmpstr (stubble_document_get_undo_label (self->document), ==, "Reload File");
  wait_until (is_settled, self);

  /* Unsaved work is one step back. */
  edit (self, 80);
  wait_until (has_copy, self);
  write_density (self, 72);
  wait_until (is_told, self);
  g_assert_cmpfloat (density (self), ==, 80);
  reload (self);
  /* Nobody has saved it, so closing now does not lose it either. */
  g_assert_true (has_copy (self));
  g_assert_cmpfloat (density (self), ==, 72);
  g_assert_false (stubble_document_is_modified (self->document));
  stubble_document_undo (self->document);
  g_assert_cmpfloat (density (self), ==, 80);
  g_assert_true (stubble_document_is_modified (self->document));

  /* What is saved after that is not taken for somebody else's, and replaces what was reloaded. */
  activate (self, "save", NULL);
  wait_until (is_saved, self);
  g_assert_cmpuint (self->disk_check, !=, 0);
  wait_until (has_looked, self);
  g_assert_false (has_copy (self));
  close_window (self);
}

/* A file that cannot be read changes nothing; one that is gone is nothing to reload. */
static void
test_bad (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  double before = density (self);
  GFile *file = stubble_document_get_file (self->document);
  g_autofree char *path = g_file_get_path (file);

  g_assert_true (g_file_set_contents (path, "{ \"format\": ", -1, NULL));
  wait_until (is_told, self);
  reload (self);
  g_assert_cmpfloat (density (self), ==, before);
  g_assert_true (is_told (self));
  g_assert_null (stubble_document_get_undo_label (self->document));
  g_assert_true (g_file_delete (file, NULL, NULL));
  wait_until (is_quiet, self);
  close_window (self);
}

/* What changed while a saving ran that failed is told after it. */
static void
test_failed_save (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  Look look = { self, 0, G_MAXINT64 };

  wait_until (has_looked, self);
  edit (self, 80);
  /* As while one runs. */
  self->is_saving = TRUE;
  write_density (self, 71);
  wait_until (has_looked_again, &look);
  /* It ends without having written. */
  self->is_saving = FALSE;
  wait_until (is_told, self);
  g_assert_cmpfloat (density (self), ==, 80);
  reload (self);
  g_assert_cmpfloat (density (self), ==, 71);
  close_window (self);
}

static void
add (void)
{
  g_test_add_func ("/disk/reload", test_reload);
  g_test_add_func ("/disk/bad", test_bad);
  g_test_add_func ("/disk/failed-save", test_failed_save);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add);
}
