/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "geometry/smp-point.h"
#include "geometry/smp-vec3.h"

G_BEGIN_DECLS

/**
 * SmpHeadMap:
 *
 * A conformal map of an ellipsoid to the plane, on which the follicle atlas is laid: angles stay,
 * lengths grow away from the top. u goes to the subject's left, v to the front, and (0, 0) is the
 * top. A millimetre of the map is a millimetre of scalp where the map is densest, near the top, and
 * less elsewhere.
 *
 * The ellipsoid is mapped to the sphere by confocal coordinates, which are isothermal on both
 * (Jacobi 1839), and the sphere to the plane by stereographic projection from the bottom.
 */
typedef struct _SmpHeadMap SmpHeadMap;

typedef struct
{
  SmpVec3 place; /* mm, on the ellipsoid */
  SmpVec3 du;    /* derivative of the place by u: perpendicular to dv and as long */
  SmpVec3 dv;
} SmpHeadMapPoint;

/* @axes: semi-axes of the ellipsoid: side, up, front; mm */
SmpHeadMap *smp_head_map_new (SmpVec3 axes) G_GNUC_WARN_UNUSED_RESULT;
void smp_head_map_free (SmpHeadMap *self);

/* The map's point of a place on the ellipsoid. FALSE below the head, where the map ends. */
gboolean smp_head_map_to_plane (const SmpHeadMap *self, SmpVec3 place, SmpPoint *uv);

/* The place on the ellipsoid of a point of the map. FALSE where the map ends. */
gboolean smp_head_map_to_head (const SmpHeadMap *self, SmpPoint uv, SmpHeadMapPoint *point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpHeadMap, smp_head_map_free)

G_END_DECLS
