/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-scale.h"

#include <math.h>
#include <string.h>

#include "base/smp-constants.h"
#include "base/smp-limits.h"
#include "model/smp-landmarks.h"

/* How exactly a point is placed, px; our choice. */
#define CLICK_PX 1.5
/* A typed distance is right to this share; our choice. */
#define RULER_SPREAD 0.01
/* An unknown scale: a head of mean breadth fills this share of the picture's shorter side, as on
 * the portraits that people bring; our choice, and hence the wide uncertainty. */
#define ASSUMED_SHARE 0.40
/* A picture of fewer pixels shows no head; its scale stays one that a file may have. */
#define ASSUMED_SIDE_MIN 4
#define ASSUMED_SPREAD 0.35
#define DEGREE (G_PI / 180)
/* A face that is turned away by 60 degrees or more tells no scale: a few degrees that it is turned
 * differently change it by a fifth; our choice. */
#define LEAST_FACING 0.5

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

/* What @px pixels that are @mm long tell. FALSE where they are so few that it is nothing, or what
 * no file may have. */
static gboolean
measure (SmpScale *scale, SmpScaleMethod method, double mm, double px, double spread, double clicks)
{
  double click;

  if (px <= 1)
    return FALSE;
  click = CLICK_PX * sqrt (2 * clicks) / px;
  *scale = (SmpScale){
    .mm_per_px = mm / px,
    .method = method,
    .uncertainty = sqrt (spread * spread + click * click),
  };
  return scale->mm_per_px >= SMP_LIMIT_MM_PER_PX_MIN && scale->mm_per_px <= SMP_LIMIT_MM_PER_PX_MAX
         && scale->uncertainty <= SMP_LIMIT_SCALE_UNCERTAINTY;
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

/* How a length across the face shows at the eyes. */
typedef struct
{
  gboolean seen;  /* or else the eyes tell nothing */
  double shorter; /* px of it over those of the same length facing the camera */
  double spread;  /* relative, of that */
} Across;

/* Turned by an angle, a length shows by its cosine, of which the relative change is its tangent. */
static Across
across_of (double shorter, double turn_spread)
{
  double cosine = MIN (shorter, 1);

  return (Across){ TRUE, shorter, sqrt (1 - cosine * cosine) / cosine * turn_spread * DEGREE };
}

static Across
across_in_view (SmpView view)
{
  switch (view)
    {
    case SMP_VIEW_FRONT:
    case SMP_VIEW_CLOSE_UP:
      /* A few degrees shorten by about a hundredth. */
      return (Across){ TRUE, 1, 0 };
    case SMP_VIEW_LEFT_OBLIQUE:
    case SMP_VIEW_RIGHT_OBLIQUE:
      return across_of (cos (SMP_K (OBLIQUE_TURN) * DEGREE), SMP_K (TURN_SPREAD));
    case SMP_VIEW_LEFT_PROFILE:
    case SMP_VIEW_RIGHT_PROFILE:
    case SMP_VIEW_VERTEX:
    case SMP_VIEW_BACK:
    default:
      return (Across){ .seen = FALSE };
    }
}

/* Of a small length that begins at c in camera space and goes along d, the camera shows
 * focal / c.z × (d.x − c.x / c.z d.z, d.y − c.y / c.z d.z). @eyes: px, the middle between them */
static Across
across_on_head (const SmpHead *head, SmpPoint eyes)
{
  SmpVec3 ray = smp_camera_ray (&head->camera, eyes), rows[3], side, nose;
  double shorter;

  smp_quaternion_to_matrix (head->rotation, rows);
  side = smp_vec3 (rows[0].x, rows[1].x, rows[2].x);
  nose = smp_vec3 (rows[0].z, rows[1].z, rows[2].z);
  shorter = hypot (side.x - ray.x * side.z, side.y - ray.y * side.z);
  if (-smp_vec3_dot (nose, ray) / smp_vec3_length (ray) < LEAST_FACING || shorter < LEAST_FACING)
    return (Across){ .seen = FALSE };
  return across_of (shorter, SMP_K (FITTED_TURN_SPREAD));
}

static Across
across_face (SmpView view, const SmpHead *head, const SmpLandmarks *landmarks)
{
  static const char *const eyes[] = {
    SMP_LANDMARK_PUPIL_RIGHT,     SMP_LANDMARK_PUPIL_LEFT,      SMP_LANDMARK_IRIS_RIGHT_INNER,
    SMP_LANDMARK_IRIS_LEFT_INNER, SMP_LANDMARK_IRIS_LEFT_OUTER, SMP_LANDMARK_IRIS_RIGHT_OUTER,
  };
  SmpPoint sum = { 0, 0 }, point;
  guint n = 0;

  if (head == NULL)
    return across_in_view (view);
  for (gsize i = 0; i < G_N_ELEMENTS (eyes); i++)
    if (smp_landmarks_get (landmarks, eyes[i], &point))
      {
        sum = smp_point_add (sum, point);
        n++;
      }
  return n > 0 ? across_on_head (head, smp_point_scale (sum, 1.0 / n)) : (Across){ .seen = FALSE };
}

/* The eyes may look anywhere between where the nose points and the camera. */
static Across
across_iris (Across face)
{
  double shorter = (1 + face.shorter) / 2;

  return (Across){ face.seen, shorter, fabs (1 - face.shorter) / 2 / shorter };
}

/* Contour of a head between its widest points, over its breadth. */
static double
breadth_shown (const SmpHead *head)
{
  SmpVec3 rows[3], along;
  double length;

  if (head == NULL)
    return 1;
  smp_quaternion_to_matrix (head->rotation, rows);
  length = hypot (rows[0].x, rows[1].x);
  if (length < LEAST_FACING)
    return 0;
  along = smp_vec3_add (smp_vec3_scale (rows[0], rows[0].x / length),
                        smp_vec3_scale (rows[1], rows[1].x / length));
  return smp_vec3_length (smp_vec3_mul (head->axes, along)) / head->axes.x;
}

static gboolean
shows_breadth (SmpView view)
{
  return view == SMP_VIEW_FRONT || view == SMP_VIEW_BACK || view == SMP_VIEW_VERTEX
         || view == SMP_VIEW_CLOSE_UP;
}

SmpScale
smp_scale_from_landmarks (const SmpLandmarks *landmarks,
                          SmpView view,
                          const SmpHead *head,
                          SmpSex sex,
                          int width,
                          int height)
{
  Across face = across_face (view, head, landmarks), iris = across_iris (face);
  double right = span (landmarks, SMP_LANDMARK_IRIS_RIGHT_INNER, SMP_LANDMARK_IRIS_RIGHT_OUTER);
  double left = span (landmarks, SMP_LANDMARK_IRIS_LEFT_INNER, SMP_LANDMARK_IRIS_LEFT_OUTER);
  gboolean both = right > 1 && left > 1;
  double px
      = landmarks->has_ruler ? smp_point_distance (landmarks->ruler.from, landmarks->ruler.to) : 0;
  SmpScale scale;

  if (measure (&scale, SMP_SCALE_RULER, landmarks->ruler.mm, px, RULER_SPREAD, 1))
    return scale;
  px = both ? (right + left) / 2 : MAX (right, left);
  if (iris.seen
      && measure (&scale, SMP_SCALE_IRIS, SMP_K (IRIS) * iris.shorter, px,
                  eyes_spread (hypot (SMP_K (IRIS_SPREAD) / SMP_K (IRIS), iris.spread)),
                  both ? 0.5 : 1))
    return scale;
  px = span (landmarks, SMP_LANDMARK_PUPIL_RIGHT, SMP_LANDMARK_PUPIL_LEFT);
  if (face.seen
      && measure (&scale, SMP_SCALE_PUPILS, pupils_mm (sex) * face.shorter, px,
                  eyes_spread (hypot (SMP_K (PUPILS_SPREAD) / pupils_mm (sex), face.spread)), 1))
    return scale;
  px = span (landmarks, SMP_LANDMARK_EURYON_RIGHT, SMP_LANDMARK_EURYON_LEFT);
  if (shows_breadth (view) && breadth_shown (head) > 0
      && measure (&scale, SMP_SCALE_HEAD, breadth_mm (sex) * breadth_shown (head), px,
                  SMP_K (HEAD_BREADTH_SPREAD) / breadth_mm (sex), 1))
    return scale;
  return (SmpScale){
    .mm_per_px = breadth_mm (sex) / (ASSUMED_SHARE * MAX (MIN (width, height), ASSUMED_SIDE_MIN)),
    .method = SMP_SCALE_ASSUMED,
    .uncertainty = ASSUMED_SPREAD,
  };
}
