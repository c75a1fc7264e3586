/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gtk/gtk.h>

#include "base/smp-types.h"
#include "canvas/stubble-viewport.h"

G_BEGIN_DECLS

/* Draws a lens over a part of the canvas: the photo around a place, enlarged, with a cross in its
 * middle. @pyramid is of the photo at 1/@shrink. It stands above the place, or below where there is
 * no room, so that no hand hides it. */
void stubble_magnifier_draw (cairo_t *cr,
                             const SmpPyramid *pyramid,
                             int shrink,
                             const StubbleViewport *viewport,
                             SmpPoint px);

G_END_DECLS
