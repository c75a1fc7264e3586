/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "base/smp-error.h"
#include "colour/smp-colour.h"
#include "record/smp-picture-private.h"

typedef struct
{
  struct jpeg_error_mgr manager; /* first: the library hands out its address */
  struct jpeg_compress_struct info;
  jmp_buf jump;
  const SmpImage *image;
  GCancellable *cancellable;
  guint8 *row; /* owned; only for pictures with alpha */
  unsigned char *data;
  unsigned long size;
  char message[JMSG_LENGTH_MAX];
} Jpeg;

static void
on_error (j_common_ptr info)
{
  Jpeg *self = (Jpeg *)info->err;

  info->err->format_message (info, self->message);
  longjmp (self->jump, 1);
}

static void
on_message (j_common_ptr info, int level)
{
}

/* Lays the row on white, in linear light as everything else here: JPEG has no alpha. */
static const guint8 *
flatten_row (const Jpeg *self, int y)
{
  const SmpImage *image = self->image;
  const guint8 *p = image->pixels + (gsize)y * image->stride;
  const float *decode = smp_srgb_decode_table ();
  const guint8 *encode = smp_srgb_encode_table ();
  guint8 *t = self->row;

  if (!image->has_alpha)
    return p;
  for (int x = 0; x < image->width; x++, p += 4, t += 4)
    {
      float alpha = (float)p[3] * (1.0f / 255);

      for (int c = 0; c < 3; c++)
        {
          float linear = decode[p[c]] * alpha + (1 - alpha);

          t[c] = p[3] == 255 ? p[c]
                             : encode[(int)(MIN (linear, 1.0f) * SMP_SRGB_ENCODE_STEPS + 0.5f)];
        }
      t[3] = 255;
    }
  return self->row;
}

static void
write_head (Jpeg *self, GBytes *profile, const char *xmp, int quality)
{
  static const char name[] = "http://ns.adobe.com/xap/1.0/";
  struct jpeg_compress_struct *info = &self->info;
  gsize size, length = strlen (xmp);
  const guint8 *data = g_bytes_get_data (profile, &size);

  jpeg_mem_dest (info, &self->data, &self->size);
  info->image_width = (JDIMENSION)self->image->width;
  info->image_height = (JDIMENSION)self->image->height;
  info->input_components = 4;
  info->in_color_space = JCS_EXT_RGBX;
  jpeg_set_defaults (info);
  jpeg_set_quality (info, quality, TRUE);
  /* 4:4:4: a dot is a few pixels wide, and its colour may not smear. */
  info->comp_info[0].h_samp_factor = info->comp_info[0].v_samp_factor = 1;
  jpeg_start_compress (info, TRUE);
  jpeg_write_m_header (info, JPEG_APP0 + 1, (unsigned int)(sizeof name + length));
  for (gsize i = 0; i < sizeof name; i++)
    jpeg_write_m_byte (info, name[i]);
  for (gsize i = 0; i < length; i++)
    jpeg_write_m_byte (info, (guint8)xmp[i]);
  jpeg_write_icc_profile (info, data, (unsigned int)size);
}

/* FALSE if cancelled. */
static gboolean
write_rows (Jpeg *self)
{
  for (int y = 0; y < self->image->height; y++)
    {
      JSAMPROW row = (JSAMPROW)flatten_row (self, y);

      if (y % 64 == 0 && g_cancellable_is_cancelled (self->cancellable))
        return FALSE;
      jpeg_write_scanlines (&self->info, &row, 1);
    }
  jpeg_finish_compress (&self->info);
  return TRUE;
}

GBytes *
smp_picture_encode_jpeg (
    const SmpImage *image, const char *xmp, int quality, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) profile = smp_picture_dup_srgb_profile ();
  Jpeg self = { .image = image, .cancellable = cancellable };
  volatile gboolean ok = FALSE;

  if (image->width > JPEG_MAX_DIMENSION || image->height > JPEG_MAX_DIMENSION)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                   _ ("A JPEG can have %d pixels a side, and this picture has %d × %d. Choose PNG "
                      "or a smaller size."),
                   (int)JPEG_MAX_DIMENSION, image->width, image->height);
      return NULL;
    }
  self.row = image->has_alpha ? g_malloc ((gsize)image->width * 4) : NULL;
  self.info.err = jpeg_std_error (&self.manager);
  self.manager.error_exit = on_error;
  self.manager.emit_message = on_message;
  if (setjmp (self.jump) == 0)
    {
      jpeg_create_compress (&self.info);
      write_head (&self, profile, xmp, quality);
      ok = write_rows (&self);
    }
  else
    g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                 _ ("The picture could not be written as a JPEG (%s). Choose PNG or a smaller "
                    "size."),
                 self.message);
  jpeg_destroy_compress (&self.info);
  g_free (self.row);
  if (ok)
    return g_bytes_new_with_free_func (self.data, self.size, free, self.data);
  free (self.data);
  if (*self.message == '\0')
    g_cancellable_set_error_if_cancelled (cancellable, error);
  return NULL;
}
