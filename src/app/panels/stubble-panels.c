/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "panels/stubble-panels.h"

#include <glib/gi18n.h>

#define ICON(name) "io.github.stubble.Stubble-" name "-symbolic"

const StubblePanelInfo stubble_panels[] = {
  { "photo", ICON ("photo"), N_ ("Photo"), N_ ("Client, photo and scale (F1)"),
    stubble_photo_panel_new },
};

const gsize stubble_n_panels = G_N_ELEMENTS (stubble_panels);
