/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "panels/stubble-panel.h"

G_BEGIN_DECLS

/* Adds the variants: which one is worked on, its name and notes, another like it, all side by side.
 */
void stubble_variants_group_add (StubblePanel *panel);
void stubble_variants_group_update (StubblePanel *panel);

G_END_DECLS
