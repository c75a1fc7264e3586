/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-types.h"
#include "geometry/smp-point.h"

G_BEGIN_DECLS

/* A part of the photo at a scale: output pixel (i, j) shows the photo's square that begins at
 * ((x + i) / scale, (y + j) / scale). */
typedef struct
{
  double scale; /* output px per photo px, 0 < scale ≤ 64 */
  int x;        /* of the output's top left corner, in output px */
  int y;
  int width; /* output px */
  int height;
} SmpRenderWindow;

/* The whole photo at a scale. */
SmpRenderWindow smp_render_window_whole (int photo_width, int photo_height, double scale);

typedef struct
{
  int n_threads; /* 0 for one per processor */
  int tile;      /* side of a work tile in px, 0 for the default; changes no pixel */
  /* (nullable): a picture of the window's size that nobody else holds. It is drawn over and
   * returned, with a reference more: fresh memory costs more than the rendering. */
  SmpImage *into;
  int kernel; /* 0 for the best that this machine has, else the first, second …: changes no pixel */
  /* (nullable): of the photo, for smp_render_after(): dots shrink the photo's own noise with its
   * light; so much is given back as is missing. The dose stays. */
  const SmpPhotoGrain *grain;
} SmpRenderOptions;

/**
 * smp_render_before:
 * @pyramid: the photo
 * @window: what to show
 *
 * The photo alone at the window's scale: byte-identical to the photo at scale 1.
 */
SmpImage *smp_render_before (const SmpPyramid *pyramid,
                             const SmpRenderWindow *window,
                             const SmpRenderOptions *options,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * smp_render_after:
 * @before: what smp_render_before() gave for the same window
 * @look: the photo's dots at an age, and its redness
 *
 * Composites redness and dots over the photo in linear light. Dots are as soft as the photo is
 * where they lie; shine stays, for it does not come from under the skin. A pixel that no dot
 * reaches keeps its bytes.
 */
SmpImage *smp_render_after (const SmpImage *before,
                            const SmpRenderWindow *window,
                            const SmpLook *look,
                            const SmpRenderOptions *options,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
