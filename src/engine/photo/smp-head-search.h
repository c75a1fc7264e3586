/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "model/smp-head.h"

G_BEGIN_DECLS

/**
 * smp_head_search_contour:
 * @image: the photo
 * @head: as fitted to its landmarks
 *
 * Looks for the contour of the cranium in the picture, by smp_find_silhouette(): over the top and
 * down behind, away from the face. For SmpHeadView.contour of a second fit.
 *
 * Returns: (transfer full) (nullable): an open polygon in px
 */
SmpPolygon *smp_head_search_contour (const SmpImage *image,
                                     const SmpHead *head) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
