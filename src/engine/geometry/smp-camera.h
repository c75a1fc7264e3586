/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "geometry/smp-point.h"
#include "geometry/smp-vec3.h"

G_BEGIN_DECLS

/* A turn as a unit quaternion. Sums, products and roots are enough to use it, so that it is the
 * same on every machine. */
typedef struct
{
  double w;
  double x;
  double y;
  double z;
} SmpQuaternion;

/* The quaternion scaled to length 1; one of no length becomes no turn. */
SmpQuaternion smp_quaternion_unit (SmpQuaternion q);
/* First @b, then @a. */
SmpQuaternion smp_quaternion_mul (SmpQuaternion a, SmpQuaternion b);
/* The turn about a vector by its length in radians. */
SmpQuaternion smp_quaternion_from_vector (SmpVec3 turn);
/* Rows of the rotation matrix of a unit quaternion. */
void smp_quaternion_to_matrix (SmpQuaternion q, SmpVec3 rows[3]);

/**
 * SmpCamera:
 *
 * A pinhole camera without distortion, square pixels. x goes right, y down, z along the view; a
 * place shows at centre + focal_px (x/z, y/z), pixels have their centres at + 0.5.
 */
typedef struct
{
  double focal_px;
  SmpPoint centre;
} SmpCamera;

/* Focal length where the photo does not tell, and its spread as a factor e^±s. Portraits are taken
 * with anything from a phone at arm's length (26 mm) to a short telephoto lens (85 mm); the middle
 * of that, our choice. */
#define SMP_FOCAL_35_DEFAULT 50.0
#define SMP_FOCAL_SPREAD_DEFAULT 0.40
/* The same for a focal length that the photo's metadata tells: rounded to whole millimetres, and
 * exact only for a lens focused far away; our choice. */
#define SMP_FOCAL_SPREAD_TOLD 0.05

/**
 * smp_camera_from_focal_35:
 * @focal_35: focal length as on 35 mm film (36 × 24 mm), or 0 for the default
 * @width: of the whole photo, px
 * @height: of the whole photo, px
 *
 * By the diagonal, 43.27 mm on film: the equivalence that holds for any shape of picture.
 */
SmpCamera smp_camera_from_focal_35 (double focal_35, int width, int height);

/* Where a place in camera space (z > 0) shows, px. */
SmpPoint smp_camera_project (const SmpCamera *self, SmpVec3 place);

/* Direction of the ray through a pixel; z = 1. */
SmpVec3 smp_camera_ray (const SmpCamera *self, SmpPoint px);

G_END_DECLS
