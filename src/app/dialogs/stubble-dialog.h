/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows a modal window over another one: of this size, widget px, but no larger than that one,
 * which may fill a small screen. Escape and Ctrl+W close it. */
void stubble_dialog_open (GtkWindow *dialog, GtkWindow *parent, int width, int height);

G_END_DECLS
