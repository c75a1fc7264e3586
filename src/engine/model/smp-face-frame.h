/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "geometry/smp-point.h"
#include "model/smp-head.h"

G_BEGIN_DECLS

/* The most that a head's pose may lift hairlines in a picture; our choice: a pose from three
 * landmarks may be off by a nod of some degrees. */
#define SMP_FACE_LIFT_MOST 1.2

/* The face's own axes in a photo: where hairlines are placed and mirrored. All px. */
typedef struct
{
  SmpPoint origin;    /* glabella, or where it would be */
  SmpPoint right;     /* unit vector to the subject's left, i.e. to the right in a front view */
  SmpPoint up;        /* unit vector to the top of the head */
  double top;         /* height of the top of the head over the origin, px */
  gboolean top_known; /* the top is a landmark, not a mean */
  double half_width;  /* half of the head's breadth, px */
  double lift;        /* how much higher hairlines stand than usual in the picture; 0 is like 1 */
  double lean;        /* px by which the subject's left side shows more than half, the right less */
  gboolean has_head;  /* the head below is how the photo shows it: what is even lies even on it */
  SmpHead head;
} SmpFaceFrame;

/**
 * smp_face_frame_from_landmarks:
 * @landmarks: of the photo
 * @mm_per_px: scale of the photo
 * @frame: (out): the axes
 *
 * Needs the two pupils; glabella, top of head and the euryons make it better. The rest comes from
 * mean proportions of heads (ANSUR of smp_sources).
 *
 * Returns: %FALSE if the pupils are not both there, or coincide
 */
gboolean smp_face_frame_from_landmarks (const SmpLandmarks *landmarks,
                                        double mm_per_px,
                                        SmpFaceFrame *frame);

/**
 * smp_face_frame_from_hairline:
 * @hairline: open outline, px
 * @frame: (out): axes guessed from its two ends, for a photo without landmarks
 *
 * Returns: %FALSE if its ends coincide
 */
gboolean smp_face_frame_from_hairline (const SmpOutline *hairline, SmpFaceFrame *frame);

/**
 * smp_face_frame_fit_contour:
 * @frame: from the landmarks
 * @contour: the head's outer contour, as smp_find_silhouette() gives it
 *
 * Takes from the contour what landmarks seldom tell: how far the head reaches to each side, for a
 * head that is turned a little shows more of one, and where its top is if no landmark says so. A
 * hairline that the head has lifted stays where it was, as far as a lift may go.
 */
void smp_face_frame_fit_contour (SmpFaceFrame *frame, const SmpPolygon *contour);

/* The place at @x half breadths to the subject's left and @y heights of the top over the origin. */
SmpPoint smp_face_frame_place (const SmpFaceFrame *frame, double x, double y);

/**
 * smp_face_frame_place_on_head:
 * @frame: with a head
 * @x: half breadths to the subject's left, in a picture that sees the head straight from the front
 * @y: heights of the top over the origin
 *
 * The same place as smp_face_frame_place() of that picture, as this photo shows it: places at @x
 * and -@x are mirror images on the head, however it is turned. What the photo does not see is drawn
 * in to where it ends.
 *
 * Returns: px
 */
SmpPoint smp_face_frame_place_on_head (const SmpFaceFrame *frame, double x, double y);

/* The point mirrored at the face's midline. */
SmpPoint smp_face_frame_mirror (const SmpFaceFrame *frame, SmpPoint point);

/* The head's contour as an ellipse: the place in the direction @angle_rad, from up towards the
 * subject's left, of smp_face_frame_centre(). */
SmpPoint smp_face_frame_contour (const SmpFaceFrame *frame, double angle_rad);

/* The middle of the upper head: where the head is widest. */
SmpPoint smp_face_frame_centre (const SmpFaceFrame *frame);

G_END_DECLS
