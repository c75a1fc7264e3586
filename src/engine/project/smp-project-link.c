/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "project/smp-project-link.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/smp-error.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "project/smp-project-reader.h"

char *
smp_project_dup_link (GFile *project_file, GFile *photo_file)
{
  g_autofree char *project = g_file_get_path (project_file), *photo = g_file_get_path (photo_file);
  g_auto (GStrv) from = NULL, to = NULL;
  g_autoptr (GString) link = g_string_new (NULL);
  gsize same = 0, n_from;

  if (project == NULL || photo == NULL)
    return NULL;
  from = g_strsplit (project, G_DIR_SEPARATOR_S, -1);
  to = g_strsplit (photo, G_DIR_SEPARATOR_S, -1);
  n_from = g_strv_length (from) - 1; /* folders of the consultation's file */
  while (same < n_from && to[same] != NULL && strcmp (from[same], to[same]) == 0)
    same++;
  for (gsize i = same; i < n_from; i++)
    g_string_append (link, "../");
  for (gsize i = same; to[i] != NULL; i++)
    g_string_append_printf (link, "%s%s", i > same ? "/" : "", to[i]);
  /* A consultation has only UTF-8. */
  return g_utf8_validate_len (link->str, link->len, NULL)
             ? g_string_free (g_steal_pointer (&link), FALSE)
             : NULL;
}

/* By name, or by what it is: links and other spellings of a path lead to one file. */
static gboolean
is_same_file (GFile *a, GFile *b)
{
  g_autofree char *path_a = g_file_get_path (a), *path_b = g_file_get_path (b);
  GStatBuf st_a, st_b;

  return g_file_equal (a, b)
         || (path_a != NULL && path_b != NULL && g_stat (path_a, &st_a) == 0
             && g_stat (path_b, &st_b) == 0 && st_a.st_dev == st_b.st_dev
             && st_a.st_ino == st_b.st_ino);
}

gboolean
smp_project_check_not_input (GFile *input, GFile *output, GError **error)
{
  g_autofree char *name = g_file_get_parse_name (output);

  if (!is_same_file (input, output))
    return TRUE;
  g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
               _ ("%s is what is being read, and would be lost. Choose another name to write to."),
               name);
  return FALSE;
}

gboolean
smp_project_check_output (const SmpConsultation *consultation,
                          GFile *project_file,
                          GFile *output,
                          GError **error)
{
  g_autoptr (GFile) folder = project_file != NULL ? g_file_get_parent (project_file) : NULL;

  if (consultation == NULL || folder == NULL)
    return TRUE;
  for (guint i = 0; i < consultation->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (consultation->photos, i);
      g_autoptr (GFile) linked
          = photo->link != NULL ? g_file_resolve_relative_path (folder, photo->link) : NULL;

      if (linked != NULL && !smp_project_check_not_input (linked, output, error))
        return FALSE;
    }
  return TRUE;
}

SmpConsultation *
smp_project_relink (const SmpConsultation *consultation,
                    GFile *from_file,
                    GFile *to_file,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GFile) from = from_file != NULL ? g_file_get_parent (from_file) : NULL;
  g_autoptr (GFile) to = g_file_get_parent (to_file);
  g_autoptr (SmpConsultation) now = smp_consultation_ref (consultation);

  if (from == NULL || to == NULL || g_file_equal (from, to))
    return g_steal_pointer (&now);
  for (guint i = 0; i < consultation->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (consultation->photos, i);
      g_autoptr (SmpPhoto) moved = NULL;
      g_autoptr (GFile) target = NULL;
      g_autoptr (GBytes) bytes = NULL;
      SmpConsultation *next;

      if (photo->link == NULL)
        continue;
      target = g_file_resolve_relative_path (from, photo->link);
      moved = smp_photo_copy (photo);
      g_free (moved->link);
      moved->link = smp_project_dup_link (to_file, target);
      if (moved->link == NULL)
        {
          bytes = smp_project_dup_photo_bytes (consultation, photo, from, cancellable, error);
          if (bytes == NULL)
            return NULL;
        }
      next = bytes == NULL ? smp_consultation_with_photo (now, moved)
                           : smp_consultation_with_photo_bytes (now, moved, bytes);
      smp_consultation_unref (now);
      now = next;
    }
  return g_steal_pointer (&now);
}
