/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "photo/smp-image.h"

G_BEGIN_DECLS

double bench_now_ms (void);
/* Sorts the values. */
double bench_median (double *values, gsize n);

/* A member of the JSON object, with a comma before it but for the first: how much slower than
 * @floor, both in @unit. */
void bench_report (const char *name, double value, double floor, const char *unit);

/* A picture like a phone's: a soft scene, the texture of skin, and the noise of a sensor. */
SmpImage *bench_photo_new (int width, int height);

/* libjpeg-turbo and nothing else: RGBX of @image to a JPEG. (transfer full) */
GBytes *bench_encode_jpeg (const SmpImage *image, int quality, gboolean subsample);

G_END_DECLS
