/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "project/smp-project-save.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/smp-error.h"
#include "project/smp-project-writer.h"

char *
smp_project_dup_etag (GFile *file, GCancellable *cancellable)
{
  g_autoptr (GFileInfo) info
      = g_file_query_info (file,
                           G_FILE_ATTRIBUTE_ETAG_VALUE "," G_FILE_ATTRIBUTE_STANDARD_SIZE
                                                       "," G_FILE_ATTRIBUTE_UNIX_INODE,
                           G_FILE_QUERY_INFO_NONE, cancellable, NULL);

  /* The time alone does not tell two writes within one tick of the kernel's clock, 4 ms, apart. */
  return info != NULL ? g_strdup_printf (
             "%s:%" G_GOFFSET_FORMAT ":%" G_GUINT64_FORMAT, g_file_info_get_etag (info),
             g_file_info_get_size (info),
             g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_UNIX_INODE))
                      : NULL;
}

/* The file's own mode, so that saving does not open it to others; 0600 for a new one: it holds a
 * client's photos. */
static int
mode_for (const char *path)
{
  GStatBuf st;

  return g_stat (path, &st) == 0 ? (int)(st.st_mode & 0777) : 0600;
}

gboolean
smp_project_save (const SmpConsultation *consultation,
                  GFile *file,
                  char **etag,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GBytes) bytes = smp_project_write (consultation);
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GError) local = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  gboolean ok;

  if (etag != NULL && *etag != NULL)
    {
      g_autofree char *now = smp_project_dup_etag (file, cancellable);

      if (now != NULL && g_strcmp0 (now, *etag) != 0)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
                       _ ("%s has been changed by somebody else since it was opened. Save under "
                          "another name, or overwrite it."),
                       name);
          return FALSE;
        }
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (path != NULL)
    ok = g_file_set_contents_full (path, data, (gssize)size,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   mode_for (path), &local);
  else
    ok = g_file_replace_contents (file, data, size, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                  cancellable, &local);
  if (!ok)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IO,
                   _ ("%s could not be saved: %s. Choose another folder or free some space."), name,
                   local->message);
      return FALSE;
    }
  if (etag != NULL)
    {
      g_free (*etag);
      *etag = smp_project_dup_etag (file, cancellable);
    }
  return TRUE;
}
