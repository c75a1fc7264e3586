/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-photo-sink.h"

#include <pthread.h>
#include <string.h>

typedef struct
{
  int strip;
  int n_good;
} Pending;

struct _SmpPhotoSink
{
  SmpDecode *decode;
  SmpImage *target;               /* (nullable): the host has it */
  SmpProfileTransform *transform; /* (nullable) */
  SmpPlacement placement;
  gsize stride;
  gboolean is_direct; /* strips are decoded where they stay */
  gboolean is_inverted;
  gboolean may_have_alpha;
  gboolean expects_help;
  guint8 *slots[SMP_PHOTO_SLOTS];

  /* Of POSIX, not of GLib: ThreadSanitizer sees what they order. */
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  /* state, under the mutex */
  Pending *queue; /* of all strips; those from @first to before @last wait */
  int first;
  int last;
  guint busy;        /* bits: slots in use */
  int n_busy;        /* strips being worked on */
  gboolean is_ended; /* nothing more comes */
  gboolean has_alpha;
};

SmpPhotoSink *
smp_photo_sink_new (SmpDecode *decode, int width, int height, gboolean expects_help, GError **error)
{
  g_autoptr (SmpPhotoSink) self = g_atomic_rc_box_new0 (SmpPhotoSink);
  const SmpDecodeHost *host = decode->host;
  SmpPlacement *placement = &self->placement;

  pthread_mutex_init (&self->mutex, NULL);
  pthread_cond_init (&self->changed, NULL);
  self->decode = decode;
  smp_placement_init (placement, width, height, decode->orientation);
  self->stride = (gsize)width * 4;
  self->expects_help = expects_help;
  self->queue = g_new (Pending, smp_photo_sink_get_n_strips (self));
  if (!decode->is_srgb)
    self->transform = smp_decode_dup_transform (decode, FALSE);
  if (host != NULL)
    {
      host->begin (decode->stage, width, height, decode->orientation, host->data);
      return g_steal_pointer (&self);
    }
  self->target = smp_image_new (smp_placement_get_target_width (placement),
                                smp_placement_get_target_height (placement), error);
  if (self->target == NULL)
    return NULL;
  self->is_direct = decode->orientation == 1;
  for (int i = 0; i < SMP_PHOTO_SLOTS && !self->is_direct; i++)
    self->slots[i] = g_malloc (self->stride * SMP_PHOTO_STRIP);
  return g_steal_pointer (&self);
}

SmpPhotoSink *
smp_photo_sink_ref (SmpPhotoSink *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
smp_photo_sink_clear (gpointer data)
{
  SmpPhotoSink *self = data;

  g_clear_pointer (&self->target, smp_image_unref);
  g_clear_pointer (&self->transform, smp_profile_transform_free);
  for (int i = 0; i < SMP_PHOTO_SLOTS; i++)
    g_free (self->slots[i]);
  g_free (self->queue);
  pthread_mutex_destroy (&self->mutex);
  pthread_cond_destroy (&self->changed);
}

void
smp_photo_sink_unref (SmpPhotoSink *self)
{
  g_atomic_rc_box_release_full (self, smp_photo_sink_clear);
}

int
smp_photo_sink_get_n_strips (const SmpPhotoSink *self)
{
  return (self->placement.height + SMP_PHOTO_STRIP - 1) / SMP_PHOTO_STRIP;
}

int
smp_photo_sink_get_n_rows (const SmpPhotoSink *self, int strip)
{
  return MIN (SMP_PHOTO_STRIP, self->placement.height - strip * SMP_PHOTO_STRIP);
}

gsize
smp_photo_sink_get_stride (const SmpPhotoSink *self)
{
  return self->stride;
}

void
smp_photo_sink_set_inverted (SmpPhotoSink *self)
{
  self->is_inverted = TRUE;
}

void
smp_photo_sink_set_alpha (SmpPhotoSink *self)
{
  self->may_have_alpha = TRUE;
}

static guint8 *
strip_rows (const SmpPhotoSink *self, int strip)
{
  const SmpDecodeHost *host = self->decode->host;

  if (host != NULL)
    return host->get_slot (self->decode->stage, strip, host->data);
  return self->is_direct
             ? self->target->pixels + (gsize)strip * SMP_PHOTO_STRIP * self->target->stride
             : self->slots[strip % SMP_PHOTO_SLOTS];
}

/* Inks without a profile: what they leave of the light, multiplied (the usual device formula). */
static void
mix_inks (guint8 *p, int width)
{
  for (int x = 0; x < width; x++, p += 4)
    {
      int light = 255 - p[3];

      for (int c = 0; c < 3; c++)
        p[c] = (guint8)(((255 - p[c]) * light + 127) / 255);
      p[3] = 255;
    }
}

static void
convert_row (const SmpPhotoSink *self, guint8 *row)
{
  for (gsize i = 0; i < self->stride && self->is_inverted; i++)
    row[i] = (guint8)(255 - row[i]);
  if (self->transform != NULL)
    smp_profile_transform_row (self->transform, row, self->placement.width);
  else if (self->decode->model == SMP_COLOUR_CMYK)
    mix_inks (row, self->placement.width);
}

/* What a damaged file does not bring is grey. */
static void
fill_row (guint8 *row, int width)
{
  for (int x = 0; x < width; x++, row += 4)
    {
      row[0] = row[1] = row[2] = 128;
      row[3] = 255;
    }
}

static gboolean
row_has_alpha (const guint8 *row, int width)
{
  guint8 all = 255;

  for (int x = 0; x < width; x++)
    all &= row[4 * x + 3];
  return all != 255;
}

/* Without the mutex. */
static gboolean
work_on (const SmpPhotoSink *self, const Pending *item)
{
  const SmpDecodeHost *host = self->decode->host;
  guint8 *rows = strip_rows (self, item->strip);
  int n = smp_photo_sink_get_n_rows (self, item->strip);
  gboolean has_alpha = FALSE;

  for (int i = 0; i < n; i++)
    {
      guint8 *row = rows + (gsize)i * self->stride;

      if (i < item->n_good)
        convert_row (self, row);
      else
        fill_row (row, self->placement.width);
      if (self->may_have_alpha && !has_alpha)
        has_alpha = row_has_alpha (row, self->placement.width);
    }
  if (host != NULL)
    host->put_strip (self->decode->stage, item->strip, has_alpha, host->data);
  else if (!self->is_direct)
    smp_placement_put (&self->placement, self->target, rows, item->strip * SMP_PHOTO_STRIP, n);
  return has_alpha;
}

/* With the mutex. Takes what has waited longest; FALSE if nothing waits. */
static gboolean
work_once (SmpPhotoSink *self)
{
  Pending item;
  gboolean has_alpha;

  if (self->first == self->last)
    return FALSE;
  item = self->queue[self->first++];
  self->n_busy++;
  pthread_mutex_unlock (&self->mutex);
  has_alpha = work_on (self, &item);
  pthread_mutex_lock (&self->mutex);
  self->n_busy--;
  self->has_alpha = self->has_alpha || has_alpha;
  self->busy &= ~(1u << item.strip % SMP_PHOTO_SLOTS);
  pthread_cond_broadcast (&self->changed);
  return TRUE;
}

guint8 *
smp_photo_sink_begin (SmpPhotoSink *self, int strip)
{
  guint bit = 1u << strip % SMP_PHOTO_SLOTS;

  self->queue[strip] = (Pending){ .strip = strip };
  if (!self->is_direct)
    {
      pthread_mutex_lock (&self->mutex);
      while ((self->busy & bit) != 0)
        {
          /* There is something to do here, or the other thread has what is missing. */
          if (!work_once (self))
            pthread_cond_wait (&self->changed, &self->mutex);
        }
      self->busy |= bit;
      pthread_mutex_unlock (&self->mutex);
    }
  if (self->decode->host != NULL)
    self->decode->host->wait_for_slot (self->decode->stage, strip, self->decode->host->data);
  return strip_rows (self, strip);
}

void
smp_photo_sink_end (SmpPhotoSink *self, int strip, int n_good)
{
  pthread_mutex_lock (&self->mutex);
  self->queue[strip].n_good = n_good;
  self->last = strip + 1;
  if (self->expects_help)
    pthread_cond_broadcast (&self->changed);
  else
    work_once (self);
  pthread_mutex_unlock (&self->mutex);
}

void
smp_photo_sink_help (SmpPhotoSink *self)
{
  pthread_mutex_lock (&self->mutex);
  while (work_once (self) || !self->is_ended)
    {
      if (self->first == self->last && !self->is_ended)
        pthread_cond_wait (&self->changed, &self->mutex);
    }
  pthread_mutex_unlock (&self->mutex);
}

gboolean
smp_photo_sink_finish (SmpPhotoSink *self, SmpImage **image)
{
  pthread_mutex_lock (&self->mutex);
  self->is_ended = TRUE;
  pthread_cond_broadcast (&self->changed);
  while (work_once (self))
    ;
  while (self->n_busy > 0)
    pthread_cond_wait (&self->changed, &self->mutex);
  pthread_mutex_unlock (&self->mutex);
  if (self->target != NULL)
    {
      self->target->has_alpha = self->has_alpha;
      *image = smp_image_ref (self->target);
    }
  return TRUE;
}

void
smp_photo_sink_abandon (SmpPhotoSink *self)
{
  pthread_mutex_lock (&self->mutex);
  self->is_ended = TRUE;
  self->first = self->last;
  pthread_cond_broadcast (&self->changed);
  pthread_mutex_unlock (&self->mutex);
}
