/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <math.h>

#include "surface/smp-head-curve.h"
#include "surface/smp-head-fit-private.h"

/* How sure it is that what is drawn in one photo shows at the same place of the skin in another.
 * Each photo's pose and distance are known only so well, and a photo from the front and one from
 * above, say, leave it open how far the head nods in either. */

/* Directions over the axes, to the subject's left, up and front: the hairline's middle and sides,
 * and the crown; others are not carried better. Our choice. */
static const SmpVec3 places[] = {
  { 0, 0.62, 0.78 },
  { 0.45, 0.55, 0.70 },
  { -0.45, 0.55, 0.70 },
  { 0, 0.85, -0.52 },
};

/* Places that face the camera less are hardly seen: cosine of 75°. */
#define LEAST_FACING 0.26

#define STEP 1e-4

typedef struct
{
  const HeadProblem *problem;
  double *p;
  guint views[2];
  SmpPoint px[2];
} Pair;

/* From where one view has what shows at its pixel to where the other has it. */
static SmpVec3
apart (const Pair *self)
{
  SmpVec3 at[2];

  for (int i = 0; i < 2; i++)
    {
      SmpHead head = smp_head_problem_head (self->problem, self->p, self->views[i]);

      (void)smp_head_hit (&head, self->px[i], &at[i]);
    }
  return smp_vec3_sub (at[1], at[0]);
}

static gboolean
is_shown (const SmpHead *head, SmpVec3 place)
{
  SmpVec3 view = smp_vec3_unit (smp_vec3_sub (smp_head_eye (head), place));

  return smp_vec3_dot (view, smp_head_normal (head, place)) > LEAST_FACING;
}

/* Root mean square, from the slopes by all parameters of the head and both views. */
static double
deviation (Pair *self, const double *covariance)
{
  gsize n = smp_head_problem_n_parameters (self->problem), of[N_SHARED + 2 * N_VIEW];
  SmpVec3 slopes[N_SHARED + 2 * N_VIEW];
  double variance = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (of); i++)
    {
      gsize view = i >= N_SHARED ? (i - N_SHARED) / N_VIEW : 0;
      double at;
      SmpVec3 more;

      of[i] = i < N_SHARED ? i
                           : N_SHARED + (gsize)self->views[view] * N_VIEW + (i - N_SHARED) % N_VIEW;
      at = self->p[of[i]];
      self->p[of[i]] = at + STEP;
      more = apart (self);
      self->p[of[i]] = at - STEP;
      slopes[i] = smp_vec3_scale (smp_vec3_sub (more, apart (self)), 1 / (2 * STEP));
      self->p[of[i]] = at;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (of); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (of); k++)
      variance += smp_vec3_dot (slopes[i], slopes[k]) * covariance[of[i] * n + of[k]];
  return sqrt (MAX (variance, 0));
}

double
smp_head_problem_carried_mm (
    const HeadProblem *self, double *parameters, const double *covariance, guint a, guint b)
{
  SmpHead heads[2] = { smp_head_problem_head (self, parameters, a),
                       smp_head_problem_head (self, parameters, b) };
  double most = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      SmpVec3 place = smp_head_place (&heads[0], smp_vec3_unit (places[i]));
      Pair pair = { self, parameters, { a, b } };

      if (!is_shown (&heads[0], place) || !is_shown (&heads[1], place))
        continue;
      for (int k = 0; k < 2; k++)
        pair.px[k] = smp_head_project (&heads[k], place);
      most = MAX (most, deviation (&pair, covariance));
    }
  return MIN (most, SMP_HEAD_CARRIED_MAX_MM);
}
