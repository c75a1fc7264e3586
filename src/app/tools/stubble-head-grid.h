/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <cairo.h>

#include "canvas/stubble-viewport.h"
#include "model/smp-head.h"

G_BEGIN_DECLS

/* The seen part of a grid of latitude and longitude on a head; its midline stands out. */
void stubble_head_grid_draw (cairo_t *cr, const StubbleViewport *viewport, const SmpHead *head);

/* A spiral at a whorl. @at: widget px. */
void stubble_head_grid_draw_whorl (cairo_t *cr, SmpPoint at, gboolean clockwise);

G_END_DECLS
