/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-image.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/smp-error.h"
#include "photo/smp-image-private.h"
#include "photo/smp-photo-light.h"

/* From here on, bytes of pixels are mapped in large pages, where the system has them: of those a
 * photo has a hundred, of small ones tens of thousands, each with its price at the first touch and
 * in every look-up. The sanitizers see only what is allocated. */
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define LARGE G_MAXSIZE
#else
#define LARGE ((gsize)8 * 1024 * 1024)
#endif
#define LARGE_PAGE ((gsize)2 * 1024 * 1024)

static gboolean
check_size (int width, int height, GError **error)
{
  const double limit_mp = SMP_LIMIT_IMAGE_MEGAPIXELS;

  if (width > SMP_LIMIT_IMAGE_SIDE || height > SMP_LIMIT_IMAGE_SIDE
      || (double)width * height > limit_mp * 1e6)
    {
      g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
                   _ ("A picture of %d × %d pixels is too large; the limit is %d pixels a side and "
                      "%d million pixels in all."),
                   width, height, SMP_LIMIT_IMAGE_SIDE, SMP_LIMIT_IMAGE_MEGAPIXELS);
      return FALSE;
    }
  return TRUE;
}

/* Sets the pixels, which are not set to anything. FALSE if there is no memory. */
static gboolean
allocate (SmpImage *self, gsize size)
{
  guint8 *start;

  if (size < LARGE)
    {
      self->pixels = g_try_malloc (size);
      return self->pixels != NULL;
    }
  start
      = mmap (NULL, size + LARGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED)
    return FALSE;
  madvise (start, size + LARGE_PAGE, MADV_HUGEPAGE);
  self->mapping = start;
  self->n_mapped = size + LARGE_PAGE;
  self->pixels = start + (LARGE_PAGE - (guintptr)start % LARGE_PAGE) % LARGE_PAGE;
  return TRUE;
}

SmpImage *
smp_image_new (int width, int height, GError **error)
{
  SmpImage *self;

  g_return_val_if_fail (width > 0 && height > 0, NULL);

  if (!check_size (width, height, error))
    return NULL;
  self = g_atomic_rc_box_new0 (SmpImage);
  self->width = width;
  self->height = height;
  self->stride = (gsize)width * 4;
  if (allocate (self, self->stride * (gsize)height))
    return self;
  smp_image_unref (self);
  g_set_error (error, SMP_ERROR, SMP_ERROR_TOO_LARGE,
               _ ("There is not enough memory for a picture of %d × %d pixels. Close other "
                  "programs or use a smaller picture."),
               width, height);
  return NULL;
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

  if (self->mapping != NULL)
    munmap (self->mapping, self->n_mapped);
  else
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
