/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/smp-error.h"
#include "photo/smp-photo-decode-private.h"
#include "photo/smp-photo-tiff.h"

/* Fields of TIFF 6.0 and DNG 1.7. */
#define TIFF_SUBFILE_TYPE 254
#define TIFF_PHOTOMETRIC 262
#define TIFF_SUB_DIRECTORIES 330
#define TIFF_DNG_VERSION 50706
#define TIFF_COLOUR_FILTERS 32803
#define TIFF_LINEAR_RAW 34892

/* What is wrong with a file that its decoder does not tell: whether its end is missing, and numbers
 * that no decoder here reads. */

/* Bytes that a BMP file of plain rows takes; nothing for compressed ones and unusual heads. */
static guint64
bmp_bytes (const guint8 *data, gsize size)
{
  gboolean old = smp_read_le (data + 14, 4) < 16;
  guint64 width, height, bits;

  if (size < 34 || !smp_photo_stated_size (SMP_PHOTO_BMP, data, size, &width, &height)
      || width > G_MAXINT32 || height > G_MAXINT32)
    return 0;
  bits = smp_read_le (data + (old ? 24 : 28), 2);
  if (!old && smp_read_le (data + 30, 4) != 0 && smp_read_le (data + 30, 4) != 3)
    return 0;
  return smp_read_le (data + 10, 4) + (width * bits + 31) / 32 * 4 * height;
}

double
smp_photo_present_share (SmpPhotoKind kind, const guint8 *data, gsize size)
{
  guint64 whole = 0;

  /* What is behind the picture tells about it, and shows nothing. */
  if (kind == SMP_PHOTO_WEBP && !smp_photo_webp_has_pixels (data, size))
    whole = smp_read_le (data + 4, 4) + 8;
  else if (kind == SMP_PHOTO_BMP)
    whole = bmp_bytes (data, size);
  return whole > size ? (double)size / (double)whole : 1;
}

/* Behind a chain of blocks, each with its length before it and an empty one last. 0: cut off. */
static gsize
gif_skip_blocks (const guint8 *data, gsize size, gsize at)
{
  while (at < size && data[at] != 0)
    at += 1 + (gsize)data[at];
  return at < size ? at + 1 : 0;
}

/* Bytes of the table of colours that these flags tell of. */
static gsize
gif_table_bytes (guint8 flags)
{
  return (flags & 0x80) != 0 ? (gsize)3 << ((flags & 7) + 1) : 0;
}

/* Whether the file ends before its trailer. */
static gboolean
gif_is_cut (const guint8 *data, gsize size)
{
  gsize at = 13;

  if (size < at)
    return TRUE;
  at += gif_table_bytes (data[10]);
  while (at < size)
    {
      if (data[at] == 0x21) /* an extension: its kind, blocks */
        at = gif_skip_blocks (data, size, at + 2);
      else if (data[at] == 0x2c && size - at >= 10) /* a picture: colours, size of codes, blocks */
        at = gif_skip_blocks (data, size, at + 11 + gif_table_bytes (data[at + 9]));
      else
        return data[at] == 0x2c; /* or the trailer, or no GIF any more */
      if (at == 0)
        return TRUE;
    }
  return TRUE;
}

/* Whether a box of the file is longer than what is left. */
static gboolean
iso_is_cut (const guint8 *data, gsize size)
{
  gsize at = 0;

  while (size - at >= 8)
    {
      guint64 length = smp_read_be (data + at, 4);

      if (length == 1 && size - at >= 16)
        length = smp_read_be (data + at + 8, 8);
      if (length < 8) /* to the end of the file, or none */
        return FALSE;
      if (length > size - at)
        return TRUE;
      at += (gsize)length;
    }
  return FALSE;
}

/* Whether a strip or tile, or what tells where they are, lies behind the end. */
static gboolean
tiff_is_cut (const guint8 *data, gsize size)
{
  static const guint64 tags[][2] = { { 273, 279 }, { 324, 325 } }; /* places, lengths */
  SmpTiffField places, lengths;

  if (!smp_tiff_has_directory (data, size))
    return TRUE;
  for (gsize k = 0; k < G_N_ELEMENTS (tags); k++)
    {
      if (!smp_tiff_find (data, size, tags[k][0], &places)
          || !smp_tiff_find (data, size, tags[k][1], &lengths))
        continue;
      for (guint64 i = 0; i < MIN (places.n, lengths.n); i++)
        {
          guint64 place, length;

          if (!smp_tiff_value (data, size, &places, i, &place)
              || !smp_tiff_value (data, size, &lengths, i, &length) || place > size
              || length > size - place)
            return TRUE;
        }
    }
  return FALSE;
}

gboolean
smp_photo_is_cut_off (SmpPhotoKind kind, const guint8 *data, gsize size)
{
  switch (kind)
    {
    case SMP_PHOTO_TIFF:
      return tiff_is_cut (data, size);
    case SMP_PHOTO_GIF:
      return gif_is_cut (data, size);
    case SMP_PHOTO_HEIF:
    case SMP_PHOTO_AVIF:
      return iso_is_cut (data, size);
    case SMP_PHOTO_WEBP:
    case SMP_PHOTO_BMP:
      return smp_photo_present_share (kind, data, size) < 1;
    case SMP_PHOTO_UNKNOWN:
    case SMP_PHOTO_JPEG:
    case SMP_PHOTO_PNG:
    default:
      return FALSE;
    }
}

static guint64
tiff_number (const SmpDecode *self, guint64 tag)
{
  SmpTiffField field;
  guint64 value = 0;

  if (smp_tiff_find (self->data, self->size, tag, &field))
    smp_tiff_value (self->data, self->size, &field, 0, &value);
  return value;
}

gboolean
smp_photo_check_raw (const SmpDecode *self, GError **error)
{
  guint64 light = tiff_number (self, TIFF_PHOTOMETRIC);
  SmpTiffField field;

  /* What is to be seen first is called a reduced picture of another one in the file. */
  if (light != TIFF_COLOUR_FILTERS && light != TIFF_LINEAR_RAW
      && !smp_tiff_find (self->data, self->size, TIFF_DNG_VERSION, &field)
      && !((tiff_number (self, TIFF_SUBFILE_TYPE) & 1) != 0
           && smp_tiff_find (self->data, self->size, TIFF_SUB_DIRECTORIES, &field)))
    return TRUE;
  g_set_error (error, SMP_ERROR, SMP_ERROR_UNSUPPORTED,
               _ ("“%s” is a camera’s raw file, which cannot be opened. Save it as a JPEG or TIFF "
                  "with the camera’s program and open that."),
               self->name);
  return FALSE;
}

gboolean
smp_photo_check_numbers (const SmpDecode *self, GError **error)
{
  guint64 bits, format;

  if (self->kind != SMP_PHOTO_TIFF)
    return TRUE;
  bits = tiff_number (self, 258);
  format = tiff_number (self, 339);
  if (format == 3)
    g_set_error (error, SMP_ERROR, SMP_ERROR_UNSUPPORTED,
                 _ ("“%s” is a TIFF picture of floating-point numbers, which cannot be read. Save "
                    "it with 8 or 16 bits per channel and open that."),
                 self->name);
  else if (bits > 16)
    g_set_error (error, SMP_ERROR, SMP_ERROR_UNSUPPORTED,
                 _ ("“%s” is a TIFF picture of %d bits per channel, which cannot be read. Save it "
                    "with 8 or 16 bits per channel and open that."),
                 self->name, (int)MIN (bits, 999));
  return format != 3 && bits <= 16;
}
