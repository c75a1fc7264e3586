/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"

G_BEGIN_DECLS

/* Something to think about before a needle touches skin. Never blocks anything. */
typedef struct
{
  const char *id;      /* "hairline-low" …, for scripts */
  char *about;         /* id of the zone, photo or variant */
  char *text;          /* one or two sentences: what, and why */
  const char *sources; /* keys of smp_sources, "" for none */
} SmpWarning;

void smp_warning_free (SmpWarning *self);

/**
 * smp_warnings_for_variant:
 * @consultation: for the assessment and the photos
 * @variant: one of it
 *
 * What the plan alone tells: hairline too low, straight or hard, temple closed in men, density
 * beyond nature, dots too close, needle, depth and dot that do not fit, shade too dark for skin and
 * hair or so light that it fades soon, a first session that leaves nothing to judge.
 *
 * Returns: (transfer full) (element-type SmpWarning)
 */
GPtrArray *smp_warnings_for_variant (const SmpConsultation *consultation,
                                     const SmpVariant *variant) G_GNUC_WARN_UNUSED_RESULT;

/* What was answered that a clinician must see first. (transfer full) */
GPtrArray *
smp_warnings_for_assessment (const SmpConsultation *consultation) G_GNUC_WARN_UNUSED_RESULT;

/* An unknown scale; and with @image (nullable), the photo, shine and redness that spoil colour.
 * (transfer full) */
GPtrArray *smp_warnings_for_photo (const SmpPhoto *photo,
                                   const SmpImage *image) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
