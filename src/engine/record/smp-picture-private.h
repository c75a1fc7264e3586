/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <pthread.h>

#include "photo/smp-image.h"
#include "record/smp-picture-file.h"

G_BEGIN_DECLS

/* How far an encoder is; its threads report here. */
typedef struct
{
  const SmpPictureInfo *info;
  pthread_mutex_t mutex;
  gsize n_steps;
  gsize n_done;
} SmpPictureSteps;

void smp_picture_steps_begin (SmpPictureSteps *self, gsize n_steps);
/* From any thread. */
void smp_picture_steps_done (SmpPictureSteps *self, gsize n);

/* "There is not enough memory". */
void smp_picture_set_memory_error (GError **error);

/* The sRGB profile that goes into every picture; the same bytes at any time. */
GBytes *smp_picture_dup_srgb_profile (void);
/* The XMP packet: what the picture is, and nothing about the photo that it came from. */
char *smp_picture_dup_xmp (const SmpPictureInfo *info);

GBytes *smp_picture_encode_png (const SmpImage *image,
                                const char *xmp,
                                SmpPictureSteps *steps,
                                GCancellable *cancellable,
                                GError **error);
GBytes *smp_picture_encode_jpeg (const SmpImage *image,
                                 const char *xmp,
                                 int quality,
                                 SmpPictureSteps *steps,
                                 GCancellable *cancellable,
                                 GError **error);
GBytes *smp_picture_encode_webp (const SmpImage *image,
                                 const char *xmp,
                                 int quality,
                                 SmpPictureSteps *steps,
                                 GCancellable *cancellable,
                                 GError **error);
GBytes *smp_picture_encode_tiff (const SmpImage *image,
                                 const char *xmp,
                                 SmpPictureSteps *steps,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
