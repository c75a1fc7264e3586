/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gtk/gtk.h>

#include "document/stubble-document.h"

G_BEGIN_DECLS

/* A dim label for panels of zones: what to do where the photo shows none. */
GtkWidget *stubble_no_zone_new (void);
/* @usual: where nothing is planned */
void stubble_no_zone_update (GtkWidget *self, StubbleDocument *document, const char *usual);

G_END_DECLS
