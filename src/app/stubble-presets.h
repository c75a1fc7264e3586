/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gio/gio.h>

#include "model/smp-preset.h"

G_BEGIN_DECLS

/* The presets that the user saved or imported, one file each in the user's data folder. Main thread
 * only. */

typedef struct
{
  char *id; /* name of the file */
  SmpPreset *preset;
} StubbleSavedPreset;

/* (transfer none) (element-type StubbleSavedPreset): by name; read once, anew after a change. */
GPtrArray *stubble_presets_get (void);
/* (transfer none) (nullable) */
const SmpPreset *stubble_presets_find (const char *id);

/* Items that activate "win.preset", for the menus of all windows; follows every change.
 * (transfer none) */
GMenuModel *stubble_presets_get_menu (void);

/* What stood in a file before it was changed, so that it can be brought back. */
typedef struct
{
  char *id;
  GBytes *bytes; /* (nullable): there was no such file */
} StubblePresetUndo;

void stubble_preset_undo_free (StubblePresetUndo *self);

/* Each of them tells in @undo (optional) what there was before. One of the same name is replaced.
 */
gboolean stubble_presets_save (const SmpPreset *preset, StubblePresetUndo **undo, GError **error);
/* (transfer none) (nullable): the preset that was read from @file and kept. */
const SmpPreset *stubble_presets_import (GFile *file, StubblePresetUndo **undo, GError **error);
gboolean stubble_presets_remove (const char *id, StubblePresetUndo **undo, GError **error);
gboolean stubble_presets_undo (const StubblePresetUndo *undo, GError **error);

G_END_DECLS
