/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "stipple/smp-dots.h"

G_BEGIN_DECLS

/**
 * smp_dot_ellipse_set:
 * @dot: gets axis_ratio, angle_rad and px_per_mm
 * @jacobian: px per mm of the surface under the dot
 * @axis_ratio: of the dot on the skin, 0 to 1
 * @direction: of its major axis on the skin, as a share of half a turn, 0 to 1
 *
 * The ellipse as the photo shows it: its shape matrix on the skin, carried over by the Jacobian.
 */
void
smp_dot_ellipse_set (SmpDot *dot, const double jacobian[4], double axis_ratio, double direction);

G_END_DECLS
