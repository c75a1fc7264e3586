/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The four blocks of a coarse grid whose middles lie around a place, row by row, and how much each
 * counts (bilinear): their weights add up to 1. */
typedef struct
{
  gsize at[4];
  float weight[4];
} SmpBlockCorners;

/* Of a place in block sides from the grid's corner on. Beyond the middles of the outermost blocks
 * it goes on as it is there. */
static inline SmpBlockCorners
smp_block_corners (int columns, int rows, float x, float y)
{
  float cx = CLAMP (x - 0.5f, 0.0f, (float)(columns - 1));
  float cy = CLAMP (y - 0.5f, 0.0f, (float)(rows - 1));
  int ix = MIN ((int)cx, MAX (columns - 2, 0)), iy = MIN ((int)cy, MAX (rows - 2, 0));
  float tx = cx - (float)ix, ty = cy - (float)iy;
  gsize at = (gsize)iy * (gsize)columns + (gsize)ix;
  gsize right = columns > 1 ? 1 : 0, down = rows > 1 ? (gsize)columns : 0;

  return (SmpBlockCorners){ { at, at + right, at + down, at + down + right },
                            { (1 - tx) * (1 - ty), tx * (1 - ty), (1 - tx) * ty, tx * ty } };
}

G_END_DECLS
