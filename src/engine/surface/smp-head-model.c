/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "surface/smp-head-model.h"

#include "model/smp-landmarks.h"

#define DEGREE (G_PI / 180)

/* Head space is that of the ellipsoid which fits the scalp best. On a scanned head its long axis
 * rises to the front by 8° against the level of eyes and ears, its centre is 45 mm over the ears,
 * and its side axis is 3 % more than half the breadth. So are the means here, for breadth and
 * length of ANSUR II (men 154.3 ± 5.5 and 199.5 ± 7.0, women 147.8 ± 5.2 and 189.8 ± 7.5) with
 * three men to a woman, for whom treatments of the whole scalp are most usual (our choice; the
 * client's sex does not enter), and a height that puts the top 129 mm over the tragion (131 and
 * 126.5). */
#define RISE (8 * DEGREE)
const SmpVec3 smp_head_mean_axes = { 78.5, 89, 100 };
const SmpVec3 smp_head_axes_spread = { 0.028, 0.040, 0.030 };

#define LIMB(view) (1u << (view))
#define LIMB_FRONT (LIMB (SMP_VIEW_FRONT) | LIMB (SMP_VIEW_BACK))
#define LIMB_SIDE (LIMB (SMP_VIEW_LEFT_PROFILE) | LIMB (SMP_VIEW_RIGHT_PROFILE))
#define LIMB_OBLIQUE (LIMB (SMP_VIEW_LEFT_OBLIQUE) | LIMB (SMP_VIEW_RIGHT_OBLIQUE))
#define LIMB_TOP LIMB (SMP_VIEW_VERTEX)

#define PAIR(name_right, name_left, x, y, z, ...)                                                  \
  { name_right, { -(x), y, z }, __VA_ARGS__ },                                                     \
  {                                                                                                \
    name_left, { x, y, z }, __VA_ARGS__                                                            \
  }

/* Half way between the scanned head, made as large as the mean, and usual proportions: pupils 64.0
 * and 61.7 mm apart (ANSUR II) and some 16 over the tragion, nasion to chin 118, two fifths of it
 * to the subnasale. Where no source has numbers they are our choice, and the spreads are wide. */
const SmpHeadLandmark smp_head_landmarks[] = {
  PAIR (
      SMP_LANDMARK_PUPIL_RIGHT, SMP_LANDMARK_PUPIL_LEFT, 31.6, -37.5, 82.5, { 2, 4, 4 }, { 0 }, 0),
  PAIR (SMP_LANDMARK_CANTHUS_RIGHT, SMP_LANDMARK_CANTHUS_LEFT, 44, -37, 73, { 3, 4, 5 }, { 0 }, 0),
  { SMP_LANDMARK_GLABELLA, { 0, -19, 98 }, { 2, 6, 3 }, { 0 }, 0 },
  { "nasion", { 0, -31, 95 }, { 2, 5, 4 }, { 0 }, 0 },
  { "pronasale", { 0, -68, 112 }, { 2.5, 5, 5 }, { 0 }, 0 },
  { SMP_LANDMARK_SUBNASALE, { 0, -79.5, 97 }, { 2.5, 5, 5 }, { 0 }, 0 },
  { "stomion", { 0, -98.5, 91 }, { 3, 6, 6 }, { 0 }, 0 },
  { "pogonion", { 0, -129, 86 }, { 3.5, 8, 8 }, { 0 }, 0 },
  { SMP_LANDMARK_CHIN, { 0, -140, 79 }, { 3.5, 8, 9 }, { 0 }, 0 },
  PAIR ("tragion_right", "tragion_left", 70.5, -44.5, 4, { 4, 5, 7 }, { 0 }, 0),
  PAIR (SMP_LANDMARK_EURYON_RIGHT,
        SMP_LANDMARK_EURYON_LEFT,
        75.5,
        9,
        -14,
        { 2, 14, 14 },
        { 1, 1, 1 },
        LIMB_FRONT | LIMB_TOP),
  { SMP_LANDMARK_VERTEX,
    { 0, 87.5, 13 },
    { 5, 3, 12 },
    { 1, 1, 1 },
    LIMB_FRONT | LIMB_SIDE | LIMB_OBLIQUE },
  { "opisthocranion", { 0, 8, -97 }, { 5, 16, 3 }, { 1, 1, 1 }, LIMB_SIDE | LIMB_TOP },
};
const gsize smp_head_n_landmarks = G_N_ELEMENTS (smp_head_landmarks);

SmpHeadViewPose
smp_head_view_pose (SmpView view)
{
  static const SmpVec3 turns[SMP_N_VIEWS] = {
    [SMP_VIEW_LEFT_OBLIQUE] = { 0, -45 * DEGREE, 0 },
    [SMP_VIEW_RIGHT_OBLIQUE] = { 0, 45 * DEGREE, 0 },
    [SMP_VIEW_LEFT_PROFILE] = { 0, -90 * DEGREE, 0 },
    [SMP_VIEW_RIGHT_PROFILE] = { 0, 90 * DEGREE, 0 },
    [SMP_VIEW_VERTEX] = { 90 * DEGREE, 0, 0 },
    [SMP_VIEW_BACK] = { 0, 180 * DEGREE, 0 },
  };
  SmpHeadViewPose pose = { turns[view], -RISE, { 10 * DEGREE, 9 * DEGREE, 10 * DEGREE } };

  if (LIMB (view) & (LIMB_OBLIQUE | LIMB_SIDE))
    pose.spread.y = 12 * DEGREE;
  return pose;
}
