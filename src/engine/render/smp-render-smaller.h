/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-types.h"
#include "render/smp-render-kernel.h"
#include "render/smp-taps.h"

G_BEGIN_DECLS

/**
 * smp_render_smaller:
 * @source: opaque
 * @target: (inout): filled with opaque pixels
 * @columns: for each column of @target the columns of @source that it is the mean of; from one to
 *   the next they move by SMP_LIGHT_MOVE at the most
 * @rows: likewise
 *
 * Draws a photo, or a part of it, smaller: each pixel is the mean of the light it covers, in
 * 65535ths. First along y, where whole rows are alike, then along x.
 */
gboolean smp_render_smaller (const SmpImage *source,
                             SmpImage *target,
                             const SmpTap *columns,
                             const SmpTap *rows,
                             const SmpRenderKernel *kernel,
                             int n_threads,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
