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
#include "photo/smp-photo-sink.h"

/* A progressive file of a camera has about ten scans; thousands would only cost time. */
#define MAX_SCANS 200
/* A preview has at least so many pixels along its longer side, and a quarter of them; an eighth
 * where the file has so many bits per pixel that unpacking them takes most of the time. */
#define PREVIEW_SIDE 1000
#define PREVIEW_DIVISOR 4
#define MANY_BITS 2.0

typedef struct
{
  struct jpeg_error_mgr manager; /* first: the library hands out its address */
  struct jpeg_progress_mgr progress;
  struct jpeg_decompress_struct info;
  jmp_buf jump;
  SmpDecode *decode;
  SmpPhotoSink *sink; /* (nullable) */
  int n_strips;       /* that are whole */
  gboolean is_in_strip;
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

/* Whether a part of a profile is there. */
static gboolean
has_profile_part (const Jpeg *self)
{
  static const char name[] = "ICC_PROFILE"; /* ICC.1:2010, B.4, with the 0 */

  for (jpeg_saved_marker_ptr marker = self->info.marker_list; marker != NULL; marker = marker->next)
    if (marker->marker == JPEG_APP0 + 2 && marker->data_length >= sizeof name
        && memcmp (marker->data, name, sizeof name) == 0)
      return TRUE;
  return FALSE;
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
  else if (has_profile_part (self))
    smp_decode_take_profile_notice (self->decode);
}

/* Reads the head. FALSE if the size is over the limit; other errors jump. */
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
  return TRUE;
}

/* FALSE if memory is missing. */
static gboolean
make_sink (Jpeg *self, GError **error)
{
  struct jpeg_decompress_struct *info = &self->info;
  SmpDecode *decode = self->decode;

  jpeg_calc_output_dimensions (info);
  self->sink = smp_photo_sink_new (decode, (int)info->output_width, (int)info->output_height,
                                   decode->sink_ready != NULL, error);
  if (self->sink == NULL)
    return FALSE;
  /* Adobe's programs store the inks inverted, and say who they are. */
  if (decode->model == SMP_COLOUR_CMYK && info->saw_Adobe_marker)
    smp_photo_sink_set_inverted (self->sink);
  if (decode->sink_ready != NULL)
    decode->sink_ready (self->sink, decode->sink_data);
  return TRUE;
}

static void
read_strip (Jpeg *self, int strip)
{
  struct jpeg_decompress_struct *info = &self->info;
  guint8 *target = smp_photo_sink_begin (self->sink, strip);
  gsize stride = smp_photo_sink_get_stride (self->sink);
  int n = smp_photo_sink_get_n_rows (self->sink, strip);

  self->is_in_strip = TRUE;
  for (int y = 0; y < n;)
    {
      JSAMPROW rows[SMP_PHOTO_STRIP];
      int got;

      for (int i = y; i < n; i++)
        rows[i - y] = target + (gsize)i * stride;
      got = (int)jpeg_read_scanlines (info, rows, (JDIMENSION)(n - y));
      for (int i = 0; i < got && info->out_color_space == JCS_GRAYSCALE; i++)
        spread_grey (rows[i], info->output_width);
      y += got;
    }
  smp_photo_sink_end (self->sink, strip, n);
  self->is_in_strip = FALSE;
  self->n_strips++;
}

static void
read_strips (Jpeg *self)
{
  for (int strip = 0; strip < smp_photo_sink_get_n_strips (self->sink); strip++)
    read_strip (self, strip);
}

/* After an error or a warning: whether what was read is worth showing, and says so. */
static gboolean
accept_rest (const Jpeg *self)
{
  if (self->share < SMP_PHOTO_LEAST_SHARE)
    return FALSE;
  smp_decode_take_part_notice (self->decode, self->is_cut);
  return TRUE;
}

/* After an error that the library does not go on from: keeps the rows that were read, if they are
 * enough, and makes the others grey. */
static gboolean
rescue (Jpeg *self)
{
  int first = (int)self->info.output_scanline, height = (int)self->info.image_height;

  if (self->sink == NULL || self->is_cancelled || self->error_code == JERR_OUT_OF_MEMORY)
    return FALSE;
  if (!self->is_cut && !self->is_damaged)
    self->share = (double)first / height;
  if (first < SMP_PHOTO_LEAST_SHARE * height || !accept_rest (self))
    return FALSE;
  for (int strip = self->n_strips; strip < smp_photo_sink_get_n_strips (self->sink); strip++)
    {
      if (strip > self->n_strips || !self->is_in_strip)
        smp_photo_sink_begin (self->sink, strip);
      smp_photo_sink_end (self->sink, strip, MAX (0, first - strip * SMP_PHOTO_STRIP));
    }
  return TRUE;
}

static void
init (Jpeg *self, SmpDecode *decode)
{
  self->decode = decode;
  self->info.err = jpeg_std_error (&self->manager);
  self->manager.error_exit = on_error;
  self->manager.emit_message = on_message;
}

/* Ends the library's part. */
static gboolean
finish (Jpeg *self, gboolean ok, SmpImage **image)
{
  jpeg_destroy_decompress (&self->info);
  if (self->sink == NULL)
    return FALSE;
  if (ok)
    smp_photo_sink_finish (self->sink, image);
  else
    smp_photo_sink_abandon (self->sink);
  g_clear_pointer (&self->sink, smp_photo_sink_unref);
  return ok;
}

gboolean
smp_decode_jpeg (SmpDecode *decode, SmpImage **image, GError **error)
{
  Jpeg self = { 0 };
  gboolean ok;

  init (&self, decode);
  if (setjmp (self.jump) != 0)
    {
      ok = rescue (&self);
      if (!ok)
        set_error (&self, error);
      return finish (&self, ok, image);
    }
  jpeg_create_decompress (&self.info);
  self.info.progress = &self.progress;
  self.progress.progress_monitor = on_progress;
  ok = start (&self, error) && make_sink (&self, error);
  if (ok)
    {
      jpeg_start_decompress (&self.info);
      read_strips (&self);
      jpeg_finish_decompress (&self.info);
    }
  if (ok && (self.is_cut || self.is_damaged) && !accept_rest (&self))
    {
      smp_decode_set_damaged (decode, self.is_cut ? _ ("it is cut off") : NULL, error);
      ok = FALSE;
    }
  return finish (&self, ok, image);
}

/* What the size is to be divided by; 1: it is small enough as it is. */
static unsigned int
preview_divisor (const Jpeg *self)
{
  const struct jpeg_decompress_struct *info = &self->info;
  JDIMENSION side = MAX (info->image_width, info->image_height);
  double bits = (double)self->decode->size * 8 / info->image_width / info->image_height;
  unsigned int most = bits > MANY_BITS ? 2 * PREVIEW_DIVISOR : PREVIEW_DIVISOR;
  unsigned int divisor = 1;

  while (divisor < most && side / (2 * divisor) >= PREVIEW_SIDE)
    divisor *= 2;
  return divisor;
}

/* A progressive file shows all of the picture in its first scan, at an eighth of the size: the mean
 * of each block. */
static gboolean
read_first_scan (Jpeg *self)
{
  struct jpeg_decompress_struct *info = &self->info;

  if (info->comps_in_scan != info->num_components || info->Ss != 0 || info->Se != 0)
    return FALSE;
  info->scale_denom = 8;
  info->buffered_image = TRUE;
  info->do_block_smoothing = FALSE;
  if (!make_sink (self, NULL))
    return FALSE;
  jpeg_start_decompress (info);
  while (info->input_scan_number <= 1 && !jpeg_input_complete (info))
    jpeg_consume_input (info);
  jpeg_start_output (info, 1);
  read_strips (self);
  return TRUE;
}

gboolean
smp_decode_jpeg_preview (SmpDecode *decode)
{
  Jpeg self = { 0 };
  gboolean ok;

  init (&self, decode);
  if (setjmp (self.jump) != 0)
    return finish (&self, FALSE, NULL);
  jpeg_create_decompress (&self.info);
  self.info.progress = &self.progress;
  self.progress.progress_monitor = on_progress;
  ok = start (&self, NULL) && preview_divisor (&self) > 1;
  if (ok && self.info.progressive_mode)
    ok = read_first_scan (&self);
  else if (ok && !jpeg_has_multiple_scans (&self.info))
    {
      self.info.scale_denom = preview_divisor (&self);
      self.info.dct_method = JDCT_IFAST;
      ok = make_sink (&self, NULL);
      if (ok)
        {
          jpeg_start_decompress (&self.info);
          read_strips (&self);
        }
    }
  else
    ok = FALSE;
  return finish (&self, ok && !self.is_cut && !self.is_damaged, NULL);
}
