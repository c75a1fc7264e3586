/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-types.h"

G_BEGIN_DECLS

/**
 * smp_project_save:
 * @etag: (inout) (optional): if *etag is not NULL, saving fails with G_IO_ERROR_WRONG_ETAG when the
 *   file has changed on disk since; gets the new one
 *
 * Writes the file whole or not at all: to a temporary file beside it, flushed, then renamed.
 */
gboolean smp_project_save (const SmpConsultation *consultation,
                           GFile *file,
                           char **etag,
                           GCancellable *cancellable,
                           GError **error);

/* (transfer full) (nullable): what tells whether a file has changed on disk. */
char *smp_project_dup_etag (GFile *file, GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
