/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From 0 at @t = 0 to 1 at 1, level at both ends and beyond: 3 t² − 2 t³. */
static inline double
smp_smoothstep (double t)
{
  t = CLAMP (t, 0.0, 1.0);
  return t * t * (3 - 2 * t);
}

G_END_DECLS
