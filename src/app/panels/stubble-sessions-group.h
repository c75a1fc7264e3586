/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "panels/stubble-panel.h"

G_BEGIN_DECLS

/* Adds the sessions: how many, and of each its share of the dots, when it is planned and was done,
 * and notes. Returns what follows the plan. */
GtkWidget *stubble_sessions_group_add (StubblePanel *panel);
void stubble_sessions_group_update (GtkWidget *group);

G_END_DECLS
