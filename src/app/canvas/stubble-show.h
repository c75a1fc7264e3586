/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a canvas compares the original and the simulated picture. */
typedef enum
{
  STUBBLE_SHOW_BEFORE,
  STUBBLE_SHOW_AFTER,
  STUBBLE_SHOW_SPLIT,        /* both, cut at a divider */
  STUBBLE_SHOW_SIDE_BY_SIDE, /* both, with one zoom */
  STUBBLE_SHOW_FADE,         /* the simulated one laid over the original, more or less */
  STUBBLE_SHOW_FLICKER,      /* both in turn */
} StubbleShow;

#define STUBBLE_N_SHOWS 6

/* "before", "after", "split", "side-by-side", "fade", "flicker", and back. */
const char *stubble_show_to_string (StubbleShow show);
gboolean stubble_show_from_string (const char *text, StubbleShow *show);

/**
 * stubble_screen_px_per_mm:
 * @width_px: of a monitor, logical px, and so on
 * @width_mm: what it says its panel measures, mm, and so on
 *
 * Logical px of a monitor per millimetre of its panel. Projectors and virtual displays say nothing,
 * and some televisions give the ratio of their sides for a size (16 × 9 cm): what no screen in a
 * treatment room has (fewer than 1.5 or more than 16 px per mm, or px that are not nearly square)
 * is not believed. These limits are our choice.
 *
 * Returns: 0 if it does not tell
 */
double stubble_screen_px_per_mm (int width_px, int height_px, int width_mm, int height_mm);

/* How far the client's eyes are from the screen, m: our choice, about an arm's length. */
#define STUBBLE_SCREEN_DISTANCE 0.5

/**
 * stubble_screen_zoom:
 * @px_per_mm: of the monitor, see stubble_screen_px_per_mm()
 * @mm_per_px: of the photo, see #SmpScale
 * @metres: from which the head is looked at
 *
 * Logical px per photo px at which a head on the screen, seen from %STUBBLE_SCREEN_DISTANCE, is as
 * large to the eye as the head itself from @metres: life size at %STUBBLE_SCREEN_DISTANCE, half of
 * it at twice as far.
 */
double stubble_screen_zoom (double px_per_mm, double mm_per_px, double metres);

G_END_DECLS
