/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gexiv2/gexiv2.h>
#include <glib/gstdio.h>
#include <lcms2.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <png.h>

#include "base/smp-error.h"
#include "base/smp-hash.h"
#include "colour/smp-colour.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-decode.h"
#include "record/smp-picture-file.h"

static char *
shared_path (const char *name)
{
  return g_build_filename (g_getenv ("STUBBLE_SHARED_DATA"), "formats", name, NULL);
}

/* (nullable): and then the test is skipped */
static SmpDecodedPhoto *
decode_shared (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = shared_path (name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = smp_photo_read_file (file, NULL, NULL);
  SmpDecodedPhoto *photo;

  if (bytes == NULL)
    {
      g_test_skip ("the shared test pictures are not here");
      return NULL;
    }
  photo = smp_photo_decode (bytes, name, 0, NULL, &error);
  g_assert_no_error (error);
  return photo;
}

static SmpDecodedPhoto *
decode_bytes (const void *data, gsize size, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  return smp_photo_decode (bytes, "photo.jpg", 0, NULL, error);
}

static void
assert_refused (const void *data, gsize size, SmpError code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (decode_bytes (data, size, &error));
  g_assert_error (error, SMP_ERROR, (int)code);
  g_assert_nonnull (strstr (error->message, "“photo.jpg”"));
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static SmpImage *
make_noise (int width, int height)
{
  SmpImage *image = smp_image_new (width, height, NULL);

  for (gsize i = 0; i < image->stride * (gsize)height; i++)
    image->pixels[i] = i % 4 == 3 ? 255 : (guint8)smp_hash_u64 (4, 5, i / 32);
  return image;
}

static GBytes *
encode (const SmpImage *image, SmpPictureFormat format)
{
  SmpPictureInfo info = { 0 };

  return smp_picture_encode (image, format, &info, NULL, NULL);
}

static void
test_wrong (void)
{
  static const char text[] = "Dear client,\nhere is my photo.\n";
  static const guint8 svg[]
      = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";

  assert_refused (text, sizeof text - 1, SMP_ERROR_UNSUPPORTED, "not a photo");
  assert_refused (svg, sizeof svg - 1, SMP_ERROR_UNSUPPORTED, "not a photo");
  assert_refused ("", 0, SMP_ERROR_UNSUPPORTED, "empty");
  assert_refused ("\xff\xd8\xff", 3, SMP_ERROR_INVALID, "damaged");
  assert_refused ("\x89PNG\r\n\x1a\n", 8, SMP_ERROR_INVALID, "damaged");
  assert_refused ("II*\0\x08\0\0\0", 8, SMP_ERROR_INVALID, "damaged");
}

/* What a header states is looked at before anything is decoded. */
static void
test_huge (void)
{
  g_autoptr (SmpImage) image = make_noise (40, 30);
  g_autoptr (GError) error = NULL;

  for (int k = 0; k < 2; k++)
    {
      g_autoptr (GBytes) bytes = encode (image, k ? SMP_PICTURE_JPEG : SMP_PICTURE_PNG);
      gsize size;
      const guint8 *data = g_bytes_get_data (bytes, &size);
      g_autofree guint8 *copy = g_memdup2 (data, size);
      guint8 *at = copy + 16; /* width and height in IHDR, four bytes each */
      gsize n = 4;

      if (k)
        {
          /* In SOF0: marker, length, precision, height, width. */
          at = (guint8 *)memmem (copy, size, "\xff\xc0\0\x11\x08", 5) + 5;
          n = 2;
        }
      memset (at, 0, 2 * n);
      at[n - 2] = at[2 * n - 2] = 0x2b; /* 11008 × 11008 = 121 million */
      assert_refused (copy, size, SMP_ERROR_TOO_LARGE, "121 million pixels");
      at[n - 2] = at[2 * n - 2] = 0xf0; /* 61440 × 61440 */
      assert_refused (copy, size, SMP_ERROR_TOO_LARGE, "61440 × 61440");
      memset (at, 0, 2 * n);
      assert_refused (copy, size, SMP_ERROR_INVALID, "damaged");
    }
  {
    g_autoptr (GBytes) bytes = encode (image, SMP_PICTURE_PNG);

    g_assert_null (smp_photo_decode (bytes, "photo", 0.001, NULL, &error));
    g_assert_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE);
  }
}

static void
test_cut_off (void)
{
  g_autoptr (SmpImage) image = make_noise (640, 480);

  for (int k = 0; k < 2; k++)
    {
      g_autoptr (GBytes) bytes = encode (image, k ? SMP_PICTURE_JPEG : SMP_PICTURE_PNG);
      g_autoptr (GError) error = NULL;
      g_autoptr (SmpDecodedPhoto) whole = NULL;
      g_autoptr (SmpDecodedPhoto) half = NULL;
      gsize size;
      const guint8 *data = g_bytes_get_data (bytes, &size);

      whole = decode_bytes (data, size, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_strv_length (whole->notices), ==, 0);
      half = decode_bytes (data, size / 2, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_strv_length (half->notices), ==, 1);
      g_assert_nonnull (strstr (half->notices[0], "“photo.jpg” is cut off"));
      /* The first rows are there, the last are not. */
      g_assert_cmpmem (half->image->pixels, 640 * 4 * 100, whole->image->pixels, 640 * 4 * 100);
      g_assert_cmpint (memcmp (half->image->pixels + half->image->stride * 470,
                               whole->image->pixels + half->image->stride * 470, 640 * 4),
                       !=, 0);
      assert_refused (data, size / 30, SMP_ERROR_INVALID, "cut off");
    }
}

/* A BMP file of 24 bits, rows from the bottom, one colour. */
static GBytes *
make_bmp (int width, int height)
{
  gsize stride = ((gsize)width * 3 + 3) / 4 * 4, size = 54 + stride * (gsize)height;
  guint8 *data = g_malloc (size);
  guint32 head[] = {
    (guint32)size, 0, 54, 40, (guint32)width, (guint32)height, 1 | 24 << 16, 0, 0, 0, 0, 0, 0
  };

  memset (data, 90, size);
  memcpy (data, "BM", 2);
  for (gsize i = 0; i < G_N_ELEMENTS (head); i++)
    {
      guint32 value = GUINT32_TO_LE (head[i]);

      memcpy (data + 2 + 4 * i, &value, 4);
    }
  return g_bytes_new_take (data, size);
}

/* The toolkit's readers of WebP and BMP say nothing of what is missing. */
static void
test_cut_off_others (void)
{
  g_autoptr (SmpImage) image = make_noise (640, 480);

  for (int k = 0; k < 2; k++)
    {
      g_autoptr (GBytes) bytes = k ? make_bmp (641, 480) : encode (image, SMP_PICTURE_WEBP);
      gsize size;
      const guint8 *data = g_bytes_get_data (bytes, &size);

      for (int tenths = 5; tenths <= 10; tenths++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (SmpDecodedPhoto) photo
              = decode_bytes (data, size * (gsize)tenths / 10, &error);

          g_assert_no_error (error);
          g_assert_cmpuint (g_strv_length (photo->notices), ==, tenths < 10);
          if (tenths < 10)
            g_assert_nonnull (strstr (photo->notices[0], "“photo.jpg” is cut off"));
        }
      assert_refused (data, size / 30, SMP_ERROR_INVALID, "cut off");
    }
}

/* Rubbish in the middle that the library gives up on: what was read before it is kept. */
static void
test_rubbish_inside (void)
{
  g_autoptr (SmpImage) image = make_noise (640, 480);
  g_autoptr (GBytes) bytes = encode (image, SMP_PICTURE_JPEG);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (int k = 0; k < 2; k++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      guint8 *header = memmem (copy, size, "\xff\xc0\0\x11", 4);
      g_autoptr (GError) error = NULL;
      g_autoptr (SmpDecodedPhoto) photo = NULL;

      /* A second header of a frame. */
      memcpy (copy + (k ? size / 2 : size / 25), header, 19);
      if (k == 0)
        {
          assert_refused (copy, size, SMP_ERROR_INVALID, "damaged");
          continue;
        }
      photo = decode_bytes (copy, size, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_strv_length (photo->notices), ==, 1);
      g_assert_nonnull (strstr (photo->notices[0], "“photo.jpg”"));
      g_assert_false (photo->image->has_alpha);
    }
}

/* Where pixel (x, y) of the upright picture is stored for each EXIF orientation. */
static void
stored_at (int orientation, int width, int height, int x, int y, int *sx, int *sy)
{
  int rx = width - 1 - x, ry = height - 1 - y;
  const int at[9][2] = { { 0, 0 }, { x, y },  { rx, y },  { rx, ry }, { x, ry },
                         { y, x }, { y, rx }, { ry, rx }, { ry, x } };

  *sx = at[orientation][0];
  *sy = at[orientation][1];
}

static void
test_orientation (void)
{
  g_autofree char *folder = g_dir_make_tmp ("stubble-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "o.png", NULL);
  g_autoptr (SmpImage) upright = make_noise (70, 45);

  gexiv2_initialize ();
  for (int o = 1; o <= 8; o++)
    {
      g_autoptr (SmpImage) stored = smp_image_new (o < 5 ? 70 : 45, o < 5 ? 45 : 70, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
      g_autoptr (SmpDecodedPhoto) photo = NULL;
      g_autoptr (GBytes) bytes = NULL;
      SmpPictureInfo info = { 0 };

      for (int i = 0; i < 70 * 45; i++)
        {
          int sx, sy;

          stored_at (o, 70, 45, i % 70, i / 70, &sx, &sy);
          memcpy (stored->pixels + (gsize)sy * stored->stride + (gsize)sx * 4,
                  upright->pixels + 4 * i, 4);
        }
      g_assert_true (smp_picture_save (stored, file, SMP_PICTURE_PNG, &info, NULL, NULL));
      g_assert_true (gexiv2_metadata_open_path (metadata, path, NULL));
      gexiv2_metadata_try_set_orientation (metadata, (GExiv2Orientation)o, NULL);
      g_assert_true (gexiv2_metadata_save_file (metadata, path, NULL));
      bytes = smp_photo_read_file (file, NULL, NULL);
      photo = smp_photo_decode (bytes, "o.png", 0, NULL, NULL);
      g_assert_cmpint (photo->image->width, ==, 70);
      g_assert_cmpmem (photo->image->pixels, 70 * 45 * 4, upright->pixels, 70 * 45 * 4);
    }
  g_remove (path);
  g_rmdir (folder);
}

/* Mean difference of two pictures of the same size, in codes. */
static double
difference (const SmpImage *a, const SmpImage *b)
{
  double sum = 0;
  gsize n = a->stride * (gsize)a->height;

  g_assert_cmpint (a->width, ==, b->width);
  g_assert_cmpint (a->height, ==, b->height);
  for (gsize i = 0; i < n; i++)
    sum += abs (a->pixels[i] - b->pixels[i]);
  return sum / (double)n;
}

/* The same picture, stored in each way by other programs. */
static void
test_orientation_of_others (void)
{
  for (int k = 0; k < 2; k++)
    {
      g_autoptr (SmpDecodedPhoto) first = decode_shared (k ? "orientation/hopper_orientation_2.webp"
                                                           : "orientation/Landscape_1.jpg");

      for (int o = 2; first != NULL && o <= 8; o++)
        {
          g_autofree char *name = g_strdup_printf (
              k ? "orientation/hopper_orientation_%d.webp" : "orientation/Landscape_%d.jpg", o);
          g_autoptr (SmpDecodedPhoto) photo = decode_shared (name);

          /* The Landscapes have their number written in them, and all are compressed anew. */
          g_assert_cmpfloat (difference (first->image, photo->image), <, 8);
        }
    }
}

/* Rotation by the container only; EXIF says it again. */
static void
test_heic (void)
{
  g_autoptr (SmpDecodedPhoto) photo = decode_shared ("heif_avif/iphone_13_pro_max.HEIC");

  if (photo == NULL)
    return;
  g_assert_cmpint (photo->image->width, ==, 3024);
  g_assert_cmpint (photo->image->height, ==, 4032);
  g_assert_cmpstr (photo->metadata.profile, ==, "Display P3");
  g_assert_cmpstr (photo->metadata.mime_type, ==, "image/heif");
}

static void
test_tiff (void)
{
  g_autoptr (SmpDecodedPhoto) photo = decode_shared ("orientation/g4_orientation_6.tif");

  if (photo == NULL)
    return;
  g_assert_cmpint (photo->image->width, ==, 590);
  g_assert_cmpint (photo->image->height, ==, 88);
  g_assert_false (photo->image->has_alpha);
}

static void
test_metadata (void)
{
  g_autoptr (SmpDecodedPhoto) photo = decode_shared ("metadata/pixel_gps_thumb_1012x759.jpg");

  if (photo == NULL)
    return;
  g_assert_cmpstr (photo->metadata.mime_type, ==, "image/jpeg");
  g_assert_cmpstr (photo->metadata.camera, ==, "Google Pixel");
  g_assert_cmpstr (photo->metadata.taken, ==, "2018:07:25 16:34:23");
  g_assert_cmpfloat (photo->metadata.focal_length_35, ==, 26.0);
  g_assert_cmpstr (photo->metadata.profile, ==, "sRGB IEC61966-2.1");
}

/* Against the decoders of the toolkit, which know neither profiles nor 16 bits. */
static void
assert_like_pixbuf (const char *name)
{
  g_autoptr (SmpDecodedPhoto) photo = decode_shared (name);
  g_autofree char *path = shared_path (name);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_file (path, NULL);
  int channels;

  if (photo == NULL)
    return;
  channels = gdk_pixbuf_get_n_channels (pixbuf);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, photo->image->width);
  for (int y = 0; y < photo->image->height; y++)
    {
      const guint8 *s
          = gdk_pixbuf_read_pixels (pixbuf) + (gsize)y * (gsize)gdk_pixbuf_get_rowstride (pixbuf);
      const guint8 *p = photo->image->pixels + (gsize)y * photo->image->stride;

      for (int x = 0; x < photo->image->width; x++, s += channels, p += 4)
        {
          int alpha = channels == 4 ? s[3] : 255;

          g_assert_cmpint (p[3], ==, alpha);
          for (int c = 0; c < 3 && alpha > 0; c++)
            g_assert_cmpint (p[c], ==, s[c]);
        }
    }
}

static void
test_modes (void)
{
  static const char *const names[] = { "basn0g01", "basn0g08", "basn2c08", "basn3p01", "basn3p04",
                                       "basn3p08", "basn4a08", "basn6a08", "basi3p08", "basi6a08",
                                       "tbbn3p08", "tp1n3p08", "s05i3p02", "s39i3p04", "f99n0g04" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strdup_printf ("modes/pngsuite/%s.png", names[i]);

      assert_like_pixbuf (name);
    }
  assert_like_pixbuf ("modes/hopper_gray.jpg");
  assert_like_pixbuf ("modes/jpg-progressive.jpg");
  assert_like_pixbuf ("orientation/Landscape_1.jpg");
  /* An sRGB profile leaves every pixel as it is. */
  assert_like_pixbuf ("metadata/pixel_gps_thumb_1012x759.jpg");
  assert_like_pixbuf ("metadata/paris_icc_exif_xmp.png");
}

static void
append (png_structp png, png_bytep data, size_t size)
{
  g_byte_array_append (png_get_io_ptr (png), data, (guint)size);
}

static void
flush (png_structp png)
{
}

/* A PNG of 256 × 256 greys that counts all 16-bit values up. */
static GByteArray *
make_grey16 (gboolean interlaced)
{
  GByteArray *bytes = g_byte_array_new ();
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct (png);
  int passes;

  png_set_write_fn (png, bytes, append, flush);
  png_set_IHDR (png, info, 256, 256, 16, PNG_COLOR_TYPE_GRAY,
                interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE,
                PNG_FILTER_TYPE_BASE);
  png_write_info (png, info);
  passes = png_set_interlace_handling (png);
  for (int i = 0; i < passes * 256; i++)
    {
      guint8 row[512];

      for (int x = 0; x < 256; x++)
        {
          row[2 * x] = (guint8)(i % 256);
          row[2 * x + 1] = (guint8)x;
        }
      png_write_row (png, row);
    }
  png_write_end (png, NULL);
  png_destroy_write_struct (&png, &info);
  return bytes;
}

static void
test_sixteen_bits (void)
{
  for (int interlaced = 0; interlaced < 2; interlaced++)
    {
      g_autoptr (GByteArray) png = make_grey16 (interlaced);
      g_autoptr (GError) error = NULL;
      g_autoptr (SmpDecodedPhoto) photo = decode_bytes (png->data, png->len, &error);

      g_assert_no_error (error);
      g_assert_false (photo->image->has_alpha);
      for (int v = 0; v < 65536; v++)
        g_assert_cmpint (photo->image->pixels[4 * v + 1], ==, (int)lround (v * 255.0 / 65535));
    }
}

/* A JPEG of one colour with a profile. */
static GBytes *
make_jpeg (const guint8 *rgb, int channels, const void *profile, gsize profile_size)
{
  struct jpeg_compress_struct info;
  struct jpeg_error_mgr manager;
  unsigned char *data = NULL;
  unsigned long size = 0;
  guint8 row[16 * 4];

  info.err = jpeg_std_error (&manager);
  jpeg_create_compress (&info);
  jpeg_mem_dest (&info, &data, &size);
  info.image_width = info.image_height = 16;
  info.input_components = channels;
  info.in_color_space = channels == 4 ? JCS_CMYK : channels == 3 ? JCS_RGB : JCS_GRAYSCALE;
  jpeg_set_defaults (&info);
  jpeg_set_quality (&info, 100, TRUE);
  jpeg_start_compress (&info, TRUE);
  if (profile != NULL)
    jpeg_write_icc_profile (&info, profile, (unsigned int)profile_size);
  for (int x = 0; x < 16; x++)
    memcpy (row + channels * x, rgb, (gsize)channels);
  for (int y = 0; y < 16; y++)
    {
      JSAMPROW p = row;

      jpeg_write_scanlines (&info, &p, 1);
    }
  jpeg_finish_compress (&info);
  jpeg_destroy_compress (&info);
  return g_bytes_new_with_free_func (data, size, free, data);
}

/* One of which not all parts are there. */
static void
test_part_of_profile (void)
{
  static const guint8 colour[3] = { 200, 120, 60 };
  g_autoptr (GBytes) whole = make_jpeg (colour, 3, "this is the first of five", 25);
  gsize size = g_bytes_get_size (whole);
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (whole, NULL), size);
  guint8 *name = memmem (data, size, "ICC_PROFILE", 12);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SmpDecodedPhoto) photo = NULL;

  g_assert_nonnull (name);
  g_assert_cmpint (name[13], ==, 1);
  name[13] = 5;
  bytes = g_bytes_new (data, size);
  photo = smp_photo_decode (bytes, "photo.jpg", 0, NULL, NULL);
  g_assert_cmpuint (g_strv_length (photo->notices), ==, 1);
  g_assert_nonnull (strstr (photo->notices[0], "colour profile"));
}

static void
test_broken_profile (void)
{
  static const guint8 colour[3] = { 200, 120, 60 };
  g_autoptr (GBytes) bytes = make_jpeg (colour, 3, "this is no profile at all", 25);
  g_autoptr (SmpDecodedPhoto) photo = smp_photo_decode (bytes, "photo.jpg", 0, NULL, NULL);

  g_assert_cmpuint (g_strv_length (photo->notices), ==, 1);
  g_assert_nonnull (strstr (photo->notices[0], "colour profile"));
  for (int c = 0; c < 3; c++)
    g_assert_cmpint (ABS (photo->image->pixels[c] - colour[c]), <=, 2);
}

/* A profile of our own: the primaries of Display P3 (SMPTE EG 432-1, D65) with the curve of sRGB.
 * The expected colours are those of the matrices, by hand. */
static void
test_display_p3 (void)
{
  cmsCIExyY white = { 0.3127, 0.3290, 1 };
  cmsCIExyYTRIPLE primaries = { { 0.680, 0.320, 1 }, { 0.265, 0.690, 1 }, { 0.150, 0.060, 1 } };
  double parameters[5] = { 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045 };
  cmsToneCurve *curve = cmsBuildParametricToneCurve (NULL, 4, parameters);
  cmsToneCurve *curves[3] = { curve, curve, curve };
  cmsHPROFILE profile = cmsCreateRGBProfile (&white, &primaries, curves);
  cmsUInt32Number size = 0;
  g_autofree guint8 *data = NULL;
  static const struct
  {
    guint8 p3[3], srgb[3];
  } known[] = { { { 128, 128, 128 }, { 128, 128, 128 } },
                { { 200, 120, 60 }, { 213, 115, 42 } },
                { { 224, 180, 156 }, { 232, 178, 152 } },
                { { 255, 0, 0 }, { 255, 0, 0 } } };

  cmsSaveProfileToMem (profile, NULL, &size);
  data = g_malloc (size);
  cmsSaveProfileToMem (profile, data, &size);
  cmsCloseProfile (profile);
  cmsFreeToneCurve (curve);
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (GBytes) bytes = make_jpeg (known[i].p3, 3, data, size);
      g_autoptr (SmpDecodedPhoto) photo = smp_photo_decode (bytes, "photo.jpg", 0, NULL, NULL);

      g_assert_cmpuint (g_strv_length (photo->notices), ==, 0);
      for (int c = 0; c < 3; c++)
        g_assert_cmpint (ABS (photo->image->pixels[c] - known[i].srgb[c]), <=, 2);
    }
}

/* A profile whose tables are a little off is sRGB all the same, and the pixels stay as they are. */
static void
test_nearly_srgb (void)
{
  cmsCIExyY white = { 0.3127, 0.3290, 1 };
  cmsCIExyYTRIPLE primaries = { { 0.640, 0.330, 1 }, { 0.300, 0.600, 1 }, { 0.150, 0.060, 1 } };
  cmsUInt16Number table[256];
  cmsToneCurve *curves[3];
  cmsHPROFILE profile;
  cmsUInt32Number size = 0;
  g_autofree guint8 *data = NULL;

  for (int i = 0; i < 256; i++)
    {
      double off = i > 0 && i < 255 ? 0.6 : 0; /* of a code */

      table[i] = (cmsUInt16Number)lround (65535 * smp_srgb_decode ((i + off) / 255));
    }
  curves[0] = curves[1] = curves[2] = cmsBuildTabulatedToneCurve16 (NULL, 256, table);
  profile = cmsCreateRGBProfile (&white, &primaries, curves);
  cmsSaveProfileToMem (profile, NULL, &size);
  data = g_malloc (size);
  cmsSaveProfileToMem (profile, data, &size);
  cmsCloseProfile (profile);
  cmsFreeToneCurve (curves[0]);
  for (int i = 0; i < 250; i += 10)
    {
      guint8 colour[3] = { (guint8)i, (guint8)(250 - i), (guint8)(i / 2 + 60) };
      g_autoptr (GBytes) plain_bytes = make_jpeg (colour, 3, NULL, 0);
      g_autoptr (GBytes) bytes = make_jpeg (colour, 3, data, size);
      g_autoptr (SmpDecodedPhoto) plain = smp_photo_decode (plain_bytes, "a.jpg", 0, NULL, NULL);
      g_autoptr (SmpDecodedPhoto) photo = smp_photo_decode (bytes, "b.jpg", 0, NULL, NULL);

      g_assert_cmpuint (g_strv_length (photo->notices), ==, 0);
      g_assert_nonnull (photo->metadata.profile);
      g_assert_cmpmem (photo->image->pixels, 16 * 16 * 4, plain->image->pixels, 16 * 16 * 4);
    }
}

/* Adobe's inks are stored inverted; libjpeg writes them so with its marker. */
static void
test_cmyk (void)
{
  static const guint8 inks[4] = { 255, 55, 55, 255 }; /* inverted: full magenta and yellow but 55 */
  g_autoptr (GBytes) bytes = make_jpeg (inks, 4, NULL, 0);
  g_autoptr (SmpDecodedPhoto) photo = smp_photo_decode (bytes, "photo.jpg", 0, NULL, NULL);

  g_assert_cmpint (ABS (photo->image->pixels[0] - 255), <=, 3);
  g_assert_cmpint (ABS (photo->image->pixels[1] - 55), <=, 3);
  g_assert_cmpint (ABS (photo->image->pixels[2] - 55), <=, 3);
  g_assert_cmpint (photo->image->pixels[3], ==, 255);
}

static void
test_grey_profile (void)
{
  cmsToneCurve *curve = cmsBuildGamma (NULL, 1.0);
  cmsHPROFILE profile = cmsCreateGrayProfile (cmsD50_xyY (), curve);
  cmsUInt32Number size = 0;
  g_autofree guint8 *data = NULL;
  guint8 half = 55; /* linear 0.2157 is code 128 */
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SmpDecodedPhoto) photo = NULL;

  cmsSaveProfileToMem (profile, NULL, &size);
  data = g_malloc (size);
  cmsSaveProfileToMem (profile, data, &size);
  cmsCloseProfile (profile);
  cmsFreeToneCurve (curve);
  bytes = make_jpeg (&half, 1, data, size);
  photo = smp_photo_decode (bytes, "photo.jpg", 0, NULL, NULL);
  g_assert_cmpuint (g_strv_length (photo->notices), ==, 0);
  for (int c = 0; c < 3; c++)
    g_assert_cmpint (ABS (photo->image->pixels[c] - 128), <=, 2);
}

static void
test_cancel (void)
{
  g_autoptr (SmpImage) image = make_noise (300, 200);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  for (int k = 0; k < 2; k++)
    {
      g_autoptr (GBytes) bytes = encode (image, k ? SMP_PICTURE_JPEG : SMP_PICTURE_PNG);
      g_autoptr (GError) error = NULL;

      g_assert_null (smp_photo_decode (bytes, "photo", 0, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/decode/wrong", test_wrong);
  g_test_add_func ("/photo/decode/huge", test_huge);
  g_test_add_func ("/photo/decode/cut-off", test_cut_off);
  g_test_add_func ("/photo/decode/cut-off-others", test_cut_off_others);
  g_test_add_func ("/photo/decode/rubbish-inside", test_rubbish_inside);
  g_test_add_func ("/photo/decode/orientation", test_orientation);
  g_test_add_func ("/photo/decode/orientation-of-others", test_orientation_of_others);
  g_test_add_func ("/photo/decode/heic", test_heic);
  g_test_add_func ("/photo/decode/tiff", test_tiff);
  g_test_add_func ("/photo/decode/metadata", test_metadata);
  g_test_add_func ("/photo/decode/modes", test_modes);
  g_test_add_func ("/photo/decode/sixteen-bits", test_sixteen_bits);
  g_test_add_func ("/photo/decode/broken-profile", test_broken_profile);
  g_test_add_func ("/photo/decode/part-of-profile", test_part_of_profile);
  g_test_add_func ("/photo/decode/display-p3", test_display_p3);
  g_test_add_func ("/photo/decode/nearly-srgb", test_nearly_srgb);
  g_test_add_func ("/photo/decode/cmyk", test_cmyk);
  g_test_add_func ("/photo/decode/grey-profile", test_grey_profile);
  g_test_add_func ("/photo/decode/cancel", test_cancel);
  return g_test_run ();
}
