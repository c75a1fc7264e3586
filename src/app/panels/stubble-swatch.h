/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A patch with round corners: one colour, or up to three beside each other. @width 0 for what there
 * is. */
GtkWidget *stubble_swatch_new (int width, int height);
/* @rgb: @n colours of three bytes each, encoded sRGB */
void stubble_swatch_set (GtkWidget *swatch, const guint8 *rgb, gsize n);

G_END_DECLS
