/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-photo-place.h"

#include <string.h>

/* Columns that are transposed at once: those of a strip then fit into the nearest cache. */
#define COLUMNS 16

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

/* A strip of rows becomes a strip of columns. */
static void
put_columns (const SmpPlacement *self, SmpImage *target, const guint32 *rows, int first, int n)
{
  int step = self->flip_x ? -1 : 1;
  int to = self->flip_x ? self->height - 1 - first : first;

  for (int x0 = 0; x0 < self->width; x0 += COLUMNS)
    {
      int x1 = MIN (x0 + COLUMNS, self->width);

      for (int x = x0; x < x1; x++)
        {
          guint32 *t = target_row (target, self->flip_y ? self->width - 1 - x : x) + to;
          const guint32 *s = rows + x;

          for (int i = 0; i < n; i++, s += self->width)
            t[step * i] = *s;
        }
    }
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
