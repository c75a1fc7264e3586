/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <stdio.h>

#include <jpeglib.h>

#include "bench-tools.h"
#include "photo/smp-photo-decode-private.h"
#include "photo/smp-photo-open.h"

#define ROUNDS 7

/* libjpeg-turbo and nothing else: to RGB, which is the least that one can have. */
static double
time_libjpeg (GBytes *bytes)
{
  struct jpeg_decompress_struct info;
  struct jpeg_error_mgr manager;
  double start = bench_now_ms ();
  g_autofree guint8 *pixels = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  info.err = jpeg_std_error (&manager);
  jpeg_create_decompress (&info);
  jpeg_mem_src (&info, data, (unsigned long)size);
  jpeg_read_header (&info, TRUE);
  info.out_color_space = JCS_EXT_RGB;
  jpeg_start_decompress (&info);
  pixels = g_malloc_n (info.output_height, info.output_width * 3);
  while (info.output_scanline < info.output_height)
    {
      JSAMPROW row = pixels + (gsize)info.output_scanline * info.output_width * 3;

      jpeg_read_scanlines (&info, &row, 1);
    }
  jpeg_finish_decompress (&info);
  jpeg_destroy_decompress (&info);
  return bench_now_ms () - start;
}

static void
on_stage (SmpPhotoStage stage, SmpImage *image, int width, int height, gpointer data)
{
  if (stage == SMP_PHOTO_STAGE_PREVIEW)
    *(double *)data = bench_now_ms ();
}

static double
time_open (GBytes *bytes, double *first)
{
  double start = bench_now_ms ();
  SmpPhotoOpenOptions options = { .stage = on_stage, .data = first };
  g_autoptr (SmpDecodedPhoto) photo = smp_photo_open (bytes, "photo.jpg", &options, NULL, NULL);

  *first -= start;
  return bench_now_ms () - start;
}

static double
time_plain_open (GBytes *bytes)
{
  double start = bench_now_ms ();
  g_autoptr (SmpDecodedPhoto) photo = smp_photo_open (bytes, "photo.jpg", NULL, NULL, NULL);

  return bench_now_ms () - start;
}

/* The same decoders without the helper process. */
static double
time_here (GBytes *bytes)
{
  double start = bench_now_ms ();
  SmpDecode decode = { .name = "photo.jpg" };
  SmpPhotoMetadata metadata = { 0 };
  g_autoptr (SmpImage) image = NULL;

  decode.data = g_bytes_get_data (bytes, &decode.size);
  smp_decode_run (&decode, &metadata, &image, NULL);
  smp_photo_metadata_clear (&metadata);
  smp_decode_clear (&decode);
  return bench_now_ms () - start;
}

int
main (void)
{
  g_autoptr (SmpImage) image = bench_photo_new (8000, 6000);
  g_autoptr (GBytes) bytes = bench_encode_jpeg (image, 96, TRUE);
  double first[ROUNDS], full[ROUNDS], floor[ROUNDS], plain[ROUNDS], here[ROUNDS], unused;

  g_clear_pointer (&image, smp_image_unref);
  time_open (bytes, &unused);
  for (int i = 0; i < ROUNDS; i++)
    {
      floor[i] = time_libjpeg (bytes);
      full[i] = time_open (bytes, &first[i]);
      here[i] = time_here (bytes);
      plain[i] = time_plain_open (bytes);
    }
  printf ("{\n");
  bench_report ("open_48mp_first", bench_median (first, ROUNDS), bench_median (floor, ROUNDS),
                "ms");
  bench_report ("open_48mp_full", bench_median (full, ROUNDS), bench_median (floor, ROUNDS), "ms");
  bench_report ("open_48mp_helper", bench_median (plain, ROUNDS), bench_median (here, ROUNDS),
                "ms");
  printf ("\n}\n");
  return 0;
}
