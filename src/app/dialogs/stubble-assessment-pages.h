/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <adwaita.h>

#include "record/smp-advice.h"

G_BEGIN_DECLS

/* A page of sentences for the client, with where each rests on. */
GtkWidget *stubble_advice_page_new (SmpAdviceKind kind, const char *icon);

/* A row to choose one of @n words, each translated already; "changed" is notify::selected. */
GtkWidget *stubble_choice_row_new (const char *title, const char *const *words, gsize n);

G_END_DECLS
