/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lays two children out beside each other, the second as wide as it wants to be and the first as
 * wide as is left, or the second below the first where there is no room for that. */
#define STUBBLE_TYPE_BESIDE (stubble_beside_get_type ())
G_DECLARE_FINAL_TYPE (StubbleBeside, stubble_beside, STUBBLE, BESIDE, GtkLayoutManager)

/* A box that does. @spacing: between them, widget px. (transfer floating) */
GtkWidget *stubble_beside_box_new (GtkWidget *first, GtkWidget *second, int spacing);

G_END_DECLS
