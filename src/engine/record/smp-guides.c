/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "record/smp-guides.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/smp-constants.h"
#include "model/smp-assessment.h"
#include "model/smp-consultation.h"
#include "model/smp-face-frame.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "model/smp-plan.h"
#include "model/smp-zone.h"
#include "record/smp-hairline-measure.h"
#include "surface/smp-head-curve.h"
#include "surface/smp-surface.h"

/* Steps of a curve over the head, and how far behind the top it goes, rad. */
#define STEPS 96
#define MIDLINE_END 3.6
#define CANTHUS_END 1.4
/* How far lines across the face reach beyond its half breadth, and the verticals of a flat photo
 * above the glabella as a share of the top. */
#define ACROSS 0.95
#define CANTHUS_REACH 0.8

/* The face as the front view tells it. */
typedef struct
{
  const SmpPhoto *front;
  SmpFaceFrame frame;
  gboolean on_head;
  double glabella_angle;
  double canthus_x[2]; /* mm on the head: right, left */
} Face;

static void
line_clear (gpointer data)
{
  g_free (((SmpGuideLine *)data)->points);
}

void
smp_guides_free (SmpGuides *self)
{
  g_array_unref (self->lines);
  g_free (self);
}

static void
add_line (SmpGuides *self, SmpGuideKind kind, const SmpPoint *points, gsize n)
{
  SmpGuideLine line = { kind, n, NULL };

  if (n < 2)
    return;
  line.points = g_memdup2 (points, n * sizeof *points);
  g_array_append_val (self->lines, line);
}

static gboolean
is_front_with_face (const SmpPhoto *photo, SmpFaceFrame *frame)
{
  return photo->view == SMP_VIEW_FRONT
         && smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, frame);
}

static double
canthus_on_head (const SmpPhoto *photo, const char *name, double usual)
{
  SmpPoint px;
  SmpVec3 place;

  if (!smp_landmarks_get (photo->landmarks, name, &px))
    return usual;
  smp_head_hit (&photo->head, px, &place);
  return place.x;
}

/* The photo itself if it is a front view, else the front view of its head. */
static gboolean
find_face (const SmpConsultation *consultation, const SmpPhoto *photo, Face *face)
{
  SmpVec3 place;

  face->front = NULL;
  if (is_front_with_face (photo, &face->frame))
    face->front = photo;
  else if (!smp_photo_uses_head (photo))
    return FALSE;
  for (guint i = 0; face->front == NULL && i < consultation->photos->len; i++)
    {
      const SmpPhoto *other = g_ptr_array_index (consultation->photos, i);

      if (smp_photo_uses_head (other) && is_front_with_face (other, &face->frame))
        face->front = other;
    }
  if (face->front == NULL)
    return FALSE;
  face->on_head = smp_photo_uses_head (face->front);
  if (!face->on_head)
    return TRUE;
  smp_head_hit (&face->front->head, face->frame.origin, &place);
  face->glabella_angle = smp_head_curve_angle (&face->front->head, place);
  face->canthus_x[0]
      = canthus_on_head (face->front, SMP_LANDMARK_CANTHUS_RIGHT, -SMP_K (CANTHUS_FROM_MIDDLE));
  face->canthus_x[1]
      = canthus_on_head (face->front, SMP_LANDMARK_CANTHUS_LEFT, SMP_K (CANTHUS_FROM_MIDDLE));
  return TRUE;
}

/* What the photo sees of a curve over the head. */
static void
add_curve (
    SmpGuides *self, SmpGuideKind kind, const SmpHead *head, double x, double from, double to)
{
  SmpPoint points[STEPS + 1];
  gsize n = 0;

  for (int i = 0; i <= STEPS; i++)
    {
      SmpVec3 place = smp_head_curve_place (head, x, from + (to - from) * i / STEPS);

      if (smp_head_sees (head, place))
        points[n++] = smp_head_project (head, place);
      else
        {
          add_line (self, kind, points, n);
          n = 0;
        }
    }
  add_line (self, kind, points, n);
}

/* A place of the face by mm from the glabella, px. */
static SmpPoint
face_px (const Face *face, double x_mm, double y_mm)
{
  double px = 1 / face->front->scale.mm_per_px;

  return smp_point_add (face->frame.origin,
                        smp_point_add (smp_point_scale (face->frame.right, x_mm * px),
                                       smp_point_scale (face->frame.up, y_mm * px)));
}

/* mm of a landmark over the glabella along the face's height; FALSE if it was not placed. */
static gboolean
level_of (const Face *face, const char *name, double *level)
{
  SmpPoint px;

  if (!smp_landmarks_get (face->front->landmarks, name, &px))
    return FALSE;
  *level = smp_point_dot (smp_point_sub (px, face->frame.origin), face->frame.up)
           * face->front->scale.mm_per_px;
  return TRUE;
}

static void
add_across (SmpGuides *self, const Face *face, double level)
{
  double half = ACROSS * face->frame.half_width * face->front->scale.mm_per_px;
  SmpPoint points[2] = { face_px (face, -half, level), face_px (face, half, level) };

  add_line (self, SMP_GUIDE_THIRD, points, 2);
}

/* Straight lines of the face, which is no part of the cranium. */
static void
add_face (SmpGuides *self, const Face *face)
{
  double chin, nose, top = face->frame.top * face->front->scale.mm_per_px;
  gboolean has_chin = level_of (face, SMP_LANDMARK_CHIN, &chin);
  gboolean has_nose = level_of (face, SMP_LANDMARK_SUBNASALE, &nose);
  SmpPoint middle[2] = { face_px (face, 0, 0), face_px (face, 0, has_chin ? chin : -60) };

  add_line (self, SMP_GUIDE_MIDLINE, middle, 2);
  if (!face->on_head)
    {
      middle[1] = face_px (face, 0, top);
      add_line (self, SMP_GUIDE_MIDLINE, middle, 2);
    }
  for (int side = 0; side < 2; side++)
    {
      double sign = side == 0 ? -1 : 1, x = sign * SMP_K (CANTHUS_FROM_MIDDLE), y = -20;
      SmpPoint px, ends[2];

      if (smp_landmarks_get (face->front->landmarks,
                             side == 0 ? SMP_LANDMARK_CANTHUS_RIGHT : SMP_LANDMARK_CANTHUS_LEFT,
                             &px))
        {
          px = smp_point_sub (px, face->frame.origin);
          x = smp_point_dot (px, face->frame.right) * face->front->scale.mm_per_px;
          y = smp_point_dot (px, face->frame.up) * face->front->scale.mm_per_px;
        }
      ends[0] = face_px (face, x, y);
      ends[1] = face_px (face, x, face->on_head ? 0 : CANTHUS_REACH * top);
      if (face->on_head)
        ends[1] = smp_head_project (
            &face->front->head,
            smp_head_curve_place (&face->front->head, face->canthus_x[side], face->glabella_angle));
      add_line (self, SMP_GUIDE_CANTHUS, ends, 2);
    }
  add_across (self, face, 0);
  if (has_nose)
    add_across (self, face, nose);
  if (has_chin)
    add_across (self, face, chin);
  self->has_thirds = has_nose || has_chin;
  if (has_nose)
    self->thirds_mm[1] = -nose;
  if (has_nose && has_chin)
    self->thirds_mm[2] = nose - chin;
}

static void
add_height (SmpGuides *self, const Face *face, const SmpPhoto *photo, double height_mm)
{
  SmpPoint ends[2];

  self->thirds_mm[0] = height_mm;
  if (smp_photo_uses_head (photo) && face->on_head)
    {
      double from = face->glabella_angle, to = from;

      /* The angle at which so much of the midline lies behind. */
      for (double step = 0.2; step > 1e-4; step /= 2)
        while (smp_head_midline_length (&photo->head, from, to + step) < height_mm)
          to += step;
      add_curve (self, SMP_GUIDE_HEIGHT, &photo->head, 0, from, to);
      return;
    }
  ends[0] = face->frame.origin;
  ends[1] = face_px (face, 0, height_mm);
  add_line (self, SMP_GUIDE_HEIGHT, ends, 2);
}

static void
measure (SmpGuides *self,
         const SmpConsultation *consultation,
         const Face *face,
         const SmpPhoto *photo,
         const SmpPlan *plan)
{
  SmpAssessment assessment = smp_assessment_from_json (consultation->assessment);
  gboolean woman = assessment.sex == SMP_SEX_FEMALE;
  SmpHairlineMeasure hairline;

  for (guint i = 0; i < plan->zones->len; i++)
    {
      const SmpZone *zone = g_ptr_array_index (plan->zones, i);

      if (!smp_hairline_measure (zone, face->front, &hairline))
        continue;
      self->has_height = TRUE;
      self->height_mm = hairline.height;
      self->usual_low_mm = woman ? SMP_K (HAIRLINE_LOW_WOMEN) : SMP_K (HAIRLINE_LOW);
      self->usual_high_mm = woman ? SMP_K (HAIRLINE_HIGH_WOMEN) : SMP_K (HAIRLINE_HIGH);
      self->has_symmetry = hairline.has_symmetry;
      self->asymmetry_mean_mm = hairline.asymmetry_mean;
      self->asymmetry_most_mm = hairline.asymmetry_most;
      self->left_higher_mm = hairline.left_higher;
      add_height (self, face, photo, hairline.height);
      return;
    }
}

SmpGuides *
smp_guides_new (const SmpConsultation *consultation, const SmpPhoto *photo, const SmpPlan *plan)
{
  SmpGuides *self = g_new0 (SmpGuides, 1);
  Face face = { 0 };

  self->lines = g_array_new (FALSE, FALSE, sizeof (SmpGuideLine));
  g_array_set_clear_func (self->lines, line_clear);
  if (!find_face (consultation, photo, &face))
    return self;
  if (smp_photo_uses_head (photo))
    {
      add_curve (self, SMP_GUIDE_MIDLINE, &photo->head, 0, face.glabella_angle, MIDLINE_END);
      for (int side = 0; side < 2; side++)
        add_curve (self, SMP_GUIDE_CANTHUS, &photo->head, face.canthus_x[side], face.glabella_angle,
                   CANTHUS_END);
    }
  if (photo == face.front)
    add_face (self, &face);
  if (plan != NULL)
    measure (self, consultation, &face, photo, plan);
  return self;
}

char *
smp_guides_describe_height (const SmpGuides *self)
{
  if (!self->has_height)
    return NULL;
  return g_strdup_printf (_ ("Hairline %.1f cm above the glabella; usual are %.1f to %.1f cm"),
                          self->height_mm / 10, self->usual_low_mm / 10, self->usual_high_mm / 10);
}

char *
smp_guides_describe_thirds (const SmpGuides *self)
{
  const double *t = self->thirds_mm;

  if (!self->has_thirds || !(t[1] > 0))
    return NULL;
  if (t[0] > 0 && t[2] > 0)
    return g_strdup_printf (_ ("Thirds of the face, from the hairline down: %.0f, %.0f and %.0f "
                               "mm"),
                            t[0], t[1], t[2]);
  if (t[2] > 0)
    return g_strdup_printf (_ ("Middle and lower third of the face: %.0f and %.0f mm"), t[1], t[2]);
  return g_strdup_printf (_ ("Middle third of the face: %.0f mm"), t[1]);
}

char *
smp_guides_describe_symmetry (const SmpGuides *self)
{
  if (!self->has_symmetry)
    return NULL;
  /* Half a millimetre on average is a drawn symmetry for the eye. */
  if (fabs (self->left_higher_mm) < 0.5)
    return g_strdup_printf (_ ("The sides of the hairline differ by %.1f mm on average and %.1f mm "
                               "at most"),
                            self->asymmetry_mean_mm, self->asymmetry_most_mm);
  if (self->left_higher_mm > 0)
    return g_strdup_printf (_ ("The sides of the hairline differ by %.1f mm on average and %.1f mm "
                               "at most; the left one is %.1f mm higher"),
                            self->asymmetry_mean_mm, self->asymmetry_most_mm, self->left_higher_mm);
  return g_strdup_printf (_ ("The sides of the hairline differ by %.1f mm on average and %.1f mm "
                             "at most; the right one is %.1f mm higher"),
                          self->asymmetry_mean_mm, self->asymmetry_most_mm, -self->left_higher_mm);
}

char *
smp_guides_describe (const SmpGuides *self)
{
  g_autofree char *height = smp_guides_describe_height (self);
  g_autofree char *thirds = smp_guides_describe_thirds (self);
  g_autofree char *symmetry = smp_guides_describe_symmetry (self);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  if (height != NULL)
    g_ptr_array_add (parts, height);
  if (thirds != NULL)
    g_ptr_array_add (parts, thirds);
  if (symmetry != NULL)
    g_ptr_array_add (parts, symmetry);
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (". ", (char **)parts->pdata);
}
