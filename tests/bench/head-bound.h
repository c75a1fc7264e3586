/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "head-scan.h"

typedef enum
{
  HEAD_BOUND_ELLIPSOID, /* any axes */
  HEAD_BOUND_CRANIUM,   /* any axes and form */
  HEAD_BOUND_MEAN,      /* the mean head of the program, any size */
  HEAD_N_BOUNDS,
} HeadBound;

/* The best that any fit could do with a kind of head: the one that is nearest to the scan's scalp,
 * by least squares over all views' maps, before the true camera of each view.
 *
 * @heads: (out) (array length=n)
 *
 * Returns: root mean square distance of the scalp from it, mm */
double head_bound (HeadScan *const *scans, int n, HeadBound kind, SmpHead *heads);
