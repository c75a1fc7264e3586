/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "window-fixture.h"

#include <glib/gstdio.h>

#include "photo/smp-image.h"

/* Pictures on their way to a file: how far they are, and cancelling. */

static char *folder;

static gboolean
is_done (gpointer data)
{
  return STUBBLE_WINDOW (data)->exporting == NULL;
}

static gboolean
is_shown (gpointer data)
{
  StubbleWindow *self = data;

  return is_done (self) || gtk_widget_get_height (GTK_WIDGET (self->job_bar)) > 0;
}

static int
count_files (void)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  int n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  g_dir_close (dir);
  return n;
}

static GFile *
start (StubbleWindow *self, const char *name)
{
  GFile *file = g_file_new_build_filename (folder, name, NULL);

  _stubble_window_export_to (self, SMP_PICTURE_YEARS, TRUE, file);
  g_assert_nonnull (self->exporting);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self), "export"));
  return file;
}

/* Work is shown while it lasts, can be cancelled there and leaves nothing then; editing goes on,
 * and the next picture is written whole. */
static void
test_cancel (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  g_autoptr (GFile) first = start (self, "one.png");
  g_autoptr (GFile) second = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GtkWidget *button, *bar;

  wait_until (is_shown, self);
  g_assert_nonnull (self->exporting);
  bar = find (GTK_WIDGET (self->job_bar), GTK_TYPE_PROGRESS_BAR, NULL);
  button = find (GTK_WIDGET (self->job_bar), GTK_TYPE_BUTTON, NULL);
  g_assert_true (gtk_widget_get_mapped (bar));
  g_assert_cmpint (gtk_widget_get_height (button), >=, 44);
  activate (self, "step", "density");
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (gtk_widget_get_sensitive (button));
  wait_until (is_done, self);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->job_bar)));
  g_assert_cmpint (count_files (), ==, 0);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (self), "export"));

  second = start (self, "two.jpg");
  wait_until (is_done, self);
  g_assert_cmpint (count_files (), ==, 1);
  texture = gdk_texture_new_from_file (second, NULL);
  g_assert_nonnull (texture);
  g_assert_cmpint (gdk_texture_get_width (texture), >, 500);
  g_file_delete (second, NULL, NULL);
  close_window (self);
}

/* Who closes the window finds the picture nonetheless: the application ends after it. */
static void
test_close (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  g_autoptr (GFile) file = start (self, "three.png");
  StubbleWindow *closed = self;
  g_autoptr (GdkTexture) texture = NULL;

  g_object_add_weak_pointer (G_OBJECT (self), (gpointer *)&closed);
  gtk_window_destroy (GTK_WINDOW (self));
  while (closed != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (count_files (), ==, 1);
  texture = gdk_texture_new_from_file (file, NULL);
  g_assert_nonnull (texture);
  g_file_delete (file, NULL, NULL);
}

/* A new file is there before all of it is written. */
static gboolean
is_whole_pdf (gpointer data)
{
  g_autoptr (GBytes) pdf = g_file_load_bytes (data, NULL, NULL, NULL);
  gsize n_bytes = 0;
  const char *bytes = pdf != NULL ? g_bytes_get_data (pdf, &n_bytes) : NULL;

  return n_bytes > 6 && memcmp (bytes + n_bytes - 6, "%%EOF\n", 6) == 0;
}

/* A record is written where its name says that it is a PDF, and nowhere else. */
static void
test_record_name (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  g_autoptr (GFile) file = g_file_new_build_filename (folder, "record.png", NULL);

  _stubble_window_record_to (self, file);
  wait_until (is_done, self);
  g_assert_false (g_file_query_exists (file, NULL));
  g_assert_nonnull (find_message (self));
  close_window (self);
}

/* A record too is shown as work, one file at a time, cancelled there, and whole once it is there.
 */
static void
test_record (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  StubbleWindow *closed = self;
  g_autoptr (GFile) file = g_file_new_build_filename (folder, "record.pdf", NULL);
  GtkWidget *button = find (GTK_WIDGET (self->job_bar), GTK_TYPE_BUTTON, NULL);

  _stubble_window_record_to (self, file);
  g_assert_nonnull (self->exporting);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self), "export"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self), "export-record"));
  wait_until (is_shown, self);
  g_assert_nonnull (self->exporting);
  g_signal_emit_by_name (button, "clicked");
  wait_until (is_done, self);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->job_bar)));
  g_assert_cmpint (count_files (), ==, 0);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (self), "export-record"));

  _stubble_window_record_to (self, file);
  g_object_add_weak_pointer (G_OBJECT (self), (gpointer *)&closed);
  gtk_window_destroy (GTK_WINDOW (self));
  g_assert_false (is_whole_pdf (file));
  while (closed != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (is_whole_pdf (file));
  g_file_delete (file, NULL, NULL);
}

/* What is refused is said at once, and nothing is shown as work. */
static void
test_refused (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  GFile *own = stubble_document_get_file (self->document);

  _stubble_window_export_to (self, SMP_PICTURE_AFTER, TRUE, own);
  wait_until (is_done, self);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->job_bar)));
  close_window (self);
}

/* The picture's bytes, which are then gone from the disk. */
static GBytes *
exported (StubbleWindow *self, const char *name)
{
  g_autoptr (GFile) file = g_file_new_build_filename (folder, name, NULL);
  GBytes *bytes;

  _stubble_window_export_to (self, SMP_PICTURE_AFTER, TRUE, file);
  wait_until (is_done, self);
  bytes = g_file_load_bytes (file, NULL, NULL, NULL);
  g_assert_nonnull (bytes);
  g_assert_true (g_file_delete (file, NULL, NULL));
  return bytes;
}

/* Pictures have the grain that the window shows them with. */
static void
test_grain (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json");
  g_autoptr (GBytes) before = exported (self, "grain.png"), with = NULL, after = NULL;

  g_action_group_activate_action (G_ACTION_GROUP (self), "match-grain", NULL);
  g_assert_true (stubble_canvas_get_match_grain (self->canvas));
  g_assert_true (stubble_canvas_get_match_grain (self->beside));
  with = exported (self, "grain.png");
  g_assert_false (g_bytes_equal (before, with));
  g_action_group_activate_action (G_ACTION_GROUP (self), "match-grain", NULL);
  after = exported (self, "grain.png");
  g_assert_true (g_bytes_equal (before, after));
  close_window (self);
}

static gboolean
has_picture (gpointer data)
{
  GtkWidget *picture = find (data, GTK_TYPE_PICTURE, NULL);

  return picture != NULL && gtk_picture_get_paintable (GTK_PICTURE (picture)) != NULL;
}

/* The pixels of the first picture in the sheet that the action opens. */
static GBytes *
in_sheet (StubbleWindow *self, const char *action)
{
  GtkWidget *sheet;
  GdkTexture *texture;
  gsize stride, n_bytes;
  guint8 *pixels;

  activate (self, action, NULL);
  flush ();
  sheet = find_dialog (self);
  g_assert_nonnull (sheet);
  wait_until (has_picture, sheet);
  texture = GDK_TEXTURE (
      gtk_picture_get_paintable (GTK_PICTURE (find (sheet, GTK_TYPE_PICTURE, NULL))));
  stride = 4 * (gsize)gdk_texture_get_width (texture);
  n_bytes = stride * (gsize)gdk_texture_get_height (texture);
  pixels = g_malloc (n_bytes);
  gdk_texture_download (texture, pixels, stride);
  gtk_window_destroy (GTK_WINDOW (sheet));
  flush ();
  return g_bytes_new_take (pixels, n_bytes);
}

/* The first picture of the record, a JPEG; the PDF around it tells when it was made. */
static GBytes *
in_record (StubbleWindow *self, const char *unused)
{
  g_autoptr (GFile) file = g_file_new_build_filename (folder, "grain.pdf", NULL);
  g_autoptr (GBytes) pdf = NULL;
  const char *bytes, *start, *end;
  gsize n_bytes;

  _stubble_window_record_to (self, file);
  wait_until (is_done, self);
  pdf = g_file_load_bytes (file, NULL, NULL, NULL);
  g_assert_true (g_file_delete (file, NULL, NULL));
  bytes = g_bytes_get_data (pdf, &n_bytes);
  start = memmem (bytes, n_bytes, "\xff\xd8\xff", 3);
  g_assert_nonnull (start);
  end = memmem (start, n_bytes - (gsize)(start - bytes), "endstream", 9);
  g_assert_nonnull (end);
  return g_bytes_new (start, (gsize)(end - start));
}

/* So have those of the stages, of the variants and of the record. */
static void
test_grain_everywhere (void)
{
  static const struct
  {
    GBytes *(*get) (StubbleWindow *self, const char *action);
    const char *action;
  } pictures[] = { { in_sheet, "stages" }, { in_sheet, "variants" }, { in_record, NULL } };
  StubbleWindow *self = open_window ("sample.stubble.json");

  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autoptr (GBytes) before = pictures[i].get (self, pictures[i].action);
      g_autoptr (GBytes) with = NULL, after = NULL;

      activate (self, "match-grain", NULL);
      with = pictures[i].get (self, pictures[i].action);
      activate (self, "match-grain", NULL);
      after = pictures[i].get (self, pictures[i].action);
      g_test_message ("picture %" G_GSIZE_FORMAT, i);
      g_assert_false (g_bytes_equal (before, with));
      g_assert_true (g_bytes_equal (before, after));
    }
  close_window (self);
}

static void
add_tests (void)
{
  g_test_add_func ("/export/cancel", test_cancel);
  g_test_add_func ("/export/close", test_close);
  g_test_add_func ("/export/record", test_record);
  g_test_add_func ("/export/record-name", test_record_name);
  g_test_add_func ("/export/refused", test_refused);
  g_test_add_func ("/export/grain", test_grain);
  g_test_add_func ("/export/grain-everywhere", test_grain_everywhere);
}

int
main (int argc, char **argv)
{
  int status;

  folder = g_dir_make_tmp ("stubble-export-XXXXXX", NULL);
  status = run_tests (&argc, &argv, add_tests);
  g_rmdir (folder);
  g_free (folder);
  return status;
}
