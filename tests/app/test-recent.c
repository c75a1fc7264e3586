/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "window-fixture.h"

#include <glib/gstdio.h>

#include "window/stubble-recent-pictures.h"

static gboolean
is_listed (gpointer data)
{
  return ((StubbleWindow *)data)->recent_rows->len > 0;
}

static gboolean
is_empty (gpointer data)
{
  StubbleWindow *self = data;

  return self->recent_rows->len == 0
         && g_menu_model_get_n_items (G_MENU_MODEL (self->recent_files)) == 0
         && !gtk_widget_get_visible (GTK_WIDGET (self->recent_group));
}

static guint
count_kept (void)
{
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  guint n = g_list_length (items);

  g_list_free_full (items, (GDestroyNotify)gtk_recent_info_unref);
  return n;
}

/* Who shows clients the screen may want no list of others: none is shown, and none is kept. */
static void
test_privacy (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json"), *other;

  wait_until (is_listed, self);
  g_assert_cmpint (g_menu_model_get_n_items (G_MENU_MODEL (self->recent_files)), ==, 1);
  activate (self, "clear-recent", NULL);
  wait_until (is_empty, self);
  g_assert_cmpuint (count_kept (), ==, 0);
  close_window (self);

  self = open_window ("sample.stubble.json");
  wait_until (is_listed, self);
  g_assert_nonnull (self->settings);
  activate (self, "show-recent", NULL);
  wait_until (is_empty, self);
  g_assert_cmpuint (count_kept (), ==, 0);
  other = open_window ("head-front.jpg");
  flush ();
  g_assert_true (is_empty (other));
  g_assert_cmpuint (count_kept (), ==, 0);
  close_window (other);
  activate (self, "show-recent", NULL);
  close_window (self);
}

/* The names in the folder of pictures. */
static GPtrArray *
list_pictures (void)
{
  g_autofree char *folder = stubble_recent_pictures_dup_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  return names;
}

static guint
count_pictures (void)
{
  g_autoptr (GPtrArray) names = list_pictures ();

  return names->len;
}

static gboolean
has_one_picture (gpointer data)
{
  return count_pictures () == 1;
}

static gboolean
has_no_picture (gpointer data)
{
  return count_pictures () == 0;
}

static gboolean
is_idle (gpointer data)
{
  return stubble_recent_pictures_count_pending () == 0;
}

/* Until all that was begun with pictures is done. */
static void
wait_for_tasks (void)
{
  wait_until (is_idle, NULL);
}

static gboolean
is_saved (gpointer data)
{
  StubbleWindow *self = data;

  return !self->is_saving && !stubble_document_is_modified (self->document);
}

static GtkImage *
picture_of (StubbleWindow *self, guint row)
{
  GtkWidget *box;

  if (row >= self->recent_rows->len)
    return NULL;
  box = g_ptr_array_index (self->recent_rows, row);
  return GTK_IMAGE (find (box, GTK_TYPE_IMAGE, NULL));
}

static gboolean
shows_picture (gpointer data)
{
  GtkImage *image = picture_of (data, 0);

  return image != NULL && gtk_image_get_storage_type (image) == GTK_IMAGE_PAINTABLE;
}

static guint
mode_of (const char *path)
{
  GStatBuf st;

  g_assert_cmpint (g_stat (path, &st), ==, 0);
  return st.st_mode & 0777;
}

/* The picture is there once the file was opened, for its user alone, small, and square. */
static void
test_pictures (void)
{
  StubbleWindow *self, *start = open_window (NULL);
  g_autofree char *folder = stubble_recent_pictures_dup_folder ();
  g_autoptr (GPtrArray) names = NULL;
  GtkImage *image;
  int width, height;

  /* Also in a window that was there before. */
  self = open_window ("sample.stubble.json");
  wait_until (shows_picture, start);
  names = list_pictures ();
  g_assert_cmpuint (names->len, ==, 1);
  g_assert_cmpuint (mode_of (folder), ==, 0700);
  g_assert_cmpuint (mode_of (names->pdata[0]), ==, 0600);
  g_assert_nonnull (gdk_pixbuf_get_file_info (names->pdata[0], &width, &height));
  g_assert_cmpint (width, ==, height);
  g_assert_cmpint (width, <=, STUBBLE_RECENT_PICTURE_MAX);
  g_assert_cmpint (width, >=, STUBBLE_RECENT_PICTURE_SIDE);
  /* No name of a client in it. */
  g_assert_null (strstr (names->pdata[0], "sample"));
  image = picture_of (start, 0);
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (image)), ==,
                   GTK_ACCESSIBLE_ROLE_PRESENTATION);
  g_assert_cmpint (gtk_image_get_pixel_size (image), ==, STUBBLE_RECENT_PICTURE_SIDE);

  activate (self, "clear-recent", NULL);
  wait_until (has_no_picture, NULL);
  close_window (self);
  close_window (start);
}

/* Saving makes it anew; a file that somebody else has written since has none. */
static void
test_stale (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json"), *start;
  g_autofree char *path = g_file_get_path (stubble_document_get_file (self->document));
  FILE *file;

  wait_until (has_one_picture, NULL);
  start = open_window (NULL);
  wait_until (shows_picture, start);
  close_window (start);
  stubble_document_commit_view (self->document, SMP_VIEW_VERTEX);
  activate (self, "save", NULL);
  wait_until (is_saved, self);
  start = open_window (NULL);
  wait_until (shows_picture, start);
  close_window (start);

  close_window (self);
  file = g_fopen (path, "a");
  g_assert_nonnull (file);
  fputc ('\n', file);
  fclose (file);
  start = open_window (NULL);
  wait_until (is_listed, start);
  wait_for_tasks ();
  g_assert_false (shows_picture (start));
  g_assert_cmpstr (gtk_image_get_icon_name (picture_of (start, 0)), ==, "avatar-default-symbolic");
  activate (start, "clear-recent", NULL);
  wait_until (has_no_picture, NULL);
  close_window (start);
}

/* Turned off, there are none, and none are made; the list stays. */
static void
test_no_pictures (void)
{
  StubbleWindow *self = open_window ("sample.stubble.json"), *start;

  wait_until (has_one_picture, NULL);
  wait_until (is_listed, self);
  g_assert_nonnull (self->settings);
  activate (self, "show-recent-pictures", NULL);
  g_assert_cmpuint (count_pictures (), ==, 0);
  close_window (self);
  self = open_window ("sample.stubble.json");
  start = open_window (NULL);
  wait_until (is_listed, start);
  wait_for_tasks ();
  g_assert_cmpuint (count_pictures (), ==, 0);
  g_assert_false (shows_picture (start));
  activate (self, "show-recent-pictures", NULL);
  activate (self, "clear-recent", NULL);
  close_window (self);
  close_window (start);
}

/* A picture that comes when the list was cleared does not stay, and one of a file that is not in
 * the list any more goes. */
static void
test_dropped (void)
{
  g_autofree char *folder = stubble_recent_pictures_dup_folder ();
  g_autofree char *orphan = g_build_filename (folder, "orphan.png", NULL);
  StubbleWindow *self = open_window ("sample.stubble.json");
  GtkRecentManager *manager = gtk_recent_manager_get_default ();
  GFile *file = stubble_document_get_file (self->document);
  g_autofree char *uri = g_file_get_uri (file);

  wait_until (has_one_picture, NULL);
  wait_until (is_listed, self);
  wait_for_tasks ();
  g_assert_true (g_file_set_contents (orphan, "", 0, NULL));
  g_assert_true (gtk_recent_manager_remove_item (manager, uri, NULL));
  wait_until (is_empty, self);
  g_assert_cmpuint (count_pictures (), ==, 0);

  _stubble_window_add_recent (self, file, self->document);
  activate (self, "clear-recent", NULL);
  wait_for_tasks ();
  g_assert_cmpuint (count_pictures (), ==, 0);
  /* The list itself asks about the file first, and has it only now. */
  wait_until (is_listed, self);
  activate (self, "clear-recent", NULL);
  wait_until (is_empty, self);
  close_window (self);
}

static gboolean
lists_five (gpointer data)
{
  return ((StubbleWindow *)data)->recent_rows->len == 5;
}

/* Seven files at once: five lines, and five pictures. */
static void
test_number (void)
{
  g_autofree char *folder = g_dir_make_tmp ("stubble-recent-XXXXXX", NULL);
  StubbleWindow *self = open_window ("sample.stubble.json");
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (int i = 0; i < 7; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d.jpg", i);
      GFile *file = g_file_new_build_filename (folder, name, NULL);

      g_ptr_array_add (files, file);
      g_assert_true (
          g_file_replace_contents (file, "", 0, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, NULL));
      _stubble_window_add_recent (self, file, self->document);
    }
  wait_for_tasks ();
  wait_until (lists_five, self);
  wait_for_tasks ();
  g_assert_cmpuint (count_pictures (), ==, 5);
  activate (self, "clear-recent", NULL);
  wait_until (is_empty, self);
  for (guint i = 0; i < files->len; i++)
    g_file_delete (files->pdata[i], NULL, NULL);
  g_rmdir (folder);
  close_window (self);
}

static void
add (void)
{
  g_test_add_func ("/recent/pictures", test_pictures);
  g_test_add_func ("/recent/pictures/stale", test_stale);
  g_test_add_func ("/recent/pictures/off", test_no_pictures);
  g_test_add_func ("/recent/pictures/dropped", test_dropped);
  g_test_add_func ("/recent/pictures/number", test_number);
  g_test_add_func ("/recent/privacy", test_privacy);
}

int
main (int argc, char **argv)
{
  return run_tests (&argc, &argv, add);
}
