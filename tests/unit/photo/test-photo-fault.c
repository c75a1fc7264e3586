/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <gexiv2/gexiv2.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/smp-error.h"
#include "base/smp-hash.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-decode.h"
#include "record/smp-picture-file.h"

/* (transfer full): the sentence of the refusal. */
static char *
refusal (const void *data, gsize size, SmpError code)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpDecodedPhoto) photo = smp_photo_decode (bytes, "photo", 0, NULL, &error);

  g_assert_null (photo);
  g_assert_error (error, SMP_ERROR, (int)code);
  for (const char *c = error->message; *c != '\0'; c++)
    g_assert_false (g_ascii_iscntrl (*c));
  return g_strdup (error->message);
}

static void
assert_cut (const void *data, gsize size)
{
  g_autofree char *text = refusal (data, size, SMP_ERROR_INVALID);

  if (strstr (text, "(it is cut off)") == NULL)
    g_error ("%" G_GSIZE_FORMAT " bytes: %s", size, text);
}

static GBytes *
make_picture (SmpPictureFormat format)
{
  g_autoptr (SmpImage) image = smp_image_new (320, 240, NULL);
  SmpPictureInfo info = { 0 };

  for (gsize i = 0; i < image->stride * (gsize)image->height; i++)
    image->pixels[i] = i % 4 == 3 ? 255 : (guint8)smp_hash_u64 (4, 5, i / 32);
  return smp_picture_encode (image, format, &info, NULL, NULL);
}

/* Where the decoder only says that something is wrong, the file tells that its end is missing. */
static void
test_cut_off (void)
{
  static const char gif[] = "GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\4\0\0\0\0\0"
                            ",\0\0\0\0\1\0\1\0\0\2\2D\1\0;";
  static const char heif[] = "\0\0\0\x18"
                             "ftypheic\0\0\0\0mif1heic"
                             "\0\0\1\0meta\0\0\0\0";
  g_autoptr (GBytes) tiff = make_picture (SMP_PICTURE_TIFF);
  g_autoptr (GBytes) whole = g_bytes_new_static (gif, sizeof gif - 1);
  g_autoptr (SmpDecodedPhoto) photo = smp_photo_decode (whole, "photo", 0, NULL, NULL);
  gsize size;
  const guint8 *data = g_bytes_get_data (tiff, &size);

  g_assert_nonnull (photo);
  for (int tenths = 1; tenths < 10; tenths++)
    assert_cut (data, size * (gsize)tenths / 10);
  assert_cut (data, 12);
  for (gsize n = 14; n < 35; n++)
    assert_cut (gif, n);
  assert_cut (heif, sizeof heif - 1);
}

/* Whole, and wrong nonetheless. */
static void
test_damaged (void)
{
  static const char gif[] = "GIF89a\1\0\1\0\0\0\0what is this;";
  static const char heif[] = "\0\0\0\x18"
                             "ftypheic\0\0\0\0mif1heic"
                             "\0\0\0\x0cmeta\0\0\0\0";
  g_autofree char *a = refusal (gif, sizeof gif - 1, SMP_ERROR_INVALID);
  g_autofree char *b = refusal (heif, sizeof heif - 1, SMP_ERROR_INVALID);

  g_assert_null (strstr (a, "cut off"));
  g_assert_null (strstr (b, "cut off"));
}

/* Rows that are packed take fewer bytes than they would unpacked. */
static void
test_packed_rows (void)
{
  guint8 data[62 + 50 * 4 + 2] = "BM";
  guint8 *row = data + 62;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpDecodedPhoto) photo = NULL;

  data[2] = sizeof data % 256;
  data[3] = sizeof data / 256;
  data[10] = 62; /* where the rows are */
  data[14] = 40; /* bytes of this head */
  data[18] = 100;
  data[22] = 50;
  data[26] = 1;
  data[28] = 8; /* bits */
  data[30] = 1; /* packed */
  data[46] = 2; /* colours */
  memset (data + 58, 200, 3);
  for (int i = 0; i < 50; i++, row += 4)
    {
      row[0] = 100;
      row[1] = 1;
    }
  row[1] = 1; /* the end */
  bytes = g_bytes_new (data, sizeof data);
  photo = smp_photo_decode (bytes, "photo", 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (photo->notices), ==, 0);
}

/* Metadata behind the pixels of a WebP that are cut off leave the photo whole. */
static void
test_cut_behind (void)
{
  g_autoptr (GBytes) whole = make_picture (SMP_PICTURE_WEBP);
  gsize size;
  const guint8 *data = g_bytes_get_data (whole, &size);
  const guint8 *xmp = memmem (data, size, "XMP ", 4);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpDecodedPhoto) photo = NULL, first = NULL;

  g_assert_nonnull (xmp);
  bytes = g_bytes_new (data, (gsize)(xmp - data) + 20);
  g_assert_cmpuint (g_bytes_get_size (bytes), <, size);
  photo = smp_photo_decode (bytes, "photo", 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (photo->notices), ==, 0);
  first = smp_photo_decode (whole, "photo", 0, NULL, &error);
  g_assert_cmpmem (photo->image->pixels, photo->image->stride * 240, first->image->pixels,
                   first->image->stride * 240);
}

typedef struct
{
  guint16 tag;
  guint16 value;
} Field;

/* One strip of 8 × 8 pixels, and what more its head says, or says instead. */
static GBytes *
make_tiff (guint8 bits, const Field *more, gsize n_more)
{
  guint8 data[8 + 2 + 12 * 12 + 4 + 8 * 8 * 8] = "II*\0\x08";
  const Field fields[] = { { 256, 8 }, { 257, 8 },   { 258, bits }, { 259, 1 },
                           { 262, 1 }, { 273, 158 }, { 277, 1 },    { 279, 8 * 8 * bits / 8 } };
  Field all[12];
  gsize n = 0;

  /* In their order. */
  for (gsize i = 0, k = 0; i < G_N_ELEMENTS (fields) || k < n_more;)
    if (k == n_more || (i < G_N_ELEMENTS (fields) && fields[i].tag < more[k].tag))
      all[n++] = fields[i++];
    else
      {
        if (i < G_N_ELEMENTS (fields) && fields[i].tag == more[k].tag)
          i++;
        all[n++] = more[k++];
      }
  data[8] = (guint8)n;
  for (gsize i = 0; i < n; i++)
    {
      guint8 *entry = data + 10 + 12 * i;

      entry[0] = (guint8)all[i].tag;
      entry[1] = (guint8)(all[i].tag >> 8);
      entry[2] = 3;
      entry[4] = 1;
      entry[8] = (guint8)all[i].value;
      entry[9] = (guint8)(all[i].value >> 8);
    }
  return g_bytes_new (data, sizeof data);
}

static char *
refuse_tiff (guint8 bits, const Field *more, gsize n_more)
{
  g_autoptr (GBytes) bytes = make_tiff (bits, more, n_more);

  return refusal (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), SMP_ERROR_UNSUPPORTED);
}

/* What a camera's sensor saw is not opened as its thumbnail; a TIFF that holds smaller copies of
 * itself is. */
static void
test_raw (void)
{
  const Field raws[][2] = { { { 254, 1 }, { 330, 600 } },
                            { { 254, 0 }, { 50706, 1 } },
                            { { 254, 0 }, { 262, 32803 } },
                            { { 254, 0 }, { 262, 34892 } } };
  const Field copies[] = { { 254, 0 }, { 330, 600 } };
  g_autoptr (GBytes) bytes = make_tiff (8, copies, G_N_ELEMENTS (copies));
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpDecodedPhoto) photo = smp_photo_decode (bytes, "photo", 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (photo->image->width, ==, 8);
  for (gsize i = 0; i < G_N_ELEMENTS (raws); i++)
    {
      g_autofree char *why = refuse_tiff (8, raws[i], 2);

      g_assert_nonnull (strstr (why, "raw file"));
    }
}

/* Such files are in order; nothing here reads them. */
static void
test_numbers (void)
{
  const Field floats = { 339, 3 }, whole = { 339, 1 };
  g_autofree char *floating = refuse_tiff (32, &floats, 1), *wide = refuse_tiff (32, &whole, 1);

  g_assert_nonnull (strstr (floating, "floating-point"));
  g_assert_nonnull (strstr (wide, "32 bits per channel"));
  g_assert_nonnull (strstr (wide, "8 or 16 bits"));
}

/* A camera's name stands in sentences, in a table and on terminals. */
static void
test_camera (void)
{
  g_autoptr (GBytes) jpeg = make_picture (SMP_PICTURE_JPEG);
  g_autoptr (GExiv2Metadata) exif = gexiv2_metadata_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SmpDecodedPhoto) photo = NULL;
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "stubble-camera-XXXXXX", NULL);
  char *contents;
  gsize size;

  close (g_mkstemp (path));
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (jpeg, NULL),
                                      (gssize)g_bytes_get_size (jpeg), NULL));
  gexiv2_initialize ();
  g_assert_true (gexiv2_metadata_open_path (exif, path, NULL));
  g_assert_true (gexiv2_metadata_try_set_tag_string (exif, "Exif.Image.Model",
                                                     "Eye\x1b[31m\nTwo\xc2\x9bK", NULL));
  g_assert_true (gexiv2_metadata_save_file (exif, path, NULL));
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_unlink (path);
  bytes = g_bytes_new_take (contents, size);
  photo = smp_photo_decode (bytes, "photo", 0, NULL, NULL);
  g_assert_nonnull (photo);
  g_assert_cmpstr (photo->metadata.camera, ==, "Eye [31m Two K");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/fault/cut-off", test_cut_off);
  g_test_add_func ("/photo/fault/damaged", test_damaged);
  g_test_add_func ("/photo/fault/packed-rows", test_packed_rows);
  g_test_add_func ("/photo/fault/cut-behind", test_cut_behind);
  g_test_add_func ("/photo/fault/numbers", test_numbers);
  g_test_add_func ("/photo/fault/raw", test_raw);
  g_test_add_func ("/photo/fault/camera", test_camera);
  return g_test_run ();
}
