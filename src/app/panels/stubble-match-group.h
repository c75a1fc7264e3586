/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "panels/stubble-panel.h"

G_BEGIN_DECLS

/* Adds what samples the photo's skin and hair and proposes shades that blend in. */
void stubble_match_group_add (StubblePanel *panel);

G_END_DECLS
