/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gtk/gtk.h>

#include "document/stubble-document.h"

G_BEGIN_DECLS

#define STUBBLE_TYPE_VIEWS_STRIP (stubble_views_strip_get_type ())
G_DECLARE_FINAL_TYPE (StubbleViewsStrip, stubble_views_strip, STUBBLE, VIEWS_STRIP, GtkWidget)

/**
 * StubbleViewsStrip:
 *
 * The photos of the consultation one below the other, each with its view. Selecting one works on
 * it; a button on the others shows them beside it, the one that is worked on has a menu. Rows are
 * dragged to reorder, photos dropped from elsewhere are added.
 *
 * Signals: "dropped" (a GFile): to be added.
 */
GtkWidget *stubble_views_strip_new (void);

/* (nullable) */
void stubble_views_strip_set_document (StubbleViewsStrip *self, StubbleDocument *document);
/* Whether a photo is being added. */
void stubble_views_strip_set_busy (StubbleViewsStrip *self, gboolean is_busy);

G_END_DECLS
