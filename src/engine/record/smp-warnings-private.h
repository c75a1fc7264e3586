/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "record/smp-warnings.h"

G_BEGIN_DECLS

GPtrArray *smp_warnings_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Takes @text. */
void smp_warnings_add (
    GPtrArray *warnings, const char *id, const char *about, const char *sources, char *text);

/* The same, no warning but a note. */
void smp_warnings_add_note (
    GPtrArray *warnings, const char *id, const char *about, const char *sources, char *text);

/* The part that looks at shade, skin and hair. */
void smp_warnings_add_shade (GPtrArray *warnings,
                             const SmpConsultation *consultation,
                             const SmpVariant *variant,
                             const double skin[3]);
/* The part that looks at whether a zone can be seen at all. */
void smp_warnings_add_place (GPtrArray *warnings,
                             const SmpConsultation *consultation,
                             const SmpZone *zone);
/* The part that looks at the sessions' order, intervals and strengths. */
void smp_warnings_add_sessions (GPtrArray *warnings, const SmpVariant *variant);

G_END_DECLS
