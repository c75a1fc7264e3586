/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How one output pixel is made along one axis: @n source pixels from @first on. */
typedef struct
{
  int first;
  int n;
  float *weights; /* add up to 1 */
} SmpTap;

/* Taps of an axis, averages where a picture gets smaller and the interpolating cubic where it gets
 * larger: of @n_out pixels from @start on, each @step source pixels wide. The same pixel has the
 * same taps wherever one starts. Free them with smp_taps_free(). */
SmpTap *smp_taps_new (int start, int n_out, double step, int n_source) G_GNUC_WARN_UNUSED_RESULT;
void smp_taps_free (SmpTap *taps);

/* How many source pixels one of them takes at the most. All have room for so many weights, those
 * they do not take being 0. */
int smp_taps_most (const SmpTap *taps, int n);

G_END_DECLS
