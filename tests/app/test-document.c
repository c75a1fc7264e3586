/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include <glib/gstdio.h>
#include <string.h>

#include "base/smp-error.h"
#include "document/stubble-document-io.h"
#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "project/smp-project-save.h"
#include "project/smp-project-writer.h"

typedef struct
{
  char *folder;
  GAsyncResult *result;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("stubble-document-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_clear_object (&self->result);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  ((Fixture *)data)->result = g_object_ref (result);
}

static void
wait_result (Fixture *self)
{
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static GFile *
in_folder (Fixture *self, const char *name)
{
  return g_file_new_build_filename (self->folder, name, NULL);
}

static StubbleDocument *
load (Fixture *self, GFile *file, GError **error)
{
  g_autoptr (StubbleOpening) opening = NULL;
  StubbleDocument *document;

  g_clear_object (&self->result);
  opening = stubble_document_load_async (file, on_done, self);
  wait_result (self);
  document = stubble_document_load_finish (self->result, NULL, error);
  while (document != NULL && stubble_document_get_pyramid (document) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return document;
}

static StubbleDocument *
load_sample (Fixture *self, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "sample", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  StubbleDocument *document = load (self, file, &error);

  g_assert_no_error (error);
  return document;
}

static gboolean
save (Fixture *self, StubbleDocument *document, GFile *file, gboolean overwrite, GError **error)
{
  g_clear_object (&self->result);
  stubble_document_save_async (document, file, overwrite, NULL, on_done, self);
  wait_result (self);
  return stubble_document_save_finish (document, self->result, error);
}

static void
set_density (StubbleDocument *document, double density, const char *key)
{
  g_autoptr (SmpZone) zone = smp_zone_copy (stubble_document_get_zone (document));

  zone->density = density;
  stubble_document_commit_zone (document, zone, "Density", key);
}

static void
count (StubbleDocument *document, guint *n)
{
  (*n)++;
}

static void
test_photo (Fixture *self, gconstpointer data)
{
  g_autoptr (StubbleDocument) document = load_sample (self, "head-front.jpg");
  const SmpPhoto *photo = stubble_document_get_photo (document);

  g_assert_cmpstr (photo->name, ==, "head-front.jpg");
  g_assert_cmpint (photo->width, ==, 3000);
  g_assert_cmpint (photo->height, ==, 4000);
  g_assert_cmpint (photo->scale.method, ==, SMP_SCALE_ASSUMED);
  g_assert_false (stubble_document_is_modified (document));
  g_assert_null (stubble_document_get_file (document));
  g_assert_null (stubble_document_get_zone (document));
  g_assert_cmpint (stubble_document_get_zone_index (document), ==, -1);
}

static void
test_landmarks (Fixture *self, gconstpointer data)
{
  g_autoptr (StubbleDocument) document = load_sample (self, "head-front.jpg");
  const SmpPoint right = { 1300, 2000 }, left = { 1700, 2000 };
  g_autoptr (SmpLandmarks) one = smp_landmarks_with_point (
      stubble_document_get_photo (document)->landmarks, SMP_LANDMARK_PUPIL_RIGHT, &right);
  g_autoptr (SmpLandmarks) two = smp_landmarks_with_point (one, SMP_LANDMARK_PUPIL_LEFT, &left);

  stubble_document_commit_landmarks (document, two, "Landmarks", NULL);
  g_assert_cmpint (stubble_document_get_photo (document)->scale.method, ==, SMP_SCALE_PUPILS);
  /* 63 mm between the pupils over 400 px. */
  g_assert_cmpfloat_with_epsilon (stubble_document_get_photo (document)->scale.mm_per_px,
                                  63 / 400.0, 0.005);
  /* The head too: another place of the top of the head is another head, and without there is none.
   */
  {
    const SmpPoint high = { 1500, 1150 }, low = { 1500, 1250 };
    g_autoptr (SmpLandmarks) three = smp_landmarks_with_point (two, SMP_LANDMARK_VERTEX, &high);
    g_autoptr (SmpLandmarks) other = smp_landmarks_with_point (two, SMP_LANDMARK_VERTEX, &low);
    SmpHead head;

    stubble_document_commit_landmarks (document, three, "Landmarks", NULL);
    g_assert_true (smp_photo_uses_head (stubble_document_get_photo (document)));
    head = stubble_document_get_photo (document)->head;
    stubble_document_commit_landmarks (document, other, "Landmarks", NULL);
    g_assert_cmpfloat (stubble_document_get_photo (document)->head.axes.y, !=, head.axes.y);
    stubble_document_undo (document);
    g_assert_cmpfloat (stubble_document_get_photo (document)->head.axes.y, ==, head.axes.y);
    stubble_document_undo (document);
  }
  stubble_document_undo (document);
  g_assert_cmpint (stubble_document_get_photo (document)->scale.method, ==, SMP_SCALE_ASSUMED);
  g_assert_false (smp_photo_uses_head (stubble_document_get_photo (document)));
}

static void
test_undo (Fixture *self, gconstpointer data)
{
  g_autoptr (StubbleDocument) document = load_sample (self, "sample.stubble.json");
  g_autoptr (GBytes) first = smp_project_write (stubble_document_get_consultation (document));
  g_autoptr (GBytes) last = NULL;
  double density = stubble_document_get_zone (document)->density;
  guint n = 0;

  g_signal_connect (document, "changed", G_CALLBACK (count), &n);
  g_assert_null (stubble_document_get_undo_label (document));
  for (int i = 0; i < 20; i++)
    set_density (document, 50 + i, "density");
  stubble_document_seal (document);
  set_density (document, 120, "density");
  g_assert_cmpuint (n, ==, 21);
  g_assert_true (stubble_document_is_modified (document));
  /* The drag was one step, and the change after it another. */
  stubble_document_undo (document);
  g_assert_cmpfloat (stubble_document_get_zone (document)->density, ==, 69);
  stubble_document_undo (document);
  g_assert_cmpfloat (stubble_document_get_zone (document)->density, ==, density);
  g_assert_null (stubble_document_get_undo_label (document));
  g_assert_cmpstr (stubble_document_get_redo_label (document), ==, "Density");
  g_assert_false (stubble_document_is_modified (document));
  last = smp_project_write (stubble_document_get_consultation (document));
  g_assert_true (g_bytes_equal (first, last));
  stubble_document_redo (document);
  stubble_document_redo (document);
  g_assert_cmpfloat (stubble_document_get_zone (document)->density, ==, 120);
}

static void
test_selection (Fixture *self, gconstpointer data)
{
  g_autoptr (StubbleDocument) document = load_sample (self, "sample.stubble.json");
  g_autofree char *id = g_strdup (stubble_document_get_zone (document)->id);
  guint n = 0;

  g_signal_connect (document, "selection", G_CALLBACK (count), &n);
  stubble_document_select (document, id, 2);
  stubble_document_select (document, id, 2);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (stubble_document_get_node (document), ==, 2);
  stubble_document_select (document, id, 100000);
  g_assert_cmpint (stubble_document_get_node (document), ==, -1);
  /* What is gone is not selected any more. */
  stubble_document_select (document, id, 1);
  stubble_document_remove_zone (document, id);
  g_assert_cmpint (stubble_document_get_node (document), ==, -1);
  g_assert_null (stubble_document_get_zone (document));
}

static void
test_save (Fixture *self, gconstpointer data)
{
  g_autoptr (StubbleDocument) document = load_sample (self, "sample.stubble.json");
  g_autoptr (StubbleDocument) again = NULL;
  g_autoptr (GFile) file = in_folder (self, "a.stubble.json");
  g_autoptr (GError) error = NULL;

  set_density (document, 77, NULL);
  g_assert_true (save (self, document, file, FALSE, &error));
  g_assert_no_error (error);
  g_assert_false (stubble_document_is_modified (document));
  g_assert_true (g_file_equal (stubble_document_get_file (document), file));
  /* Undone, it differs from the file again. */
  stubble_document_undo (document);
  g_assert_true (stubble_document_is_modified (document));
  again = load (self, file, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (stubble_document_get_zone (again)->density, ==, 77);
  g_assert_cmpstr (stubble_document_get_consultation (again)->id, ==,
                   stubble_document_get_consultation (document)->id);
}

/* A consultation beside its photo, which it names instead of holding it. */
static GFile *
write_linked (Fixture *self, const char *name)
{
  g_autoptr (StubbleDocument) sample = load_sample (self, "sample.stubble.json");
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "..", "data", "sample", "head-front.jpg", NULL);
  g_autoptr (GFile) source = g_file_new_for_path (path);
  g_autoptr (GFile) photo_file = in_folder (self, "head-front.jpg");
  g_autoptr (GFile) file = in_folder (self, name);
  g_autoptr (SmpConsultation) empty = smp_consultation_new ();
  g_autoptr (SmpPhoto) photo = smp_photo_copy (stubble_document_get_photo (sample));
  g_autoptr (SmpConsultation) linked = NULL;
  g_autofree char *etag = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_copy (source, photo_file, 0, NULL, NULL, NULL, &error));
  g_free (photo->link);
  photo->link = g_strdup ("head-front.jpg");
  linked = smp_consultation_with_photo (empty, photo);
  g_assert_true (smp_project_save (linked, file, &etag, NULL, &error));
  g_assert_no_error (error);
  return g_steal_pointer (&file);
}

/* A linked photo is found from another folder too, and again after a second save. */
static void
test_relink (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) beside = write_linked (self, "linked.stubble.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (StubbleDocument) document = load (self, beside, &error);
  g_autoptr (GFile) folder = in_folder (self, "elsewhere");
  g_autoptr (GFile) file = g_file_get_child (folder, "moved.stubble.json");
  const SmpPhoto *photo;

  g_assert_no_error (error);
  photo = stubble_document_get_photo (document);
  g_assert_cmpstr (photo->link, ==, "head-front.jpg");
  g_assert_true (g_file_make_directory (folder, NULL, &error));
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (StubbleDocument) again = NULL;

      g_assert_true (save (self, document, file, TRUE, &error));
      g_assert_no_error (error);
      again = load (self, file, &error);
      g_assert_no_error (error);
      g_assert_cmpint (stubble_document_get_photo (again)->width, ==, photo->width);
      g_assert_cmpstr (stubble_document_get_photo (again)->link, ==, "../head-front.jpg");
    }
  g_assert_true (g_file_delete (file, NULL, NULL));
  g_assert_true (g_file_delete (folder, NULL, NULL));
}

static void
test_changed_on_disk (Fixture *self, gconstpointer data)
{
  g_autoptr (StubbleDocument) document = load_sample (self, "sample.stubble.json");
  g_autoptr (GFile) file = in_folder (self, "b.stubble.json");
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  g_assert_true (save (self, document, file, FALSE, &error));
  set_density (document, 80, NULL);
  g_assert_true (g_file_set_contents (g_file_peek_path (file), "someone else's", -1, NULL));
  g_assert_false (save (self, document, file, FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_assert_true (stubble_document_is_modified (document));
  g_assert_true (g_file_get_contents (g_file_peek_path (file), &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "someone else's");
  g_clear_error (&error);
  g_assert_true (save (self, document, file, TRUE, &error));
  g_assert_no_error (error);
  g_assert_false (stubble_document_is_modified (document));
}

static void
test_bad (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *text;
  } bad[] = { { "empty.jpg", "" },
              { "text.png", "not a picture" },
              { "broken.stubble.json", "{ \"format\": " },
              { "other.json", "{ \"format\": \"something\" }" },
              { "missing.jpg", NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GFile) file = in_folder (self, bad[i].name);
      g_autoptr (GError) error = NULL;

      if (bad[i].text != NULL)
        g_assert_true (g_file_set_contents (g_file_peek_path (file), bad[i].text, -1, NULL));
      g_assert_null (load (self, file, &error));
      g_assert_nonnull (error);
      g_assert_cmpuint (strlen (error->message), >, 20);
      g_assert_nonnull (strstr (error->message, bad[i].name));
    }
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "..", "data", "sample", "head-front.jpg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (StubbleOpening) opening = stubble_document_load_async (file, on_done, self);
  g_autoptr (GError) error = NULL;

  stubble_opening_cancel (opening);
  wait_result (self);
  g_assert_null (stubble_document_load_finish (self->result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The sample's portrait in another file, so that it is another photo. */
static GFile *
make_other (Fixture *self)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "..", "data", "sample", "head-front.jpg", NULL);
  GFile *file = in_folder (self, "other.jpg");
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  /* What follows the picture is not read; the terminating 0 is one byte of it. */
  g_assert_true (g_file_set_contents (g_file_peek_path (file), bytes, (gssize)size + 1, NULL));
  return file;
}

/* A photo that is added is measured like those that are there: by the client's sex. */
static void
test_added_scale (Fixture *self, gconstpointer data)
{
  g_autoptr (StubbleDocument) document = load_sample (self, "head-front.jpg");
  g_autoptr (GFile) other = make_other (self);
  g_autoptr (GError) error = NULL;
  SmpAssessment assessment = { .sex = SMP_SEX_FEMALE };
  const SmpConsultation *value;
  const SmpPhoto *first, *second;

  stubble_document_commit_assessment (document, &assessment, "Assess");
  g_clear_object (&self->result);
  stubble_document_add_photo_async (document, other, NULL, NULL, on_done, self);
  wait_result (self);
  g_assert_true (stubble_document_add_photo_finish (document, self->result, NULL, &error));
  value = stubble_document_get_consultation (document);
  g_assert_cmpuint (value->photos->len, ==, 2);
  first = g_ptr_array_index (value->photos, 0);
  second = g_ptr_array_index (value->photos, 1);
  g_assert_cmpint (second->scale.method, ==, SMP_SCALE_ASSUMED);
  g_assert_cmpfloat (second->scale.mm_per_px, ==, first->scale.mm_per_px);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/document/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("photo", test_photo);
  ADD ("landmarks", test_landmarks);
  ADD ("undo", test_undo);
  ADD ("selection", test_selection);
  ADD ("save", test_save);
  ADD ("relink", test_relink);
  ADD ("changed-on-disk", test_changed_on_disk);
  ADD ("bad", test_bad);
  ADD ("cancel", test_cancel);
  ADD ("added-scale", test_added_scale);
  return g_test_run ();
}
