/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "geometry/smp-point.h"

G_BEGIN_DECLS

typedef enum
{
  SMP_GUIDE_MIDLINE, /* between the sides */
  SMP_GUIDE_CANTHUS, /* up from the outer corner of an eye */
  SMP_GUIDE_THIRD,   /* across, between the thirds of the face */
  SMP_GUIDE_HEIGHT,  /* up the skin from the glabella to the hairline */
} SmpGuideKind;

/* One line of a photo. */
typedef struct
{
  SmpGuideKind kind;
  gsize n_points;
  SmpPoint *points; /* px */
} SmpGuideLine;

/**
 * SmpGuides:
 *
 * Help lines of one photo, and what they measure. Lengths over the head are along the curved
 * surface where the photo has one.
 */
typedef struct
{
  GArray *lines; /* of SmpGuideLine */
  gboolean has_height;
  double height_mm; /* of the hairline's middle over the glabella */
  double usual_low_mm;
  double usual_high_mm;
  gboolean has_thirds; /* of these, those over 0 are known */
  double thirds_mm[3]; /* hairline to glabella, to the base of the nose, to the chin */
  gboolean has_symmetry;
  double asymmetry_mean_mm; /* between the hairline and its mirror image */
  double asymmetry_most_mm;
  double left_higher_mm; /* how much higher the left side is on average; negative: the right */
} SmpGuides;

/**
 * smp_guides_new:
 * @consultation: with the photo
 * @photo: to draw on
 * @plan: (nullable): its first hairline that shows in a front view is measured
 *
 * Midline, verticals through the outer corners of the eyes, facial thirds. In a front view they
 * follow from its landmarks; in other views from those of the front view, if the photos share a
 * head. The measures are those of the front view.
 *
 * Returns: (transfer full): the guides; without lines where nothing is known
 */
SmpGuides *smp_guides_new (const SmpConsultation *consultation,
                           const SmpPhoto *photo,
                           const SmpPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
void smp_guides_free (SmpGuides *self);

/* (transfer full) (nullable): each measure as a sentence; NULL where it is not known. */
char *smp_guides_describe_height (const SmpGuides *self) G_GNUC_WARN_UNUSED_RESULT;
char *smp_guides_describe_thirds (const SmpGuides *self) G_GNUC_WARN_UNUSED_RESULT;
char *smp_guides_describe_symmetry (const SmpGuides *self) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable): all of them, one after the other. */
char *smp_guides_describe (const SmpGuides *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpGuides, smp_guides_free)

G_END_DECLS
