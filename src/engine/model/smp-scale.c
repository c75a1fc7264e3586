/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-scale.h"

#include <math.h>
#include <string.h>

#include "base/smp-constants.h"
#include "model/smp-landmarks.h"

/* How exactly a point is placed, px; our choice. */
#define CLICK_PX 1.5
/* A typed distance is right to this share; our choice. */
#define RULER_SPREAD 0.01
/* An unknown scale: a head of mean breadth fills this share of the picture's shorter side, as on
 * the portraits that people bring; our choice, and hence the wide uncertainty. */
#define ASSUMED_SHARE 0.40
#define ASSUMED_SPREAD 0.35

static const char *const method_names[] = {
  [SMP_SCALE_RULER] = "ruler", [SMP_SCALE_IRIS] = "iris",     [SMP_SCALE_PUPILS] = "pupils",
  [SMP_SCALE_HEAD] = "head",   [SMP_SCALE_MANUAL] = "manual", [SMP_SCALE_ASSUMED] = "assumed",
};

const char *
smp_scale_method_to_string (SmpScaleMethod method)
{
  g_return_val_if_fail (method < G_N_ELEMENTS (method_names), NULL);

  return method_names[method];
}

gboolean
smp_scale_method_from_string (const char *text, SmpScaleMethod *method)
{
  for (gsize i = 0; i < G_N_ELEMENTS (method_names); i++)
    if (strcmp (method_names[i], text) == 0)
      {
        *method = (SmpScaleMethod)i;
        return TRUE;
      }
  return FALSE;
}

/* px between two landmarks, or 0. */
static double
span (const SmpLandmarks *landmarks, const char *from, const char *to)
{
  SmpPoint a, b;

  if (!smp_landmarks_get (landmarks, from, &a) || !smp_landmarks_get (landmarks, to, &b))
    return 0;
  return smp_point_distance (a, b);
}

static SmpScale
scale_of (SmpScaleMethod method, double mm, double px, double spread, double clicks)
{
  double click = CLICK_PX * sqrt (2 * clicks) / px;

  return (SmpScale){
    .mm_per_px = mm / px,
    .method = method,
    .uncertainty = sqrt (spread * spread + click * click),
  };
}

/* Scales from the eyes carry how much nearer to the camera they are than the scalp, as long as the
 * head's shape is not known. */
static double
eyes_spread (double spread)
{
  return hypot (spread, SMP_K (EYES_BEFORE_SCALP));
}

static double
pupils_mm (SmpSex sex)
{
  return sex == SMP_SEX_MALE     ? SMP_K (PUPILS_OF_MEN)
         : sex == SMP_SEX_FEMALE ? SMP_K (PUPILS_OF_WOMEN)
                                 : SMP_K (PUPILS);
}

static double
breadth_mm (SmpSex sex)
{
  return sex == SMP_SEX_MALE     ? SMP_K (HEAD_BREADTH_OF_MEN)
         : sex == SMP_SEX_FEMALE ? SMP_K (HEAD_BREADTH_OF_WOMEN)
                                 : SMP_K (HEAD_BREADTH);
}

SmpScale
smp_scale_from_landmarks (const SmpLandmarks *landmarks, SmpSex sex, int width, int height)
{
  double right = span (landmarks, SMP_LANDMARK_IRIS_RIGHT_INNER, SMP_LANDMARK_IRIS_RIGHT_OUTER);
  double left = span (landmarks, SMP_LANDMARK_IRIS_LEFT_INNER, SMP_LANDMARK_IRIS_LEFT_OUTER);
  double px
      = landmarks->has_ruler ? smp_point_distance (landmarks->ruler.from, landmarks->ruler.to) : 0;

  if (px > 1 && landmarks->ruler.mm > 0)
    return scale_of (SMP_SCALE_RULER, landmarks->ruler.mm, px, RULER_SPREAD, 1);
  if (right > 1 && left > 1)
    return scale_of (SMP_SCALE_IRIS, SMP_K (IRIS), (right + left) / 2,
                     eyes_spread (SMP_K (IRIS_SPREAD) / SMP_K (IRIS)), 0.5);
  if (right > 1 || left > 1)
    return scale_of (SMP_SCALE_IRIS, SMP_K (IRIS), MAX (right, left),
                     eyes_spread (SMP_K (IRIS_SPREAD) / SMP_K (IRIS)), 1);
  px = span (landmarks, SMP_LANDMARK_PUPIL_RIGHT, SMP_LANDMARK_PUPIL_LEFT);
  if (px > 1)
    return scale_of (SMP_SCALE_PUPILS, pupils_mm (sex), px,
                     eyes_spread (SMP_K (PUPILS_SPREAD) / pupils_mm (sex)), 1);
  px = span (landmarks, SMP_LANDMARK_EURYON_RIGHT, SMP_LANDMARK_EURYON_LEFT);
  if (px > 1)
    return scale_of (SMP_SCALE_HEAD, breadth_mm (sex), px,
                     SMP_K (HEAD_BREADTH_SPREAD) / breadth_mm (sex), 1);
  return (SmpScale){
    .mm_per_px = breadth_mm (sex) / (ASSUMED_SHARE * MAX (MIN (width, height), 1)),
    .method = SMP_SCALE_ASSUMED,
    .uncertainty = ASSUMED_SPREAD,
  };
}
