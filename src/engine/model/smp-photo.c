/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Stubble authors */
#include "config.h"

#include "model/smp-photo.h"

#include "model/smp-json-value.h"
#include "model/smp-landmarks.h"

/* A photo of 1 × 1 px without landmarks, to be filled before it is shared. */
SmpPhoto *
smp_photo_new (const char *id)
{
  SmpPhoto *self = g_atomic_rc_box_new0 (SmpPhoto);

  self->id = g_strdup (id);
  self->name = g_strdup (id);
  self->width = self->height = 1;
  self->sha256 = g_strdup ("");
  self->landmarks = smp_landmarks_new (NULL, 0, NULL);
  self->scale = smp_photo_measure_scale (self, SMP_SEX_UNKNOWN);
  return self;
}

SmpPhoto *
smp_photo_copy (const SmpPhoto *self)
{
  SmpPhoto *copy = g_atomic_rc_box_new0 (SmpPhoto);

  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->sha256 = g_strdup (self->sha256);
  copy->link = g_strdup (self->link);
  copy->taken = g_strdup (self->taken);
  copy->camera = g_strdup (self->camera);
  copy->landmarks = smp_landmarks_ref (self->landmarks);
  copy->unknown = smp_json_share (self->unknown);
  copy->unknown_scale = smp_json_share (self->unknown_scale);
  copy->unknown_head = smp_json_share (self->unknown_head);
  copy->unknown_whorl = smp_json_share (self->unknown_whorl);
  return copy;
}

SmpPhoto *
smp_photo_with_head (const SmpPhoto *self, const SmpHead *head)
{
  SmpPhoto *copy = smp_photo_copy (self);

  copy->has_head = head != NULL;
  if (head != NULL)
    {
      copy->head = *head;
      return copy;
    }
  g_clear_pointer (&copy->unknown_head, json_object_unref);
  g_clear_pointer (&copy->unknown_whorl, json_object_unref);
  return copy;
}

SmpScale
smp_photo_measure_scale (const SmpPhoto *self, SmpSex sex)
{
  return smp_scale_from_landmarks (self->landmarks, self->view, self->has_head ? &self->head : NULL,
                                   sex, self->width, self->height);
}

gboolean
smp_photo_uses_head (const SmpPhoto *self)
{
  return self->has_head && self->scale.method != SMP_SCALE_MANUAL;
}

static void
photo_clear (gpointer data)
{
  SmpPhoto *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->sha256);
  g_free (self->link);
  g_free (self->taken);
  g_free (self->camera);
  smp_landmarks_unref (self->landmarks);
  g_clear_pointer (&self->unknown, json_object_unref);
  g_clear_pointer (&self->unknown_scale, json_object_unref);
  g_clear_pointer (&self->unknown_head, json_object_unref);
  g_clear_pointer (&self->unknown_whorl, json_object_unref);
}

SmpPhoto *
smp_photo_ref (const SmpPhoto *self)
{
  return g_atomic_rc_box_acquire ((SmpPhoto *)self);
}

void
smp_photo_unref (const SmpPhoto *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full ((SmpPhoto *)self, photo_clear);
}
