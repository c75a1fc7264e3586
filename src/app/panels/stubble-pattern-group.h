/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "panels/stubble-panel.h"

G_BEGIN_DECLS

/* The group that proposes zones for a stage of a classification of hair loss. Begins with what the
 * assessment says. */
GtkWidget *stubble_pattern_group_new (StubbleDocument *document);

G_END_DECLS
