/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "photo/smp-image-private.h"
#include "photo/smp-photo-decode.h"
#include "photo/smp-photo-open.h"

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

typedef struct _SmpDecode SmpDecode;
typedef struct _SmpProfileTransform SmpProfileTransform;

/* Rows of a strip: a multiple of those that a JPEG's blocks have. */
#define SMP_PHOTO_STRIP 32
/* Strips on their way at the same time: what the decoding thread may be ahead. */
#define SMP_PHOTO_SLOTS 8

/* Who wants the photo, strip by strip, and puts it together. Called from the threads that decode;
 * for one stage never from two at the same time, but for put_strip(). */
typedef struct
{
  /* A picture begins, of rows of this size that still have to be turned. */
  void (*begin) (SmpPhotoStage stage, int width, int height, int orientation, gpointer data);
  /* Until the slot of a strip, which is its number modulo SMP_PHOTO_SLOTS, can be written to. */
  void (*wait_for_slot) (SmpPhotoStage stage, int strip, gpointer data);
  guint8 *(*get_slot) (SmpPhotoStage stage, int strip, gpointer data);
  /* The strip is in its slot: sRGB, rows without gaps. */
  void (*put_strip) (SmpPhotoStage stage, int strip, gboolean has_alpha, gpointer data);
  /* (nullable): a picture before the full one is whole; without this none is made */
  void (*staged) (SmpPhotoStage stage, gpointer data);
  /* (nullable): what the head of the file tells; before any picture, where there is @staged */
  void (*described) (const SmpPhotoMetadata *metadata, gpointer data);
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
  SmpPhotoStage stage;
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

/* Whether all of the WebP file's only picture is there. */
gboolean smp_photo_webp_has_pixels (const guint8 *data, gsize size);

/* How much of the file is there of what its head states, 0 to 1; 1 for kinds whose decoder tells.
 */
double smp_photo_present_share (SmpPhotoKind kind, const guint8 *data, gsize size);
/* Whether the file's end is missing, for kinds that gdk-pixbuf decodes. */
gboolean smp_photo_is_cut_off (SmpPhotoKind kind, const guint8 *data, gsize size);
/* Fails with SMP_ERROR_UNSUPPORTED for what a camera's sensor saw in a TIFF file (DNG, NEF, ARW …),
 * of which only a thumbnail could be read. */
gboolean smp_photo_check_raw (const SmpDecode *self, GError **error);
/* Fails with SMP_ERROR_UNSUPPORTED for a TIFF file of numbers that no decoder here reads. */
gboolean smp_photo_check_numbers (const SmpDecode *self, GError **error);
/* (transfer full): UTF-8 of one line: control characters become spaces. @max: bytes. */
char *smp_photo_dup_line (const char *text, gsize max);

/* Less of a photo than this is no picture to work on. */
#define SMP_PHOTO_LEAST_SHARE 0.1

/* The notice that not all of the picture is there, or that some of it may be wrong. */
void smp_decode_take_part_notice (SmpDecode *self, gboolean is_cut);
/* The notice that the embedded profile is no good. */
void smp_decode_take_profile_notice (SmpDecode *self);
/* Fails with SMP_ERROR_TOO_LARGE, or SMP_ERROR_INVALID for nothing at all. */
gboolean
smp_decode_check_size (const SmpDecode *self, guint64 width, guint64 height, GError **error);
void smp_decode_take_notice (SmpDecode *self, char *notice);
/* SMP_ERROR_INVALID: the file is damaged. @detail: (nullable): of the library, as it is. */
void smp_decode_set_damaged (const SmpDecode *self, const char *detail, GError **error);

/**
 * smp_decode_run:
 * @self: its bytes, name, limit and host; gets all else
 * @metadata: (out): to be cleared with smp_photo_metadata_clear() in any case
 *
 * @image: (out) (nullable): the full picture, if there is no host that has it
 *
 * Decodes in this process and these threads.
 */
gboolean
smp_decode_run (SmpDecode *self, SmpPhotoMetadata *metadata, SmpImage **image, GError **error);
void smp_decode_clear (SmpDecode *self);
void smp_photo_metadata_clear (SmpPhotoMetadata *self);

/* Each gives the image, unless there is a host. */
gboolean smp_decode_jpeg (SmpDecode *self, SmpImage **image, GError **error);
gboolean smp_decode_png (SmpDecode *self, SmpImage **image, GError **error);
gboolean smp_decode_pixbuf (SmpDecode *self, SmpImage **image, GError **error);
/* For the host, a part of the size, if the photo is so large that this is worth while and the file
 * lets it be had sooner. */
gboolean smp_decode_jpeg_preview (SmpDecode *self);

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
