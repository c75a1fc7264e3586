/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "model/smp-head.h"
#include "model/smp-sex.h"
#include "model/smp-view.h"

G_BEGIN_DECLS

/**
 * SmpScaleMethod:
 * @SMP_SCALE_RULER: two points and their distance
 * @SMP_SCALE_IRIS: visible iris, 11.71 ± 0.42 mm
 * @SMP_SCALE_PUPILS: interpupillary distance, 63 mm, or that of men or women
 * @SMP_SCALE_HEAD: head breadth between the two euryons, likewise
 * @SMP_SCALE_MANUAL: typed in by the practitioner
 * @SMP_SCALE_ASSUMED: unknown: a head of mean breadth is assumed to fill a usual share of the
 *   picture. Shown as unknown wherever it is used.
 */
typedef enum
{
  SMP_SCALE_RULER,
  SMP_SCALE_IRIS,
  SMP_SCALE_PUPILS,
  SMP_SCALE_HEAD,
  SMP_SCALE_MANUAL,
  SMP_SCALE_ASSUMED,
} SmpScaleMethod;

typedef struct
{
  double mm_per_px;
  SmpScaleMethod method;
  double uncertainty; /* relative, one standard deviation: 0.04 is ±4 % */
} SmpScale;

/**
 * smp_scale_from_landmarks:
 * @landmarks: of the photo
 * @view: in which it was taken
 * @head: (nullable): as it lies in the photo, if that is known
 * @sex: the client's, whose mean lengths are taken
 * @width: of the oriented photo in px
 * @height: of the oriented photo in px
 *
 * The best scale that the landmarks give: ruler, then iris, pupils, head breadth; else the assumed
 * one. Sources of the lengths stand beside the constants.
 *
 * What lies across the face shows shorter where the face is turned. How far it is turned tells
 * @head, exactly at the eyes and with the perspective there; else the usual turn of @view, with a
 * wide uncertainty. An iris is taken to be turned by anything from that (the eyes look where the
 * nose points) to nothing (they look into the camera). Eyes seen from the side, from above or
 * from behind tell nothing. Head breadth is that of the contour from the front, from behind and
 * from above; in oblique views and profiles the widest points do not show, and it tells nothing.
 */
SmpScale smp_scale_from_landmarks (const SmpLandmarks *landmarks,
                                   SmpView view,
                                   const SmpHead *head,
                                   SmpSex sex,
                                   int width,
                                   int height);

/* "ruler", "iris" … as written in the file, and back. */
const char *smp_scale_method_to_string (SmpScaleMethod method);
gboolean smp_scale_method_from_string (const char *text, SmpScaleMethod *method);

G_END_DECLS
