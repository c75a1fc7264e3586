/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "record/smp-picture-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/smp-error.h"
#include "record/smp-picture-private.h"

gboolean
smp_picture_format_from_name (const char *name, SmpPictureFormat *format, GError **error)
{
  g_autofree char *lower = NULL;

  g_return_val_if_fail (name != NULL && format != NULL, FALSE);

  lower = g_ascii_strdown (name, -1);
  if (g_str_has_suffix (lower, ".png"))
    *format = SMP_PICTURE_PNG;
  else if (g_str_has_suffix (lower, ".jpg") || g_str_has_suffix (lower, ".jpeg"))
    *format = SMP_PICTURE_JPEG;
  else if (g_str_has_suffix (lower, ".webp"))
    *format = SMP_PICTURE_WEBP;
  else if (g_str_has_suffix (lower, ".tif") || g_str_has_suffix (lower, ".tiff"))
    *format = SMP_PICTURE_TIFF;
  else
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_UNSUPPORTED,
                   _ ("The name “%s” does not say what kind of picture to write. Let it end in "
                      ".png, .jpg, .webp or .tiff."),
                   name);
      return FALSE;
    }
  return TRUE;
}

void
smp_picture_steps_begin (SmpPictureSteps *self, gsize n_steps)
{
  self->n_steps = n_steps;
  self->n_done = 0;
}

void
smp_picture_steps_done (SmpPictureSteps *self, gsize n)
{
  if (self->info->progress == NULL)
    return;
  pthread_mutex_lock (&self->mutex);
  self->n_done += n;
  self->info->progress ((double)self->n_done / (double)self->n_steps, self->info->progress_data);
  pthread_mutex_unlock (&self->mutex);
}

void
smp_picture_set_memory_error (GError **error)
{
  g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
               _ ("There is not enough memory to write the picture. Close other programs or "
                  "choose a smaller size."));
}

GBytes *
smp_picture_encode (const SmpImage *image,
                    SmpPictureFormat format,
                    const SmpPictureInfo *info,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *xmp = NULL;
  SmpPictureSteps steps = { .info = info };
  GBytes *bytes;
  int quality;

  g_return_val_if_fail (image != NULL && info != NULL, NULL);

  xmp = smp_picture_dup_xmp (info);
  quality = info->jpeg_quality > 0 ? MIN (info->jpeg_quality, 100) : 95;
  pthread_mutex_init (&steps.mutex, NULL);
  switch (format)
    {
    case SMP_PICTURE_JPEG:
      bytes = smp_picture_encode_jpeg (image, xmp, quality, &steps, cancellable, error);
      break;
    case SMP_PICTURE_WEBP:
      bytes = smp_picture_encode_webp (image, xmp, quality, &steps, cancellable, error);
      break;
    case SMP_PICTURE_TIFF:
      bytes = smp_picture_encode_tiff (image, xmp, &steps, cancellable, error);
      break;
    case SMP_PICTURE_PNG:
    default:
      bytes = smp_picture_encode_png (image, xmp, &steps, cancellable, error);
    }
  pthread_mutex_destroy (&steps.mutex);
  return bytes;
}

/* Why the system refused, as a sentence. */
static void
set_write_error (GError **error, const char *path, const GError *reason)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *folder_path = g_path_get_dirname (path);
  g_autofree char *folder = g_filename_display_name (folder_path);
  gboolean is_file_error = reason->domain == G_FILE_ERROR;

  if (is_file_error && reason->code == G_FILE_ERROR_NOENT)
    g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
                 _ ("The picture “%s” could not be saved: there is no folder “%s”. Make it or "
                    "choose another."),
                 name, folder);
  else if (is_file_error && reason->code == G_FILE_ERROR_NOTDIR)
    g_set_error (error, SMP_ERROR, SMP_ERROR_IO,
                 _ ("The picture “%s” could not be saved: “%s” is not a folder. Choose another "
                    "place."),
                 name, folder);
  else if (is_file_error && reason->code == G_FILE_ERROR_NOSPC)
    g_set_error (error, SMP_ERROR, SMP_ERROR_IO,
                 _ ("The picture “%s” could not be saved: the disk is full. Make room or choose "
                    "another place."),
                 name);
  else if (is_file_error
           && (reason->code == G_FILE_ERROR_ACCES || reason->code == G_FILE_ERROR_PERM
               || reason->code == G_FILE_ERROR_ROFS))
    g_set_error (error, SMP_ERROR, SMP_ERROR_IO,
                 _ ("The picture “%s” could not be saved: the folder “%s” is write-protected. "
                    "Choose another place."),
                 name, folder);
  else
    g_set_error (error, SMP_ERROR, SMP_ERROR_IO,
                 /* Translators: the second string is the system's own message. */
                 _ ("The picture “%s” could not be saved: %s. Choose another place."), name,
                 reason->message);
}

static gboolean
save_local (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_autofree char *name = g_filename_display_basename (path);

      g_set_error (error, SMP_ERROR, SMP_ERROR_IO,
                   _ ("“%s” is a folder. Give the picture another name."), name);
      return FALSE;
    }
  /* A rename would go over a file that its owner has protected. */
  if (g_access (path, F_OK) == 0 && g_access (path, W_OK) != 0)
    {
      g_autofree char *name = g_filename_display_basename (path);

      g_set_error (error, SMP_ERROR, SMP_ERROR_IO,
                   _ ("The picture “%s” exists and is write-protected. Give another name."), name);
      return FALSE;
    }
  if (g_file_set_contents_full (path, data, (gssize)size, G_FILE_SET_CONTENTS_CONSISTENT, 0666,
                                &reason))
    return TRUE;
  set_write_error (error, path, reason);
  return FALSE;
}

static gboolean
save_remote (GFile *file, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *name = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (g_file_replace_contents (file, data, size, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                               NULL, cancellable, &reason))
    return TRUE;
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  name = g_file_get_parse_name (file);
  g_set_error (error, SMP_ERROR, SMP_ERROR_IO,
               _ ("The picture “%s” could not be saved: %s. Choose another place."), name,
               reason->message);
  return FALSE;
}

gboolean
smp_picture_save (const SmpImage *image,
                  GFile *file,
                  SmpPictureFormat format,
                  const SmpPictureInfo *info,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  const char *path;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  bytes = smp_picture_encode (image, format, info, cancellable, error);
  if (bytes == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  path = g_file_peek_path (file);
  if (path != NULL)
    return save_local (path, bytes, error);
  return save_remote (file, bytes, cancellable, error);
}
