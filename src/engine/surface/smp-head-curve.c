/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "surface/smp-head-curve.h"

#include "base/smp-constants.h"

/* Straight pieces of a length along the midline: a quarter of the head is 0.02 mm short. */
#define PIECES 64
/* How exactly the contour is found. */
#define LIMB_PX 0.25
/* Where the natural hairline's middle stands in the picture of a usual head, as a share of the
 * top's height over the glabella; our choice. */
#define USUAL_SHARE 0.59

double
smp_head_curve_angle (const SmpHead *self, SmpVec3 place)
{
  SmpVec3 s = smp_vec3_div (place, self->axes);

  return atan2 (s.y, s.z);
}

SmpVec3
smp_head_curve_place (const SmpHead *self, double x, double angle)
{
  SmpVec3 s = { 0, sin (angle), cos (angle) };
  double radius = smp_head_form (self->form, s);

  /* The radius depends on the direction and the direction on the radius; it hardly changes. */
  for (int i = 0; i < 8; i++)
    {
      double across = CLAMP (x / (self->axes.x * radius), -1.0, 1.0);
      double along = sqrt (1 - across * across);

      s = smp_vec3 (across, along * sin (angle), along * cos (angle));
      radius = smp_head_form (self->form, s);
    }
  return smp_vec3_mul (smp_vec3_scale (s, radius), self->axes);
}

SmpVec3
smp_head_place (const SmpHead *self, SmpVec3 direction)
{
  return smp_vec3_mul (smp_vec3_scale (direction, smp_head_form (self->form, direction)),
                       self->axes);
}

double
smp_head_midline_length (const SmpHead *self, double from, double to)
{
  SmpVec3 last = smp_head_curve_place (self, 0, from);
  double sum = 0;

  for (int i = 1; i <= PIECES; i++)
    {
      SmpVec3 next = smp_head_curve_place (self, 0, from + (to - from) * i / PIECES);

      sum += smp_vec3_length (smp_vec3_sub (next, last));
      last = next;
    }
  return sum;
}

/* Length of skin from the glabella up to what is @share of the top in the picture. */
static double
length_to (const SmpHead *head, const SmpFaceFrame *frame, double share)
{
  SmpVec3 from, to;

  smp_head_hit (head, frame->origin, &from);
  smp_head_hit (
      head, smp_point_add (frame->origin, smp_point_scale (frame->up, share * frame->top)), &to);
  return smp_head_midline_length (head, smp_head_curve_angle (head, from),
                                  smp_head_curve_angle (head, to));
}

void
smp_face_frame_fit_head (SmpFaceFrame *frame, const SmpHead *head)
{
  double usual = SMP_K (GLABELLA_TO_TOP) * asin (USUAL_SHARE) / G_PI_2;
  double low = 1, high = SMP_FACE_LIFT_MOST;

  frame->has_head = TRUE;
  frame->head = *head;
  frame->lift = 1;
  if (!(length_to (head, frame, USUAL_SHARE) < usual))
    return;
  for (int i = 0; i < 20; i++)
    {
      double middle = (low + high) / 2;

      if (length_to (head, frame, middle * USUAL_SHARE) < usual)
        low = middle;
      else
        high = middle;
    }
  frame->lift = high;
}

SmpPoint
smp_head_limb_px (const SmpHead *self, double angle)
{
  SmpPoint centre = smp_camera_project (&self->camera, self->translation);
  SmpPoint ray = smp_point (cos (angle), sin (angle));
  double most = MAX (MAX (self->axes.x, self->axes.y), self->axes.z) / smp_head_mm_per_px (self);
  double inside = 0, outside = 2 * most;

  while (outside - inside > LIMB_PX)
    {
      double middle = (inside + outside) / 2;

      if (smp_head_limb_distance (self, smp_point_add (centre, smp_point_scale (ray, middle))) < 0)
        inside = middle;
      else
        outside = middle;
    }
  return smp_point_add (centre, smp_point_scale (ray, inside));
}

gboolean
smp_head_sees (const SmpHead *self, SmpVec3 place)
{
  return smp_vec3_dot (smp_head_normal (self, place), smp_vec3_sub (smp_head_eye (self), place))
         > 0;
}
