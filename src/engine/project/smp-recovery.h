/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-types.h"

G_BEGIN_DECLS

/**
 * SmpRecoveryCopy:
 *
 * Work that was never saved: a whole consultation file in the recovery folder, with a note beside
 * it of where it came from.
 */
typedef struct
{
  GFile *file;        /* of the copy */
  GFile *origin;      /* (nullable): the consultation's file, if it had one */
  char *origin_etag;  /* (nullable): what that file was when it was opened or saved */
  GDateTime *written; /* local time */
} SmpRecoveryCopy;

void smp_recovery_copy_free (SmpRecoveryCopy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpRecoveryCopy, smp_recovery_copy_free)

/* (transfer full): where the copy of the consultation with this id is, or would be. */
GFile *smp_recovery_file (GFile *folder, const char *consultation_id) G_GNUC_WARN_UNUSED_RESULT;

/**
 * smp_recovery_write:
 * @folder: made if it is missing, for this user alone
 * @origin: (nullable): the consultation's file
 * @origin_etag: (nullable): what is known of it
 * @links: (nullable): the file beside which linked photos are
 *
 * Writes the copy whole or not at all, over an older one of the same consultation.
 */
gboolean smp_recovery_write (GFile *folder,
                             const SmpConsultation *consultation,
                             GFile *origin,
                             const char *origin_etag,
                             GFile *links,
                             GCancellable *cancellable,
                             GError **error);

/* (transfer full) (element-type SmpRecoveryCopy): all copies, the newest first. */
GPtrArray *smp_recovery_list (GFile *folder) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable): the copy in that file. */
SmpRecoveryCopy *smp_recovery_read (GFile *file) G_GNUC_WARN_UNUSED_RESULT;
/* Gives the copy another name, so that no later one is written over it. */
gboolean smp_recovery_keep (GFile *file, GError **error);
/* Deletes the copy and its note. */
void smp_recovery_remove (GFile *file);

G_END_DECLS
