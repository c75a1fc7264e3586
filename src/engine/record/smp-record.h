/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-types.h"
#include "model/smp-age.h"

G_BEGIN_DECLS

/* Gets a photo's own file. (transfer full) (nullable) */
typedef GBytes *(*SmpRecordPhotoFunc) (const SmpPhoto *photo,
                                       gpointer data,
                                       GCancellable *cancellable,
                                       GError **error);

/**
 * smp_record_save_pdf:
 * @variant: one of the consultation
 * @age: (nullable): of the simulated pictures; healed after the last session if %NULL
 * @match_grain: as in SmpPictureOptions
 * @get_photo: called for every photo
 *
 * Writes the record of a visit as a PDF (A4): each photo as it is and simulated, with their stamps;
 * the plan with its recipe and sessions; what was answered, and what a clinician must see first;
 * what is worth a thought; what to expect and aftercare, each with its source. Whole or not at all.
 */
gboolean smp_record_save_pdf (const SmpConsultation *consultation,
                              const SmpVariant *variant,
                              const SmpAge *age,
                              gboolean match_grain,
                              SmpRecordPhotoFunc get_photo,
                              gpointer data,
                              GFile *file,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
