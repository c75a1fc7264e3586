/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "document/stubble-document.h"
#include "record/smp-picture.h"

G_BEGIN_DECLS

/* @picture is NULL where @error is not; both are borrowed. */
typedef void (*StubbleComposed) (SmpImage *picture, const GError *error, gpointer user_data);

/**
 * stubble_compose_async:
 * @document: of whose photo
 * @plan: (nullable): that of the document if %NULL
 * @match_grain: as in SmpPictureOptions
 * @width: px of one part at most; never more than the photo has
 *
 * Draws a picture with its stamp as Export writes it, beside the window; editing goes on meanwhile.
 * @callback is not called any more for what was cancelled: its @user_data is let go of by @destroy.
 */
void stubble_compose_async (StubbleDocument *document,
                            const SmpPlan *plan,
                            const SmpAge *age,
                            SmpPictureContent content,
                            gboolean match_grain,
                            double width,
                            GCancellable *cancellable,
                            StubbleComposed callback,
                            gpointer user_data,
                            GDestroyNotify destroy);

G_END_DECLS
