/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "surface/smp-head-model.h"

#include "model/smp-landmarks.h"

#define DEGREE (G_PI / 180)

/* Head space is that of the cranium's ellipsoid. On a scanned head, an ellipsoid alone misses the
 * scalp's normals by 4.4° in the median; with the harmonics of third degree it is 2.3°: heads are
 * round above the forehead and flat behind, and widest high up behind. Its long axis rises to the
 * front by 8° against the level of eyes and ears, its centre is 42 mm over the ears. That is the
 * mean form here, made as large as the heads of ANSUR II's men (breadth 154.3 ± 5.5, length 199.5
 * ± 7.0, height over the tragion 131.1 ± 6.2), for whom treatments of the whole scalp are most
 * usual (our choice; women: 147.8 ± 5.2, 189.8 ± 7.5, 126.5 ± 6.6, which is within the spread). */
#define RISE (8 * DEGREE)
const SmpVec3 smp_head_mean_axes = { 76.6, 96, 103.6 };
const SmpVec3 smp_head_axes_spread = { 0.030, 0.042, 0.035 };
const double smp_head_mean_form[SMP_HEAD_N_FORM] = { -0.018, 0.047, 0, 0.049 };

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

/* Half way between the scanned head and usual proportions of men: pupils 64.0 mm apart (ANSUR II)
 * and some 16 over the tragion, nasion to chin 120, two fifths of it to the subnasale. Where no
 * source has numbers they are our choice, and the spreads are wide. */
const SmpHeadLandmark smp_head_landmarks[] = {
  PAIR (SMP_LANDMARK_PUPIL_RIGHT, SMP_LANDMARK_PUPIL_LEFT, 32.3, -32.5, 84, { 2, 4, 4 }, { 0 }, 0),
  PAIR (SMP_LANDMARK_CANTHUS_RIGHT, SMP_LANDMARK_CANTHUS_LEFT, 45, -32, 74, { 3, 4, 5 }, { 0 }, 0),
  { SMP_LANDMARK_GLABELLA, { 0, -14, 100 }, { 2, 6, 3 }, { 0 }, 0 },
  { "nasion", { 0, -25.5, 97 }, { 2, 5, 4 }, { 0 }, 0 },
  { "pronasale", { 0, -64, 113 }, { 2.5, 5, 5 }, { 0 }, 0 },
  { SMP_LANDMARK_SUBNASALE, { 0, -75.5, 98 }, { 2.5, 5, 5 }, { 0 }, 0 },
  { "stomion", { 0, -95.5, 91 }, { 3, 6, 6 }, { 0 }, 0 },
  { "pogonion", { 0, -127, 86 }, { 3.5, 8, 8 }, { 0 }, 0 },
  { SMP_LANDMARK_CHIN, { 0, -138, 80 }, { 3.5, 8, 9 }, { 0 }, 0 },
  PAIR ("tragion_right", "tragion_left", 71.2, -40, 3, { 4, 5, 7 }, { 0 }, 0),
  PAIR (SMP_LANDMARK_EURYON_RIGHT,
        SMP_LANDMARK_EURYON_LEFT,
        77.2,
        16,
        -14,
        { 2, 14, 14 },
        { 1, 1, 1 },
        LIMB_FRONT | LIMB_TOP),
  { SMP_LANDMARK_VERTEX,
    { 0, 91, 14 },
    { 5, 3, 12 },
    { 1, 1, 1 },
    LIMB_FRONT | LIMB_SIDE | LIMB_OBLIQUE },
  { "opisthocranion", { 0, 16, -97.2 }, { 5, 16, 3 }, { 1, 1, 1 }, LIMB_SIDE | LIMB_TOP },
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
