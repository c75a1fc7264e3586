/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-photo-open.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/smp-error.h"
#include "base/smp-limits.h"
#include "photo/smp-decoder-process.h"
#include "photo/smp-photo-place.h"

/* Code under a sanitizer takes several times as long. */
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define PATIENCE 6
#else
#define PATIENCE 1
#endif

typedef enum
{
  OPEN_WAITS,
  OPEN_DONE,
  OPEN_FAILED, /* the error is set */
  OPEN_BROKE,  /* the helper is gone, or talks nonsense */
  OPEN_LATE,
} State;

/* One of the pictures. */
typedef struct
{
  SmpImage *image; /* (nullable): it has not begun */
  SmpPlacement placement;
  int n_strips;
  int n_there;
  gboolean has_alpha;
} Picture;

typedef struct
{
  const SmpPhotoOpenOptions *options;
  SmpDecode limits; /* name and size limit, for the check of a size */
  SmpDecoderProcess helper;
  Picture pictures[SMP_N_PHOTO_STAGES];
  guint8 *slots; /* (nullable) */
  int fds[SMP_N_FDS];
  gboolean is_thumbnail_there; /* but not told yet */
  gboolean is_described;
  SmpDecodedPhoto *photo;
  GError *error;
  int timeout_ms;
} Open;

static void
tell_stage (const Open *self, SmpPhotoStage stage)
{
  const SmpImage *full = self->pictures[SMP_PHOTO_STAGE_FULL].image;

  self->options->stage (stage, self->pictures[stage].image, full != NULL ? full->width : 0,
                        full != NULL ? full->height : 0, self->options->data);
}

static State
on_begin (Open *self, const SmpMessage *message)
{
  Picture *picture = &self->pictures[message->stage];

  if (picture->image != NULL || message->number < 1 || message->number > 8 || message->width <= 0
      || message->height <= 0
      || !smp_decode_check_size (&self->limits, (guint64)message->width, (guint64)message->height,
                                 NULL))
    return OPEN_BROKE;
  smp_placement_init (&picture->placement, message->width, message->height, message->number);
  picture->n_strips = (message->height + SMP_PHOTO_STRIP - 1) / SMP_PHOTO_STRIP;
  picture->image
      = smp_image_new (smp_placement_get_target_width (&picture->placement),
                       smp_placement_get_target_height (&picture->placement), &self->error);
  if (picture->image == NULL)
    return OPEN_FAILED;
  if (message->stage == SMP_PHOTO_STAGE_FULL && self->is_thumbnail_there)
    {
      self->is_thumbnail_there = FALSE;
      tell_stage (self, SMP_PHOTO_STAGE_THUMBNAIL);
    }
  return OPEN_WAITS;
}

static State
on_strip (Open *self, const SmpMessage *message)
{
  static const guint64 one = 1;
  SmpPhotoStage stage = (SmpPhotoStage)message->stage;
  Picture *picture = &self->pictures[stage];
  int first;

  if (message->number < 0 || message->number >= picture->n_strips
      || picture->n_there == picture->n_strips)
    return OPEN_BROKE;
  first = message->number * SMP_PHOTO_STRIP;
  smp_placement_put (&picture->placement, picture->image,
                     smp_slots_get (self->slots, stage, message->number), first,
                     MIN (SMP_PHOTO_STRIP, picture->placement.height - first));
  smp_slots_set_busy (self->slots, stage, message->number, FALSE);
  if (write (self->fds[SMP_FD_FREED + SMP_RING_OF (stage)], &one, sizeof one) < 0
      && errno != EAGAIN)
    return OPEN_BROKE;
  picture->n_there++;
  picture->has_alpha = picture->has_alpha || message->flag != 0;
  if (stage == SMP_PHOTO_STAGE_FULL && self->options->progress != NULL)
    self->options->progress ((double)picture->n_there / picture->n_strips, self->options->data);
  return OPEN_WAITS;
}

/* FALSE if strips are missing. */
static gboolean
complete (Picture *picture)
{
  if (picture->image == NULL || picture->n_there != picture->n_strips)
    return FALSE;
  picture->image->has_alpha = picture->has_alpha;
  return TRUE;
}

static State
on_staged (Open *self, const SmpMessage *message)
{
  if (message->stage == SMP_PHOTO_STAGE_FULL || self->options->stage == NULL
      || !complete (&self->pictures[message->stage]))
    return OPEN_BROKE;
  /* The size of a JPEG comes with the next breath. */
  if (message->stage == SMP_PHOTO_STAGE_THUMBNAIL && self->limits.kind == SMP_PHOTO_JPEG)
    self->is_thumbnail_there = TRUE;
  else
    tell_stage (self, (SmpPhotoStage)message->stage);
  return OPEN_WAITS;
}

static double
checked_focal_length (double mm)
{
  return mm >= 0 && mm < 10000 ? mm : 0;
}

static State
on_described (Open *self, GBytes *payload)
{
  g_autoptr (GVariant) text = g_variant_ref_sink (
      g_variant_new_from_bytes (G_VARIANT_TYPE (SMP_DESCRIBED_TYPE), payload, FALSE));
  SmpPhotoMetadata metadata = { 0 };

  /* Once, and before the full picture. */
  if (self->options->stage == NULL || self->is_described
      || self->pictures[SMP_PHOTO_STAGE_FULL].image != NULL)
    return OPEN_BROKE;
  self->is_described = TRUE;
  if (self->options->described == NULL)
    return OPEN_WAITS;
  g_variant_get (text, SMP_DESCRIBED_TYPE, &metadata.camera, &metadata.taken,
                 &metadata.focal_length_35);
  metadata.focal_length_35 = checked_focal_length (metadata.focal_length_35);
  self->options->described (&metadata, self->options->data);
  smp_photo_metadata_clear (&metadata);
  return OPEN_WAITS;
}

static State
on_result (Open *self, GBytes *payload)
{
  Picture *full = &self->pictures[SMP_PHOTO_STAGE_FULL];
  SmpDecodedPhoto *photo;
  SmpPhotoMetadata *metadata;
  g_autoptr (GVariant) result = NULL;

  if (!complete (full))
    return OPEN_BROKE;
  result = g_variant_ref_sink (
      g_variant_new_from_bytes (G_VARIANT_TYPE (SMP_RESULT_TYPE), payload, FALSE));
  photo = self->photo = g_new0 (SmpDecodedPhoto, 1);
  metadata = &photo->metadata;
  g_variant_get (result, "(msmsmsmsd^as)", &metadata->mime_type, &metadata->camera,
                 &metadata->taken, &metadata->profile, &metadata->focal_length_35, &photo->notices);
  metadata->focal_length_35 = checked_focal_length (metadata->focal_length_35);
  photo->image = g_steal_pointer (&full->image);
  return OPEN_DONE;
}

static State
on_failed (Open *self, GBytes *payload)
{
  g_autoptr (GVariant) failure = g_variant_ref_sink (
      g_variant_new_from_bytes (G_VARIANT_TYPE (SMP_FAILED_TYPE), payload, FALSE));
  const char *text;
  int code;

  g_variant_get (failure, "(i&s)", &code, &text);
  if (code < SMP_ERROR_INVALID || code > SMP_ERROR_IO || *text == '\0')
    return OPEN_BROKE;
  g_set_error_literal (&self->error, SMP_ERROR, code, text);
  return OPEN_FAILED;
}

static State
on_message (Open *self)
{
  g_autoptr (GBytes) payload = NULL;
  SmpMessage message;

  if (!smp_message_receive (self->helper.socket, &message, &payload, NULL))
    return OPEN_BROKE;
  if (message.stage < 0 || message.stage >= SMP_N_PHOTO_STAGES)
    return OPEN_BROKE;
  switch (message.type)
    {
    case SMP_MESSAGE_DESCRIBED:
      return on_described (self, payload);
    case SMP_MESSAGE_BEGIN:
      return on_begin (self, &message);
    case SMP_MESSAGE_STRIP:
      return on_strip (self, &message);
    case SMP_MESSAGE_STAGED:
      return on_staged (self, &message);
    case SMP_MESSAGE_RESULT:
      return on_result (self, payload);
    case SMP_MESSAGE_FAILED:
      return on_failed (self, payload);
    default:
      return OPEN_BROKE;
    }
}

/* Until the photo is there, or it is sure that it will not come. */
static State
wait_for_photo (Open *self, GCancellable *cancellable)
{
  gint64 end = g_get_monotonic_time () + (gint64)self->timeout_ms * 1000;
  GPollFD polls[2] = { { .fd = self->helper.socket, .events = G_IO_IN } };
  guint n = 1;
  State state = OPEN_WAITS;

  if (g_cancellable_make_pollfd (cancellable, &polls[1]))
    n = 2;
  while (state == OPEN_WAITS)
    {
      gint64 left = end - g_get_monotonic_time ();

      polls[0].revents = 0;
      if (g_cancellable_set_error_if_cancelled (cancellable, &self->error))
        state = OPEN_FAILED;
      else if (left <= 0)
        state = OPEN_LATE;
      else if (g_poll (polls, n, (int)(left / 1000) + 1) > 0 && polls[0].revents != 0)
        state = on_message (self);
    }
  if (n == 2)
    g_cancellable_release_fd (cancellable);
  return state;
}

static void
set_error (const Open *self, State state, int status, GError **error)
{
  if (state == OPEN_LATE || (WIFSIGNALED (status) && WTERMSIG (status) == SIGXCPU))
    g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                 ngettext ("“%s” could not be opened within %d second. Save the photo smaller, as "
                           "an ordinary JPEG, and open that.",
                           "“%s” could not be opened within %d seconds. Save the photo smaller, "
                           "as an ordinary JPEG, and open that.",
                           (gulong)self->timeout_ms / 1000),
                 self->limits.name, self->timeout_ms / 1000);
  else
    g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
                 _ ("“%s” cannot be opened: its reader broke down over it. The file is damaged or "
                    "needs too much memory. Use another photo, or save it as an ordinary JPEG."),
                 self->limits.name);
}

static gboolean
send_request (Open *self)
{
  g_autoptr (GBytes) name = g_bytes_new (self->limits.name, MIN (strlen (self->limits.name), 4096));
  SmpMessage request = { .type = SMP_MESSAGE_OPEN,
                         .flag = self->options->stage != NULL,
                         .milliseconds = self->timeout_ms,
                         .size = self->limits.size,
                         .megapixels = self->limits.max_megapixels };
  int *fds = self->fds;

  fds[SMP_FD_FILE] = smp_decoder_memory_new (self->limits.data, self->limits.size);
  fds[SMP_FD_SLOTS] = smp_decoder_memory_new (NULL, SMP_SLOTS_BYTES);
  fds[SMP_FD_FREED] = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  fds[SMP_FD_FREED + 1] = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  for (int i = 0; i < SMP_N_FDS; i++)
    if (fds[i] < 0)
      return FALSE;
  self->slots = smp_slots_map (fds[SMP_FD_SLOTS]);
  return self->slots != NULL && smp_message_send_open (self->helper.socket, &request, name, fds);
}

static void
open_clear (Open *self)
{
  for (int i = 0; i < SMP_N_PHOTO_STAGES; i++)
    g_clear_pointer (&self->pictures[i].image, smp_image_unref);
  if (self->slots != NULL)
    munmap (self->slots, SMP_SLOTS_BYTES);
  for (int i = 0; i < SMP_N_FDS; i++)
    if (self->fds[i] >= 0)
      close (self->fds[i]);
}

SmpDecodedPhoto *
smp_photo_open (GBytes *bytes,
                const char *name,
                const SmpPhotoOpenOptions *options,
                GCancellable *cancellable,
                GError **error)
{
  static const SmpPhotoOpenOptions usual = { 0 };
  Open self = { .options = options != NULL ? options : &usual, .fds = { -1, -1, -1, -1 } };
  State state = OPEN_BROKE;
  int status;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self.limits.name = name;
  self.limits.data = g_bytes_get_data (bytes, &self.limits.size);
  self.limits.kind = smp_photo_kind (self.limits.data, self.limits.size);
  self.limits.max_megapixels = self.options->max_megapixels > 0 ? self.options->max_megapixels
                                                                : SMP_LIMIT_PHOTO_MEGAPIXELS;
  self.timeout_ms
      = (self.options->timeout_ms > 0 ? self.options->timeout_ms : SMP_LIMIT_PHOTO_SECONDS * 1000)
        * PATIENCE;
  if (!smp_decoder_process_start (&self.helper, self.options->helper, error))
    return NULL;
  if (send_request (&self))
    state = wait_for_photo (&self, cancellable);
  status = smp_decoder_process_stop (&self.helper);
  open_clear (&self);
  if (state == OPEN_DONE)
    return self.photo;
  if (self.error != NULL)
    g_propagate_error (error, self.error);
  else
    set_error (&self, state, status, error);
  return NULL;
}
