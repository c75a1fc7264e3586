/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "photo/smp-image.h"

#include "photo/smp-image-private.h"
#include "photo/smp-photo-light.h"

/* The smallest level fits into a square of so many pixels. */
#define SMALLEST 64

static void
smp_pyramid_clear (gpointer data)
{
  SmpPyramid *self = data;

  for (gsize i = 0; i < self->n_levels; i++)
    smp_image_unref (self->levels[i]);
  smp_photo_light_unref (self->light);
  smp_pyramid_grain_free (self->grain);
}

SmpPyramid *
smp_pyramid_new (const SmpImage *image, int n_threads, GError **error)
{
  return smp_pyramid_new_part (image, 1, n_threads, error);
}

SmpPyramid *
smp_pyramid_new_part (const SmpImage *image, int shrink, int n_threads, GError **error)
{
  g_autoptr (SmpPyramid) self = NULL;

  g_return_val_if_fail (image != NULL, NULL);
  g_return_val_if_fail (shrink >= 1, NULL);

  self = g_atomic_rc_box_new0 (SmpPyramid);
  self->light = smp_photo_light_new_part (image, shrink, n_threads);
  self->grain = smp_pyramid_grain_new ();
  self->levels[self->n_levels++] = smp_image_ref (image);
  while (self->n_levels < G_N_ELEMENTS (self->levels))
    {
      const SmpImage *last = self->levels[self->n_levels - 1];
      SmpImage *half;

      if (last->width <= SMALLEST && last->height <= SMALLEST)
        break;
      half = smp_image_halve (last, n_threads, error);
      if (half == NULL)
        return NULL;
      self->levels[self->n_levels++] = half;
    }
  return g_steal_pointer (&self);
}

SmpPyramid *
smp_pyramid_ref (const SmpPyramid *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire ((SmpPyramid *)self);
}

void
smp_pyramid_unref (const SmpPyramid *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full ((SmpPyramid *)self, smp_pyramid_clear);
}
