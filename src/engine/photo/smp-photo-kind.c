/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include "photo/smp-photo-decode-private.h"
#include "photo/smp-photo-tiff.h"

/* Boxes of an ISO base media file that are looked at; a real photo has some hundreds. */
#define MAX_BOXES 65536

typedef struct
{
  const guint8 *data;
  gsize size;
} Span;

static gboolean
has_bytes (const guint8 *data, gsize size, gsize offset, const char *magic, gsize length)
{
  return size >= offset + length && memcmp (data + offset, magic, length) == 0;
}

/* The brands of an ISO base media file: ISO/IEC 23008-12 and the AV1 image format. */
static SmpPhotoKind
iso_kind (const guint8 *data, gsize size)
{
  gsize end = MIN (size, (gsize)smp_read_be (data, 4));

  for (gsize i = 8; i + 4 <= end && i < 256; i += 4)
    {
      const char *const heif[] = { "heic", "heix", "hevc", "hevx", "heim", "heis" };

      if (i == 12)
        continue; /* the version */
      if (memcmp (data + i, "avif", 4) == 0 || memcmp (data + i, "avis", 4) == 0)
        return SMP_PHOTO_AVIF;
      for (gsize k = 0; k < G_N_ELEMENTS (heif); k++)
        {
          if (memcmp (data + i, heif[k], 4) == 0)
            return SMP_PHOTO_HEIF;
        }
    }
  if (memcmp (data + 8, "mif1", 4) == 0 || memcmp (data + 8, "msf1", 4) == 0)
    return SMP_PHOTO_HEIF;
  return SMP_PHOTO_UNKNOWN;
}

SmpPhotoKind
smp_photo_kind (const guint8 *data, gsize size)
{
  if (has_bytes (data, size, 0, "\xff\xd8", 2))
    return SMP_PHOTO_JPEG;
  /* Not the whole signature, so that one that a text transfer spoilt is called damaged. */
  if (has_bytes (data, size, 1, "PNG", 3) && size >= 8)
    return SMP_PHOTO_PNG;
  if (has_bytes (data, size, 0, "RIFF", 4) && has_bytes (data, size, 8, "WEBP", 4))
    return SMP_PHOTO_WEBP;
  if (has_bytes (data, size, 4, "ftyp", 4) && size >= 16)
    return iso_kind (data, size);
  if (has_bytes (data, size, 0, "II*\0", 4) || has_bytes (data, size, 0, "MM\0*", 4)
      || has_bytes (data, size, 0, "II+\0", 4) || has_bytes (data, size, 0, "MM\0+", 4))
    return SMP_PHOTO_TIFF;
  if (has_bytes (data, size, 0, "GIF87a", 6) || has_bytes (data, size, 0, "GIF89a", 6))
    return SMP_PHOTO_GIF;
  if (has_bytes (data, size, 0, "BM", 2) && size >= 26 && smp_read_le (data + 14, 4) >= 12
      && smp_read_le (data + 14, 4) <= 124)
    return SMP_PHOTO_BMP;
  return SMP_PHOTO_UNKNOWN;
}

gboolean
smp_photo_is_known (const void *data, gsize size)
{
  return smp_photo_kind (data, size) != SMP_PHOTO_UNKNOWN;
}

const char *
smp_photo_kind_mime_type (SmpPhotoKind kind)
{
  static const char *const types[] = { "application/octet-stream",
                                       "image/jpeg",
                                       "image/png",
                                       "image/webp",
                                       "image/heif",
                                       "image/avif",
                                       "image/tiff",
                                       "image/bmp",
                                       "image/gif" };

  return types[kind];
}

const char *
smp_photo_kind_name (SmpPhotoKind kind)
{
  static const char *const names[]
      = { "?", "JPEG", "PNG", "WebP", "HEIC", "AVIF", "TIFF", "BMP", "GIF" };

  return names[kind];
}

/* The chunk of a WebP file, RIFF container, if all of it is there. */
static gboolean
webp_find (const guint8 *data, gsize size, const char *name, Span *chunk)
{
  for (gsize at = 12; at + 8 <= size;)
    {
      guint64 length = smp_read_le (data + at + 4, 4);

      if (length > size - at - 8)
        return FALSE;
      if (memcmp (data + at, name, 4) == 0)
        {
          *chunk = (Span){ data + at + 8, (gsize)length };
          return TRUE;
        }
      at += 8 + (gsize)length + (length & 1);
    }
  return FALSE;
}

static gboolean
webp_size (const guint8 *data, gsize size, guint64 *width, guint64 *height)
{
  const guint8 *p = data + 20; /* in the first chunk, whole or not */

  if (has_bytes (data, size, 12, "VP8X", 4) && size >= 30)
    {
      *width = smp_read_le (p + 4, 3) + 1;
      *height = smp_read_le (p + 7, 3) + 1;
      return TRUE;
    }
  if (has_bytes (data, size, 12, "VP8L", 4) && size >= 25)
    {
      guint64 bits = smp_read_le (p + 1, 4);

      *width = (bits & 0x3fff) + 1;
      *height = (bits >> 14 & 0x3fff) + 1;
      return TRUE;
    }
  if (has_bytes (data, size, 12, "VP8 ", 4) && size >= 30)
    {
      *width = smp_read_le (p + 6, 2) & 0x3fff;
      *height = smp_read_le (p + 8, 2) & 0x3fff;
      return TRUE;
    }
  return FALSE;
}

static gboolean
tiff_size (const guint8 *data, gsize size, guint64 *width, guint64 *height)
{
  SmpTiffField field;

  return smp_tiff_find (data, size, 256, &field) && smp_tiff_value (data, size, &field, 0, width)
         && smp_tiff_find (data, size, 257, &field)
         && smp_tiff_value (data, size, &field, 0, height) && *width > 0 && *height > 0;
}

/* Walks the boxes of an ISO base media file down to ipco and keeps the largest "ispe". */
static void
iso_largest_size (Span span, int depth, int *budget, guint64 *width, guint64 *height)
{
  gsize at = 0;

  while (span.size - at >= 8 && (*budget)-- > 0)
    {
      const guint8 *p = span.data + at;
      guint64 length = smp_read_be (p, 4);
      gsize head = 8;
      Span inner;

      if (length == 1 && span.size - at >= 16)
        {
          length = smp_read_be (p + 8, 8);
          head = 16;
        }
      else if (length == 0)
        length = span.size - at;
      if (length < head || length > span.size - at)
        return;
      inner = (Span){ p + head, (gsize)length - head };
      if (memcmp (p + 4, "meta", 4) == 0 && inner.size >= 4 && depth < 4)
        iso_largest_size ((Span){ inner.data + 4, inner.size - 4 }, depth + 1, budget, width,
                          height);
      else if ((memcmp (p + 4, "iprp", 4) == 0 || memcmp (p + 4, "ipco", 4) == 0) && depth < 4)
        iso_largest_size (inner, depth + 1, budget, width, height);
      else if (memcmp (p + 4, "ispe", 4) == 0 && inner.size >= 12)
        {
          *width = MAX (*width, smp_read_be (inner.data + 4, 4));
          *height = MAX (*height, smp_read_be (inner.data + 8, 4));
        }
      at += (gsize)length;
    }
}

gboolean
smp_photo_stated_size (
    SmpPhotoKind kind, const guint8 *data, gsize size, guint64 *width, guint64 *height)
{
  int budget = MAX_BOXES;

  *width = *height = 0;
  switch (kind)
    {
    case SMP_PHOTO_WEBP:
      return webp_size (data, size, width, height);
    case SMP_PHOTO_TIFF:
      return tiff_size (data, size, width, height);
    case SMP_PHOTO_GIF:
      if (size < 10)
        return FALSE;
      *width = smp_read_le (data + 6, 2);
      *height = smp_read_le (data + 8, 2);
      return TRUE;
    case SMP_PHOTO_BMP:
      {
        gboolean old = smp_read_le (data + 14, 4) < 16;
        gint64 h = old ? (gint64)smp_read_le (data + 20, 2) : (gint32)smp_read_le (data + 22, 4);

        *width = smp_read_le (data + 18, old ? 2 : 4);
        *height = (guint64)(h < 0 ? -h : h); /* negative: top row first */
        return TRUE;
      }
    case SMP_PHOTO_HEIF:
    case SMP_PHOTO_AVIF:
      iso_largest_size ((Span){ data, size }, 0, &budget, width, height);
      return *width > 0 && *height > 0;
    case SMP_PHOTO_UNKNOWN:
    case SMP_PHOTO_JPEG:
    case SMP_PHOTO_PNG:
    default:
      return FALSE;
    }
}

gboolean
smp_photo_webp_has_pixels (const guint8 *data, gsize size)
{
  Span chunk;

  return webp_find (data, size, "VP8 ", &chunk) || webp_find (data, size, "VP8L", &chunk);
}

GBytes *
smp_photo_stated_profile (SmpPhotoKind kind, const guint8 *data, gsize size)
{
  Span chunk;

  if (kind == SMP_PHOTO_WEBP && webp_find (data, size, "ICCP", &chunk))
    return g_bytes_new (chunk.data, chunk.size);
  return NULL;
}
