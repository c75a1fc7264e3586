/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-head-contour.h"

#include "photo/smp-silhouette.h"

SmpPolygon *
smp_head_contour (const SmpImage *image, const SmpFaceFrame *frame)
{
  SmpPoint centre = smp_face_frame_centre (frame);
  SmpPoint top = smp_face_frame_contour (frame, 0);

  /* Between the half breadth and the height of the dome, which are much alike. */
  return smp_find_silhouette (image, centre, frame->up,
                              (smp_point_distance (centre, top) + frame->half_width) / 2);
}
