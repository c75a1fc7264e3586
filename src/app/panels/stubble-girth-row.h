/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "panels/stubble-panel.h"

G_BEGIN_DECLS

/* Adds the row in which the client's head circumference is typed, as a tape tells it. The head is
 * fitted to it while it is typed; what is typed until the row is left is one step back. */
void stubble_girth_row_add (StubblePanel *panel, AdwPreferencesGroup *group);

G_END_DECLS
