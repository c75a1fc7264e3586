/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include "golden-compare.h"
#include "golden-scenes.h"

/* usage: test-golden FOLDER-OF-REFERENCES FOLDER-FOR-FAILURES */
static const char *references, *failures;

static char *
reference_path (const char *name)
{
  return g_strdup_printf ("%s/%s.png", references, name);
}

/* The line of the file of checksums for the scene: "CHECKSUM  NAME". */
static char *
kept_checksum (const char *name)
{
  g_autofree char *path = g_build_filename (references, "checksums", NULL), *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (strlen (lines[i]) > 66 && strcmp (lines[i] + 66, name) == 0)
      return g_strndup (lines[i], 64);
  return NULL;
}

static void
keep_failure (const SmpImage *image, const char *name, const char *what)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.%s.png", failures, name, what);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (failures, 0755);
  golden_write (image, path, &error);
  g_assert_no_error (error);
  g_test_message ("%s", path);
}

/* Exact: says where it differs and leaves the pictures behind. */
static void
assert_as_kept (const GoldenScene *scene, const SmpImage *image)
{
  g_autofree char *path = reference_path (scene->name), *kept = kept_checksum (scene->name);
  g_autofree char *checksum = golden_checksum (image);
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpImage) reference = golden_read (path, &error);
  g_autoptr (SmpImage) picture = NULL;
  GoldenDifference found;

  g_assert_no_error (error);
  if (reference == NULL)
    return;
  g_assert_cmpint (image->width, ==, reference->width);
  g_assert_cmpint (image->height, ==, reference->height);
  if (image->width != reference->width || image->height != reference->height)
    return;
  found = golden_compare (image, reference);
  if (found.n_wrong > 0)
    {
      picture = golden_picture_of_difference (image, reference);
      keep_failure (image, scene->name, "out");
      keep_failure (reference, scene->name, "ref");
      keep_failure (picture, scene->name, "diff");
      g_test_message ("%s: %" G_GSIZE_FORMAT
                      " pixels differ, by up to %d, mean ΔE %.4f, in columns "
                      "%d to %d, rows %d to %d",
                      scene->name, found.n_wrong, found.max, found.mean_delta_e, found.x0,
                      found.x1 - 1, found.y0, found.y1 - 1);
    }
  g_assert_cmpuint (found.n_wrong, ==, 0);
  g_assert_cmpstr (checksum, ==, kept);
}

static void
test_as_kept (gconstpointer data)
{
  const GoldenScene *scene = data;
  const GoldenHow hows[] = { { 1, 0 }, { 2, 16 }, { 3, 64 }, { 7, 512 } };

  for (gsize i = 0; i < G_N_ELEMENTS (hows); i++)
    {
      g_autoptr (SmpImage) image = scene->draw (0, hows[i]);

      assert_as_kept (scene, image);
    }
}

/* What test_as_kept() relies on: each small change of the scene shows. */
static void
test_mutants (gconstpointer data)
{
  const GoldenScene *scene = data;
  g_autofree char *path = reference_path (scene->name), *kept = kept_checksum (scene->name);
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpImage) reference = golden_read (path, &error);

  g_assert_no_error (error);
  if (error != NULL)
    return;
  for (int i = 0; scene->mutations[i] != NULL; i++)
    {
      g_autoptr (SmpImage) mutant = scene->draw (i + 1, (GoldenHow){ 1, 0 });
      g_autofree char *checksum = golden_checksum (mutant);

      g_test_message ("%s", scene->mutations[i]);
      g_assert_cmpstr (checksum, !=, kept);
      if (mutant->width == reference->width && mutant->height == reference->height)
        g_assert_cmpuint (golden_compare (mutant, reference).n_wrong, >, 0);
    }
}

/* A part drawn by itself is the part of the whole. */
static void
test_part (void)
{
  g_autofree char *path = reference_path ("zones");
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpImage) whole = golden_read (path, &error);
  g_autoptr (SmpImage) part = golden_zones_part (37, 51, 200, 123);

  g_assert_no_error (error);
  if (error != NULL)
    return;
  for (int y = 0; y < part->height; y++)
    g_assert_cmpmem (part->pixels + (gsize)y * part->stride, 4 * (gsize)part->width,
                     whole->pixels + (gsize)(y + 51) * whole->stride + 4 * 37,
                     4 * (gsize)part->width);
}

/* The comparison itself: one code of one channel of one pixel, and a reference that is missing. */
static void
test_comparison (void)
{
  g_autofree char *path = reference_path ("zones"), *missing = reference_path ("no-such-scene");
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpImage) reference = golden_read (path, &error), none = NULL;
  g_autoptr (SmpImage) copy = NULL, picture = NULL;
  g_autofree char *before = NULL, *after = NULL, *kept = kept_checksum ("no-such-scene");
  GoldenDifference found;

  g_assert_no_error (error);
  if (error != NULL)
    return;
  copy = smp_image_copy (reference, &error);
  g_assert_cmpuint (golden_compare (reference, copy).n_wrong, ==, 0);
  before = golden_checksum (copy);
  copy->pixels[7 * copy->stride + 4 * 11 + 2] ^= 1;
  after = golden_checksum (copy);
  g_assert_cmpstr (before, !=, after);
  found = golden_compare (reference, copy);
  g_assert_cmpuint (found.n_wrong, ==, 1);
  g_assert_cmpint (found.max, ==, 1);
  g_assert_true (found.x0 == 11 && found.x1 == 12 && found.y0 == 7 && found.y1 == 8);
  picture = golden_picture_of_difference (reference, copy);
  g_assert_cmpint (picture->pixels[7 * picture->stride + 4 * 11 + 2], !=, 128);
  none = golden_read (missing, &error);
  g_assert_null (none);
  g_assert_nonnull (error);
  g_assert_null (kept);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  /* All scenes that differ are told, not only the first. */
  g_test_set_nonfatal_assertions ();
  references = argv[1];
  failures = argv[2];
  for (const GoldenScene *scene = golden_scenes; scene->name != NULL; scene++)
    {
      g_autofree char *kept = g_strdup_printf ("/golden/%s/as-kept", scene->name);
      g_autofree char *mutants = g_strdup_printf ("/golden/%s/mutants", scene->name);

      g_test_add_data_func (kept, scene, test_as_kept);
      g_test_add_data_func (mutants, scene, test_mutants);
    }
  g_test_add_func ("/golden/part-of-the-whole", test_part);
  g_test_add_func ("/golden/comparison", test_comparison);
  return g_test_run ();
}
