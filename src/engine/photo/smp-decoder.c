/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-decoder.h"

#include <errno.h>
#include <fcntl.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/smp-error.h"
#include "base/smp-limits.h"
#include "photo/smp-decoder-protocol.h"
#include "photo/smp-decoder-sandbox.h"

/* Beside the pixels: libraries, stacks, the file. */
#define BASE_MEMORY (256u * 1024 * 1024)
/* Per pixel: the photo in RGBA, the reader's own copy, and what it needs between. */
#define MEMORY_PER_PIXEL 12

typedef struct
{
  guint8 *slots;
  const int *freed; /* event of each ring */
} Helper;

static void
begin (SmpPhotoStage stage, int width, int height, int orientation, gpointer data)
{
  SmpMessage message = { .type = SMP_MESSAGE_BEGIN,
                         .stage = (gint32)stage,
                         .width = width,
                         .height = height,
                         .number = orientation };

  smp_message_send (SMP_DECODER_SOCKET, &message, NULL);
}

static void
wait_for_slot (SmpPhotoStage stage, int strip, gpointer data)
{
  Helper *self = data;
  int freed = self->freed[SMP_RING_OF (stage)];

  while (smp_slots_is_busy (self->slots, stage, strip))
    {
      struct pollfd event = { .fd = freed, .events = POLLIN };
      guint64 n;

      if (ppoll (&event, 1, NULL, NULL) > 0 && read (freed, &n, sizeof n) < 0 && errno != EAGAIN)
        return;
    }
  smp_slots_set_busy (self->slots, stage, strip, TRUE);
}

static guint8 *
get_slot (SmpPhotoStage stage, int strip, gpointer data)
{
  Helper *self = data;

  return smp_slots_get (self->slots, stage, strip);
}

static void
put_strip (SmpPhotoStage stage, int strip, gboolean has_alpha, gpointer data)
{
  SmpMessage message
      = { .type = SMP_MESSAGE_STRIP, .stage = (gint32)stage, .number = strip, .flag = has_alpha };

  smp_message_send (SMP_DECODER_SOCKET, &message, NULL);
}

static void
staged (SmpPhotoStage stage, gpointer data)
{
  SmpMessage message = { .type = SMP_MESSAGE_STAGED, .stage = (gint32)stage };

  smp_message_send (SMP_DECODER_SOCKET, &message, NULL);
}

static void
described (const SmpPhotoMetadata *metadata, gpointer data)
{
  SmpMessage message = { .type = SMP_MESSAGE_DESCRIBED };
  g_autoptr (GVariant) text = g_variant_ref_sink (g_variant_new (
      SMP_DESCRIBED_TYPE, metadata->camera, metadata->taken, metadata->focal_length_35));
  g_autoptr (GBytes) payload = g_variant_get_data_as_bytes (text);

  smp_message_send (SMP_DECODER_SOCKET, &message, payload);
}

static void
send_result (const SmpPhotoMetadata *metadata, GPtrArray *notices)
{
  SmpMessage message = { .type = SMP_MESSAGE_RESULT };
  g_autoptr (GVariant) result = NULL;
  g_autoptr (GBytes) payload = NULL;

  g_ptr_array_add (notices, NULL);
  result = g_variant_ref_sink (g_variant_new (
      "(msmsmsmsd^as)", metadata->mime_type, metadata->camera, metadata->taken, metadata->profile,
      metadata->focal_length_35, (const char *const *)notices->pdata));
  payload = g_variant_get_data_as_bytes (result);
  smp_message_send (SMP_DECODER_SOCKET, &message, payload);
}

static void
send_failure (const GError *error)
{
  SmpMessage message = { .type = SMP_MESSAGE_FAILED };
  g_autoptr (GVariant) failure
      = g_variant_ref_sink (g_variant_new (SMP_FAILED_TYPE, error->code, error->message));
  g_autoptr (GBytes) payload = g_variant_get_data_as_bytes (failure);

  smp_message_send (SMP_DECODER_SOCKET, &message, payload);
}

/* What needs files of the system is done before the door closes: catalogues of messages, modules.
 */
static gboolean
prepare (SmpPhotoKind kind)
{
  SmpPhotoMetadata nothing = { 0 };
  g_autoptr (GdkPixbufLoader) loader = NULL;
  gboolean is_enclosed = TRUE;

  smp_photo_read_metadata ((const guint8 *)"", 0, &nothing, NULL);
  smp_photo_metadata_clear (&nothing);
  (void)_ ("it is cut off");
  if (kind == SMP_PHOTO_UNKNOWN || kind == SMP_PHOTO_JPEG || kind == SMP_PHOTO_PNG)
    return is_enclosed;
#ifdef PIXBUF_IS_SANDBOXED
  is_enclosed = FALSE;
#endif
  loader = gdk_pixbuf_loader_new_with_mime_type (smp_photo_kind_mime_type (kind), NULL);
  if (loader != NULL)
    gdk_pixbuf_loader_close (loader, NULL);
  return is_enclosed;
}

static void
decode (const SmpMessage *request, const char *name, const guint8 *data, Helper *self)
{
  SmpDecodeHost host = { .begin = begin,
                         .wait_for_slot = wait_for_slot,
                         .get_slot = get_slot,
                         .put_strip = put_strip,
                         .staged = request->flag != 0 ? staged : NULL,
                         .described = described,
                         .data = self };
  SmpDecode photo = { .data = data,
                      .size = request->size,
                      .name = name,
                      .host = &host,
                      .max_megapixels = request->megapixels };
  SmpPhotoMetadata metadata = { 0 };
  g_autoptr (GError) error = NULL;
  double pixels = MAX (request->megapixels, (double)SMP_LIMIT_PHOTO_MEGAPIXELS) * 1e6;

  if (prepare (smp_photo_kind (photo.data, photo.size)))
    smp_decoder_enter_sandbox (BASE_MEMORY + (guint64)(pixels * MEMORY_PER_PIXEL),
                               (guint)request->milliseconds / 500 + 1);
  if (smp_decode_run (&photo, &metadata, NULL, &error))
    send_result (&metadata, photo.notices);
  else
    send_failure (error);
}

/* The program's output is none of the helper's, nor is what the program has open. */
static void
close_the_rest (void)
{
  close_range (SMP_DECODER_SOCKET + 1, ~0u, 0);
#if !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__
  {
    int fd = open ("/dev/null", O_RDWR | O_CLOEXEC);

    for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++)
      dup2 (fd, i);
    close (fd);
  }
#endif
}

int
smp_decoder_main (void)
{
  SmpMessage request;
  g_autoptr (GBytes) payload = NULL;
  g_autofree char *name = NULL;
  int fds[SMP_N_FDS];
  Helper self = { .freed = fds + SMP_FD_FREED };
  void *data = NULL;
  gsize size;
  const char *text;

  close_the_rest ();
  /* Ends with the program that started it. */
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  /* Loaders complain about damaged files; that is what they are here for. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  if (!smp_message_receive (SMP_DECODER_SOCKET, &request, &payload, fds)
      || request.type != SMP_MESSAGE_OPEN || fds[SMP_N_FDS - 1] < 0)
    return 2;
  if (request.size > 0)
    data = mmap (NULL, request.size, PROT_READ, MAP_SHARED | MAP_POPULATE, fds[SMP_FD_FILE], 0);
  self.slots = smp_slots_map (fds[SMP_FD_SLOTS]);
  if (data == MAP_FAILED || self.slots == NULL)
    return 3;
  text = g_bytes_get_data (payload, &size);
  name = g_strndup (text, size);
  decode (&request, name, data, &self);
  return 0;
}
