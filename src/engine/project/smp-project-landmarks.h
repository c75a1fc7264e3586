/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-types.h"

G_BEGIN_DECLS

/**
 * smp_project_read_landmarks_file:
 * @bytes: a JSON object: file name of a photo → its landmarks, as in a consultation file
 * @name: what to call the file in messages
 * @unknown: (out) (optional) (transfer full): the JSON Pointers of landmarks and members of rulers
 *   that nothing knows, as smp_project_list_unknown() tells them; NULL where there is an error
 *
 * Returns: (transfer full) (element-type utf8 SmpLandmarks): by file name
 */
GHashTable *smp_project_read_landmarks_file (GBytes *bytes,
                                             const char *name,
                                             GStrv *unknown,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
