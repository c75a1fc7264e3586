/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gtk/gtk.h>

#include "document/stubble-document.h"

G_BEGIN_DECLS

/* Saves the document's look as a preset, applies presets (through @parent's action "preset"), and
 * imports, exports and deletes them. */
GtkWindow *stubble_presets_dialog_present (GtkWindow *parent, StubbleDocument *document);

G_END_DECLS
