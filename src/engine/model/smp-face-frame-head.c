/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-face-frame.h"

#include <math.h>

/* Where half of the head's breadth is taken, in heights of the top: where it is widest. */
#define WIDEST 0.28
/* Halvings of an interval in which an edge is looked for: 0.1 mm and finer. */
#define HALVINGS 12

/* The head as a camera in its middle plane would see it, from as far and as high; its centre is at
 * the origin of the picture. */
static SmpHead
facing (const SmpHead *head)
{
  SmpHead self = *head;
  SmpVec3 eye = smp_head_eye (head);
  double nod = atan2 (eye.y, hypot (eye.x, eye.z));

  self.camera.centre = smp_point (0, 0);
  self.translation = smp_vec3 (0, 0, smp_vec3_length (eye));
  self.rotation = smp_quaternion_mul ((SmpQuaternion){ 0, 1, 0, 0 }, /* y up to y down */
                                      smp_quaternion_from_vector (smp_vec3 (nod, 0, 0)));
  return self;
}

static gboolean
sees (const SmpHead *head, SmpVec3 place)
{
  return smp_vec3_dot (smp_head_normal (head, place), smp_vec3_sub (smp_head_eye (head), place))
         > 0;
}

/* How far the head reaches from its middle at a height of the facing picture, px; at most @most. */
static double
reach (const SmpHead *face, double y, double most)
{
  double inside = 0, outside = most;

  if (smp_head_limb_distance (face, smp_point (most, y)) < 0)
    return most;
  for (int i = 0; i < HALVINGS; i++)
    {
      double middle = (inside + outside) / 2;

      if (smp_head_limb_distance (face, smp_point (middle, y)) < 0)
        inside = middle;
      else
        outside = middle;
    }
  return inside;
}

SmpPoint
smp_face_frame_place_on_head (const SmpFaceFrame *frame, double x, double y)
{
  SmpHead face = facing (&frame->head);
  double ratio = smp_head_mm_per_px (&frame->head) / smp_head_mm_per_px (&face);
  double top = ratio * frame->top, across, seen = 0, hidden = 1;
  SmpVec3 place;
  SmpPoint origin;

  g_return_val_if_fail (frame->has_head, smp_face_frame_place (frame, x, y));

  /* The glabella, which is on the midline however it was placed. */
  smp_head_hit (&frame->head, frame->origin, &place);
  origin = smp_head_project (&face, smp_vec3 (0, place.y, place.z));
  across = x * reach (&face, origin.y - WIDEST * top, ratio * frame->half_width);
  origin.y -= y * top;

  smp_head_hit (&face, smp_point (across, origin.y), &place);
  for (int i = 0; !sees (&frame->head, place) && i < HALVINGS; i++)
    {
      double middle = (seen + hidden) / 2;
      SmpVec3 nearer;

      smp_head_hit (&face, smp_point (middle * across, origin.y), &nearer);
      if (sees (&frame->head, nearer))
        seen = middle;
      else
        hidden = middle;
    }
  if (hidden < 1)
    smp_head_hit (&face, smp_point (seen * across, origin.y), &place);
  return smp_head_project (&frame->head, place);
}
