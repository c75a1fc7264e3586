/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include <glib/gstdio.h>
#include <string.h>

#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "project/smp-project-reader.h"
#include "project/smp-recovery.h"

typedef struct
{
  char *path;
  GFile *folder;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->path = g_dir_make_tmp ("stubble-recovery-XXXXXX", NULL);
  self->folder = g_file_new_build_filename (self->path, "deep", "recovery", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *deep = g_build_filename (self->path, "deep", NULL);
  g_autoptr (GPtrArray) copies = smp_recovery_list (self->folder);

  for (guint i = 0; i < copies->len; i++)
    smp_recovery_remove (((SmpRecoveryCopy *)g_ptr_array_index (copies, i))->file);
  /* Nothing else is left behind. */
  if (g_file_query_exists (self->folder, NULL))
    g_assert_cmpint (g_rmdir (g_file_peek_path (self->folder)), ==, 0);
  g_rmdir (deep);
  g_rmdir (self->path);
  g_free (self->path);
  g_object_unref (self->folder);
}

static SmpConsultation *
make (const char *id)
{
  g_autoptr (SmpConsultation) made = smp_consultation_new ();
  SmpConsultation *copy = smp_consultation_touched (made);

  g_free (copy->id);
  copy->id = g_strdup (id);
  return copy;
}

static void
test_round_trip (Fixture *self, gconstpointer data)
{
  g_autoptr (SmpConsultation) value = smp_consultation_new ();
  g_autoptr (GFile) origin = g_file_new_for_path ("/clients/é a.stubble.json");
  g_autoptr (GFile) file = smp_recovery_file (self->folder, value->id);
  g_autoptr (SmpRecoveryCopy) copy = NULL;
  g_autoptr (SmpConsultation) back = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf st;

  g_assert_null (smp_recovery_read (file));
  g_assert_true (smp_recovery_write (self->folder, value, origin, "12:34:5", NULL, NULL, &error));
  g_assert_no_error (error);
  copy = smp_recovery_read (file);
  g_assert_nonnull (copy);
  g_assert_true (g_file_equal (copy->origin, origin));
  g_assert_cmpstr (copy->origin_etag, ==, "12:34:5");
  back = smp_project_load (copy->file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (back->id, ==, value->id);
  /* A client's photos are for this user alone. */
  g_assert_cmpint (g_stat (g_file_peek_path (self->folder), &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (g_file_peek_path (file), &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0600);
}

/* An id is text from a file: it names no other place. */
static void
test_hostile_id (Fixture *self, gconstpointer data)
{
  static const char *const ids[] = { "../../escape", "/etc/passwd", "", "a/b" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GFile) file = smp_recovery_file (self->folder, ids[i]);

      g_assert_true (g_file_has_parent (file, self->folder));
    }
}

static void
test_list (Fixture *self, gconstpointer data)
{
  g_autoptr (SmpConsultation) first = make ("11111111-1111-4111-8111-111111111111");
  g_autoptr (SmpConsultation) second = make ("22222222-2222-4222-8222-222222222222");
  g_autoptr (GFile) file = smp_recovery_file (self->folder, first->id);
  g_autoptr (GPtrArray) none = smp_recovery_list (self->folder);
  g_autoptr (GPtrArray) copies = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (smp_recovery_write (self->folder, first, NULL, NULL, NULL, NULL, &error));
  g_assert_true (smp_recovery_write (self->folder, second, NULL, NULL, NULL, NULL, &error));
  /* Written over, not beside. */
  g_assert_true (smp_recovery_write (self->folder, second, NULL, NULL, NULL, NULL, &error));
  copies = smp_recovery_list (self->folder);
  g_assert_cmpuint (copies->len, ==, 2);
  g_assert_null (((SmpRecoveryCopy *)g_ptr_array_index (copies, 0))->origin);
  /* Kept under another name, the next writing leaves it alone. */
  g_assert_true (smp_recovery_keep (file, &error));
  g_assert_null (smp_recovery_read (file));
  g_assert_true (smp_recovery_write (self->folder, first, NULL, NULL, NULL, NULL, &error));
  kept = smp_recovery_list (self->folder);
  g_assert_cmpuint (kept->len, ==, 3);
}

static void
test_no_folder (Fixture *self, gconstpointer data)
{
  g_autoptr (SmpConsultation) value = smp_consultation_new ();
  g_autofree char *blocked = g_build_filename (self->path, "file", NULL);
  g_autoptr (GFile) folder = g_file_new_build_filename (blocked, "recovery", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (blocked, "in the way", -1, NULL));
  g_assert_false (smp_recovery_write (folder, value, NULL, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, blocked));
  g_unlink (blocked);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/recovery/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("round-trip", test_round_trip);
  ADD ("hostile-id", test_hostile_id);
  ADD ("list", test_list);
  ADD ("no-folder", test_no_folder);
  return g_test_run ();
}
