/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include "document/stubble-document-private.h"
#include "geometry/smp-outline.h"
#include "model/smp-face-frame.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "photo/smp-edge-search.h"
#include "photo/smp-head-contour.h"
#include "photo/smp-image.h"
#include "photo/smp-iris-search.h"
#include "photo/smp-pupil-search.h"

/* Points that somebody clicks go to what the picture shows near them. */

/* Of the picture in which a click looks for the contour, px at most. */
#define SNAP_WIDTH 1000

/* The place of a contour nearest to a point, and the unit vector across the contour there. */
static double
nearest_on (const SmpPolygon *contour, SmpPoint point, SmpPoint *nearest, SmpPoint *across)
{
  double best = INFINITY;

  for (gsize i = 0; i < smp_polygon_n_sides (contour); i++)
    {
      SmpPoint a = contour->points[i], b = contour->points[(i + 1) % contour->n_points];
      SmpPoint d = smp_point_sub (b, a), at;
      double l2 = smp_point_dot (d, d);
      double t = l2 > 0 ? CLAMP (smp_point_dot (smp_point_sub (point, a), d) / l2, 0, 1) : 0;

      at = smp_point_lerp (a, b, t);
      if (l2 > 0 && smp_point_distance (at, point) < best)
        {
          best = smp_point_distance (at, point);
          *nearest = at;
          *across = smp_point_scale (smp_point (-d.y, d.x), 1 / sqrt (l2));
        }
    }
  return best;
}

SmpPolygon *
_stubble_document_contour_in (const SmpImage *image, double shrink, const SmpFaceFrame *frame)
{
  SmpFaceFrame smaller = *frame;
  SmpPolygon *contour;

  smaller.origin = smp_point_scale (frame->origin, 1 / shrink);
  smaller.top /= shrink;
  smaller.half_width /= shrink;
  smaller.lean /= shrink;
  contour = smp_head_contour (image, &smaller);
  for (gsize i = 0; contour != NULL && i < contour->n_points; i++)
    contour->points[i] = smp_point_scale (contour->points[i], shrink);
  return contour;
}

/* The contour that was found, or before any fit the one that the pupils of a front view tell. */
static SmpPolygon *
contour_of (const StubblePixels *pixels, const SmpPhoto *photo)
{
  int shrink;
  const SmpPyramid *pyramid = _stubble_pixels_get_picture (pixels, &shrink);
  SmpFaceFrame frame;
  gsize level = 0;
  double scale = shrink;

  if (pixels->contour != NULL)
    return smp_polygon_ref (pixels->contour);
  if (photo->view != SMP_VIEW_FRONT
      || !smp_face_frame_from_landmarks (photo->landmarks, photo->scale.mm_per_px, &frame))
    return NULL;
  /* A small picture is enough, and there at once. */
  while (level + 1 < pyramid->n_levels && pyramid->levels[level]->width > SNAP_WIDTH)
    {
      level++;
      scale *= 2;
    }
  return _stubble_document_contour_in (pyramid->levels[level], scale, &frame);
}

gboolean
stubble_document_snap (StubbleDocument *self,
                       const SmpPhoto *photo,
                       const char *landmark,
                       double reach,
                       SmpPoint *point)
{
  StubblePixels *pixels = g_hash_table_lookup (self->pixels, photo->sha256);
  g_autoptr (SmpPolygon) contour = NULL;
  SmpPoint nearest, across, edge;
  const SmpPyramid *pyramid;
  SmpIrisGuess iris;
  int shrink;

  if (pixels == NULL)
    return FALSE;
  pyramid = _stubble_pixels_get_picture (pixels, &shrink);
  if (pyramid == NULL)
    return FALSE;
  if (strcmp (landmark, SMP_LANDMARK_PUPIL_RIGHT) == 0
      || strcmp (landmark, SMP_LANDMARK_PUPIL_LEFT) == 0)
    {
      SmpPoint pupil;

      if (!smp_find_pupil (pyramid, smp_point_scale (*point, 1.0 / shrink), reach / shrink, &pupil))
        return FALSE;
      *point = smp_point_scale (pupil, shrink);
      return TRUE;
    }
  if (smp_iris_guess_from_landmarks (photo->landmarks, landmark, *point, &iris))
    {
      iris.middle = smp_point_scale (iris.middle, 1.0 / shrink);
      iris.radius /= shrink;
      if (!smp_find_iris_edge (pyramid, &iris, smp_point_scale (*point, 1.0 / shrink),
                               reach / shrink, &edge))
        return FALSE;
      *point = smp_point_scale (edge, shrink);
      return TRUE;
    }
  if (strcmp (landmark, SMP_LANDMARK_VERTEX) != 0 && strcmp (landmark, "opisthocranion") != 0
      && !g_str_has_prefix (landmark, "euryon") && !g_str_has_prefix (landmark, "silhouette"))
    return FALSE;
  contour = contour_of (pixels, photo);
  if (contour == NULL || nearest_on (contour, *point, &nearest, &across) > reach)
    return FALSE;
  /* The contour comes from a small picture; the edge itself is near it. */
  across = smp_point_scale (across, reach);
  *point = smp_find_edge (pyramid->levels[0],
                          smp_point_scale (smp_point_sub (nearest, across), 1.0 / shrink),
                          smp_point_scale (smp_point_add (nearest, across), 1.0 / shrink), &edge)
               ? smp_point_scale (edge, shrink)
               : nearest;
  return TRUE;
}
