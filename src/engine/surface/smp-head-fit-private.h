/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "geometry/smp-outline.h"
#include "model/smp-landmarks.h"
#include "surface/smp-head-fit.h"
#include "surface/smp-head-model.h"

G_BEGIN_DECLS

/* Parameters: first those of the subject, then of each view, then of each landmark: its deviation,
 * mm at the scale that the views start from. */
enum
{
  SHARED_SIZE, /* logarithm, like the axes' */
  SHARED_AXES,
  SHARED_FACE_UP = SHARED_AXES + 3,
  SHARED_FACE_FRONT,
  SHARED_FACE_LEAN,
  SHARED_FACE_HEIGHT,
  SHARED_FORM, /* on top of the mean */
  N_SHARED = SHARED_FORM + SMP_HEAD_N_FORM,
};

enum
{
  VIEW_TURN,                    /* rad about the camera's axes, on top of the start */
  VIEW_CENTRE = VIEW_TURN + 3,  /* of the cranium: x/z and y/z in camera space */
  VIEW_SCALE = VIEW_CENTRE + 2, /* logarithm of px per mm at the centre */
  VIEW_FOCAL,                   /* logarithm of px */
  VIEW_RIM,                     /* mm by which the contour in the picture lies outside, likewise */
  N_VIEW,
};

/* What a click says. */
typedef enum
{
  CLICK_POINT, /* where a landmark shows */
  CLICK_LIMB,  /* where the cranium's contour is */
  CLICK_IRIS,  /* how wide an iris shows */
  CLICK_RULER, /* how far apart two places of the scalp show */
} ClickKind;

typedef struct
{
  ClickKind kind;
  guint view;
  int landmark; /* number in the problem, for points and irises */
  SmpPoint px;
  SmpPoint to;        /* the other end, for irises and rulers */
  double mm;          /* of the ruler; spread of a limb */
  gboolean automatic; /* found in the picture, not clicked */
} Click;

/* A view in the making. */
typedef struct
{
  SmpHeadView *view;
  SmpQuaternion start; /* the pose that turns are added to */
  SmpVec3 spread;
  double focal_spread;
  double log_focal; /* prior */
  double log_scale; /* px per mm before the fit */
  int same_camera;  /* number of an earlier view that is likely from the same camera, or −1 */
} FitView;

typedef struct
{
  FitView *views;
  guint n_views;
  const SmpHeadLandmark *landmarks[64];
  guint n_landmarks;
  GArray *clicks;  /* of Click */
  double log_size; /* likely before the photos, and its spread */
  double size_spread;
  double rim_mm;  /* spread of what all of a contour found in a picture is off by */
  double tape_mm; /* round the head, or 0 */
  double *start;
} HeadProblem;

static inline void
smp_head_problem_add_click (HeadProblem *self, Click click)
{
  g_array_append_val (self->clicks, click);
}

/* A head less wide than twice this is too small to lay dots on, and any few clicks would fit one.
 */
#define SMP_HEAD_LEAST_RADIUS_PX 16.0

/* Whether the view's landmarks suffice for a fit. */
gboolean smp_head_view_is_enough (const SmpHeadView *view);

/* The clicks of a view, in one run, by its landmarks. */
void smp_head_problem_add_view (HeadProblem *self, SmpHeadView *view);

/* What the picture shows of the contour, where it is within @near_mm of the first fit. */
void
smp_head_problem_add_contour (HeadProblem *self, guint view, const SmpHead *first, double near_mm);

/* Share of the contour above brows and ears that lies @rim_mm outside the head's. */
double smp_head_contour_agreement (const SmpHead *head, const SmpHeadView *view, double rim_mm);

/* The cranium and a view from the parameters. */
SmpVec3 smp_head_problem_axes (const double *parameters);
SmpHead smp_head_problem_head (const HeadProblem *self, const double *parameters, guint view);
/* Where the model has a landmark before its own deviation. */
SmpVec3 smp_head_problem_mean (const double *parameters, const SmpHeadLandmark *landmark);

gsize smp_head_problem_n_parameters (const HeadProblem *self);
gsize smp_head_problem_n_residuals (const HeadProblem *self);
void smp_head_problem_residuals (const double *parameters,
                                 int changed,
                                 double *residuals,
                                 gpointer data);

/* Root mean square of how far places that view @a shows may be off in view @b, or the other
 * way, mm of skin: the most of some that both show, 0 if there is none. @parameters are changed and
 * put back; @covariance: of them. */
double smp_head_problem_carried_mm (
    const HeadProblem *self, double *parameters, const double *covariance, guint a, guint b);

/* Centre and scale of a view's start from its clicks and its start pose. */
void smp_head_problem_place (HeadProblem *self, double *parameters, guint view);

G_END_DECLS
