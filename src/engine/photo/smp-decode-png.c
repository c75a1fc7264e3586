/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <png.h>
#include <setjmp.h>
#include <string.h>

#include "base/smp-error.h"
#include "base/smp-limits.h"
#include "photo/smp-photo-sink.h"

typedef struct
{
  jmp_buf jump;
  SmpDecode *decode;
  png_structp png;
  png_infop info;
  SmpPhotoSink *sink;             /* (nullable) */
  SmpProfileTransform *transform; /* (nullable): of 16-bit pixels */
  guint8 *rows;                   /* (nullable): of the file: all if interlaced, one if 16-bit */
  gsize row_bytes;                /* of these */
  gsize at;                       /* bytes read */
  int width;
  int height;
  int passes;
  int rows_read;    /* of the first pass: what is there of the picture */
  int n_strips;     /* that are whole */
  gboolean is_wide; /* 16 bits */
  gboolean is_in_strip;
  gboolean reads_rows;
  gboolean is_cancelled;
  gboolean is_cut;
  gboolean doubts_profile; /* libpng complained about it, and keeps it or not */
  char message[200];
} Png;

static void
on_error (png_structp png, png_const_charp message)
{
  Png *self = png_get_error_ptr (png);

  g_strlcpy (self->message, message, sizeof self->message);
  longjmp (self->jump, 1);
}

static void
on_warning (png_structp png, png_const_charp message)
{
  Png *self = png_get_error_ptr (png);

  self->doubts_profile |= g_str_has_prefix (message, "iCCP");
}

static void
on_read (png_structp png, png_bytep target, size_t length)
{
  Png *self = png_get_io_ptr (png);

  if (length > self->decode->size - self->at)
    {
      self->is_cut = TRUE;
      png_error (png, "unexpected end of file");
    }
  memcpy (target, self->decode->data + self->at, length);
  self->at += length;
}

static void
read_profile (Png *self)
{
  png_charp name;
  png_bytep data;
  png_uint_32 size;
  int method;

  /* The sRGB chunk outranks a profile (PNG specification 11.3.3.3). */
  if (png_get_valid (self->png, self->info, PNG_INFO_sRGB) != 0)
    return;
  if (png_get_iCCP (self->png, self->info, &name, &method, &data, &size) != 0)
    self->decode->profile = g_bytes_new (data, size);
  else if (self->doubts_profile)
    smp_decode_take_profile_notice (self->decode);
}

/* Everything becomes RGBA of 8 or, from 16-bit files, 16 bits. */
static void
ask_for_rgba (Png *self)
{
  int type = png_get_color_type (self->png, self->info);
  int depth = png_get_bit_depth (self->png, self->info);

  self->decode->model = (type & PNG_COLOR_MASK_COLOR) != 0 ? SMP_COLOUR_RGB : SMP_COLOUR_GREY;
  png_set_expand (self->png);
  png_set_gray_to_rgb (self->png);
  png_set_add_alpha (self->png, depth == 16 ? 0xffff : 0xff, PNG_FILLER_AFTER);
  if (depth == 16 && G_BYTE_ORDER == G_LITTLE_ENDIAN)
    png_set_swap (self->png);
  self->passes = png_set_interlace_handling (self->png);
  png_read_update_info (self->png, self->info);
}

static gboolean
allocate (Png *self, GError **error)
{
  gboolean has_all = self->passes > 1;

  if (self->is_wide)
    {
      self->transform = smp_decode_dup_transform (self->decode, TRUE);
      self->decode->is_srgb = TRUE;
    }
  self->sink = smp_photo_sink_new (self->decode, self->width, self->height, FALSE, error);
  if (self->sink == NULL)
    return FALSE;
  smp_photo_sink_set_alpha (self->sink);
  self->row_bytes = (gsize)self->width * (self->is_wide ? 8 : 4);
  if (!has_all && !self->is_wide)
    return TRUE;
  self->rows = g_try_malloc_n (has_all ? (gsize)self->height : 1, self->row_bytes);
  if (self->rows != NULL)
    {
      memset (self->rows, 0x80, (has_all ? (gsize)self->height : 1) * self->row_bytes);
      return TRUE;
    }
  g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
               _ ("There is not enough memory to open “%s”. Close other programs or save the photo "
                  "smaller."),
               self->decode->name);
  return FALSE;
}

static void
narrow_row (const Png *self, const guint8 *row, guint8 *target)
{
  gsize n = (gsize)self->width * 4;
  const guint16 *wide = (const guint16 *)(gconstpointer)row;

  if (!self->is_wide)
    {
      memcpy (target, row, n);
      return;
    }
  for (gsize i = 0; i < n; i++)
    target[i] = (guint8)(((guint32)wide[i] * 255 + 32767) / 65535);
  if (self->transform != NULL)
    smp_profile_transform_row16 (self->transform, wide, target, self->width);
}

static void
check_cancelled (Png *self, int y)
{
  if (y % 64 == 0 && g_cancellable_is_cancelled (self->decode->cancellable))
    {
      self->is_cancelled = TRUE;
      longjmp (self->jump, 1);
    }
}

/* An interlaced file: its passes go over the whole picture. */
static void
read_passes (Png *self)
{
  for (int pass = 0; pass < self->passes; pass++)
    {
      for (int y = 0; y < self->height; y++)
        {
          png_read_row (self->png, self->rows + (gsize)y * self->row_bytes, NULL);
          if (pass == 0)
            self->rows_read = y + 1;
          check_cancelled (self, y);
        }
    }
}

static void
read_strips (Png *self)
{
  gsize stride = smp_photo_sink_get_stride (self->sink);

  for (int strip = 0; strip < smp_photo_sink_get_n_strips (self->sink); strip++)
    {
      guint8 *target = smp_photo_sink_begin (self->sink, strip);
      int n = smp_photo_sink_get_n_rows (self->sink, strip);

      self->is_in_strip = TRUE;
      for (int i = 0; i < n; i++, target += stride)
        {
          png_read_row (self->png, self->is_wide ? self->rows : target, NULL);
          if (self->is_wide)
            narrow_row (self, self->rows, target);
          self->rows_read++;
          check_cancelled (self, self->rows_read);
        }
      smp_photo_sink_end (self->sink, strip, n);
      self->is_in_strip = FALSE;
      self->n_strips++;
    }
}

static void
read_rows (Png *self)
{
  self->reads_rows = TRUE;
  if (self->passes > 1)
    read_passes (self);
  else
    read_strips (self);
  png_read_end (self->png, NULL);
}

/* What has not gone into the strips yet: an interlaced picture; the rows that are missing. */
static void
finish_strips (Png *self, SmpImage **image)
{
  gsize stride = smp_photo_sink_get_stride (self->sink);

  for (int strip = self->n_strips; strip < smp_photo_sink_get_n_strips (self->sink); strip++)
    {
      int first = strip * SMP_PHOTO_STRIP;
      int n = CLAMP (self->rows_read - first, 0, smp_photo_sink_get_n_rows (self->sink, strip));

      if (strip > self->n_strips || !self->is_in_strip)
        {
          guint8 *target = smp_photo_sink_begin (self->sink, strip);

          for (int i = 0; i < n && self->passes > 1; i++)
            narrow_row (self, self->rows + (gsize)(first + i) * self->row_bytes,
                        target + (gsize)i * stride);
        }
      smp_photo_sink_end (self->sink, strip, n);
    }
  smp_photo_sink_finish (self->sink, image);
}

/* After an error in the rows: keeps a picture of which enough is there. */
static gboolean
accept_rest (const Png *self)
{
  if (!self->reads_rows || self->is_cancelled
      || self->rows_read < self->height * SMP_PHOTO_LEAST_SHARE)
    return FALSE;
  smp_decode_take_part_notice (self->decode, self->is_cut);
  return TRUE;
}

static gboolean
start (Png *self, GError **error)
{
  static const png_byte text[] = "tEXt\0zTXt\0iTXt";

  png_set_read_fn (self->png, self, on_read);
  png_set_user_limits (self->png, SMP_LIMIT_PHOTO_SIDE, SMP_LIMIT_PHOTO_SIDE);
  png_set_chunk_malloc_max (self->png, 32 * 1024 * 1024);
  /* Texts may inflate hugely, and nobody reads them. */
  png_set_keep_unknown_chunks (self->png, PNG_HANDLE_CHUNK_NEVER, text, 3);
  png_read_info (self->png, self->info);
  if (!smp_decode_check_size (self->decode, png_get_image_width (self->png, self->info),
                              png_get_image_height (self->png, self->info), error))
    return FALSE;
  read_profile (self);
  ask_for_rgba (self);
  self->width = (int)png_get_image_width (self->png, self->info);
  self->height = (int)png_get_image_height (self->png, self->info);
  self->is_wide = png_get_bit_depth (self->png, self->info) == 16;
  return allocate (self, error);
}

/* The size in the header before libpng reads it, which would call a huge one only "invalid". */
static gboolean
check_header (const SmpDecode *decode, GError **error)
{
  const guint8 *p = decode->data;

  if (decode->size < 24 || memcmp (p + 12, "IHDR", 4) != 0)
    return TRUE;
  return smp_decode_check_size (
      decode, (guint64)p[16] << 24 | (guint64)p[17] << 16 | (guint64)p[18] << 8 | p[19],
      (guint64)p[20] << 24 | (guint64)p[21] << 16 | (guint64)p[22] << 8 | p[23], error);
}

/* Ends the library's part. */
static gboolean
finish (Png *self, gboolean ok, SmpImage **image)
{
  if (ok)
    finish_strips (self, image);
  g_clear_pointer (&self->sink, smp_photo_sink_unref);
  png_destroy_read_struct (&self->png, &self->info, NULL);
  g_clear_pointer (&self->transform, smp_profile_transform_free);
  g_free (self->rows);
  return ok;
}

gboolean
smp_decode_png (SmpDecode *decode, SmpImage **image, GError **error)
{
  Png self = { .decode = decode };
  volatile gboolean ok = FALSE;

  if (!check_header (decode, error))
    return FALSE;
  self.png = png_create_read_struct (PNG_LIBPNG_VER_STRING, &self, on_error, on_warning);
  self.info = self.png != NULL ? png_create_info_struct (self.png) : NULL;
  if (setjmp (self.jump) == 0)
    {
      ok = self.info != NULL && start (&self, error);
      if (ok)
        read_rows (&self);
    }
  else
    {
      ok = accept_rest (&self);
      if (self.is_cancelled)
        g_cancellable_set_error_if_cancelled (decode->cancellable, error);
      else if (!ok)
        smp_decode_set_damaged (decode, self.is_cut ? _ ("it is cut off") : self.message, error);
    }
  return finish (&self, ok, image);
}
