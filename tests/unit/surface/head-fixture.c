/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "head-fixture.h"

#include <string.h>

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
