/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "surface/smp-head-fit-private.h"

#include <string.h>

/* What the landmarks of a photo say of the head, as clicks of a problem. */

/* Clicks that a photo needs. */
#define ENOUGH_CLICKS 3
/* Spread of a clicked place of the contour against the fitted cranium, mm. */
#define LIMB_MM 3.0
/* How far a fit may leave a pose that was set by hand, rad. */
#define HAND_SPREAD 0.002

static const struct
{
  const char *pupil;
  const char *inner;
  const char *outer;
} irises[] = {
  { SMP_LANDMARK_PUPIL_RIGHT, SMP_LANDMARK_IRIS_RIGHT_INNER, SMP_LANDMARK_IRIS_RIGHT_OUTER },
  { SMP_LANDMARK_PUPIL_LEFT, SMP_LANDMARK_IRIS_LEFT_INNER, SMP_LANDMARK_IRIS_LEFT_OUTER },
};

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
        smp_head_problem_add_click (self, click);
      if (!has_pupil)
        {
          click.kind = CLICK_POINT;
          click.px = smp_point_lerp (click.px, click.to, 0.5);
          smp_head_problem_add_click (self, click);
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

void
smp_head_problem_add_view (HeadProblem *self, SmpHeadView *view)
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
          smp_head_problem_add_click (self, click);
          continue;
        }
      click.landmark = problem_landmark (self, placed->name);
      if (click.landmark < 0)
        continue;
      smp_head_problem_add_click (self, click);
      if (self->landmarks[click.landmark]->limb_views & (1u << view->view))
        {
          click.kind = CLICK_LIMB;
          smp_head_problem_add_click (self, click);
        }
    }
  add_irises (self, number);
  if (view->landmarks->has_ruler)
    smp_head_problem_add_click (self, (Click){ .kind = CLICK_RULER,
                                               .view = number,
                                               .landmark = -1,
                                               .px = view->landmarks->ruler.from,
                                               .to = view->landmarks->ruler.to,
                                               .mm = view->landmarks->ruler.mm });
}

gboolean
smp_head_view_is_enough (const SmpHeadView *view)
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
  return n >= ENOUGH_CLICKS && MAX (box.width, box.height) > SMP_HEAD_LEAST_RADIUS_PX;
}
