/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "geometry/smp-outline.h"
#include "model/smp-scale.h"

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
} SmpTemplate;

#define SMP_N_TEMPLATES 7

const char *smp_template_to_string (SmpTemplate t);
gboolean smp_template_from_string (const char *text, SmpTemplate *t);

/* The look that a template gives to a zone: feather, irregularity and share of density. */
typedef struct
{
  double feather_hairline;        /* mm */
  double irregularity_amplitude;  /* mm */
  double irregularity_wavelength; /* mm */
  double density_share;           /* of the default density */
} SmpTemplateLook;

const SmpTemplateLook *smp_template_look (SmpTemplate t);

/* The face's own axes in a photo: where hairlines are placed and mirrored. All px. */
typedef struct
{
  SmpPoint origin;   /* glabella, or where it would be */
  SmpPoint right;    /* unit vector to the subject's left, i.e. to the right in a front view */
  SmpPoint up;       /* unit vector to the top of the head */
  double top;        /* height of the top of the head over the origin, px */
  double half_width; /* half of the head's breadth, px */
} SmpFaceFrame;

/**
 * smp_face_frame_from_landmarks:
 *
 * Needs the two pupils; glabella, chin, top of head and the euryons make it better. The rest comes
 * from mean proportions of heads (domain notes, "Hairline design" and "Scale").
 *
 * Returns: %FALSE if the pupils are not both there, or coincide
 */
gboolean smp_face_frame_from_landmarks (const SmpLandmarks *landmarks,
                                        double mm_per_px,
                                        SmpFaceFrame *frame);

/* The point mirrored at the face's midline. */
SmpPoint smp_face_frame_mirror (const SmpFaceFrame *frame, SmpPoint point);

/**
 * smp_hairline_from_template:
 *
 * Returns: (transfer full): an open outline from the subject's right temple to the left, px
 */
SmpOutline *smp_hairline_from_template (SmpTemplate t,
                                        const SmpFaceFrame *frame,
                                        double mm_per_px) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
