/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "render/smp-kernel-vector.h"
#include "render/smp-render-kernel.h"

/* For the files that make pixels of pixels and of what is left of their light. */

/* The sRGB curve above its toe is V = 269.025 (linear)^(1/2.4) − 14.025 in 8-bit codes, so that a
 * share p of the light makes p^(1/2.4) (V + 14.025) of V + 14.025: exact, without decoding. A
 * lifted code is a code plus this (what it lacks is worth at most 0.0016 code). */
#define LIFT (3590 / 256.0f)
/* In the toe V = 3294.6 linear, up to 0.0031308. */
#define TOE_SLOPE 3294.6f
#define TOE_LINEAR 0.0031308f
#define LIFTED_TOE (11 + LIFT)

/* p^(1/2.4) as a polynomial of z = √p: with the least relative error of 1 − p^(1/2.4) for p from
 * 0.0064 on, where it is 0.0004, so at most 0.1 code; below lies the toe, but for the brightest
 * light (0.5 code at most). In 2²⁰ths, which add up to exactly 1: where all the light is kept, a
 * code stays as it is. */
#define CURVE(n) ((n) / 1048576.0f)
static const float curve[6] = { CURVE (19276),   CURVE (1434828), CURVE (-1002778),
                                CURVE (1139600), CURVE (-737877), CURVE (195527) };

/* A float of 2¹⁵ + n / 256 has n as its lowest 16 bits: so codes come from bytes and go to them
 * without a conversion. */
#define CARRIER 32768.0f
#define CARRIER_BITS 0x47000000u

/* The lifted codes of a channel. */
INLINE W
lifted_of (WU pixels, int channel)
{
  WU bits = channel == 0 ? pixels << 8 : channel == 1 ? pixels : pixels >> 8;

  return (W)((bits & 0xff00u) | CARRIER_BITS) - (CARRIER - LIFT);
}

/* The share of a lifted code that is left where a share of its light is kept. Where all is, exactly
 * 1. */
INLINE W
share_of_code (W kept)
{
  W z = wide_root (kept), square = z * z;
  W low = curve[0] + z * curve[1], mid = curve[2] + z * curve[3], high = curve[4] + z * curve[5];

  return low + square * (mid + square * high);
}

/* Those of which some come near the toe, one by one. @old: what they were; @kept: the share of
 * their light */
static W __attribute__ ((noinline)) mend_toe_of (W lifted, W old, W kept, const float *decode)
{
  for (int i = 0; i < WIDE; i++)
    if (lifted[i] < LIFTED_TOE && kept[i] < 1)
      {
        float linear = decode[(int)(old[i] - LIFT)] * kept[i];

        if (linear <= TOE_LINEAR)
          lifted[i] = TOE_SLOPE * linear + LIFT;
      }
  return lifted;
}

INLINE W
least_of (const W lifted[3])
{
  return wide_minimum (wide_minimum (lifted[0], lifted[1]), lifted[2]);
}

INLINE void
mend_toe (const W old[3], const W kept[3], const float *decode, W lifted[3])
{
  if (G_UNLIKELY (any_below (least_of (lifted), LIFTED_TOE)))
    for (int c = 0; c < 3; c++)
      lifted[c] = mend_toe_of (lifted[c], old[c], kept[c], decode);
}

/* Lifted codes of light of which a share is kept. Where all is, exactly those that were. */
INLINE void
darken (const W old[3], const W kept[3], const float *decode, W lifted[3])
{
  for (int c = 0; c < 3; c++)
    lifted[c] = old[c] * share_of_code (kept[c]);
  mend_toe (old, kept, decode, lifted);
}

/* Linear light of lifted codes, enough to tell what is shine: of quartics that with the least
 * relative error, where 0.5 % from code 34 on weigh as much as 3 % from 14 on and 8 % from 8 on. It
 * is off by 0.11 %, 0.6 % and 1.8 %; below code 8 it is too bright, and never 0. */
INLINE W
decode_roughly (W lifted)
{
  W square = lifted * lifted;

  return (8.6513914e-4f - lifted * 9.7383405e-5f)
         + square * ((6.9717959e-6f + lifted * 3.5267538e-8f) - square * 3.1885222e-11f);
}

#define HAIR_SLOPE (SMP_HAIR_LIGHT / (SMP_HAIR_LIGHT - SMP_HAIR_DARK))

/* What some pixels show that is not the skin's. */
typedef struct
{
  W others[3]; /* of each channel the product of the other channels' light */
  W inverse;   /* of that of all: for one division instead of three */
  W shine;     /* light */
  W skin;      /* the share of the pixel that is not hair */
} Cover;

/* @light: from decode_roughly() */
INLINE Cover
cover_of (const W light[3], const SmpPhotoOver *over)
{
  W r = light[0], g = light[1], b = light[2], skin, shine;
  Cover cover = { .others = { g * b, r * b, r * g } };

  cover.inverse = 1 / (cover.others[2] * b);
  shine = r * over->white[0] + g * over->white[1] + b * over->white[2];
  /* No channel gives back more than it has. */
  shine = wide_minimum (shine, wide_minimum (wide_minimum (r, g - over->dull), b));
  cover.shine = wide_maximum (shine, wide (0));
  /* 1 / g is rb times the inverse. */
  skin = HAIR_SLOPE
         - (HAIR_SLOPE * SMP_HAIR_DARK * over->bright) * (cover.others[1] * cover.inverse);
  cover.skin = wide_minimum (wide_maximum (skin, wide (0)), wide (1));
  return cover;
}

/* Pigment darkens only what comes from the skin: not shine, which is reflected above it, nor hair,
 * which lies over it. Raises the share of their light that pixels keep. */
INLINE void
put_back (const Cover *cover, W kept[3])
{
  W shine = cover->shine * (cover->inverse * cover->skin);

  for (int c = 0; c < 3; c++)
    kept[c] = 1 - (1 - kept[c]) * (cover->skin - shine * cover->others[c]);
}

/* The dither is a fixed pattern over the picture: a pixel's position, mixed (the constants are
 * those of the murmur3 finaliser and of golden ratios). A small dot takes less than half a code
 * from each pixel around it; plain rounding would lose it altogether. So the fraction decides, over
 * this pattern, how many of the pixels take a whole code: the dose is kept. */
#define DITHER_X 0x9e3779b1u
#define DITHER_Y 0x85ebca77u

/* Of some pixels of a row from column x on; WIDE columns further it is WIDE * DITHER_X more. */
INLINE WU
dither_start (guint32 x)
{
  return ((WU) __builtin_convertvector(wide_iota (), WI) + x) * DITHER_X;
}

/* What makes pixels of lifted codes: 0 to 255 256ths on a carrier. */
INLINE W
dither (WU at, guint32 y)
{
  WU h = at ^ (y * DITHER_Y);

  h = (h ^ h >> 15) * 0x2c1b3c6du;
  return (W)(h >> 24 | CARRIER_BITS) - LIFT;
}

/* The curve from codes to light is convex above its toe, so a mixture of two codes is brighter than
 * the code between them, by 0.7 p (1 − p) / (V + 14.025) of a code where p is the fraction. Of
 * small dots on dark skin, which are a small part of a code, that would be over 1 %. The upper code
 * is due so much less often. What says how often is the pattern d, so it is taken from d, as 0.7 d
 * (1 − d): nothing where d is 0, so that a whole code stays one. */
#define DITHER_CONVEXITY 0.7f

/* 1 / v for v > 0, within 6 %, of the logarithm that a float's bits nearly are. */
INLINE W
rougher_inverse (W v)
{
  return (W)(0x7ef311c7u - (WU)v);
}

/* The pixels of lifted codes. What was a whole code stays one. @old: whose alpha they have */
INLINE WU
pixels_of (const W lifted[3], W pattern, WU old)
{
  W d = pattern - (CARRIER - LIFT), less = DITHER_CONVEXITY * d * (1 - d);
  WU codes[3];

  for (int c = 0; c < 3; c++)
    codes[c] = (WU)((lifted[c] - less * rougher_inverse (lifted[c])) + pattern);
  return (codes[0] >> 8 & 0xffu) | (codes[1] & 0xff00u) | (codes[2] << 8 & 0xff0000u)
         | (old & 0xff000000u);
}

INLINE WU
get_pixels (const guint8 *from)
{
  return *(const WUAt *)from;
}

/* How pixels are written: into the caches, or past them, all at once where they lie on so many
 * bytes, else by sixteen. */
typedef enum
{
  PUT_CACHED,
  PUT_PAST,
  PUT_PAST_WIDE,
} Put;

INLINE Put
put_of (const guint8 *to, gboolean stream)
{
  return !stream ? PUT_CACHED : (guintptr)to % sizeof (WU) == 0 ? PUT_PAST_WIDE : PUT_PAST;
}

INLINE void
put_pixels (guint8 *to, WU pixels, Put put)
{
#ifdef __SSE2__
  union
  {
    WU all;
    __m128i part[WIDE / 4];
  } u = { pixels };

#ifdef __AVX2__
  if (put == PUT_PAST_WIDE)
    {
#ifdef __AVX512F__
      _mm512_stream_si512 ((__m512i *)(gpointer)to, (__m512i)pixels);
#else
      _mm256_stream_si256 ((__m256i *)(gpointer)to, (__m256i)pixels);
#endif
      return;
    }
#endif
  if (put != PUT_CACHED)
    {
      for (int i = 0; i < WIDE / 4; i++)
        _mm_stream_si128 ((__m128i *)(gpointer)(to + 16 * i), u.part[i]);
      return;
    }
#endif
  *(WUAt *)to = pixels;
}
