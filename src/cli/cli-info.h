/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <json-glib/json-glib.h>

#include "base/smp-limits.h"
#include "base/smp-types.h"

G_BEGIN_DECLS

/* Members of the object at hand. */

/* An object of a variant: shade, zones with their dots, and all that follows. FALSE if dots cannot
 * be placed. */
gboolean cli_describe_variant (JsonBuilder *b,
                               const SmpConsultation *consultation,
                               const SmpVariant *variant,
                               GError **error);
/* "recipe", "course" (the sessions with dates, dots and hours), "touch_up_years" of a plan whose
 * sessions place @dots. */
void cli_describe_course (JsonBuilder *b,
                          const SmpConsultation *consultation,
                          const SmpPlan *plan,
                          const gint64 dots[SMP_LIMIT_SESSIONS]);
/* "assessment" */
void cli_describe_assessment (JsonBuilder *b, const SmpConsultation *consultation);
/* "warnings" and "notes" for people, "warning_details" of both for scripts. */
void cli_describe_warnings (JsonBuilder *b, const SmpConsultation *consultation, GFile *folder);

/* The same in words. */
void cli_print_variant (JsonArray *array, guint index, JsonNode *node, gpointer data);
void cli_print_course (JsonObject *variant);
void cli_print_assessment (JsonObject *assessment);

G_END_DECLS
