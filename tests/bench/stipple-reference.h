/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the follicle atlas is compared with, written for that from the papers. Both give @n points
 * of the unit torus of which the first k are a pattern for every k: n pairs, (transfer full). */

/* Darts of a radius that shrinks with each place that many darts did not find (McCool, Fiume 1992).
 */
double *reference_throw_darts (guint n, guint64 seed);

/**
 * reference_eliminate_samples:
 * @over: how many candidates for each point that stays; 5 is usual
 *
 * Weighted sample elimination (Yuksel 2015) of random candidates, with its usual weights (α 8,
 * β 0.65, γ 1.5), and its progressive order: half of the points is eliminated again and again, and
 * those that fell last come first.
 */
double *reference_eliminate_samples (guint n, guint over, guint64 seed);

G_END_DECLS
