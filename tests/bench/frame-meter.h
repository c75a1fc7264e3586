/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "window/stubble-window.h"

G_BEGIN_DECLS

/**
 * FrameMeter:
 *
 * Watches a window's frames while something happens in it: when frames with new content in the
 * canvas were presented, and how long the main thread did not come back to its events, by the
 * processor's clock: what other programs take is not our stall.
 */
typedef struct
{
  GArray *intervals; /* of double: ms between frames with new content */
  double stall_ms;   /* longest that the main thread was at work without the toolkit's painting */
  double frame_ms;   /* longest that it was at work in all, painting with it */
} FrameCount;

void frame_meter_install (StubbleWindow *window);
void frame_meter_start (void);
FrameCount frame_meter_stop (void);

/* Instead of what it shows, the canvas shows a ready texture of the same size and place in each
 * frame, a new one each time: all that the toolkit can do. */
void frame_meter_show_ready (gboolean ready);

G_END_DECLS
