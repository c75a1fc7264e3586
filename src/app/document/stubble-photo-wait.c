/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "document/stubble-photo-wait.h"

#include <glib/gi18n.h>

#include "base/smp-error.h"
#include "model/smp-consultation.h"
#include "model/smp-photo.h"
#include "photo/smp-image.h"

/* Freed with its handlers, or with the document. */
typedef struct
{
  StubbleDocument *document; /* borrowed */
  GTask *task;
  SmpPhoto *photo;
  GSource *cancelled; /* (nullable) */
  gboolean is_over;
} Wait;

static void
wait_free (gpointer data, GClosure *closure)
{
  Wait *self = data;

  if (self->cancelled != NULL)
    {
      g_source_destroy (self->cancelled);
      g_source_unref (self->cancelled);
    }
  /* The document is gone. */
  if (!self->is_over)
    g_task_return_new_error (self->task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  g_object_unref (self->task);
  smp_photo_unref (self->photo);
  g_free (self);
}

/* A retake has the name of the photo that it replaces. */
static gboolean
has_photo (StubbleDocument *document, const SmpPhoto *photo)
{
  const SmpPhoto *now
      = smp_consultation_get_photo (stubble_document_get_consultation (document), photo->id);

  return now != NULL && g_strcmp0 (now->sha256, photo->sha256) == 0;
}

/* FALSE: it has to wait. Who waits may be told at once, and lets go of things then. */
static gboolean
end (Wait *self)
{
  int shrink = 0;
  gboolean is_gone = !has_photo (self->document, self->photo);
  const SmpPyramid *pyramid
      = is_gone ? NULL : stubble_document_need_picture (self->document, self->photo, &shrink);
  gboolean is_whole = pyramid != NULL && shrink == 1;
  gboolean has_failed = stubble_document_has_failed (self->document, self->photo);

  self->is_over = is_gone || is_whole || has_failed
                  || g_cancellable_is_cancelled (g_task_get_cancellable (self->task));
  if (!self->is_over || g_task_return_error_if_cancelled (self->task))
    return self->is_over;
  if (is_whole)
    g_task_return_pointer (self->task, smp_pyramid_ref (pyramid),
                           (GDestroyNotify)smp_pyramid_unref);
  else if (is_gone)
    g_task_return_new_error (self->task, SMP_ERROR, SMP_ERROR_NOT_FOUND,
                             _ ("The photo was removed or replaced."));
  else
    g_task_return_new_error (self->task, SMP_ERROR, SMP_ERROR_IO,
                             _ ("The photo could not be opened."));
  return TRUE;
}

static void
on_news (StubbleDocument *document, Wait *self)
{
  /* Whoever is told may have been the last who had it. */
  g_autoptr (StubbleDocument) held = g_object_ref (document);

  if (!self->is_over && end (self))
    g_signal_handlers_disconnect_by_data (held, self);
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer data)
{
  Wait *self = data;

  on_news (self->document, self);
  return G_SOURCE_REMOVE;
}

void
stubble_photo_wait_async (StubbleDocument *document,
                          const SmpPhoto *photo,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Wait *self;

  g_return_if_fail (STUBBLE_IS_DOCUMENT (document));

  self = g_new0 (Wait, 1);
  self->document = document;
  self->task = g_task_new (NULL, cancellable, callback, user_data);
  self->photo = smp_photo_ref (photo);
  g_task_set_source_tag (self->task, stubble_photo_wait_async);
  if (end (self))
    {
      wait_free (self, NULL);
      return;
    }
  g_signal_connect_data (document, "pixels", G_CALLBACK (on_news), self, wait_free, 0);
  g_signal_connect (document, "changed", G_CALLBACK (on_news), self);
  if (cancellable == NULL)
    return;
  self->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (self->cancelled, G_SOURCE_FUNC (on_cancelled), self, NULL);
  g_source_attach (self->cancelled, NULL);
}

SmpPyramid *
stubble_photo_wait_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, stubble_photo_wait_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
