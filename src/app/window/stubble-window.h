/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <adwaita.h>

#include "canvas/stubble-canvas.h"
#include "document/stubble-document.h"

G_BEGIN_DECLS

#define STUBBLE_TYPE_WINDOW (stubble_window_get_type ())
G_DECLARE_FINAL_TYPE (StubbleWindow, stubble_window, STUBBLE, WINDOW, AdwApplicationWindow)

GtkWidget *stubble_window_new (GtkApplication *application);

/* Opens a photo or a consultation, after asking about unsaved changes. */
void stubble_window_open (StubbleWindow *self, GFile *file);
/* Whether there is nothing in it, nor on its way. */
gboolean stubble_window_is_empty (StubbleWindow *self);
/* (nullable) */
StubbleDocument *stubble_window_get_document (StubbleWindow *self);
StubbleCanvas *stubble_window_get_canvas (StubbleWindow *self);
/* Shows a document; NULL for the start page. */
void stubble_window_set_document (StubbleWindow *self, StubbleDocument *document);
/* A short message at the bottom. */
void stubble_window_toast (StubbleWindow *self, const char *text);
/* The same after an edit, with a button that takes it back; it goes with the next edit. */
void stubble_window_toast_undo (StubbleWindow *self, const char *text);

G_END_DECLS
