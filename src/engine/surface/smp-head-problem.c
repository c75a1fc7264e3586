/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "surface/smp-head-fit-private.h"

#include <string.h>

#include "base/smp-constants.h"
#include "surface/smp-head-tape.h"

/* How exactly a point is clicked, px and mm on the head; our choice. */
#define CLICK_PX 2.0
/* Iris: 11.71 ± 0.42 mm (Rüfer 2005); the eyeball carries it about 10 mm before its own centre,
 * which changes nothing here. */
#define IRIS_MM 11.71
#define IRIS_SPREAD_MM 0.42
#define RULER_SPREAD 0.01

#define N_PRIORS (N_SHARED)
#define N_VIEW_PRIORS 7 /* turns, focal length, the same as another view's, distance, contour */
/* From where heads are photographed, mm, and the spread of its logarithm: a step away. Only where
 * the photo does not tell the focal length; our choice. */
#define USUAL_DISTANCE_MM 800.0
#define DISTANCE_SPREAD 0.35
/* Photos of one size without a focal length are likely from one camera, at one zoom; our choice. */
#define SAME_CAMERA_SPREAD 0.15

SmpVec3
smp_head_problem_axes (const double *p)
{
  double size = exp (p[SHARED_SIZE]);

  return smp_vec3 (smp_head_mean_axes.x * size * exp (p[SHARED_AXES]),
                   smp_head_mean_axes.y * size * exp (p[SHARED_AXES + 1]),
                   smp_head_mean_axes.z * size * exp (p[SHARED_AXES + 2]));
}

SmpVec3
smp_head_problem_mean (const double *p, const SmpHeadLandmark *landmark)
{
  double size = exp (p[SHARED_SIZE]), c = cos (p[SHARED_FACE_LEAN]), s = sin (p[SHARED_FACE_LEAN]);
  SmpVec3 face = landmark->mean, cranium;

  face.y *= exp (p[SHARED_FACE_HEIGHT]);
  face = smp_vec3 (face.x, c * face.y - s * face.z + p[SHARED_FACE_UP],
                   s * face.y + c * face.z + p[SHARED_FACE_FRONT]);
  face = smp_vec3_scale (face, size);
  cranium
      = smp_vec3_mul (landmark->mean, smp_vec3_div (smp_head_problem_axes (p), smp_head_mean_axes));
  return smp_vec3 (landmark->tied.x > 0 ? cranium.x : face.x,
                   landmark->tied.y > 0 ? cranium.y : face.y,
                   landmark->tied.z > 0 ? cranium.z : face.z);
}

static void
cranium_form (const double *p, double form[SMP_HEAD_N_FORM])
{
  for (int i = 0; i < SMP_HEAD_N_FORM; i++)
    form[i]
        = CLAMP (smp_head_mean_form[i] + p[SHARED_FORM + i], -SMP_HEAD_FORM_MAX, SMP_HEAD_FORM_MAX);
}

SmpHead
smp_head_problem_head (const HeadProblem *self, const double *parameters, guint view)
{
  const double *p = parameters + N_SHARED + view * N_VIEW;
  const FitView *of = &self->views[view];
  SmpHead head = { .whorl = SMP_WHORL_DEFAULT };
  double depth;

  head.axes = smp_head_problem_axes (parameters);
  cranium_form (parameters, head.form);
  head.camera.focal_px = exp (p[VIEW_FOCAL]);
  head.camera.centre = smp_point (of->view->width / 2.0, of->view->height / 2.0);
  depth = exp (p[VIEW_FOCAL] - p[VIEW_SCALE]);
  head.translation = smp_vec3 (p[VIEW_CENTRE] * depth, p[VIEW_CENTRE + 1] * depth, depth);
  head.rotation = smp_quaternion_mul (
      smp_quaternion_from_vector (smp_vec3 (p[VIEW_TURN], p[VIEW_TURN + 1], p[VIEW_TURN + 2])),
      of->start);
  return head;
}

gsize
smp_head_problem_n_parameters (const HeadProblem *self)
{
  return N_SHARED + self->n_views * N_VIEW + 3 * (gsize)self->n_landmarks;
}

gsize
smp_head_problem_n_residuals (const HeadProblem *self)
{
  return 2 * self->clicks->len + N_PRIORS + self->n_views * N_VIEW_PRIORS
         + 3 * (gsize)self->n_landmarks + (self->tape_mm > 0 ? 1 : 0);
}

/* By how much the fit sees a view's head larger than before it; a logarithm.
 *
 * What a head differs by from the mean one is measured at the scale before the fit. In millimetres
 * of the fit's own scale, a head that is shown larger than it is would differ by less in the same
 * picture; each deviation would pull that way, and lengths come out 3 % short in the mean over many
 * heads: the bias of a regression whose spread goes with its slope. */
static double
scale_change (const HeadProblem *self, const double *p, guint view)
{
  return p[N_SHARED + view * N_VIEW + VIEW_SCALE] - self->views[view].log_scale;
}

static SmpVec3
landmark_place (const HeadProblem *self, const double *p, guint landmark)
{
  const double *deviation = p + N_SHARED + (gsize)self->n_views * N_VIEW + 3 * (gsize)landmark;
  double change = 0;

  for (guint i = 0; i < self->n_views; i++)
    change += scale_change (self, p, i) / self->n_views;
  return smp_vec3_add (
      smp_head_problem_mean (p, self->landmarks[landmark]),
      smp_vec3_scale (smp_vec3 (deviation[0], deviation[1], deviation[2]), exp (-change)));
}

/* Grows like the logarithm for what is far off, so that a wrong contour pulls little. */
static double
softened (double r)
{
  return copysign (sqrt (log1p (r * r)), r);
}

static double
ruler_mm (const SmpHead *head, const Click *click)
{
  SmpVec3 a, b;

  smp_head_hit (head, click->px, &a);
  smp_head_hit (head, click->to, &b);
  return smp_vec3_length (smp_vec3_sub (a, b));
}

static void
click_residuals (
    const HeadProblem *self, const double *p, const SmpHead *head, const Click *click, double r[2])
{
  double px_per_mm = head->camera.focal_px / head->translation.z, change;
  SmpVec3 place;
  SmpPoint at;

  r[0] = r[1] = 0;
  switch (click->kind)
    {
    case CLICK_POINT:
      place = smp_head_to_camera (head, landmark_place (self, p, (guint)click->landmark));
      if (!(place.z > 1))
        {
          r[0] = r[1] = 1e3;
          return;
        }
      at = smp_point_sub (smp_camera_project (&head->camera, place), click->px);
      r[0] = at.x / CLICK_PX;
      r[1] = at.y / CLICK_PX;
      break;
    case CLICK_LIMB:
      change = scale_change (self, p, click->view);
      r[0] = smp_head_limb_distance (head, click->px) * exp (change);
      if (click->automatic)
        r[0] -= p[N_SHARED + click->view * N_VIEW + VIEW_RIM];
      r[0] /= hypot (click->mm, CLICK_PX / px_per_mm * exp (change));
      if (click->automatic)
        r[0] = softened (r[0]);
      break;
    case CLICK_IRIS:
      place = smp_head_to_camera (head, landmark_place (self, p, (guint)click->landmark));
      r[0] = (smp_point_distance (click->px, click->to) * place.z / head->camera.focal_px - IRIS_MM)
             / hypot (IRIS_SPREAD_MM, CLICK_PX / px_per_mm);
      break;
    case CLICK_RULER:
      r[0] = (ruler_mm (head, click) - click->mm)
             / hypot (RULER_SPREAD * click->mm, 1.4 * CLICK_PX / px_per_mm);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
prior_residuals (const HeadProblem *self, const double *p, double *r)
{
  *r++ = (p[SHARED_SIZE] - self->log_size) / self->size_spread;
  *r++ = p[SHARED_AXES] / smp_head_axes_spread.x;
  *r++ = p[SHARED_AXES + 1] / smp_head_axes_spread.y;
  *r++ = p[SHARED_AXES + 2] / smp_head_axes_spread.z;
  *r++ = p[SHARED_FACE_UP] / SMP_FACE_UP_SPREAD;
  *r++ = p[SHARED_FACE_FRONT] / SMP_FACE_FRONT_SPREAD;
  *r++ = p[SHARED_FACE_LEAN] / SMP_FACE_LEAN_SPREAD;
  *r++ = p[SHARED_FACE_HEIGHT] / SMP_FACE_HEIGHT_SPREAD;
  for (int i = 0; i < SMP_HEAD_N_FORM; i++)
    *r++ = p[SHARED_FORM + i] / smp_head_form_spread[i];
  for (guint i = 0; i < self->n_views; i++)
    {
      const double *v = p + N_SHARED + i * N_VIEW;
      const FitView *view = &self->views[i];

      *r++ = v[VIEW_TURN] / view->spread.x;
      *r++ = v[VIEW_TURN + 1] / view->spread.y;
      *r++ = v[VIEW_TURN + 2] / view->spread.z;
      *r++ = (v[VIEW_FOCAL] - view->log_focal) / view->focal_spread;
      *r++ = view->same_camera < 0
                 ? 0
                 : (v[VIEW_FOCAL] - p[N_SHARED + view->same_camera * N_VIEW + VIEW_FOCAL])
                       / SAME_CAMERA_SPREAD;
      *r++ = view->view->focal_35 > 0
                 ? 0
                 : (v[VIEW_FOCAL] - v[VIEW_SCALE] - log (USUAL_DISTANCE_MM)) / DISTANCE_SPREAD;
      *r++ = v[VIEW_RIM] / self->rim_mm;
    }
  for (guint i = 0; i < self->n_landmarks; i++)
    {
      const double *d = p + N_SHARED + (gsize)self->n_views * N_VIEW + 3 * (gsize)i;

      *r++ = d[0] / self->landmarks[i]->spread.x;
      *r++ = d[1] / self->landmarks[i]->spread.y;
      *r++ = d[2] / self->landmarks[i]->spread.z;
    }
}

/* Whether the cranium itself goes with the parameter, or with all that changed. */
static gboolean
changes_cranium (int changed)
{
  return changed < SHARED_FACE_UP || (changed >= SHARED_FORM && changed < N_SHARED);
}

static double
tape_residual (const HeadProblem *self, const double *p)
{
  double form[SMP_HEAD_N_FORM];

  cranium_form (p, form);
  return (smp_head_tape_mm (smp_head_problem_axes (p), form) - self->tape_mm)
         / (SMP_K (TAPE_SPREAD) * self->tape_mm);
}

void
smp_head_problem_residuals (const double *p, int changed, double *residuals, gpointer data)
{
  const HeadProblem *self = data;
  int only_view = -1, only_landmark = -1, at_view = -1;
  SmpHead head = { 0 };

  if (changed >= N_SHARED)
    {
      only_view = (changed - N_SHARED) / N_VIEW;
      /* Deviations of landmarks go with the scales of all views. */
      if ((changed - N_SHARED) % N_VIEW == VIEW_SCALE && only_view < (int)self->n_views)
        only_view = -1;
      if (only_view >= (int)self->n_views)
        {
          only_landmark = (changed - N_SHARED - (int)self->n_views * N_VIEW) / 3;
          only_view = -1;
        }
    }
  for (guint i = 0; i < self->clicks->len; i++)
    {
      const Click *click = &g_array_index (self->clicks, Click, i);

      if (only_view >= 0 && (int)click->view != only_view)
        continue;
      if (only_landmark >= 0
          && (click->landmark != only_landmark
              || (click->kind != CLICK_POINT && click->kind != CLICK_IRIS)))
        continue;
      if (at_view != (int)click->view)
        {
          at_view = (int)click->view;
          head = smp_head_problem_head (self, p, click->view);
        }
      click_residuals (self, p, &head, click, residuals + 2 * (gsize)i);
    }
  prior_residuals (self, p, residuals + 2 * (gsize)self->clicks->len);
  if (self->tape_mm > 0 && changes_cranium (changed))
    residuals[smp_head_problem_n_residuals (self) - 1] = tape_residual (self, p);
}

void
smp_head_problem_place (HeadProblem *self, double *parameters, guint view)
{
  double *p = parameters + N_SHARED + view * N_VIEW;
  FitView *of = &self->views[view];
  SmpVec3 rows[3];
  SmpPoint model = { 0, 0 }, seen = { 0, 0 };
  double spread = 0, match = 0, scale, n = 0;
  double shorter = MIN (of->view->width, of->view->height);

  smp_quaternion_to_matrix (of->start, rows);
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->clicks->len; i++)
      {
        const Click *click = &g_array_index (self->clicks, Click, i);
        SmpVec3 mean;
        SmpPoint m, s;

        if (click->view != view || click->kind != CLICK_POINT)
          continue;
        mean = smp_vec3_scale (self->landmarks[click->landmark]->mean,
                               exp (parameters[SHARED_SIZE]));
        m = smp_point (smp_vec3_dot (rows[0], mean), smp_vec3_dot (rows[1], mean));
        if (pass == 0)
          {
            model = smp_point_add (model, m);
            seen = smp_point_add (seen, click->px);
            n++;
          }
        else
          {
            m = smp_point_sub (m, smp_point_scale (model, 1 / n));
            s = smp_point_sub (click->px, smp_point_scale (seen, 1 / n));
            spread += smp_point_dot (m, m);
            match += smp_point_dot (m, s);
          }
      }
  if (!(n > 0))
    {
      /* Only the contour is known: its middle. */
      for (guint i = 0; i < self->clicks->len; i++)
        if (g_array_index (self->clicks, Click, i).view == view)
          {
            seen = smp_point_add (seen, g_array_index (self->clicks, Click, i).px);
            n++;
          }
    }
  /* Where few points tell little, a head fills two fifths of the picture's shorter side. */
  scale = 0.4 * shorter / 151;
  if (spread > 400 && match > 0)
    scale = CLAMP (match / spread, scale / 20, scale * 20);
  p[VIEW_TURN] = p[VIEW_TURN + 1] = p[VIEW_TURN + 2] = 0;
  p[VIEW_FOCAL] = of->log_focal;
  p[VIEW_RIM] = 0;
  p[VIEW_SCALE] = of->log_scale = log (scale);
  p[VIEW_CENTRE] = ((seen.x - scale * model.x) / n - of->view->width / 2.0) / exp (of->log_focal);
  p[VIEW_CENTRE + 1]
      = ((seen.y - scale * model.y) / n - of->view->height / 2.0) / exp (of->log_focal);
}
