/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "project/smp-project-landmarks.h"

#include "base/smp-error.h"
#include "model/smp-landmarks.h"
#include "project/smp-project-reader-private.h"
#include "project/smp-project-reader.h"

#include <glib/gi18n-lib.h>

GHashTable *
smp_project_read_landmarks_file (GBytes *bytes, const char *name, GStrv *unknown, GError **error)
{
  g_autoptr (JsonNode) root = smp_project_parse (bytes, name, error);
  g_autoptr (GHashTable) table = NULL;
  g_autoptr (GString) pointer = g_string_new (NULL);
  g_autoptr (GPtrArray) faults
      = g_ptr_array_new_with_free_func ((GDestroyNotify)smp_project_fault_free);
  g_autoptr (GPtrArray) noted = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GList) photos = NULL;
  SmpJsonReader reader = { pointer, faults, noted };
  JsonObject *object;

  if (unknown != NULL)
    *unknown = NULL;
  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
                   _ ("%s: This must be an object: photo file name → landmarks (/)."), name);
      return NULL;
    }
  table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                 (GDestroyNotify)smp_landmarks_unref);
  object = json_node_get_object (root);
  photos = json_object_get_members (object);
  for (GList *l = photos; l != NULL; l = l->next)
    {
      JsonObject *landmarks = smp_json_reader_object (&reader, object, l->data, TRUE);
      gsize mark = smp_json_reader_push (&reader, l->data);

      if (landmarks != NULL)
        g_hash_table_insert (table, g_strdup (l->data),
                             smp_project_read_landmarks (&reader, landmarks));
      smp_json_reader_pop (&reader, mark);
    }
  if (faults->len > 0)
    {
      smp_project_set_error (faults, name, error);
      return NULL;
    }
  if (unknown != NULL)
    {
      g_ptr_array_add (noted, NULL);
      *unknown = (GStrv)g_ptr_array_steal (noted, NULL);
    }
  return g_steal_pointer (&table);
}
