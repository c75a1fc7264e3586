/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <locale.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "photo/smp-image.h"
#include "photo/smp-photo-decode.h"

/* Seconds and bytes that one file may take. */
#define SECONDS 10
#define MEMORY (3u * 1024 * 1024 * 1024)

/*
 * Each file is decoded in a process of its own, which ends with 0 for a picture and 1 for a refusal
 * with a sentence. The loaders of the system warn of some damaged files; that is theirs to do, so
 * the process runs without fatal warnings.
 */
static int
decode (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SmpDecodedPhoto) photo = NULL;
  g_autofree char *name = g_path_get_basename (path);
#ifndef __SANITIZE_ADDRESS__
  struct rlimit limit = { MEMORY, MEMORY };

  setrlimit (RLIMIT_AS, &limit);
#endif
  alarm (SECONDS);
  bytes = smp_photo_read_file (file, NULL, &error);
  if (bytes != NULL)
    photo = smp_photo_decode (bytes, name, 0, NULL, &error);
  if (photo == NULL)
    {
      g_print ("%s\n", error->message);
      return 1;
    }
  for (int i = 0; photo->notices[i] != NULL; i++)
    g_print ("%s\n", photo->notices[i]);
  return photo->image->width > 0 && photo->image->height > 0 ? 0 : 2;
}

/* (transfer full): what was said; @code is the exit code */
static char *
run (const char *path, int *code)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *said = NULL;

  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  process
      = g_subprocess_launcher_spawn (launcher, &error, "/proc/self/exe", "--decode", path, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, &error));
  if (!g_subprocess_get_if_exited (process))
    g_error ("%s: killed by signal %d", path, g_subprocess_get_term_sig (process));
  *code = g_subprocess_get_exit_status (process);
  return said;
}

/* Runs all files of a folder; returns how many. */
static int
run_folder (const char *folder, gboolean is_good)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("STUBBLE_SHARED_DATA"), "formats", folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  int n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *said = NULL;
      int code;

      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        continue;
      said = run (file, &code);
      n++;
      if (code > 1 || (is_good && code != 0 && strcmp (name, "lossless_sof3.jpg") != 0))
        g_error ("%s: code %d: %s", file, code, said);
      if (code == 1)
        {
          /* A whole sentence that names the file. */
          g_assert_nonnull (strstr (said, name));
          g_assert_true (g_str_has_suffix (said, ".\n"));
        }
    }
  if (n == 0)
    g_test_skip ("the shared test pictures are not here");
  return n;
}

static void
test_corrupt (void)
{
  run_folder ("corrupt", FALSE);
  run_folder ("corrupt/heif_fuzz", FALSE);
}

static void
test_bombs (void)
{
  static const char *const refused[]
      = { "jpeg_64250x64250_1k.jpg", "jpeg_20000x14000.jpg", "png_absurd_ihdr.png",
          "bug784903-overflow-dimensions.tiff" };

  if (run_folder ("bombs", FALSE) == 0)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *file
          = g_build_filename (g_getenv ("STUBBLE_SHARED_DATA"), "formats/bombs", refused[i], NULL);
      g_autofree char *said = NULL;
      int code;

      said = run (file, &code);
      g_assert_cmpint (code, ==, 1);
      g_assert_nonnull (strstr (said, "the limit is"));
    }
}

static void
test_cut_off (void)
{
  static const char *const cut[] = { "truncated_jpeg.jpg", "premature-end.jpg" };

  for (gsize i = 0; i < G_N_ELEMENTS (cut); i++)
    {
      g_autofree char *file
          = g_build_filename (g_getenv ("STUBBLE_SHARED_DATA"), "formats/corrupt", cut[i], NULL);
      g_autofree char *said = NULL;
      int code;

      if (!g_file_test (file, G_FILE_TEST_EXISTS))
        {
          g_test_skip ("the shared test pictures are not here");
          return;
        }
      said = run (file, &code);
      g_assert_cmpint (code, ==, 0);
      g_assert_nonnull (strstr (said, "is cut off"));
    }
}

static void
test_good (void)
{
  static const char *const folders[]
      = { "modes", "modes/pngsuite", "icc", "metadata", "orientation", "heif_avif" };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    run_folder (folders[i], TRUE);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  if (argc == 3 && strcmp (argv[1], "--decode") == 0)
    return decode (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/corpus/corrupt", test_corrupt);
  g_test_add_func ("/photo/corpus/bombs", test_bombs);
  g_test_add_func ("/photo/corpus/cut-off", test_cut_off);
  g_test_add_func ("/photo/corpus/good", test_good);
  return g_test_run ();
}
