/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "cli-json.h"

#include <math.h>
#include <stdio.h>

#include "project/smp-json-writer.h"

void
cli_add_string (JsonBuilder *b, const char *name, const char *value)
{
  json_builder_set_member_name (b, name);
  json_builder_add_string_value (b, value);
}

void
cli_add_double (JsonBuilder *b, const char *name, double value)
{
  json_builder_set_member_name (b, name);
  json_builder_add_double_value (b, value);
}

void
cli_add_int (JsonBuilder *b, const char *name, gint64 value)
{
  json_builder_set_member_name (b, name);
  json_builder_add_int_value (b, value);
}

void
cli_begin_object (JsonBuilder *b, const char *name)
{
  json_builder_set_member_name (b, name);
  json_builder_begin_object (b);
}

void
cli_print_json (JsonNode *root)
{
  g_autoptr (GString) out = g_string_new (NULL);
  SmpJsonWriter writer = { .out = out };

  smp_json_writer_node (&writer, root);
  printf ("%s\n", out->str);
}

double
cli_rounded (double value)
{
  return floor (value * 1000 + 0.5) / 1000;
}
