/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-types.h"

G_BEGIN_DECLS

/* What is kept of a photo's metadata. */
typedef struct
{
  char *mime_type;
  char *camera;           /* (nullable) */
  char *taken;            /* (nullable): as in EXIF, "2026:11:21 10:00:00" */
  double focal_length_35; /* mm, 0 if unknown */
  char *profile;          /* (nullable): name of the embedded colour profile */
} SmpPhotoMetadata;

/* An opened photo: upright, in sRGB. */
typedef struct
{
  SmpImage *image;
  SmpPhotoMetadata metadata;
  GStrv notices; /* sentences for the practitioner: cut-off file, broken profile …; may be empty */
} SmpDecodedPhoto;

void smp_decoded_photo_free (SmpDecodedPhoto *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpDecodedPhoto, smp_decoded_photo_free)

/* Reads a photo's file; at most SMP_LIMIT_PHOTO_BYTES. Names the file in its errors. */
GBytes *smp_photo_read_file (GFile *file,
                             GCancellable *cancellable,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * smp_photo_decode:
 * @bytes: of the photo's file
 * @name: what to call it in messages
 * @max_megapixels: 0 for SMP_LIMIT_PHOTO_MEGAPIXELS; checked from the header, before memory is used
 *
 * Decodes, turns upright (EXIF orientation), converts to sRGB through the embedded profile. In a
 * process of its own: see smp_photo_open(), which also tells how it goes on.
 */
SmpDecodedPhoto *smp_photo_decode (GBytes *bytes,
                                   const char *name,
                                   double max_megapixels,
                                   GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @data, a file or its beginning, is of a kind of photo that smp_photo_decode() knows. */
gboolean smp_photo_is_known (const void *data, gsize size);

/* SHA-256 of the file's bytes in lower-case hex. */
char *smp_photo_sha256 (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
