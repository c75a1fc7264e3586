/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-types.h"

G_BEGIN_DECLS

/* One fault of a file: where (JSON Pointer, RFC 6901; "" is the whole) and what. */
typedef struct
{
  char *pointer;
  char *message;
} SmpProjectFault;

void smp_project_fault_free (SmpProjectFault *self);

/**
 * smp_project_read:
 * @bytes: a consultation file
 * @name: (nullable): what to call it in messages
 * @faults: (out) (optional) (element-type SmpProjectFault): every fault found, for "validate"
 *
 * Reads strictly: size, nesting, strict JSON, types, ranges, counts, cross-references. @error
 * tells the first fault with its JSON Pointer.
 */
SmpConsultation *smp_project_read (GBytes *bytes,
                                   const char *name,
                                   GPtrArray **faults,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * smp_project_list_unknown:
 * @bytes: a consultation file that smp_project_read() takes
 *
 * Members that no part of this program knows, such as those of a later version, or misspelt ones:
 * they do nothing.
 *
 * Returns: (transfer full): their JSON Pointers, at most SMP_MAX_FAULTS; a list that ends with
 * %NULL
 */
GStrv smp_project_list_unknown (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;

/* The bytes of a consultation file, at most SMP_LIMIT_PROJECT_BYTES. Names the file in its errors.
 */
GBytes *smp_project_read_file (GFile *file,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The bytes of any file of at most @limit bytes, a whole number of MB, which is asked for first.
 * Names the file in its errors. */
GBytes *smp_project_read_limited (GFile *file,
                                  guint limit,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* smp_project_read_file() and then smp_project_read(). */
SmpConsultation *
smp_project_load (GFile *file, GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * smp_project_dup_photo_bytes:
 * @folder: (nullable): the folder of the consultation's file, for linked photos
 *
 * The bytes of a photo's own file: its attachment, or the linked file, checked against its SHA-256.
 */
GBytes *smp_project_dup_photo_bytes (const SmpConsultation *consultation,
                                     const SmpPhoto *photo,
                                     GFile *folder,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
