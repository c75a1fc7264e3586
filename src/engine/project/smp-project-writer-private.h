/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "model/smp-plan.h"
#include "project/smp-json-writer.h"

G_BEGIN_DECLS

/* Members of a plan's object: "pigment"; "recipe", where somebody set something. */
void smp_project_write_pigment (SmpJsonWriter *w, const SmpPigment *pigment);
void smp_project_write_recipe (SmpJsonWriter *w, const SmpRecipe *recipe);
/* An object of the plan's "sessions". */
void smp_project_write_session (SmpJsonWriter *w, const SmpSession *session);
/* Members of a zone's object; see smp_project_read_zone_look(). */
void smp_project_write_zone_look (SmpJsonWriter *w, const SmpZone *zone);

G_END_DECLS
