/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers of so many bytes, the largest or the smallest first. */
static inline guint64
smp_read_be (const guint8 *p, int n)
{
  guint64 value = 0;

  for (int i = 0; i < n; i++)
    value = value << 8 | p[i];
  return value;
}

static inline guint64
smp_read_le (const guint8 *p, int n)
{
  guint64 value = 0;

  for (int i = n - 1; i >= 0; i--)
    value = value << 8 | p[i];
  return value;
}

G_END_DECLS
