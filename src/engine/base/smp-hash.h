/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * smp_hash_u64:
 * @seed: of the plan
 * @stream: what the number is for; one constant for each use
 * @index: counter, for example an atlas index
 *
 * A counter-based random number: the same three values give the same bits on every machine, and
 * nothing depends on how many were drawn before. Two rounds of the SplitMix64 finaliser
 * (Steele, Lea, Flood 2014).
 *
 * Returns: 64 well mixed bits
 */
guint64 smp_hash_u64 (guint64 seed, guint64 stream, guint64 index);

/**
 * smp_hash_string:
 * @text: UTF-8
 *
 * FNV-1a of the bytes, to turn an id into a stream.
 */
guint64 smp_hash_string (const char *text);

/**
 * smp_hash_unit:
 * @bits: from smp_hash_u64()
 *
 * Returns: a double in the open interval (0, 1), from the upper 53 bits
 */
double smp_hash_unit (guint64 bits);

/**
 * smp_hash_normal:
 * @bits: from smp_hash_u64()
 *
 * A bounded normal deviate with mean 0 and variance 1: the sum of four uniform 16-bit numbers
 * (Irwin-Hall), hence within ±3.47. Only additions and one multiplication, so every machine gives
 * the same value, which a logarithm of the C library would not promise.
 */
static inline double
smp_hash_normal (guint64 bits)
{
  guint64 sum = (bits & 0xffff) + (bits >> 16 & 0xffff) + (bits >> 32 & 0xffff) + (bits >> 48);

  /* Four uniforms on (0, 1), each half a step more than its bits, have mean 2 and variance 1/3. */
  return ((double)(sum + 2) / 65536.0 - 2.0) * 1.7320508075688772;
}

G_END_DECLS
