/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-photo-sink.h"

#include <string.h>

/* Buffers for strips that are turned: what the decoding thread may be ahead. */
#define N_SLOTS 8
/* Columns that are transposed at once: those of a strip then fit into the nearest cache. */
#define COLUMNS 16

typedef struct
{
  int strip;
  int n_good;
  int slot;
} Pending;

struct _SmpPhotoSink
{
  SmpDecode *decode;
  SmpImage *target;
  SmpProfileTransform *transform; /* (nullable) */
  int width;                      /* of the rows, before they are turned */
  int height;
  gsize stride;
  gboolean is_transposed;
  gboolean flip_x; /* of the target */
  gboolean flip_y;
  gboolean is_direct; /* strips are decoded where they stay */
  gboolean is_inverted;
  gboolean may_have_alpha;
  gboolean expects_help;
  guint8 *slots[N_SLOTS];

  GMutex mutex;
  GCond changed;
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
  /* EXIF 2.3, tag 0x0112: what has to be done to the stored rows and columns. */
  static const struct
  {
    gboolean transpose, flip_x, flip_y;
  } steps[9] = { { 0 },
                 { FALSE, FALSE, FALSE },
                 { FALSE, TRUE, FALSE },
                 { FALSE, TRUE, TRUE },
                 { FALSE, FALSE, TRUE },
                 { TRUE, FALSE, FALSE },
                 { TRUE, TRUE, FALSE },
                 { TRUE, TRUE, TRUE },
                 { TRUE, FALSE, TRUE } };
  g_autoptr (SmpPhotoSink) self = g_atomic_rc_box_new0 (SmpPhotoSink);
  int orientation = decode->orientation;

  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->decode = decode;
  self->width = width;
  self->height = height;
  self->stride = (gsize)width * 4;
  self->is_transposed = steps[orientation].transpose;
  self->flip_x = steps[orientation].flip_x;
  self->flip_y = steps[orientation].flip_y;
  self->is_direct = orientation == 1;
  self->expects_help = expects_help;
  self->queue = g_new (Pending, smp_photo_sink_get_n_strips (self));
  if (!decode->is_srgb)
    self->transform = smp_decode_dup_transform (decode, FALSE);
  self->target = smp_decode_new_image (decode, self->is_transposed ? height : width,
                                       self->is_transposed ? width : height, error);
  if (self->target == NULL)
    return NULL;
  self->target->has_alpha = FALSE;
  for (int i = 0; i < N_SLOTS && !self->is_direct; i++)
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
  for (int i = 0; i < N_SLOTS; i++)
    g_free (self->slots[i]);
  g_free (self->queue);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
}

void
smp_photo_sink_unref (SmpPhotoSink *self)
{
  g_atomic_rc_box_release_full (self, smp_photo_sink_clear);
}

int
smp_photo_sink_get_n_strips (const SmpPhotoSink *self)
{
  return (self->height + SMP_PHOTO_STRIP - 1) / SMP_PHOTO_STRIP;
}

int
smp_photo_sink_get_n_rows (const SmpPhotoSink *self, int strip)
{
  return MIN (SMP_PHOTO_STRIP, self->height - strip * SMP_PHOTO_STRIP);
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
strip_rows (const SmpPhotoSink *self, const Pending *item)
{
  return self->is_direct
             ? self->target->pixels + (gsize)item->strip * SMP_PHOTO_STRIP * self->target->stride
             : self->slots[item->slot];
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
    smp_profile_transform_row (self->transform, row, self->width);
  else if (self->decode->model == SMP_COLOUR_CMYK)
    mix_inks (row, self->width);
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

static inline guint32 *
target_row (const SmpPhotoSink *self, int y)
{
  return (guint32 *)(gpointer)(self->target->pixels + (gsize)y * self->target->stride);
}

static void
place_flipped (const SmpPhotoSink *self, const guint32 *row, int source_y)
{
  guint32 *t = target_row (self, self->flip_y ? self->height - 1 - source_y : source_y);

  if (!self->flip_x)
    memcpy (t, row, self->stride);
  else
    {
      for (int x = 0; x < self->width; x++)
        t[x] = row[self->width - 1 - x];
    }
}

/* A strip of rows becomes a strip of columns. */
static void
place_transposed (const SmpPhotoSink *self, const guint32 *rows, int first, int n)
{
  int step = self->flip_x ? -1 : 1;
  int to = self->flip_x ? self->height - 1 - first : first;

  for (int x0 = 0; x0 < self->width; x0 += COLUMNS)
    {
      int x1 = MIN (x0 + COLUMNS, self->width);

      for (int x = x0; x < x1; x++)
        {
          guint32 *t = target_row (self, self->flip_y ? self->width - 1 - x : x) + to;
          const guint32 *s = rows + x;

          for (int i = 0; i < n; i++, s += self->width)
            t[step * i] = *s;
        }
    }
}

/* Without the mutex. */
static gboolean
work_on (const SmpPhotoSink *self, const Pending *item)
{
  guint8 *rows = strip_rows (self, item);
  int n = smp_photo_sink_get_n_rows (self, item->strip);
  int first = item->strip * SMP_PHOTO_STRIP;
  gboolean has_alpha = FALSE;

  for (int i = 0; i < n; i++)
    {
      guint8 *row = rows + (gsize)i * self->stride;

      if (i < item->n_good)
        convert_row (self, row);
      else
        fill_row (row, self->width);
      if (self->may_have_alpha && !has_alpha)
        has_alpha = row_has_alpha (row, self->width);
      if (!self->is_direct && !self->is_transposed)
        place_flipped (self, (const guint32 *)(gpointer)row, first + i);
    }
  if (self->is_transposed)
    place_transposed (self, (const guint32 *)(gpointer)rows, first, n);
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
  g_mutex_unlock (&self->mutex);
  has_alpha = work_on (self, &item);
  g_mutex_lock (&self->mutex);
  self->n_busy--;
  self->has_alpha = self->has_alpha || has_alpha;
  if (!self->is_direct)
    self->busy &= ~(1u << item.slot);
  g_cond_broadcast (&self->changed);
  return TRUE;
}

guint8 *
smp_photo_sink_begin (SmpPhotoSink *self, int strip)
{
  Pending *item = &self->queue[strip];

  *item = (Pending){ .strip = strip };
  if (!self->is_direct)
    {
      g_mutex_lock (&self->mutex);
      while (self->busy == (1u << N_SLOTS) - 1)
        {
          /* The other thread has what is missing, or there is something to do here. */
          if (!work_once (self))
            g_cond_wait (&self->changed, &self->mutex);
        }
      while ((self->busy & 1u << item->slot) != 0)
        item->slot++;
      self->busy |= 1u << item->slot;
      g_mutex_unlock (&self->mutex);
    }
  return strip_rows (self, item);
}

void
smp_photo_sink_end (SmpPhotoSink *self, int strip, int n_good)
{
  g_mutex_lock (&self->mutex);
  self->queue[strip].n_good = n_good;
  self->last = strip + 1;
  if (self->expects_help)
    g_cond_broadcast (&self->changed);
  else
    work_once (self);
  g_mutex_unlock (&self->mutex);
  smp_decode_report (self->decode, (double)(strip + 1) / smp_photo_sink_get_n_strips (self));
}

void
smp_photo_sink_help (SmpPhotoSink *self)
{
  g_mutex_lock (&self->mutex);
  while (work_once (self) || !self->is_ended)
    {
      if (self->first == self->last && !self->is_ended)
        g_cond_wait (&self->changed, &self->mutex);
    }
  g_mutex_unlock (&self->mutex);
}

SmpImage *
smp_photo_sink_finish (SmpPhotoSink *self)
{
  g_mutex_lock (&self->mutex);
  self->is_ended = TRUE;
  g_cond_broadcast (&self->changed);
  while (work_once (self))
    ;
  while (self->n_busy > 0)
    g_cond_wait (&self->changed, &self->mutex);
  self->target->has_alpha = self->has_alpha;
  g_mutex_unlock (&self->mutex);
  return smp_image_ref (self->target);
}

void
smp_photo_sink_abandon (SmpPhotoSink *self)
{
  g_mutex_lock (&self->mutex);
  self->is_ended = TRUE;
  self->first = self->last;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}
