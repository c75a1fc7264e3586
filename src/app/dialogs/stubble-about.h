/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows what the program is. @parent nullable. */
void stubble_about_present (GtkWindow *parent);

G_END_DECLS
