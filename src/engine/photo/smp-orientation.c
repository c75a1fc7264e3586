/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "base/smp-parallel.h"
#include "photo/smp-photo-decode-private.h"

/* Side of the squares in which a picture is transposed: two of them fit into the nearest cache. */
#define SQUARE 32

typedef struct
{
  const SmpImage *source;
  SmpImage *target;
  gboolean flip_x; /* of the target */
  gboolean flip_y;
} Transpose;

static inline guint32 *
pixel_row (const SmpImage *image, int y)
{
  return (guint32 *)(gpointer)(image->pixels + (gsize)y * image->stride);
}

static void
mirror_row (guint32 *row, int width)
{
  for (int a = 0, b = width - 1; a < b; a++, b--)
    {
      guint32 t = row[a];

      row[a] = row[b];
      row[b] = t;
    }
}

static void
swap_rows (guint32 *restrict a, guint32 *restrict b, int width)
{
  for (int x = 0; x < width; x++)
    {
      guint32 t = a[x];

      a[x] = b[x];
      b[x] = t;
    }
}

static void
flip_in_place (SmpImage *image, gboolean flip_x, gboolean flip_y)
{
  if (flip_x)
    {
      for (int y = 0; y < image->height; y++)
        mirror_row (pixel_row (image, y), image->width);
    }
  if (flip_y)
    {
      for (int a = 0, b = image->height - 1; a < b; a++, b--)
        swap_rows (pixel_row (image, a), pixel_row (image, b), image->width);
    }
}

/* One row of squares of the target. */
static void
transpose_band (gsize item, int worker, gpointer data)
{
  const Transpose *job = data;
  const SmpImage *target = job->target;
  int y0 = (int)item * SQUARE;
  int y1 = MIN (y0 + SQUARE, target->height);

  for (int x0 = 0; x0 < target->width; x0 += SQUARE)
    {
      int x1 = MIN (x0 + SQUARE, target->width);

      for (int y = y0; y < y1; y++)
        {
          guint32 *row = pixel_row (target, y);
          int sx = job->flip_y ? target->height - 1 - y : y;

          for (int x = x0; x < x1; x++)
            {
              int sy = job->flip_x ? target->width - 1 - x : x;

              row[x] = pixel_row (job->source, sy)[sx];
            }
        }
    }
}

SmpImage *
smp_image_take_oriented (SmpImage *image, int orientation, GError **error)
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
  g_autoptr (SmpImage) source = image;
  g_autoptr (SmpImage) target = NULL;
  Transpose job;

  g_return_val_if_fail (orientation >= 1 && orientation <= 8, NULL);

  if (!steps[orientation].transpose)
    {
      flip_in_place (source, steps[orientation].flip_x, steps[orientation].flip_y);
      return g_steal_pointer (&source);
    }
  target = smp_image_new (source->height, source->width, error);
  if (target == NULL)
    return NULL;
  target->has_alpha = source->has_alpha;
  job = (Transpose){ source, target, steps[orientation].flip_x, steps[orientation].flip_y };
  if (!smp_parallel_for (((gsize)target->height + SQUARE - 1) / SQUARE, 0, transpose_band, &job,
                         NULL, error))
    return NULL;
  return g_steal_pointer (&target);
}
