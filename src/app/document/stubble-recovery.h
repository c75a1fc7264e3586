/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "document/stubble-document.h"

G_BEGIN_DECLS

/**
 * StubbleRecovery:
 *
 * Keeps a copy of a document's unsaved work in the recovery folder, written in a thread a second
 * after a change at the latest, and takes it away when the work is saved or undone. Freeing it
 * leaves the copy that there is. Main thread only.
 */
typedef struct _StubbleRecovery StubbleRecovery;

StubbleRecovery *stubble_recovery_new (StubbleDocument *document) G_GNUC_WARN_UNUSED_RESULT;
void stubble_recovery_free (StubbleRecovery *self);
/* The work was discarded: takes the copy away and writes none any more. */
void stubble_recovery_discard (StubbleRecovery *self);
/* Other work takes the place of what the copy holds, and nobody has saved that: the copy stays, to
 * be offered again, until this document writes one anew. */
void stubble_recovery_leave (StubbleRecovery *self);

/* (transfer full): the user's folder of recovery copies. */
GFile *stubble_recovery_folder (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
