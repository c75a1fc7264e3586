/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <string.h>

#include <tiffio.h>
#include <zlib.h>

#include "base/smp-parallel.h"
#include "record/smp-picture-private.h"

/* Rows that are compressed as one piece: about a quarter of a megabyte of a photo. */
#define STRIP 16

typedef struct
{
  const SmpImage *image;
  gsize channels;
  gsize n_strips;
  GByteArray **strips; /* compressed; NULL where memory ran out */
  SmpPictureSteps *steps;
} Tiff;

/* The file, in memory. */
typedef struct
{
  GByteArray *bytes;
  gsize at;
} Memory;

/* RGB or RGBA, each value as its difference to the pixel before (TIFF 6.0, section 14). */
static void
pack_row (const Tiff *self, int y, guint8 *restrict target)
{
  const guint8 *p = self->image->pixels + (gsize)y * self->image->stride;
  guint8 last[4] = { 0 };

  for (int x = 0; x < self->image->width; x++, p += 4, target += self->channels)
    {
      for (gsize c = 0; c < self->channels; c++)
        {
          target[c] = (guint8)(p[c] - last[c]);
          last[c] = p[c];
        }
    }
}

static void
compress_strip (gsize item, int worker, gpointer data)
{
  Tiff *self = data;
  int first = (int)item * STRIP, end = MIN (first + STRIP, self->image->height);
  gsize row_bytes = (gsize)self->image->width * self->channels;
  gsize size = row_bytes * (gsize)(end - first);
  uLongf packed_size = compressBound (size);
  g_autofree guint8 *rows = g_try_malloc (size);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (rows == NULL)
    return;
  for (int y = first; y < end; y++)
    pack_row (self, y, rows + (gsize)(y - first) * row_bytes);
  g_byte_array_set_size (bytes, (guint)packed_size);
  if (compress2 (bytes->data, &packed_size, rows, size, 3) != Z_OK)
    return;
  g_byte_array_set_size (bytes, (guint)packed_size);
  self->strips[item] = g_steal_pointer (&bytes);
  smp_picture_steps_done (self->steps, 1);
}

static tmsize_t
on_read (thandle_t handle, void *target, tmsize_t size)
{
  Memory *self = handle;
  gsize n = self->at < self->bytes->len ? MIN ((gsize)size, self->bytes->len - self->at) : 0;

  memcpy (target, self->bytes->data + self->at, n);
  self->at += n;
  return (tmsize_t)n;
}

static tmsize_t
on_write (thandle_t handle, void *data, tmsize_t size)
{
  Memory *self = handle;
  gsize end = self->at + (gsize)size;

  if (end > G_MAXUINT / 2)
    return 0;
  if (end > self->bytes->len)
    {
      guint length = self->bytes->len;

      /* The library leaves gaps so that things begin at even places. */
      g_byte_array_set_size (self->bytes, (guint)end);
      memset (self->bytes->data + length, 0, end - length);
    }
  memcpy (self->bytes->data + self->at, data, (gsize)size);
  self->at = end;
  return size;
}

static toff_t
on_seek (thandle_t handle, toff_t offset, int whence)
{
  Memory *self = handle;
  toff_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? self->at : self->bytes->len;

  self->at = (gsize)(base + offset);
  return self->at;
}

static int
on_close (thandle_t handle)
{
  return 0;
}

static toff_t
on_size (thandle_t handle)
{
  Memory *self = handle;

  return self->bytes->len;
}

static gboolean
write_head (const Tiff *self, TIFF *tiff, GBytes *profile, const char *xmp)
{
  static const guint16 extra[1] = { EXTRASAMPLE_UNASSALPHA };
  gsize profile_size;
  const void *profile_data = g_bytes_get_data (profile, &profile_size);

  return TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, (guint32)self->image->width) == 1
         && TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, (guint32)self->image->height) == 1
         && TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, 8) == 1
         && TIFFSetField (tiff, TIFFTAG_SAMPLESPERPIXEL, (int)self->channels) == 1
         && (self->channels == 3 || TIFFSetField (tiff, TIFFTAG_EXTRASAMPLES, 1, extra) == 1)
         && TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB) == 1
         && TIFFSetField (tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) == 1
         && TIFFSetField (tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT) == 1
         && TIFFSetField (tiff, TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE) == 1
         && TIFFSetField (tiff, TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL) == 1
         && TIFFSetField (tiff, TIFFTAG_ROWSPERSTRIP, STRIP) == 1
         && TIFFSetField (tiff, TIFFTAG_ICCPROFILE, (guint32)profile_size, profile_data) == 1
         && TIFFSetField (tiff, TIFFTAG_XMLPACKET, (guint32)strlen (xmp), xmp) == 1;
}

static GBytes *
write_file (const Tiff *self, const char *xmp)
{
  g_autoptr (GBytes) profile = smp_picture_dup_srgb_profile ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Memory memory = { .bytes = bytes };
  TIFF *tiff = TIFFClientOpen ("picture", "wlm", &memory, on_read, on_write, on_seek, on_close,
                               on_size, NULL, NULL);
  gboolean ok = tiff != NULL && write_head (self, tiff, profile, xmp);

  for (gsize i = 0; i < self->n_strips && ok; i++)
    ok = TIFFWriteRawStrip (tiff, (guint32)i, self->strips[i]->data, (tmsize_t)self->strips[i]->len)
         > 0;
  ok = ok && TIFFFlush (tiff) == 1;
  if (tiff != NULL)
    TIFFClose (tiff);
  return ok ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

GBytes *
smp_picture_encode_tiff (const SmpImage *image,
                         const char *xmp,
                         SmpPictureSteps *steps,
                         GCancellable *cancellable,
                         GError **error)
{
  Tiff self = { .image = image, .channels = image->has_alpha ? 4 : 3, .steps = steps };
  GBytes *bytes = NULL;
  gboolean complete = TRUE;

  self.n_strips = ((gsize)image->height + STRIP - 1) / STRIP;
  self.strips = g_new0 (GByteArray *, self.n_strips);
  smp_picture_steps_begin (steps, self.n_strips);
  if (smp_parallel_for (self.n_strips, steps->info->n_threads, compress_strip, &self, cancellable,
                        error))
    {
      for (gsize i = 0; i < self.n_strips; i++)
        complete = complete && self.strips[i] != NULL;
      bytes = complete ? write_file (&self, xmp) : NULL;
      if (bytes == NULL)
        smp_picture_set_memory_error (error);
    }
  for (gsize i = 0; i < self.n_strips; i++)
    g_clear_pointer (&self.strips[i], g_byte_array_unref);
  g_free (self.strips);
  return bytes;
}
