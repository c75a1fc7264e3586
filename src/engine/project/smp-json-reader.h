/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <json-glib/json-glib.h>

#include "geometry/smp-point.h"

G_BEGIN_DECLS

/* Reads members of a fixed type and range, gathers every fault with its JSON Pointer, and goes on
 * with a default where one is found, so that all faults can be told at once. */
typedef struct
{
  GString *pointer;
  GPtrArray *faults;  /* of SmpProjectFault */
  GPtrArray *unknown; /* (nullable): of char *: where members are that nobody knows */
} SmpJsonReader;

#define SMP_MAX_FAULTS 100

/* Goes down to a member or an element, and back. What push gives is handed to pop. */
gsize smp_json_reader_push (SmpJsonReader *self, const char *name);
gsize smp_json_reader_push_index (SmpJsonReader *self, guint index);
void smp_json_reader_pop (SmpJsonReader *self, gsize mark);

/* Notes a sentence about where the reader is; beyond SMP_MAX_FAULTS nothing more. */
void smp_json_reader_fault (SmpJsonReader *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Members of @object. A missing one is a fault if @required, else the default. */
char *smp_json_reader_string (SmpJsonReader *self,
                              JsonObject *object,
                              const char *name,
                              gboolean required,
                              const char *fallback) G_GNUC_WARN_UNUSED_RESULT;
double smp_json_reader_number (SmpJsonReader *self,
                               JsonObject *object,
                               const char *name,
                               gboolean required,
                               double fallback,
                               double least,
                               double most);
gboolean smp_json_reader_boolean (SmpJsonReader *self,
                                  JsonObject *object,
                                  const char *name,
                                  gboolean fallback);
/* (transfer none) (nullable) */
JsonObject *smp_json_reader_object (SmpJsonReader *self,
                                    JsonObject *object,
                                    const char *name,
                                    gboolean required);
/* (transfer none) (nullable): of at most @most elements */
JsonArray *smp_json_reader_array (
    SmpJsonReader *self, JsonObject *object, const char *name, gboolean required, guint most);
/* (transfer none) (nullable): the element, if it is an object */
JsonObject *smp_json_reader_element_object (SmpJsonReader *self, JsonArray *array, guint index);
/* [x, y] */
gboolean smp_json_reader_point (SmpJsonReader *self, JsonNode *node, SmpPoint *point);

/* Notes that nobody knows what is here, where such is listed. */
void smp_json_reader_note_here (SmpJsonReader *self);
/* Notes what members of the object here nobody knows, where they are listed. */
void
smp_json_reader_note_unknown (SmpJsonReader *self, JsonObject *object, const char *const *known);
/* (transfer full) (nullable): the members of the object here that are not in @known, a list that
 * ends with NULL */
JsonObject *smp_json_reader_unknown (SmpJsonReader *self,
                                     JsonObject *object,
                                     const char *const *known) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
