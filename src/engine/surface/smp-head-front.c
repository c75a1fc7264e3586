/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "surface/smp-head-front.h"

#include <math.h>

#include "geometry/smp-outline.h"
#include "model/smp-face-frame.h"
#include "model/smp-landmarks.h"
#include "surface/smp-head-curve.h"
#include "surface/smp-head-model.h"

/* The picture that nobody took: px on a side, mm in front of the camera, mm of skin in a px. */
#define SIDE 2000
#define DISTANCE 1000.0
#define MM_PER_PX 0.2

/* The contour goes down to the sides by so many degrees from the top, one step each. */
#define LIMB_REACH 100
#define LIMB_STEP 4

static SmpPhoto *
find_front (const SmpConsultation *consultation)
{
  for (guint i = 0; i < consultation->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (consultation->photos, i);
      SmpFaceFrame frame;

      if (photo->view == SMP_VIEW_FRONT && smp_photo_uses_head (photo)
          && smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, &frame))
        return smp_photo_ref (photo);
    }
  return NULL;
}

/* The mean goes with an axis as far as it is tied to it. */
static double
fit_mean (double mean, double tied, double axis, double mean_axis)
{
  return mean * (1 + tied * (axis / mean_axis - 1));
}

static SmpPoint
landmark_px (const SmpHead *head, const SmpHeadLandmark *landmark)
{
  const SmpVec3 *mean = &smp_head_mean_axes, *tied = &landmark->tied;

  return smp_head_project (head,
                           smp_vec3 (fit_mean (landmark->mean.x, tied->x, head->axes.x, mean->x),
                                     fit_mean (landmark->mean.y, tied->y, head->axes.y, mean->y),
                                     fit_mean (landmark->mean.z, tied->z, head->axes.z, mean->z)));
}

static SmpPhoto *
imagine_front (const SmpHead *of)
{
  SmpPhoto *front = smp_photo_new ("front");
  g_autofree SmpLandmark *points = g_new (SmpLandmark, smp_head_n_landmarks);
  SmpHeadViewPose pose = smp_head_view_pose (SMP_VIEW_FRONT);
  SmpHead *head = &front->head;

  front->view = SMP_VIEW_FRONT;
  front->width = front->height = SIDE;
  front->has_head = TRUE;
  *head = *of;
  head->camera = (SmpCamera){ DISTANCE / MM_PER_PX, { SIDE / 2.0, SIDE / 2.0 } };
  head->translation = smp_vec3 (0, 0, DISTANCE);
  head->rotation
      = smp_quaternion_mul ((SmpQuaternion){ 0, 1, 0, 0 }, /* y up to y down, z to the camera */
                            smp_quaternion_from_vector (smp_vec3 (pose.level, 0, 0)));
  for (gsize i = 0; i < smp_head_n_landmarks; i++)
    points[i] = (SmpLandmark){ (char *)smp_head_landmarks[i].name,
                               landmark_px (head, &smp_head_landmarks[i]) };
  smp_landmarks_unref (front->landmarks);
  front->landmarks = smp_landmarks_new (points, smp_head_n_landmarks, NULL);
  front->scale = (SmpScale){ MM_PER_PX, SMP_SCALE_HEAD, of->uncertainty };
  return front;
}

SmpPhoto *
smp_head_front (const SmpConsultation *consultation, const SmpPhoto *photo)
{
  SmpPhoto *front;

  g_return_val_if_fail (smp_photo_uses_head (photo), NULL);

  front = find_front (consultation);
  return front != NULL ? front : imagine_front (&photo->head);
}

SmpPolygon *
smp_head_limb (const SmpHead *head)
{
  SmpPolygon *limb = smp_polygon_alloc (2 * LIMB_REACH / LIMB_STEP + 1, FALSE);

  for (gsize i = 0; i < limb->n_points; i++)
    limb->points[i]
        = smp_head_limb_px (head, ((double)i * LIMB_STEP - LIMB_REACH - 90) * (G_PI / 180));
  smp_polygon_seal (limb);
  return limb;
}
