/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "base/smp-hash.h"

static guint64
mix (guint64 z)
{
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

guint64
smp_hash_u64 (guint64 seed, guint64 stream, guint64 index)
{
  const guint64 golden = G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint64 z = mix (seed + golden);

  z = mix (z ^ (stream + golden * 2));
  return mix (z ^ (index + golden * 3));
}

guint64
smp_hash_string (const char *text)
{
  guint64 h = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (const char *p = text; *p != '\0'; p++)
    h = (h ^ (guint8)*p) * G_GUINT64_CONSTANT (0x100000001b3);
  return h;
}

double
smp_hash_unit (guint64 bits)
{
  return ((double)(bits >> 11) + 0.5) * (1.0 / 9007199254740992.0);
}
