/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "project/smp-json-reader.h"

G_BEGIN_DECLS

SmpPlan *smp_project_read_plan (SmpJsonReader *r, JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;
SmpPhoto *smp_project_read_photo (SmpJsonReader *r, JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;
SmpLandmarks *smp_project_read_landmarks (SmpJsonReader *r,
                                          JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;

/* The root object of a JSON text that passed smp_json_scan(). (transfer full) */
JsonNode *
smp_project_parse (GBytes *bytes, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets the error to the first of the faults. @name is the file's, or NULL. */
void smp_project_set_error (GPtrArray *faults, const char *name, GError **error);

G_END_DECLS
