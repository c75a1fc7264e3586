/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "surface/smp-head-fit.h"

#include <string.h>

#include "geometry/smp-least-squares.h"
#include "surface/smp-head-fit-private.h"

/* The contour is believed where it is so near to the first fit. */
#define CONTOUR_NEAR_MM 18.0
/* While a head is brought there: more than landmarks make a head too small. Our choice. */
#define CONTOUR_FAR_MM 45.0
/* It is a head's if so much of it agrees with the head brought there; our choice. */
#define CONTOUR_AGREEMENT 0.85
/* What all of it is off by: hair that is shorn and blur; and with hair that is not. Our choice. */
#define RIM_MM 1.5
#define RIM_HAIR_MM 8.0
/* What is left of a good fit, as a share of what the spreads make us expect. */
#define GOOD_MISFIT 2.0
#define ITERATIONS 40

static void
problem_clear (HeadProblem *self)
{
  g_free (self->views);
  g_free (self->start);
  g_clear_pointer (&self->clicks, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeadProblem, problem_clear)

static double
solve (HeadProblem *self, double *parameters, double *covariance)
{
  gsize n = smp_head_problem_n_parameters (self);
  g_autofree double *steps = g_new (double, n);
  SmpLeastSquares problem = {
    .n_parameters = n,
    .n_residuals = smp_head_problem_n_residuals (self),
    .residuals = smp_head_problem_residuals,
    .data = self,
    .steps = steps,
    .max_iterations = ITERATIONS,
  };

  /* Angles and logarithms; landmarks are mm. */
  for (gsize i = 0; i < n; i++)
    steps[i] = i >= N_SHARED + self->n_views * N_VIEW ? 0.01 : 1e-4;
  steps[SHARED_FACE_UP] = steps[SHARED_FACE_FRONT] = 0.01;
  return smp_least_squares_solve (&problem, parameters, covariance).cost;
}

/* From above the face may be at any side of the picture. */
static guint
starts_of (SmpView view, double rolls[4])
{
  static const double quarter[4] = { 0, G_PI, G_PI_2, -G_PI_2 };

  memcpy (rolls, quarter, sizeof quarter);
  return view == SMP_VIEW_VERTEX ? 4 : 1;
}

/* Without views and clicks yet. @views: (transfer full): room for them */
static HeadProblem
problem_about (const SmpHeadSubject *subject, FitView *views)
{
  gboolean is_told = subject->sex == SMP_SEX_MALE || subject->sex == SMP_SEX_FEMALE;

  return (HeadProblem){
    .views = views,
    .clicks = g_array_new (FALSE, FALSE, sizeof (Click)),
    .log_size = subject->sex == SMP_SEX_FEMALE ? log (SMP_HEAD_SIZE_OF_WOMEN) : 0,
    .size_spread = is_told ? SMP_HEAD_SIZE_SPREAD_OF_SEX : SMP_HEAD_SIZE_SPREAD,
    .tape_mm = subject->tape_mm,
    .rim_mm = RIM_MM,
  };
}

/* A view from much nearer or farther than is usual has a head by its landmarks alone that is so
 * much too large or small that its contour lies beyond what is believed of one, or on one side
 * only. Brings it there first, with as much hair between as may be; but not to what is no head's,
 * as a cap's, of which much stays away from every head. */
static void
bring_to_contour (SmpHeadView *view, const SmpHeadSubject *subject, SmpQuaternion pose)
{
  g_auto (HeadProblem) problem = problem_about (subject, g_new0 (FitView, 1));
  g_autofree double *p = NULL;
  SmpHead head;

  smp_head_problem_add_view (&problem, view);
  problem.views[0].start = pose;
  problem.rim_mm = RIM_HAIR_MM;
  smp_head_problem_add_contour (&problem, 0, &view->head, CONTOUR_FAR_MM);
  p = g_new0 (double, smp_head_problem_n_parameters (&problem));
  p[SHARED_SIZE] = problem.log_size;
  smp_head_problem_place (&problem, p, 0);
  solve (&problem, p, NULL);
  head = smp_head_problem_head (&problem, p, 0);
  if (smp_head_contour_agreement (&head, view, p[N_SHARED + VIEW_RIM]) >= CONTOUR_AGREEMENT)
    view->head = head;
}

/* One view alone, from each of its starts; its best pose becomes the start. */
static void
fit_alone (SmpHeadView *view, const SmpHeadSubject *subject, SmpQuaternion *pose)
{
  FitView *views = g_new0 (FitView, 1);
  g_auto (HeadProblem) problem = problem_about (subject, views);
  g_autofree double *p = NULL;
  double rolls[4] = { 0 }, best = G_MAXDOUBLE;
  guint n_starts = view->has_pose ? 1 : starts_of (view->view, rolls);
  SmpQuaternion usual;
  gsize n;

  smp_head_problem_add_view (&problem, view);
  usual = views[0].start;
  n = smp_head_problem_n_parameters (&problem);
  p = g_new (double, n);
  for (guint i = 0; i < n_starts; i++)
    {
      double cost;

      views[0].start
          = smp_quaternion_mul (smp_quaternion_from_vector (smp_vec3 (0, 0, rolls[i])), usual);
      memset (p, 0, n * sizeof (double));
      p[SHARED_SIZE] = problem.log_size;
      smp_head_problem_place (&problem, p, 0);
      cost = solve (&problem, p, NULL);
      if (cost < best)
        {
          best = cost;
          *pose = views[0].start;
          view->head = smp_head_problem_head (&problem, p, 0);
        }
    }
  /* From above, what lies beyond is an ear, a shoulder or hair as often as the head, and no chin
   * tells that it is not. */
  if (view->contour != NULL && view->view != SMP_VIEW_VERTEX)
    bring_to_contour (view, subject, *pose);
}

static double
misfit_mm (const HeadProblem *self, const double *p, guint view)
{
  SmpHead head = smp_head_problem_head (self, p, view);
  double sum = 0, n = 0;

  for (guint i = 0; i < self->clicks->len; i++)
    {
      const Click *click = &g_array_index (self->clicks, Click, i);
      double d;

      if (click->view != view || (click->kind != CLICK_POINT && click->kind != CLICK_LIMB))
        continue;
      if (click->kind == CLICK_LIMB)
        d = smp_head_limb_distance (&head, click->px);
      else
        d = smp_point_distance (smp_head_project (&head, smp_head_problem_mean (
                                                             p, self->landmarks[click->landmark])),
                                click->px)
            * head.translation.z / head.camera.focal_px;
      sum += d * d;
      n++;
    }
  return n > 0 ? sqrt (sum / n) : 0;
}

/* Relative uncertainty of mm to the pixel on the scalp that faces the camera: its slopes by all
 * parameters of the head and the view, and their covariance. */
static double
scale_uncertainty (const HeadProblem *self, double *p, const double *covariance, guint view)
{
  gsize n = smp_head_problem_n_parameters (self), of[N_SHARED + N_VIEW];
  double slope[N_SHARED + N_VIEW], variance = 0, step = 1e-4;

  for (gsize i = 0; i < G_N_ELEMENTS (of); i++)
    {
      SmpHead more, less;
      double at;

      of[i] = i < N_SHARED ? i : i + (gsize)view * N_VIEW;
      at = p[of[i]];
      p[of[i]] = at + step;
      more = smp_head_problem_head (self, p, view);
      p[of[i]] = at - step;
      less = smp_head_problem_head (self, p, view);
      p[of[i]] = at;
      slope[i] = log (smp_head_mm_per_px (&more) / smp_head_mm_per_px (&less)) / (2 * step);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (of); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (of); k++)
      variance += slope[i] * slope[k] * covariance[of[i] * n + of[k]];
  return sqrt (MAX (variance, 0));
}

/* Of each view towards the one that it agrees with least. */
static void
set_carried (const HeadProblem *self, double *p, const double *covariance)
{
  for (guint i = 0; i < self->n_views; i++)
    for (guint k = 0; k < i; k++)
      {
        double mm = smp_head_problem_carried_mm (self, p, covariance, i, k);
        SmpHead *heads[2] = { &self->views[i].view->head, &self->views[k].view->head };

        for (int h = 0; h < 2; h++)
          heads[h]->carried_mm = MAX (heads[h]->carried_mm, mm);
      }
}

/* Residuals that clicks and the tape give: two for a point, one for the rest. */
static double
n_observed (const HeadProblem *self)
{
  double n = self->tape_mm > 0;

  for (guint i = 0; i < self->clicks->len; i++)
    n += g_array_index (self->clicks, Click, i).kind == CLICK_POINT ? 2 : 1;
  return n;
}

static gboolean
is_plausible (const SmpHead *head)
{
  SmpVec3 share = smp_vec3_div (head->axes, smp_head_mean_axes);

  return MIN (share.x, MIN (share.y, share.z)) > 0.8 && MAX (share.x, MAX (share.y, share.z)) < 1.2
         && smp_vec3_length (smp_head_eye (head)) > 1.5 * head->axes.z
         && head->axes.x * head->camera.focal_px > SMP_HEAD_LEAST_RADIUS_PX * head->translation.z;
}

/* Fits the views that are still in; their heads and what is left. */
static SmpHeadFitQuality
fit_together (SmpHeadView *views,
              gsize n_views,
              const SmpHeadSubject *subject,
              const SmpQuaternion *poses)
{
  g_auto (HeadProblem) problem = problem_about (subject, g_new0 (FitView, n_views));
  g_autofree double *covariance = NULL, *p = NULL;
  gboolean plausible = TRUE;
  double cost;
  gsize n;

  for (gsize i = 0; i < n_views; i++)
    if (views[i].fitted)
      {
        smp_head_problem_add_view (&problem, &views[i]);
        problem.views[problem.n_views - 1].start = poses[i];
        smp_head_problem_add_contour (&problem, problem.n_views - 1, &views[i].head,
                                      CONTOUR_NEAR_MM);
      }
  n = smp_head_problem_n_parameters (&problem);
  p = g_new0 (double, n);
  p[SHARED_SIZE] = problem.log_size;
  covariance = g_new (double, n *n);
  for (guint i = 0; i < problem.n_views; i++)
    {
      smp_head_problem_place (&problem, p, i);
      /* Alone, the view has told its scale. */
      problem.views[i].log_scale = log (problem.views[i].view->head.camera.focal_px
                                        / problem.views[i].view->head.translation.z);
    }
  cost = solve (&problem, p, covariance);

  for (guint i = 0; i < problem.n_views; i++)
    {
      SmpHeadView *view = problem.views[i].view;

      view->head = smp_head_problem_head (&problem, p, i);
      view->head.residual_mm = misfit_mm (&problem, p, i);
      view->head.uncertainty = scale_uncertainty (&problem, p, covariance, i);
      plausible = plausible && is_plausible (&view->head);
    }
  set_carried (&problem, p, covariance);
  return plausible && sqrt (2 * cost / n_observed (&problem)) < GOOD_MISFIT ? SMP_HEAD_FIT_GOOD
                                                                            : SMP_HEAD_FIT_POOR;
}

/* Takes out the view that its landmarks miss most. */
static void
leave_out_worst (SmpHeadView *views, gsize n_views)
{
  SmpHeadView *worst = NULL;

  for (gsize i = 0; i < n_views; i++)
    if (views[i].fitted && (worst == NULL || views[i].head.residual_mm > worst->head.residual_mm))
      worst = &views[i];
  g_return_if_fail (worst != NULL);
  worst->fitted = FALSE;
  worst->left_out = TRUE;
}

/* How many views it could use, too. */
static SmpHeadFitQuality
fit_all (SmpHeadView *views, gsize n_views, const SmpHeadSubject *subject, gsize *n_used)
{
  g_autofree SmpQuaternion *poses = g_new0 (SmpQuaternion, MAX (n_views, 1));
  SmpHeadFitQuality quality;
  gsize n_fitted = 0;

  for (gsize i = 0; i < n_views; i++)
    {
      views[i].left_out = FALSE;
      views[i].fitted = smp_head_view_is_enough (&views[i]);
      if (views[i].fitted)
        fit_alone (&views[i], subject, &poses[i]);
      n_fitted += views[i].fitted;
    }
  *n_used = 0;
  if (n_fitted == 0)
    return SMP_HEAD_FIT_TOO_FEW;
  quality = fit_together (views, n_views, subject, poses);
  for (; quality == SMP_HEAD_FIT_POOR && n_fitted > 1; n_fitted--)
    {
      leave_out_worst (views, n_views);
      quality = fit_together (views, n_views, subject, poses);
    }
  if (quality == SMP_HEAD_FIT_GOOD)
    *n_used = n_fitted;
  return quality;
}

SmpHeadFitQuality
smp_head_fit (SmpHeadView *views, gsize n_views, SmpHeadSubject *subject)
{
  SmpHeadSubject told = { 0 };
  gsize n_used, n_untaped, n_enough = 0;
  SmpHeadFitQuality quality, untaped;
  g_autofree SmpHeadView *others = NULL;

  if (subject != NULL)
    {
      subject->tape_left_out = FALSE;
      told = *subject;
    }
  quality = fit_all (views, n_views, &told, &n_used);
  for (gsize i = 0; i < n_views; i++)
    n_enough += views[i].fitted || views[i].left_out;
  if (!(told.tape_mm > 0) || n_used == n_enough)
    return quality;
  /* Something is wrong: the tape? */
  others = g_memdup2 (views, n_views * sizeof *views);
  told.tape_mm = 0;
  untaped = fit_all (others, n_views, &told, &n_untaped);
  if (n_untaped <= n_used)
    return quality;
  memcpy (views, others, n_views * sizeof *views);
  subject->tape_left_out = TRUE;
  return untaped;
}

SmpHeadView
smp_head_view_from_photo (const SmpPhoto *photo)
{
  return (SmpHeadView){
    .view = photo->view,
    .width = photo->width,
    .height = photo->height,
    .landmarks = photo->landmarks,
    .focal_35 = photo->focal_35mm,
    .has_pose = photo->has_head && photo->head.by_hand,
    .pose = photo->head.rotation,
  };
}
