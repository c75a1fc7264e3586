/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "window/stubble-recent-pictures.h"

#include <glib/gstdio.h>
#include <string.h>

#include "document/stubble-document-io.h"
#include "photo/smp-image.h"
#include "project/smp-project-save.h"

#define ICON_SIDE 24
#define MARGIN 6
/* Of a portrait so much of what is cut off is cut off above: there is a head. */
#define CUT_ABOVE 0.25
/* What is larger is none of ours. */
#define FILE_MAX (256 * 1024)
/* What the file was, in the picture's own file. */
#define ETAG_KEY "tEXt::Stubble::File"

/* Names of pictures whose files are not in the list yet, as it learns of them a moment later, each
 * with the time, gint64 s, when its making began. */
static GHashTable *awaited;
/* Counts clearings: what was begun before one is not kept. */
static guint n_cleared;
/* Counts what threads were given and have not given back. */
static guint n_pending;

guint
stubble_recent_pictures_count_pending (void)
{
  return n_pending;
}

char *
stubble_recent_pictures_dup_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "stubble", "recent", NULL);
}

/* A hash: the folder's list must not tell the names of clients. */
static char *
dup_name (const char *uri)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, uri, -1);

  return g_strconcat (hash, ".png", NULL);
}

typedef struct
{
  GFile *file;
  char *name;
  char *etag; /* (nullable) */
  SmpImage *image;
  void (*made) (void);
  guint n_cleared;
} Make;

static void
make_free (Make *self)
{
  g_object_unref (self->file);
  g_free (self->name);
  g_free (self->etag);
  smp_image_unref (self->image);
  g_free (self);
}

/* The square from the middle of a picture, for a portrait from higher up. */
static SmpImage *
cut_square (const SmpImage *image, GError **error)
{
  int side = MIN (image->width, image->height), small = MIN (side, STUBBLE_RECENT_PICTURE_MAX);
  int x = (image->width - side) / 2, y = (int)((image->height - side) * CUT_ABOVE);
  g_autoptr (SmpImage) square = smp_image_new (side, side, error);

  if (square == NULL)
    return NULL;
  square->has_alpha = image->has_alpha;
  for (int row = 0; row < side; row++)
    memcpy (square->pixels + (gsize)row * square->stride,
            image->pixels + (gsize)(y + row) * image->stride + 4 * (gsize)x, 4 * (gsize)side);
  return small < side ? smp_image_resize (square, small, small, 1, error)
                      : g_steal_pointer (&square);
}

static gboolean
write_picture (const Make *make, const char *etag, GError **error)
{
  g_autofree char *folder = stubble_recent_pictures_dup_folder ();
  g_autofree char *path = g_build_filename (folder, make->name, NULL);
  g_autoptr (SmpImage) square = cut_square (make->image, error);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autofree char *data = NULL;
  gsize size;

  if (square == NULL)
    return FALSE;
  bytes = smp_image_dup_bytes (square);
  pixbuf = gdk_pixbuf_new_from_bytes (bytes, GDK_COLORSPACE_RGB, TRUE, 8, square->width,
                                      square->height, (int)square->stride);
  /* Another program may have made the folder with a mode of its own. */
  if (g_mkdir_with_parents (folder, 0700) != 0 || g_chmod (folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s", g_strerror (errno));
      return FALSE;
    }
  return gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", error, ETAG_KEY, etag, NULL)
         && g_file_set_contents_full (path, data, (gssize)size, G_FILE_SET_CONTENTS_CONSISTENT,
                                      0600, error);
}

static void
make_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Make *make = data;
  g_autofree char *etag
      = make->etag != NULL ? g_strdup (make->etag) : smp_project_dup_etag (make->file, NULL);
  GError *error = NULL;

  if (etag != NULL && write_picture (make, etag, &error))
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, FALSE);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer data)
{
  Make *make = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  n_pending--;
  /* Nobody asked for it, and nothing is lost: a list without a picture is said to the log alone. */
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (error != NULL)
        g_message ("%s", error->message);
      return;
    }
  if (make->n_cleared == n_cleared)
    {
      make->made ();
      return;
    }
  /* Unless another was begun since. */
  if (awaited != NULL && g_hash_table_contains (awaited, make->name))
    return;
  g_autofree char *folder = stubble_recent_pictures_dup_folder ();
  g_autofree char *path = g_build_filename (folder, make->name, NULL);
  g_unlink (path);
}

void
stubble_recent_pictures_make (GFile *file,
                              const char *etag,
                              const SmpImage *image,
                              void (*made) (void))
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_made, NULL);
  g_autofree char *uri = g_file_get_uri (file);
  Make *make = g_new0 (Make, 1);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  make->file = g_object_ref (file);
  make->name = dup_name (uri);
  make->etag = g_strdup (etag);
  make->image = smp_image_ref (image);
  make->made = made;
  make->n_cleared = n_cleared;
  if (awaited == NULL)
    awaited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (awaited, g_strdup (make->name), g_memdup2 (&now, sizeof now));
  g_task_set_source_tag (task, stubble_recent_pictures_make);
  g_task_set_task_data (task, make, (GDestroyNotify)make_free);
  n_pending++;
  g_task_run_in_thread (task, make_run);
}

/* Also what a writing that was cut off has left: its name goes on after the picture's. */
static gboolean
is_kept (GHashTable *kept, const char *name)
{
  g_autofree char *stem = g_strndup (name, strlen (".png") + 64);

  return g_hash_table_contains (kept, stem)
         || (awaited != NULL && g_hash_table_contains (awaited, stem));
}

static void
keep (GHashTable *kept)
{
  g_autofree char *folder = stubble_recent_pictures_dup_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (!is_kept (kept, name))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
      }
}

void
stubble_recent_pictures_keep_only (const char *const *uris)
{
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; uris[i] != NULL; i++)
    {
      char *name = dup_name (uris[i]);

      if (awaited != NULL)
        g_hash_table_remove (awaited, name);
      g_hash_table_add (kept, name);
    }
  keep (kept);
}

void
stubble_recent_pictures_forget (const char *uri, gint64 modified)
{
  g_autofree char *name = dup_name (uri);
  const gint64 *since = awaited != NULL ? g_hash_table_lookup (awaited, name) : NULL;

  /* Else it is an old entry of a file that was just opened again. */
  if (since != NULL && modified >= *since)
    g_hash_table_remove (awaited, name);
}

void
stubble_recent_pictures_clear (void)
{
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);

  n_cleared++;
  if (awaited != NULL)
    g_hash_table_remove_all (awaited);
  keep (none);
}

/* (transfer full) (nullable): the picture, if there is one and the file is still what it was. */
static GdkTexture *
read_picture (const char *uri)
{
  g_autofree char *folder = stubble_recent_pictures_dup_folder ();
  g_autofree char *name = dup_name (uri);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autofree char *etag = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  GStatBuf st;
  int width, height;

  if (g_stat (path, &st) != 0 || st.st_size > FILE_MAX
      || gdk_pixbuf_get_file_info (path, &width, &height) == NULL
      || MAX (width, height) > STUBBLE_RECENT_PICTURE_MAX)
    return NULL;
  pixbuf = gdk_pixbuf_new_from_file (path, NULL);
  if (pixbuf == NULL)
    return NULL;
  etag = smp_project_dup_etag (file, NULL);
  if (etag == NULL || g_strcmp0 (etag, gdk_pixbuf_get_option (pixbuf, ETAG_KEY)) != 0)
    return NULL;
  return gdk_texture_new_for_pixbuf (pixbuf);
}

static void
read_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, read_picture (data), g_object_unref);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkImage) image = data;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), NULL);

  n_pending--;
  if (texture == NULL)
    return;
  gtk_image_set_from_paintable (image, GDK_PAINTABLE (texture));
  gtk_image_set_pixel_size (image, STUBBLE_RECENT_PICTURE_SIDE);
}

GtkWidget *
stubble_recent_picture_new (const char *uri, gboolean show)
{
  GtkWidget *image = g_object_new (
      GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "pixel-size", ICON_SIDE,
      "width-request", STUBBLE_RECENT_PICTURE_SIDE, "height-request", STUBBLE_RECENT_PICTURE_SIDE,
      "halign", GTK_ALIGN_CENTER, "valign", GTK_ALIGN_CENTER, "margin-top", MARGIN, "margin-bottom",
      MARGIN, "overflow", GTK_OVERFLOW_HIDDEN, NULL);

  gtk_image_set_from_icon_name (GTK_IMAGE (image), stubble_document_is_consultation_name (uri)
                                                       ? "avatar-default-symbolic"
                                                       : "image-x-generic-symbolic");
  gtk_widget_add_css_class (image, "recent-picture");
  if (show)
    {
      /* No source object: the thread may be the last to let go of it. */
      g_autoptr (GTask) task = g_task_new (NULL, NULL, on_read, g_object_ref (image));

      g_task_set_source_tag (task, stubble_recent_picture_new);
      g_task_set_task_data (task, g_strdup (uri), g_free);
      n_pending++;
      g_task_run_in_thread (task, read_run);
    }
  return image;
}
