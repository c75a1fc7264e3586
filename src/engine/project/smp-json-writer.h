/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <json-glib/json-glib.h>

#include "geometry/smp-point.h"

G_BEGIN_DECLS

/* Writes JSON text: two-space indent, the C locale, the shortest decimals that read back the same.
 * json-glib's own generator writes some numbers as no JSON at all (1e+21.0). */
typedef struct
{
  GString *out;
  int depth;
  gboolean comma; /* something stands before in this object or array */
} SmpJsonWriter;

void smp_json_writer_open (SmpJsonWriter *self, char bracket);
void smp_json_writer_close (SmpJsonWriter *self, char bracket);
/* Begins a member; its value must follow. */
void smp_json_writer_name (SmpJsonWriter *self, const char *name);
/* Begins an element of an array on a line of its own; its value must follow. */
void smp_json_writer_element (SmpJsonWriter *self);

void smp_json_writer_string (SmpJsonWriter *self, const char *value);
void smp_json_writer_number (SmpJsonWriter *self, double value);
void smp_json_writer_boolean (SmpJsonWriter *self, gboolean value);
void smp_json_writer_null (SmpJsonWriter *self);

/* A member: its name, and then its value or the bracket that opens it. */
void smp_json_writer_name_string (SmpJsonWriter *self, const char *name, const char *value);
void smp_json_writer_name_number (SmpJsonWriter *self, const char *name, double value);
void smp_json_writer_name_open (SmpJsonWriter *self, const char *name, char bracket);
/* [x, y] on one line. */
void smp_json_writer_point (SmpJsonWriter *self, SmpPoint point);
/* Any value, as it was read. */
void smp_json_writer_node (SmpJsonWriter *self, JsonNode *node);
/* The members of an object, as they were read; NULL for none. */
void smp_json_writer_members (SmpJsonWriter *self, JsonObject *object);

G_END_DECLS
