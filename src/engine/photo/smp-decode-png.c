/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <png.h>
#include <setjmp.h>
#include <string.h>

#include "base/smp-error.h"
#include "base/smp-limits.h"
#include "photo/smp-photo-decode-private.h"

/* A picture of which fewer than this share of the rows is there is refused. */
#define LEAST_SHARE 0.1

typedef struct
{
  jmp_buf jump;
  SmpDecode *decode;
  png_structp png;
  png_infop info;
  SmpImage *image;
  SmpProfileTransform *transform; /* (nullable): of 16-bit pixels */
  guint16 *wide;                  /* (nullable): 16-bit RGBA: a row, or all if interlaced */
  gsize at;                       /* bytes read */
  int passes;
  int rows_read; /* of the first pass: what is there of the picture */
  gboolean reads_rows;
  gboolean is_cancelled;
  gboolean is_cut;
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
  if (png_get_valid (self->png, self->info, PNG_INFO_sRGB) == 0
      && png_get_iCCP (self->png, self->info, &name, &method, &data, &size) != 0)
    self->decode->profile = g_bytes_new (data, size);
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
  gsize width = png_get_image_width (self->png, self->info);
  gsize height = png_get_image_height (self->png, self->info);

  self->image = smp_image_new ((int)width, (int)height, error);
  if (self->image == NULL)
    return FALSE;
  /* Rows that a damaged file does not bring are grey, like those of a damaged JPEG. */
  memset (self->image->pixels, 0x80, self->image->stride * height);
  self->image->has_alpha = TRUE;
  if (png_get_bit_depth (self->png, self->info) < 16)
    return TRUE;

  self->transform = smp_decode_dup_transform (self->decode, TRUE);
  self->decode->is_srgb = TRUE;
  self->wide = g_try_malloc_n (self->passes > 1 ? height : 1, width * 8);
  if (self->wide != NULL)
    {
      memset (self->wide, 0x80, (self->passes > 1 ? height : 1) * width * 8);
      return TRUE;
    }
  g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
               _ ("There is not enough memory to open “%s”. Close other programs or save the photo "
                  "smaller."),
               self->decode->name);
  return FALSE;
}

static void
narrow_row (const Png *self, const guint16 *row, int y)
{
  gsize n = (gsize)self->image->width * 4;
  guint8 *target = self->image->pixels + (gsize)y * self->image->stride;

  for (gsize i = 0; i < n; i++)
    target[i] = (guint8)(((guint32)row[i] * 255 + 32767) / 65535);
  if (self->transform != NULL)
    smp_profile_transform_row16 (self->transform, row, target, self->image->width);
}

static void
narrow_all (const Png *self)
{
  for (int y = 0; y < self->image->height && self->wide != NULL && self->passes > 1; y++)
    narrow_row (self, self->wide + (gsize)y * (gsize)self->image->width * 4, y);
}

static void
read_rows (Png *self)
{
  self->reads_rows = TRUE;
  for (int pass = 0; pass < self->passes; pass++)
    {
      for (int y = 0; y < self->image->height; y++)
        {
          guint8 *row = self->image->pixels + (gsize)y * self->image->stride;
          guint16 *wide = self->wide;

          if (wide != NULL && self->passes > 1)
            wide += (gsize)y * (gsize)self->image->width * 4;
          png_read_row (self->png, wide != NULL ? (png_bytep)wide : row, NULL);
          if (wide != NULL && self->passes == 1)
            narrow_row (self, wide, y);
          if (pass == 0)
            self->rows_read = y + 1;
          if (y % 64 == 0 && g_cancellable_is_cancelled (self->decode->cancellable))
            {
              self->is_cancelled = TRUE;
              longjmp (self->jump, 1);
            }
        }
    }
  png_read_end (self->png, NULL);
}

/* After an error in the rows: keeps a picture of which enough is there. */
static gboolean
accept_rest (const Png *self)
{
  if (!self->reads_rows || self->is_cancelled
      || self->rows_read < self->image->height * LEAST_SHARE)
    return FALSE;
  /* The fill of the rows that are missing is opaque. */
  for (int y = self->rows_read; y < self->image->height; y++)
    {
      guint8 *row = self->image->pixels + (gsize)y * self->image->stride;

      for (int x = 0; x < self->image->width; x++)
        row[4 * x + 3] = 255;
    }
  smp_decode_take_notice (
      self->decode,
      self->is_cut
          ? g_strdup_printf (_ ("The file “%s” is cut off: a part of the photo is missing. Copy it "
                                "again from the camera."),
                             self->decode->name)
          : g_strdup_printf (_ ("The file “%s” is damaged: a part of the photo may look wrong. "
                                "Copy it again from the camera."),
                             self->decode->name));
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

SmpImage *
smp_decode_png (SmpDecode *decode, GError **error)
{
  Png self = { .decode = decode };
  volatile gboolean ok = FALSE;

  if (!check_header (decode, error))
    return NULL;
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
  if (ok)
    {
      narrow_all (&self);
      smp_image_find_alpha (self.image);
    }
  else
    g_clear_pointer (&self.image, smp_image_unref);
  png_destroy_read_struct (&self.png, &self.info, NULL);
  g_clear_pointer (&self.transform, smp_profile_transform_free);
  g_free (self.wide);
  return self.image;
}
