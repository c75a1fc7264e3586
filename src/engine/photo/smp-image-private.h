/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "photo/smp-image.h"

G_BEGIN_DECLS

/* Half the size, rounded up: pixel x is the mean, in linear light, of the pixels 2x and 2x + 1. */
SmpImage *
smp_image_halve (const SmpImage *self, int n_threads, GError **error) G_GNUC_WARN_UNUSED_RESULT;

SmpPyramidGrain *smp_pyramid_grain_new (void) G_GNUC_WARN_UNUSED_RESULT;
void smp_pyramid_grain_free (SmpPyramidGrain *self);

G_END_DECLS
