/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "model/smp-sex.h"
#include "model/smp-zone.h"
#include "project/smp-json-reader.h"

G_BEGIN_DECLS

SmpPlan *smp_project_read_plan (SmpJsonReader *r, JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;
SmpPigment *smp_project_read_pigment (SmpJsonReader *r,
                                      JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;
/* The kind that a zone's @object names. */
SmpZoneKind smp_project_read_kind (SmpJsonReader *r, JsonObject *object);
/* What of a zone's @object is its look: all but id, kind, space, outline and strokes. */
void smp_project_read_zone_look (SmpJsonReader *r, JsonObject *object, SmpZone *zone);
/* The members of these names of the plan's @object. */
void smp_project_read_recipe (SmpJsonReader *r, JsonObject *object, SmpPlan *plan);
void smp_project_read_sessions (SmpJsonReader *r, JsonObject *object, SmpPlan *plan);
/* Checks what is known of it; nothing is changed. */
void smp_project_check_assessment (SmpJsonReader *r, JsonObject *assessment);
/* A whole number that may be missing: 0. */
int smp_project_read_whole (
    SmpJsonReader *r, JsonObject *object, const char *name, int least, int most);
/* "#3a3330" */
gboolean smp_project_parse_colour (const char *text, guint8 colour[3]);
SmpPhoto *
smp_project_read_photo (SmpJsonReader *r, JsonObject *object, SmpSex sex) G_GNUC_WARN_UNUSED_RESULT;
SmpLandmarks *smp_project_read_landmarks (SmpJsonReader *r,
                                          JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;

/* The root object of a JSON text that passed smp_json_scan(). (transfer full) */
JsonNode *
smp_project_parse (GBytes *bytes, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets the error to the first of the faults. @name is the file's, or NULL. */
void smp_project_set_error (GPtrArray *faults, const char *name, GError **error);

G_END_DECLS
