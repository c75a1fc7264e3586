/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "geometry/smp-point.h"
#include "model/smp-zone.h"

G_BEGIN_DECLS

/* How the surface lies under one of its points. */
typedef struct
{
  SmpPoint px;        /* where the photo shows it */
  double jacobian[4]; /* px per mm of scalp along u and v, rows: dx/du dx/dv dy/du dy/dv */
  double facing;      /* cosine of the angle between its normal and the view: 1 facing, 0 horizon */
  double atlas_scale; /* mm of the follicle atlas per mm of scalp there; 1 on a plane */
  double fade;        /* 1, falling to 0 where the surface turns away */
  SmpPoint growth;    /* unit vector on the map: where stubble points; (0, 0) where it is unknown */
} SmpSurfacePoint;

/**
 * SmpSurfaceClass:
 *
 * What a kind of surface does. u and v are millimetres of the surface's own map, in which the
 * follicle atlas is laid; on a plane they are millimetres of scalp.
 */
typedef struct
{
  const char *name;
  /* FALSE where the photo does not show the surface. */
  gboolean (*to_scalp) (const SmpSurface *self, SmpPoint px, SmpPoint *uv);
  /* The same, but beside the surface a place behind its horizon. NULL if that cannot be. */
  gboolean (*to_scalp_near) (const SmpSurface *self, SmpPoint px, SmpPoint *uv);
  /* FALSE where the surface is turned away or out of sight. */
  gboolean (*to_photo) (const SmpSurface *self, SmpPoint uv, SmpSurfacePoint *point);
  /* As in SmpSurfacePoint, in sight or not. NULL if it is 1 everywhere. */
  double (*atlas_scale) (const SmpSurface *self, SmpPoint uv);
  void (*finalize) (SmpSurface *self);
} SmpSurfaceClass;

/* Maps photo pixels to scalp millimetres and back. Immutable; kinds embed it as their first field.
 */
struct _SmpSurface
{
  const SmpSurfaceClass *klass;
  double mm_per_px;   /* nominal, at the surface's middle */
  double uncertainty; /* relative, of lengths */
  SmpSurface *face;   /* (owned) (nullable): what the face lies on, if not on this */
};

SmpSurface *smp_surface_ref (const SmpSurface *self);
void smp_surface_unref (const SmpSurface *self);

/**
 * smp_surface_to_scalp:
 * @px: place in the photo, px of the full-size upright photo
 * @uv: (out): mm on the surface's map
 *
 * Returns: whether the photo shows the surface there
 */
gboolean smp_surface_to_scalp (const SmpSurface *self, SmpPoint px, SmpPoint *uv);

/* The same, but beside the surface a place behind its horizon, where a zone that goes beyond it
 * goes on. FALSE where there is none. */
gboolean smp_surface_to_scalp_near (const SmpSurface *self, SmpPoint px, SmpPoint *uv);

/**
 * smp_surface_to_photo:
 * @uv: mm on the surface's map
 * @point: (out): where the photo shows it, and how the surface lies there
 *
 * Returns: whether it is in sight
 */
gboolean smp_surface_to_photo (const SmpSurface *self, SmpPoint uv, SmpSurfacePoint *point);

/* mm of the follicle atlas per mm of scalp, in sight or not; 1 on a plane. */
double smp_surface_atlas_scale (const SmpSurface *self, SmpPoint uv);

/* What a zone of this kind lies on: beard and brows on the face, all else on the surface itself.
 * (transfer none) */
const SmpSurface *smp_surface_for_kind (const SmpSurface *self, SmpZoneKind kind);

/* The surface of a photo of the consultation: its head if it uses one, else the plane of its scale.
 */
SmpSurface *smp_surface_for_photo (const SmpPhoto *photo) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpSurface, smp_surface_unref)

G_END_DECLS
