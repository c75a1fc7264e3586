/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "surface/smp-surface.h"

#include "model/smp-photo.h"
#include "surface/smp-surface-head.h"
#include "surface/smp-surface-plane.h"

SmpSurface *
smp_surface_ref (const SmpSurface *self)
{
  return g_atomic_rc_box_acquire ((SmpSurface *)self);
}

static void
surface_finalize (gpointer data)
{
  SmpSurface *self = data;

  if (self->klass->finalize != NULL)
    self->klass->finalize (self);
  smp_surface_unref (self->face);
}

void
smp_surface_unref (const SmpSurface *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full ((SmpSurface *)self, surface_finalize);
}

/**
 * smp_surface_to_scalp:
 * @px: a place in the full-size upright photo
 * @uv: (out): the place on the surface's map, mm
 *
 * Returns: %FALSE if the photo does not show the surface there
 */
gboolean
smp_surface_to_scalp (const SmpSurface *self, SmpPoint px, SmpPoint *uv)
{
  return self->klass->to_scalp (self, px, uv);
}

/**
 * smp_surface_to_scalp_near:
 * @px: a place in the full-size upright photo
 * @uv: (out): the place on the surface's map, mm
 *
 * As smp_surface_to_scalp(), but beside a curved surface it gives a place behind the horizon, so
 * that outlines drawn around a head close behind it.
 *
 * Returns: %FALSE if there is none
 */
gboolean
smp_surface_to_scalp_near (const SmpSurface *self, SmpPoint px, SmpPoint *uv)
{
  if (self->klass->to_scalp_near == NULL)
    return self->klass->to_scalp (self, px, uv);
  return self->klass->to_scalp_near (self, px, uv);
}

/**
 * smp_surface_to_photo:
 * @uv: a place on the surface's map, mm
 * @point: (out): where and how the photo shows it
 *
 * Returns: %FALSE if it is turned away from the camera
 */
gboolean
smp_surface_to_photo (const SmpSurface *self, SmpPoint uv, SmpSurfacePoint *point)
{
  return self->klass->to_photo (self, uv, point);
}

/**
 * smp_surface_atlas_scale:
 * @uv: a place on the surface's map, mm, in sight or not
 *
 * Returns: mm of the map for one of scalp there
 */
double
smp_surface_atlas_scale (const SmpSurface *self, SmpPoint uv)
{
  return self->klass->atlas_scale != NULL ? self->klass->atlas_scale (self, uv) : 1;
}

const SmpSurface *
smp_surface_for_kind (const SmpSurface *self, SmpZoneKind kind)
{
  gboolean on_face = kind == SMP_ZONE_BEARD || kind == SMP_ZONE_BROW;

  return on_face && self->face != NULL ? self->face : self;
}

SmpSurface *
smp_surface_for_photo (const SmpPhoto *photo)
{
  if (smp_photo_uses_head (photo))
    return smp_surface_head_new (&photo->head);
  return smp_surface_plane_new (photo->scale.mm_per_px, photo->scale.uncertainty);
}
