/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gexiv2/gexiv2.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <jpeglib.h>

#include "base/smp-error.h"
#include "base/smp-hash.h"
#include "photo/smp-decoder-protocol.h"
#include "photo/smp-decoder-sandbox.h"
#include "photo/smp-photo-open.h"

/* A soft picture with something in each corner that tells them apart. */
static GBytes *
make_jpeg (int width, int height, gboolean is_progressive)
{
  struct jpeg_compress_struct info;
  struct jpeg_error_mgr manager;
  unsigned char *data = NULL;
  unsigned long size = 0;
  g_autofree guint8 *row = g_malloc ((gsize)width * 3);

  info.err = jpeg_std_error (&manager);
  jpeg_create_compress (&info);
  jpeg_mem_dest (&info, &data, &size);
  info.image_width = (JDIMENSION)width;
  info.image_height = (JDIMENSION)height;
  info.input_components = 3;
  info.in_color_space = JCS_RGB;
  jpeg_set_defaults (&info);
  if (is_progressive)
    jpeg_simple_progression (&info);
  jpeg_start_compress (&info, TRUE);
  for (int y = 0; y < height; y++)
    {
      JSAMPROW rows = row;

      for (int x = 0; x < width; x++)
        {
          row[3 * x] = (guint8)(x * 255 / width);
          row[3 * x + 1] = (guint8)(y * 255 / height);
          row[3 * x + 2] = (guint8)(x > width / 2 && y > height / 2 ? 200 : 50);
        }
      jpeg_write_scanlines (&info, &rows, 1);
    }
  jpeg_finish_compress (&info);
  jpeg_destroy_compress (&info);
  return g_bytes_new_with_free_func (data, size, free, data);
}

/* Puts a thumbnail and an orientation into the EXIF. */
static GBytes *
add_exif (GBytes *jpeg, GBytes *thumbnail, int orientation)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "stubble-open-XXXXXX", NULL);
  g_autoptr (GExiv2Metadata) exif = NULL;
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize size;
  int fd = g_mkstemp (path);

  close (fd);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (jpeg, NULL),
                                      (gssize)g_bytes_get_size (jpeg), NULL));
  gexiv2_initialize ();
  exif = gexiv2_metadata_new ();
  g_assert_true (gexiv2_metadata_open_path (exif, path, &error));
  gexiv2_metadata_try_set_exif_thumbnail_from_buffer (exif, g_bytes_get_data (thumbnail, NULL),
                                                      (int)g_bytes_get_size (thumbnail), &error);
  g_assert_no_error (error);
  gexiv2_metadata_try_set_tag_string (exif, "Exif.Photo.DateTimeOriginal", "2026:11:21 10:00:00",
                                      &error);
  g_assert_no_error (error);
  gexiv2_metadata_try_set_tag_long (exif, "Exif.Photo.FocalLengthIn35mmFilm", 26, &error);
  g_assert_no_error (error);
  gexiv2_metadata_try_set_orientation (exif, (GExiv2Orientation)orientation, &error);
  g_assert_no_error (error);
  g_assert_true (gexiv2_metadata_save_file (exif, path, &error));
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_remove (path);
  return g_bytes_new_take (contents, size);
}

typedef struct
{
  SmpImage *images[SMP_N_PHOTO_STAGES];
  SmpPhotoStage last;
  guint n_stages;
  guint n_described;
  double share;
  guint n_progress;
} Seen;

static void
on_stage (SmpPhotoStage stage, SmpImage *image, int width, int height, gpointer data)
{
  Seen *self = data;

  g_assert_true (self->n_stages == 0 || stage > self->last);
  g_assert_cmpint (width, ==, 1920);
  g_assert_cmpint (height, ==, 2560);
  self->images[stage] = smp_image_ref (image);
  self->last = stage;
  self->n_stages++;
}

/* Before any picture, so that what is made of the first one needs no change later. */
static void
on_described (const SmpPhotoMetadata *metadata, gpointer data)
{
  Seen *self = data;

  g_assert_cmpuint (self->n_stages, ==, 0);
  g_assert_cmpstr (metadata->taken, ==, "2026:11:21 10:00:00");
  g_assert_null (metadata->camera);
  g_assert_cmpfloat (metadata->focal_length_35, ==, 26);
  self->n_described++;
}

static void
on_progress (double share, gpointer data)
{
  Seen *self = data;

  g_assert_cmpfloat (share, >, self->share);
  self->share = share;
  self->n_progress++;
}

/* The mean difference of a picture to the full one, sampled. */
static double
difference (const SmpImage *part, const SmpImage *full)
{
  double sum = 0;
  int n = 0;

  for (int y = 2; y < part->height - 2; y += 3)
    for (int x = 2; x < part->width - 2; x += 3)
      {
        int fx = (2 * x + 1) * full->width / (2 * part->width);
        int fy = (2 * y + 1) * full->height / (2 * part->height);

        for (int c = 0; c < 3; c++, n++)
          sum += ABS (part->pixels[(gsize)y * part->stride + (gsize)(4 * x + c)]
                      - full->pixels[(gsize)fy * full->stride + (gsize)(4 * fx + c)]);
      }
  return sum / n;
}

/* Lying on its side: each picture is turned. */
static void
test_stages (void)
{
  g_autoptr (GBytes) thumbnail = make_jpeg (160, 120, FALSE);

  for (int is_progressive = 0; is_progressive < 2; is_progressive++)
    {
      g_autoptr (GBytes) plain = make_jpeg (2560, 1920, is_progressive);
      g_autoptr (GBytes) bytes = add_exif (plain, thumbnail, 6);
      Seen seen = { 0 };
      SmpPhotoOpenOptions options = {
        .stage = on_stage, .progress = on_progress, .described = on_described, .data = &seen
      };
      g_autoptr (GError) error = NULL;
      g_autoptr (SmpDecodedPhoto) photo = smp_photo_open (bytes, "p.jpg", &options, NULL, &error);
      g_autoptr (SmpDecodedPhoto) again = NULL;
      int divisor = is_progressive ? 8 : 2;

      g_assert_no_error (error);
      g_assert_cmpint (photo->image->width, ==, 1920);
      g_assert_cmpint (photo->image->height, ==, 2560);
      g_assert_cmpuint (seen.n_described, ==, 1);
      g_assert_cmpstr (photo->metadata.taken, ==, "2026:11:21 10:00:00");
      g_assert_cmpuint (seen.n_stages, ==, 2);
      g_assert_cmpint (seen.images[SMP_PHOTO_STAGE_THUMBNAIL]->width, ==, 120);
      g_assert_cmpint (seen.images[SMP_PHOTO_STAGE_PREVIEW]->width, ==, 1920 / divisor);
      g_assert_cmpfloat (difference (seen.images[0], photo->image), <, 4);
      g_assert_cmpfloat (difference (seen.images[1], photo->image), <, 4);
      g_assert_cmpfloat (seen.share, ==, 1);
      g_assert_cmpuint (seen.n_progress, >, 20);
      /* With one thread and without stages it is the same photo. */
      again = smp_photo_decode (bytes, "p.jpg", 0, NULL, &error);
      g_assert_cmpmem (photo->image->pixels, 1920 * 2560 * 4, again->image->pixels,
                       1920 * 2560 * 4);
      smp_image_unref (seen.images[0]);
      smp_image_unref (seen.images[1]);
    }
}

static void
on_other_stage (SmpPhotoStage stage, SmpImage *image, int width, int height, gpointer data)
{
  (*(int *)data)++;
}

/* A small photo, and one that breaks off, have nothing before the full picture. */
static void
test_no_preview (void)
{
  g_autoptr (GBytes) small = make_jpeg (1500, 1000, FALSE);
  g_autoptr (GBytes) large = make_jpeg (4000, 3000, FALSE);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (large, 0, g_bytes_get_size (large) / 2);
  GBytes *all[] = { small, cut };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      int n = 0;
      SmpPhotoOpenOptions options = { .stage = on_other_stage, .data = &n };
      g_autoptr (GError) error = NULL;
      g_autoptr (SmpDecodedPhoto) photo = smp_photo_open (all[i], "p.jpg", &options, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (n, ==, 0);
      g_assert_cmpuint (g_strv_length (photo->notices), ==, i);
    }
}

/* Tells twice what the photo is, then that it cannot be read. */
static void
describe_twice (void)
{
  SmpMessage message = { .type = SMP_MESSAGE_DESCRIBED };
  g_autoptr (GVariant) failure = g_variant_ref_sink (
      g_variant_new (SMP_FAILED_TYPE, SMP_ERROR_UNSUPPORTED, "What a photo."));
  g_autoptr (GBytes) payload = g_variant_get_data_as_bytes (failure);

  smp_message_send (SMP_DECODER_SOCKET, &message, NULL);
  smp_message_send (SMP_DECODER_SOCKET, &message, NULL);
  message.type = SMP_MESSAGE_FAILED;
  smp_message_send (SMP_DECODER_SOCKET, &message, payload);
  pause ();
}

/* What a helper does that has gone mad. */
static int
be_helper (const char *deed)
{
  SmpMessage message = { 0 };
  g_autoptr (GBytes) payload = NULL;

  if (strcmp (deed, "gone") == 0)
    return 0;
  if (!smp_message_receive (SMP_DECODER_SOCKET, &message, &payload, NULL))
    return 1;
  if (strcmp (deed, "hangs") == 0)
    pause ();
  if (strcmp (deed, "crashes") == 0)
    abort ();
  if (strcmp (deed, "twice") == 0)
    describe_twice ();
  message = (SmpMessage){ .type = SMP_MESSAGE_BEGIN, .stage = SMP_PHOTO_STAGE_FULL };
  message.width = strcmp (deed, "huge") == 0 ? 30000 : strcmp (deed, "negative") == 0 ? -64 : 64;
  message.height = strcmp (deed, "huge") == 0 ? 30000 : 64;
  message.number = strcmp (deed, "upside") == 0 ? 9 : 1;
  if (strcmp (deed, "stage") == 0)
    message.stage = 3;
  if (strcmp (deed, "short") == 0)
    {
      g_assert_cmpint (send (SMP_DECODER_SOCKET, &message, 5, 0), ==, 5);
      pause ();
    }
  smp_message_send (SMP_DECODER_SOCKET, &message, NULL);
  if (strcmp (deed, "described") == 0)
    {
      /* Too late. */
      message.type = SMP_MESSAGE_DESCRIBED;
      smp_message_send (SMP_DECODER_SOCKET, &message, NULL);
      pause ();
    }
  message.type = SMP_MESSAGE_STRIP;
  message.number = strcmp (deed, "beyond") == 0 ? 2 : strcmp (deed, "below") == 0 ? -1 : 0;
  smp_message_send (SMP_DECODER_SOCKET, &message, NULL);
  if (strcmp (deed, "staged") == 0)
    message.type = SMP_MESSAGE_STAGED;
  else if (strcmp (deed, "nonsense") == 0)
    message.type = 99;
  else
    message.type = strcmp (deed, "failed") == 0 ? SMP_MESSAGE_FAILED : SMP_MESSAGE_RESULT;
  smp_message_send (SMP_DECODER_SOCKET, &message, NULL);
  pause ();
  return 0;
}

static SmpDecodedPhoto *
open_with (const char *deed, int timeout_ms, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("stubble-XXXXXX", NULL);
  g_autofree char *helper = g_build_filename (folder, deed, NULL);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GBytes) bytes = make_jpeg (40, 30, FALSE);
  int n = 0;
  SmpPhotoOpenOptions options
      = { .stage = on_other_stage, .data = &n, .helper = helper, .timeout_ms = timeout_ms };
  SmpDecodedPhoto *photo;

  g_assert_cmpint (symlink (self, helper), ==, 0);
  photo = smp_photo_open (bytes, "photo.jpg", &options, cancellable, error);
  g_remove (helper);
  g_rmdir (folder);
  return photo;
}

static void
test_mad_helper (void)
{
  static const char *const deeds[]
      = { "gone",  "crashes", "huge",     "negative", "upside", "stage",     "short", "beyond",
          "below", "staged",  "nonsense", "failed",   "result", "described", "twice" };

  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (open_with (deeds[i], 0, NULL, &error));
      g_assert_error (error, SMP_ERROR, SMP_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "“photo.jpg” cannot be opened: its reader broke"));
    }
}

static void
test_timeout (void)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_null (open_with ("hangs", 1000, NULL, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "“photo.jpg” could not be opened within"));
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 1000000);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (100000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
  gint64 start = g_get_monotonic_time ();

  g_assert_null (open_with ("hangs", 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5000000);
  g_thread_join (thread);
}

static void
test_no_helper (void)
{
  g_autoptr (GBytes) bytes = make_jpeg (40, 30, FALSE);
  SmpPhotoOpenOptions options = { .helper = "/nowhere/stubble-decode" };
  g_autoptr (GError) error = NULL;

  g_assert_null (smp_photo_open (bytes, "photo.jpg", &options, NULL, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "/nowhere/stubble-decode"));
}

static void
test_limits (void)
{
  g_autoptr (GBytes) bytes = make_jpeg (1000, 1000, FALSE);
  SmpPhotoOpenOptions options = { .max_megapixels = 0.9 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SmpDecodedPhoto) photo = NULL;

  g_assert_null (smp_photo_open (bytes, "photo.jpg", &options, NULL, &error));
  g_assert_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE);
  options.max_megapixels = 1;
  photo = smp_photo_open (bytes, "photo.jpg", &options, NULL, NULL);
  g_assert_nonnull (photo);
}

static gpointer
run_thread (gpointer data)
{
  return data;
}

/* Shut in: 0 if nothing that it should not do can be done, else the number of what could. */
static int
try_to_get_out (void)
{
  void *code;

  smp_decoder_enter_sandbox (600u * 1024 * 1024, 2);
  if (open ("/etc/passwd", O_RDONLY) >= 0 || errno != EPERM)
    return 1;
  if (open ("stubble-was-here", O_WRONLY | O_CREAT, 0600) >= 0)
    return 2;
  if (socket (AF_INET, SOCK_STREAM, 0) >= 0 || errno != EPERM)
    return 3;
  if (fork () >= 0)
    return 4;
  if (execl ("/bin/true", "true", NULL) == 0 || errno != EPERM)
    return 5;
  if (kill (getppid (), 0) == 0)
    return 6;
  code = mmap (NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (code != MAP_FAILED)
    return 7;
  if (g_try_malloc (800u * 1024 * 1024) != NULL)
    return 8;
  if (g_thread_join (g_thread_new ("within", run_thread, &code)) != &code)
    return 9;
  g_free (g_malloc (1000000));
  return 0;
}

static void
test_sandbox (void)
{
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
  g_test_skip ("the sanitizers need what the sandbox forbids");
#else
  int status;
  pid_t pid = fork ();

  if (pid == 0)
    _exit (try_to_get_out ());
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);

  /* An endless loop ends. */
  pid = fork ();
  if (pid == 0)
    {
      smp_decoder_enter_sandbox (600u * 1024 * 1024, 1);
      for (volatile int i = 0;; i++)
        ;
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status));
#endif
}

int
main (int argc, char **argv)
{
  g_autofree char *name = g_path_get_basename (argv[0]);

  if (strchr (name, '-') == NULL)
    return be_helper (name);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo/open/stages", test_stages);
  g_test_add_func ("/photo/open/no-preview", test_no_preview);
  g_test_add_func ("/photo/open/mad-helper", test_mad_helper);
  g_test_add_func ("/photo/open/timeout", test_timeout);
  g_test_add_func ("/photo/open/cancel", test_cancel);
  g_test_add_func ("/photo/open/no-helper", test_no_helper);
  g_test_add_func ("/photo/open/limits", test_limits);
  g_test_add_func ("/photo/open/sandbox", test_sandbox);
  return g_test_run ();
}
