/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "panels/stubble-panel.h"

G_BEGIN_DECLS

/* Adds the list of single landmarks to a group: each can be placed, placed anew and removed. */
void stubble_landmarks_group_add (StubblePanel *panel, AdwPreferencesGroup *group);

G_END_DECLS
