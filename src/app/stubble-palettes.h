/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "base/smp-types.h"

G_BEGIN_DECLS

/* The palettes to choose a shade from: the program's, then those that were imported, which are kept
 * in the user's data folder. Main thread only. */

/* (transfer none) (element-type SmpPalette): read once, anew after an import. */
GPtrArray *stubble_palettes_get (void);

/* Reads a palette of ours or of GIMP and keeps it. (transfer none) (nullable) */
const SmpPalette *stubble_palettes_import (GFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A shade by "palette/shade". (transfer none) (nullable) */
const SmpPigment *stubble_palettes_find (const char *name);
/* The name of a shade that equals @pigment, or "". (transfer full) */
char *stubble_palettes_name_of (const SmpPigment *pigment) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
