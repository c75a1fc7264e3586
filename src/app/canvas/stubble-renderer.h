/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib-object.h>

#include "base/smp-types.h"
#include "canvas/stubble-buffers.h"
#include "model/smp-age.h"
#include "render/smp-render.h"

G_BEGIN_DECLS

/* What came out of one rendering: both pictures of one window. The images are drawn over in the
 * next rendering but one: what is to be kept of them has to be copied; the bytes may be held. */
typedef struct
{
  SmpRenderWindow window;
  SmpImage *before;
  SmpImage *after;
  GBytes *before_shown; /* as STUBBLE_SHOWN_FORMAT, without a gap between rows */
  GBytes *after_shown;
} StubbleFrame;

#define STUBBLE_TYPE_RENDERER (stubble_renderer_get_type ())
G_DECLARE_FINAL_TYPE (StubbleRenderer, stubble_renderer, STUBBLE, RENDERER, GObject)

/**
 * StubbleRenderer:
 *
 * Renders immutable values in a thread; belongs to the main thread itself. One rendering runs at a
 * time. The newest request wins: it takes the place of a waiting one and cancels a fine one that
 * is running. Dots are placed anew only when zones, seed, sessions or scale changed; another shade
 * or age shows the same dots in another look; the photo is drawn anew only for another window.
 * Pictures are drawn into those of earlier frames.
 *
 * Signals: "frame" when there is a new frame, "dots" when the dots were placed anew, "failed" (a
 * sentence).
 */
StubbleRenderer *stubble_renderer_new (void);

/* What to render. (transfer none), all nullable. @pyramid is of the photo at 1/@shrink; windows are
 * of the photo. A better picture of the same photo takes the place of the last frame only when it
 * has been rendered. */
void stubble_renderer_set_scene (StubbleRenderer *self,
                                 const SmpPyramid *pyramid,
                                 int shrink,
                                 const SmpPhoto *photo,
                                 const SmpPlan *plan);

/* Where on the time line the plan is shown. */
void stubble_renderer_set_age (StubbleRenderer *self, const SmpAge *age);
/* Whether dots are given the photo's grain, once all of the photo is there. */
void stubble_renderer_set_match_grain (StubbleRenderer *self, gboolean match);

/* Asks for a window. With @coarse (nullable), as long as things move, that one is rendered first,
 * and the fine one when nothing has been asked for a moment; or the fine one at once, where that
 * has turned out to be quick. */
void stubble_renderer_request (StubbleRenderer *self,
                               const SmpRenderWindow *fine,
                               const SmpRenderWindow *coarse);

/* (transfer none) (nullable): the last frame, until the next signal of one. */
const StubbleFrame *stubble_renderer_get_frame (StubbleRenderer *self);
/* (transfer none) (nullable): the dots of the last placing. */
const SmpDotSet *stubble_renderer_get_dots (StubbleRenderer *self);
/* Whether nothing runs or waits. */
gboolean stubble_renderer_is_settled (StubbleRenderer *self);

G_END_DECLS
