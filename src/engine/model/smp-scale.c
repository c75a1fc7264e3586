/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-scale.h"

#include <math.h>
#include <string.h>

#include "model/smp-landmarks.h"

/* Lengths and their relative spread; domain notes, "Scale". */
#define IRIS_MM 11.71 /* visible iris, n = 390 (Rüfer 2005): ± 0.42 */
#define IRIS_SPREAD (0.42 / 11.71)
#define PUPILS_MM 63.0 /* Dodgson 2004; ANSUR II: men 64.0 ± 3.4, women 61.7 ± 3.6 */
#define PUPILS_SPREAD (3.5 / 63.0)
#define HEAD_MM 151.0 /* ANSUR II: men 154.3 ± 5.5, women 147.8 ± 5.2 */
#define HEAD_SPREAD (5.5 / 151.0)
/* Eyes are nearer to the camera than the scalp: at 0.6 to 1.2 m a plane 0.1 m behind them is imaged
 * 8 to 14 % smaller (computed there). Scales from the eyes carry half of that as uncertainty as
 * long as the head's shape is not known. */
#define DEPTH_SPREAD 0.05
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

SmpScale
smp_scale_from_landmarks (const SmpLandmarks *landmarks, int width, int height)
{
  double right = span (landmarks, SMP_LANDMARK_IRIS_RIGHT_INNER, SMP_LANDMARK_IRIS_RIGHT_OUTER);
  double left = span (landmarks, SMP_LANDMARK_IRIS_LEFT_INNER, SMP_LANDMARK_IRIS_LEFT_OUTER);
  double px
      = landmarks->has_ruler ? smp_point_distance (landmarks->ruler.from, landmarks->ruler.to) : 0;

  if (px > 1 && landmarks->ruler.mm > 0)
    return scale_of (SMP_SCALE_RULER, landmarks->ruler.mm, px, RULER_SPREAD, 1);
  if (right > 1 && left > 1)
    return scale_of (SMP_SCALE_IRIS, IRIS_MM, (right + left) / 2, hypot (IRIS_SPREAD, DEPTH_SPREAD),
                     0.5);
  if (right > 1 || left > 1)
    return scale_of (SMP_SCALE_IRIS, IRIS_MM, MAX (right, left), hypot (IRIS_SPREAD, DEPTH_SPREAD),
                     1);
  px = span (landmarks, SMP_LANDMARK_PUPIL_RIGHT, SMP_LANDMARK_PUPIL_LEFT);
  if (px > 1)
    return scale_of (SMP_SCALE_PUPILS, PUPILS_MM, px, hypot (PUPILS_SPREAD, DEPTH_SPREAD), 1);
  px = span (landmarks, SMP_LANDMARK_EURYON_RIGHT, SMP_LANDMARK_EURYON_LEFT);
  if (px > 1)
    return scale_of (SMP_SCALE_HEAD, HEAD_MM, px, HEAD_SPREAD, 1);
  return (SmpScale){
    .mm_per_px = HEAD_MM / (ASSUMED_SHARE * MAX (MIN (width, height), 1)),
    .method = SMP_SCALE_ASSUMED,
    .uncertainty = ASSUMED_SPREAD,
  };
}
