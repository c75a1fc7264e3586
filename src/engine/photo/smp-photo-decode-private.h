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

/* Which picture of a photo, in the order in which they come. */
typedef enum
{
  SMP_STAGE_THUMBNAIL, /* what the camera put into the EXIF */
  SMP_STAGE_PREVIEW,   /* a part of the size */
  SMP_STAGE_FULL,
} SmpDecodeStage;

#define SMP_N_STAGES 3

typedef struct _SmpDecode SmpDecode;
typedef struct _SmpProfileTransform SmpProfileTransform;

/* Who wants the photo. Called from the threads that decode. */
typedef struct
{
  /* (nullable): else smp_image_new() */
  SmpImage *(*new_image) (
      SmpDecodeStage stage, int width, int height, gpointer data, GError **error);
  /* (nullable): how much of the full picture is there, 0 to 1 */
  void (*report) (double share, gpointer data);
  /* (nullable): a picture before the full one, which makes what comes before the full one wanted */
  void (*staged) (SmpDecodeStage stage, const SmpImage *image, gpointer data);
  gpointer data;
} SmpDecodeHost;

struct _SmpPhotoSink;

/* One photo on its way through the decoders. */
struct _SmpDecode
{
  /* borrowed */
  const guint8 *data;
  gsize size;
  const char *name;
  GCancellable *cancellable;
  const SmpDecodeHost *host; /* (nullable) */
  /* (nullable): told of the sink once it is there, so that another thread may help */
  void (*sink_ready) (struct _SmpPhotoSink *sink, gpointer data);
  gpointer sink_data;
  /* owned */
  GPtrArray *notices; /* char * */
  GBytes *profile;    /* (nullable): ICC, as embedded */
  char *profile_name; /* (nullable) */
  /* state */
  SmpDecodeStage stage;
  SmpPhotoKind kind;
  double max_megapixels;
  SmpColourModel model;
  int orientation;  /* EXIF, 1 to 8: what the rows still need */
  gboolean is_srgb; /* the decoder took care of the profile */
};

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

/* The image of the stage that is being decoded. */
SmpImage *smp_decode_new_image (SmpDecode *self, int width, int height, GError **error);
void smp_decode_report (const SmpDecode *self, double share);

/**
 * smp_decode_run:
 * @self: its bytes, name, limit and host; gets all else
 * @metadata: (out): to be cleared with smp_photo_metadata_clear() in any case
 *
 * Decodes in this process and these threads. The pictures before the full one go to the host.
 *
 * Returns: (transfer full) (nullable): the full picture
 */
SmpImage *smp_decode_run (SmpDecode *self, SmpPhotoMetadata *metadata, GError **error);
void smp_decode_clear (SmpDecode *self);
void smp_photo_metadata_clear (SmpPhotoMetadata *self);

SmpImage *smp_decode_jpeg (SmpDecode *self, GError **error);
/* A part of the size, if the photo is so large that this is worth while and the file lets it be
 * had sooner; (nullable) without a reason. */
SmpImage *smp_decode_jpeg_preview (SmpDecode *self);
SmpImage *smp_decode_png (SmpDecode *self, GError **error);
SmpImage *smp_decode_pixbuf (SmpDecode *self, GError **error);

/**
 * smp_decode_dup_transform:
 * @self: its profile and model; gets the profile's name, and a notice if the profile is no good
 * @sixteen_bit: for smp_profile_transform_row16() instead of smp_profile_transform_row()
 *
 * Returns: (transfer full) (nullable): %NULL if the pixels are to stay as they are
 */
SmpProfileTransform *smp_decode_dup_transform (SmpDecode *self, gboolean sixteen_bit);
/* A row of RGBA, grey, or inks to sRGB, in place. */
void smp_profile_transform_row (const SmpProfileTransform *self, guint8 *row, int width);
/* A row of RGBA of 16 bits in the machine's byte order to sRGB of 8 bits. */
void smp_profile_transform_row16 (const SmpProfileTransform *self,
                                  const guint16 *row,
                                  guint8 *target,
                                  int width);
void smp_profile_transform_free (SmpProfileTransform *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpProfileTransform, smp_profile_transform_free)

/* Fills the metadata but for the MIME type and the profile. @thumbnail: (out) (optional)
 * (nullable): the JPEG in the EXIF. Returns the EXIF orientation, 1 to 8. */
int smp_photo_read_metadata (const guint8 *data,
                             gsize size,
                             SmpPhotoMetadata *metadata,
                             GBytes **thumbnail);

G_END_DECLS
