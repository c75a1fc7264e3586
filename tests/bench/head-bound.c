/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "head-bound.h"

#include <string.h>

#include "geometry/smp-least-squares.h"
#include "surface/smp-head-model.h"

/* Every so many places of a map, and only such as face the camera by 66° or better. */
#define STEP 4
#define LEAST_FACING 0.4

enum
{
  CENTRE,
  TURN = CENTRE + 3,
  AXES = TURN + 3, /* logarithms of shares of the mean's */
  FORM = AXES + 3,
  N_PARAMETERS = FORM + SMP_HEAD_N_FORM,
};

typedef struct
{
  GArray *places; /* of SmpVec3 */
  HeadBound kind;
} Bound;

/* A head whose "camera space" is the scan's. */
static SmpHead
head_of (const Bound *self, const double *p)
{
  SmpVec3 size = smp_vec3 (exp (p[AXES]), exp (p[AXES + 1]), exp (p[AXES + 2]));
  SmpHead head
      = { .whorl = SMP_WHORL_DEFAULT,
          .rotation = smp_quaternion_from_vector (smp_vec3 (p[TURN], p[TURN + 1], p[TURN + 2])),
          .translation = smp_vec3 (p[CENTRE], p[CENTRE + 1], p[CENTRE + 2]) };

  if (self->kind == HEAD_BOUND_MEAN)
    size = smp_vec3 (size.x, size.x, size.x);
  head.axes = smp_vec3_mul (smp_head_mean_axes, size);
  if (self->kind == HEAD_BOUND_CRANIUM)
    memcpy (head.form, p + FORM, sizeof head.form);
  else if (self->kind == HEAD_BOUND_MEAN)
    memcpy (head.form, smp_head_mean_form, sizeof head.form);
  return head;
}

static void
residuals_of (const double *p, int changed, double *residuals, gpointer data)
{
  const Bound *self = data;
  SmpHead head = head_of (self, p);
  SmpVec3 rows[3];

  smp_quaternion_to_matrix (head.rotation, rows);
  for (guint i = 0; i < self->places->len; i++)
    {
      SmpVec3 v = smp_vec3_sub (g_array_index (self->places, SmpVec3, i), head.translation);
      double length, form;

      v = smp_vec3_add (
          smp_vec3_scale (rows[0], v.x),
          smp_vec3_add (smp_vec3_scale (rows[1], v.y), smp_vec3_scale (rows[2], v.z)));
      length = smp_vec3_length (smp_vec3_div (v, head.axes));
      form = smp_head_form (head.form, smp_vec3_unit (smp_vec3_div (v, head.axes)));
      residuals[i] = (length - form) / length * smp_vec3_length (v);
    }
  /* What a kind does not use stays where it is. */
  for (int i = AXES; i < N_PARAMETERS; i++)
    residuals[self->places->len + (guint)(i - AXES)]
        = self->kind == HEAD_BOUND_CRANIUM || (self->kind == HEAD_BOUND_ELLIPSOID && i < FORM)
                  || i == AXES
              ? 0
              : p[i];
}

double
head_bound (HeadScan *const *scans, int n, HeadBound kind, SmpHead *heads)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (SmpVec3));
  Bound self = { places, kind };
  double p[N_PARAMETERS] = { 0 }, steps[N_PARAMETERS], cost;
  SmpHead best;

  for (int i = 0; i < n; i++)
    for (int y = 0; y < scans[i]->map_height; y += STEP)
      for (int x = 0; x < scans[i]->map_width; x += STEP)
        {
          int at = y * scans[i]->map_width + x;

          if (head_scan_is_scalp (scans[i], at) && head_scan_facing (scans[i], at) > LEAST_FACING)
            g_array_append_val (places, scans[i]->position[at]);
        }
  /* From a cranium's form: with none, one that is turned by half about x and has the opposite form
   * is as near, and upside down. */
  if (kind == HEAD_BOUND_CRANIUM)
    memcpy (p + FORM, smp_head_mean_form, sizeof smp_head_mean_form);
  for (int i = 0; i < N_PARAMETERS; i++)
    steps[i] = i < TURN ? 0.01 : 1e-4;
  cost = smp_least_squares_solve (
             &(SmpLeastSquares){ .n_parameters = N_PARAMETERS,
                                 .n_residuals = places->len + N_PARAMETERS - AXES,
                                 .residuals = residuals_of,
                                 .data = &self,
                                 .steps = steps,
                                 .max_iterations = 60 },
             p, NULL)
             .cost;
  best = head_of (&self, p);
  for (int i = 0; i < n; i++)
    {
      heads[i] = best;
      heads[i].camera = scans[i]->truth.camera;
      heads[i].rotation = smp_quaternion_mul (scans[i]->truth.rotation, best.rotation);
      heads[i].translation = smp_head_to_camera (&scans[i]->truth, best.translation);
    }
  return sqrt (2 * cost / places->len);
}
