/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "render/smp-render.h"

G_BEGIN_DECLS

/* The picture to draw a window into: the options' own, with a reference more, or a new one. */
SmpImage *smp_render_target (const SmpRenderWindow *window,
                             const SmpRenderOptions *options,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
