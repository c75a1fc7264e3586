/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "panels/stubble-panel.h"

G_BEGIN_DECLS

/* Adds how the pigment is mixed and brought into the skin. Returns what follows the plan. */
GtkWidget *stubble_recipe_group_add (StubblePanel *panel);
void stubble_recipe_group_update (GtkWidget *group);

G_END_DECLS
