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
  float px_per_mm[SMP_SPLATS];
  V places[4], sizes[4], per_mm, major, skin, half, left, right, top, bottom;
  I reaches, x0, x1, y0, y1;

  for (gsize i = 0; i < SMP_SPLATS; i++)
    {
      at[i] = &dots[MIN (i, n - 1)];
      px_per_mm[i] = at[i]->px_per_mm;
    }
  four_of (at, G_STRUCT_OFFSET (SmpDot, x_px), places);
  four_of (at, G_STRUCT_OFFSET (SmpDot, diameter_mm), sizes);
  per_mm = scale * load (px_per_mm);
  major = 0.5f * sizes[0] * per_mm;
  skin = SMP_SKIN_BLUR_MM * per_mm;
  half = REACH_ROOM
             * root (
                 SMP_REACH2
                 * (major * major * 0.25f + (skin * skin + (photo * photo + SMP_PIXEL_VARIANCE))))
         + REACH_MORE;
  left = places[0] * scale - half;
  right = places[0] * scale + half;
  top = places[1] * scale - half;
  bottom = places[1] * scale + half;
  /* What is no number reaches nothing. */
  reaches = (right >= splat_v ((float)grid->x)) & (left <= splat_v ((float)(grid->x + grid->width)))
            & (bottom >= splat_v ((float)grid->y))
            & (top <= splat_v ((float)(grid->y + grid->height)));
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
