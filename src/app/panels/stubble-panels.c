/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "panels/stubble-panels.h"

#include <glib/gi18n.h>

#define ICON(name) "io.github.stubble.Stubble-" name "-symbolic"

const StubblePanelInfo stubble_panels[] = {
  { "photo", ICON ("photo"), N_ ("Photo"), N_ ("Client, photo and scale (F1)"),
    stubble_photo_panel_new },
  { "hairline", ICON ("hairline"), N_ ("Hairline"), N_ ("Templates, drawing and nodes (F2)"),
    stubble_hairline_panel_new },
  { "zones", ICON ("zones"), N_ ("Zones"), N_ ("What is treated, and what is kept free (F3)"),
    stubble_zones_panel_new },
  { "shade", ICON ("shade"), N_ ("Shade"), N_ ("The pigment (F4)"), stubble_shade_panel_new },
  { "density", ICON ("density"), N_ ("Density"), N_ ("Dots and edges (F5)"),
    stubble_density_panel_new },
  { "time", ICON ("time"), N_ ("Time"), N_ ("Sessions, healed, and years later (F6)"),
    stubble_time_panel_new },
  { "compare", ICON ("compare"), N_ ("Compare"), N_ ("Before and after (F7)"),
    stubble_compare_panel_new },
  { "record", ICON ("record"), N_ ("Record"), N_ ("Pictures for the record (F8)"),
    stubble_record_panel_new },
};

const gsize stubble_n_panels = G_N_ELEMENTS (stubble_panels);
