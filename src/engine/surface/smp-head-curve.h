/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "model/smp-face-frame.h"
#include "model/smp-head.h"

G_BEGIN_DECLS

/* Curves on the cranium, over the head from front to back: each lies in a plane of one x. An angle
 * of 0 is straight forward at the height of the cranium's centre, π/2 the top, π behind. */

/* The angle of a place on the cranium. */
double smp_head_curve_angle (const SmpHead *self, SmpVec3 place);

/* The place on the cranium @x mm to the subject's left at an angle. @x within the cranium. */
SmpVec3 smp_head_curve_place (const SmpHead *self, double x, double angle);

/* The place on the cranium in a direction over the axes: a unit vector. */
SmpVec3 smp_head_place (const SmpHead *self, SmpVec3 direction);

/* Length along the midline between two angles, mm. */
double smp_head_midline_length (const SmpHead *self, double from, double to);

/**
 * smp_face_frame_fit_head:
 * @frame: of the photo, from its landmarks
 * @head: of the photo
 *
 * Takes note of the head, so that hairlines lie even on it, and sets how high hairlines stand in
 * the picture so that on this head they are as far above the glabella along the skin as on a usual
 * one. At most a fifth higher: a pose from three landmarks may be off by a nod of some degrees.
 */
void smp_face_frame_fit_head (SmpFaceFrame *frame, const SmpHead *head);

/* Where the cranium's contour crosses the ray from the head's middle in a direction of the picture
 * (rad, from x to y), px: to a quarter of one. */
SmpPoint smp_head_limb_px (const SmpHead *self, double angle);

/* Whether the photo sees a place on the cranium: it faces the camera. */
gboolean smp_head_sees (const SmpHead *self, SmpVec3 place);

G_END_DECLS
