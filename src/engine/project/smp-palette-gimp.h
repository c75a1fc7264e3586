/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "model/smp-palette.h"

G_BEGIN_DECLS

/* Whether the text begins as a GIMP palette does. */
gboolean smp_palette_is_gimp (const char *text, gsize size);

/* A line a colour: red, green and blue from 0 to 255, and a name. */
SmpPalette *smp_palette_read_gimp (const char *text, gsize size, const char *name, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
