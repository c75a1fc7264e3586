/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "document/stubble-document-private.h"
#include "document/stubble-opening.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "photo/smp-image.h"
#include "project/smp-project-reader.h"

/* Photos of the document that are on their way: what stands for them meanwhile, which is next, and
 * what comes of those that fail. */

static void open_next (StubbleDocument *self);

/* A photo of the document, as it is read again. */
typedef struct
{
  SmpConsultation *consultation;
  SmpPhoto *photo;
  GFile *folder; /* (nullable): where linked photos are */
} Attached;

static void
attached_free (gpointer data)
{
  Attached *self = data;

  smp_consultation_unref (self->consultation);
  smp_photo_unref (self->photo);
  g_clear_object (&self->folder);
  g_free (self);
}

static gboolean
read_attached (gpointer source,
               StubbleOriginal *original,
               GCancellable *cancellable,
               GError **error)
{
  Attached *self = source;

  original->bytes = smp_project_dup_photo_bytes (self->consultation, self->photo, self->folder,
                                                 cancellable, error);
  original->name = g_strdup (self->photo->name);
  original->photo = smp_photo_ref (self->photo);
  return original->bytes != NULL;
}

static StubblePixels *
find_opening (StubbleDocument *self, const StubbleOpening *opening, const char **sha256)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->pixels);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (((StubblePixels *)value)->opening == opening)
      {
        *sha256 = key;
        return value;
      }
  return NULL;
}

static gboolean
has_photo (StubbleDocument *self, const char *sha256)
{
  const SmpConsultation *now = stubble_document_get_consultation (self);

  for (guint i = 0; i < now->photos->len; i++)
    if (g_str_equal (((const SmpPhoto *)g_ptr_array_index (now->photos, i))->sha256, sha256))
      return TRUE;
  return FALSE;
}

/* The photo was added, and nothing done since: as if it had never been. */
static void
take_back (StubbleDocument *self, const StubblePixels *pixels, const char *sha256)
{
  if (pixels->added != NULL && pixels->added == stubble_document_get_consultation (self)
      && has_photo (self, sha256))
    stubble_document_undo (self);
}

static void
on_opened (StubbleOpening *opening, gpointer data)
{
  g_autoptr (StubbleDocument) self = g_object_ref (data);
  const char *sha256;
  StubblePixels *pixels = find_opening (self, opening, &sha256);
  g_autofree char *notices = NULL;

  g_return_if_fail (pixels != NULL);
  if (!opening->is_over)
    {
      _stubble_document_take_part (self, sha256, opening->pyramid, opening->shrink);
      g_signal_emit_by_name (self, "pixels");
      return;
    }
  pixels->opening = NULL;
  pixels->is_waiting = FALSE;
  notices = stubble_opening_dup_notices (opening);
  if (opening->error == NULL)
    {
      _stubble_document_take_pixels (self, sha256, opening->pyramid);
      _stubble_document_search_again (self);
    }
  else
    {
      pixels->has_failed = TRUE;
      take_back (self, pixels, sha256);
      if (!g_error_matches (opening->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_signal_emit_by_name (self, "failed", opening->error->message);
    }
  g_clear_pointer (&pixels->added, smp_consultation_unref);
  g_signal_emit_by_name (self, "pixels");
  if (notices != NULL)
    g_signal_emit_by_name (self, "photo-notice", notices);
  stubble_opening_unref (opening);
  open_next (self);
}

void
_stubble_document_take_opening (StubbleDocument *self, StubbleOpening *opening)
{
  StubblePixels *pixels = _stubble_document_pixels_of (self, opening->photo->sha256);

  if (opening->is_over)
    {
      _stubble_document_take_pixels (self, opening->photo->sha256, opening->pyramid);
      _stubble_document_search_again (self);
      return;
    }
  if (pixels->pyramid != NULL || pixels->opening != NULL)
    {
      stubble_opening_drop (stubble_opening_ref (opening));
      return;
    }
  pixels->is_waiting = TRUE;
  pixels->opening = stubble_opening_ref (opening);
  _stubble_document_take_part (self, opening->photo->sha256, opening->pyramid, opening->shrink);
  stubble_opening_follow (opening, on_opened, self);
}

void
_stubble_document_note_added (StubbleDocument *self, const char *sha256)
{
  StubblePixels *pixels = _stubble_document_pixels_of (self, sha256);

  g_clear_pointer (&pixels->added, smp_consultation_unref);
  if (pixels->opening != NULL)
    pixels->added = smp_consultation_ref (stubble_document_get_consultation (self));
}

/* The waiting photo that was asked for last, for it is the one that somebody looks at. */
static const SmpPhoto *
next_waiting (StubbleDocument *self)
{
  const SmpConsultation *consultation = stubble_document_get_consultation (self);
  const SmpPhoto *next = NULL;
  guint64 latest = 0;

  for (guint i = 0; i < consultation->photos->len; i++)
    {
      const SmpPhoto *photo = g_ptr_array_index (consultation->photos, i);
      StubblePixels *pixels = g_hash_table_lookup (self->pixels, photo->sha256);

      if (pixels != NULL && pixels->is_waiting && (next == NULL || pixels->used > latest))
        {
          next = photo;
          latest = pixels->used;
        }
    }
  return next;
}

static gboolean
is_opening (StubbleDocument *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->pixels);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((StubblePixels *)value)->opening != NULL)
      return TRUE;
  return FALSE;
}

/* One at a time: the decoder uses all processors. */
static void
open_next (StubbleDocument *self)
{
  const SmpPhoto *photo = is_opening (self) ? NULL : next_waiting (self);
  Attached *source;

  if (photo == NULL)
    return;
  source = g_new0 (Attached, 1);
  source->consultation = smp_consultation_ref (stubble_document_get_consultation (self));
  source->photo = smp_photo_ref (photo);
  source->folder = self->links != NULL ? g_file_get_parent (self->links) : NULL;
  _stubble_document_pixels_of (self, photo->sha256)->opening
      = stubble_opening_start (read_attached, source, attached_free, NULL, on_opened, self);
}

const SmpPyramid *
stubble_document_need_picture (StubbleDocument *self, const SmpPhoto *photo, int *shrink)
{
  StubblePixels *pixels = _stubble_document_pixels_of (self, photo->sha256);

  pixels->used = ++self->clock;
  if (pixels->pyramid == NULL && !pixels->is_waiting && !pixels->has_failed)
    {
      pixels->is_waiting = TRUE;
      open_next (self);
    }
  return _stubble_pixels_get_picture (pixels, shrink);
}

StubbleOpening *
stubble_document_get_opening (StubbleDocument *self, const SmpPhoto *photo)
{
  StubblePixels *pixels = g_hash_table_lookup (self->pixels, photo->sha256);

  return pixels != NULL ? pixels->opening : NULL;
}

void
_stubble_document_check_openings (StubbleDocument *self)
{
  gboolean has_dropped = FALSE;
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->pixels);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      StubblePixels *pixels = value;

      if (pixels->opening == NULL || has_photo (self, key))
        continue;
      g_clear_pointer (&pixels->opening, stubble_opening_drop);
      g_clear_pointer (&pixels->added, smp_consultation_unref);
      pixels->is_waiting = FALSE;
      has_dropped = TRUE;
    }
  if (!has_dropped)
    return;
  g_signal_emit_by_name (self, "pixels");
  open_next (self);
}
