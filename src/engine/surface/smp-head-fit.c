/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "surface/smp-head-fit.h"

#include <string.h>

#include "geometry/smp-least-squares.h"
#include "surface/smp-head-fit-private.h"

/* Clicks that a photo needs. */
#define ENOUGH_CLICKS 3
/* Spread of a clicked place of the contour against the fitted cranium, mm. */
#define LIMB_MM 3.0
/* The contour as found in the picture: at most so many places, each with so wide a spread, for
 * neighbours err together; and only where they are near the first fit and above the brows. */
#define CONTOUR_CLICKS 18
#define CONTOUR_MM 1.5
/* From above the contour lies around the whole equator, past ears, temples and the back, where
 * heads leave the model by some millimetres along long stretches: its places err together, and tell
 * much less than as many that err alone. Our choice. */
#define CONTOUR_FROM_ABOVE_MM 5.0
#define CONTOUR_NEAR_MM 18.0
/* While a head is brought there: more than landmarks make a head too small. Our choice. */
#define CONTOUR_FAR_MM 45.0
/* It is a head's if so much of it agrees to so many mm with the head brought there; our choice. */
#define CONTOUR_AGREES_MM 5.0
#define CONTOUR_AGREEMENT 0.85
/* What all of it is off by: hair that is shorn and blur; and with hair that is not. Our choice. */
#define RIM_MM 1.5
#define RIM_HAIR_MM 8.0
#define CONTOUR_ABOVE_MM 8.0
#define CONTOUR_BEHIND_MM 35.0
#define CONTOUR_NAPE_MM 40.0
#define CONTOUR_FACE_MM 60.0
/* A head less wide than twice this is too small to lay dots on, and any few clicks would fit one.
 */
#define LEAST_RADIUS_PX 16.0
/* How far a fit may leave a pose that was set by hand, rad. */
#define HAND_SPREAD 0.002
/* What is left of a good fit, as a share of what the spreads make us expect. */
#define GOOD_MISFIT 2.0
#define ITERATIONS 40

static const struct
{
  const char *pupil;
  const char *inner;
  const char *outer;
} irises[] = {
  { SMP_LANDMARK_PUPIL_RIGHT, SMP_LANDMARK_IRIS_RIGHT_INNER, SMP_LANDMARK_IRIS_RIGHT_OUTER },
  { SMP_LANDMARK_PUPIL_LEFT, SMP_LANDMARK_IRIS_LEFT_INNER, SMP_LANDMARK_IRIS_LEFT_OUTER },
};

static void
problem_clear (HeadProblem *self)
{
  g_free (self->views);
  g_free (self->start);
  g_clear_pointer (&self->clicks, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeadProblem, problem_clear)

static int
problem_landmark (HeadProblem *self, const char *name)
{
  for (guint i = 0; i < self->n_landmarks; i++)
    if (strcmp (self->landmarks[i]->name, name) == 0)
      return (int)i;
  for (gsize i = 0; i < smp_head_n_landmarks; i++)
    if (strcmp (smp_head_landmarks[i].name, name) == 0)
      {
        self->landmarks[self->n_landmarks] = &smp_head_landmarks[i];
        return (int)self->n_landmarks++;
      }
  return -1;
}

static void
add_click (HeadProblem *self, Click click)
{
  g_array_append_val (self->clicks, click);
}

static void
add_irises (HeadProblem *self, guint view)
{
  const SmpHeadView *of = self->views[view].view;

  for (gsize i = 0; i < G_N_ELEMENTS (irises); i++)
    {
      Click click = { .kind = CLICK_IRIS, .view = view };
      gboolean has_pupil = smp_landmarks_get (of->landmarks, irises[i].pupil, NULL);

      if (!smp_landmarks_get (of->landmarks, irises[i].inner, &click.px)
          || !smp_landmarks_get (of->landmarks, irises[i].outer, &click.to))
        continue;
      click.landmark = problem_landmark (self, irises[i].pupil);
      /* Turned away, an iris is an ellipse whose width tells little. */
      if (of->view == SMP_VIEW_FRONT)
        add_click (self, click);
      if (!has_pupil)
        {
          click.kind = CLICK_POINT;
          click.px = smp_point_lerp (click.px, click.to, 0.5);
          add_click (self, click);
        }
    }
}

/* An earlier photo of the same size, upright or not, of which no focal length is told either. */
static int
same_camera (const HeadProblem *self, const SmpHeadView *view)
{
  for (guint i = 0; i + 1 < self->n_views; i++)
    {
      const SmpHeadView *other = self->views[i].view;

      if (!(view->focal_35 > 0) && !(other->focal_35 > 0)
          && MIN (view->width, view->height) == MIN (other->width, other->height)
          && MAX (view->width, view->height) == MAX (other->width, other->height))
        return (int)i;
    }
  return -1;
}

/* The clicks of a view, in one run. */
static void
add_view (HeadProblem *self, SmpHeadView *view)
{
  guint number = self->n_views++;
  FitView *of = &self->views[number];
  SmpHeadViewPose pose = smp_head_view_pose (view->view);
  SmpQuaternion to_camera = { 0, 1, 0, 0 }; /* y up to y down, z towards the camera */

  of->view = view;
  of->spread = pose.spread;
  of->start
      = smp_quaternion_mul (smp_quaternion_mul (to_camera, smp_quaternion_from_vector (pose.turn)),
                            smp_quaternion_from_vector (smp_vec3 (pose.level, 0, 0)));
  if (view->has_pose)
    {
      of->start = smp_quaternion_unit (view->pose);
      of->spread = smp_vec3 (HAND_SPREAD, HAND_SPREAD, HAND_SPREAD);
    }
  of->log_focal
      = log (smp_camera_from_focal_35 (view->focal_35, view->width, view->height).focal_px);
  of->same_camera = same_camera (self, view);
  of->focal_spread = view->focal_35 > 0 ? SMP_FOCAL_SPREAD_TOLD : SMP_FOCAL_SPREAD_DEFAULT;

  for (gsize i = 0; i < view->landmarks->n_points; i++)
    {
      const SmpLandmark *placed = &view->landmarks->points[i];
      Click click = { .view = number, .px = placed->point, .mm = LIMB_MM, .landmark = -1 };

      if (g_str_has_prefix (placed->name, SMP_LANDMARK_SILHOUETTE))
        {
          click.kind = CLICK_LIMB;
          add_click (self, click);
          continue;
        }
      click.landmark = problem_landmark (self, placed->name);
      if (click.landmark < 0)
        continue;
      add_click (self, click);
      if (self->landmarks[click.landmark]->limb_views & (1u << view->view))
        {
          click.kind = CLICK_LIMB;
          add_click (self, click);
        }
    }
  add_irises (self, number);
  if (view->landmarks->has_ruler)
    add_click (self, (Click){ .kind = CLICK_RULER,
                              .view = number,
                              .landmark = -1,
                              .px = view->landmarks->ruler.from,
                              .to = view->landmarks->ruler.to,
                              .mm = view->landmarks->ruler.mm });
}

static gboolean
is_enough (SmpHeadView *view)
{
  SmpRect box = SMP_RECT_EMPTY;
  guint n = 0;

  if (view->view == SMP_VIEW_CLOSE_UP)
    return FALSE;
  for (gsize i = 0; i < view->landmarks->n_points; i++)
    {
      const SmpLandmark *placed = &view->landmarks->points[i];
      gboolean counts = g_str_has_prefix (placed->name, SMP_LANDMARK_SILHOUETTE);

      for (gsize k = 0; k < smp_head_n_landmarks && !counts; k++)
        counts = strcmp (smp_head_landmarks[k].name, placed->name) == 0;
      if (counts)
        {
          smp_rect_include (&box, placed->point);
          n++;
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (irises); i++)
    {
      SmpPoint edge;

      if (!smp_landmarks_get (view->landmarks, irises[i].pupil, NULL)
          && smp_landmarks_get (view->landmarks, irises[i].inner, NULL)
          && smp_landmarks_get (view->landmarks, irises[i].outer, &edge))
        {
          smp_rect_include (&box, edge);
          n++;
        }
    }
  return n >= ENOUGH_CLICKS && MAX (box.width, box.height) > LEAST_RADIUS_PX;
}

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

/* Whether the contour at a place is the cranium's: above brows and ears, and behind them down to
 * the nape; seen from above, wherever the face is not. */
static gboolean
is_cranium (SmpVec3 place, SmpView view)
{
  if (view == SMP_VIEW_VERTEX)
    return place.z < CONTOUR_FACE_MM;
  return place.y > CONTOUR_ABOVE_MM || (place.z < -CONTOUR_BEHIND_MM && place.y > -CONTOUR_NAPE_MM);
}

/* What the picture shows of the contour, where it is within @near_mm of the first fit. */
static void
add_contour (HeadProblem *self, guint view, const SmpHead *first, double near_mm)
{
  const SmpPolygon *contour = self->views[view].view->contour;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Click));
  gboolean from_above = self->views[view].view->view == SMP_VIEW_VERTEX;
  guint keep;

  for (gsize i = 0; contour != NULL && i < contour->n_points; i++)
    {
      Click click = { .kind = CLICK_LIMB,
                      .view = view,
                      .landmark = -1,
                      .px = contour->points[i],
                      .mm = from_above ? CONTOUR_FROM_ABOVE_MM : CONTOUR_MM,
                      .automatic = TRUE };
      SmpVec3 place;

      smp_head_hit (first, click.px, &place);
      if (is_cranium (place, self->views[view].view->view)
          && fabs (smp_head_limb_distance (first, click.px)) < near_mm)
        g_array_append_val (found, click);
    }
  keep = MIN (found->len, CONTOUR_CLICKS);
  for (guint i = 0; i < keep; i++)
    add_click (self, g_array_index (found, Click, (guint)((gsize)i * found->len / keep)));
}

/* Share of the contour above brows and ears that lies @rim_mm outside the head's. */
static double
agreement (const SmpHead *head, const SmpHeadView *view, double rim_mm)
{
  double n = 0, agreeing = 0;

  for (gsize i = 0; i < view->contour->n_points; i++)
    {
      SmpVec3 place;

      smp_head_hit (head, view->contour->points[i], &place);
      if (!is_cranium (place, view->view))
        continue;
      n++;
      agreeing += fabs (smp_head_limb_distance (head, view->contour->points[i]) - rim_mm)
                  < CONTOUR_AGREES_MM;
    }
  return n > 0 ? agreeing / n : 0;
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

  add_view (&problem, view);
  problem.views[0].start = pose;
  problem.rim_mm = RIM_HAIR_MM;
  add_contour (&problem, 0, &view->head, CONTOUR_FAR_MM);
  p = g_new0 (double, smp_head_problem_n_parameters (&problem));
  p[SHARED_SIZE] = problem.log_size;
  smp_head_problem_place (&problem, p, 0);
  solve (&problem, p, NULL);
  head = smp_head_problem_head (&problem, p, 0);
  if (agreement (&head, view, p[N_SHARED + VIEW_RIM]) >= CONTOUR_AGREEMENT)
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

  add_view (&problem, view);
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
         && head->axes.x * head->camera.focal_px > LEAST_RADIUS_PX * head->translation.z;
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
        add_view (&problem, &views[i]);
        problem.views[problem.n_views - 1].start = poses[i];
        add_contour (&problem, problem.n_views - 1, &views[i].head, CONTOUR_NEAR_MM);
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
      views[i].fitted = is_enough (&views[i]);
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
