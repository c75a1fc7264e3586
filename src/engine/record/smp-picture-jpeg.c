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
#include "base/smp-parallel.h"
#include "colour/smp-colour.h"
#include "record/smp-picture-private.h"

/*
 * Bands of rows are compressed apart, each as a JPEG of its own, and their data put one after the
 * other behind one head, with a restart marker between them (ISO/IEC 10918-1, E.1.4): coding starts
 * anew after such a marker, so that nothing of a band depends on the one before. There is a marker
 * after each row of blocks, numbered 0 to 7 and over again: hence a band has a multiple of 8 rows
 * of 8 × 8 blocks, and the numbers fit together. Fixed, so that the file's bytes do not depend on
 * the number of threads.
 */
#define BAND 128

typedef struct
{
  const SmpImage *image;
  const char *xmp;
  GBytes *profile;
  int quality;
  struct _Band *bands;
  SmpPictureSteps *steps;
} Jpeg;

typedef struct _Band
{
  struct jpeg_error_mgr manager; /* first: the library hands out its address */
  struct jpeg_compress_struct info;
  jmp_buf jump;
  guint8 *row;         /* owned; only for pictures with alpha */
  unsigned char *data; /* owned, of malloc() */
  unsigned long size;
  gboolean is_done;
  char message[JMSG_LENGTH_MAX];
} Band;

static void
on_error (j_common_ptr info)
{
  Band *self = (Band *)info->err;

  info->err->format_message (info, self->message);
  longjmp (self->jump, 1);
}

static void
on_message (j_common_ptr info, int level)
{
}

/* Lays the row on white, in linear light as everything else here: JPEG has no alpha. */
static const guint8 *
flatten_row (const SmpImage *image, int y, guint8 *target)
{
  const guint8 *p = image->pixels + (gsize)y * image->stride;
  const float *decode = smp_srgb_decode_table ();
  const guint8 *encode = smp_srgb_encode_table ();
  guint8 *t = target;

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
  return target;
}

/* The XMP and the profile, in the head of the first band. */
static void
write_metadata (const Jpeg *self, struct jpeg_compress_struct *info)
{
  static const char name[] = "http://ns.adobe.com/xap/1.0/";
  gsize size, length = strlen (self->xmp);
  const guint8 *data = g_bytes_get_data (self->profile, &size);

  jpeg_write_m_header (info, JPEG_APP0 + 1, (unsigned int)(sizeof name + length));
  for (gsize i = 0; i < sizeof name; i++)
    jpeg_write_m_byte (info, name[i]);
  for (gsize i = 0; i < length; i++)
    jpeg_write_m_byte (info, (guint8)self->xmp[i]);
  jpeg_write_icc_profile (info, data, (unsigned int)size);
}

static void
write_band (const Jpeg *self, Band *band, int first, int end)
{
  struct jpeg_compress_struct *info = &band->info;

  jpeg_create_compress (info);
  jpeg_mem_dest (info, &band->data, &band->size);
  info->image_width = (JDIMENSION)self->image->width;
  info->image_height = (JDIMENSION)(end - first);
  info->input_components = 4;
  info->in_color_space = JCS_EXT_RGBX;
  jpeg_set_defaults (info);
  jpeg_set_quality (info, self->quality, TRUE);
  /* 4:4:4: a dot is a few pixels wide, and its colour may not smear. */
  info->comp_info[0].h_samp_factor = info->comp_info[0].v_samp_factor = 1;
  info->restart_in_rows = 1;
  jpeg_start_compress (info, TRUE);
  if (first == 0)
    write_metadata (self, info);
  for (int y = first; y < end; y++)
    {
      JSAMPROW row = (JSAMPROW)flatten_row (self->image, y, band->row);

      jpeg_write_scanlines (info, &row, 1);
    }
  jpeg_finish_compress (info);
  band->is_done = TRUE;
}

static void
compress_band (gsize item, int worker, gpointer data)
{
  const Jpeg *self = data;
  Band *band = &self->bands[item];
  int first = (int)item * BAND;

  band->row = self->image->has_alpha ? g_try_malloc ((gsize)self->image->width * 4) : NULL;
  if (self->image->has_alpha && band->row == NULL)
    return;
  band->info.err = jpeg_std_error (&band->manager);
  band->manager.error_exit = on_error;
  band->manager.emit_message = on_message;
  if (setjmp (band->jump) == 0)
    write_band (self, band, first, MIN (first + BAND, self->image->height));
  jpeg_destroy_compress (&band->info);
  smp_picture_steps_done (self->steps, 1);
}

/* Where the data of a band begins, behind its head of marker segments; 0 if there is none. @height:
 * (nullable): gets the place of the picture's height. */
static gsize
find_data (const Band *band, gsize *height)
{
  gsize at = 2;

  while (at + 4 <= band->size)
    {
      guint8 marker = band->data[at + 1];

      if (marker == 0xc0 && height != NULL)
        *height = at + 5; /* SOF0: length, precision, height */
      at += 2 + ((gsize)band->data[at + 2] << 8 | band->data[at + 3]);
      if (marker == 0xda)
        return at;
    }
  return 0;
}

static GBytes *
join (const Jpeg *self, gsize n_bands)
{
  gsize size = 0, height = 0;
  guint8 *data, *t;

  for (gsize i = 0; i < n_bands; i++)
    size += self->bands[i].size;
  data = g_try_malloc (size);
  if (data == NULL)
    return NULL;
  t = data;
  for (gsize i = 0; i < n_bands; i++)
    {
      const Band *band = &self->bands[i];
      gsize from = find_data (band, i == 0 ? &height : NULL);
      gsize length = band->size - 2 - (i == 0 ? 0 : from); /* without the end marker */

      memcpy (t, band->data + (i == 0 ? 0 : from), length);
      t += length;
      *t++ = 0xff;
      *t++ = i + 1 < n_bands ? 0xd7 : 0xd9; /* RST7 or EOI */
    }
  data[height] = (guint8)(self->image->height >> 8);
  data[height + 1] = (guint8)self->image->height;
  return g_bytes_new_take (data, (gsize)(t - data));
}

/* What stopped a band; memory, if it does not say. */
static void
set_error (const Jpeg *self, gsize n_bands, GError **error)
{
  for (gsize i = 0; i < n_bands; i++)
    {
      if (self->bands[i].message[0] != '\0')
        {
          g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                       _ ("The picture could not be written as a JPEG (%s). Choose PNG or a "
                          "smaller size."),
                       self->bands[i].message);
          return;
        }
    }
  smp_picture_set_memory_error (error);
}

GBytes *
smp_picture_encode_jpeg (const SmpImage *image,
                         const char *xmp,
                         int quality,
                         SmpPictureSteps *steps,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GBytes) profile = smp_picture_dup_srgb_profile ();
  g_autofree Band *bands = NULL;
  Jpeg self = { .image = image, .xmp = xmp, .profile = profile, .quality = quality };
  gsize n_bands = ((gsize)image->height + BAND - 1) / BAND;
  GBytes *bytes = NULL;
  gboolean complete = TRUE;

  if (image->width > JPEG_MAX_DIMENSION || image->height > JPEG_MAX_DIMENSION)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                   _ ("A JPEG can have %d pixels a side, and this picture has %d × %d. Choose PNG "
                      "or a smaller size."),
                   (int)JPEG_MAX_DIMENSION, image->width, image->height);
      return NULL;
    }
  bands = g_new0 (Band, n_bands);
  self.bands = bands;
  self.steps = steps;
  smp_picture_steps_begin (steps, n_bands);
  if (smp_parallel_for (n_bands, steps->info->n_threads, compress_band, &self, cancellable, error))
    {
      for (gsize i = 0; i < n_bands; i++)
        complete = complete && bands[i].is_done && find_data (&bands[i], NULL) > 0;
      bytes = complete ? join (&self, n_bands) : NULL;
      if (bytes == NULL)
        set_error (&self, n_bands, error);
    }
  for (gsize i = 0; i < n_bands; i++)
    {
      g_free (bands[i].row);
      free (bands[i].data);
    }
  return bytes;
}
