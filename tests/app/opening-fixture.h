/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "window-fixture.h"

/* What the tests of a photo that is on its way share. The process that reads it is held up as soon
 * as the first picture has come, so that there is time enough on any machine. */

/* Of the large photo. */
#define LARGE_WIDTH 6000
#define LARGE_HEIGHT 8000
/* The process may be quicker than who wants to stop it, or ended for having taken too long. */
#define HOLD_UP_TRIES 10

/* run_tests() with "large.jpg" and "small.jpg" in a folder of their own. */
int run_opening_tests (int *argc, char ***argv, void (*add) (void));
/* (transfer full): a file of that folder. */
GFile *in_folder (const char *name);
/* Opens the photo up to the first picture. Returns the process that reads it, which waits for
 * SIGCONT. */
GPid hold_up (StubbleWindow *self, const char *name);
/* The process that reads the photo, this one's only child, or 0. */
GPid find_helper (void);
void spin (double seconds);

/* To wait for. */
gboolean has_no_helper (gpointer data);
gboolean has_document (gpointer data);
gboolean is_drawn (gpointer data);
gboolean is_finished (gpointer data);
gboolean is_exported (gpointer data);
gboolean is_added (gpointer data);
gboolean is_retaken (gpointer data);
