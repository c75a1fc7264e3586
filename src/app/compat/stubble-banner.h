/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*StubbleBannerFunc) (GtkWidget *banner, gpointer user_data);

/* Words across the window that ask for one thing to be done, and can be closed. It is hidden at
 * first, and hides itself once it was answered. AdwBanner comes with libadwaita 1.3.
 * @button: with a mnemonic. Returns: (transfer floating). */
GtkWidget *stubble_banner_new (const char *text,
                               const char *button,
                               StubbleBannerFunc done,
                               gpointer user_data);

void stubble_banner_reveal (GtkWidget *banner, gboolean reveal);

G_END_DECLS
