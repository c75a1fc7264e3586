/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#pragma once

#include "base/smp-types.h"

G_BEGIN_DECLS

/* Steps that can be undone. */
#define SMP_HISTORY_STEPS 500

/**
 * SmpHistory:
 *
 * The list of consultation values behind undo and redo. Belongs to one thread; the values in it
 * do not.
 */
SmpHistory *smp_history_new (const SmpConsultation *first) G_GNUC_WARN_UNUSED_RESULT;
void smp_history_free (SmpHistory *self);

/* (transfer none): the value that now holds. */
const SmpConsultation *smp_history_get_current (SmpHistory *self);

/**
 * smp_history_commit:
 * @value: the new consultation
 * @label: what was done, translated, for "Undo …"
 * @merge_key: (nullable): consecutive commits with the same key become one step, so that one drag
 *   of a node or a slider is one step
 *
 * Makes @value the current one and forgets what had been undone.
 */
void smp_history_commit (SmpHistory *self,
                         const SmpConsultation *value,
                         const char *label,
                         const char *merge_key);
/* Puts @value in the place of the current one, as what it should have been: no step of its own.
 * What had been undone is forgotten. */
void smp_history_amend (SmpHistory *self, const SmpConsultation *value);
/* The next commit begins a step of its own, whatever its key: called at the end of a drag. */
void smp_history_seal (SmpHistory *self);

gboolean smp_history_undo (SmpHistory *self);
gboolean smp_history_redo (SmpHistory *self);
/* Label of the step that undo or redo would take, or NULL if there is none. */
const char *smp_history_get_undo_label (SmpHistory *self);
const char *smp_history_get_redo_label (SmpHistory *self);

/* All values, oldest first: how many, which one holds now, the label of the step that led to one
 * (NULL for the first of all), and undo or redo until one holds. */
guint smp_history_get_n_values (SmpHistory *self);
guint smp_history_get_position (SmpHistory *self);
const char *smp_history_get_label (SmpHistory *self, guint position);
gboolean smp_history_go_to (SmpHistory *self, guint position);

/* Marks the current value as the one on disk, and asks whether the current one differs from it. */
void smp_history_mark_saved (SmpHistory *self, const SmpConsultation *value);
gboolean smp_history_is_saved (SmpHistory *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmpHistory, smp_history_free)

G_END_DECLS
