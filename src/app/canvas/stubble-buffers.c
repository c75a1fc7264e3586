/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "canvas/stubble-buffers.h"

#include <string.h>

#include "base/smp-parallel.h"
#include "photo/smp-image.h"

/* Buffers that are kept: what is drawn, what is shown, what the toolkit still holds; of the photo
 * and of the simulated picture. */
#define KEPT 6
/* Rows that one work item converts. */
#define STRIP 64

typedef struct
{
  guint8 *bytes;
  gsize size;
} Buffer;

struct _StubbleBuffers
{
  GMutex mutex;
  GArray *idle; /* of Buffer, the longest idle first */
};

typedef struct
{
  StubbleBuffers *buffers;
  Buffer buffer;
} Loan;

typedef struct
{
  const SmpImage *image;
  guint8 *to;
} Conversion;

typedef guint32 Four __attribute__ ((vector_size (16)));
typedef guint32 FourAt __attribute__ ((vector_size (16), aligned (1), may_alias));

StubbleBuffers *
stubble_buffers_new (void)
{
  StubbleBuffers *self = g_atomic_rc_box_new0 (StubbleBuffers);

  g_mutex_init (&self->mutex);
  self->idle = g_array_new (FALSE, FALSE, sizeof (Buffer));
  return self;
}

StubbleBuffers *
stubble_buffers_ref (StubbleBuffers *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
buffers_clear (gpointer data)
{
  StubbleBuffers *self = data;

  for (guint i = 0; i < self->idle->len; i++)
    g_free (g_array_index (self->idle, Buffer, i).bytes);
  g_array_unref (self->idle);
  g_mutex_clear (&self->mutex);
}

void
stubble_buffers_unref (StubbleBuffers *self)
{
  g_atomic_rc_box_release_full (self, buffers_clear);
}

guint8 *
stubble_buffers_take (StubbleBuffers *self, gsize size)
{
  guint8 *bytes = NULL;

  g_mutex_lock (&self->mutex);
  for (guint i = self->idle->len; i-- > 0 && bytes == NULL;)
    if (g_array_index (self->idle, Buffer, i).size == size)
      {
        bytes = g_array_index (self->idle, Buffer, i).bytes;
        g_array_remove_index (self->idle, i);
      }
  g_mutex_unlock (&self->mutex);
  return bytes != NULL ? bytes : g_malloc (MAX (size, 1));
}

static void
give_back (gpointer data)
{
  Loan *loan = data;
  StubbleBuffers *self = loan->buffers;

  g_mutex_lock (&self->mutex);
  g_array_append_val (self->idle, loan->buffer);
  if (self->idle->len > KEPT)
    {
      g_free (g_array_index (self->idle, Buffer, 0).bytes);
      g_array_remove_index (self->idle, 0);
    }
  g_mutex_unlock (&self->mutex);
  stubble_buffers_unref (self);
  g_free (loan);
}

GBytes *
stubble_buffers_seal (StubbleBuffers *self, guint8 *buffer, gsize size)
{
  Loan *loan = g_new (Loan, 1);

  *loan = (Loan){ stubble_buffers_ref (self), { buffer, size } };
  return g_bytes_new_with_free_func (buffer, size, give_back, loan);
}

static guint32
show_pixel (const guint8 *px, guint alpha)
{
  guint32 c[3];

  for (int i = 0; i < 3; i++)
    c[i] = (px[i] * alpha + 127) / 255;
  return alpha << 24 | c[0] << 16 | c[1] << 8 | c[2];
}

/* The toolkit's pixels are numbers: alpha, red, green, blue from the highest byte on. */
static void
convert_strip (gsize item, int worker, gpointer data)
{
  const Conversion *self = data;
  gsize width = (gsize)self->image->width, height = (gsize)self->image->height;

  for (gsize y = item * STRIP; y < MIN ((item + 1) * STRIP, height); y++)
    {
      const guint8 *from = self->image->pixels + y * self->image->stride;
      guint8 *to = self->to + 4 * y * width;
      gsize x = 0;

      if (G_BYTE_ORDER == G_LITTLE_ENDIAN && !self->image->has_alpha)
        for (; x + 4 <= width; x += 4)
          {
            Four p = *(const FourAt *)(from + 4 * x);

            *(FourAt *)(to + 4 * x) = (p & 0xff00ff00u) | (p >> 16 & 0xffu) | (p & 0xffu) << 16;
          }
      for (; x < width; x++)
        {
          guint32 pixel = show_pixel (from + 4 * x, from[4 * x + 3]);

          memcpy (to + 4 * x, &pixel, 4);
        }
    }
}

GBytes *
stubble_buffers_show (StubbleBuffers *self, const SmpImage *image)
{
  gsize size = 4 * (gsize)image->width * (gsize)image->height;
  Conversion conversion = { image, stubble_buffers_take (self, size) };

  smp_parallel_for (((gsize)image->height + STRIP - 1) / STRIP, 0, convert_strip, &conversion, NULL,
                    NULL);
  return stubble_buffers_seal (self, conversion.to, size);
}
