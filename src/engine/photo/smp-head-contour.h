/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "model/smp-face-frame.h"

G_BEGIN_DECLS

/**
 * smp_head_contour:
 * @image: the photo
 * @frame: the face's axes in it
 *
 * The head's outer contour where smp_find_silhouette() sees one, from the face's axes.
 *
 * Returns: (transfer full) (nullable): an open polygon in px
 */
SmpPolygon *smp_head_contour (const SmpImage *image,
                              const SmpFaceFrame *frame) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
