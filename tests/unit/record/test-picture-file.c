/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <gexiv2/gexiv2.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <jpeglib.h>

#include "base/smp-error.h"
#include "base/smp-hash.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-decode.h"
#include "record/smp-picture-private.h"

/* Smooth enough for a JPEG, with some noise. */
static SmpImage *
make_picture (int width, int height, gboolean has_alpha)
{
  SmpImage *image = smp_image_new (width, height, NULL);

  image->has_alpha = has_alpha;
  for (int y = 0; y < height; y++)
    {
      for (int x = 0; x < width; x++)
        {
          guint8 *p = image->pixels + (gsize)y * image->stride + (gsize)x * 4;
          guint8 noise = (guint8)(smp_hash_u64 (1, (guint64)y, (guint64)x) % 4);

          p[0] = (guint8)(x * 200 / width + noise);
          p[1] = (guint8)(y * 200 / height + noise);
          p[2] = (guint8)(120 + noise);
          p[3] = has_alpha ? (guint8)(x * 255 / MAX (1, width - 1)) : 255;
        }
    }
  return image;
}

static SmpDecodedPhoto *
decode (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  SmpDecodedPhoto *photo = smp_photo_decode (bytes, "picture", 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (photo->notices), ==, 0);
  return photo;
}

static GBytes *
encode (const SmpImage *image, SmpPictureFormat format, const SmpPictureInfo *info)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = smp_picture_encode (image, format, info, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
test_png_is_lossless (void)
{
  /* Heights around the strips that are compressed apart. */
  static const int heights[] = { 1, 5, 127, 128, 129, 300 };
  SmpPictureInfo info = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (heights) * 2; i++)
    {
      g_autoptr (SmpImage) image = make_picture (83, heights[i / 2], i % 2);
      g_autoptr (GBytes) bytes = encode (image, SMP_PICTURE_PNG, &info);
      g_autoptr (SmpDecodedPhoto) photo = decode (bytes);

      g_assert_cmpint (photo->image->width, ==, 83);
      g_assert_cmpint (photo->image->has_alpha, ==, i % 2);
      g_assert_cmpmem (photo->image->pixels, photo->image->stride * (gsize)photo->image->height,
                       image->pixels, image->stride * (gsize)image->height);
      g_assert_cmpstr (photo->metadata.profile, ==, "sRGB built-in");
    }
}

/* libtiff, as gdk-pixbuf calls it, multiplies colours by alpha; so only what is opaque comes back.
 */
static void
test_tiff (void)
{
  static const int heights[] = { 1, 15, 16, 17, 200 };
  SmpPictureInfo info = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (heights) * 2; i++)
    {
      g_autoptr (SmpImage) image = make_picture (83, heights[i / 2], i % 2);
      g_autoptr (GBytes) bytes = encode (image, SMP_PICTURE_TIFF, &info);
      g_autoptr (SmpDecodedPhoto) photo = decode (bytes);

      g_assert_cmpint (photo->image->width, ==, 83);
      g_assert_cmpint (photo->image->height, ==, heights[i / 2]);
      g_assert_cmpint (photo->image->has_alpha, ==, i % 2);
      for (gsize k = 0; k < image->stride * (gsize)image->height; k++)
        {
          gboolean is_opaque = image->pixels[k / 4 * 4 + 3] == 255;

          if (is_opaque || k % 4 == 3)
            g_assert_cmpint (photo->image->pixels[k], ==, image->pixels[k]);
        }
      g_assert_cmpstr (photo->metadata.mime_type, ==, "image/tiff");
      g_assert_cmpstr (photo->metadata.profile, ==, "sRGB built-in");
    }
}

static void
test_webp (void)
{
  SmpPictureInfo info = { 0 };

  for (int has_alpha = 0; has_alpha < 2; has_alpha++)
    {
      g_autoptr (SmpImage) image = make_picture (160, 120, has_alpha);
      g_autoptr (GBytes) bytes = encode (image, SMP_PICTURE_WEBP, &info);
      g_autoptr (SmpDecodedPhoto) photo = decode (bytes);

      g_assert_cmpint (photo->image->has_alpha, ==, has_alpha);
      for (gsize i = 0; i < image->stride * 120; i++)
        {
          if (image->pixels[i / 4 * 4 + 3] > 20)
            g_assert_cmpint (ABS (image->pixels[i] - photo->image->pixels[i]), <, 16);
        }
      g_assert_cmpstr (photo->metadata.mime_type, ==, "image/webp");
      g_assert_cmpstr (photo->metadata.profile, ==, "sRGB built-in");
    }
}

/* Noise around 0, 255 counting as -1, makes every row choose its filter by chance, and the first
 * row of a strip would choose wrongly if it did not know the row above. */
static void
test_png_of_noise (void)
{
  SmpPictureInfo info = { 0 };

  for (guint64 seed = 0; seed < 8; seed++)
    {
      g_autoptr (SmpImage) image = make_picture (40, 600, FALSE);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (SmpDecodedPhoto) photo = NULL;

      for (gsize i = 0; i < image->stride * 600; i++)
        image->pixels[i] = i % 4 == 3 ? 255 : (guint8)(smp_hash_u64 (seed, 1, i) % 41 - 20);
      bytes = encode (image, SMP_PICTURE_PNG, &info);
      photo = decode (bytes);
      g_assert_cmpmem (photo->image->pixels, image->stride * 600, image->pixels,
                       image->stride * 600);
    }
}

static void
test_jpeg (void)
{
  SmpPictureInfo info = { 0 };
  g_autoptr (SmpImage) image = make_picture (160, 120, FALSE);
  g_autoptr (GBytes) bytes = encode (image, SMP_PICTURE_JPEG, &info);
  g_autoptr (GBytes) coarse = NULL;
  g_autoptr (SmpDecodedPhoto) photo = decode (bytes);

  for (gsize i = 0; i < image->stride * 120; i++)
    g_assert_cmpint (ABS (image->pixels[i] - photo->image->pixels[i]), <, 8);
  g_assert_cmpstr (photo->metadata.mime_type, ==, "image/jpeg");
  g_assert_cmpstr (photo->metadata.profile, ==, "sRGB built-in");
  info.jpeg_quality = 30;
  coarse = encode (image, SMP_PICTURE_JPEG, &info);
  g_assert_cmpuint (g_bytes_get_size (coarse), <, g_bytes_get_size (bytes));
}

/* The same picture from libjpeg in one piece. */
static GBytes *
encode_plainly (const SmpImage *image)
{
  struct jpeg_compress_struct info;
  struct jpeg_error_mgr manager;
  unsigned char *data = NULL;
  unsigned long size = 0;

  info.err = jpeg_std_error (&manager);
  jpeg_create_compress (&info);
  jpeg_mem_dest (&info, &data, &size);
  info.image_width = (JDIMENSION)image->width;
  info.image_height = (JDIMENSION)image->height;
  info.input_components = 4;
  info.in_color_space = JCS_EXT_RGBX;
  jpeg_set_defaults (&info);
  jpeg_set_quality (&info, 95, TRUE);
  info.comp_info[0].h_samp_factor = info.comp_info[0].v_samp_factor = 1;
  jpeg_start_compress (&info, TRUE);
  for (int y = 0; y < image->height; y++)
    {
      JSAMPROW row = image->pixels + (gsize)y * image->stride;

      jpeg_write_scanlines (&info, &row, 1);
    }
  jpeg_finish_compress (&info);
  jpeg_destroy_compress (&info);
  return g_bytes_new_with_free_func (data, size, free, data);
}

/* Bands that are compressed apart fit together to the very picture that one piece gives. */
static void
test_jpeg_of_bands (void)
{
  static const int heights[] = { 1, 127, 128, 129, 256, 700, 1300 };
  SmpPictureInfo info = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (heights); i++)
    {
      g_autoptr (SmpImage) image = make_picture (77, heights[i], FALSE);
      g_autoptr (GBytes) ours = encode (image, SMP_PICTURE_JPEG, &info);
      g_autoptr (GBytes) plain = encode_plainly (image);
      g_autoptr (SmpDecodedPhoto) a = decode (ours);
      g_autoptr (SmpDecodedPhoto) b = decode (plain);

      g_assert_cmpint (a->image->height, ==, heights[i]);
      g_assert_cmpmem (a->image->pixels, a->image->stride * (gsize)heights[i], b->image->pixels,
                       b->image->stride * (gsize)heights[i]);
    }
}

typedef struct
{
  double last;
  guint n;
  GCancellable *cancellable; /* (nullable): cancelled at the third call */
} Progress;

static void
on_progress (double share, gpointer data)
{
  Progress *self = data;

  g_assert_cmpfloat (share, >, self->last);
  g_assert_cmpfloat (share, <=, 1);
  self->last = share;
  if (++self->n == 3 && self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
test_progress (void)
{
  g_autoptr (SmpImage) image = make_picture (60, 2000, FALSE);

  for (int format = SMP_PICTURE_PNG; format < SMP_N_PICTURE_FORMATS; format++)
    {
      Progress progress = { 0 };
      SmpPictureInfo info = { .progress = on_progress, .progress_data = &progress };
      g_autoptr (GBytes) bytes = encode (image, format, &info);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (progress.n, >, 10);
      g_assert_cmpfloat (progress.last, ==, 1);

      progress = (Progress){ .cancellable = cancellable };
      g_assert_null (smp_picture_encode (image, format, &info, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpfloat (progress.last, <, 1);
    }
}

/* Half of black on white is half of the light. */
static void
test_jpeg_is_laid_on_white (void)
{
  SmpPictureInfo info = { 0 };
  g_autoptr (SmpImage) image = smp_image_new (48, 16, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SmpDecodedPhoto) photo = NULL;
  static const guint8 expected[3] = { 255, 188, 0 };

  image->has_alpha = TRUE;
  memset (image->pixels, 0, image->stride * 16);
  for (int i = 0; i < 48 * 16; i++)
    image->pixels[4 * i + 3] = i % 48 < 16 ? 0 : i % 48 < 32 ? 128 : 255;
  bytes = encode (image, SMP_PICTURE_JPEG, &info);
  photo = decode (bytes);
  g_assert_false (photo->image->has_alpha);
  for (int k = 0; k < 3; k++)
    {
      const guint8 *p = photo->image->pixels + 8 * photo->image->stride + (gsize)(8 + 16 * k) * 4;

      g_assert_cmpint (ABS (p[1] - expected[k]), <=, 2);
    }
}

static char *
get_tag (GExiv2Metadata *metadata, const char *tag)
{
  g_autoptr (GError) error = NULL;
  char *text = gexiv2_metadata_try_get_tag_string (metadata, tag, &error);

  g_assert_no_error (error);
  return text;
}

/* The XMP says what the picture is; nothing else is there, whatever the photo had. */
static void
test_metadata (void)
{
  g_autoptr (SmpImage) image = make_picture (40, 30, FALSE);

  gexiv2_initialize ();
  for (int i = 0; i < 2 * SMP_N_PICTURE_FORMATS; i++)
    {
      SmpPictureFormat format = i % SMP_N_PICTURE_FORMATS;
      SmpPictureInfo info
          = { .simulated = i / SMP_N_PICTURE_FORMATS, .title = "Front <1> & \"2\"" };
      g_autoptr (GBytes) bytes = encode (image, format, &info);
      g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *source = NULL;
      g_autofree char *tool = NULL;
      g_autofree char *title = NULL;
      g_auto (GStrv) exif = NULL;
      g_auto (GStrv) iptc = NULL;
      g_auto (GStrv) xmp = NULL;
      gsize size;
      const guint8 *data = g_bytes_get_data (bytes, &size);

      g_assert_true (gexiv2_metadata_open_buf (metadata, data, (glong)size, &error));
      source = get_tag (metadata, "Xmp.iptcExt.DigitalSourceType");
      g_assert_cmpstr (source, ==,
                       info.simulated
                           ? "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic"
                           : "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture");
      tool = get_tag (metadata, "Xmp.xmp.CreatorTool");
      g_assert_cmpstr (tool, ==, "Stubble " PACKAGE_VERSION);
      title = get_tag (metadata, "Xmp.dc.title");
      g_assert_nonnull (strstr (title, "Front <1> & \"2\""));
      exif = gexiv2_metadata_get_exif_tags (metadata);
      iptc = gexiv2_metadata_get_iptc_tags (metadata);
      xmp = gexiv2_metadata_get_xmp_tags (metadata);
      /* What a TIFF tells of its pixels counts as EXIF; the profile and the XMP are among it. */
      g_assert_cmpuint (g_strv_length (exif), ==, format == SMP_PICTURE_TIFF ? 14 : 0);
      for (gsize k = 0; exif[k] != NULL; k++)
        g_assert_true (g_str_has_prefix (exif[k], "Exif.Image."));
      g_assert_cmpuint (g_strv_length (iptc), ==, 0);
      g_assert_cmpuint (g_strv_length (xmp), ==, 3);
    }
}

/* A photo with a place, a camera and a thumbnail leaves none of them in the picture. */
static void
test_nothing_of_the_photo (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("STUBBLE_SHARED_DATA"), "formats", "metadata",
                                            "pixel_gps_thumb_1012x759.jpg", NULL);
  g_autofree char *contents = NULL;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    {
      g_test_skip ("the photo with GPS is not here");
      return;
    }
  for (int format = 0; format < SMP_N_PICTURE_FORMATS; format++)
    {
      SmpPictureInfo info = { .simulated = TRUE };
      g_autoptr (GBytes) photo_bytes = g_bytes_new (contents, length);
      g_autoptr (SmpDecodedPhoto) photo = decode (photo_bytes);
      g_autoptr (GBytes) bytes = encode (photo->image, format, &info);
      g_autoptr (SmpDecodedPhoto) again = decode (bytes);
      gsize size;
      const char *data = g_bytes_get_data (bytes, &size);

      g_assert_cmpstr (photo->metadata.camera, ==, "Google Pixel");
      g_assert_null (again->metadata.camera);
      g_assert_null (again->metadata.taken);
      g_assert_null (memmem (data, size, "Exif\0", 5));
      g_assert_null (memmem (data, size, "Google", 6));
      g_assert_null (memmem (data, size, "GPS", 3));
    }
}

static void
test_same_bytes (void)
{
  SmpPictureInfo info = { .simulated = TRUE, .title = "Front" };
  g_autoptr (SmpImage) image = make_picture (300, 700, TRUE);
  g_autoptr (GBytes) profile = smp_picture_dup_srgb_profile ();
  static const guint8 date[12] = { 0x07, 0xea, 0, 1, 0, 1 };

  /* The profile's date is not that of the clock. */
  g_assert_cmpmem ((const guint8 *)g_bytes_get_data (profile, NULL) + 24, 12, date, 12);
  for (int format = SMP_PICTURE_PNG; format < SMP_N_PICTURE_FORMATS; format++)
    {
      g_autoptr (GBytes) a = encode (image, format, &info);

      for (int i = 0; i < 4; i++)
        {
          g_autoptr (GBytes) b = encode (image, format, &info);

          g_assert_true (g_bytes_equal (a, b));
        }
    }
}

static void
test_names (void)
{
  SmpPictureFormat format = SMP_PICTURE_JPEG;
  g_autoptr (GError) error = NULL;

  g_assert_true (smp_picture_format_from_name ("a.b.PNG", &format, NULL));
  g_assert_cmpint (format, ==, SMP_PICTURE_PNG);
  g_assert_true (smp_picture_format_from_name ("/x/y.jpg", &format, NULL));
  g_assert_cmpint (format, ==, SMP_PICTURE_JPEG);
  g_assert_true (smp_picture_format_from_name ("y.Jpeg", &format, NULL));
  g_assert_true (smp_picture_format_from_name ("y.webp", &format, NULL));
  g_assert_cmpint (format, ==, SMP_PICTURE_WEBP);
  g_assert_true (smp_picture_format_from_name ("y.tif", &format, NULL));
  g_assert_true (smp_picture_format_from_name ("y.TIFF", &format, NULL));
  g_assert_cmpint (format, ==, SMP_PICTURE_TIFF);
  g_assert_false (smp_picture_format_from_name ("png", &format, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_UNSUPPORTED);
}

static gboolean
save (const char *path, GError **error)
{
  SmpPictureInfo info = { .simulated = TRUE };
  g_autoptr (SmpImage) image = make_picture (300, 300, FALSE);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return smp_picture_save (image, file, SMP_PICTURE_PNG, &info, NULL, error);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_save (void)
{
  g_autofree char *folder = g_dir_make_tmp ("stubble-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "out.png", NULL);
  g_autofree char *missing = g_build_filename (folder, "no", "out.png", NULL);
  g_autofree char *below_file = g_build_filename (path, "out.png", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit limit, small;

  g_assert_true (g_file_set_contents (path, "old", 3, NULL));
  g_assert_true (save (path, &error));
  g_assert_cmpuint (count_files (folder), ==, 1);

  g_assert_false (save (missing, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "out.png"));
  g_clear_error (&error);
  g_assert_false (save (below_file, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_IO);
  g_clear_error (&error);
  g_assert_false (save (folder, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_IO);
  g_clear_error (&error);

  /* No room: the old file stays, whole, and nothing lies beside it. */
  g_assert_true (g_file_set_contents (path, "old", 3, NULL));
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &limit);
  small = limit;
  small.rlim_cur = 10000;
  setrlimit (RLIMIT_FSIZE, &small);
  g_assert_false (save (path, &error));
  setrlimit (RLIMIT_FSIZE, &limit);
  g_assert_error (error, SMP_ERROR, SMP_ERROR_IO);
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "old");

  g_remove (path);
  g_rmdir (folder);
}

static void
test_cancel (void)
{
  SmpPictureInfo info = { 0 };
  g_autoptr (SmpImage) image = make_picture (300, 300, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  for (int format = SMP_PICTURE_PNG; format < SMP_N_PICTURE_FORMATS; format++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (smp_picture_encode (image, format, &info, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/picture-file/png-is-lossless", test_png_is_lossless);
  g_test_add_func ("/record/picture-file/png-of-noise", test_png_of_noise);
  g_test_add_func ("/record/picture-file/tiff", test_tiff);
  g_test_add_func ("/record/picture-file/webp", test_webp);
  g_test_add_func ("/record/picture-file/jpeg", test_jpeg);
  g_test_add_func ("/record/picture-file/jpeg-of-bands", test_jpeg_of_bands);
  g_test_add_func ("/record/picture-file/progress", test_progress);
  g_test_add_func ("/record/picture-file/jpeg-on-white", test_jpeg_is_laid_on_white);
  g_test_add_func ("/record/picture-file/metadata", test_metadata);
  g_test_add_func ("/record/picture-file/nothing-of-the-photo", test_nothing_of_the_photo);
  g_test_add_func ("/record/picture-file/same-bytes", test_same_bytes);
  g_test_add_func ("/record/picture-file/names", test_names);
  g_test_add_func ("/record/picture-file/save", test_save);
  g_test_add_func ("/record/picture-file/cancel", test_cancel);
  return g_test_run ();
}
