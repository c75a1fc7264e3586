/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @mm is 0 if the user cancelled. Called once. */
typedef void (*StubbleRulerFunc) (double mm, gpointer user_data);

/* Asks for the true length of what was measured; @guess is what the scale says now. */
void stubble_ruler_dialog_ask (GtkWindow *parent,
                               double guess,
                               StubbleRulerFunc done,
                               gpointer user_data);

G_END_DECLS
