/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "render/smp-kernel-codes.h"

/* Pixels of a row as smp-kernel-composite.c makes them, with the photo's grain given back. */

/* A normal number n of deviation a changes the mean of (V + 14.025 + n)^2.4 as much as
 * 0.7 a² / (V + 14.025) more of V would: so much less keeps the light. The toe is straight and asks
 * for nothing, so only a share of that is due around it. Of any curve f, the mean of f (V + n) is
 * f (V) + ∫ f'' (u) K (u − V) du with K (x) = E max (n − |x|, 0), which is as wide as equal weight
 * from −√1.5 a to √1.5 a: the share is what of that lies above the toe. */
#define CONVEXITY 0.7f
#define CONVEXITY_SLOPE 0.40824829f /* 1 / (2 √1.5) */
#define LIFTED_TOE_END (TOE_SLOPE * TOE_LINEAR + LIFT)
/* Deviations of noise that a code has room for on both sides. */
#define NOISE_ROOM 4
/* The least difference of codes to learn from how noise goes through. */
#define NOISE_LEAST 0.5f

/* What a part of a row is made of. */
typedef struct
{
  const SmpPhotoOver *over; /* (nullable) */
  const float *decode;
  W kept[3]; /* of the light, by what dots let */
  float own; /* as in SmpRowGrain */
} Part;

/* The lifted codes that others become. */
INLINE void
shade (const Part *part, const W old[3], W lifted[3])
{
  W kept[3] = { part->kept[0], part->kept[1], part->kept[2] };

  if (part->over != NULL)
    {
      W light[3] = { decode_roughly (old[0]), decode_roughly (old[1]), decode_roughly (old[2]) };

      put_back (light, part->over, kept);
    }
  darken_all (old, kept, part->decode, lifted);
}

/* Adds to @square, for each code, the square of how much of the photo's noise comes through: of
 * what a little more and a little less light come out as, the difference against what it was. Noise
 * of all channels together (@which is 7), or of the one whose bit is set. */
INLINE void
look_through (const Part *part, const W old[3], guint which, W delta, W square[3])
{
  W more[3], less[3], of_more[3], of_less[3];

  for (guint c = 0; c < 3; c++)
    {
      W d = which >> c & 1 ? delta : wide (0);

      more[c] = wide_minimum (old[c] + d, wide (255 + LIFT));
      less[c] = wide_maximum (old[c] - d, wide (LIFT));
    }
  shade (part, more, of_more);
  shade (part, less, of_less);
  for (int c = 0; c < 3; c++)
    {
      int from = which == 7 ? c : (int)which >> 1;
      W gain = (of_more[c] - of_less[c]) / (more[from] - less[from]);

      square[c] += gain * gain;
    }
}

/* What is missing of the variance of the photo's noise in codes, its own being 1. Dots take noise
 * with the light; shine that is told by it, or hair, brings some back. Exactly 0 where nothing is
 * taken. */
INLINE void
missing_noise (const Part *part, const W old[3], float sigma, W missing[3])
{
  W delta = wide (MAX (sigma, NOISE_LEAST));
  W all[3] = { { 0 } }, each[3] = { { 0 } };

  look_through (part, old, 7, delta, all);
  if (part->own > 0)
    for (guint c = 0; c < 3; c++)
      look_through (part, old, 1u << c, delta, each);
  for (int c = 0; c < 3; c++)
    {
      missing[c] = (1 - part->own) * (1 - all[c]);
      if (part->own > 0)
        missing[c] += part->own * (1 - each[c]);
      missing[c] = wide_maximum (missing[c], wide (0));
    }
}

/* The lifted code with @a times the noise, which has a @deviation, for the same mean of light. */
INLINE W
with_noise (W lifted, W a, W noise, float deviation)
{
  W room = wide_minimum (lifted - LIFT, 255 + LIFT - lifted) * (1.0f / NOISE_ROOM);
  W spread, above;

  /* What would be cut off on one side would move the mean. */
  a = wide_minimum (a, wide_maximum (room, wide (0)));
  spread = a * deviation;
  above = wide_maximum (0.5f * spread + CONVEXITY_SLOPE * (lifted - LIFTED_TOE_END), wide (0));
  above = wide_minimum (above, spread);
  lifted += a * noise - CONVEXITY * spread * above / lifted;
  return wide_minimum (wide_maximum (lifted, wide (LIFT)), wide (255 + LIFT));
}

static void
composite_block (const SmpRow *row, const SmpRowGrain *grain, int block)
{
  float sigma = grain->sigma[block];
  Part part = {
    .over = row->over != NULL ? &row->over[block] : NULL,
    .decode = row->decode,
    .own = grain->own,
  };

  for (int x = block * SMP_BLOCK; x < (block + 1) * SMP_BLOCK; x += WIDE)
    {
      WU pixels = get_pixels (row->before + 4 * x);
      W pattern = dither (dither_start ((guint32)(row->x + x)), (guint32)row->y);
      W old[3], lifted[3], missing[3];

      for (int c = 0; c < 3; c++)
        {
          WAt *keep = (WAt *)(row->keep + (gsize)c * row->plane + x);

          old[c] = lifted_of (pixels, c);
          part.kept[c] = *keep;
          *keep = wide (1);
        }
      shade (&part, old, lifted);
      missing_noise (&part, old, sigma, missing);
      for (int c = 0; c < 3; c++)
        {
          W noise = *(const WAt *)(grain->noise + (gsize)c * grain->plane + x);

          lifted[c]
              = with_noise (lifted[c], sigma * wide_root (missing[c]), noise, grain->deviation);
        }
      put_pixels (row->after + 4 * x, pixels_of (lifted, pattern, pixels),
                  put_of (row->after, row->stream));
    }
}

void
SMP_KERNEL_FUNC (composite_grained) (const SmpRow *row, const SmpRowGrain *grain)
{
  for (int i = 0; i < row->n / SMP_BLOCK; i++)
    if (row->touched >> i & 1)
      composite_block (row, grain, i);
    else
      SMP_KERNEL_FUNC (copy)
  (row->before + 4 * SMP_BLOCK * i, row->after + 4 * SMP_BLOCK * i, SMP_BLOCK, row->stream);
}
