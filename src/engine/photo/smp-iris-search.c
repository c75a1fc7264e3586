/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-iris-search.h"

#include <math.h>
#include <string.h>

#include "base/smp-constants.h"
#include "model/smp-landmarks.h"
#include "photo/smp-image.h"

/* Places a radius, how many of them make one side's mean, and lines above and below the middle one;
 * our choice. */
#define PLACES 32
#define SIDE 7
#define LINES 5
/* At which places the border may lie: guesses go by the usual distance of eyes, and faces are
 * turned; our choice. */
#define NEAREST 22
#define FARTHEST 44
#define N_PLACES (FARTHEST - NEAREST + 1)
#define N_SAMPLES (N_PLACES + 2 * SIDE)
/* How far above or below the middle a click may be, in radii. */
#define ASIDE 0.6
/* Of an iris, px: smaller ones show no border. */
#define RADIUS_MIN 5.0
/* What the step needs, of 255, and what it must have more than another one, from portraits. */
#define STEP_MIN 14.0
#define SECOND_MAX 0.8
#define SECOND_APART (PLACES / 4)
/* How wide a light in the eye may be, and what of the step the white of an eye keeps. */
#define LIGHT (PLACES / 3)
#define KEPT_MIN 0.35

/* The edges of each iris, and its pupil. */
static const struct
{
  const char *edge;
  const char *other;
  const char *pupil;
} edges[] = {
  { SMP_LANDMARK_IRIS_RIGHT_INNER, SMP_LANDMARK_IRIS_RIGHT_OUTER, SMP_LANDMARK_PUPIL_RIGHT },
  { SMP_LANDMARK_IRIS_RIGHT_OUTER, SMP_LANDMARK_IRIS_RIGHT_INNER, SMP_LANDMARK_PUPIL_RIGHT },
  { SMP_LANDMARK_IRIS_LEFT_INNER, SMP_LANDMARK_IRIS_LEFT_OUTER, SMP_LANDMARK_PUPIL_LEFT },
  { SMP_LANDMARK_IRIS_LEFT_OUTER, SMP_LANDMARK_IRIS_LEFT_INNER, SMP_LANDMARK_PUPIL_LEFT },
};

/* The unit vector from one point to another, or along rows where they are the same. */
static SmpPoint
direction (SmpPoint from, SmpPoint to)
{
  double length = smp_point_distance (from, to);

  return length > 0 ? smp_point_scale (smp_point_sub (to, from), 1 / length) : smp_point (1, 0);
}

gboolean
smp_iris_guess_from_landmarks (const SmpLandmarks *landmarks,
                               const char *landmark,
                               SmpPoint near,
                               SmpIrisGuess *guess)
{
  SmpPoint pupil = { 0 }, other, right, left;
  gboolean has_pupil, has_other;
  gsize i = 0;

  while (i < G_N_ELEMENTS (edges) && strcmp (edges[i].edge, landmark) != 0)
    i++;
  if (i == G_N_ELEMENTS (edges))
    return FALSE;
  has_pupil = smp_landmarks_get (landmarks, edges[i].pupil, &pupil);
  has_other = smp_landmarks_get (landmarks, edges[i].other, &other);
  if (!has_pupil && !has_other)
    return FALSE;
  *guess = (SmpIrisGuess){ .middle = pupil, .across = { 1, 0 } };
  if (!has_pupil)
    {
      guess->middle = smp_point_lerp (other, near, 0.5);
      guess->across = direction (other, near);
      return TRUE;
    }
  if (smp_landmarks_get (landmarks, SMP_LANDMARK_PUPIL_RIGHT, &right)
      && smp_landmarks_get (landmarks, SMP_LANDMARK_PUPIL_LEFT, &left))
    {
      guess->across = direction (right, left);
      guess->radius = smp_point_distance (right, left) * SMP_K (IRIS) / SMP_K (PUPILS) / 2;
    }
  if (has_other)
    guess->radius = smp_point_distance (pupil, other);
  return TRUE;
}

/* Encoded luma between pixels, 0 to 255. */
static double
luma_at (const SmpImage *image, double x, double y)
{
  double fx = CLAMP (x - 0.5, 0, image->width - 1.001);
  double fy = CLAMP (y - 0.5, 0, image->height - 1.001);
  int x0 = (int)fx, y0 = (int)fy;
  double sum = 0;

  for (int k = 0; k < 4; k++)
    {
      int dx = k & 1, dy = k >> 1;
      const guint8 *p = image->pixels + (gsize)MIN (y0 + dy, image->height - 1) * image->stride
                        + 4 * (gsize)MIN (x0 + dx, image->width - 1);
      double weight = (dx ? fx - x0 : 1 - fx + x0) * (dy ? fy - y0 : 1 - fy + y0);

      sum += weight * (0.299 * p[0] + 0.587 * p[1] + 0.114 * p[2]);
    }
  return sum;
}

/* The mean across the line at its places, from SIDE before NEAREST on. */
static void
sample (const SmpImage *image,
        SmpPoint middle,
        SmpPoint outwards,
        double radius,
        double luma[N_SAMPLES])
{
  for (int i = 0; i < N_SAMPLES; i++)
    {
      int t = NEAREST + i - SIDE;

      luma[i] = 0;
      for (int k = -LINES; k <= LINES; k++)
        {
          double x = t * radius / PLACES, y = k * radius / PLACES;

          luma[i] += luma_at (image, middle.x + outwards.x * x - outwards.y * y,
                              middle.y + outwards.y * x + outwards.x * y)
                     / (2 * LINES + 1);
        }
    }
}

/* How much lighter it is outside the place than inside. */
static double
step_at (const double luma[N_SAMPLES], int place)
{
  double step = 0;

  for (int k = 1; k <= SIDE; k++)
    step += (luma[place + SIDE + k] - luma[place + SIDE - k]) / SIDE;
  return step;
}

/* Whether it is soon dark again outside the place: a light in the eye. */
static gboolean
is_light (const double luma[N_SAMPLES], int place, double step)
{
  double inside = 0;

  for (int k = 1; k <= SIDE; k++)
    inside += luma[place + SIDE - k] / SIDE;
  for (int k = 3; k <= LIGHT && place + SIDE + k < N_SAMPLES; k++)
    if (luma[place + SIDE + k] < inside + KEPT_MIN * step)
      return TRUE;
  return FALSE;
}

gboolean
smp_find_iris_edge (const SmpPyramid *pyramid,
                    const SmpIrisGuess *guess,
                    SmpPoint near,
                    double reach,
                    SmpPoint *edge)
{
  SmpPoint d = smp_point_sub (near, guess->middle), outwards = guess->across;
  double along = smp_point_dot (d, outwards), radius, scale = 1, place;
  double luma[N_SAMPLES], steps[N_PLACES];
  gsize level = 0;
  int best = -1;

  if (along < 0)
    {
      along = -along;
      outwards = smp_point_scale (outwards, -1);
    }
  radius = guess->radius > 0 ? guess->radius : along;
  if (radius < RADIUS_MIN
      || fabs (smp_point_dot (d, smp_point (-outwards.y, outwards.x))) > ASIDE * radius)
    return FALSE;
  while (level + 1 < pyramid->n_levels && radius / PLACES >= 2 * scale)
    {
      level++;
      scale *= 2;
    }
  sample (pyramid->levels[level], smp_point_scale (guess->middle, 1 / scale), outwards,
          radius / scale, luma);
  for (int i = 0; i < N_PLACES; i++)
    {
      steps[i] = step_at (luma, i);
      if (fabs ((NEAREST + i) * radius / PLACES - along) <= reach
          && (best < 0 || steps[i] > steps[best]))
        best = i;
    }
  /* The highest place of a slope that goes on is no border. */
  if (best <= 0 || best + 1 >= N_PLACES || steps[best] < STEP_MIN
      || steps[best] < MAX (steps[best - 1], steps[best + 1]))
    return FALSE;
  for (int i = 1; i + 1 < N_PLACES; i++)
    if (ABS (i - best) > SECOND_APART && steps[i] > SECOND_MAX * steps[best]
        && steps[i] >= MAX (steps[i - 1], steps[i + 1]))
      return FALSE;
  if (is_light (luma, best, steps[best]))
    return FALSE;
  /* Between places: the top of the parabola through three of them. */
  place = steps[best - 1] - 2 * steps[best] + steps[best + 1];
  place = best + (place < 0 ? 0.5 * (steps[best - 1] - steps[best + 1]) / place : 0);
  *edge = smp_point_add (guess->middle,
                         smp_point_scale (outwards, (NEAREST + place) / PLACES * radius));
  return TRUE;
}
