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
  gboolean is_note;    /* no warning: what was not checked, or hangs on what was not answered */
} SmpWarning;

void smp_warning_free (SmpWarning *self);

/**
 * smp_warnings_for_variant:
 * @consultation: for the assessment and the photos
 * @variant: one of it
 * @skin: (nullable): linear light of the skin that smp_warnings_find_skin() found, for where none
 *   was sampled
 *
 * What the plan alone tells: zones that nothing is seen of, hairline too low, straight or hard,
 * temple closed in men, density beyond nature, dots too close, needle, depth and dot that do not
 * fit, shade too dark for skin and hair or so light that it fades soon, sessions that go back in
 * time, follow too soon or lose strength, a first session that leaves nothing to judge.
 *
 * A shade is held against the stubble that was matched, else that of the hair that was sampled;
 * where neither is known, against the skin alone (TOO_DARK_SKIN, TOO_DARK_CONTRAST). Without any
 * skin a note says that it was not checked.
 *
 * Returns: (transfer full) (element-type SmpWarning)
 */
GPtrArray *smp_warnings_for_variant (const SmpConsultation *consultation,
                                     const SmpVariant *variant,
                                     const double skin[3]) G_GNUC_WARN_UNUSED_RESULT;

/**
 * smp_warnings_find_skin:
 * @plan: whose zones to look into where the photo is none from the front with a face
 * @skin: (out): linear light
 *
 * Bare skin as the photo shows it: of the forehead, else between the hairs in the zones.
 *
 * Returns: whether there is something that looks like skin
 */
gboolean smp_warnings_find_skin (const SmpPhoto *photo,
                                 const SmpImage *image,
                                 const SmpPlan *plan,
                                 double skin[3]);

/* What was answered that a clinician must see first. (transfer full) */
GPtrArray *
smp_warnings_for_assessment (const SmpConsultation *consultation) G_GNUC_WARN_UNUSED_RESULT;

/**
 * smp_warnings_for_photo:
 * @consultation: for the skin that was sampled
 * @image: (nullable): its pixels, full size
 * @plan: (nullable): whose zones are looked at, from whatever side the photo is taken
 * @skin: (nullable): linear light of bare skin that redness is told from where no forehead is seen
 * and none was sampled
 *
 * An unknown scale; landmarks that gave the photo no head, for they fit none; and with @image,
 * shine and redness that spoil colour. Where there are several photos, each says which one.
 *
 * Returns: (transfer full) (element-type SmpWarning)
 */
GPtrArray *smp_warnings_for_photo (const SmpConsultation *consultation,
                                   const SmpPhoto *photo,
                                   const SmpImage *image,
                                   const SmpPlan *plan,
                                   const double skin[3]) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
