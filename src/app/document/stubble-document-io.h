/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "document/stubble-document.h"

G_BEGIN_DECLS

/**
 * stubble_document_load_async:
 * @file: a photo, or a consultation (*.json)
 *
 * Reads in threads until there is a picture that is good enough to work on; a photo becomes a new
 * consultation. All of the picture may come later: see stubble_document_need_picture().
 *
 * Returns: (transfer full): how far it is, and to cancel it
 */
StubbleOpening *stubble_document_load_async (GFile *file,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer none): what stubble_document_load_async() gave. */
StubbleOpening *stubble_document_load_get_opening (GAsyncResult *result);
/* @notices: (out) (transfer full) (nullable): sentences about the photo,
 * as far as they are known; the others come as "photo-notice" */
StubbleDocument *stubble_document_load_finish (GAsyncResult *result,
                                               char **notices,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * stubble_document_save_async:
 * @file: where to
 * @overwrite: even if the file on disk is not the one that was read; else that ends in
 *   G_IO_ERROR_WRONG_ETAG
 *
 * Saves the value of now in a thread; what is edited meanwhile stays unsaved.
 */
void stubble_document_save_async (StubbleDocument *self,
                                  GFile *file,
                                  gboolean overwrite,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean stubble_document_save_finish (StubbleDocument *self, GAsyncResult *result, GError **error);

/* Reads the document's file again in a thread. What is on disk then becomes one step of the
 * history, so that work which was not saved is one step back. */
void stubble_document_reload_async (StubbleDocument *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
stubble_document_reload_finish (StubbleDocument *self, GAsyncResult *result, GError **error);

/**
 * stubble_document_add_photo_async:
 * @file: a photo
 * @replaced: (nullable): id of the photo of which it is a retake
 *
 * Opens a photo in a thread. Once there is a picture that is good enough to work on, adds it as one
 * step of the history, in the first view that there is no photo of yet, and works on it. A retake
 * takes the place of the other photo, whose landmarks and zones it takes over.
 */
void stubble_document_add_photo_async (StubbleDocument *self,
                                       GFile *file,
                                       const char *replaced,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* @notices: (out) (transfer full) (nullable): sentences about the photo */
gboolean stubble_document_add_photo_finish (StubbleDocument *self,
                                            GAsyncResult *result,
                                            char **notices,
                                            GError **error);

/* Forgets the file, so that saving asks for another: for the sample, which is not to be changed. */
void stubble_document_detach (StubbleDocument *self);

/* Makes what was loaded from a recovery copy unsaved work on its own file again. */
void stubble_document_recover (StubbleDocument *self, GFile *origin, const char *origin_etag);

/* Waits until the head is fitted to what was done to landmarks, whose rest ends at once, as far as
 * the photos' pixels are there: for what is laid on the head. */
void stubble_document_settle_async (StubbleDocument *self,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* FALSE: something was undone or redone meanwhile. */
gboolean stubble_document_settle_finish (StubbleDocument *self, GAsyncResult *result);

/* The head's contour in the shown photo, for proposals: found in a thread, once the head has
 * settled. The frame of the face is that of the landmarks, else guessed from @hairline. NULL
 * without an error if none is seen; G_IO_ERROR_CANCELLED if something was undone, or another photo
 * shown, meanwhile. */
void stubble_document_find_contour_async (StubbleDocument *self,
                                          const SmpOutline *hairline,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
SmpPolygon *stubble_document_find_contour_finish (StubbleDocument *self,
                                                  GAsyncResult *result,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the name is that of a consultation, not of a photo. */
gboolean stubble_document_is_consultation_name (const char *name);

G_END_DECLS
