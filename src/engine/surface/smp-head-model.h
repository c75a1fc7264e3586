/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "geometry/smp-vec3.h"
#include "model/smp-photo.h"

G_BEGIN_DECLS

/* What is known of heads before any landmark is placed: means and spreads. All in head space (x to
 * the subject's left, y up, z to the front, from the cranium's centre), mm. */

/* Mean semi-axes of the cranium and how they spread beyond the head's size, relative. */
extern const SmpVec3 smp_head_mean_axes;
extern const SmpVec3 smp_head_axes_spread;
/* Mean form of the cranium and how it spreads. */
extern const double smp_head_mean_form[SMP_HEAD_N_FORM];
extern const double smp_head_form_spread[SMP_HEAD_N_FORM];
#define SMP_HEAD_SIZE_SPREAD 0.03
/* Size of women's heads beside the mean one, which is men's: breadth, length, height over the
 * tragion and distance of the pupils are 0.958, 0.951, 0.965 and 0.964 of theirs (ANSUR II). Where
 * the sex is told, sizes spread less: of the variance of both together, what lies between men and
 * women is taken off. */
#define SMP_HEAD_SIZE_OF_WOMEN 0.96
#define SMP_HEAD_SIZE_SPREAD_OF_SEX 0.021

/* The face as a whole against the cranium: up and forward, mm; leaning, rad; its height, relative.
 * Our choice, from what is left of the spreads of landmarks when single ones are taken out. */
#define SMP_FACE_UP_SPREAD 5.0
#define SMP_FACE_FRONT_SPREAD 4.0
#define SMP_FACE_LEAN_SPREAD 0.07
#define SMP_FACE_HEIGHT_SPREAD 0.06

/* A landmark of the model. */
typedef struct
{
  const char *name;
  SmpVec3 mean;
  SmpVec3 spread;
  SmpVec3 tied;     /* 1 where the mean goes with that axis of the cranium, 0 where with the face */
  guint limb_views; /* bits 1 << SmpView: in these the point is clicked on the head's contour */
  double
      inside; /* mm: how far inside the ellipsoid's contour that is, for heads are no ellipsoids */
} SmpHeadLandmark;

extern const SmpHeadLandmark smp_head_landmarks[];
extern const gsize smp_head_n_landmarks;

/* How the head lies in a view, and how far from that it may be. */
typedef struct
{
  SmpVec3 turn;   /* rad, of the level head, before the camera looks at it: pitch, yaw, roll */
  double level;   /* rad: pitch from head space to a level head */
  SmpVec3 spread; /* rad, about the camera's x, y, z */
} SmpHeadViewPose;

SmpHeadViewPose smp_head_view_pose (SmpView view);

G_END_DECLS
