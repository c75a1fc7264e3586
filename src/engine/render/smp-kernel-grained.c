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
/* The least noise to either side of a bend, codes: that of rounding. */
#define NOISE_LEAST 0.5f
/* Where less is kept a pixel is on the toe of the curve, or black. */
#define KEPT_LEAST 0.001f
/* No reach of noise is 0. */
#define REACH_LEAST 1e-7f
#define POWER 2.4f

/* 1 / v for v > 0, at most 0.3 % too small, and √v for v ≥ 0, at most 0.2 % too small: of half a
 * logarithm, which a float's bits are, and a step of Newton's. Enough for how much noise is due;
 * the processors' own estimates are not the same everywhere. */
INLINE W
rough_inverse (W v)
{
  W y = rougher_inverse (v);

  return y * (2 - v * y);
}

INLINE W
rough_root (W v)
{
  W y = (W)(0x5f3759dfu - ((WU)v >> 1));

  return v * y * (1.5f - 0.5f * v * y * y);
}

/* What a part of a row is made of. */
typedef struct
{
  const SmpPhotoOver *over; /* (nullable) */
  const float *decode;
  W kept[3]; /* of the light, by what dots let */
  float own; /* as in SmpRowGrain */
} Part;

INLINE W
within (W v, float least, float most)
{
  return wide_minimum (wide_maximum (v, wide (least)), wide (most));
}

/* How shine and hair change with each channel's code. */
typedef struct
{
  W shine[3];
  W sum;     /* of shine's */
  W squares; /* sum of theirs */
  W skin;    /* with green's */
} Slopes;

/* @steps: of each channel, how its light changes with its code, relative
 *
 * There is some shine, or hair, or there is none: noise goes over such a bend to both sides, and so
 * its slope is that between one deviation to the left and to the right. */
INLINE Slopes
slopes_of (const Part *part, const W light[3], const Cover *cover, const W steps[3], float sigma)
{
  const SmpPhotoOver *over = part->over;
  float noise = MAX (sigma, NOISE_LEAST);
  W dull = light[1] - over->dull, told = wide (0);
  W least = wide_minimum (wide_minimum (light[0], dull), light[2]);
  W hair = (HAIR_SLOPE * SMP_HAIR_DARK * over->bright) * (cover->others[1] * cover->inverse);
  /* One of them, where several are alike. */
  WI is_red = light[0] <= least, is_green = (dull <= least) & ~is_red;
  WI is_least[3] = { is_red, is_green, ~(is_red | is_green) };
  W reach, share;
  Slopes slopes;

  for (int c = 0; c < 3; c++)
    told += slopes.shine[c] = light[c] * over->white[c];
  for (int c = 0; c < 3; c++)
    {
      W limited = wide_select (is_least[c], light[c], wide (0));

      slopes.shine[c] = wide_select (told <= least, slopes.shine[c], limited) * steps[c];
    }
  slopes.sum = slopes.shine[0] + slopes.shine[1] + slopes.shine[2];
  slopes.squares = slopes.shine[0] * slopes.shine[0] + slopes.shine[1] * slopes.shine[1]
                   + slopes.shine[2] * slopes.shine[2];
  reach = (1 - part->own) * slopes.sum * slopes.sum + part->own * slopes.squares;
  reach = wide_maximum (noise * rough_root (reach), wide (REACH_LEAST));
  share = within (0.5f + 0.5f * wide_minimum (told, least) * rough_inverse (reach), 0, 1);
  for (int c = 0; c < 3; c++)
    slopes.shine[c] *= share;
  slopes.sum *= share;
  slopes.squares *= share * share;

  slopes.skin = hair * steps[1];
  reach = wide_maximum (noise * slopes.skin, wide (REACH_LEAST));
  share = within (HAIR_SLOPE - hair + reach, 0, 1) - within (HAIR_SLOPE - hair - reach, 0, 1);
  slopes.skin *= 0.5f * share * rough_inverse (reach);
  return slopes;
}

/* What is missing of the variance of the photo's noise in codes, its own being 1. Dots take noise
 * with the light; shine that is told by it, or hair, brings some back. Exactly 0 where nothing is
 * taken.
 *
 * A lifted code V' = V p (k') of the light L = V^2.4 and the share k' = 1 − (1 − k) s (1 − S / L),
 * p being its power 1 / 2.4, changes with the code V_j of a channel as
 * p (k') (δ (1 − b s S / L · 2.4 / V) + b s S_j / L − b s_j (1 − S / L)), where b is
 * V (1 − k) / (2.4 k'), and S_j and s_j are the slopes of shine and skin. Less than 0 where more
 * noise comes through than there was. On the toe of the curve, which is no power, it is told
 * somewhat wrong. */
INLINE void
missing_noise (const Part *part,
               const W old[3],
               const W light[3],
               const Cover *cover,
               const W share[3],
               const W kept[3],
               float sigma,
               W missing[3])
{
  W steps[3] = { old[1] * old[2], old[0] * old[2], old[0] * old[1] };
  W one_code = POWER * rough_inverse (steps[0] * old[0]);
  W floors[3], others[3], one_kept;
  Slopes slopes;

  for (int c = 0; c < 3; c++)
    {
      steps[c] *= one_code;
      floors[c] = wide_maximum (kept[c], wide (KEPT_LEAST));
    }
  slopes = slopes_of (part, light, cover, steps, sigma);
  others[0] = floors[1] * floors[2];
  others[1] = floors[0] * floors[2];
  others[2] = floors[0] * floors[1];
  one_kept = (1 / POWER) * rough_inverse (others[0] * floors[0]);
  for (int c = 0; c < 3; c++)
    {
      W one_light = cover->inverse * cover->others[c], shine = cover->shine * one_light;
      W b = old[c] * (1 - part->kept[c]) * (one_kept * others[c]), b_skin = b * cover->skin;
      W of_shine = b_skin * one_light, of_skin = b * slopes.skin * (1 - shine);
      W alone = 1 - b_skin * shine * steps[c], all = alone + of_shine * slopes.sum - of_skin;
      /* The sum of the squares of all three channels' slopes. */
      W each = of_shine * of_shine * slopes.squares + alone * alone + of_skin * of_skin
               + 2 * of_shine * (alone * slopes.shine[c] - of_skin * slopes.shine[1]);

      if (c == 1)
        each -= 2 * alone * of_skin;
      missing[c] = 1 - share[c] * share[c] * ((1 - part->own) * all * all + part->own * each);
    }
}

/* What dots leave of some pixels, and what is missing of the variance of the photo's noise. */
INLINE void
darken_noise (const Part *part, const W old[3], float sigma, W lifted[3], W missing[3])
{
  W kept[3] = { part->kept[0], part->kept[1], part->kept[2] }, share[3];

  if (part->over != NULL)
    {
      W light[3] = { decode_roughly (old[0]), decode_roughly (old[1]), decode_roughly (old[2]) };
      Cover cover = cover_of (light, part->over);

      put_back (&cover, kept);
      for (int c = 0; c < 3; c++)
        share[c] = share_of_code (kept[c]);
      missing_noise (part, old, light, &cover, share, kept, sigma, missing);
    }
  else
    for (int c = 0; c < 3; c++)
      {
        share[c] = share_of_code (kept[c]);
        missing[c] = 1 - share[c] * share[c];
      }
  for (int c = 0; c < 3; c++)
    lifted[c] = old[c] * share[c];
  mend_toe (old, kept, part->decode, lifted);
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
  lifted += a * noise - CONVEXITY * spread * above * rough_inverse (lifted);
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
      darken_noise (&part, old, sigma, lifted, missing);
      for (int c = 0; c < 3; c++)
        {
          W noise = *(const WAt *)(grain->noise + c * SMP_GRAIN_PLANE + x);
          W a = sigma * rough_root (wide_maximum (missing[c], wide (0)));

          lifted[c] = with_noise (lifted[c], a, noise, grain->deviation);
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
