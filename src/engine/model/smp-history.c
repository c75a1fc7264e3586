/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-history.h"

#include "model/smp-consultation.h"

typedef struct
{
  SmpConsultation *value;
  char *label;     /* of the step that led here; NULL for the first */
  char *merge_key; /* (nullable) */
} Step;

struct _SmpHistory
{
  GPtrArray *steps; /* of Step */
  guint current;
  gboolean sealed;        /* the next commit is a step of its own */
  SmpConsultation *saved; /* (nullable) */
};

static void
step_free (gpointer data)
{
  Step *self = data;

  smp_consultation_unref (self->value);
  g_free (self->label);
  g_free (self->merge_key);
  g_free (self);
}

static void
append_step (SmpHistory *self, const SmpConsultation *value, const char *label, const char *key)
{
  Step *step = g_new0 (Step, 1);

  step->value = smp_consultation_ref (value);
  step->label = g_strdup (label);
  step->merge_key = g_strdup (key);
  g_ptr_array_add (self->steps, step);
}

static Step *
step_at (SmpHistory *self, guint i)
{
  return g_ptr_array_index (self->steps, i);
}

SmpHistory *
smp_history_new (const SmpConsultation *first)
{
  SmpHistory *self = g_new0 (SmpHistory, 1);

  self->steps = g_ptr_array_new_with_free_func (step_free);
  append_step (self, first, NULL, NULL);
  return self;
}

void
smp_history_free (SmpHistory *self)
{
  g_ptr_array_unref (self->steps);
  smp_consultation_unref (self->saved);
  g_free (self);
}

const SmpConsultation *
smp_history_get_current (SmpHistory *self)
{
  return step_at (self, self->current)->value;
}

void
smp_history_commit (SmpHistory *self,
                    const SmpConsultation *value,
                    const char *label,
                    const char *merge_key)
{
  Step *step = step_at (self, self->current);
  gboolean merge = merge_key != NULL && !self->sealed && self->current > 0
                   && self->current + 1 == self->steps->len
                   && g_strcmp0 (step->merge_key, merge_key) == 0;

  self->sealed = FALSE;
  if (merge)
    {
      SmpConsultation *held = smp_consultation_ref (value);

      smp_consultation_unref (step->value);
      step->value = held;
      return;
    }
  g_ptr_array_set_size (self->steps, (int)self->current + 1);
  append_step (self, value, label, merge_key);
  if (self->steps->len > SMP_HISTORY_STEPS + 1)
    g_ptr_array_remove_index (self->steps, 0);
  self->current = self->steps->len - 1;
}

void
smp_history_amend (SmpHistory *self, const SmpConsultation *value)
{
  Step *step = step_at (self, self->current);
  SmpConsultation *held = smp_consultation_ref (value);

  g_ptr_array_set_size (self->steps, (int)self->current + 1);
  smp_consultation_unref (step->value);
  step->value = held;
}

void
smp_history_seal (SmpHistory *self)
{
  self->sealed = TRUE;
}

gboolean
smp_history_undo (SmpHistory *self)
{
  if (self->current == 0)
    return FALSE;
  self->current--;
  self->sealed = TRUE;
  return TRUE;
}

gboolean
smp_history_redo (SmpHistory *self)
{
  if (self->current + 1 >= self->steps->len)
    return FALSE;
  self->current++;
  self->sealed = TRUE;
  return TRUE;
}

guint
smp_history_get_n_values (SmpHistory *self)
{
  return self->steps->len;
}

guint
smp_history_get_position (SmpHistory *self)
{
  return self->current;
}

const char *
smp_history_get_label (SmpHistory *self, guint position)
{
  return position < self->steps->len ? step_at (self, position)->label : NULL;
}

gboolean
smp_history_go_to (SmpHistory *self, guint position)
{
  if (position >= self->steps->len || position == self->current)
    return FALSE;
  self->current = position;
  self->sealed = TRUE;
  return TRUE;
}

const char *
smp_history_get_undo_label (SmpHistory *self)
{
  return self->current > 0 ? step_at (self, self->current)->label : NULL;
}

const char *
smp_history_get_redo_label (SmpHistory *self)
{
  return self->current + 1 < self->steps->len ? step_at (self, self->current + 1)->label : NULL;
}

void
smp_history_mark_saved (SmpHistory *self, const SmpConsultation *value)
{
  SmpConsultation *held = value != NULL ? smp_consultation_ref (value) : NULL;

  smp_consultation_unref (self->saved);
  self->saved = held;
}

gboolean
smp_history_is_saved (SmpHistory *self)
{
  return self->saved == step_at (self, self->current)->value;
}
