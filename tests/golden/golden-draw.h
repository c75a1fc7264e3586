/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "golden-scenes.h"
#include "stipple/smp-dots.h"

G_BEGIN_DECLS

/* Size and scale of the photo of the scenes. */
#define GOLDEN_WIDTH 320
#define GOLDEN_HEIGHT 240
#define GOLDEN_MM_PER_PX 0.125

/* Skin-like, from whole numbers alone: a gradient, grain, and a patch that shines. */
SmpImage *golden_skin (int width, int height) G_GNUC_WARN_UNUSED_RESULT;

/* The dots over that photo; @before (out) (optional): the photo alone. */
SmpImage *golden_composite (const SmpDotSet *dots,
                            const SmpPigment *pigment,
                            const SmpRenderWindow *window,
                            GoldenHow how,
                            SmpImage **before) G_GNUC_WARN_UNUSED_RESULT;
/* The same with the photo's grain given back; @grain: (nullable) */
SmpImage *golden_composite_grained (const SmpDotSet *dots,
                                    const SmpPigment *pigment,
                                    const SmpRenderWindow *window,
                                    const SmpPhotoGrain *grain,
                                    GoldenHow how,
                                    SmpImage **before) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
