/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "head-fixture.h"

#include <string.h>

#include "base/smp-hash.h"
#include "surface/smp-head-model.h"

#define WIDTH 3000
#define HEIGHT 4000

SmpHead
mean_head (SmpView view)
{
  SmpHeadViewPose pose = smp_head_view_pose (view);
  SmpHead head = { .axes = smp_head_mean_axes, .whorl = SMP_WHORL_DEFAULT };

  memcpy (head.form, smp_head_mean_form, sizeof head.form);
  head.camera = smp_camera_from_focal_35 (FOCAL_35, WIDTH, HEIGHT);
  head.translation = smp_vec3 (0, 0, 800);
  head.rotation = smp_quaternion_mul (
      smp_quaternion_mul ((SmpQuaternion){ 0, 1, 0, 0 }, smp_quaternion_from_vector (pose.turn)),
      smp_quaternion_from_vector (smp_vec3 (pose.level, 0, 0)));
  return head;
}

SmpHead
true_head (SmpView view, double pitch, double yaw, double roll)
{
  SmpHead head = mean_head (view);

  head.axes = smp_vec3_mul (smp_head_mean_axes, smp_vec3 (1.02, 0.98, 1.03));
  head.translation = smp_vec3 (15, -60, 800);
  head.rotation = smp_quaternion_mul (
      smp_quaternion_from_vector (smp_vec3 (pitch * DEGREE, yaw * DEGREE, roll * DEGREE)),
      head.rotation);
  return head;
}

void
click (SmpLandmarks **landmarks, const char *name, SmpPoint px)
{
  SmpLandmarks *more = smp_landmarks_with_point (*landmarks, name, &px);

  smp_landmarks_unref (*landmarks);
  *landmarks = more;
}

SmpLandmarks *
landmarks_of (const SmpHead *head, const char *const *names)
{
  SmpLandmarks *landmarks = smp_landmarks_new (NULL, 0, NULL);

  for (; *names != NULL; names++)
    for (gsize i = 0; i < smp_head_n_landmarks; i++)
      if (strcmp (smp_head_landmarks[i].name, *names) == 0)
        click (&landmarks, *names, smp_head_project (head, smp_head_landmarks[i].mean));
  return landmarks;
}

/* The highest place of the contour: where people click the top of the head. */
static SmpPoint
top_of (const SmpHead *head)
{
  SmpPoint best = { 0, G_MAXDOUBLE };

  for (double a = 0; a < 3.2; a += 0.01)
    for (double b = 0; b < 6.3; b += 0.01)
      {
        SmpPoint px = smp_head_project (
            head,
            smp_vec3_mul (head->axes, smp_vec3 (sin (a) * sin (b), cos (a), sin (a) * cos (b))));

        if (px.y < best.y)
          best = px;
      }
  return best;
}

SmpLandmarks *
clicked_on (const SmpHead *head, const char *const *names)
{
  SmpLandmarks *landmarks = landmarks_of (head, names);

  if (g_strv_contains (names, "vertex"))
    click (&landmarks, "vertex", top_of (head));
  return landmarks;
}

SmpLandmarks *
landmarks_of_person (const SmpHead *head, const char *const *names, guint64 seed)
{
  SmpLandmarks *landmarks = smp_landmarks_new (NULL, 0, NULL);

  for (; *names != NULL; names++)
    for (gsize i = 0; i < smp_head_n_landmarks; i++)
      if (strcmp (smp_head_landmarks[i].name, *names) == 0)
        {
          const SmpHeadLandmark *of = &smp_head_landmarks[i];
          SmpVec3 deviation = smp_vec3 (smp_hash_normal (smp_hash_u64 (seed, i, 0)),
                                        smp_hash_normal (smp_hash_u64 (seed, i, 1)),
                                        smp_hash_normal (smp_hash_u64 (seed, i, 2)));

          click (&landmarks, of->name,
                 smp_head_project (head,
                                   smp_vec3_add (of->mean, smp_vec3_mul (of->spread, deviation))));
        }
  return landmarks;
}

SmpPoint
limb_at (const SmpHead *head, double angle)
{
  SmpPoint centre = smp_camera_project (&head->camera, head->translation), px = centre;
  double near = 0, far = 200 * head->camera.focal_px / head->translation.z;

  for (int k = 0; k < 40; k++)
    {
      double middle = (near + far) / 2;
      SmpVec3 place;

      px = smp_point (centre.x + middle * sin (angle), centre.y - middle * cos (angle));
      if (smp_head_hit (head, px, &place))
        near = middle;
      else
        far = middle;
    }
  return px;
}

SmpPolygon *
contour_of (const SmpHead *truth)
{
  SmpPolygon *contour = smp_polygon_alloc (41, FALSE);

  for (int i = 0; i < 41; i++)
    contour->points[i] = limb_at (truth, (i - 20) * 0.075);
  smp_polygon_seal (contour);
  return contour;
}

SmpHeadView
view_of (SmpView view, const SmpLandmarks *landmarks, double focal_35)
{
  return (SmpHeadView){
    .view = view, .width = WIDTH, .height = HEIGHT, .landmarks = landmarks, .focal_35 = focal_35
  };
}

SmpPhoto *
photo_of (const char *id, SmpView view, SmpLandmarks *landmarks)
{
  SmpPhoto *photo = smp_photo_new (id);

  photo->view = view;
  photo->width = WIDTH;
  photo->height = HEIGHT;
  smp_landmarks_unref (photo->landmarks);
  photo->landmarks = landmarks;
  return photo;
}
