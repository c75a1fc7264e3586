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

/* Numbers that do not read from left to right, as they do in every script: a sign on the wrong side
 * of its number (“% 18”), or two numbers the wrong way about (“4000 × 3000” of a photo 3000 px
 * wide). */
void check_numbers (GtkWidget *window, const char *where, GString *faults);
