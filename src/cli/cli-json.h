/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Members of the object at hand. */
void cli_add_string (JsonBuilder *b, const char *name, const char *value);
void cli_add_double (JsonBuilder *b, const char *name, double value);
void cli_add_int (JsonBuilder *b, const char *name, gint64 value);
void cli_begin_object (JsonBuilder *b, const char *name);

/* Prints a value as files are written: with the shortest decimals that read back the same. */
void cli_print_json (JsonNode *root);

/* Three decimals are enough for people and for scripts. */
double cli_rounded (double value);

G_END_DECLS
