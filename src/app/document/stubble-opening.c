/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "document/stubble-opening.h"

#include <glib/gi18n.h>

#include "base/smp-error.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-decode.h"
#include "photo/smp-photo-open.h"

/* How far it is when the bytes are there, and when they are decoded, thousandths. */
#define READ 300
#define DECODED 700
/* What a picture before the full one may be a part of. */
#define SHRINK_MAX 8

struct _StubbleOpeningPrivate
{
  StubbleReadOriginal read;
  GDestroyNotify free_source;
  SmpImage *glimpse; /* (nullable) (atomic) */

  /* Of the threads: set by the first before there is a second one */
  StubbleOriginal original;
  char *taken;  /* (nullable): of the photo's metadata, as the next two */
  char *camera; /* (nullable) */
  double focal_35mm;
  GMutex mutex; /* of @sha256 */
  char *sha256; /* (nullable) */

  /* Of the main thread */
  StubbleOpened opened; /* (nullable) */
  gpointer data;
};

static void
opening_clear (gpointer data)
{
  StubbleOpening *self = data;
  StubbleOpeningPrivate *priv = self->priv;

  if (priv->free_source != NULL)
    priv->free_source (self->source);
  g_clear_pointer (&priv->glimpse, smp_image_unref);
  g_clear_pointer (&priv->original.bytes, g_bytes_unref);
  g_clear_pointer (&priv->original.photo, smp_photo_unref);
  g_free (priv->original.name);
  g_free (priv->taken);
  g_free (priv->camera);
  g_free (priv->sha256);
  g_mutex_clear (&priv->mutex);
  g_free (priv);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->photo, smp_photo_unref);
  g_clear_pointer (&self->pyramid, smp_pyramid_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_strfreev (self->notices);
  g_clear_error (&self->error);
}

StubbleOpening *
stubble_opening_ref (StubbleOpening *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
stubble_opening_unref (StubbleOpening *self)
{
  g_atomic_rc_box_release_full (self, opening_clear);
}

void
stubble_opening_follow (StubbleOpening *self, StubbleOpened opened, gpointer data)
{
  self->priv->opened = opened;
  self->priv->data = data;
}

gboolean
stubble_opening_read_file (gpointer file,
                           StubbleOriginal *original,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autofree char *base = g_file_get_basename (file);

  original->name = g_filename_display_name (base);
  original->bytes = smp_photo_read_file (file, cancellable, error);
  return original->bytes != NULL;
}

void
stubble_opening_return_first (StubbleOpening *self, gpointer task)
{
  stubble_opening_follow (self, NULL, NULL);
  if (self->error != NULL)
    g_task_return_error (task, g_error_copy (self->error));
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

void
stubble_opening_cancel (StubbleOpening *self)
{
  g_cancellable_cancel (self->cancellable);
}

void
stubble_opening_drop (StubbleOpening *self)
{
  stubble_opening_follow (self, NULL, NULL);
  stubble_opening_cancel (self);
  stubble_opening_unref (self);
}

SmpImage *
stubble_opening_take_glimpse (StubbleOpening *self)
{
  return g_atomic_pointer_exchange (&self->priv->glimpse, NULL);
}

char *
stubble_opening_dup_notices (StubbleOpening *self)
{
  return self->notices != NULL && self->notices[0] != NULL ? g_strjoinv ("\n", self->notices)
                                                           : NULL;
}

/* What comes out of a thread. */
typedef struct
{
  StubbleOpening *opening;
  SmpImage *image; /* (nullable): what the pyramid is to be made of */
  int shrink;
  int width; /* px of the photo */
  int height;
  SmpPhoto *photo;
  SmpPyramid *pyramid;
  GStrv notices;
} Found;

static Found *
found_new (StubbleOpening *opening)
{
  Found *self = g_new0 (Found, 1);

  self->opening = stubble_opening_ref (opening);
  return self;
}

static void
found_free (gpointer data)
{
  Found *self = data;

  stubble_opening_unref (self->opening);
  g_clear_pointer (&self->image, smp_image_unref);
  g_clear_pointer (&self->photo, smp_photo_unref);
  g_clear_pointer (&self->pyramid, smp_pyramid_unref);
  g_strfreev (self->notices);
  g_free (self);
}

/* Once: it takes a while for a large file. */
static char *
dup_sha256 (StubbleOpeningPrivate *priv)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&priv->mutex);

  if (priv->sha256 == NULL)
    priv->sha256 = smp_photo_sha256 (priv->original.bytes);
  return g_strdup (priv->sha256);
}

/* The photo as a consultation has it from now on. */
static SmpPhoto *
make_photo (StubbleOpeningPrivate *priv, const Found *found)
{
  SmpPhoto *photo;

  if (priv->original.photo != NULL)
    return smp_photo_ref (priv->original.photo);
  photo = smp_photo_new ("photo-1");
  g_free (photo->name);
  photo->name = g_strdup (priv->original.name);
  photo->width = found->width;
  photo->height = found->height;
  photo->taken = g_strdup (priv->taken);
  photo->camera = g_strdup (priv->camera);
  photo->focal_35mm = priv->focal_35mm;
  g_free (photo->sha256);
  photo->sha256 = dup_sha256 (priv);
  photo->scale = smp_photo_measure_scale (photo, SMP_SEX_UNKNOWN);
  return photo;
}

static gboolean
check_size (const StubbleOpeningPrivate *priv, int width, int height, GError **error)
{
  const SmpPhoto *photo = priv->original.photo;

  if (photo == NULL || (photo->width == width && photo->height == height))
    return TRUE;
  g_set_error (error, SMP_ERROR, SMP_ERROR_INVALID,
               _ ("Photo “%s” is %d × %d pixels, but the consultation says %d × %d."), photo->name,
               width, height, photo->width, photo->height);
  return FALSE;
}

/* What the main thread is to know. */
static void
tell (StubbleOpening *self, Found *found)
{
  StubbleOpeningPrivate *priv = self->priv;

  g_clear_pointer (&self->pyramid, smp_pyramid_unref);
  self->pyramid = g_steal_pointer (&found->pyramid);
  self->shrink = found->shrink;
  if (self->photo == NULL)
    self->photo = g_steal_pointer (&found->photo);
  if (self->bytes == NULL)
    self->bytes = g_bytes_ref (priv->original.bytes);
  self->notices = g_steal_pointer (&found->notices);
}

static void
on_part (GObject *source, GAsyncResult *result, gpointer data)
{
  Found *found = g_task_get_task_data (G_TASK (result));
  g_autoptr (StubbleOpening) self = stubble_opening_ref (found->opening);

  /* All of it may have been quicker. */
  if (!g_task_propagate_boolean (G_TASK (result), NULL) || self->is_over)
    return;
  tell (self, found);
  if (self->priv->opened != NULL)
    self->priv->opened (self, self->priv->data);
}

static void
part_run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Found *found = data;

  /* The decoder is busy with the full picture: one thread beside it. */
  found->pyramid = smp_pyramid_new_part (found->image, found->shrink, 1, NULL);
  if (found->pyramid != NULL)
    found->photo = make_photo (found->opening->priv, found);
  g_task_return_boolean (task, found->pyramid != NULL);
}

/* What one px of the image is made of in a photo of that size, or 0. */
static int
shrink_of (const SmpImage *image, int width, int height)
{
  for (int shrink = 2; shrink <= SHRINK_MAX; shrink *= 2)
    if ((width + shrink - 1) / shrink == image->width
        && (height + shrink - 1) / shrink == image->height)
      return shrink;
  return 0;
}

static void
on_stage (SmpPhotoStage stage, SmpImage *image, int width, int height, gpointer data)
{
  StubbleOpening *self = data;
  SmpImage *unseen = g_atomic_pointer_exchange (&self->priv->glimpse, smp_image_ref (image));
  int shrink = shrink_of (image, width, height);
  g_autoptr (GTask) task = NULL;
  Found *found;

  g_clear_pointer (&unseen, smp_image_unref);
  if (stage != SMP_PHOTO_STAGE_PREVIEW || shrink == 0
      || !check_size (self->priv, width, height, NULL))
    return;
  found = found_new (self);
  found->image = smp_image_ref (image);
  found->shrink = shrink;
  found->width = width;
  found->height = height;
  /* This thread goes on with the full picture; the main thread is told. */
  task = g_task_new (NULL, self->cancellable, on_part, NULL);
  g_task_set_source_tag (task, on_stage);
  g_task_set_task_data (task, found, found_free);
  g_task_run_in_thread (task, part_run);
}

static void
on_described (const SmpPhotoMetadata *metadata, gpointer data)
{
  StubbleOpeningPrivate *priv = ((StubbleOpening *)data)->priv;

  priv->taken = g_strdup (metadata->taken);
  priv->camera = g_strdup (metadata->camera);
  priv->focal_35mm = metadata->focal_length_35;
}

static void
on_decoded (double share, gpointer data)
{
  g_atomic_int_set (&((StubbleOpening *)data)->thousandths, READ + (int)((DECODED - READ) * share));
}

static gboolean
open_original (StubbleOpening *self, Found *found, GError **error)
{
  const SmpPhotoOpenOptions options
      = { .stage = on_stage, .progress = on_decoded, .described = on_described, .data = self };
  StubbleOpeningPrivate *priv = self->priv;
  g_autoptr (SmpDecodedPhoto) decoded = NULL;

  g_atomic_int_set (&self->thousandths, 50);
  if (!priv->read (self->source, &priv->original, self->cancellable, error))
    return FALSE;
  g_atomic_int_set (&self->thousandths, READ);
  decoded = smp_photo_open (priv->original.bytes, priv->original.name, &options, self->cancellable,
                            error);
  if (decoded == NULL || g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  g_atomic_int_set (&self->thousandths, DECODED);
  found->shrink = 1;
  found->width = decoded->image->width;
  found->height = decoded->image->height;
  found->notices = g_steal_pointer (&decoded->notices);
  if (!check_size (priv, found->width, found->height, error))
    return FALSE;
  found->pyramid = smp_pyramid_new (decoded->image, 0, error);
  if (found->pyramid == NULL)
    return FALSE;
  found->photo = make_photo (priv, found);
  g_atomic_int_set (&self->thousandths, 1000);
  return TRUE;
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Found *found = data;
  GError *error = NULL;

  if (open_original (found->opening, found, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  Found *found = g_task_get_task_data (G_TASK (result));
  g_autoptr (StubbleOpening) self = stubble_opening_ref (found->opening);

  self->is_over = TRUE;
  if (g_task_propagate_boolean (G_TASK (result), &self->error))
    tell (self, found);
  if (self->priv->opened != NULL)
    self->priv->opened (self, self->priv->data);
}

StubbleOpening *
stubble_opening_start (StubbleReadOriginal read,
                       gpointer source,
                       GDestroyNotify free_source,
                       GCancellable *cancellable,
                       StubbleOpened opened,
                       gpointer data)
{
  StubbleOpening *self = g_atomic_rc_box_new0 (StubbleOpening);
  g_autoptr (GTask) task = NULL;

  self->priv = g_new0 (StubbleOpeningPrivate, 1);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  self->source = source;
  self->priv->read = read;
  self->priv->free_source = free_source;
  g_mutex_init (&self->priv->mutex);
  stubble_opening_follow (self, opened, data);
  task = g_task_new (NULL, self->cancellable, on_done, NULL);
  g_task_set_source_tag (task, stubble_opening_start);
  g_task_set_task_data (task, found_new (self), found_free);
  g_task_run_in_thread (task, run);
  return self;
}
