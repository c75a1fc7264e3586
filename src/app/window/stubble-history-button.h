/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <adwaita.h>

#include "document/stubble-document.h"

G_BEGIN_DECLS

#define STUBBLE_TYPE_HISTORY_BUTTON (stubble_history_button_get_type ())
G_DECLARE_FINAL_TYPE (StubbleHistoryButton, stubble_history_button, STUBBLE, HISTORY_BUTTON, AdwBin)

/**
 * StubbleHistoryButton:
 *
 * Opens the list of all steps, the last on top; choosing one undoes or redoes up to there.
 */

/* (nullable) */
void stubble_history_button_set_document (StubbleHistoryButton *self, StubbleDocument *document);

G_END_DECLS
