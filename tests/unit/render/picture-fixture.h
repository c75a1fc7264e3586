/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "photo/smp-image.h"
#include "render/smp-render.h"

G_BEGIN_DECLS

/* Red, green, blue and alpha of a pixel. */
guint8 *picture_pixel (const SmpImage *image, int x, int y);
/* A square of one colour. */
SmpImage *picture_of_colour (int side, const guint8 rgb[3]) G_GNUC_WARN_UNUSED_RESULT;
/* With healed dots of a shade over it. @options: (nullable) */
SmpImage *picture_with_dots (const SmpImage *before,
                             const SmpRenderWindow *window,
                             const SmpDotSet *dots,
                             const SmpPigment *pigment,
                             const SmpRenderOptions *options) G_GNUC_WARN_UNUSED_RESULT;
gboolean picture_is_same (const SmpImage *a, const SmpImage *b);

G_END_DECLS
