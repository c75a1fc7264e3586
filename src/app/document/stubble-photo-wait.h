/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "document/stubble-document.h"

G_BEGIN_DECLS

/**
 * stubble_photo_wait_async:
 * @photo: of the document
 * @cancellable: (nullable)
 * @callback: without a source object
 *
 * Waits until all of the photo is there, which is read if it is not. The document is not held: if
 * it goes, the wait ends as if it had been cancelled. Ends with %SMP_ERROR_NOT_FOUND if the photo
 * was removed or replaced meanwhile, with %SMP_ERROR_IO if it could not be read.
 */
void stubble_photo_wait_async (StubbleDocument *document,
                               const SmpPhoto *photo,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* Returns: (transfer full): all of the photo, or %NULL with @error. */
SmpPyramid *stubble_photo_wait_finish (GAsyncResult *result,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
