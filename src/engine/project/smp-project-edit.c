/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "project/smp-project-edit.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "base/smp-error.h"
#include "project/smp-json-scan.h"
#include "project/smp-json-writer.h"
#include "project/smp-project-reader.h"
#include "project/smp-project-writer.h"

#include <glib/gi18n-lib.h>

/* JSON as it is; what is no JSON is a text. */
static JsonNode *
parse_value (const char *value)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *node;

  if (smp_json_scan (value, strlen (value), NULL)
      && json_parser_load_from_data (parser, value, -1, NULL))
    return json_parser_steal_root (parser);
  node = json_node_new (JSON_NODE_VALUE);
  json_node_set_string (node, value);
  return node;
}

/* ~1 and ~0 of RFC 6901, in this order. */
static char *
unescape (const char *token)
{
  g_autoptr (GString) text = g_string_new (token);

  g_string_replace (text, "~1", "/", 0);
  g_string_replace (text, "~0", "~", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The element that the token names; the length for "-"; −1 if it names none. */
static gint64
array_index (JsonArray *array, const char *token)
{
  guint length = json_array_get_length (array);
  guint64 index;

  if (strcmp (token, "-") == 0)
    return length;
  if (!g_ascii_string_to_unsigned (token, 10, 0, length, &index, NULL)
      || (token[0] == '0' && token[1] != '\0'))
    return -1;
  return (gint64)index;
}

static gboolean
nothing_there (const char *pointer, const char *token, GError **error)
{
  g_set_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND,
               _ ("There is no “%s” in %s. Pointers are like /variants/0/plan/zones/0/density."),
               token, pointer);
  return FALSE;
}

static JsonNode *
step_into (JsonNode *node, const char *token)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_member (json_node_get_object (node), token);
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      gint64 index = array_index (array, token);

      if (index >= 0 && index < json_array_get_length (array))
        return json_array_get_element (array, (guint)index);
    }
  return NULL;
}

/* json-glib cannot replace an element in its place: all are moved over. */
static void
set_element (JsonNode *parent, guint index, JsonNode *value)
{
  JsonArray *old = json_node_get_array (parent);
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < json_array_get_length (old); i++)
    json_array_add_element (array,
                            i == index ? value : json_node_copy (json_array_get_element (old, i)));
  if (index == json_array_get_length (old))
    json_array_add_element (array, value);
  json_node_set_array (parent, array);
}

static gboolean
set_at (JsonNode *root, const char *pointer, const char *value, GError **error)
{
  g_auto (GStrv) tokens = g_strsplit (pointer, "/", -1);
  guint n = g_strv_length (tokens);
  g_autofree char *last = NULL;
  JsonNode *node = root;

  if (pointer[0] != '/' || n < 2)
    return nothing_there (pointer, pointer, error);
  for (guint i = 1; i + 1 < n; i++)
    {
      g_autofree char *token = unescape (tokens[i]);

      node = step_into (node, token);
      if (node == NULL)
        return nothing_there (pointer, token, error);
    }
  last = unescape (tokens[n - 1]);
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      json_object_set_member (json_node_get_object (node), last, parse_value (value));
      return TRUE;
    }
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      gint64 index = array_index (json_node_get_array (node), last);

      if (index >= 0)
        {
          set_element (node, (guint)index, parse_value (value));
          return TRUE;
        }
    }
  return nothing_there (pointer, last, error);
}

SmpConsultation *
smp_project_edit (const SmpConsultation *consultation,
                  const char *pointer,
                  const char *value,
                  GStrv *unknown,
                  GError **error)
{
  SmpConsultation *now;
  g_autoptr (GBytes) bytes = smp_project_write (consultation);
  g_autoptr (GBytes) edited = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  SmpJsonWriter writer = { 0 };
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  if (!json_parser_load_from_data (parser, text, (gssize)size, error)
      || !set_at (json_parser_get_root (parser), pointer, value, error))
    return NULL;
  writer.out = g_string_new (NULL);
  smp_json_writer_node (&writer, json_parser_get_root (parser));
  edited = g_string_free_to_bytes (writer.out);
  now = smp_project_read (edited, NULL, NULL, error);
  if (unknown != NULL)
    *unknown = now != NULL ? smp_project_list_unknown (edited) : NULL;
  return now;
}
