/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "surface/smp-surface-plane.h"

static gboolean
plane_to_scalp (const SmpSurface *self, SmpPoint px, SmpPoint *uv)
{
  *uv = smp_point_scale (px, self->mm_per_px);
  return TRUE;
}

static gboolean
plane_to_photo (const SmpSurface *self, SmpPoint uv, SmpSurfacePoint *point)
{
  double px_per_mm = 1.0 / self->mm_per_px;

  *point = (SmpSurfacePoint){
    .px = smp_point_scale (uv, px_per_mm),
    .jacobian = { px_per_mm, 0, 0, px_per_mm },
    .facing = 1,
    .atlas_scale = 1,
    .fade = 1,
  };
  return TRUE;
}

static const SmpSurfaceClass plane_class = {
  .name = "plane",
  .to_scalp = plane_to_scalp,
  .to_photo = plane_to_photo,
};

SmpSurface *
smp_surface_plane_new (double mm_per_px, double uncertainty)
{
  SmpSurface *self;

  g_return_val_if_fail (mm_per_px > 0, NULL);

  self = g_atomic_rc_box_new0 (SmpSurface);
  self->klass = &plane_class;
  self->mm_per_px = mm_per_px;
  self->uncertainty = uncertainty;
  return self;
}
