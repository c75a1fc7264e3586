/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <adwaita.h>

#include "canvas/stubble-canvas.h"
#include "document/stubble-document.h"

G_BEGIN_DECLS

#define STUBBLE_TYPE_PRESENT (stubble_present_get_type ())
G_DECLARE_FINAL_TYPE (StubblePresent, stubble_present, STUBBLE, PRESENT, AdwWindow)

/**
 * StubblePresent:
 *
 * The window for the client: the picture, and large controls for before, split, after and the time
 * line. It names no file and no person, and has no way to another consultation; closing it asks
 * nothing. It has a canvas of its own, with a zoom of its own, and follows what the practitioner's
 * canvas shows, and how, until it is pinned: then it stays with the photo and the plan of that
 * moment, whatever is tried in the meantime.
 *
 * Signals: "notify::pinned".
 */
GtkWidget *stubble_present_new (StubbleDocument *document, StubbleCanvas *followed);

StubbleCanvas *stubble_present_get_canvas (StubblePresent *self);
void stubble_present_set_pinned (StubblePresent *self, gboolean pinned);
gboolean stubble_present_get_pinned (StubblePresent *self);

/**
 * stubble_present_pick_monitor:
 * @monitors: (element-type GdkMonitor): all there are
 * @own: (nullable): that of the practitioner's window
 *
 * Returns: (transfer none) (nullable): the first other one, %NULL if there is none
 */
GdkMonitor *stubble_present_pick_monitor (GListModel *monitors, GdkMonitor *own);

/* Shows it in full on a monitor other than that of @practitioner, or on the only one. */
void stubble_present_show (StubblePresent *self, GtkWindow *practitioner);

G_END_DECLS
