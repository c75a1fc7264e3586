/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "panels/stubble-panel.h"

G_BEGIN_DECLS

/* The group of the density brush: which of its two tools, how wide, how strong, and keep-out. */
GtkWidget *stubble_brush_group_new (StubbleCanvas *canvas);

G_END_DECLS
