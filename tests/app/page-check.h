/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <adwaita.h>

/* What is wrong with how a window lies: children that reach out of where they can be seen or
 * scrolled to, and words that are cut off. A line each is added to @faults; @where begins it. */
void check_layout (GtkWidget *window, const char *where, GString *faults);

/* Writes a picture of it for people to look at into the folder of STUBBLE_PAGE_SHOTS, if there is
 * one. */
void keep_picture (GtkWidget *window, const char *where);

/* What can be focused without a name that a screen reader could say. */
void check_names (GtkWidget *window, const char *where, GString *faults);
