/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-types.h"

G_BEGIN_DECLS

#define SMP_N_PICTURE_FORMATS 4

typedef enum
{
  SMP_PICTURE_PNG,
  SMP_PICTURE_JPEG,
  SMP_PICTURE_WEBP,
  SMP_PICTURE_TIFF,
} SmpPictureFormat;

/* How far the writing is, from 0 to 1. Called from any thread, but only once at a time, and with
 * values that never fall. */
typedef void (*SmpPictureProgressFunc) (double share, gpointer data);

typedef struct
{
  gboolean simulated; /* IPTC digital source type compositeSynthetic, else digitalCapture */
  const char *title;  /* (nullable): for the XMP */
  int jpeg_quality;   /* 1 to 100; 0 for 95; of a WebP too */
  int n_threads;      /* 0 for one per processor */
  SmpPictureProgressFunc progress; /* (nullable) */
  gpointer progress_data;
} SmpPictureInfo;

/* By the ending of the file name: .png, .jpg, .jpeg, .webp, .tif, .tiff; else
 * SMP_ERROR_UNSUPPORTED. */
gboolean smp_picture_format_from_name (const char *name, SmpPictureFormat *format, GError **error);

/* Encodes with the sRGB profile and the XMP, and nothing of the photo's own metadata. A JPEG is
 * laid on white, in linear light; the others keep alpha. PNG and TIFF keep every pixel as it is.
 * The same bytes for any number of threads. Cancelling takes effect within a band of rows. */
GBytes *smp_picture_encode (const SmpImage *image,
                            SmpPictureFormat format,
                            const SmpPictureInfo *info,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writes whole or not at all: into a temporary file beside it, which then takes its name. */
gboolean smp_picture_save (const SmpImage *image,
                           GFile *file,
                           SmpPictureFormat format,
                           const SmpPictureInfo *info,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
