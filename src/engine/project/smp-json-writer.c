/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "project/smp-json-writer.h"

#include <math.h>

static void
new_line (SmpJsonWriter *self)
{
  g_string_append_c (self->out, '\n');
  for (int i = 0; i < self->depth; i++)
    g_string_append (self->out, "  ");
}

void
smp_json_writer_open (SmpJsonWriter *self, char bracket)
{
  g_string_append_c (self->out, bracket);
  self->depth++;
  self->comma = FALSE;
}

void
smp_json_writer_close (SmpJsonWriter *self, char bracket)
{
  self->depth--;
  if (self->comma)
    new_line (self);
  g_string_append_c (self->out, bracket);
  self->comma = TRUE;
}

void
smp_json_writer_element (SmpJsonWriter *self)
{
  if (self->comma)
    g_string_append_c (self->out, ',');
  new_line (self);
  self->comma = TRUE;
}

static void
append_string (GString *out, const char *value)
{
  g_string_append_c (out, '"');
  for (const char *p = value; *p != '\0'; p++)
    switch (*p)
      {
      case '"':
        g_string_append (out, "\\\"");
        break;
      case '\\':
        g_string_append (out, "\\\\");
        break;
      case '\n':
        g_string_append (out, "\\n");
        break;
      case '\t':
        g_string_append (out, "\\t");
        break;
      default:
        if ((guchar)*p < 0x20 || *p == 0x7f)
          g_string_append_printf (out, "\\u%04x", (guint)(guchar)*p);
        else
          g_string_append_c (out, *p);
      }
  g_string_append_c (out, '"');
}

void
smp_json_writer_name (SmpJsonWriter *self, const char *name)
{
  smp_json_writer_element (self);
  append_string (self->out, name);
  g_string_append (self->out, ": ");
}

void
smp_json_writer_string (SmpJsonWriter *self, const char *value)
{
  append_string (self->out, value);
}

static void
append_number (GString *out, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  value += 0.0; /* -0 becomes 0: json-glib reads "-0" as a whole number, which has no sign */
  for (int digits = 1; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (text, sizeof text, format, value);
      if (!(g_ascii_strtod (text, NULL) < value) && !(g_ascii_strtod (text, NULL) > value))
        break;
    }
  /* Whole numbers as people write them, not 1e+02. */
  if (floor (value) >= value && fabs (value) < 1e15)
    g_ascii_formatd (text, sizeof text, "%.0f", value);
  g_string_append (out, text);
}

void
smp_json_writer_number (SmpJsonWriter *self, double value)
{
  append_number (self->out, value);
}

void
smp_json_writer_boolean (SmpJsonWriter *self, gboolean value)
{
  g_string_append (self->out, value ? "true" : "false");
}

void
smp_json_writer_null (SmpJsonWriter *self)
{
  g_string_append (self->out, "null");
}

void
smp_json_writer_point (SmpJsonWriter *self, SmpPoint point)
{
  g_string_append_c (self->out, '[');
  append_number (self->out, point.x);
  g_string_append (self->out, ", ");
  append_number (self->out, point.y);
  g_string_append_c (self->out, ']');
}

static void
write_value (SmpJsonWriter *self, JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    append_string (self->out, json_node_get_string (node));
  else if (type == G_TYPE_BOOLEAN)
    smp_json_writer_boolean (self, json_node_get_boolean (node));
  else if (type == G_TYPE_INT64)
    g_string_append_printf (self->out, "%" G_GINT64_FORMAT, json_node_get_int (node));
  else
    append_number (self->out, json_node_get_double (node));
}

static gboolean
is_plain (JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!JSON_NODE_HOLDS_VALUE (json_array_get_element (array, i)))
      return FALSE;
  return TRUE;
}

static void
write_array (SmpJsonWriter *self, JsonArray *array)
{
  gboolean plain = is_plain (array);

  if (!plain)
    smp_json_writer_open (self, '[');
  else
    g_string_append_c (self->out, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (!plain)
        smp_json_writer_element (self);
      else if (i > 0)
        g_string_append (self->out, ", ");
      smp_json_writer_node (self, json_array_get_element (array, i));
    }
  if (!plain)
    smp_json_writer_close (self, ']');
  else
    g_string_append_c (self->out, ']');
}

void
smp_json_writer_node (SmpJsonWriter *self, JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      smp_json_writer_open (self, '{');
      smp_json_writer_members (self, json_node_get_object (node));
      smp_json_writer_close (self, '}');
      break;
    case JSON_NODE_ARRAY:
      write_array (self, json_node_get_array (node));
      break;
    case JSON_NODE_VALUE:
      write_value (self, node);
      break;
    case JSON_NODE_NULL:
    default:
      smp_json_writer_null (self);
      break;
    }
}

void
smp_json_writer_members (SmpJsonWriter *self, JsonObject *object)
{
  g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      smp_json_writer_name (self, l->data);
      smp_json_writer_node (self, json_object_get_member (object, l->data));
    }
}

void
smp_json_writer_name_string (SmpJsonWriter *self, const char *name, const char *value)
{
  smp_json_writer_name (self, name);
  smp_json_writer_string (self, value);
}

void
smp_json_writer_name_number (SmpJsonWriter *self, const char *name, double value)
{
  smp_json_writer_name (self, name);
  smp_json_writer_number (self, value);
}

void
smp_json_writer_name_open (SmpJsonWriter *self, const char *name, char bracket)
{
  smp_json_writer_name (self, name);
  smp_json_writer_open (self, bracket);
}
