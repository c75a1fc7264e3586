/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "window-fixture.h"

/* What the tests share that move a hand over a canvas and look at what it draws. */

/* What hears the hand and the keys: the first of its type. */
GtkEventController *find_controller (gpointer widget, GType type);
/* What hears a drag with the first button, as the left one of a mouse. */
GtkEventController *find_drag (StubbleCanvas *canvas);

/* A canvas as it is drawn; rows from the top. */
typedef struct
{
  int width;
  int height;
  guint8 *pixels; /* as GDK_MEMORY_DEFAULT */
} Shot;

void shot_clear (Shot *shot);
GskRenderNode *draw (StubbleCanvas *canvas);
Shot shoot (StubbleCanvas *canvas);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shot, shot_clear)
