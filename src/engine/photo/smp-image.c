/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-image.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/smp-error.h"
#include "photo/smp-image-private.h"
#include "photo/smp-photo-light.h"

SmpImage *
smp_image_new (int width, int height, GError **error)
{
  const double limit_mp = SMP_LIMIT_IMAGE_MEGAPIXELS;
  SmpImage *self;
  guint8 *pixels;
  gsize stride;

  g_return_val_if_fail (width > 0 && height > 0, NULL);

  if (width > SMP_LIMIT_IMAGE_SIDE || height > SMP_LIMIT_IMAGE_SIDE
      || (double)width * height > limit_mp * 1e6)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                   _ ("A picture of %d × %d pixels is too large; the limit is %d pixels a side and "
                      "%d million pixels in all."),
                   width, height, SMP_LIMIT_IMAGE_SIDE, SMP_LIMIT_IMAGE_MEGAPIXELS);
      return NULL;
    }
  stride = (gsize)width * 4;
  pixels = g_try_malloc_n ((gsize)height, stride);
  if (pixels == NULL)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                   _ ("There is not enough memory for a picture of %d × %d pixels. Close other "
                      "programs or use a smaller picture."),
                   width, height);
      return NULL;
    }
  self = g_atomic_rc_box_new0 (SmpImage);
  self->width = width;
  self->height = height;
  self->stride = stride;
  self->pixels = pixels;
  return self;
}

SmpImage *
smp_image_ref (const SmpImage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire ((SmpImage *)self);
}

static void
smp_image_clear (gpointer data)
{
  SmpImage *self = data;

  g_free (self->pixels);
  smp_photo_light_unref (self->light);
}

void
smp_image_unref (const SmpImage *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full ((SmpImage *)self, smp_image_clear);
}

SmpImage *
smp_image_copy (const SmpImage *self, GError **error)
{
  SmpImage *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = smp_image_new (self->width, self->height, error);
  if (copy == NULL)
    return NULL;
  copy->has_alpha = self->has_alpha;
  memcpy (copy->pixels, self->pixels, (gsize)self->height * self->stride);
  return copy;
}

void
smp_image_find_alpha (SmpImage *self)
{
  self->has_alpha = FALSE;
  for (int y = 0; y < self->height && !self->has_alpha; y++)
    {
      const guint8 *row = self->pixels + (gsize)y * self->stride;
      guint8 all = 255;

      for (int x = 0; x < self->width; x++)
        all &= row[4 * x + 3];
      self->has_alpha = all != 255;
    }
}

static void
unref_image (gpointer data)
{
  smp_image_unref (data);
}

GBytes *
smp_image_dup_bytes (const SmpImage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_bytes_new_with_free_func (self->pixels, (gsize)self->height * self->stride, unref_image,
                                     smp_image_ref (self));
}
