/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include "render/smp-kernel-vector.h"
#include "render/smp-render-kernel.h"

/* The last step of drawing a photo at another size: opaque pixels of red, green, blue and one more
 * float each, several at a time. */

/* Pixels whose steps are found together, and then looked up one by one. */
#define CHUNK 64

/* 0 to 1 in steps, rounded. */
INLINE WI
to_steps (W v, float steps)
{
  v = wide_minimum (wide_maximum (v, wide (0)), wide (1));
  return __builtin_convertvector(v * steps + 0.5f, WI);
}

INLINE void
mean_of (const SmpRowMean *mean, int n)
{
  const guint8 *encode = mean->encode;
  guint8 *px = mean->to;

  for (int x = 0; x < mean->width; x += CHUNK)
    {
      gint32 steps[4 * CHUNK];
      int floats = 4 * MIN (mean->width - x, CHUNK);

      for (int i = 0; i < floats; i += WIDE)
        {
          W sum = wide (0);

          for (int k = 0; k < n; k++)
            sum += mean->weights[k] * *(const WAt *)(mean->rows[k] + 4 * (gsize)x + i);
          *(WIAt *)(steps + i) = to_steps (sum, mean->steps);
        }
      for (int i = 0; i < floats; i += 4, px += 4)
        {
          guint8 bytes[4] = { encode[steps[i]], encode[steps[i + 1]], encode[steps[i + 2]], 255 };

          memcpy (px, bytes, 4);
        }
    }
}

void
SMP_KERNEL_FUNC (mean_row) (const SmpRowMean *mean)
{
  /* A number of turns that never changes costs less than the sums. */
  switch (mean->n)
    {
    case 2:
      mean_of (mean, 2);
      break;
    case 3:
      mean_of (mean, 3);
      break;
    case 4:
      mean_of (mean, 4);
      break;
    default:
      mean_of (mean, mean->n);
      break;
    }
}
