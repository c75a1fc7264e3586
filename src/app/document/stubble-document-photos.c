/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/smp-error.h"
#include "document/stubble-document-private.h"
#include "geometry/smp-outline.h"
#include "model/smp-consultation.h"
#include "model/smp-landmarks.h"
#include "model/smp-photo.h"
#include "photo/smp-image.h"
#include "photo/smp-photo-open.h"
#include "project/smp-project-reader.h"

/* Pixels are kept for the photos used last: at least two, which may be seen side by side, and more
 * while they take no more than this together. */
#define ROOM_BYTES (1024.0 * 1024 * 1024)
#define KEPT_ALWAYS 2
/* The thumbnail is the first level of the pyramid that is no larger than this, px. */
#define THUMBNAIL_MAX 256

static void
pixels_free (gpointer data)
{
  StubblePixels *self = data;

  g_clear_pointer (&self->opening, stubble_opening_drop);
  g_clear_pointer (&self->pyramid, smp_pyramid_unref);
  g_clear_pointer (&self->part, smp_pyramid_unref);
  g_clear_pointer (&self->thumbnail, smp_image_unref);
  g_clear_pointer (&self->contour, smp_polygon_unref);
  g_clear_pointer (&self->added, smp_consultation_unref);
  g_free (self);
}

GHashTable *
_stubble_document_new_pixels (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, pixels_free);
}

StubblePixels *
_stubble_document_pixels_of (StubbleDocument *self, const char *sha256)
{
  StubblePixels *pixels = g_hash_table_lookup (self->pixels, sha256);

  if (pixels == NULL)
    {
      pixels = g_new0 (StubblePixels, 1);
      g_hash_table_insert (self->pixels, g_strdup (sha256), pixels);
    }
  return pixels;
}

static double
bytes_of (const SmpPyramid *pyramid)
{
  double sum = 0;

  for (gsize i = 0; i < pyramid->n_levels; i++)
    sum += (double)pyramid->levels[i]->stride * pyramid->levels[i]->height;
  return sum;
}

/* Lets go of the pixels that were used longest ago. */
static void
make_room (StubbleDocument *self)
{
  for (;;)
    {
      StubblePixels *oldest = NULL;
      GHashTableIter iter;
      gpointer value;
      double sum = 0;
      int n = 0;

      g_hash_table_iter_init (&iter, self->pixels);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        {
          StubblePixels *pixels = value;

          if (pixels->pyramid == NULL)
            continue;
          n++;
          sum += bytes_of (pixels->pyramid);
          if (oldest == NULL || pixels->used < oldest->used)
            oldest = pixels;
        }
      if (n <= KEPT_ALWAYS || sum <= ROOM_BYTES)
        return;
      g_clear_pointer (&oldest->pyramid, smp_pyramid_unref);
    }
}

static void
take_thumbnail (StubblePixels *pixels, const SmpPyramid *pyramid)
{
  gsize level = 0;

  while (level + 1 < pyramid->n_levels
         && MAX (pyramid->levels[level]->width, pyramid->levels[level]->height) > THUMBNAIL_MAX)
    level++;
  g_clear_pointer (&pixels->thumbnail, smp_image_unref);
  pixels->thumbnail = smp_image_ref (pyramid->levels[level]);
}

void
_stubble_document_take_part (StubbleDocument *self,
                             const char *sha256,
                             const SmpPyramid *part,
                             int shrink)
{
  StubblePixels *pixels = _stubble_document_pixels_of (self, sha256);

  g_clear_pointer (&pixels->part, smp_pyramid_unref);
  pixels->part = smp_pyramid_ref (part);
  pixels->shrink = shrink;
  take_thumbnail (pixels, part);
}

const SmpPyramid *
_stubble_pixels_get_picture (const StubblePixels *pixels, int *shrink)
{
  *shrink = pixels->pyramid != NULL ? 1 : pixels->shrink;
  return pixels->pyramid != NULL ? pixels->pyramid : pixels->part;
}

void
_stubble_document_take_pixels (StubbleDocument *self, const char *sha256, const SmpPyramid *pyramid)
{
  StubblePixels *pixels = _stubble_document_pixels_of (self, sha256);

  g_clear_pointer (&pixels->pyramid, smp_pyramid_unref);
  g_clear_pointer (&pixels->part, smp_pyramid_unref);
  pixels->pyramid = smp_pyramid_ref (pyramid);
  take_thumbnail (pixels, pyramid);
  pixels->is_waiting = FALSE;
  pixels->used = ++self->clock;
  make_room (self);
}

SmpImage *
stubble_document_get_thumbnail (StubbleDocument *self, const SmpPhoto *photo)
{
  StubblePixels *pixels = g_hash_table_lookup (self->pixels, photo->sha256);

  return pixels != NULL ? pixels->thumbnail : NULL;
}

gboolean
stubble_document_has_failed (StubbleDocument *self, const SmpPhoto *photo)
{
  StubblePixels *pixels = g_hash_table_lookup (self->pixels, photo->sha256);

  return pixels != NULL && pixels->has_failed;
}

const SmpPyramid *
stubble_document_get_pyramid (StubbleDocument *self)
{
  const SmpPhoto *photo = stubble_document_get_photo (self);
  StubblePixels *pixels;

  if (photo == NULL)
    return NULL;
  pixels = g_hash_table_lookup (self->pixels, photo->sha256);
  return pixels != NULL ? pixels->pyramid : NULL;
}

void
stubble_document_show_photo (StubbleDocument *self, const char *photo_id)
{
  g_return_if_fail (STUBBLE_IS_DOCUMENT (self));

  if (g_strcmp0 (photo_id, self->photo_id) == 0
      || smp_consultation_get_photo (stubble_document_get_consultation (self), photo_id) == NULL)
    return;
  g_free (self->photo_id);
  self->photo_id = g_strdup (photo_id);
  self->node = -1;
  g_signal_emit_by_name (self, "photo");
  g_signal_emit_by_name (self, "selection");
}

void
_stubble_document_check_photo (StubbleDocument *self)
{
  const SmpConsultation *consultation = stubble_document_get_consultation (self);
  const SmpPhoto *first;

  if (consultation->photos->len == 0
      || smp_consultation_get_photo (consultation, self->photo_id) != NULL)
    return;
  first = g_ptr_array_index (consultation->photos, 0);
  g_free (self->photo_id);
  self->photo_id = g_strdup (first->id);
  g_signal_emit_by_name (self, "photo");
}

void
stubble_document_remove_photo (StubbleDocument *self, const char *photo_id)
{
  const SmpConsultation *now = stubble_document_get_consultation (self);
  g_autoptr (SmpConsultation) edited = NULL;

  g_return_if_fail (STUBBLE_IS_DOCUMENT (self));
  if (now->photos->len < 2 || smp_consultation_get_photo (now, photo_id) == NULL)
    return;
  edited = smp_consultation_without_photo (now, photo_id);
  stubble_document_commit (self, edited, _ ("Remove Photo"), NULL);
}

void
stubble_document_move_photo (StubbleDocument *self, const char *photo_id, guint index)
{
  const SmpConsultation *now = stubble_document_get_consultation (self);
  g_autoptr (SmpConsultation) edited = NULL;

  g_return_if_fail (STUBBLE_IS_DOCUMENT (self));
  if (index >= now->photos->len
      || strcmp (((const SmpPhoto *)g_ptr_array_index (now->photos, index))->id, photo_id) == 0)
    return;
  edited = smp_consultation_with_photo_at (now, photo_id, index);
  stubble_document_commit (self, edited, _ ("Move Photo"), NULL);
}
