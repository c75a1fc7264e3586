/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "surface/smp-surface.h"

G_BEGIN_DECLS

/**
 * smp_surface_plane_new:
 * @mm_per_px: scale of the photo, > 0
 * @uncertainty: relative
 *
 * Skin that faces the camera at one scale: u = x · mm_per_px, v = y · mm_per_px. Right for
 * close-ups; on a whole head it ignores the curvature.
 */
SmpSurface *smp_surface_plane_new (double mm_per_px, double uncertainty) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
