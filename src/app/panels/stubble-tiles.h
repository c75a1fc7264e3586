/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lays children out as tiles of one width, in rows of up to so many, of fewer where their words
 * would not fit otherwise. */
#define STUBBLE_TYPE_TILES (stubble_tiles_get_type ())
G_DECLARE_FINAL_TYPE (StubbleTiles, stubble_tiles, STUBBLE, TILES, GtkLayoutManager)

/* A box that does, to append tiles to. @spacing: between them, widget px. (transfer floating) */
GtkWidget *stubble_tiles_box_new (guint most_columns, int spacing);

G_END_DECLS
