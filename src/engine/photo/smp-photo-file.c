/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-photo-decode.h"

#include <glib/gi18n-lib.h>

#include "base/smp-error.h"
#include "base/smp-limits.h"

/* Bytes read at once, and so between two looks at the cancellable. */
#define CHUNK (1024 * 1024)

/* Takes @reason. Says in a whole sentence why the file could not be read. */
static void
set_read_error (GError **error, const char *name, GError *reason)
{
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, reason);
      return;
    }
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
                 _ ("The photo “%s” does not exist. Check the name and the folder."), name);
  else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    g_set_error (error, SMP_ERROR, SMP_ERROR_IO,
                 _ ("The photo “%s” may not be read: permission is denied. Change its permissions "
                    "or copy it to your own folder."),
                 name);
  else
    /* Translators: the second string is the system's own message. */
    g_set_error (error, SMP_ERROR, SMP_ERROR_IO, _ ("The photo “%s” could not be read: %s."), name,
                 reason->message);
  g_error_free (reason);
}

static gboolean
check_info (GFileInfo *info, const char *name, GError **error)
{
  GFileType type = g_file_info_get_file_type (info);
  goffset size = g_file_info_get_size (info);

  if (type == G_FILE_TYPE_DIRECTORY)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
                   _ ("“%s” is a folder, not a photo. Choose a photo in it."), name);
      return FALSE;
    }
  if (type != G_FILE_TYPE_REGULAR)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
                   _ ("“%s” is not a file. Choose a photo that is saved on disk."), name);
      return FALSE;
    }
  if (size > (goffset)SMP_LIMIT_PHOTO_BYTES)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                   _ ("The file “%s” has %d MB, more than the limit of %d MB. Save the photo as a "
                      "JPEG and open that."),
                   name, (int)(size / (1024 * 1024)), (int)(SMP_LIMIT_PHOTO_BYTES / (1024 * 1024)));
      return FALSE;
    }
  return TRUE;
}

GBytes *
smp_photo_read_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;
  GError *reason = NULL;
  gssize got;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  base = g_file_get_basename (file);
  name = g_filename_display_name (base != NULL ? base : "?");
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, cancellable, &reason);
  if (info == NULL)
    {
      set_read_error (error, name, reason);
      return NULL;
    }
  if (!check_info (info, name, error))
    return NULL;
  stream = g_file_read (file, cancellable, &reason);
  if (stream == NULL)
    {
      set_read_error (error, name, reason);
      return NULL;
    }
  g_byte_array_set_size (bytes, (guint)g_file_info_get_size (info));
  g_byte_array_set_size (bytes, 0);
  do
    {
      guint length = bytes->len;

      g_byte_array_set_size (bytes, length + CHUNK);
      got = g_input_stream_read (G_INPUT_STREAM (stream), bytes->data + length, CHUNK, cancellable,
                                 &reason);
      g_byte_array_set_size (bytes, length + (guint)MAX (got, 0));
    }
  while (got > 0 && bytes->len <= SMP_LIMIT_PHOTO_BYTES);
  if (got < 0)
    {
      set_read_error (error, name, reason);
      return NULL;
    }
  if (bytes->len == 0)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
                   _ ("The file “%s” is empty (0 bytes). Copy the photo again from the camera."),
                   name);
      return NULL;
    }
  if (got > 0)
    {
      g_file_info_set_size (info, (goffset)bytes->len);
      check_info (info, name, error);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

char *
smp_photo_sha256 (GBytes *bytes)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}
