/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "base/smp-error.h"
#include "base/smp-limits.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "photo/smp-photo-decode.h"
#include "project/smp-project-reader.h"

#include <string.h>

#include <glib/gi18n-lib.h>

GBytes *
smp_project_read_file (GFile *file, GCancellable *cancellable, GError **error)
{
  return smp_project_read_limited (file, SMP_LIMIT_PROJECT_BYTES, cancellable, error);
}

GBytes *
smp_project_read_limited (GFile *file, guint limit, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_file_get_parse_name (file);
  g_autoptr (GError) local = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GBytes) bytes = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, cancellable, &local);
  if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID, _ ("%s is a folder. Choose a file in it."),
                   name);
      return NULL;
    }
  if (info != NULL && g_file_info_get_size (info) > (goffset)limit)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                   _ ("%s is larger than %u MB, the most that is read."), name,
                   limit / 1024 / 1024);
      return NULL;
    }
  if (info != NULL)
    bytes = g_file_load_bytes (file, cancellable, NULL, &local);
  if (bytes != NULL)
    return g_steal_pointer (&bytes);
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&local));
  else if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND, _ ("There is no file %s."), name);
  else
    g_set_error (error, SMP_ERROR, SMP_ERROR_IO, _ ("%s could not be read: %s."), name,
                 local->message);
  return NULL;
}

SmpConsultation *
smp_project_load (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = smp_project_read_file (file, cancellable, error);
  g_autofree char *name = g_file_get_parse_name (file);

  return bytes != NULL ? smp_project_read (bytes, name, NULL, error) : NULL;
}

GBytes *
smp_project_dup_photo_bytes (const SmpConsultation *consultation,
                             const SmpPhoto *photo,
                             GFile *folder,
                             GCancellable *cancellable,
                             GError **error)
{
  GBytes *attached = g_hash_table_lookup (consultation->attachments, photo->sha256);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *sha256 = NULL;

  if (attached != NULL)
    return g_bytes_ref (attached);
  if (photo->link == NULL || folder == NULL)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
                   _ ("Photo “%s” is not in the consultation. Add it again."), photo->name);
      return NULL;
    }
  file = g_file_resolve_relative_path (folder, photo->link);
  bytes = smp_photo_read_file (file, cancellable, error);
  if (bytes == NULL)
    return NULL;
  sha256 = smp_photo_sha256 (bytes);
  if (strcmp (sha256, photo->sha256) != 0)
    {
      g_set_error (
          error, SMP_ERROR, SMP_ERROR_INVALID,
          _ ("The linked photo “%s” is not the one that was used: its SHA-256 differs. Put "
             "the first one back, or add the photo again."),
          photo->link);
      return NULL;
    }
  return g_steal_pointer (&bytes);
}
