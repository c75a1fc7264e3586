/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include "render/smp-kernel-codes.h"

/* Pixels of a row from what they were and from what dots let them keep, in three loops; the first
 * two only where there may be shine or hair over the skin. What a pixel waits for is a long chain,
 * and a processor looks only so far ahead for others to work on meanwhile: of short loops it sees
 * more of them at once. */

/* Room for a row's linear light. */
typedef struct
{
  float of[3][SMP_TILE_MAX];
} Light;

/* The blocks first ≤ i < end of the row, like all below. */
INLINE void
decode_blocks (const SmpRow *row, int first, int end, Light *light)
{
  const guint8 *before = row->before;

  for (int x = first * SMP_BLOCK; x < end * SMP_BLOCK; x += WIDE)
    {
      WU pixels = get_pixels (before + 4 * x);

      for (int c = 0; c < 3; c++)
        *(WAt *)(light->of[c] + x) = decode_roughly (lifted_of (pixels, c));
    }
}

INLINE void
put_back_blocks (const SmpRow *row, int first, int end, const Light *light)
{
  const SmpPhotoOver *over = row->over;
  float *keep[3] = { row->keep, row->keep + row->plane, row->keep + 2 * row->plane };

  for (int x = first * SMP_BLOCK; x < end * SMP_BLOCK; x += WIDE)
    {
      W its[3], kept[3];
      Cover cover;

      for (int c = 0; c < 3; c++)
        {
          its[c] = *(const WAt *)(light->of[c] + x);
          kept[c] = *(const WAt *)(keep[c] + x);
        }
      cover = cover_of (its, &over[x / SMP_BLOCK]);
      put_back (&cover, kept);
      for (int c = 0; c < 3; c++)
        *(WAt *)(keep[c] + x) = kept[c];
    }
}

INLINE void
darken_blocks (const SmpRow *row, int first, int end)
{
  const guint8 *before = row->before;
  guint8 *after = row->after;
  float *keep[3] = { row->keep, row->keep + row->plane, row->keep + 2 * row->plane };
  WU at = dither_start ((guint32)(row->x + first * SMP_BLOCK));
  guint32 y = (guint32)row->y;
  Put put = put_of (after, row->stream);

  for (int x = first * SMP_BLOCK; x < end * SMP_BLOCK; x += WIDE)
    {
      WU pixels = get_pixels (before + 4 * x);
      W old[3], kept[3], lifted[3];

      for (int c = 0; c < 3; c++)
        {
          old[c] = lifted_of (pixels, c);
          kept[c] = *(const WAt *)(keep[c] + x);
          *(WAt *)(keep[c] + x) = wide (1);
        }
      darken (old, kept, row->decode, lifted);
      put_pixels (after + 4 * x, pixels_of (lifted, dither (at, y), pixels), put);
      at += WIDE * DITHER_X;
    }
}

/* The end of the blocks from @first on that are all touched, or all not. */
static int
end_of_run (const SmpRow *row, int first)
{
  guint32 is_touched = row->touched >> first & 1;
  int end = first + 1;

  while (end < row->n / SMP_BLOCK && (row->touched >> end & 1) == is_touched)
    end++;
  return end;
}

void
SMP_KERNEL_FUNC (copy) (const guint8 *from, guint8 *to, int n, gboolean stream)
{
  Put put = put_of (to, stream);
  int i;

  for (i = 0; i + WIDE <= n; i += WIDE)
    put_pixels (to + 4 * i, get_pixels (from + 4 * i), put);
  memcpy (to + 4 * i, from + 4 * i, 4 * (gsize)(n - i));
}

void
SMP_KERNEL_FUNC (composite) (const SmpRow *row)
{
  Light light;

  for (int i = 0, end; i < row->n / SMP_BLOCK; i = end)
    {
      end = end_of_run (row, i);
      if (!(row->touched >> i & 1))
        {
          SMP_KERNEL_FUNC (copy)
          (row->before + 4 * SMP_BLOCK * i, row->after + 4 * SMP_BLOCK * i, (end - i) * SMP_BLOCK,
           row->stream);
          continue;
        }
      if (row->over != NULL)
        {
          decode_blocks (row, i, end, &light);
          put_back_blocks (row, i, end, &light);
        }
      darken_blocks (row, i, end);
    }
}
