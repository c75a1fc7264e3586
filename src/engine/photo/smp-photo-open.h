/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "photo/smp-photo-decode.h"

G_BEGIN_DECLS

/* The pictures of a photo, in the order in which they come. Only the last one is sure to come. */
typedef enum
{
  SMP_PHOTO_STAGE_THUMBNAIL, /* of the EXIF: some hundred pixels */
  SMP_PHOTO_STAGE_PREVIEW,   /* of a large JPEG: a half to an eighth of the size */
  SMP_PHOTO_STAGE_FULL,
} SmpPhotoStage;

#define SMP_N_PHOTO_STAGES 3

/**
 * SmpPhotoStageFunc:
 * @stage: thumbnail or preview
 * @image: (transfer none): upright, in sRGB; take a reference to keep it
 * @width: px of the full picture, upright; 0 if it is not known yet
 * @height: likewise
 */
typedef void (*SmpPhotoStageFunc) (
    SmpPhotoStage stage, SmpImage *image, int width, int height, gpointer data);

/* What the head of the file tells, before any picture; its MIME type and its profile are only known
 * at the end. (transfer none) */
typedef void (*SmpPhotoDescribedFunc) (const SmpPhotoMetadata *metadata, gpointer data);

/* How much of the full picture is there, from 0 to 1. */
typedef void (*SmpPhotoProgressFunc) (double share, gpointer data);

/* Zeroed: the usual. */
typedef struct
{
  double max_megapixels;         /* 0 for SMP_LIMIT_PHOTO_MEGAPIXELS */
  int timeout_ms;                /* 0 for SMP_LIMIT_PHOTO_SECONDS */
  const char *helper;            /* (nullable): the program that decodes; else it is looked for */
  SmpPhotoStageFunc stage;       /* (nullable): without it, nothing but the full picture is made */
  SmpPhotoProgressFunc progress; /* (nullable) */
  SmpPhotoDescribedFunc described; /* (nullable): called only where there is @stage */
  gpointer data;                   /* for all of them */
} SmpPhotoOpenOptions;

/**
 * smp_photo_open:
 * @bytes: of the photo's file
 * @name: what to call it in messages
 * @options: (nullable)
 * @cancellable: (nullable): takes effect at once
 *
 * Decodes a photo like smp_photo_decode(), and gives pictures of it as soon as there are some: the
 * thumbnail of the EXIF at once; of a large JPEG one of a part of the size, well before the full
 * one, which is decoded at the same time on another processor.
 *
 * The bytes are untrusted: all of it happens in a helper process of limited memory, time and
 * rights, so that no file can take the program down. It is "stubble-decode" beside the build's
 * programs or where it is installed. A file that takes too long or breaks it is refused in a
 * sentence.
 *
 * Blocks; the functions are called from the thread that calls this one, between its start and its
 * end. To show a photo while it opens, in a #GTask's thread:
 * |[
 *   static void
 *   on_stage (SmpPhotoStage stage, SmpImage *image, int width, int height, gpointer data)
 *   {
 *     // hand smp_image_ref (image) to the main thread; show it stretched to width × height
 *   }
 *
 *   SmpPhotoOpenOptions options = { .stage = on_stage, .data = self };
 *   g_autoptr (SmpDecodedPhoto) photo
 *       = smp_photo_open (bytes, name, &options, cancellable, &error);
 *   // photo->image replaces what on_stage() has shown
 * ]|
 *
 * Returns: (transfer full): the full photo
 */
SmpDecodedPhoto *smp_photo_open (GBytes *bytes,
                                 const char *name,
                                 const SmpPhotoOpenOptions *options,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
