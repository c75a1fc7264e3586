/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "geometry/smp-point.h"

G_BEGIN_DECLS

/* What a part of a picture shows. */
typedef struct
{
  SmpRect area; /* px of the picture */
  gboolean simulated;
  const char *caption; /* (nullable): the stage on the time line, written below the word */
} SmpStampPart;

/**
 * smp_stamp:
 * @image: (transfer none): the picture
 * @parts: what it shows where: one part, or two for a split or side by side
 * @footer: (nullable): a line at the bottom: shade, density, date
 *
 * A copy of the picture with the words "Original" or "Simulated" on each part, and with the
 * sentence that a simulation is no promise (where a part is simulated), in the pixels. The words
 * stand in the upper corner of their part, the line in a band at the lower border.
 */
SmpImage *smp_stamp (const SmpImage *image,
                     const SmpStampPart *parts,
                     gsize n_parts,
                     const char *footer,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
