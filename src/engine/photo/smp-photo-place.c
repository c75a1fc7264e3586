/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-photo-place.h"

#include <string.h>

/* Pixels of a square that is transposed at once. */
#define FOUR 4

typedef guint32 Four __attribute__ ((vector_size (16)));
typedef guint32 FourAt __attribute__ ((vector_size (16), aligned (4), may_alias));

void
smp_placement_init (SmpPlacement *self, int width, int height, int orientation)
{
  /* EXIF 2.3, tag 0x0112: what has to be done to the stored rows and columns. */
  static const struct
  {
    gboolean transpose, flip_x, flip_y;
  } steps[9] = { { 0 },
                 { FALSE, FALSE, FALSE },
                 { FALSE, TRUE, FALSE },
                 { FALSE, TRUE, TRUE },
                 { FALSE, FALSE, TRUE },
                 { TRUE, FALSE, FALSE },
                 { TRUE, TRUE, FALSE },
                 { TRUE, TRUE, TRUE },
                 { TRUE, FALSE, TRUE } };

  g_return_if_fail (orientation >= 1 && orientation <= 8);

  self->width = width;
  self->height = height;
  self->is_transposed = steps[orientation].transpose;
  self->flip_x = steps[orientation].flip_x;
  self->flip_y = steps[orientation].flip_y;
}

int
smp_placement_get_target_width (const SmpPlacement *self)
{
  return self->is_transposed ? self->height : self->width;
}

int
smp_placement_get_target_height (const SmpPlacement *self)
{
  return self->is_transposed ? self->width : self->height;
}

static inline guint32 *
target_row (const SmpImage *target, int y)
{
  return (guint32 *)(gpointer)(target->pixels + (gsize)y * target->stride);
}

static void
put_row (const SmpPlacement *self, SmpImage *target, const guint32 *row, int source_y)
{
  guint32 *t = target_row (target, self->flip_y ? self->height - 1 - source_y : source_y);

  if (!self->flip_x)
    memcpy (t, row, (gsize)self->width * 4);
  else
    {
      for (int x = 0; x < self->width; x++)
        t[x] = row[self->width - 1 - x];
    }
}

/* Where columns of the strip go. */
typedef struct
{
  const SmpPlacement *placement;
  SmpImage *target;
  int to;   /* column of the strip's first row */
  int step; /* to that of the next: 1 or -1 */
} Columns;

/* One pixel of each of rows first ≤ i < n. */
static void
put_column (const Columns *self, const guint32 *rows, int x, int first, int n)
{
  const SmpPlacement *placement = self->placement;
  guint32 *t
      = target_row (self->target, placement->flip_y ? placement->width - 1 - x : x) + self->to;
  const guint32 *s = rows + (gsize)first * (gsize)placement->width + x;

  for (int i = first; i < n; i++, s += placement->width)
    t[self->step * i] = *s;
}

/* A square of FOUR pixels' sides, from row i and column x on. */
static void
put_square (const Columns *self, const guint32 *rows, int x, int i)
{
  const Four low = { 0, 4, 1, 5 }, high = { 2, 6, 3, 7 }, back = { 3, 2, 1, 0 };
  const SmpPlacement *placement = self->placement;
  const guint32 *s = rows + (gsize)i * (gsize)placement->width + x;
  Four row[FOUR], half[FOUR], column[FOUR];

#pragma GCC unroll 4
  for (int k = 0; k < FOUR; k++, s += placement->width)
    row[k] = *(const FourAt *)s;
  half[0] = __builtin_shuffle (row[0], row[2], low);
  half[1] = __builtin_shuffle (row[1], row[3], low);
  half[2] = __builtin_shuffle (row[0], row[2], high);
  half[3] = __builtin_shuffle (row[1], row[3], high);
  column[0] = __builtin_shuffle (half[0], half[1], low);
  column[1] = __builtin_shuffle (half[0], half[1], high);
  column[2] = __builtin_shuffle (half[2], half[3], low);
  column[3] = __builtin_shuffle (half[2], half[3], high);
#pragma GCC unroll 4
  for (int k = 0; k < FOUR; k++)
    {
      int y = placement->flip_y ? placement->width - 1 - (x + k) : x + k;
      guint32 *t = target_row (self->target, y) + self->to;

      if (self->step > 0)
        *(FourAt *)(t + i) = column[k];
      else
        *(FourAt *)(t - i - (FOUR - 1)) = __builtin_shuffle (column[k], back);
    }
}

/* A strip of rows becomes a strip of columns. */
static void
put_columns (const SmpPlacement *self, SmpImage *target, const guint32 *rows, int first, int n)
{
  Columns columns = { .placement = self,
                      .target = target,
                      .to = self->flip_x ? self->height - 1 - first : first,
                      .step = self->flip_x ? -1 : 1 };
  int squares = n / FOUR * FOUR, x = 0;

  for (; x + FOUR <= self->width; x += FOUR)
    {
      for (int i = 0; i < squares; i += FOUR)
        put_square (&columns, rows, x, i);
      for (int k = 0; k < FOUR && squares < n; k++)
        put_column (&columns, rows, x + k, squares, n);
    }
  for (; x < self->width; x++)
    put_column (&columns, rows, x, 0, n);
}

void
smp_placement_put (const SmpPlacement *self, SmpImage *target, const guint8 *rows, int first, int n)
{
  const guint32 *pixels = (const guint32 *)(gconstpointer)rows;

  if (self->is_transposed)
    {
      put_columns (self, target, pixels, first, n);
      return;
    }
  for (int i = 0; i < n; i++)
    put_row (self, target, pixels + (gsize)i * (gsize)self->width, first + i);
}
