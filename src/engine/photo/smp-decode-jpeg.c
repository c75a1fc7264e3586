/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include <jerror.h>

#include "base/smp-error.h"
#include "photo/smp-photo-decode-private.h"

/* A progressive file of a camera has about ten scans; thousands would only cost time. */
#define MAX_SCANS 200
/* A picture of which less than this share is there is refused. */
#define LEAST_SHARE 0.1

typedef struct
{
  struct jpeg_error_mgr manager; /* first: the library hands out its address */
  struct jpeg_progress_mgr progress;
  struct jpeg_decompress_struct info;
  jmp_buf jump;
  SmpDecode *decode;
  SmpImage *image;
  int error_code;
  char message[JMSG_LENGTH_MAX];
  gboolean is_cancelled;
  gboolean is_cut;     /* the file ends, or a marker stands, where data should be */
  gboolean is_damaged; /* data that cannot be right */
  double share;        /* of the picture that was read before the first of these */
} Jpeg;

static void
on_error (j_common_ptr info)
{
  Jpeg *self = (Jpeg *)info->err;

  self->error_code = info->err->msg_code;
  info->err->format_message (info, self->message);
  longjmp (self->jump, 1);
}

static double
get_share (const Jpeg *self)
{
  const struct jpeg_decompress_struct *info = &self->info;

  if (info->image_height == 0)
    return 0;
  /* Several scans: a first one that is whole shows all of the picture, though coarsely. */
  if (info->buffered_image || info->progressive_mode)
    return info->input_scan_number > 1
               ? 1
               : MIN (1.0,
                      info->input_iMCU_row * 8.0 * info->max_v_samp_factor / info->image_height);
  return MIN (1.0, (double)info->output_scanline / info->image_height);
}

static void
on_message (j_common_ptr info, int level)
{
  Jpeg *self = (Jpeg *)info->err;

  if (level >= 0)
    return;
  switch (info->err->msg_code)
    {
    case JWRN_ADOBE_XFORM:
    case JWRN_EXTRANEOUS_DATA:
    case JWRN_JFIF_MAJOR:
    case JWRN_BOGUS_ICC:
      return;
    case JWRN_JPEG_EOF:
    case JWRN_HIT_MARKER:
      if (!self->is_cut && !self->is_damaged)
        self->share = get_share (self);
      self->is_cut = TRUE;
      return;
    default:
      if (!self->is_cut && !self->is_damaged)
        self->share = get_share (self);
      self->is_damaged = TRUE;
    }
}

static void
on_progress (j_common_ptr info)
{
  Jpeg *self = (Jpeg *)info->err;

  if (g_cancellable_is_cancelled (self->decode->cancellable))
    {
      self->is_cancelled = TRUE;
      longjmp (self->jump, 1);
    }
  if (self->info.input_scan_number > MAX_SCANS)
    {
      g_strlcpy (self->message, "more than 200 scans", sizeof self->message);
      longjmp (self->jump, 1);
    }
}

/* Grey to RGBA, from the last pixel, so that it can be done in place. */
static void
spread_grey (guint8 *row, gsize width)
{
  for (gsize x = width; x-- > 0;)
    {
      guint8 v = row[x];

      row[4 * x] = row[4 * x + 1] = row[4 * x + 2] = v;
      row[4 * x + 3] = 255;
    }
}

static void
set_error (const Jpeg *self, GError **error)
{
  const char *name = self->decode->name;

  if (self->is_cancelled)
    {
      g_cancellable_set_error_if_cancelled (self->decode->cancellable, error);
      return;
    }
  switch (self->error_code)
    {
    case JERR_ARITH_NOTIMPL:
    case JERR_BAD_PRECISION:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_NOTIMPL:
    case JERR_NOT_COMPILED:
    case JERR_SOF_UNSUPPORTED:
      g_set_error (error, SMP_ERROR, SMP_ERROR_UNSUPPORTED,
                   _ ("“%s” is a rare kind of JPEG that cannot be opened (%s). Save it as an "
                      "ordinary JPEG or PNG and open that."),
                   name, self->message);
      return;
    case JERR_OUT_OF_MEMORY:
      g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                   _ ("There is not enough memory to open “%s”. Close other programs or save the "
                      "photo smaller."),
                   name);
      return;
    default:
      smp_decode_set_damaged (self->decode, self->message, error);
    }
}

static void
read_profile (Jpeg *self)
{
  JOCTET *data = NULL;
  unsigned int size = 0;

  if (jpeg_read_icc_profile (&self->info, &data, &size))
    {
      self->decode->profile = g_bytes_new (data, size);
      free (data);
    }
}

/* FALSE if only the pixels' memory is missing or the size is over the limit; other errors jump. */
static gboolean
start (Jpeg *self, GError **error)
{
  struct jpeg_decompress_struct *info = &self->info;

  jpeg_mem_src (info, self->decode->data, (unsigned long)self->decode->size);
  jpeg_save_markers (info, JPEG_APP0 + 2, 0xffff);
  jpeg_read_header (info, TRUE);
  if (!smp_decode_check_size (self->decode, info->image_width, info->image_height, error))
    return FALSE;
  read_profile (self);
  info->out_color_space = JCS_EXT_RGBA;
  self->decode->model = SMP_COLOUR_RGB;
  if (info->jpeg_color_space == JCS_GRAYSCALE)
    {
      info->out_color_space = JCS_GRAYSCALE;
      self->decode->model = SMP_COLOUR_GREY;
    }
  else if (info->jpeg_color_space == JCS_CMYK || info->jpeg_color_space == JCS_YCCK)
    {
      info->out_color_space = JCS_CMYK;
      self->decode->model = SMP_COLOUR_CMYK;
    }
  self->image = smp_image_new ((int)info->image_width, (int)info->image_height, error);
  return self->image != NULL;
}

static void
read_rows (Jpeg *self)
{
  struct jpeg_decompress_struct *info = &self->info;
  const SmpImage *image = self->image;

  jpeg_start_decompress (info);
  while (info->output_scanline < info->output_height)
    {
      JSAMPROW rows[16];
      JDIMENSION first = info->output_scanline, n;

      for (JDIMENSION i = 0; i < G_N_ELEMENTS (rows); i++)
        rows[i] = image->pixels + (gsize)MIN (first + i, info->output_height - 1) * image->stride;
      n = jpeg_read_scanlines (info, rows,
                               MIN ((JDIMENSION)G_N_ELEMENTS (rows), info->output_height - first));
      for (JDIMENSION i = 0; i < n && info->out_color_space == JCS_GRAYSCALE; i++)
        spread_grey (rows[i], (gsize)image->width);
    }
  jpeg_finish_decompress (info);
}

/* Adobe's programs store the inks inverted, and say who they are. */
static void
make_inks_upright (const Jpeg *self)
{
  gsize n = (gsize)self->image->height * self->image->stride;

  if (self->info.saw_Adobe_marker)
    {
      for (gsize i = 0; i < n; i++)
        self->image->pixels[i] = (guint8)(255 - self->image->pixels[i]);
    }
}

/* After an error or a warning: whether what was read is worth showing, and says so. */
static gboolean
accept_rest (const Jpeg *self)
{
  if (self->share < LEAST_SHARE)
    return FALSE;
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

/* After an error that the library does not go on from: keeps the rows that were read, if they are
 * enough, and makes the others grey. */
static gboolean
rescue (Jpeg *self)
{
  gsize first = self->info.output_scanline, height = self->info.image_height;

  if (self->image == NULL || self->is_cancelled || self->error_code == JERR_OUT_OF_MEMORY)
    return FALSE;
  if (!self->is_cut && !self->is_damaged)
    self->share = (double)first / (double)height;
  if ((double)first < LEAST_SHARE * (double)height || !accept_rest (self))
    return FALSE;
  if (self->decode->model == SMP_COLOUR_CMYK)
    make_inks_upright (self);
  for (gsize i = first * self->image->stride; i < height * self->image->stride; i++)
    self->image->pixels[i] = i % 4 == 3 && self->decode->model != SMP_COLOUR_CMYK ? 255 : 128;
  return TRUE;
}

SmpImage *
smp_decode_jpeg (SmpDecode *decode, GError **error)
{
  Jpeg self = { .decode = decode };
  gboolean ok;

  self.info.err = jpeg_std_error (&self.manager);
  self.manager.error_exit = on_error;
  self.manager.emit_message = on_message;
  if (setjmp (self.jump) != 0)
    {
      gboolean is_rescued = rescue (&self);

      jpeg_destroy_decompress (&self.info);
      if (is_rescued)
        return self.image;
      g_clear_pointer (&self.image, smp_image_unref);
      set_error (&self, error);
      return NULL;
    }
  jpeg_create_decompress (&self.info);
  self.info.progress = &self.progress;
  self.progress.progress_monitor = on_progress;
  ok = start (&self, error);
  if (ok)
    {
      read_rows (&self);
      if (decode->model == SMP_COLOUR_CMYK)
        make_inks_upright (&self);
    }
  jpeg_destroy_decompress (&self.info);
  if (ok && (self.is_cut || self.is_damaged) && !accept_rest (&self))
    {
      smp_decode_set_damaged (decode, self.is_cut ? _ ("it is cut off") : NULL, error);
      ok = FALSE;
    }
  if (!ok)
    g_clear_pointer (&self.image, smp_image_unref);
  return self.image;
}
