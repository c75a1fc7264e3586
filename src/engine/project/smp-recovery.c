/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "project/smp-recovery.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/smp-error.h"
#include "model/smp-consultation.h"
#include "project/smp-project-link.h"
#include "project/smp-project-save.h"

#define SUFFIX ".stubble.json"
#define NOTE_SUFFIX ".origin"
#define NOTE_GROUP "Origin"

void
smp_recovery_copy_free (SmpRecoveryCopy *self)
{
  g_clear_object (&self->file);
  g_clear_object (&self->origin);
  g_free (self->origin_etag);
  g_clear_pointer (&self->written, g_date_time_unref);
  g_free (self);
}

/* An id comes from a file and may hold anything; its digest is always a name. */
GFile *
smp_recovery_file (GFile *folder, const char *consultation_id)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, consultation_id, -1);
  g_autofree char *name = g_strdup_printf ("%.32s%s", digest, SUFFIX);

  return g_file_get_child (folder, name);
}

static char *
note_path (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  return g_strconcat (path, NOTE_SUFFIX, NULL);
}

static gboolean
write_note (GFile *file, GFile *origin, const char *origin_etag, GError **error)
{
  g_autoptr (GKeyFile) note = g_key_file_new ();
  g_autofree char *uri = origin != NULL ? g_file_get_uri (origin) : NULL;
  g_autofree char *path = note_path (file);

  if (uri != NULL)
    g_key_file_set_string (note, NOTE_GROUP, "uri", uri);
  if (origin_etag != NULL)
    g_key_file_set_string (note, NOTE_GROUP, "etag", origin_etag);
  return g_key_file_save_to_file (note, path, error);
}

gboolean
smp_recovery_write (GFile *folder,
                    const SmpConsultation *consultation,
                    GFile *origin,
                    const char *origin_etag,
                    GFile *links,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *path = g_file_get_path (folder);
  g_autoptr (GFile) file = smp_recovery_file (folder, consultation->id);
  g_autoptr (SmpConsultation) value = NULL;

  if (g_mkdir_with_parents (path, 0700) != 0)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_IO,
                   _ ("Work in progress cannot be kept safe in %s: %s. Save often, and free some "
                      "space there."),
                   path, g_strerror (errno));
      return FALSE;
    }
  value = smp_project_relink (consultation, links, file, cancellable, error);
  /* The note first: a copy without one would forget where it belongs. */
  return value != NULL && write_note (file, origin, origin_etag, error)
         && smp_project_save (value, file, NULL, cancellable, error);
}

SmpRecoveryCopy *
smp_recovery_read (GFile *file)
{
  g_autoptr (GFileInfo) info
      = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_TIME_MODIFIED,
                           G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autoptr (GKeyFile) note = g_key_file_new ();
  g_autoptr (GDateTime) written = NULL;
  g_autofree char *path = note_path (file);
  g_autofree char *uri = NULL;
  SmpRecoveryCopy *self;

  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    return NULL;
  self = g_new0 (SmpRecoveryCopy, 1);
  self->file = g_object_ref (file);
  written = g_file_info_get_modification_date_time (info);
  self->written = written != NULL ? g_date_time_to_local (written) : g_date_time_new_now_local ();
  if (g_key_file_load_from_file (note, path, G_KEY_FILE_NONE, NULL))
    {
      uri = g_key_file_get_string (note, NOTE_GROUP, "uri", NULL);
      self->origin = uri != NULL ? g_file_new_for_uri (uri) : NULL;
      self->origin_etag = g_key_file_get_string (note, NOTE_GROUP, "etag", NULL);
    }
  return self;
}

static int
newest_first (gconstpointer a, gconstpointer b)
{
  const SmpRecoveryCopy *const *first = a, *const *second = b;

  return g_date_time_compare ((*second)->written, (*first)->written);
}

GPtrArray *
smp_recovery_list (GFile *folder)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify)smp_recovery_copy_free);
  g_autofree char *path = g_file_get_path (folder);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, SUFFIX))
      {
        g_autoptr (GFile) file = g_file_get_child (folder, name);
        SmpRecoveryCopy *copy = smp_recovery_read (file);

        if (copy != NULL)
          g_ptr_array_add (copies, copy);
      }
  g_ptr_array_sort (copies, newest_first);
  return copies;
}

gboolean
smp_recovery_keep (GFile *file, GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *note = note_path (file);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *kept_name = g_strconcat (id, SUFFIX, NULL);
  g_autofree char *kept = g_build_filename (folder, kept_name, NULL);
  g_autofree char *kept_note = g_strconcat (kept, NOTE_SUFFIX, NULL);

  /* A note without a copy is no harm, so it may be that there is none. */
  (void)g_rename (note, kept_note);
  if (g_rename (path, kept) == 0)
    return TRUE;
  g_set_error (error, SMP_ERROR, SMP_ERROR_IO, _ ("%s could not be renamed: %s."), path,
               g_strerror (errno));
  return FALSE;
}

void
smp_recovery_remove (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *note = note_path (file);

  (void)g_unlink (path);
  (void)g_unlink (note);
}
