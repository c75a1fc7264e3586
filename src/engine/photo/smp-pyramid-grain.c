/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <pthread.h>

#include "photo/smp-image-private.h"
#include "photo/smp-photo-grain.h"

/* The only part of a pyramid that is not there from the beginning: few photos are asked for it. A
 * POSIX lock, so that ThreadSanitizer sees it. */
struct _SmpPyramidGrain
{
  pthread_mutex_t mutex; /* held while it is looked for */
  SmpPhotoGrain *found;  /* (nullable) */
};

SmpPyramidGrain *
smp_pyramid_grain_new (void)
{
  SmpPyramidGrain *self = g_new0 (SmpPyramidGrain, 1);

  pthread_mutex_init (&self->mutex, NULL);
  return self;
}

void
smp_pyramid_grain_free (SmpPyramidGrain *self)
{
  smp_photo_grain_unref (self->found);
  pthread_mutex_destroy (&self->mutex);
  g_free (self);
}

const SmpPhotoGrain *
smp_pyramid_get_grain (const SmpPyramid *self,
                       int n_threads,
                       GCancellable *cancellable,
                       GError **error)
{
  const SmpPhotoGrain *found;

  g_return_val_if_fail (self != NULL, NULL);

  pthread_mutex_lock (&self->grain->mutex);
  if (self->grain->found == NULL)
    self->grain->found = smp_photo_grain_new (self->levels[0], n_threads, cancellable, error);
  found = self->grain->found;
  pthread_mutex_unlock (&self->grain->mutex);
  return found;
}
