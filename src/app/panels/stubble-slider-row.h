/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define STUBBLE_TYPE_SLIDER_ROW (stubble_slider_row_get_type ())
G_DECLARE_FINAL_TYPE (StubbleSliderRow, stubble_slider_row, STUBBLE, SLIDER_ROW, AdwPreferencesRow)

/**
 * StubbleSliderRow:
 *
 * A number as a slider and a spin button. Signals: "moved" at each change by hand, live; "settled"
 * when a drag, or a run of keys, is over.
 */
GtkWidget *stubble_slider_row_new (
    const char *title, const char *unit, double least, double most, double step, int digits);

/* One of a table of sliders, and what its edits are called in the history. */
typedef struct
{
  const char *title; /* translatable, as the following two; "" for no unit */
  const char *unit;
  const char *label;
  const char *key; /* edits of one key are one step back */
  double least;
  double most;
  double step;
  int digits;
  double factor; /* of the value that is edited; 0 for 1 */
} StubbleSliderSpec;

GtkWidget *stubble_slider_row_new_of (const StubbleSliderSpec *spec);

/* Its slider is a place across the picture: it runs from left to right in every script, as the
 * picture does. */
void stubble_slider_row_set_across (StubbleSliderRow *self);

double stubble_slider_row_get_value (StubbleSliderRow *self);
/* Emits nothing. */
void stubble_slider_row_set_value (StubbleSliderRow *self, double value);

G_END_DECLS
