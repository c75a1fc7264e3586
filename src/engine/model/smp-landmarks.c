/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-landmarks.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "base/smp-error.h"
#include "model/smp-json-value.h"

/* How far outside a landmark may lie, as a share of the longer side. */
#define OUTSIDE 0.5
/* Views in which both eyes are before the camera, as bits. */
#define FACE_VIEWS                                                                                 \
  (1u << SMP_VIEW_FRONT | 1u << SMP_VIEW_LEFT_OBLIQUE | 1u << SMP_VIEW_RIGHT_OBLIQUE               \
   | 1u << SMP_VIEW_CLOSE_UP)

static int
compare_landmarks (gconstpointer a, gconstpointer b)
{
  return strcmp (((const SmpLandmark *)a)->name, ((const SmpLandmark *)b)->name);
}

/**
 * smp_landmarks_new:
 * @points: (array length=n_points): copied; names are unique
 * @ruler: (nullable): copied
 */
SmpLandmarks *
smp_landmarks_new (const SmpLandmark *points, gsize n_points, const SmpRuler *ruler)
{
  SmpLandmarks *self = g_atomic_rc_box_new0 (SmpLandmarks);

  self->n_points = n_points;
  self->points = g_new0 (SmpLandmark, MAX (n_points, 1));
  for (gsize i = 0; i < n_points; i++)
    self->points[i] = (SmpLandmark){ g_strdup (points[i].name), points[i].point };
  qsort (self->points, n_points, sizeof (SmpLandmark), compare_landmarks);
  if (ruler != NULL)
    {
      self->has_ruler = TRUE;
      self->ruler = *ruler;
    }
  return self;
}

static void
landmarks_clear (gpointer data)
{
  SmpLandmarks *self = data;

  for (gsize i = 0; i < self->n_points; i++)
    g_free (self->points[i].name);
  g_free (self->points);
  g_clear_pointer (&self->unknown_ruler, json_object_unref);
}

SmpLandmarks *
smp_landmarks_ref (const SmpLandmarks *self)
{
  return g_atomic_rc_box_acquire ((SmpLandmarks *)self);
}

void
smp_landmarks_unref (const SmpLandmarks *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full ((SmpLandmarks *)self, landmarks_clear);
}

/**
 * smp_landmarks_get:
 * @name: one of the names above, or any
 * @point: (out) (optional): px
 *
 * Returns: whether it has been placed
 */
gboolean
smp_landmarks_get (const SmpLandmarks *self, const char *name, SmpPoint *point)
{
  for (gsize i = 0; i < self->n_points; i++)
    if (strcmp (self->points[i].name, name) == 0)
      {
        if (point != NULL)
          *point = self->points[i].point;
        return TRUE;
      }
  return FALSE;
}

SmpLandmarks *
smp_landmarks_with_point (const SmpLandmarks *self, const char *name, const SmpPoint *point)
{
  g_autofree SmpLandmark *points = g_new0 (SmpLandmark, self->n_points + 1);
  SmpLandmarks *copy;
  gsize n = 0;

  for (gsize i = 0; i < self->n_points; i++)
    if (strcmp (self->points[i].name, name) != 0)
      points[n++] = self->points[i];
  if (point != NULL)
    points[n++] = (SmpLandmark){ (char *)name, *point };
  copy = smp_landmarks_new (points, n, self->has_ruler ? &self->ruler : NULL);
  smp_landmarks_keep_unknown_ruler (copy, self->unknown_ruler);
  return copy;
}

SmpLandmarks *
smp_landmarks_with_ruler (const SmpLandmarks *self, const SmpRuler *ruler)
{
  SmpLandmarks *copy = smp_landmarks_new (self->points, self->n_points, ruler);

  smp_landmarks_keep_unknown_ruler (copy, self->unknown_ruler);
  return copy;
}

void
smp_landmarks_keep_unknown_ruler (SmpLandmarks *self, JsonObject *unknown)
{
  g_clear_pointer (&self->unknown_ruler, json_object_unref);
  if (self->has_ruler)
    self->unknown_ruler = smp_json_share (unknown);
}

/* How two landmarks of a pair lie, where both can be told: seen from in front the subject's left is
 * to the right, and from behind to the left. In profiles pairs cross over, and from above the face
 * may be at any side. */
static const struct
{
  const char *right;
  const char *left;
  guint from_front; /* views */
  guint from_behind;
} pairs[] = {
  { SMP_LANDMARK_PUPIL_RIGHT, SMP_LANDMARK_PUPIL_LEFT, FACE_VIEWS, 0 },
  { SMP_LANDMARK_CANTHUS_RIGHT, SMP_LANDMARK_CANTHUS_LEFT, FACE_VIEWS, 0 },
  { "tragion_right", "tragion_left", 1u << SMP_VIEW_FRONT, 1u << SMP_VIEW_BACK },
  { SMP_LANDMARK_EURYON_RIGHT, SMP_LANDMARK_EURYON_LEFT, 1u << SMP_VIEW_FRONT,
    1u << SMP_VIEW_BACK },
};

/* Seen with the top of the head up, or else in the picture as it is. */
static gboolean
is_left_to_the_right (const SmpLandmarks *self, SmpPoint right, SmpPoint left)
{
  SmpPoint top;

  return smp_landmarks_get (self, SMP_LANDMARK_VERTEX, &top)
             ? (left.x - right.x) * (top.y - right.y) - (left.y - right.y) * (top.x - right.x) <= 0
             : left.x >= right.x;
}

SmpLandmarks *
smp_landmarks_exchange_pupils (const SmpLandmarks *self, SmpView view)
{
  g_autoptr (SmpLandmarks) one = NULL;
  SmpPoint right, left;

  if ((FACE_VIEWS & 1u << view) == 0 || !smp_landmarks_get (self, SMP_LANDMARK_PUPIL_RIGHT, &right)
      || !smp_landmarks_get (self, SMP_LANDMARK_PUPIL_LEFT, &left)
      || is_left_to_the_right (self, right, left))
    return NULL;
  one = smp_landmarks_with_point (self, SMP_LANDMARK_PUPIL_RIGHT, &left);
  return smp_landmarks_with_point (one, SMP_LANDMARK_PUPIL_LEFT, &right);
}

static gboolean
check_pair (const SmpLandmarks *self, gsize pair, SmpView view, GError **error)
{
  gboolean from_front = (pairs[pair].from_front & 1u << view) != 0;
  gboolean are_pupils = strcmp (pairs[pair].right, SMP_LANDMARK_PUPIL_RIGHT) == 0;
  SmpPoint right, left;

  if ((!from_front && !(pairs[pair].from_behind & 1u << view))
      || !smp_landmarks_get (self, pairs[pair].right, &right)
      || !smp_landmarks_get (self, pairs[pair].left, &left))
    return TRUE;
  if (are_pupils && smp_point_distance (right, left) < 1)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
                   _ ("Both pupils are at %.0f, %.0f. Place each on its own eye."), left.x, left.y);
      return FALSE;
    }
  if (is_left_to_the_right (self, right, left) == from_front)
    return TRUE;
  if (are_pupils)
    g_set_error (
        error, SMP_ERROR, SMP_ERROR_INVALID,
        _ ("The pupils are swapped: right and left are the client’s own, so the right pupil "
           "is on the left of the picture."));
  else
    g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
                 from_front
                     /* Translators: names of landmarks in a file, like canthus_right. */
                     ? _ ("Landmarks “%s” and “%s” are swapped: right and left are the client’s "
                          "own, so from in front the right one is on the left of the picture.")
                     /* Translators: names of landmarks in a file, like tragion_right. */
                     : _ ("Landmarks “%s” and “%s” are swapped: right and left are the client’s "
                          "own, so from behind the right one is on the right of the picture."),
                 pairs[pair].right, pairs[pair].left);
  return FALSE;
}

gboolean
smp_landmarks_check (const SmpLandmarks *self, SmpView view, int width, int height, GError **error)
{
  double margin = OUTSIDE * MAX (width, height);

  for (gsize i = 0; i < self->n_points; i++)
    {
      SmpPoint p = self->points[i].point;

      if (p.x >= -margin && p.y >= -margin && p.x <= width + margin && p.y <= height + margin)
        continue;
      g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
                   _ ("Landmark “%s” at %.0f, %.0f lies far outside the photo of %d × %d pixels. "
                      "Give it in pixels of the upright photo at full size."),
                   self->points[i].name, p.x, p.y, width, height);
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (!check_pair (self, i, view, error))
      return FALSE;
  return TRUE;
}
