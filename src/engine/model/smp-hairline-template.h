/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "geometry/smp-outline.h"
#include "model/smp-face-frame.h"

G_BEGIN_DECLS

typedef enum
{
  SMP_TEMPLATE_NATURAL,
  SMP_TEMPLATE_BROKEN,
  SMP_TEMPLATE_DEFINED,
  SMP_TEMPLATE_EDGE,
  SMP_TEMPLATE_RECEDED,
  SMP_TEMPLATE_ROUNDED,
  SMP_TEMPLATE_WIDOWS_PEAK,
  SMP_TEMPLATE_FEMALE_CLOSED,
  SMP_TEMPLATE_FEMALE_ROUNDED,
} SmpTemplate;

#define SMP_N_TEMPLATES 9

const char *smp_template_to_string (SmpTemplate t);
gboolean smp_template_from_string (const char *text, SmpTemplate *t);

/* The look that a template gives to a zone: feather, irregularity and share of density. */
typedef struct
{
  double feather_hairline;        /* mm */
  double feather_blend;           /* mm */
  double irregularity_amplitude;  /* mm */
  double irregularity_wavelength; /* mm */
  double density_share;           /* of the default density */
  double macro_amplitude;         /* mm: of the long waves */
  double macro_wavelength;        /* mm */
} SmpTemplateLook;

/* (transfer none) */
const SmpTemplateLook *smp_template_look (SmpTemplate t);

/**
 * smp_hairline_from_template:
 * @t: which
 * @frame: the face's axes
 *
 * The middle stands 6.5 to 8 cm over the glabella along the skin (KASHI21, TAN16, WOLF of
 * smp_sources), which a front view shows as about 0.6 of the height of the top; the temporal corner
 * near the vertical line through the lateral canthus, never lower than the middle (SHAPIRO13,
 * REJUV).
 *
 * It is even on both sides: of the head if the frame has one, else of the picture.
 *
 * Returns: (transfer full): an open outline from the subject's right temple to the left, px
 */
SmpOutline *smp_hairline_from_template (SmpTemplate t,
                                        const SmpFaceFrame *frame) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
