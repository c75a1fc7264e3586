/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-kernel-dots.h"
#include "render/smp-render-kernel.h"

/* Half the side of a square that holds the ellipse where a soft splat's polynomial ends. Where a
 * hard one ends, major + √5 σ, is at most 1.012 times that: √(a² + b²) bounds sums. */
#define REACH_ROOM 1.02f
/* And for rounding, where the picture is widest. Boxes end with the pixels that the square ends in.
 */
#define REACH_MORE 0.3f

/* From the window's left or top to its @size, for what lies at a place of the whole picture. */
INLINE I
inside (V at, int from, int size)
{
  return to_int (minimum (maximum (at - (float)from, splat_v (0)), splat_v ((float)(size - 1))));
}

/* Of eight dots, of which there are n. */
INLINE void
spans_of (const SmpDotsInPicture *picture,
          const SmpTileGrid *grid,
          const SmpDot *dots,
          gsize n,
          guint32 *first,
          guint32 *size)
{
  const float scale = (float)picture->scale, photo = scale * picture->softest;
  const SmpDot *at[SMP_SPLATS];
  V per_mm, major, skin, half, left, right, top, bottom;
  I reaches, x0, x1, y0, y1;
  Dots some;

  for (gsize i = 0; i < SMP_SPLATS; i++)
    at[i] = &dots[MIN (i, n - 1)];
  some = dots_of (at);
  per_mm = scale * some.px_per_mm;
  major = 0.5f * some.diameter_mm * per_mm;
  skin = SMP_SKIN_BLUR_MM * per_mm;
  half = REACH_ROOM
             * root (
                 SMP_REACH2
                 * (major * major * 0.25f + (skin * skin + (photo * photo + SMP_PIXEL_VARIANCE))))
         + REACH_MORE;
  left = some.x_px * scale - half;
  right = some.x_px * scale + half;
  top = some.y_px * scale - half;
  bottom = some.y_px * scale + half;
  /* What is no number reaches nothing. */
  reaches = at_least (right, splat_v ((float)grid->x))
            & at_least (splat_v ((float)(grid->x + grid->width)), left)
            & at_least (bottom, splat_v ((float)grid->y))
            & at_least (splat_v ((float)(grid->y + grid->height)), top);
  x0 = (grid->x + inside (left, grid->x, grid->width)) >> grid->width_shift;
  x1 = (grid->x + inside (right, grid->x, grid->width)) >> grid->width_shift;
  y0 = (grid->y + inside (top, grid->y, grid->height)) >> grid->height_shift;
  y1 = (grid->y + inside (bottom, grid->y, grid->height)) >> grid->height_shift;
  *(IAt *)first = (y0 - grid->first_row) * grid->columns + (x0 - grid->first_column);
  *(IAt *)size = (((y1 - y0 + 1) << 16) | (x1 - x0 + 1)) & reaches;
}

void
SMP_KERNEL_FUNC (reach) (const SmpDotsInPicture *picture,
                         const SmpTileGrid *grid,
                         const SmpDot *dots,
                         gsize n,
                         guint32 *first,
                         guint32 *size)
{
  const SmpTileGrid its = *grid;
  gsize i = 0;

  for (; i + SMP_SPLATS <= n; i += SMP_SPLATS)
    spans_of (picture, &its, &dots[i], SMP_SPLATS, &first[i], &size[i]);
  if (i < n)
    spans_of (picture, &its, &dots[i], n - i, &first[i], &size[i]);
}
