/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <adwaita.h>

#include "window/stubble-window-private.h"

/* What the tests of the window share: a window of the application with a copy of the sample in a
 * folder of its own. */

typedef gboolean (*Condition) (gpointer data);

void wait_until (Condition condition, gpointer data);
void flush (void);
/* All of the document's photos are there, or will not come. */
gboolean is_whole (StubbleWindow *self);
gboolean is_open (gpointer data);
gboolean is_settled (gpointer data);
/* Until all parts of the main window, or of one over it, have stood still for a few frames. */
void wait_for_layout (GtkWidget *window);
StubbleWindow *open_window (const char *sample);
void close_window (StubbleWindow *self);
void activate (StubbleWindow *self, const char *action, const char *target);
GtkWidget *find (GtkWidget *root, GType type, const char *title);
/* (nullable): what is open over the window, as far as the application made it. */
GtkWidget *find_dialog (StubbleWindow *self);
/* (nullable): the sentence that stands over the window. */
GtkWindow *find_message (StubbleWindow *self);
/* Makes the application, lets @add add the tests, and runs them. */
int run_tests (int *argc, char ***argv, void (*add) (void));
