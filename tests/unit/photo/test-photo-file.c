/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/smp-error.h"
#include "photo/smp-photo-decode.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("stubble-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "client photo.jpg", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_remove (self->path);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

static void
assert_refused (const char *path, const char *name, SmpError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_null (smp_photo_read_file (file, NULL, &error));
  g_assert_error (error, SMP_ERROR, (int)code);
  g_assert_nonnull (strstr (error->message, name));
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
test_read (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *sum = NULL;
  g_autofree char *large = g_malloc0 (3000000);

  g_assert_true (g_file_set_contents (self->path, "abc", 3, NULL));
  bytes = smp_photo_read_file (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "abc", 3);
  /* FIPS 180-2, B.1. */
  sum = smp_photo_sha256 (bytes);
  g_assert_cmpstr (sum, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

  memcpy (large + 2999997, "end", 3);
  g_assert_true (g_file_set_contents (self->path, large, 3000000, NULL));
  g_clear_pointer (&bytes, g_bytes_unref);
  bytes = smp_photo_read_file (file, NULL, &error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), large, 3000000);
}

static void
test_refuse (Fixture *self, gconstpointer data)
{
  assert_refused (self->path, "“client photo.jpg”", SMP_ERROR_NOT_FOUND);
  assert_refused (self->folder, "folder", SMP_ERROR_INVALID);
  g_assert_true (g_file_set_contents (self->path, "", 0, NULL));
  assert_refused (self->path, "“client photo.jpg” is empty", SMP_ERROR_INVALID);
  /* Of a pipe, a read would wait for ever. */
  g_remove (self->path);
  g_assert_cmpint (mkfifo (self->path, 0600), ==, 0);
  assert_refused (self->path, "“client photo.jpg”", SMP_ERROR_INVALID);
  g_remove (self->path);
}

static void
test_too_large (Fixture *self, gconstpointer data)
{
  g_assert_true (g_file_set_contents (self->path, "x", 1, NULL));
  /* Sparse: no such bytes are on the disk. */
  g_assert_cmpint (truncate (self->path, 300 * 1024 * 1024), ==, 0);
  assert_refused (self->path, "300 MB", SMP_ERROR_TOO_LARGE);
}

static void
test_permission (Fixture *self, gconstpointer data)
{
  g_assert_true (g_file_set_contents (self->path, "abc", 3, NULL));
  g_assert_cmpint (g_chmod (self->path, 0), ==, 0);
  if (g_access (self->path, R_OK) == 0)
    {
      /* The superuser may read everything; a process of its own gives that up. */
      if (g_test_subprocess ())
        {
          g_chmod (self->folder, 0755);
          g_assert_cmpint (seteuid (65534), ==, 0);
          assert_refused (self->path, "permission", SMP_ERROR_IO);
          g_assert_cmpint (seteuid (0), ==, 0);
          return;
        }
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }
  assert_refused (self->path, "permission", SMP_ERROR_IO);
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_assert_true (g_file_set_contents (self->path, "abc", 3, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_null (smp_photo_read_file (file, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/photo/file/read", Fixture, NULL, set_up, test_read, tear_down);
  g_test_add ("/photo/file/refuse", Fixture, NULL, set_up, test_refuse, tear_down);
  g_test_add ("/photo/file/too-large", Fixture, NULL, set_up, test_too_large, tear_down);
  g_test_add ("/photo/file/permission", Fixture, NULL, set_up, test_permission, tear_down);
  g_test_add ("/photo/file/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  return g_test_run ();
}
