/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "geometry/smp-camera.h"

G_BEGIN_DECLS

/* What heads can be, mm; the reader refuses others. ANSUR II (ANSUR of smp_sources): half the
 * breadth 77 ± 3, half the length 100 ± 4, half the height 93 to 100, so that children and the
 * largest heads fit in. */
#define SMP_HEAD_AXIS_MIN 50.0
#define SMP_HEAD_AXIS_MAX 150.0
/* From the camera; a long lens across a hall. */
#define SMP_HEAD_FARTHEST 1e5

/* How the cranium departs from its ellipsoid: along the unit vector s of a place over the axes, its
 * radius is 1 + f₀ z (x² − y²) + f₁ z (5 z² − 3) / 2 + f₂ y (5 z² − 1) / 2 + f₃ y (3 x² − y²) of
 * the ellipsoid's: the harmonics of third degree that left and right have in common. All 0 is an
 * ellipsoid. */
#define SMP_HEAD_N_FORM 4
#define SMP_HEAD_FORM_MAX 0.1

/* What is drawn in one photo may be so far off in another one, mm of skin, before that is told: a
 * little more than with an oblique or a profile photo among them. Our choice. And no more than the
 * other is told, written or read. */
#define SMP_HEAD_CARRIED_FAIR_MM 6.0
#define SMP_HEAD_CARRIED_MAX_MM 1000.0

/* Where the hair of the crown turns. */
typedef struct
{
  SmpPoint at; /* mm on the head's map (smp-head-map.h) */
  gboolean clockwise;
} SmpWhorl;

/* Behind the top of the head, a little to the subject's right, clockwise: the most usual (domain
 * notes, "Crown whorl": side and share differ between sources). The distance is our choice. */
#define SMP_WHORL_DEFAULT ((SmpWhorl){ { -8, -48 }, TRUE })

/**
 * SmpHead:
 *
 * The head of a photo's subject: a triaxial ellipsoid with a form for the cranium, and how it lies
 * before the photo's camera. In head space x goes to the subject's left, y up, z out of the face,
 * and the origin is the ellipsoid's centre, all mm. Photos of one subject share @axes, @form and
 * @whorl.
 */
typedef struct
{
  SmpVec3 axes; /* semi-axes: side, up, front */
  double form[SMP_HEAD_N_FORM];
  SmpWhorl whorl;
  SmpCamera camera;       /* its centre is that of the photo */
  SmpQuaternion rotation; /* from head space to camera space (x right, y down, z along the view) */
  SmpVec3 translation;    /* of the ellipsoid's centre in camera space, z > 0 */
  double uncertainty;     /* relative, of lengths on the scalp, one standard deviation */
  double residual_mm; /* root mean square of how far the landmarks are from a usual head there */
  /* How far places of the scalp that are drawn in this photo may be off in another one of the
   * subject, mm, root mean square: towards the photo that agrees with it least. 0 where there
   * is no other, or it is not known. */
  double carried_mm;
  gboolean by_hand; /* the rotation was set by hand, and fits leave it */
} SmpHead;

/* The head seen by the camera in head space: where the camera stands. */
SmpVec3 smp_head_eye (const SmpHead *self);

/* From head space to camera space. */
SmpVec3 smp_head_to_camera (const SmpHead *self, SmpVec3 place);

/* Where a place in head space shows, px. */
SmpPoint smp_head_project (const SmpHead *self, SmpVec3 place);

/* Radius of the cranium over that of its ellipsoid along a unit vector. */
double smp_head_form (const double form[SMP_HEAD_N_FORM], SmpVec3 s);

/**
 * smp_head_hit:
 * @px: of the photo
 * @place: (out): in head space: where the ray first meets the cranium; beside it, the ray's nearest
 *   place, moved on to the cranium and then behind the horizon by as much as the ray misses it
 *
 * Returns: whether the ray meets the cranium
 */
gboolean smp_head_hit (const SmpHead *self, SmpPoint px, SmpVec3 *place);

/* Scale of the scalp that faces the camera. */
double smp_head_mm_per_px (const SmpHead *self);

/* Outward unit normal of the cranium at one of its places. */
SmpVec3 smp_head_normal (const SmpHead *self, SmpVec3 place);

/* How far a pixel is outside the cranium's contour, mm; negative inside. */
double smp_head_limb_distance (const SmpHead *self, SmpPoint px);

G_END_DECLS
