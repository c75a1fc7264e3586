/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-face-frame.h"

#include "base/smp-constants.h"
#include "geometry/smp-outline.h"
#include "model/smp-landmarks.h"

/* Mean proportions of an adult head seen from the front, mm. The glabella lies about 20 mm over the
 * pupils (head scan in the test data: 20.7 mm to the brow). The top of the head is 131 mm (men) or
 * 126.5 mm (women) over the tragion, the pupils about 15 mm over it, so about 94 mm from glabella
 * to top; it is further from the camera than the eyes, which makes it some 5 % smaller at 1.2 m.
 * Head breadth 151 mm between the means of men and women (ANSUR II), likewise. */
#define GLABELLA_OVER_PUPILS_MM 20.0
/* Height at which the head is widest, as a share of the top; our choice, from the head scan. */
#define WIDEST 0.28
/* A contour that differs more from mean proportions than this is not believed; our choice. */
#define MIN_FIT 0.65
#define MAX_FIT 1.45
/* Where a hairline ends, in half breadths, and how high, as templates have it. */
#define HAIRLINE_END_X 0.84
#define HAIRLINE_END_Y 0.30

gboolean
smp_face_frame_from_landmarks (const SmpLandmarks *landmarks, double mm_per_px, SmpFaceFrame *frame)
{
  SmpPoint right_pupil, left_pupil, middle, axis, point, other;
  double distance, mm = 1 / mm_per_px;

  if (!smp_landmarks_get (landmarks, SMP_LANDMARK_PUPIL_RIGHT, &right_pupil)
      || !smp_landmarks_get (landmarks, SMP_LANDMARK_PUPIL_LEFT, &left_pupil))
    return FALSE;
  distance = smp_point_distance (right_pupil, left_pupil);
  if (!(distance > 1))
    return FALSE;

  axis = smp_point_scale (smp_point_sub (left_pupil, right_pupil), 1 / distance);
  middle = smp_point_lerp (right_pupil, left_pupil, 0.5);
  frame->right = axis;
  frame->up = smp_point (axis.y, -axis.x);
  /* A mirrored picture or exchanged pupils: the top of the head, or else the photo, says which way
   * is up. */
  if (smp_landmarks_get (landmarks, SMP_LANDMARK_VERTEX, &point)
          ? smp_point_dot (smp_point_sub (point, middle), frame->up) < 0
          : frame->up.y > 0)
    frame->up = smp_point_scale (frame->up, -1);

  if (smp_landmarks_get (landmarks, SMP_LANDMARK_GLABELLA, &point))
    frame->origin = point;
  else
    frame->origin
        = smp_point_add (middle, smp_point_scale (frame->up, GLABELLA_OVER_PUPILS_MM * mm));

  frame->top = SMP_K (TOP_OVER_GLABELLA) * mm;
  frame->top_known = FALSE;
  frame->lift = 1;
  frame->lean = 0;
  frame->has_head = FALSE;
  if (smp_landmarks_get (landmarks, SMP_LANDMARK_VERTEX, &point))
    {
      double height = smp_point_dot (smp_point_sub (point, frame->origin), frame->up);

      if (height > 0.3 * distance)
        {
          frame->top = height;
          frame->top_known = TRUE;
        }
    }

  frame->half_width = SMP_K (HALF_BREADTH) * mm;
  if (smp_landmarks_get (landmarks, SMP_LANDMARK_EURYON_RIGHT, &point)
      && smp_landmarks_get (landmarks, SMP_LANDMARK_EURYON_LEFT, &other)
      && smp_point_distance (point, other) > distance)
    frame->half_width = smp_point_distance (point, other) / 2;
  return TRUE;
}

gboolean
smp_face_frame_from_hairline (const SmpOutline *hairline, SmpFaceFrame *frame)
{
  SmpPoint from = hairline->nodes[0].point, to = hairline->nodes[hairline->n_nodes - 1].point;
  double width = smp_point_distance (from, to);

  if (!(width > 1))
    return FALSE;
  frame->right = smp_point_scale (smp_point_sub (to, from), 1 / width);
  frame->up = smp_point (frame->right.y, -frame->right.x);
  if (frame->up.y > 0)
    frame->up = smp_point_scale (frame->up, -1);
  frame->top_known = FALSE;
  frame->lift = 1;
  frame->lean = 0;
  frame->has_head = FALSE;
  frame->half_width = width / 2 / HAIRLINE_END_X;
  frame->top = frame->half_width * SMP_K (TOP_OVER_GLABELLA) / SMP_K (HALF_BREADTH);
  frame->origin = smp_point_add (smp_point_lerp (from, to, 0.5),
                                 smp_point_scale (frame->up, -HAIRLINE_END_Y * frame->top));
  return TRUE;
}

/* How far along @direction from @centre the contour is crossed; 0 if it is not. */
static double
reach_along (const SmpPolygon *contour, SmpPoint centre, SmpPoint direction)
{
  double most = 0;

  for (gsize i = 1; i < contour->n_points; i++)
    {
      SmpPoint a = smp_point_sub (contour->points[i - 1], centre);
      SmpPoint b = smp_point_sub (contour->points[i], centre);
      double from = smp_point_cross (direction, a), to = smp_point_cross (direction, b);
      double along;

      if ((from > 0) == (to > 0))
        continue;
      along = smp_point_dot (smp_point_lerp (a, b, from / (from - to)), direction);
      most = MAX (most, along);
    }
  return most;
}

void
smp_face_frame_fit_contour (SmpFaceFrame *frame, const SmpPolygon *contour)
{
  double above, left, right;

  above = reach_along (contour, frame->origin, frame->up);
  if (!frame->top_known && above > MIN_FIT * frame->top && above < MAX_FIT * frame->top)
    {
      if (frame->has_head)
        frame->lift = CLAMP (frame->lift * frame->top / above, 1, SMP_FACE_LIFT_MOST);
      frame->top = above;
    }

  left = reach_along (contour, smp_face_frame_centre (frame), frame->right);
  right = reach_along (contour, smp_face_frame_centre (frame), smp_point_scale (frame->right, -1));
  if (left > MIN_FIT * frame->half_width && left < MAX_FIT * frame->half_width
      && right > MIN_FIT * frame->half_width && right < MAX_FIT * frame->half_width)
    {
      frame->half_width = (left + right) / 2;
      frame->lean = (left - right) / 2;
    }
}

SmpPoint
smp_face_frame_place (const SmpFaceFrame *frame, double x, double y)
{
  /* The lean counts fully at the sides and not at all in the middle. */
  double across = x * frame->half_width + x * x * frame->lean;

  return smp_point_add (frame->origin, smp_point_add (smp_point_scale (frame->right, across),
                                                      smp_point_scale (frame->up, y * frame->top)));
}

SmpPoint
smp_face_frame_mirror (const SmpFaceFrame *frame, SmpPoint point)
{
  double x = smp_point_dot (smp_point_sub (point, frame->origin), frame->right);

  return smp_point_sub (point, smp_point_scale (frame->right, 2 * x));
}

SmpPoint
smp_face_frame_centre (const SmpFaceFrame *frame)
{
  return smp_face_frame_place (frame, 0, WIDEST);
}

SmpPoint
smp_face_frame_contour (const SmpFaceFrame *frame, double angle_rad)
{
  double s = sin (angle_rad), c = cos (angle_rad);
  double x = s / frame->half_width, y = c / ((1 - WIDEST) * frame->top);
  double radius = 1 / sqrt (x * x + y * y);

  return smp_point_add (smp_face_frame_centre (frame),
                        smp_point_add (smp_point_scale (frame->right, radius * s),
                                       smp_point_scale (frame->up, radius * c)));
}
