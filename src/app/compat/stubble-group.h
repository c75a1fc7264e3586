/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A group with a title and a description, both nullable, whose description wraps at any width. GTK
 * 4.8 rounds the height of wrapped words, so that a box whose parts stand side by side, as those of
 * a group's header do, now and then gives them the width of fewer lines, which reaches out of the
 * group. (transfer floating) */
AdwPreferencesGroup *stubble_group_new (const char *title, const char *description);

/* Adds a widget at the end of its header, beside which that may happen. */
void stubble_group_set_suffix (AdwPreferencesGroup *group, GtkWidget *suffix);

/* A row of words alone, with nothing before or after them, which wrap at any width: the same holds
 * for a row's words and what stands beside them. Title and subtitle are markup.
 * (transfer floating) */
GtkWidget *stubble_words_row_new (const char *title, const char *subtitle);

G_END_DECLS
