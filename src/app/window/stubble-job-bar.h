/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STUBBLE_TYPE_JOB_BAR (stubble_job_bar_get_type ())
G_DECLARE_FINAL_TYPE (StubbleJobBar, stubble_job_bar, STUBBLE, JOB_BAR, GtkWidget)

/**
 * StubbleJobBar:
 *
 * How far long work is, over the canvas, and a button that cancels it. Hidden while there is none,
 * and then it takes no time at all; work that is done in a moment is never shown.
 */
GtkWidget *stubble_job_bar_new (void);

/* @thousandths: (atomic) (nullable): how far the work is, where that is known; read until
 * stubble_job_bar_end().
 * @cancellable: of the work, and what it is known by. Takes the place of other work. */
void stubble_job_bar_begin (StubbleJobBar *self,
                            const char *text,
                            const gint *thousandths,
                            GCancellable *cancellable);
/* Nothing, if other work took the place of this one's. */
void stubble_job_bar_end (StubbleJobBar *self, GCancellable *cancellable);
/* As its button does; FALSE, if other work is shown or none. */
gboolean stubble_job_bar_cancel (StubbleJobBar *self, GCancellable *cancellable);
gboolean stubble_job_bar_is_busy (StubbleJobBar *self);

G_END_DECLS
