/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "geometry/smp-outline.h"
#include "model/smp-hairline-template.h"
#include "model/smp-zone.h"

G_BEGIN_DECLS

/* Translated words for the values of the model. */
const char *stubble_label_zone_kind (SmpZoneKind kind);
const char *stubble_label_edge (SmpEdge edge);
const char *stubble_label_template (SmpTemplate t);

/* (transfer full): "118 ± 9 cm²"; the part after the sign is relative. */
char *stubble_label_area (double area_cm2, double uncertainty);

/* "Sources: …" as markup, each by a name that people know, pages as links. (transfer full) */
char *stubble_label_sources (const char *keys) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
