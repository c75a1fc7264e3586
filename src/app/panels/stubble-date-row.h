/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define STUBBLE_TYPE_DATE_ROW (stubble_date_row_get_type ())
G_DECLARE_FINAL_TYPE (StubbleDateRow, stubble_date_row, STUBBLE, DATE_ROW, AdwActionRow)

/**
 * StubbleDateRow:
 *
 * A date that is chosen in a calendar, or none. Signal: "chosen" when it was changed by hand.
 */
GtkWidget *stubble_date_row_new (const char *title);

/* (nullable): YYYY-MM-DD */
const char *stubble_date_row_get_date (StubbleDateRow *self);
/* @date: (nullable): YYYY-MM-DD; @usual (nullable): what is shown, dimmed, where there is none.
 * Emits nothing. */
void stubble_date_row_set_date (StubbleDateRow *self, const char *date, const char *usual);

G_END_DECLS
