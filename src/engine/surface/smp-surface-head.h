/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "model/smp-head.h"
#include "surface/smp-surface.h"

G_BEGIN_DECLS

/**
 * smp_surface_head_new:
 * @head: axes, camera and pose
 *
 * The scalp of a posed head. u and v are millimetres of its conformal map (smp-head-map.h), the
 * same in every photo of the head. Beard and brows, which lie in front of the cranium, get the
 * plane of the face instead: see smp_surface_for_kind().
 */
SmpSurface *smp_surface_head_new (const SmpHead *head) G_GNUC_WARN_UNUSED_RESULT;

/* The head of such a surface, or NULL for another kind. (transfer none) */
const SmpHead *smp_surface_get_head (const SmpSurface *self);

G_END_DECLS
