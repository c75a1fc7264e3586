/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "surface/smp-head-fit.h"

G_BEGIN_DECLS

/* What the pictures tell beyond the landmarks. */
typedef struct
{
  double focal_35;     /* mm on 35 mm film as the metadata tells, or 0 */
  SmpPolygon *contour; /* (nullable): of the head, px */
  gboolean has_pose;   /* somebody sets the pose by hand now: */
  SmpQuaternion pose;
} SmpHeadHint;

/* What the consultation tells of the client's head: sex and tape. */
SmpHeadSubject smp_consultation_get_subject (const SmpConsultation *self);

/**
 * smp_consultation_fit_head:
 * @self: with landmarks in its photos
 * @hints: (nullable) (array): one for each photo
 * @quality: (out): how it went
 * @views: (out) (nullable) (array) (transfer container): one for each photo, for what to tell
 * @subject: (out) (nullable): what was told of the client's head, likewise
 *
 * Fits the head that the photos share, as large as sex and tape tell. Where the landmarks suffice
 * and agree, photos get a head; the others lose theirs and are planes; but while zones lie on the
 * head, a fit that cannot be used leaves all heads as they were, or the zones would be out of
 * sight. The whorl stays where it was. Zones of the space "head" keep their place in the photo in
 * which they were drawn, or that shows most of them where that is not known, as zones of photos do
 * in theirs.
 *
 * Returns: (transfer full): the consultation with the heads
 */
SmpConsultation *smp_consultation_fit_head (const SmpConsultation *self,
                                            const SmpHeadHint *hints,
                                            SmpHeadFitQuality *quality,
                                            SmpHeadView **views,
                                            SmpHeadSubject *subject) G_GNUC_WARN_UNUSED_RESULT;

/**
 * smp_consultation_fit_head_again:
 * @self: of whose head there will be several fits for one edit: while landmarks are dragged, and
 *   once more when they rest
 * @drawn: the same before the first of them
 * @hints: (nullable) (array): one for each photo
 * @quality: (out): how it went
 *
 * As smp_consultation_fit_head(), but zones are brought from the heads of @drawn, on which they
 * were drawn, to the new ones in one go: through the heads between, those that a photo does not
 * show well would wander, and the photo that they were drawn in might be taken for another.
 *
 * Returns: (transfer full): the consultation with the heads
 */
SmpConsultation *
smp_consultation_fit_head_again (const SmpConsultation *self,
                                 const SmpConsultation *drawn,
                                 const SmpHeadHint *hints,
                                 SmpHeadFitQuality *quality) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the plans are the same and lie on the same heads in the same photos. Photos that the
 * other has not are let pass if they have no head. */
gboolean smp_consultation_same_places (const SmpConsultation *a, const SmpConsultation *b);

/**
 * smp_consultation_describe_remedy:
 * @self: in which what is drawn in one photo lies off in others
 *
 * What brings them together: landmarks, and a photo from the side of the kind that no photo with
 * the head is yet. With an oblique and a profile, more of them would hardly help.
 *
 * Returns: a sentence in the user's language
 */
const char *smp_consultation_describe_remedy (const SmpConsultation *self);

/**
 * smp_consultation_moved_mm:
 * @before: a consultation
 * @after: the same with its head fitted anew
 * @photo_id: of a photo in both
 *
 * How far the plan's zones on the head moved in the photo: the most of all nodes that it sees.
 *
 * Returns: mm of scalp that faces the camera; 0 where nothing can be compared
 */
double smp_consultation_moved_mm (const SmpConsultation *before,
                                  const SmpConsultation *after,
                                  const char *photo_id);

G_END_DECLS
