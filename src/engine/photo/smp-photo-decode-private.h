/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "photo/smp-image-private.h"
#include "photo/smp-photo-decode.h"

G_BEGIN_DECLS

typedef enum
{
  SMP_PHOTO_UNKNOWN,
  SMP_PHOTO_JPEG,
  SMP_PHOTO_PNG,
  SMP_PHOTO_WEBP,
  SMP_PHOTO_HEIF,
  SMP_PHOTO_AVIF,
  SMP_PHOTO_TIFF,
  SMP_PHOTO_BMP,
  SMP_PHOTO_GIF,
} SmpPhotoKind;

/* What the numbers of a picture's channels mean before its profile is applied. */
typedef enum
{
  SMP_COLOUR_RGB,
  SMP_COLOUR_GREY, /* R = G = B */
  SMP_COLOUR_CMYK, /* in the place of R, G, B, A; 255 is full ink */
} SmpColourModel;

/* One photo on its way through the decoders. */
typedef struct
{
  /* borrowed */
  const guint8 *data;
  gsize size;
  const char *name;
  GCancellable *cancellable;
  /* owned */
  GPtrArray *notices; /* char * */
  GBytes *profile;    /* (nullable): ICC, as embedded */
  char *profile_name; /* (nullable) */
  /* state */
  SmpPhotoKind kind;
  double max_megapixels;
  SmpColourModel model;
  int orientation;      /* EXIF, 1 to 8; what the pixels still need */
  gboolean is_oriented; /* the decoder took care of the orientation */
  gboolean is_srgb;     /* the decoder took care of the profile */
} SmpDecode;

typedef struct _SmpProfileTransform SmpProfileTransform;

SmpPhotoKind smp_photo_kind (const guint8 *data, gsize size);
const char *smp_photo_kind_mime_type (SmpPhotoKind kind);
const char *smp_photo_kind_name (SmpPhotoKind kind);
/* The size that the file's head states, for kinds that gdk-pixbuf decodes; FALSE if it is not
 * found there. */
gboolean smp_photo_stated_size (
    SmpPhotoKind kind, const guint8 *data, gsize size, guint64 *width, guint64 *height);
/* (transfer full) (nullable): the profile in the container, for kinds that gdk-pixbuf decodes */
GBytes *smp_photo_stated_profile (SmpPhotoKind kind, const guint8 *data, gsize size);

/* Fails with SMP_ERROR_TOO_LARGE, or SMP_ERROR_INVALID for nothing at all. */
gboolean
smp_decode_check_size (const SmpDecode *self, guint64 width, guint64 height, GError **error);
void smp_decode_take_notice (SmpDecode *self, char *notice);
/* SMP_ERROR_INVALID: the file is damaged. @detail: (nullable): of the library, as it is. */
void smp_decode_set_damaged (const SmpDecode *self, const char *detail, GError **error);

SmpImage *smp_decode_jpeg (SmpDecode *self, GError **error);
SmpImage *smp_decode_png (SmpDecode *self, GError **error);
SmpImage *smp_decode_pixbuf (SmpDecode *self, GError **error);

/**
 * smp_decode_dup_transform:
 * @self: its profile and model; gets the profile's name, and a notice if the profile is no good
 * @sixteen_bit: for smp_profile_transform_row16() instead of smp_profile_transform_image()
 *
 * Returns: (transfer full) (nullable): %NULL if the pixels are to stay as they are
 */
SmpProfileTransform *smp_decode_dup_transform (SmpDecode *self, gboolean sixteen_bit);
gboolean smp_profile_transform_image (const SmpProfileTransform *self,
                                      SmpImage *image,
                                      GCancellable *cancellable,
                                      GError **error);
/* A row of RGBA of 16 bits in the machine's byte order to sRGB of 8 bits. */
void smp_profile_transform_row16 (const SmpProfileTransform *self,
                                  const guint16 *row,
                                  guint8 *target,
                                  int width);
void smp_profile_transform_free (SmpProfileTransform *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpProfileTransform, smp_profile_transform_free)

/* Takes the image, gives it upright: in place where that can be, else one more image at a time. */
SmpImage *smp_image_take_oriented (SmpImage *image, int orientation, GError **error);

/* Fills the metadata but for the MIME type and the profile; returns the EXIF orientation, 1 to 8.
 */
int smp_photo_read_metadata (const guint8 *data, gsize size, SmpPhotoMetadata *metadata);

G_END_DECLS
