/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "project/smp-json-reader.h"

#include <string.h>

#include "project/smp-project-reader.h"

#include <glib/gi18n-lib.h>

/* Coordinates beyond this many px or mm are a mistake. */
#define FARTHEST 1e6

gsize
smp_json_reader_push (SmpJsonReader *self, const char *name)
{
  gsize mark = self->pointer->len;

  g_string_append_c (self->pointer, '/');
  for (const char *p = name; *p != '\0'; p++) /* RFC 6901 */
    if (*p == '~')
      g_string_append (self->pointer, "~0");
    else if (*p == '/')
      g_string_append (self->pointer, "~1");
    else
      g_string_append_c (self->pointer, *p);
  return mark;
}

gsize
smp_json_reader_push_index (SmpJsonReader *self, guint index)
{
  gsize mark = self->pointer->len;

  g_string_append_printf (self->pointer, "/%u", index);
  return mark;
}

void
smp_json_reader_pop (SmpJsonReader *self, gsize mark)
{
  g_string_truncate (self->pointer, mark);
}

void
smp_json_reader_fault (SmpJsonReader *self, const char *format, ...)
{
  SmpProjectFault *fault;
  va_list args;

  if (self->faults->len >= SMP_MAX_FAULTS)
    return;
  fault = g_new0 (SmpProjectFault, 1);
  fault->pointer = g_strdup (self->pointer->str);
  va_start (args, format);
  fault->message = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (self->faults, fault);
}

static JsonNode *
member (SmpJsonReader *self, JsonObject *object, const char *name, gboolean required)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL && required)
    {
      gsize mark = smp_json_reader_push (self, name);

      smp_json_reader_fault (self, _ ("This member is missing."));
      smp_json_reader_pop (self, mark);
    }
  return node;
}

char *
smp_json_reader_string (SmpJsonReader *self,
                        JsonObject *object,
                        const char *name,
                        gboolean required,
                        const char *fallback)
{
  JsonNode *node = member (self, object, name, required);
  gsize mark;

  if (node == NULL)
    return g_strdup (fallback);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  mark = smp_json_reader_push (self, name);
  smp_json_reader_fault (self, _ ("This must be a text in quotes."));
  smp_json_reader_pop (self, mark);
  return g_strdup (fallback);
}

static gboolean
holds_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node)
         && (json_node_get_value_type (node) == G_TYPE_INT64
             || json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

double
smp_json_reader_number (SmpJsonReader *self,
                        JsonObject *object,
                        const char *name,
                        gboolean required,
                        double fallback,
                        double least,
                        double most)
{
  JsonNode *node = member (self, object, name, required);
  double value = fallback;
  gsize mark;

  if (node == NULL)
    return fallback;
  mark = smp_json_reader_push (self, name);
  if (!holds_number (node))
    smp_json_reader_fault (self, _ ("This must be a number."));
  else
    {
      double given = json_node_get_double (node);

      if (given >= least && given <= most)
        value = given;
      else
        smp_json_reader_fault (self, _ ("%g is out of range: it must be %g to %g."), given, least,
                               most);
    }
  smp_json_reader_pop (self, mark);
  return value;
}

gboolean
smp_json_reader_boolean (SmpJsonReader *self,
                         JsonObject *object,
                         const char *name,
                         gboolean fallback)
{
  JsonNode *node = member (self, object, name, FALSE);
  gsize mark;

  if (node == NULL)
    return fallback;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  mark = smp_json_reader_push (self, name);
  smp_json_reader_fault (self, _ ("This must be true or false."));
  smp_json_reader_pop (self, mark);
  return fallback;
}

JsonObject *
smp_json_reader_object (SmpJsonReader *self,
                        JsonObject *object,
                        const char *name,
                        gboolean required)
{
  JsonNode *node = member (self, object, name, required);
  gsize mark;

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  mark = smp_json_reader_push (self, name);
  smp_json_reader_fault (self, _ ("This must be an object in braces."));
  smp_json_reader_pop (self, mark);
  return NULL;
}

JsonArray *
smp_json_reader_array (
    SmpJsonReader *self, JsonObject *object, const char *name, gboolean required, guint most)
{
  JsonNode *node = member (self, object, name, required);
  JsonArray *array = NULL;
  gsize mark;

  if (node == NULL)
    return NULL;
  mark = smp_json_reader_push (self, name);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    smp_json_reader_fault (self, _ ("This must be a list in brackets."));
  else if (json_array_get_length (json_node_get_array (node)) > most)
    smp_json_reader_fault (self, _ ("There are %u elements; at most %u are allowed."),
                           json_array_get_length (json_node_get_array (node)), most);
  else
    array = json_node_get_array (node);
  smp_json_reader_pop (self, mark);
  return array;
}

JsonObject *
smp_json_reader_element_object (SmpJsonReader *self, JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  smp_json_reader_fault (self, _ ("This must be an object in braces."));
  return NULL;
}

gboolean
smp_json_reader_point (SmpJsonReader *self, JsonNode *node, SmpPoint *point)
{
  JsonArray *array;
  double xy[2];

  if (!JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) != 2
      || !holds_number (json_array_get_element (json_node_get_array (node), 0))
      || !holds_number (json_array_get_element (json_node_get_array (node), 1)))
    {
      smp_json_reader_fault (self, _ ("This must be a point: [x, y]."));
      return FALSE;
    }
  array = json_node_get_array (node);
  for (guint i = 0; i < 2; i++)
    {
      xy[i] = json_array_get_double_element (array, i);
      if (!(ABS (xy[i]) <= FARTHEST))
        {
          smp_json_reader_fault (self, _ ("The point is too far away."));
          return FALSE;
        }
    }
  *point = smp_point (xy[0], xy[1]);
  return TRUE;
}

void
smp_json_reader_note_here (SmpJsonReader *self)
{
  if (self->unknown != NULL && self->unknown->len < SMP_MAX_FAULTS)
    g_ptr_array_add (self->unknown, g_strdup (self->pointer->str));
}

void
smp_json_reader_note_unknown (SmpJsonReader *self, JsonObject *object, const char *const *known)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; self->unknown != NULL && l != NULL; l = l->next)
    if (!g_strv_contains (known, l->data))
      {
        gsize mark = smp_json_reader_push (self, l->data);

        smp_json_reader_note_here (self);
        smp_json_reader_pop (self, mark);
      }
}

JsonObject *
smp_json_reader_unknown (SmpJsonReader *self, JsonObject *object, const char *const *known)
{
  g_autoptr (GList) names = json_object_get_members (object);
  JsonObject *unknown = NULL;

  smp_json_reader_note_unknown (self, object, known);
  for (GList *l = names; l != NULL; l = l->next)
    {
      if (g_strv_contains (known, l->data))
        continue;
      if (unknown == NULL)
        unknown = json_object_new ();
      json_object_set_member (unknown, l->data,
                              json_node_copy (json_object_get_member (object, l->data)));
    }
  return unknown;
}
