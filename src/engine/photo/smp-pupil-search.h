/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "geometry/smp-point.h"

G_BEGIN_DECLS

/**
 * smp_find_pupil:
 * @pyramid: of the photo
 * @near: where somebody clicked, px
 * @reach: about as wide as an iris, px; the pupil's middle may be two thirds of it from there
 * @pupil: (out): the middle of the dark disc found
 *
 * Looks for the disc that is darkest against what surrounds it: a pupil or a dark iris. Lids hide
 * its upper part, so only what is beside and below it counts as its surroundings, and what an eye
 * mirrors counts as the dark around it. The disc must be dark enough and even; a lid with lashes or
 * a brow is none. Of several the one near the click is meant.
 *
 * Returns: whether there is one
 */
gboolean smp_find_pupil (const SmpPyramid *pyramid, SmpPoint near, double reach, SmpPoint *pupil);

G_END_DECLS
