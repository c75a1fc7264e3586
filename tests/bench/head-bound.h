/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "head-scan.h"

/* The best that any fit could do: the cranium of the program's kind that is nearest to the scan's
 * scalp, by least squares over all views' maps, before the true camera of each view.
 *
 * @with_form: whether the cranium may depart from its ellipsoid
 * @heads: (out) (array length=n)
 *
 * Returns: root mean square distance of the scalp from it, mm */
double head_bound (HeadScan *const *scans, int n, gboolean with_form, SmpHead *heads);
