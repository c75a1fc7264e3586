/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"
#include "render/smp-render.h"

G_BEGIN_DECLS

/**
 * smp_hair_thin:
 * @before: what smp_render_before() gave for the window
 * @dots: of the plan in the photo: only where they are, hair is taken away
 * @share: of the light that hair takes, 0 to 1, is given back
 *
 * What the photo would show if the client lost more of the hair where the plan treats: pixels that
 * are darker than the free skin around come nearer to it, as the dichromatic split of the
 * photo knows it. Skin that long hair hides all around is not seen, and stays dark. Pixels outside
 * the plan keep their bytes. Illustrative, as nobody knows which hair goes.
 *
 * Returns: (transfer full): the picture, or %NULL when cancelled or memory is short
 */
SmpImage *smp_hair_thin (const SmpImage *before,
                         const SmpRenderWindow *window,
                         const SmpDotSet *dots,
                         double share,
                         const SmpRenderOptions *options,
                         GCancellable *cancellable,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
