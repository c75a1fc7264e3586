/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "panels/stubble-panel.h"

G_BEGIN_DECLS

/* Adds the switch of the help lines, and what they measure. */
void stubble_guides_group_add (StubblePanel *panel);

G_END_DECLS
