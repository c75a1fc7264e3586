/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "photo/smp-image.h"

G_BEGIN_DECLS

typedef struct
{
  gsize n_wrong; /* pixels that differ */
  int max;       /* largest difference of a channel, 8-bit codes */
  double mean_delta_e;
  int x0; /* box of the pixels that differ, half open */
  int y0;
  int x1;
  int y1;
} GoldenDifference;

/* Pixel by pixel; both must be of one size. */
GoldenDifference golden_compare (const SmpImage *a, const SmpImage *b);

/* The differences, four times as large around middle grey. */
SmpImage *golden_picture_of_difference (const SmpImage *a,
                                        const SmpImage *b) G_GNUC_WARN_UNUSED_RESULT;

/* SHA-256 of size and pixels, in hex. */
char *golden_checksum (const SmpImage *image) G_GNUC_WARN_UNUSED_RESULT;

/* PNG files as they are: no profile is applied. Reading a file that is not there fails. */
SmpImage *golden_read (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean golden_write (const SmpImage *image, const char *path, GError **error);

G_END_DECLS
