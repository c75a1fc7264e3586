/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "geometry/smp-point.h"
#include "model/smp-head.h"

G_BEGIN_DECLS

/**
 * SmpHeadMap:
 *
 * A conformal map of a cranium to the plane, on which the follicle atlas is laid: angles stay,
 * lengths grow away from the top. u goes to the subject's left, v to the front, and (0, 0) is the
 * top. A millimetre of the map is a millimetre of scalp where the map is densest, near the top, and
 * less elsewhere.
 *
 * The ellipsoid is mapped to the sphere by confocal coordinates, which are isothermal on both
 * (Jacobi 1839), and the sphere to the plane by stereographic projection from the bottom. A form of
 * the cranium moves places along their radius, which bends angles by a few degrees at most.
 */
typedef struct _SmpHeadMap SmpHeadMap;

typedef struct
{
  SmpVec3 place; /* mm, on the cranium */
  SmpVec3 du; /* derivative of the place by u: perpendicular to dv and as long, on an ellipsoid */
  SmpVec3 dv;
} SmpHeadMapPoint;

/* @axes: semi-axes of the ellipsoid: side, up, front; mm
 * @form: as in SmpHead */
SmpHeadMap *smp_head_map_new (SmpVec3 axes,
                              const double form[SMP_HEAD_N_FORM]) G_GNUC_WARN_UNUSED_RESULT;
void smp_head_map_free (SmpHeadMap *self);

/* The map's point of a place on the cranium. FALSE below the head, where the map ends. */
gboolean smp_head_map_to_plane (const SmpHeadMap *self, SmpVec3 place, SmpPoint *uv);

/* The place on the cranium of a point of the map. FALSE where the map ends. */
gboolean smp_head_map_to_head (const SmpHeadMap *self, SmpPoint uv, SmpHeadMapPoint *point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpHeadMap, smp_head_map_free)

G_END_DECLS
