/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-head-search.h"

#include "photo/smp-silhouette.h"

/* Where the middle of the search lies on the head: up, and behind by so much. */
#define BEHIND 0.7

SmpPolygon *
smp_head_search_contour (const SmpImage *image, const SmpHead *head)
{
  SmpPoint centre = smp_camera_project (&head->camera, head->translation);
  SmpPoint up = smp_point_sub (
      smp_head_project (head, smp_vec3 (0, head->axes.y, -BEHIND * head->axes.z)), centre);
  double length = sqrt (smp_point_dot (up, up));
  double radius = head->camera.focal_px / head->translation.z
                  * (head->axes.x + head->axes.y + head->axes.z) / 3;

  if (!(length > 1))
    return NULL;
  return smp_find_silhouette (image, centre, smp_point_scale (up, 1 / length), radius);
}
