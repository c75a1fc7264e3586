/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "model/smp-palette.h"

G_BEGIN_DECLS

/**
 * smp_palette_read:
 * @bytes: a palette of docs/palettes.md, or a GIMP palette (.gpl)
 * @name: (nullable): of the file, for messages
 *
 * A colour of a GIMP palette becomes an own shade: what a closed patch of healed pigment should
 * look like.
 */
SmpPalette *
smp_palette_read (GBytes *bytes, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
SmpPalette *
smp_palette_load (GFile *file, GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* As JSON. (transfer full) */
GBytes *smp_palette_write (const SmpPalette *self) G_GNUC_WARN_UNUSED_RESULT;

/* The palettes of the program (data/palettes): an array that ends with NULL. (transfer none) */
const SmpPalette *const *smp_palette_builtin (gsize *n);

G_END_DECLS
