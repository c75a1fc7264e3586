/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "model/smp-preset.h"

G_BEGIN_DECLS

/**
 * smp_preset_read:
 * @bytes: a preset of docs/presets.md
 * @name: (nullable): of the file, for messages
 * @unknown: (out) (optional) (transfer full): the JSON Pointers of members that nothing knows, as
 *   smp_project_list_unknown() tells them of a consultation; NULL where there is an error
 */
SmpPreset *smp_preset_read (GBytes *bytes, const char *name, GStrv *unknown, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
SmpPreset *smp_preset_load (GFile *file, GStrv *unknown, GCancellable *cancellable, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* As JSON. (transfer full) */
GBytes *smp_preset_write (const SmpPreset *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
