/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows the keys of the window @parent. */
void stubble_shortcuts_present (GtkWindow *parent);

G_END_DECLS
