/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "fuzz.h"
#include "photo/smp-photo-decode-private.h"
#include "photo/smp-photo-place.h"
#include "record/smp-picture-file.h"

/* So that no input takes long. */
#define MEGAPIXELS 1.5

const char *const fuzz_tokens[]
    = { "\xff\xd8", "\xff\xd9", "\xff\xc0", "\xff\xc2", "\xff\xc4",    "\xff\xda", "\xff\xdd",
        "\xff\xe1", "\xff\xe2", "\xff\xee", "Exif",     "ICC_PROFILE", "IHDR",     "IDAT",
        "PLTE",     "tRNS",     "iCCP",     "eXIf",     "IEND",        "RIFF",     "VP8X",
        "VP8L",     "ICCP",     "ftypheic", "ftypavif", "ispe",        "II*",      "MM",
        "GIF89a",   "BM",       NULL };

/* What a helper's process has of the program: here, memory. */
typedef struct
{
  guint8 *slots[2];
  SmpPlacement placements[SMP_N_PHOTO_STAGES];
  gboolean has_begun[SMP_N_PHOTO_STAGES];
} Host;

static void
begin (SmpPhotoStage stage, int width, int height, int orientation, gpointer data)
{
  Host *self = data;
  guint8 **slots = &self->slots[stage == SMP_PHOTO_STAGE_FULL];

  g_assert_false (self->has_begun[stage]);
  g_assert_cmpfloat ((double)width * height, <=, MEGAPIXELS * 1e6);
  self->has_begun[stage] = TRUE;
  smp_placement_init (&self->placements[stage], width, height, orientation);
  g_free (*slots);
  *slots = g_malloc ((gsize)SMP_PHOTO_SLOTS * SMP_PHOTO_STRIP * (gsize)width * 4);
}

static void
wait_for_slot (SmpPhotoStage stage, int strip, gpointer data)
{
}

static guint8 *
get_slot (SmpPhotoStage stage, int strip, gpointer data)
{
  Host *self = data;
  gsize size = (gsize)SMP_PHOTO_STRIP * (gsize)self->placements[stage].width * 4;

  return self->slots[stage == SMP_PHOTO_STAGE_FULL] + (gsize)(strip % SMP_PHOTO_SLOTS) * size;
}

static void
put_strip (SmpPhotoStage stage, int strip, gboolean has_alpha, gpointer data)
{
  Host *self = data;

  g_assert_true (self->has_begun[stage]);
  g_assert_cmpint (strip * SMP_PHOTO_STRIP, <, self->placements[stage].height);
}

static void
staged (SmpPhotoStage stage, gpointer data)
{
  Host *self = data;

  g_assert_true (self->has_begun[stage]);
}

static gboolean
decode (const guint8 *data, gsize size, const SmpDecodeHost *host)
{
  SmpDecode photo
      = { .data = data, .size = size, .name = "fuzz", .max_megapixels = MEGAPIXELS, .host = host };
  SmpPhotoMetadata metadata = { 0 };
  g_autoptr (SmpImage) image = NULL;
  g_autoptr (GError) error = NULL;
  gboolean ok = smp_decode_run (&photo, &metadata, &image, &error);

  if (!ok)
    fuzz_check_error (error);
  else if (host == NULL)
    g_assert_cmpfloat ((double)image->width * image->height, <=, MEGAPIXELS * 1e6);
  smp_photo_metadata_clear (&metadata);
  smp_decode_clear (&photo);
  return ok;
}

/* For a helper's host and without one it opens, or not. */
int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  Host self = { 0 };
  SmpDecodeHost host = { .begin = begin,
                         .wait_for_slot = wait_for_slot,
                         .get_slot = get_slot,
                         .put_strip = put_strip,
                         .staged = staged,
                         .data = &self };
  gboolean ok = decode (data, size, NULL);

  g_assert_cmpint (decode (data, size, &host), ==, ok);
  g_free (self.slots[0]);
  g_free (self.slots[1]);
  return 0;
}

static void
add (GPtrArray *seeds, int width, int height, gboolean has_alpha)
{
  g_autoptr (SmpImage) image = smp_image_new (width, height, NULL);
  SmpPictureInfo info = { .jpeg_quality = 80 };

  image->has_alpha = has_alpha;
  for (gsize i = 0; i < image->stride * (gsize)height; i++)
    image->pixels[i] = i % 4 == 3 && !has_alpha ? 255 : (guint8)(i * 7 + i / image->stride * 3);
  for (int format = 0; format < SMP_N_PICTURE_FORMATS; format++)
    g_ptr_array_add (seeds, smp_picture_encode (image, format, &info, NULL, NULL));
}

void
fuzz_add_seeds (GPtrArray *seeds)
{
  /* The readers complain about broken files; that is not what is looked for. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  add (seeds, 40, 30, FALSE);
  add (seeds, 7, 70, TRUE);
}
