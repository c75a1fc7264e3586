/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "geometry/smp-point.h"

G_BEGIN_DECLS

/**
 * smp_find_edge:
 * @image: the photo
 * @from: one end of a line across the edge, px
 * @to: the other end
 * @edge: (out): the place of the line where the colours on both sides differ most
 *
 * Makes a contour that was found in a small picture exact. The colours of each side are means along
 * a tenth of the line, over a few px across it.
 *
 * Returns: %FALSE where nothing stands out
 */
gboolean smp_find_edge (const SmpImage *image, SmpPoint from, SmpPoint to, SmpPoint *edge);

G_END_DECLS
